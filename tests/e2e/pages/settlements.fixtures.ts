import type { SettledParticipant } from "../../../src/domain/settlement/settlement-facts.ts";
import { grosze } from "../../../src/domain/values/money.ts";
import { month, monthsBetween } from "../../../src/domain/values/month.ts";
import { plainDate } from "../../../src/domain/values/plain-date.ts";
import type {
  NewsItem,
  SettlementsView,
  SettlementView,
  UnitPlace,
} from "../../../src/web/resident/view-models.ts";
import {
  computed,
  defined,
  definitionOf,
  orderOf,
  right,
  SettledBuilding,
} from "../../setup/settled-building.ts";
import { asOf, flat, garage } from "./people.fixtures.ts";

/** Settlements as the engine really computes them, of an invented building, and the views that a resident gets of them. */

const whole = (units: number) => `2025-01-01 0, 2026-01-01 ${units}`;
const named = (id: string, name: string, words: string) => ({ ...defined(id, words), name });

/** Fixed by heated area, 70 % of variable by allocators with location factors, kept between bounds. */
const heat = computed(
  definitionOf(
    "heat",
    [
      named("stale", "Moc zamówiona i opłaty stałe", "fixed heated-area 100"),
      named("zmienne", "Ciepło na ogrzewanie", "variable allocator-units 70, heated-area 30"),
    ],
    {
      regulation: "Regulamin rozliczania ciepła, uchwała RN nr 14/2024 z 20 czerwca 2024",
      boundedCost: "zmienne",
    },
  ),
  orderOf(
    { stale: 7_412_37, zmienne: 19_638_54 },
    {
      code: "CO/2025/W1",
      bounds: { minGroszePerM2: "3500", maxGroszePerM2: "11050" },
      heat: { totalGJ: "171.4", heatingGJ: "171.4", hotWaterGJ: null },
      degreeDays: { period: "3482", lastYear: "3655" },
      commonParts: [
        {
          id: "WSP",
          name: "Suszarnia",
          areaCm2: 184_000,
          consumption: "96.5",
          volumeDm3: 46_000,
          building: "B1",
        },
      ],
    },
  ),
  new SettledBuilding()
    .unit("L11", { m2: "63.20", volume: 158_000 })
    .unit("L12", { m2: "48.50", volume: 121_250, advances: 3_360_00 })
    .unit("L13", { m2: "72.10", volume: 180_250 })
    .unit("L14", { m2: "38.40", volume: 96_000 })
    .point("P-1", "heat", whole(5300), {
      units: { L11: 1 },
      allocator: true,
      factor: "1.21",
      locationFactor: "0.85",
    })
    .point("P-2", "heat", whole(1410), {
      units: { L12: 1 },
      allocator: true,
      factor: "1.15",
      locationFactor: "0.9",
    })
    .point("P-3", "heat", "2025-01-01 0, 2025-06-30 402", {
      units: { L12: 1 },
      allocator: true,
      factor: "0.84",
      locationFactor: "0.9",
      meters: [{ during: { from: plainDate("2015-01-01"), until: null }, serial: "EC-7718204" }],
    })
    .point("P-4", "heat", whole(2210), {
      units: { L13: 1 },
      allocator: true,
      factor: "1.3",
      locationFactor: "0.7",
    })
    .point("P-5", "heat", whole(80), { units: { L14: 1 }, allocator: true, factor: "0.95" })
    .facts({
      lastYear: new Map([[2, { costGrosze: 4_288_17, quantity: "1896.3", advancesGrosze: 3_240_00 }]]),
    }),
);

/** Water with the main meter's difference laid over the units, a handed-over flat and an expired verification. */
const water = computed(
  definitionOf("cold-water", [named("woda", "Woda i ścieki", "variable consumption:cold-water 100")], {
    regulation: "Regulamin rozliczania wody, uchwała RN nr 3/2023 z 2 lutego 2023",
    variance: "consumption",
    holderChange: "by-days",
    rounding: "largest-share",
  }),
  orderOf({ woda: 4_617_29 }, { code: "ZW/2025/B1" }),
  new SettledBuilding()
    .unit("L11", { m2: "63.20" })
    .unit("L12", { m2: "48.50", advances: 1_680_00 })
    .unit("L13", {
      m2: "72.10",
      rights: [right(31, "2015-01-01", "2025-05-11", 400_00), right(32, "2025-05-11", null, 700_00)],
    })
    .point("G", "cold-water", "2025-01-01 0, 2026-01-01 310", { level: "main" })
    .point("W-11", "cold-water", "2025-01-01 100, 2026-01-01 192.4", { units: { L11: 1 }, behind: "G" })
    .point("W-12", "cold-water", "2025-01-01 411.2, 2026-01-01 471.3", { units: { L12: 1 }, behind: "G" })
    .point("W-13", "cold-water", "2025-01-01 20, 2026-01-01 165", { units: { L13: 1 }, behind: "G" })
    .facts(),
);

const ROOMS: Readonly<Record<string, string>> = { "P-2": "pokój dzienny", "P-3": "kuchnia" };

function participant(of: typeof heat, code: string, place = 0): SettledParticipant {
  return of.participants.filter((each) => each.code === code)[place]!;
}

function viewOf(
  settlementId: string,
  computation: typeof heat,
  settled: SettledParticipant,
  changes: Partial<SettlementView> & Pick<SettlementView, "code">,
): SettlementView {
  const { figures } = computation;
  return {
    settlementId,
    asOf,
    changes: [],
    place: flat,
    medium: figures.medium as SettlementView["medium"],
    name: "Rozliczenie",
    period: figures.period,
    ownPeriod: { from: settled.from, to: settled.to },
    isReversed: false,
    postedOn: plainDate("2026-11-02"),
    dueOn: plainDate("2027-01-04"),
    interestFreeUntil: plainDate("2027-03-02"),
    costGrosze: grosze(settled.costGrosze),
    advancesGrosze: grosze(settled.advancesGrosze),
    resultGrosze: grosze(settled.resultGrosze),
    account: { accountId: "k-3", number: "204-12-03" },
    isInvoiced: false,
    documentNumber: "ROZ/2026/17",
    vatGrosze: grosze(0),
    proposedAdvanceGrosze:
      settled.proposedAdvanceGrosze === null ? null : grosze(settled.proposedAdvanceGrosze),
    proposedAdvancePercent: null,
    advanceMonths: [],
    remainingGrosze: grosze(settled.resultGrosze),
    setOffs: [],
    replacedBy: null,
    corrects: null,
    figures,
    own: {
      ...settled.record,
      devices: settled.record.devices.map((device) => ({
        ...device,
        place: ROOMS[device.pointCode] ?? device.place,
      })),
    },
    ...changes,
  };
}

/** A shortfall, kept between bounds, partly covered. */
export const heatSettlement: SettlementView = viewOf("17-2", heat, participant(heat, "L12"), {
  code: "CO/2025/W1",
  proposedAdvancePercent: "104",
  proposedAdvanceGrosze: grosze(Math.round((participant(heat, "L12").costGrosze * 104) / 1200)),
  advanceMonths: monthsBetween(month("2025-01"), month("2025-12")).map((each) => ({
    month: each,
    amountGrosze: grosze(280_00),
  })),
});

/** A surplus that was set off against arrears, the rest waiting; it corrects another. */
export const waterSettlement: SettlementView = viewOf("18-2", water, participant(water, "L12"), {
  code: "ZW/2025/B1-K",
  remainingGrosze: grosze(-200_00),
  setOffs: [
    {
      id: "44-2",
      documentNumber: "POT/2026/3",
      postedOn: plainDate("2026-11-02"),
      amountGrosze: grosze(Math.max(0, -participant(water, "L12").resultGrosze - 200_00)),
      account: { accountId: "k-1", purpose: "fees" },
    },
  ],
  corrects: { settlementId: "16-2", code: "ZW/2025/B1" },
});

/** A holder for a part of the period, in a settlement that was reversed. */
export const reversedSettlement: SettlementView = viewOf("16-2", water, participant(water, "L13", 1), {
  code: "ZW/2025/B1",
  isReversed: true,
  postedOn: plainDate("2026-10-05"),
  replacedBy: { settlementId: "18-2", code: "ZW/2025/B1-K", postedOn: plainDate("2026-11-02") },
});

/** Held at the highest cost per m². */
export const highestSettlement: SettlementView = viewOf("17-1", heat, participant(heat, "L11"), {
  code: "CO/2025/W1",
});
/** Held at the lowest. */
export const lowestSettlement: SettlementView = viewOf("17-4", heat, participant(heat, "L14"), {
  code: "CO/2025/W1",
});
/** Within the bounds, changed by what the others were held at. */
export const movedSettlement: SettlementView = viewOf("17-3", heat, participant(heat, "L13"), {
  code: "CO/2025/W1",
});

export const settlementNews: NewsItem = {
  kind: "settlement-posted",
  date: heatSettlement.postedOn,
  place: heatSettlement.place,
  settlement: heatSettlement,
};

export const settlementViews: readonly SettlementView[] = [
  heatSettlement,
  waterSettlement,
  reversedSettlement,
  highestSettlement,
  lowestSettlement,
  movedSettlement,
];

const HOSTILE: UnitPlace = { ...garage, name: '#emph[Garaż] $7$ *x* \\ "' };
/** Words of strangers that no printer may take for markup. */
export const hostileSettlement: SettlementView = {
  ...heatSettlement,
  place: HOSTILE,
  code: '#sys.inputs "/*',
  figures: { ...heatSettlement.figures, regulation: "#panic() <script>alert(1)</script> 🙂" },
};

export const settlementsOfYear: SettlementsView = {
  withdrawn: [],
  asOf,
  year: 2026,
  years: [2026, 2025],
  accounts: [
    {
      place: flat,
      account: { accountId: "k-3", number: "204-12-03" },
      settlements: [waterSettlement, heatSettlement, reversedSettlement],
    },
    { place: garage, account: { accountId: "k-9", number: "204-13-03" }, settlements: [] },
  ],
  accountId: null,
  periods: [
    { from: plainDate("2025-01-01"), to: plainDate("2025-12-31") },
    { from: plainDate("2024-07-01"), to: plainDate("2025-06-30") },
  ],
  period: null,
};
