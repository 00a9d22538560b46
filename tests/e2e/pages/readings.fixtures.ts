import { addToMonth, month } from "../../../src/domain/values/month.ts";
import { plainDate } from "../../../src/domain/values/plain-date.ts";
import type {
  ConsumptionInformationView,
  MonthConsumption,
  PlaceReadings,
  ReadingsView,
  TakenReading,
  YearConsumption,
} from "../../../src/web/resident/view-models.ts";
import { asOf, flat, garage } from "./people.fixtures.ts";

/** Written by somebody into a serial or a note: text, never markup. */
export const HOSTILE = `"'><script>alert(1)</script>`;

const litres = (count: number) => count * 1000;

const LAST_YEAR = [3312, 3010, 3405, 3120, 3550, 3702, 2140, 1988, 3390, 3205, 3118, 3560];
const THIS_YEAR = [3104, 2788, 3290, 2901, 3160, 4012, 2405, 2110, 2975, 2655];

function months(
  now: readonly number[],
  before: readonly number[],
  unit: (count: number) => number,
  estimated: readonly number[] = [],
): MonthConsumption[] {
  return Array.from({ length: 12 }, (_, index) => {
    const [quantity, lastYear] = [now[index], before[index]];
    return {
      month: addToMonth(month("2026-01"), index),
      quantity: quantity === undefined ? null : unit(quantity),
      lastYear: lastYear === undefined ? null : unit(lastYear),
      difference: quantity === undefined || lastYear === undefined ? null : unit(quantity - lastYear),
      isEstimated: estimated.includes(index),
      isPartial: false,
      isLastYearEstimated: index === 0,
      isLastYearPartial: index === 0,
    };
  });
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

const water: YearConsumption = {
  measure: "m3",
  isWeighted: false,
  months: months(THIS_YEAR, LAST_YEAR, litres, [6]),
  total: {
    from: month("2026-01"),
    to: month("2026-10"),
    quantity: litres(sum(THIS_YEAR)),
    lastYear: litres(sum(LAST_YEAR.slice(0, 10))),
    difference: litres(sum(THIS_YEAR) - sum(LAST_YEAR.slice(0, 10))),
  },
  unreadPlaces: ["pralnia"],
  places: [
    {
      pointId: "1",
      place: "kuchnia",
      quantity: litres(11_012),
      lastYear: litres(11_840),
      difference: litres(-828),
    },
    {
      pointId: "2",
      place: "łazienka",
      quantity: litres(18_388),
      lastYear: litres(18_982),
      difference: litres(-594),
    },
  ],
};

function reading(
  day: string,
  serial: string,
  from: number | null,
  to: number,
  rest: Partial<TakenReading> = {},
) {
  return {
    kind: "reading",
    lineId: `o-${serial}-${day}`,
    day: plainDate(day),
    serial,
    meterKind: "water-meter",
    measure: "m3",
    from: from === null ? null : litres(from),
    to: litres(to),
    consumption: from === null ? null : litres(to - from),
    source: "radio",
    flags: [],
    document: { importId: 12, line: 34 },
    note: "",
    restarts: false,
    estimateTooHighBy: null,
    correctedBy: null,
    corrects: null,
    ...rest,
  } satisfies TakenReading;
}

const kitchen: PlaceReadings = {
  pointId: "1",
  place: "kuchnia",
  share: 1_000_000,
  lines: [
    reading("2026-01-01", "12345678", 398_301, 401_104),
    reading("2026-02-01", "12345678", 401_104, 402_301, { flags: ["improbable-jump", "leak"] }),
    reading("2026-03-01", "12345678", null, 502_400, {
      correctedBy: plainDate("2026-03-05"),
      consumption: null,
      source: "resident",
    }),
    reading("2026-03-05", "12345678", 402_301, 403_480, {
      source: "visit",
      corrects: { day: plainDate("2026-03-01"), value: litres(502_400) },
      note: HOSTILE,
    }),
    {
      kind: "removal",
      lineId: "d-1",
      day: plainDate("2026-03-14"),
      serial: "12345678",
      meterKind: "water-meter",
      measure: "m3",
      from: litres(403_480),
      to: litres(412_500),
      consumption: litres(9020),
      reason: "koniec legalizacji",
      next: { serial: "87654321", start: litres(200) },
    },
    reading("2026-04-01", "87654321", 200, 1210),
    reading("2026-05-01", "87654321", 1210, 2380, { source: "estimate" }),
  ],
  meters: [
    {
      meterId: "1",
      serial: "12345678",
      kind: "water-meter",
      installedOn: plainDate("2021-03-10"),
      removedOn: plainDate("2026-03-14"),
      verifiedUntil: plainDate("2026-12-31"),
      isVerificationExpired: false,
      factor: 1_000_000,
      locationFactor: 1_000_000,
    },
    {
      meterId: "2",
      serial: "87654321",
      kind: "water-meter",
      installedOn: plainDate("2026-03-14"),
      removedOn: null,
      verifiedUntil: plainDate("2031-12-31"),
      isVerificationExpired: false,
      factor: 1_000_000,
      locationFactor: 1_000_000,
    },
  ],
};

const bathroom: PlaceReadings = {
  pointId: "2",
  place: "łazienka",
  share: 500_000,
  lines: [
    reading("2026-01-01", HOSTILE, null, 88_120),
    reading("2026-02-01", HOSTILE, 88_120, 90_230, { flags: ["verification-expired"] }),
  ],
  meters: [
    {
      meterId: "3",
      serial: HOSTILE,
      kind: "water-meter",
      installedOn: plainDate("2020-06-01"),
      removedOn: null,
      verifiedUntil: plainDate("2025-12-31"),
      isVerificationExpired: true,
      factor: 1_000_000,
      locationFactor: 1_000_000,
    },
  ],
};

export const waterYear: ReadingsView = {
  changes: [],
  asOf,
  unit: flat,
  units: [flat, garage],
  year: 2026,
  years: [2026, 2025, 2024],
  medium: "cold-water",
  media: ["cold-water", "hot-water", "heat"],
  hasEverBeenRead: true,
  consumption: [water],
  places: [kitchen, bathroom],
  information: Array.from({ length: 10 }, (_, index) => addToMonth(month("2026-01"), index)),
};

const HEAT_LAST_YEAR = [1820, 1610, 1305, 640, 120, 0, 0, 0, 95, 702, 1210, 1640];
const HEAT_THIS_YEAR = [1902, 1544, 1188, 702, 90, 0, 0, 0, 110, 655];
const whole = (count: number) => count * 100_000;
const ROOMS = ["kuchnia", "pokój 1", "pokój 2", "łazienka"] as const;

/** Allocators of four rooms, restarted at the end of the year before. */
export const heatYear: ReadingsView = {
  ...waterYear,
  medium: "heat",
  consumption: [
    {
      measure: "unit",
      isWeighted: true,
      months: months(HEAT_THIS_YEAR, HEAT_LAST_YEAR, whole),
      total: {
        from: month("2026-01"),
        to: month("2026-10"),
        quantity: whole(sum(HEAT_THIS_YEAR)),
        lastYear: whole(sum(HEAT_LAST_YEAR.slice(0, 10))),
        difference: whole(sum(HEAT_THIS_YEAR) - sum(HEAT_LAST_YEAR.slice(0, 10))),
      },
      unreadPlaces: [],
      places: ROOMS.map((place, index) => ({
        pointId: String(index),
        place,
        quantity: whole(1000 + 333 * index),
        lastYear: whole(1200 + 250 * index),
        difference: whole(83 * index - 200),
      })),
    },
  ],
  places: ROOMS.map((place, room) => ({
    pointId: String(room),
    place,
    share: 1_000_000,
    lines: [
      {
        ...reading("2026-01-01", `3100${room}`, null, 0),
        meterKind: "heat-cost-allocator",
        measure: "unit",
        from: 1_100_000_000,
        to: 1_220_000_000,
        consumption: 120_000_000,
        restarts: true,
      },
      {
        ...reading("2026-02-01", `3100${room}`, null, 0),
        meterKind: "heat-cost-allocator",
        measure: "unit",
        from: 0,
        to: 95_000_000,
        consumption: 95_000_000,
      },
    ],
    meters: [
      {
        meterId: String(room),
        serial: `3100${room}`,
        kind: "heat-cost-allocator",
        installedOn: plainDate("2022-09-01"),
        removedOn: null,
        verifiedUntil: null,
        isVerificationExpired: false,
        factor: 1_150_000 + room * 10_000,
        locationFactor: room === 3 ? 700_000 : 1_000_000,
      },
    ],
  })),
};

const nothing = { consumption: [], places: [], information: [] };
export const noMeters: ReadingsView = {
  ...waterYear,
  ...nothing,
  media: [],
  years: [2026],
  hasEverBeenRead: false,
};
export const notThisMedium: ReadingsView = {
  ...waterYear,
  ...nothing,
  medium: "gas",
  hasEverBeenRead: false,
};
export const neverRead: ReadingsView = { ...waterYear, ...nothing, years: [2026], hasEverBeenRead: false };
export const notThisYear: ReadingsView = { ...waterYear, ...nothing, year: 2019 };

export const consumptionInformation: ConsumptionInformationView = {
  asOf,
  unit: flat,
  units: [flat, garage],
  medium: "cold-water",
  month: month("2026-10"),
  previous: month("2026-09"),
  next: null,
  issuedOn: plainDate("2026-11-04"),
  building: "ul. Lipowa 4",
  measures: [
    {
      measure: "m3",
      isEstimated: false,
      unit: { quantity: litres(2655), lastYear: litres(3205), difference: litres(-550) },
      building: { quantity: litres(118_204), lastYear: null, difference: null },
      countedWith: "",
    },
  ],
  buildingHeat: [],
};

/** Told in units of allocators, beside the heat of two buildings with one node. */
export const heatInformation: ConsumptionInformationView = {
  ...consumptionInformation,
  medium: "heat",
  measures: [
    {
      measure: "unit",
      isEstimated: false,
      unit: { quantity: whole(655), lastYear: whole(702), difference: whole(-47) },
      building: { quantity: whole(30_120), lastYear: whole(29_004), difference: whole(1116) },
      countedWith: "",
    },
  ],
  buildingHeat: [
    {
      medium: "heat",
      measure: "GJ",
      figures: { quantity: 187_500_000, lastYear: 200_000_000, difference: -12_500_000 },
      countedWith: "ul. Lipowa 2, ul. Lipowa 4",
    },
    {
      medium: "hot-water",
      measure: "GJ",
      figures: { quantity: 42_000_000, lastYear: null, difference: null },
      countedWith: "",
    },
  ],
};
