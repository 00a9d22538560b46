import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseExactDecimal, wholeDecimal } from "./exact-decimal.ts";
import { type Settlement, settle } from "./settle.ts";
import type { CostKey, Participant, SettlementCase, SettlementCost } from "./settlement-case.ts";

const decimal = (text: string) => parseExactDecimal(text)!;

/** "area 40, degree-area 30.5": a cost with its keys. */
function cost(id: string, amountGrosze: number, keys: string): SettlementCost {
  const parts = keys.split(", ").map((part) => {
    const [key, percent] = part.split(" ");
    return { key: key as CostKey, percent: decimal(percent ?? "100") };
  });
  return { id, amountGrosze, parts };
}

function unit(
  id: string,
  facts: Partial<Record<"areaCm2" | "persons" | "degreeArea" | "share" | "previousUnits", string>> & {
    units?: string | null;
    water?: string;
    advancesGrosze?: number;
  },
): Participant {
  const { units, water, advancesGrosze, ...others } = facts;
  const exact = Object.fromEntries(Object.entries(others).map(([name, text]) => [name, decimal(text)]));
  return {
    id,
    ...exact,
    units: units == null ? units : decimal(units),
    consumption: water === undefined ? undefined : new Map([["water", decimal(water)]]),
    advancesGrosze,
  };
}

function settlementCase(
  participants: readonly Participant[],
  costs: readonly SettlementCost[],
  others: Partial<SettlementCase> = {},
): SettlementCase {
  return {
    period: null,
    rounding: "largest-remainder",
    bounds: null,
    substitute: null,
    participants,
    costs,
    ...others,
  };
}

function settled(facts: SettlementCase): Settlement {
  const result = settle(facts);
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return result.value;
}

function reasons(facts: SettlementCase): (readonly [string, object])[] {
  const result = settle(facts);
  return result.ok ? [] : result.refusals.map(({ reason, data }) => [reason, data]);
}

const sharesOf = ({ shares }: Settlement, id: string, key?: string) =>
  shares.filter((share) => share.cost === id && (key ?? share.key) === share.key).map(({ grosze }) => grosze);

const remaindersOf = ({ remainders }: Settlement) =>
  remainders.map(({ cost: id, participant, grosze }) => [id, participant, grosze]);

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

describe("for any facts", () => {
  const weight = fc.integer({ min: 0, max: 100_000 }).map((thousandths) => `${thousandths / 1000}`);
  const participants = fc
    .array(
      fc.record({
        areaCm2: weight,
        persons: weight,
        water: weight,
        units: fc.option(weight, { freq: 4 }),
        advancesGrosze: fc.integer({ min: -1000, max: 1_000_000 }),
      }),
      { minLength: 1, maxLength: 25 },
    )
    .map((all) => all.map((facts, index) => unit(`unit ${index}`, facts)));
  const costs = fc
    .array(
      fc.record({
        amount: fc.integer({ min: -(10 ** 9), max: 10 ** 9 }),
        keys: fc.constantFrom(
          "area 100",
          "equal 100",
          "persons 33.4, consumption:water 66.6",
          "area 12.5, allocator-units 87.5",
        ),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((all) => all.map(({ amount, keys }, index) => cost(`cost ${index}`, amount, keys)));
  const cases = fc
    .record({
      participants,
      costs,
      rounding: fc.constantFrom("largest-remainder" as const, "largest-share" as const),
    })
    .map((facts) => settlementCase(facts.participants, facts.costs, { ...facts, substitute: "area" }));

  it("the shares of a cost sum to it, the totals to everything", () => {
    fc.assert(
      fc.property(cases, (facts) => {
        const result = settle(facts);
        if (!result.ok) {
          expect(result.refusals.map(({ reason }) => reason)).toContain("weights-all-zero");
          return;
        }
        const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);
        for (const { id, amountGrosze } of facts.costs)
          expect(sum(sharesOf(result.value, id))).toBe(amountGrosze);
        const amounts = facts.costs.map(({ amountGrosze }) => amountGrosze);
        expect(sum(result.value.totals.map(({ costGrosze }) => costGrosze))).toBe(sum(amounts));
      }),
      { numRuns: 300 },
    );
  });

  it("the order of participants changes nothing", () => {
    fc.assert(
      fc.property(cases, fc.infiniteStream(fc.integer()), (facts, ranks) => {
        const order = facts.participants.map((participant) => ({ participant, rank: ranks.next().value! }));
        const shuffled = order.sort((a, b) => a.rank - b.rank).map(({ participant }) => participant);
        const again = settle({ ...facts, participants: shuffled });
        expect(again.ok).toBe(settle(facts).ok);
        if (again.ok) expect(again).toEqual(settle(facts));
      }),
    );
  });

  it("a thousandfold scale of everybody's facts changes nothing", () => {
    const scaled = (one: Participant): Participant => {
      const times = (value: Participant["areaCm2"]) =>
        value && { ...value, coefficient: value.coefficient * 1000n };
      const water = times(one.consumption?.get("water"));
      return {
        ...one,
        areaCm2: times(one.areaCm2),
        persons: times(one.persons),
        units: one.units && times(one.units),
        consumption: water && new Map([["water", water]]),
      };
    };
    fc.assert(
      fc.property(cases, (facts) => {
        const [plain, larger] = [
          settle(facts),
          settle({ ...facts, participants: facts.participants.map(scaled) }),
        ];
        if (plain.ok && larger.ok) expect(larger.value.shares).toEqual(plain.value.shares);
        expect(larger.ok).toBe(plain.ok);
      }),
    );
  });

  it("ten thousand participants share to the grosz, one alone takes all", () => {
    const many = Array.from({ length: 10_000 }, (_, index) =>
      unit(`${index}`, { areaCm2: `${index + 1}`, units: index % 7 === 0 ? null : `${index}.5` }),
    );
    const costs = [
      cost("heat", 123_456_789, "area 30, allocator-units 70"),
      cost("credit", -4_321, "equal 100"),
    ];
    const bounds = { cost: "heat", minGroszePerM2: decimal("200"), maxGroszePerM2: decimal("30000") };
    const answer = settled(settlementCase(many, costs, { substitute: "area", bounds }));
    const sum = (id: string) => sharesOf(answer, id).reduce((all, one) => all + one, 0);
    expect([sum("heat"), sum("credit")]).toEqual([123_456_789, -4_321]);
    const alone = settled(settlementCase(many.slice(1, 2), costs));
    expect(alone.totals[0]?.costGrosze).toBe(123_452_468);
  });
});
