import { describe, expect, it } from "vitest";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import {
  computed,
  costsOf,
  defined,
  definitionOf,
  orderOf,
  recordOf,
  SettledBuilding,
  sharesOf,
  YEAR,
} from "../setup/settled-building.ts";

const WATER = defined("water", "variable consumption:cold-water 100");
const read = (units: string) => `2025-01-01 0, 2026-01-01 ${units}`;
const quantities = (settlement: ReturnType<typeof computed>) =>
  settlement.participants.map(({ code, record }) => [code, record.shares[0]?.quantity]);

/** The field guide's variance: main 310.0 m³; units 92.4, 60.1, 145.0; D = 12.5. */
const threeUnits = () =>
  new SettledBuilding()
    .unit("A", { m2: "48" })
    .unit("B", { m2: "63" })
    .unit("C", { m2: "39" })
    .point("main", "cold-water", read("310"), { level: "main" })
    .point("a", "cold-water", read("92.4"), { units: { A: 1 }, behind: "main" })
    .point("b", "cold-water", read("60.1"), { units: { B: 1 }, behind: "main" })
    .point("c", "cold-water", read("145"), { units: { C: 1 }, behind: "main" });

describe("difference of the main meter and its units", () => {
  it("pro rata to consumption (B): 3.88, 2.53, 6.09", () => {
    const settlement = computed(
      definitionOf("cold-water", [WATER], { variance: "consumption" }),
      orderOf({ water: 3_100_00 }),
      threeUnits().facts(),
    );
    expect(quantities(settlement)).toEqual([
      ["A", "96.28"],
      ["B", "62.63"],
      ["C", "151.09"],
    ]);
    // 3 100.00 ÷ 310 = 10.00 a m³
    expect(costsOf(settlement)).toEqual([
      ["A", 962_80],
      ["B", 626_30],
      ["C", 1_510_90],
    ]);
    expect(settlement.figures.variance).toEqual({
      main: "310",
      submeters: "297.5",
      difference: "12.5",
      method: "consumption",
      operatingGrosze: 0,
    });
  });

  it("to the operating cost (A): 12.5 × 10.00", () => {
    const settlement = computed(
      definitionOf("cold-water", [WATER], { variance: "operating-cost" }),
      orderOf({ water: 3_100_00 }),
      threeUnits().facts(),
    );
    expect(costsOf(settlement)).toEqual([
      ["A", 924_00],
      ["B", 601_00],
      ["C", 1_450_00],
      ["operating-cost", 125_00],
    ]);
    const operating = settlement.participants.at(-1)!;
    expect([operating.unitId, operating.rightId]).toEqual([null, null]);
    expect(settlement.borneByCooperativeGrosze).toBe(125_00);
    expect(settlement.figures.variance?.operatingGrosze).toBe(125_00);
  });

  it("equally (C): 12.5 m³ in hundredths, 4.17, 4.17, 4.16", () => {
    const settlement = computed(
      definitionOf("cold-water", [WATER], { variance: "equal" }),
      orderOf({ water: 3_100_00 }),
      threeUnits().facts(),
    );
    expect(quantities(settlement).map(([, quantity]) => quantity)).toEqual(["96.57", "64.27", "149.16"]);
  });

  it("by area (C): 12.5 × 48 ÷ 150 = 4.00, 5.25, 3.25", () => {
    const settlement = computed(
      definitionOf("cold-water", [WATER], { variance: "area" }),
      orderOf({ water: 3_100_00 }),
      threeUnits().facts(),
    );
    expect(quantities(settlement).map(([, quantity]) => quantity)).toEqual(["96.4", "65.35", "148.25"]);
  });

  it("in litres where hundredths do not suffice, and nothing is lost", () => {
    const facts = threeUnits().point("c2", "cold-water", read("0.003"), { units: { C: 1 }, behind: "main" });
    const settlement = computed(
      definitionOf("cold-water", [WATER], { variance: "consumption" }),
      orderOf({ water: 3_100_00 }),
      facts.facts(),
    );
    // D = 12.497: 12.497 × 92.4 ÷ 297.503 = 3.8814 …
    expect(quantities(settlement).map(([, quantity]) => quantity)).toEqual(["96.281", "62.625", "151.094"]);
  });

  it("below zero lowers everybody's water, and the operating cost where it bears it", () => {
    const lower = () =>
      new SettledBuilding()
        .unit("A", { m2: "50" })
        .unit("B", { m2: "50" })
        .point("main", "cold-water", read("90"), { level: "main" })
        .point("a", "cold-water", read("99"), { units: { A: 1 }, behind: "main" })
        .point("b", "cold-water", read("1"), { units: { B: 1 }, behind: "main" });
    const by = (variance: "operating-cost" | "equal") =>
      computed(
        definitionOf("cold-water", [WATER], { variance }),
        orderOf({ water: 900_00 }),
        lower().facts(),
      );
    expect(costsOf(by("operating-cost"))).toEqual([
      ["A", 990_00],
      ["B", 10_00],
      ["operating-cost", -100_00],
    ]);
    // Equally, B would be left with −4 m³: so pro rata to consumption, 9.90 and 0.10.
    expect(quantities(by("equal"))).toEqual([
      ["A", "89.1"],
      ["B", "0.9"],
    ]);
  });
});

describe("one main for two properties", () => {
  it("each property's operating cost bears the difference by what its units counted", () => {
    // D = 100 − 60 − 30 = 10 m³ at 3.00; by 60 and 30: 6.666667 and 3.333333 m³, 20.00 and 10.00.
    const facts = new SettledBuilding()
      .unit("A", { m2: "50" })
      .unit("B", { m2: "50", building: "B2", property: 2 })
      .point("main", "cold-water", read("100"), { level: "main" })
      .point("a", "cold-water", read("60"), { units: { A: 1 }, behind: "main" })
      .point("b", "cold-water", read("30"), { units: { B: 1 }, behind: "main", building: 2 })
      .facts();
    const settlement = computed(
      definitionOf("cold-water", [WATER], { variance: "operating-cost" }),
      orderOf({ water: 300_00 }, { point: "main", buildings: [] }),
      facts,
    );
    expect(
      settlement.participants.map(({ code, propertyId, costGrosze }) => [code, propertyId, costGrosze]),
    ).toEqual([
      ["A", 1, 180_00],
      ["B", 2, 90_00],
      ["operating-cost", 1, 20_00],
      ["operating-cost", 2, 10_00],
    ]);
  });
});

describe("behind a booster", () => {
  // Collective 1040; mains 310, 290, 400 → 322.4, 301.6, 416.0.
  const chain = (mains: readonly string[]) => {
    const building = new SettledBuilding()
      .unit("A", { m2: "50" })
      .unit("B", { m2: "50" })
      .point("booster", "cold-water", read("1040"), { level: "collective", building: 0 });
    for (const [index, counted] of mains.entries())
      building.point(`main${index + 1}`, "cold-water", read(counted), {
        level: "main",
        behind: "booster",
        building: index + 1,
      });
    return building
      .point("a", "cold-water", read("200"), { units: { A: 1 }, behind: "main1" })
      .point("b", "cold-water", read("100"), { units: { B: 1 }, behind: "main1" });
  };

  it("the mains take their parts of what the collective meter counted", () => {
    const settlement = computed(
      definitionOf("cold-water", [WATER], { variance: "consumption", isBehindBooster: true }),
      orderOf({ water: 3_224_00 }),
      chain(["310", "290", "400"]).facts(),
    );
    expect(settlement.figures.variance).toMatchObject({
      main: "322.4",
      submeters: "300",
      difference: "22.4",
    });
    // 22.4 → 14.93 and 7.47; 10.00 a m³
    expect(costsOf(settlement)).toEqual([
      ["A", 2_149_30],
      ["B", 1_074_70],
    ]);
    expect(settlement.figures.working.find(({ step }) => step === "booster")?.inputs).toMatchObject({
      collective: "1040",
      mains: "1000",
      main: "310",
    });
  });
});

describe("what was not read", () => {
  it("a replaced meter sums its stretches", () => {
    // 100 → 130 on the old one until 1 May, 5 → 65 on the new one: 30 + 60.
    const facts = new SettledBuilding()
      .unit("A", { m2: "50" })
      .unit("B", { m2: "50" })
      .point("a", "cold-water", "", {
        units: { A: 1 },
        meters: [
          {
            during: { from: plainDate("2020-01-01"), until: plainDate("2025-05-01") },
            end: 130_000_000,
          },
          { during: { from: plainDate("2025-05-01"), until: null }, start: 5_000_000 },
        ],
        readingsOfMeters: ["2025-01-01 100", "2026-01-01 65"],
      })
      .point("b", "cold-water", read("10"), { units: { B: 1 } });
    const settlement = computed(
      definitionOf("cold-water", [WATER]),
      orderOf({ water: 1_000_00 }),
      facts.facts(),
    );
    expect(costsOf(settlement)).toEqual([
      ["A", 900_00],
      ["B", 100_00],
    ]);
    expect(recordOf(settlement, "A").devices.map(({ serial, quantity }) => [serial, quantity])).toEqual([
      ["a-1", "30"],
      ["a-2", "60"],
    ]);
  });

  it("after the verification expired the unit is unmetered", () => {
    // Until 30 June by the meter: 181 of 365 days of 73 m³ = 36.2 m³; six months × 2 persons × 3 m³ = 36 m³.
    const facts = new SettledBuilding()
      .unit("A", { m2: "50", persons: 2 })
      .point("a", "cold-water", read("73"), {
        units: { A: 1 },
        meters: [{ verifiedUntil: plainDate("2025-06-30") }],
      });
    const settlement = computed(
      definitionOf("cold-water", [WATER]),
      orderOf({ water: 722_00 }),
      facts.facts(),
    );
    const record = recordOf(settlement, "A");
    expect(record.shares[0]).toMatchObject({ quantity: "72.2", isEstimated: true, grosze: 722_00 });
    expect(record.remarks.map(({ remark }) => remark)).toContain("verification-expired");
  });

  it("two missed periods: the norm by persons", () => {
    // Last read on 1 January 2023: both 2024 and 2025 are missed → 12 × 2 × 3 = 72 m³.
    const facts = new SettledBuilding()
      .unit("A", { m2: "50", persons: 2 })
      .unit("B", { m2: "50" })
      .point("a", "cold-water", "2022-01-01 100, 2023-01-01 300", { units: { A: 1 } })
      .point("b", "cold-water", read("28"), { units: { B: 1 } });
    const settlement = computed(
      definitionOf("cold-water", [WATER]),
      orderOf({ water: 100_00 }),
      facts.facts(),
    );
    expect(sharesOf(settlement, "A")).toEqual([["water", "consumption:cold-water", "72", 72_00]]);
    expect(recordOf(settlement, "A").shares[0]!.isEstimated).toBe(true);
    expect(recordOf(settlement, "A").remarks).toContainEqual({
      remark: "estimated",
      data: { point: "a", method: "norm" },
    });
  });

  it("a unit without a meter: norm × persons; 75 % of one norm where nobody lives; refused access as unmetered", () => {
    // 3 persons × 12 × 3 = 108; 0.75 × 3 × 12 = 27; refused: 2 × 12 × 3 = 72 whatever the meter says; 93 by meter: 300 together.
    const facts = new SettledBuilding()
      .unit("A", { m2: "50", persons: 3 })
      .unit("B", { m2: "50", persons: 0, rights: [] })
      .unit("C", { m2: "50", persons: 2 })
      .unit("D", { m2: "50" })
      .point("c", "cold-water", read("5"), { units: { C: 1 } })
      .point("d", "cold-water", read("93"), { units: { D: 1 } });
    const order = orderOf(
      { water: 300_00 },
      { accessRefused: [{ unit: "C", note: "bez wstępu 12.12.2025" }] },
    );
    const settlement = computed(definitionOf("cold-water", [WATER]), order, facts.facts());
    expect(costsOf(settlement)).toEqual([
      ["A", 108_00],
      ["B", 27_00],
      ["C", 72_00],
      ["D", 93_00],
    ]);
    expect(settlement.borneByCooperativeGrosze).toBe(27_00);
    expect(recordOf(settlement, "B").remarks.map(({ remark }) => remark)).toContain("vacant");
    expect(recordOf(settlement, "C").remarks[0]).toEqual({
      remark: "access-refused",
      data: { note: "bez wstępu 12.12.2025", settledAs: "unmetered" },
    });
  });

  it("a shared bathroom is divided by its shares", () => {
    const facts = new SettledBuilding()
      .unit("A", { m2: "50" })
      .unit("B", { m2: "50" })
      .point("ab", "cold-water", read("90"), { units: { A: 0.4, B: 0.6 } });
    const settlement = computed(
      definitionOf("cold-water", [WATER]),
      orderOf({ water: 90_00 }),
      facts.facts(),
    );
    expect(quantities(settlement)).toEqual([
      ["A", "36"],
      ["B", "54"],
    ]);
  });
});

describe("a price that changes inside the period", () => {
  const half = {
    first: { from: YEAR.from, to: plainDate("2025-06-30") },
    second: { from: plainDate("2025-07-01"), to: YEAR.to },
  };
  const documents = [
    { cost: "water", document: "FV 1", ...half.first, amountGrosze: 100_00 },
    { cost: "water", document: "FV 2", ...half.second, amountGrosze: 180_00 },
  ];
  const facts = (interim: string) =>
    new SettledBuilding()
      .unit("A", { m2: "50" })
      .unit("B", { m2: "50" })
      .point("a", "cold-water", `2025-01-01 0, ${interim}2026-01-01 73`, { units: { A: 1 } })
      .point("b", "cold-water", "2025-01-01 0, 2025-07-01 20, 2026-01-01 60", { units: { B: 1 } })
      .facts();

  it("each cost document is shared by the consumption of its own days: interim reading", () => {
    // First half 30 + 20 = 50 m³ at 2.00; second 43 + 40 = 83 m³ at 180 ÷ 83.
    const settlement = computed(
      definitionOf("cold-water", [WATER]),
      orderOf({}, { costs: documents }),
      facts("2025-07-01 30, "),
    );
    expect(
      recordOf(settlement, "A").shares.map(({ from, quantity, grosze }) => [from, quantity, grosze]),
    ).toEqual([
      ["2025-01-01", "30", 60_00],
      ["2025-07-01", "43", 93_25],
    ]);
    expect(costsOf(settlement)).toEqual([
      ["A", 153_25],
      ["B", 126_75],
    ]);
  });

  it("without one, by average daily consumption: 73 m³ × 181 ÷ 365 = 36.2", () => {
    const settlement = computed(
      definitionOf("cold-water", [WATER]),
      orderOf({}, { costs: documents }),
      facts(""),
    );
    expect(recordOf(settlement, "A").shares.map(({ quantity }) => quantity)).toEqual(["36.2", "36.8"]);
    expect(recordOf(settlement, "A").facts.at(-1)).toEqual({
      fact: "consumption:cold-water",
      quantity: "73",
      unit: "m3",
    });
  });

  it("over the whole period where the regulation says so", () => {
    const settlement = computed(
      definitionOf("cold-water", [WATER], { costDays: "whole-period" }),
      orderOf({}, { costs: documents }),
      facts("2025-07-01 30, "),
    );
    // 280.00 × 73 ÷ 133 = 153.68
    expect(costsOf(settlement)[0]).toEqual(["A", 153_68]);
    expect(recordOf(settlement, "A").shares).toHaveLength(1);
  });
});

describe("hot water", () => {
  it("heat by m³, the fixed part equally, common parts bear no equal share", () => {
    // 800.00 ÷ 100 m³ = 8.00; 300.00 ÷ 2 units.
    const facts = new SettledBuilding()
      .unit("A", { m2: "50" })
      .unit("B", { m2: "50" })
      .point("a", "hot-water", read("55"), { units: { A: 1 } })
      .point("b", "hot-water", read("40"), { units: { B: 1 } });
    const definition = definitionOf("hot-water", [
      defined("heat", "variable consumption:hot-water 100"),
      defined("fixed", "fixed equal 100"),
    ]);
    const commonParts = [{ id: "pralnia", name: "Pralnia", areaCm2: 200_000, consumption: "5" }];
    const order = orderOf(
      { heat: 800_00, fixed: 300_00 },
      { commonParts, heat: { totalGJ: null, heatingGJ: null, hotWaterGJ: "31" } },
    );
    const settlement = computed(definition, order, facts.facts());
    expect(costsOf(settlement)).toEqual([
      ["A", 590_00],
      ["B", 470_00],
      ["pralnia", 40_00],
    ]);
    // 31 GJ ÷ 100 m³ = 0.31 > 0.30
    expect(settlement.figures.legalChecks[0]).toMatchObject({
      check: "hot-water-audit-limit",
      isExceeded: true,
      measured: "0.31",
      limit: "0.3",
    });
  });
});
