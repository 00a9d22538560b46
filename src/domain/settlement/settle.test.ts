import { describe, expect, it } from "vitest";
import {
  cost,
  reasons,
  remaindersOf,
  settled,
  settlementCase,
  sharesOf,
  unit,
} from "../../../tests/setup/settlement-case.ts";

describe("heat: 40 % by area, 30 % by temperature × area, 30 % by allocator units", () => {
  const units = [
    unit("A", { areaCm2: "480000", degreeArea: "816", units: "1519", advancesGrosze: 2_000_000 }),
    unit("B", { areaCm2: "630000", degreeArea: "1165.5", units: "2316", advancesGrosze: 2_900_000 }),
    unit("C", { areaCm2: "390000", degreeArea: "604.5", units: "210" }),
  ];
  const costs = [cost("heat", 6_000_000, "area 40, degree-area 30, allocator-units 30")];

  it("comes to the grosz", () => {
    const answer = settled(settlementCase(units, costs));
    expect(sharesOf(answer, "heat", "area")).toEqual([768_000, 1_008_000, 624_000]);
    expect(sharesOf(answer, "heat", "degree-area")).toEqual([567_981, 811_253, 420_766]);
    expect(sharesOf(answer, "heat", "allocator-units")).toEqual([675_945, 1_030_606, 93_449]);
    expect(answer.totals).toEqual([
      { participant: "A", costGrosze: 2_011_926, advancesGrosze: 2_000_000, resultGrosze: 11_926 },
      { participant: "B", costGrosze: 2_849_859, advancesGrosze: 2_900_000, resultGrosze: -50_141 },
      { participant: "C", costGrosze: 1_138_215, advancesGrosze: 0, resultGrosze: 1_138_215 },
    ]);
    expect(remaindersOf(answer)).toEqual([
      ["heat", "B", 2],
      ["heat", "C", 2],
    ]);
  });

  it("lets the largest share carry what half-up rounding leaves", () => {
    const answer = settled(settlementCase(units, costs, { rounding: "largest-share" }));
    // 6 759.46 + 10 306.06 + 934.49 is a grosz too much; B has the most units.
    expect(sharesOf(answer, "heat", "allocator-units")).toEqual([675_946, 1_030_605, 93_449]);
    expect(remaindersOf(answer)).toEqual([["heat", "B", -1]]);
  });

  it("shows the price of each key, so that a pocket calculator gets there", () => {
    const { working } = settled(settlementCase(units, costs));
    const prices = working.filter(({ step }) => step === "unit-price").map(({ outcome }) => outcome);
    expect(prices).toEqual(["16000", "696.055684", "444.99382"]);
  });

  it("shows it so finely that times a large fact it is right to the hundredth of a grosz", () => {
    const many = [
      unit("a", { share: "123456789012", areaCm2: "1" }),
      unit("b", { share: "987654321098", areaCm2: "98765432109876" }),
    ];
    const answer = settled(settlementCase(many, [cost("x", 6_000_000, "share 50, area 50")]));
    const prices = answer.working.filter(({ step }) => step === "unit-price").map(({ outcome }) => outcome);
    const product = (place: number, fact: number) => Number(prices[place]) * fact;
    expect(product(0, 987_654_321_098)).toBeCloseTo(3_000_000 * (987_654_321_098 / 1_111_111_110_110), 2);
    expect(product(1, 9_876_543_210.9876)).toBeCloseTo(3_000_000, 2);
  });
});

describe("parts of a cost", () => {
  const two = [unit("a", { areaCm2: "1", persons: "1" }), unit("b", { areaCm2: "1", persons: "3" })];

  it("are whole amounts; the grosz that percents cut goes to the largest fraction", () => {
    const answer = settled(settlementCase(two, [cost("lift", 1001, "area 70, persons 30")]));
    expect(sharesOf(answer, "lift", "area")).toEqual([351, 350]);
    expect(sharesOf(answer, "lift", "persons")).toEqual([75, 225]);
  });

  it("of the same key are one", () => {
    const answer = settled(settlementCase(two, [cost("heat", 1000, "area 40, persons 30, area 30")]));
    expect(answer.shares.map(({ key, grosze }) => [key, grosze])).toEqual([
      ["area", 350],
      ["persons", 75],
      ["area", 350],
      ["persons", 225],
    ]);
  });

  it("take exact percents", () => {
    const thirds = cost("x", 300, "area 33.333333333333333333333, persons 66.666666666666666666667");
    expect(sharesOf(settled(settlementCase(two, [thirds])), "x")).toEqual([50, 50, 50, 150]);
  });
});

describe("participants without a device", () => {
  const units = [
    unit("a", { areaCm2: "400000", units: "300" }),
    unit("b", { areaCm2: "500000", units: "700" }),
    unit("c", { areaCm2: "600000", units: null, previousUnits: "250" }),
  ];
  const costs = [cost("heat", 150_000, "allocator-units 100")];

  it("pay the average cost of their area, the others share the rest by units", () => {
    const answer = settled(settlementCase(units, costs, { substitute: "area" }));
    expect(sharesOf(answer, "heat")).toEqual([27_000, 63_000, 60_000]);
    expect(answer.shares.map(({ estimated }) => estimated)).toEqual([false, false, true]);
    expect(answer.working).toContainEqual({
      step: "unit-price-with-devices",
      inputs: {
        cost: "heat",
        key: "allocator-units",
        partGrosze: 150_000,
        total: "1000",
        meteredAreaCm2: "900000",
        totalAreaCm2: "1500000",
      },
      outcome: "90",
    });
  });

  it("pay by their units of the period before", () => {
    const answer = settled(settlementCase(units, costs, { substitute: "previous" }));
    expect(sharesOf(answer, "heat")).toEqual([36_000, 84_000, 30_000]);
    expect(answer.shares.map(({ estimated }) => estimated)).toEqual([false, false, true]);
  });

  it("are settled by area where nobody has a device", () => {
    const nobody = units.map((one) => ({ ...one, units: null }));
    expect(sharesOf(settled(settlementCase(nobody, costs, { substitute: "area" })), "heat")).toEqual([
      40_000, 50_000, 60_000,
    ]);
  });

  it.each([null, "refuse" as const])("are refused by the rule %s, each by name", (substitute) => {
    expect(reasons(settlementCase(units, costs, { substitute }))).toEqual([
      ["device-missing", { cost: "heat", participant: "c" }],
    ]);
  });

  it("need the facts of the substitute", () => {
    const bare = [unit("a", { units: "1" }), unit("b", { units: null })];
    expect(reasons(settlementCase(bare, costs, { substitute: "area" }))).toEqual([
      ["settlement-fact-missing", { cost: "heat", participant: "a", fact: "areaCm2" }],
      ["settlement-fact-missing", { cost: "heat", participant: "b", fact: "areaCm2" }],
    ]);
    expect(reasons(settlementCase(bare, costs, { substitute: "previous" }))).toEqual([
      ["settlement-fact-missing", { cost: "heat", participant: "b", fact: "previousUnits" }],
    ]);
  });
});
