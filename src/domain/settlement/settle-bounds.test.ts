import { describe, expect, it } from "vitest";
import {
  cost,
  decimal,
  reasons,
  settled,
  settlementCase,
  sharesOf,
  unit,
} from "../../../tests/setup/settlement-case.ts";

describe("bounds per m²", () => {
  const units = [
    unit("a", { areaCm2: "500000", units: "900" }),
    unit("b", { areaCm2: "500000", units: "60" }),
    unit("c", { areaCm2: "500000", units: "40" }),
    unit("d", { areaCm2: "500000", units: "0" }),
  ];
  const bounds = (min: string | null, max: string | null) => ({
    cost: "variable",
    minGroszePerM2: min === null ? null : decimal(min),
    maxGroszePerM2: max === null ? null : decimal(max),
  });
  const costs = [cost("fixed", 40_000, "area 100"), cost("variable", 100_000, "allocator-units 100")];

  it("hold the named cost and no other", () => {
    const answer = settled(settlementCase(units, costs, { bounds: bounds("200", "1000") }));
    expect(sharesOf(answer, "fixed")).toEqual([10_000, 10_000, 10_000, 10_000]);
    // a is held at 500.00, d at 100.00; b and c share the rest 3 : 2.
    expect(sharesOf(answer, "variable")).toEqual([50_000, 24_000, 16_000, 10_000]);
    const held = answer.working.filter(({ step }) => step.startsWith("held-at-"));
    expect(held.map(({ step, inputs, outcome }) => [step, inputs.participant, outcome])).toEqual([
      ["held-at-maximum", "a", 50_000],
      ["held-at-minimum", "d", 10_000],
    ]);
    expect(answer.working.find(({ step }) => step === "bounds-factor")?.outcome).toBe("4");
  });

  it("change nothing that lies within them", () => {
    const within = settled(settlementCase(units, costs, { bounds: bounds("0", "1800") }));
    expect(within).toEqual(settled(settlementCase(units, costs)));
  });

  it("hold an exact share, not only the rounded one", () => {
    // 66.4 gr rounds to 66, which the highest of 66.2 gr allows; 0.2 gr still pass to the other.
    const people = [
      unit("a", { areaCm2: "10000", units: "664" }),
      unit("b", { areaCm2: "10000", units: "336" }),
    ];
    const only = [cost("variable", 100, "allocator-units 100")];
    const answer = settled(settlementCase(people, only, { bounds: bounds(null, "66.2") }));
    expect(sharesOf(answer, "variable")).toEqual([66, 34]);
    const held = answer.working.filter(({ step }) => step === "held-at-maximum");
    expect(held.map(({ inputs }) => inputs.participant)).toEqual(["a"]);
  });

  it("tell λ so finely that times a share it is right to the hundredth of a grosz", () => {
    const people = ["900", "70", "29", "0"].map((units, index) =>
      unit(`${index}`, { areaCm2: "500000", units }),
    );
    const amountGrosze = 9_876_543_210_98;
    const answer = settled(
      settlementCase(people, [cost("variable", amountGrosze, "allocator-units 100")], {
        bounds: bounds(null, "8000000000"),
      }),
    );
    const factor = answer.working.find(({ step }) => step === "bounds-factor")!.outcome as string;
    const exact = (Number(factor) * amountGrosze * 29) / 999;
    expect(factor.split(".")[1]!.length).toBeGreaterThanOrEqual(14);
    expect(Math.abs(exact - answer.totals[2]!.costGrosze)).toBeLessThan(1);
  });

  it("keep the keys of the cost apart", () => {
    const mixed = [cost("variable", 100_000, "area 20, allocator-units 80")];
    const answer = settled(settlementCase(units, mixed, { bounds: bounds(null, "1000") }));
    // Unclamped 77 000, 9 800, 8 200, 5 000; a held at 50 000, the others × 50 000 / 23 000.
    expect(answer.totals.map(({ costGrosze }) => costGrosze)).toEqual([50_000, 21_304, 17_826, 10_870]);
    expect(sharesOf(answer, "variable", "area")).toEqual([3_247, 10_869, 10_870, 10_870]);
  });

  it("are refused where no factor meets them", () => {
    expect(reasons(settlementCase(units, costs, { bounds: bounds("600", null) }))).toEqual([
      [
        "bounds-unreachable",
        { cost: "variable", amountGrosze: 100_000, lowestGrosze: "120000", highestGrosze: null },
      ],
    ]);
    // d has no units and stays at nothing, whatever the factor.
    expect(reasons(settlementCase(units, costs, { bounds: bounds(null, "600") }))).toHaveLength(1);
    const credit = [cost("variable", -100, "allocator-units 100")];
    expect(reasons(settlementCase(units, credit, { bounds: bounds("1", "2") }))).toHaveLength(1);
  });

  it("are refused where they make no sense", () => {
    expect(reasons(settlementCase(units, costs, { bounds: { ...bounds("5", "-4"), cost: "gas" } }))).toEqual([
      ["bounds-cost-unknown", { cost: "gas" }],
      ["bound-negative", { cost: "gas", bound: "-4" }],
      ["bounds-reversed", { cost: "gas", min: "5", max: "-4" }],
    ]);
  });

  it("need everybody's area", () => {
    const bare = [unit("a", { units: "1" }), unit("b", { units: "2", areaCm2: "1" })];
    expect(reasons(settlementCase(bare, costs.slice(1), { bounds: bounds("1", null) }))).toEqual([
      ["settlement-fact-missing", { cost: "variable", participant: "a", fact: "areaCm2" }],
    ]);
  });
});
