import { describe, expect, it } from "vitest";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import {
  computed,
  costsOf,
  defined,
  definitionOf,
  orderOf,
  recordOf,
  refusedReasons,
  right,
  SettledBuilding,
  sharesOf,
} from "../setup/settled-building.ts";

const whole = (units: number) => `2025-01-01 0, 2026-01-01 ${units}`;

describe("scheme (c): 40 % by area, 30 % by temperature, 30 % by allocators", () => {
  // The worked example of the field guide: 60 000.00 zł, outside 3.5 °C.
  // A 48 m², 20.5 °C, 820 × 1.15 + 640 × 0.90 = 1519; B 63 m², 22.0 °C, (1500 × 1.15 + 900 × 1.3) × 0.8 = 2316;
  // C 39 m², 19.0 °C, 300 × 0.7 = 210 units.
  const building = new SettledBuilding()
    .unit("A", { m2: "48", advances: 20_000_00 })
    .unit("B", { m2: "63", advances: 28_000_00 })
    .unit("C", { m2: "39", advances: 12_000_00 })
    .point("a1", "heat", whole(820), { units: { A: 1 }, allocator: true, factor: "1.15" })
    .point("a2", "heat", whole(640), { units: { A: 1 }, allocator: true, factor: "0.90" })
    .point("b1", "heat", whole(1500), {
      units: { B: 1 },
      allocator: true,
      factor: "1.15",
      locationFactor: "0.8",
    })
    .point("b2", "heat", whole(900), {
      units: { B: 1 },
      allocator: true,
      factor: "1.3",
      locationFactor: "0.8",
    })
    .point("c1", "heat", whole(300), { units: { C: 1 }, allocator: true, locationFactor: "0.7" });
  const order = orderOf(
    { fixed: 24_000_00, variable: 36_000_00 },
    {
      outdoorTemperature: "3.5",
      indoorTemperatures: [
        { unit: "A", temperature: "20.5" },
        { unit: "B", temperature: "22.0" },
        { unit: "C", temperature: "19" },
      ],
    },
  );
  const definition = definitionOf("heat", [
    defined("fixed", "fixed area 100"),
    defined("variable", "variable degree-area 50, allocator-units 50"),
  ]);

  it("comes to the grosz", () => {
    const settlement = computed(definition, order, building.facts());
    expect(costsOf(settlement)).toEqual([
      ["A", 20_119_26],
      ["B", 28_498_59],
      ["C", 11_382_15],
    ]);
    expect(sharesOf(settlement, "A")).toEqual([
      ["fixed", "area", "48", 7_680_00],
      ["variable", "degree-area", "816", 5_679_81],
      ["variable", "allocator-units", "1519", 6_759_45],
    ]);
    expect(sharesOf(settlement, "B").map(([, , , grosze]) => grosze)).toEqual([
      10_080_00, 8_112_53, 10_306_06,
    ]);
    expect(sharesOf(settlement, "C").map(([, , , grosze]) => grosze)).toEqual([6_240_00, 4_207_66, 934_49]);
    expect(settlement.participants.map(({ resultGrosze }) => resultGrosze)).toEqual([
      119_26, 498_59, -617_85,
    ]);
    // 20 119.26 ÷ 12 = 1 676.605 → 1 676.61
    expect(settlement.participants[0]!.proposedAdvanceGrosze).toBe(1_676_61);
  });

  it("shows device by device", () => {
    const { devices, facts } = recordOf(computed(definition, order, building.facts()), "B");
    expect(
      devices.map(({ serial, quantity, factor, locationFactor, weighted }) => [
        serial,
        quantity,
        factor,
        locationFactor,
        weighted,
      ]),
    ).toEqual([
      ["b1-1", "1500", "1.15", "0.8", "1380"],
      ["b2-1", "900", "1.3", "0.8", "936"],
    ]);
    expect(facts.find(({ fact }) => fact === "allocator-units")).toEqual({
      fact: "allocator-units",
      quantity: "2316",
      unit: "unit",
    });
  });
});

describe("schemes (a), (b), (d)", () => {
  it("(a) by area alone, common parts included", () => {
    // 1 000.00 ÷ 100 m² = 10.00
    const facts = new SettledBuilding().unit("A", { m2: "30" }).unit("B", { m2: "50" }).facts();
    const commonParts = [{ id: "klatka", name: "Klatka schodowa", areaCm2: 200_000, consumption: null }];
    const settlement = computed(
      definitionOf("heat", [defined("heat", "fixed area 100")]),
      orderOf({ heat: 1_000_00 }, { commonParts }),
      facts,
    );
    expect(costsOf(settlement)).toEqual([
      ["A", 300_00],
      ["B", 500_00],
      ["klatka", 200_00],
    ]);
    expect(settlement.borneByCooperativeGrosze).toBe(200_00);
  });

  it("(b) fixed by area, 70 % by allocators and 30 % by area; without a device by area", () => {
    // Fixed 300.00: 2.00 a m². Variable 600.00: 180.00 by area = 1.20 a m²; 420.00 by allocators: C has none and bears
    // 420 × 50 ÷ 150 = 140.00; 280.00 ÷ 400 units = 0.70.
    const facts = new SettledBuilding()
      .unit("A", { m2: "50" })
      .unit("B", { m2: "50" })
      .unit("C", { m2: "50" })
      .point("a", "heat", whole(100), { units: { A: 1 }, allocator: true })
      .point("b", "heat", whole(300), { units: { B: 1 }, allocator: true })
      .facts();
    const definition = definitionOf("heat", [
      defined("fixed", "fixed area 100"),
      defined("variable", "variable allocator-units 70, area 30"),
    ]);
    const settlement = computed(definition, orderOf({ fixed: 300_00, variable: 600_00 }), facts);
    expect(costsOf(settlement)).toEqual([
      ["A", 230_00],
      ["B", 370_00],
      ["C", 300_00],
    ]);
    const share = recordOf(settlement, "C").shares.find(({ key }) => key === "allocator-units");
    expect(share).toMatchObject({
      quantity: "50",
      unit: "m2",
      price: "2.8",
      grosze: 140_00,
      isEstimated: true,
    });
    expect(recordOf(settlement, "C").remarks).toEqual([
      { remark: "no-device", data: { substitute: "area" } },
    ]);
    const checks = settlement.figures.legalChecks;
    expect(checks.find(({ check }) => check === "location-factors")?.isExceeded).toBe(true);
  });

  it("(b) without a device: as in the period before, or not at all", () => {
    const facts = new SettledBuilding()
      .unit("A", { m2: "50" })
      .unit("B", { m2: "50" })
      .point("a", "heat", whole(100), { units: { A: 1 }, allocator: true })
      .facts();
    const costs = [defined("heat", "variable allocator-units 100")];
    const order = orderOf({ heat: 600_00 });
    expect(refusedReasons(definitionOf("heat", costs, { substitute: "refuse" }), order, facts)).toEqual([
      ["settlement-device-missing", { unit: "B" }],
    ]);
    expect(refusedReasons(definitionOf("heat", costs, { substitute: "previous" }), order, facts)).toEqual([
      ["settlement-unit-fact-missing", { unit: "B", fact: "previous-period" }],
    ]);
  });

  it("(d) heat meters, one of them in kWh: 1 000 kWh = 3.6 GJ", () => {
    // 6.4 + 3.6 = 10 GJ at 50.00
    const facts = new SettledBuilding()
      .unit("A", { m2: "50" })
      .unit("B", { m2: "50" })
      .point("a", "heat", whole(6.4), { units: { A: 1 } })
      .point("b", "heat", whole(1000), { units: { B: 1 }, meters: [{ measure: "kWh" }] })
      .facts();
    const definition = definitionOf("heat", [defined("heat", "variable consumption:heat 100")]);
    expect(sharesOf(computed(definition, orderOf({ heat: 500_00 }), facts), "B")).toEqual([
      ["heat", "consumption:heat", "3.6", 180_00],
    ]);
  });

  it("one node for two buildings: whoever stands behind it, and no other", () => {
    const building = new SettledBuilding()
      .unit("A", { m2: "50" })
      .unit("B", { m2: "50", building: "B2" })
      .unit("C", { m2: "50", building: "B2" })
      .unit("D", { m2: "50", building: "B3" })
      .point("node", "heat", whole(300), { level: "main" })
      .point("other", "heat", whole(300), { level: "main", building: 3 })
      .point("a", "heat", whole(100), { units: { A: 1 }, behind: "node" })
      .point("b", "heat", whole(100), { units: { B: 1 }, behind: "node", building: 2 })
      .point("d", "heat", whole(100), { units: { D: 1 }, behind: "other", building: 3 });
    const definition = definitionOf("heat", [defined("heat", "fixed area 100")]);
    const order = orderOf({ heat: 300_00 }, { point: "node", buildings: [] });
    expect(costsOf(computed(definition, order, building.facts())).map(([code]) => code)).toEqual([
      "A",
      "B",
      "C",
    ]);
    const one = { ...order, buildings: ["B2"] };
    expect(costsOf(computed(definition, one, building.facts())).map(([code]) => code)).toEqual(["B", "C"]);
  });

  it("an area that changed counts by its days", () => {
    // 40 m² for 73 days, 50 m² for 292: (40 × 73 + 50 × 292) ÷ 365 = 48 m².
    const state = { heatedAreaCm2: 0, volumeDm3: 0, persons: 1, shareMillionths: 0 };
    const states = [
      { ...state, from: plainDate("2020-01-01"), until: plainDate("2025-03-15"), usableAreaCm2: 400_000 },
      { ...state, from: plainDate("2025-03-15"), until: null, usableAreaCm2: 500_000 },
    ];
    const facts = new SettledBuilding().unit("A", { m2: "0", states }).unit("B", { m2: "52" }).facts();
    const settlement = computed(
      definitionOf("heat", [defined("heat", "fixed area 100")]),
      orderOf({ heat: 1_000_00 }),
      facts,
    );
    expect(sharesOf(settlement, "A")).toEqual([["heat", "area", "48", 480_00]]);
    expect(recordOf(settlement, "A").working.map(({ step }) => step)).toContain("fact-mean");
  });
});

describe("lowest and highest cost per m²", () => {
  it("redistributes over several rounds by one factor", () => {
    // 1 000.00 by units 700, 200, 90, 10, 0 of 1000; all 10 m²; at most 30.00, at least 8.00 a m² → 300.00 and 80.00.
    // A is held at 300; the others hold 300 with 700 to share: λ × (200, 90, 10, 0) → D and E at 80, then λ × 290 = 540 →
    // B = 372 > 300: held; C takes the rest, 240.
    const building = new SettledBuilding();
    for (const [unit, counted] of [
      ["A", 700],
      ["B", 200],
      ["C", 90],
      ["D", 10],
      ["E", 0],
    ] as const)
      building
        .unit(unit, { m2: "10" })
        .point(unit.toLowerCase(), "heat", whole(counted), { units: { [unit]: 1 }, allocator: true });
    const definition = definitionOf("heat", [defined("heat", "variable allocator-units 100")], {
      boundedCost: "heat",
    });
    const order = orderOf({ heat: 1_000_00 }, { bounds: { minGroszePerM2: "800", maxGroszePerM2: "3000" } });
    const settlement = computed(definition, order, building.facts());
    expect(costsOf(settlement).map(([, cost]) => cost)).toEqual([300_00, 300_00, 240_00, 80_00, 80_00]);
    expect(recordOf(settlement, "C").bounds).toEqual({
      unboundedGrosze: 90_00,
      minGrosze: 80_00,
      maxGrosze: 300_00,
      boundedGrosze: 240_00,
    });
    expect(recordOf(settlement, "C").shares[0]).toMatchObject({
      price: "1",
      quantity: "90",
      boundsGrosze: 150_00,
    });
    expect(
      refusedReasons(
        definition,
        { ...order, bounds: { minGroszePerM2: null, maxGroszePerM2: "1999" } },
        building.facts(),
      ),
    ).toEqual([
      [
        "bounds-unreachable",
        { cost: "heat", amountGrosze: 100_000, lowestGrosze: "0", highestGrosze: "99950" },
      ],
    ]);
  });
});

describe("no access", () => {
  const building = () =>
    new SettledBuilding()
      .unit("A", { m2: "50" })
      .unit("B", { m2: "30" })
      .unit("C", { m2: "20" })
      .point("b", "heat", whole(300), { units: { B: 1 }, allocator: true })
      .point("c", "heat", whole(100), { units: { C: 1 }, allocator: true });
  const definition = definitionOf(
    "heat",
    [defined("fixed", "fixed area 100"), defined("variable", "variable allocator-units 100")],
    { accessRefusalPercent: "90" },
  );

  it("is charged the regulation's percent of the average per m², and the others share the rest", () => {
    // A: 90 % × 1 000.00 ÷ 100 m² × 50 m² = 450.00; the rest 550.00 ÷ 400 = 1.375 a unit. Fixed 100.00: 1.00 a m².
    const order = orderOf(
      { fixed: 100_00, variable: 1_000_00 },
      { accessRefused: [{ unit: "A", note: "dwa terminy" }] },
    );
    const settlement = computed(definition, order, building().facts());
    expect(costsOf(settlement)).toEqual([
      ["A", 500_00],
      ["B", 442_50],
      ["C", 157_50],
    ]);
    expect(recordOf(settlement, "A").shares[1]).toEqual({
      cost: "variable",
      key: "area",
      quantity: "50",
      unit: "m2",
      price: "9",
      grosze: 450_00,
      isEstimated: true,
      remainderGrosze: 0,
    });
    expect(settlement.figures.costs[1]).toMatchObject({
      amountGrosze: 1_000_00,
      accessRefusedGrosze: 450_00,
    });
    expect(settlement.figures.legalChecks.at(-1)).toMatchObject({
      check: "access-refusal-factor",
      measured: "0.9",
      limit: "1",
      isExceeded: false,
    });
    expect(JSON.stringify(settlement.figures)).not.toContain("dwa terminy");
  });

  it("of everybody cannot be settled", () => {
    const accessRefused = ["A", "B", "C"].map((unit) => ({ unit, note: "" }));
    const order = orderOf({ fixed: 100_00, variable: 1_000_00 }, { accessRefused });
    expect(refusedReasons(definition, order, building().facts())).toEqual([
      ["access-refused-by-all", { cost: "variable" }],
    ]);
  });
});

describe("against last year and the law", () => {
  const definition = definitionOf("heat", [defined("heat", "fixed volume 100")]);
  const facts = (changes = {}) =>
    new SettledBuilding().unit("A", { m2: "50", volume: 125_000 }).facts({
      lastYear: new Map([[1, { costGrosze: 900_00, quantity: "12.5", advancesGrosze: 0 }]]),
      ...changes,
    });
  const order = orderOf(
    { heat: 1_000_00 },
    {
      degreeDays: { period: "3600", lastYear: "3000" },
      heat: { totalGJ: "60", heatingGJ: null, hotWaterGJ: "9.999" },
    },
  );

  it("last year's quantity is corrected by degree days: 12.5 × 3600 ÷ 3000", () => {
    expect(recordOf(computed(definition, order, facts()), "A").lastYear).toEqual({
      costGrosze: 900_00,
      quantity: "12.5",
      correctedQuantity: "15",
    });
  });

  it("a holder who came later sees nothing of the year before", () => {
    const later = new SettledBuilding()
      .unit("A", { m2: "50", rights: [right(7, "2024-01-02", null)] })
      .facts({ lastYear: new Map([[1, { costGrosze: 900_00, quantity: "12.5", advancesGrosze: 0 }]]) });
    expect(recordOf(computed(definition, order, later), "A").lastYear).toBeNull();
  });

  it("heat per m³ against 0.40 GJ: 50.001 ÷ 125; information missing in some month", () => {
    const checked = computed(definition, order, facts({ monthsWithoutInformation: new Map([["A", 2]]) }));
    expect(checked.figures.legalChecks).toEqual([
      {
        check: "heating-audit-limit",
        isExceeded: true,
        measured: "0.4",
        limit: "0.4",
        citation: "art. 45a ust. 13 Prawa energetycznego",
      },
      {
        check: "monthly-information",
        isExceeded: true,
        measured: "1",
        limit: "0",
        citation: "art. 45c Prawa energetycznego",
      },
      {
        check: "allowed-keys",
        isExceeded: false,
        measured: "0",
        limit: "0",
        citation: "art. 45a Prawa energetycznego",
      },
    ]);
  });
});
