import { describe, expect, it } from "vitest";
import { cost, reasons, settlementCase, unit } from "../../../tests/setup/settlement-case.ts";
import { wholeDecimal } from "./exact-decimal.ts";

describe("refusals", () => {
  it("come all at once and name cost, participant and fact", () => {
    const facts = settlementCase(
      [unit("a", { areaCm2: "1" }), unit("a", { persons: "-1" }), unit("b", { water: "0" })],
      [
        cost("water", 100, "consumption:water 100"),
        cost("water", 100, "persons 50, area 49.9"),
        cost("waste", 5, "equal 120, persons -20"),
      ],
    );
    const missing = (id: string, participant: string, fact: string) =>
      ["settlement-fact-missing", { cost: id, participant, fact }] as const;
    expect(reasons(facts)).toEqual([
      ["participant-repeated", { participant: "a" }],
      ["cost-repeated", { cost: "water" }],
      ["cost-percents-not-hundred", { cost: "water", sum: "99.9" }],
      ["cost-percent-negative", { cost: "waste", key: "persons", percent: "-20" }],
      missing("water", "a", "consumption.water"),
      missing("water", "a", "consumption.water"),
      missing("water", "a", "persons"),
      missing("water", "a", "areaCm2"),
      missing("water", "b", "persons"),
      missing("water", "b", "areaCm2"),
      missing("waste", "a", "persons"),
      missing("waste", "b", "persons"),
      ["settlement-fact-negative", { participant: "a", fact: "persons", value: "-1" }],
    ]);
  });

  it("name the cost and key under which nobody weighs anything, also beside impossible bounds", () => {
    const idle = [
      unit("a", { areaCm2: "10000", water: "0" }),
      unit("b", { areaCm2: "10000", water: "0.00" }),
    ];
    const costs = [cost("water", 100, "consumption:water 100"), cost("heat", 100, "area 100")];
    const bounds = { cost: "heat", minGroszePerM2: null, maxGroszePerM2: wholeDecimal(1) };
    expect(reasons(settlementCase(idle, costs, { bounds })).map(([reason]) => reason)).toEqual([
      "weights-all-zero",
      "bounds-unreachable",
    ]);
    expect(reasons(settlementCase(idle, [cost("water", 0, "consumption:water 100")]))).toEqual([]);
  });

  it("are for nobody, nothing and too much", () => {
    expect(reasons(settlementCase([], [])).map(([reason]) => reason)).toEqual([
      "settlement-without-participants",
      "settlement-without-costs",
    ]);
    const huge = [cost("a", Number.MAX_SAFE_INTEGER, "equal 100"), cost("b", 1, "equal 100")];
    expect(reasons(settlementCase([unit("a", {})], huge)).map(([reason]) => reason)).toEqual([
      "settlement-amounts-too-large",
    ]);
  });
});
