import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeSettlement } from "../../src/domain/settlement/compute-settlement.ts";
import type { ComputedSettlement, SettlementFacts } from "../../src/domain/settlement/settlement-facts.ts";
import type { ShareRecord } from "../../src/domain/settlement/settlement-record.ts";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import { defined, definitionOf, orderOf, right, SettledBuilding, YEAR } from "../setup/settled-building.ts";

const DAYS = ["2025-02-01", "2025-05-27", "2025-07-01", "2025-12-31"] as const;

const unit = fc.record({
  m2: fc.integer({ min: 1, max: 200_000 }).map((centimetres) => String(centimetres / 100)),
  persons: fc.integer({ min: 0, max: 5 }),
  counted: fc.option(fc.integer({ min: 0, max: 900_000 }), { freq: 5 }),
  change: fc.option(fc.constantFrom(...DAYS)),
  vacantFrom: fc.option(fc.constantFrom(...DAYS), { freq: 3 }),
  isHandedOverWithReading: fc.boolean(),
  isRefused: fc.boolean(),
  advances: fc.integer({ min: 0, max: 500_000 }),
});
type Drawn = typeof unit extends fc.Arbitrary<infer T> ? T : never;

const SCHEMES = [
  definitionOf("heat", [
    defined("fixed", "fixed area 62.5, volume 37.5"),
    defined("variable", "variable allocator-units 70, area 30"),
  ]),
  definitionOf(
    "heat",
    [defined("fixed", "fixed area 100"), defined("variable", "variable allocator-units 100")],
    {
      boundedCost: "variable",
      holderChange: "by-days",
      rounding: "largest-share",
    },
  ),
  definitionOf(
    "cold-water",
    [
      defined("fixed", "fixed equal 100"),
      defined("variable", "variable consumption:cold-water 90, persons 10"),
    ],
    {
      variance: "operating-cost",
    },
  ),
  definitionOf(
    "cold-water",
    [defined("fixed", "fixed share 100"), defined("variable", "variable consumption:cold-water 100")],
    {
      variance: "equal",
      holderChange: "by-days",
    },
  ),
];

const cases = fc.record({
  units: fc.array(unit, { minLength: 1, maxLength: 8 }),
  definition: fc.constantFrom(...SCHEMES),
  fixed: fc.integer({ min: -100_000, max: 10_000_000 }),
  variable: fc.integer({ min: -100_000, max: 10_000_000 }),
  isPriceChanged: fc.boolean(),
  main: fc.integer({ min: 0, max: 4_000_000 }),
  declared: fc.integer({ min: 0, max: 1000 }),
});
type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

const codeOf = (index: number) => `L${String(index).padStart(3, "0")}`;

function rightsOf({ change, vacantFrom, advances }: Drawn, index: number) {
  const id = (index + 1) * 10;
  if (change === null && vacantFrom === null) return [right(id, "2015-01-01", null, advances)];
  const days = [change, vacantFrom].filter((day) => day !== null).sort();
  const rights = [right(id, "2015-01-01", days[0]!, advances)];
  if (change !== null && (vacantFrom === null || vacantFrom > change))
    rights.push(right(id + 1, change, vacantFrom, advances));
  return rights;
}

function factsOf({ units, definition, main }: Case): SettlementFacts {
  const isHeat = definition.medium === "heat";
  const medium = isHeat ? "heat" : "cold-water";
  const building = new SettledBuilding();
  building.point("main", medium, `2025-01-01 0, 2026-01-01 ${main / 1000}`, { level: "main" });
  for (const [index, drawn] of units.entries()) {
    const code = codeOf(index);
    building.unit(code, { m2: drawn.m2, persons: drawn.persons, rights: rightsOf(drawn, index) });
    if (drawn.counted === null) continue;
    const interim =
      drawn.isHandedOverWithReading && drawn.change !== null
        ? `${drawn.change} ${Math.floor(drawn.counted / 3) / 1000}, `
        : "";
    const readings = `2025-01-01 0, ${interim}2026-01-01 ${drawn.counted / 1000}`;
    building.point(`p${code}`, medium, readings, { units: { [code]: 1 }, allocator: isHeat });
  }
  return building.facts();
}

function orderFor({ units, definition, fixed, variable, isPriceChanged, declared }: Case) {
  const halves = [
    { from: YEAR.from, to: plainDate("2025-05-17"), amountGrosze: variable },
    { from: plainDate("2025-05-18"), to: YEAR.to, amountGrosze: fixed },
  ];
  const costs = [
    { cost: "fixed", document: "1", ...YEAR, amountGrosze: fixed },
    ...(isPriceChanged ? halves : [{ ...YEAR, amountGrosze: variable }]).map((days) => ({
      cost: "variable",
      document: "2",
      ...days,
    })),
  ];
  const refused = units.flatMap(({ isRefused }, index) => (isRefused && index > 0 ? [codeOf(index)] : []));
  return orderOf(
    {},
    {
      costs,
      accessRefused: refused.map((code) => ({ unit: code, note: "" })),
      bounds: definition.boundedCost === null ? null : { minGroszePerM2: "1", maxGroszePerM2: "90000" },
      jointDeclarations: units.flatMap(({ change, vacantFrom }, index) =>
        change !== null && index % 3 === 0 && (vacantFrom === null || vacantFrom > change)
          ? [{ unit: codeOf(index), on: plainDate(change), formerPercent: String(declared / 10) }]
          : [],
      ),
    },
  );
}

/** What a settlement may not be able to say for random figures; anything else is a fault. */
const UNSHAREABLE = new Set(["weights-all-zero", "bounds-unreachable"]);

function computedOf(drawn: Case): ComputedSettlement | null {
  const result = computeSettlement(drawn.definition, orderFor(drawn), factsOf(drawn));
  if (result.ok) return result.value;
  expect(result.refusals.filter(({ reason }) => !UNSHAREABLE.has(reason))).toEqual([]);
  return null;
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

/** As a person with a pocket calculator does: quantity × price, half up to the grosz, and what is written beside it. */
function byCalculator({ quantity, price, remainderGrosze, boundsGrosze = 0 }: ShareRecord): number {
  const digits = (text: string) => text.split(".")[1]?.length ?? 0;
  const whole = (text: string) => BigInt(text.replace(".", ""));
  const divisor = 10n ** BigInt(digits(quantity) + digits(price) - 2 + 3);
  const product = whole(quantity) * whole(price) * 1000n;
  const magnitude = product < 0n ? -product : product;
  const rounded = Number((2n * magnitude + divisor) / (2n * divisor));
  return (product < 0n ? -rounded : rounded) + remainderGrosze + boundsGrosze;
}

describe("for any building", () => {
  it("everybody's shares sum to the costs, and results to costs less advances", () => {
    let settled = 0;
    fc.assert(
      fc.property(cases, (drawn) => {
        const settlement = computedOf(drawn);
        if (settlement === null) return;
        settled += 1;
        const order = orderFor(drawn);
        for (const cost of ["fixed", "variable"])
          expect(
            sum(
              settlement.participants.flatMap(({ record }) =>
                record.shares.filter((share) => share.cost === cost).map(({ grosze }) => grosze),
              ),
            ),
          ).toBe(
            sum(
              order.costs
                .filter((document) => document.cost === cost)
                .map(({ amountGrosze }) => amountGrosze),
            ),
          );
        for (const { costGrosze, advancesGrosze, resultGrosze, record } of settlement.participants) {
          expect(sum(record.shares.map(({ grosze }) => grosze))).toBe(costGrosze);
          expect(resultGrosze).toBe(costGrosze - advancesGrosze);
        }
        const advances = factsOf(drawn).units.flatMap(({ rights }) =>
          rights.map((one) => one.advancesGrosze),
        );
        expect(sum(settlement.participants.map(({ advancesGrosze }) => advancesGrosze))).toBe(sum(advances));
      }),
      { numRuns: 400 },
    );
    expect(settled).toBeGreaterThan(200);
  });

  it("every share comes out again on a pocket calculator, within a grosz or two of plain rounding", () => {
    fc.assert(
      fc.property(cases, (drawn) => {
        for (const { record } of computedOf(drawn)?.participants ?? [])
          for (const share of record.shares) {
            expect(byCalculator(share)).toBe(share.grosze);
            if (drawn.definition.rounding === "largest-remainder" && share.boundsGrosze === undefined)
              expect(Math.abs(share.remainderGrosze)).toBeLessThanOrEqual(2);
          }
      }),
      { numRuns: 300 },
    );
  });

  it("and a price, a quantity or a grosz written wrongly does not", () => {
    const share: ShareRecord = {
      cost: "heat",
      key: "area",
      quantity: "48.5",
      unit: "m2",
      price: "12.345678",
      grosze: 598_77,
      isEstimated: false,
      remainderGrosze: 0,
    };
    expect(byCalculator(share)).toBe(share.grosze);
    for (const wrong of [
      { price: "12.3454" },
      { quantity: "48.499" },
      { remainderGrosze: 1 },
      { boundsGrosze: -1 },
    ])
      expect(byCalculator({ ...share, ...wrong })).not.toBe(share.grosze);
  });

  it("the figures that all see name no unit", () => {
    fc.assert(
      fc.property(cases, (drawn) => {
        const settlement = computedOf(drawn);
        if (settlement === null) return;
        const shown = JSON.stringify(settlement.figures);
        for (const index of drawn.units.keys()) expect(shown).not.toContain(codeOf(index));
      }),
      { numRuns: 100 },
    );
  });

  it("the order of units, rights, points and documents changes nothing", () => {
    fc.assert(
      fc.property(cases, (drawn) => {
        const [facts, order] = [factsOf(drawn), orderFor(drawn)];
        const turned = {
          ...facts,
          units: [...facts.units]
            .reverse()
            .map((one) => ({ ...one, rights: [...one.rights].reverse(), points: [...one.points].reverse() })),
          network: [...facts.network].reverse(),
          points: new Map([...facts.points].reverse()),
        };
        const [once, again] = [
          computeSettlement(drawn.definition, order, facts),
          computeSettlement(drawn.definition, { ...order, costs: [...order.costs].reverse() }, turned),
        ];
        expect(again.ok).toBe(once.ok);
        if (once.ok) expect(again).toEqual(once);
      }),
      { numRuns: 150 },
    );
  });
});

describe("ten thousand units with forty thousand allocators", () => {
  it("share to the grosz", () => {
    const building = new SettledBuilding();
    for (let index = 0; index < 10_000; index += 1) {
      const code = `L${index}`;
      building.unit(code, { m2: String(30 + (index % 50)), advances: 100_000 });
      for (let room = 0; room < 4; room += 1)
        building.point(
          `${code}/${room}`,
          "heat",
          `2025-01-01 0, 2026-01-01 ${(index * 7 + room * 131) % 2000}`,
          {
            allocator: true,
            units: { [code]: 1 },
            locationFactor: "0.9",
          },
        );
    }
    const result = computeSettlement(
      { ...SCHEMES[0]!, proposedAdvancePercent: null },
      orderOf({ fixed: 600_000_000, variable: 900_000_001 }),
      building.facts(),
    );
    expect(result.ok && sum(result.value.participants.map(({ costGrosze }) => costGrosze))).toBe(
      1_500_000_001,
    );
  });
});
