import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cost,
  decimal,
  settled,
  settlementCase,
  sharesOf,
  unit,
} from "../../../tests/setup/settlement-case.ts";
import { settle } from "./settle.ts";
import type { Participant } from "./settlement-case.ts";

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
      const water = times(one.consumption?.get("water") ?? undefined);
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
