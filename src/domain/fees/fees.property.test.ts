import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { grosze } from "../values/money.ts";
import { month } from "../values/month.ts";
import { plainDate } from "../values/plain-date.ts";
import type { ChargeLine } from "./charges.ts";
import type { FeeComponent } from "./components.ts";
import { type ChargedBefore, correctionLines } from "./correction.ts";
import { MonthAssessment } from "./month-assessment.ts";
import { type FeeRate, RATE_BASES } from "./rates.ts";
import { feeRules } from "./rules.ts";
import type { RankedItem } from "./surplus.ts";
import type { UnitFacts } from "./unit-facts.ts";

const LEDGER = new Map([
  ["operating-revenue/", 900],
  ["repair-fund/", 901],
  ["advances/heat", 902],
  ["output-vat/", 903],
]);

const COMPONENTS: readonly FeeComponent[] = [
  {
    id: 1,
    code: "A",
    name: "A",
    purpose: "fees",
    postedTo: "operating-revenue",
    medium: null,
    vatRate: "23",
    position: 1,
  },
  {
    id: 2,
    code: "B",
    name: "B",
    purpose: "repair-fund",
    postedTo: "repair-fund",
    medium: null,
    vatRate: "8",
    position: 2,
  },
  {
    id: 3,
    code: "C",
    name: "C",
    purpose: "fees",
    postedTo: "advances",
    medium: "heat",
    vatRate: null,
    position: 3,
  },
];

/** A rate for each component and property at most, so that no two are equally specific. */
const rateArbitrary = (componentId: number, propertyId: number | null): fc.Arbitrary<FeeRate> =>
  fc
    .record({
      base: fc.constantFrom(...RATE_BASES.filter((base) => base !== "percent" || componentId === 3)),
      amountMillionths: fc.integer({ min: -5_000_000, max: 90_000_000 }),
    })
    .map(({ base, amountMillionths }) => ({
      id: componentId * 10 + (propertyId ?? 0),
      code: `${componentId}/${propertyId}`,
      componentId,
      base,
      amountMillionths,
      equipment: base === "equipment" ? "lift" : null,
      normMillionths: base === "norm-persons" ? 3_000_000 : null,
      percentOfComponentId: base === "percent" ? 1 : null,
      propertyId,
      buildingId: null,
      staircaseId: null,
      unitId: null,
      rightKind: null,
      unitKind: null,
      membership: "any",
      floorFrom: null,
      floorTo: null,
      personsFrom: null,
      personsTo: null,
    }));

const ratesArbitrary = fc
  .tuple(...[1, 2, 3].flatMap((id) => [rateArbitrary(id, null), rateArbitrary(id, 2)]))
  .chain((rates) => fc.subarray(rates));

const unitArbitrary = (unitId: number): fc.Arbitrary<UnitFacts> =>
  fc
    .record({
      propertyId: fc.constantFrom(1, 2),
      unitKind: fc.constantFrom("dwelling" as const, "commercial" as const),
      isVacant: fc.nat({ max: 5 }).map((n) => n === 0),
      areaCm2: fc.integer({ min: 0, max: 2_000_000 }),
      persons: fc.nat({ max: 6 }),
      days: fc.option(
        fc
          .tuple(fc.integer({ min: 1, max: 27 }), fc.constantFrom(0, 1))
          .map(([first, index]) => ({ parts: [first, 28 - first], index })),
      ),
    })
    .map(({ propertyId, unitKind, isVacant, areaCm2, persons, days }) => ({
      unitId,
      unitCode: `L${unitId}`,
      unitKind,
      propertyId,
      buildingId: propertyId,
      staircaseId: null,
      floor: 1,
      state: {
        usableAreaCm2: areaCm2,
        heatedAreaCm2: areaCm2,
        volumeDm3: areaCm2,
        persons,
        meters: persons,
        shareMillionths: 1000,
        equipment: { lift: persons },
      },
      right: isVacant
        ? null
        : {
            rightId: unitId,
            rightCode: `P${unitId}`,
            rightKind: "ownership-right",
            isMember: true,
            feesAccountId: unitId * 10 + 1,
            repairFundAccountId: unitId * 10 + 2,
            invoiceAccountId: unitId * 10 + 3,
            days,
          },
    }));

const unitsArbitrary = fc
  .integer({ min: 0, max: 12 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => unitArbitrary(index + 1))));

function assess(rates: readonly FeeRate[], units: readonly UnitFacts[], surplus: readonly RankedItem[] = []) {
  const rules = feeRules(month("2026-02"), COMPONENTS, rates, []);
  if (!rules.ok) throw new Error("rules");
  for (const unit of units) rules.value.split.add(unit);
  const assessment = new MonthAssessment(
    rules.value,
    LEDGER,
    {
      month: month("2026-02"),
      postedOn: plainDate("2026-02-01"),
      dueOn: plainDate("2026-02-10"),
      documentIds: new Map([1, 2].map((id) => [id, { assessment: 10 * id, setOff: 10 * id + 1 }])),
    },
    { byRight: new Map(surplus.length > 0 ? [[1, surplus]] : []), feesRank: 1, repairFundRank: 2 },
  );
  const lines = units.flatMap((unit) => assessment.assess(unit));
  expect(assessment.refusals()).toEqual([]);
  return { lines, totals: assessment.totals, documents: assessment.documents() };
}

const chargedBefore = (lines: readonly ChargeLine[]): ChargedBefore[] =>
  lines.map(({ accountId, componentId, vatRate, amountGrosze }) => ({
    accountId,
    componentId,
    vatRate: componentId === null ? vatRate : null,
    amountGrosze,
  }));

function sums<T>(items: readonly T[], key: (item: T) => string | number, amount: (item: T) => number) {
  const totals = new Map<string | number, number>();
  for (const item of items) totals.set(key(item), (totals.get(key(item)) ?? 0) + amount(item));
  return [...totals]
    .filter(([, total]) => total !== 0)
    .sort(([a], [b]) => String(a).localeCompare(String(b)));
}

describe("an assessed month", () => {
  it("posts on each account what its charges sum to, and balances in every property", () => {
    fc.assert(
      fc.property(ratesArbitrary, unitsArbitrary, (rates, units) => {
        const { lines, documents, totals } = assess(rates, units);
        const postings = documents.flatMap((document) => document.postings);
        expect(
          sums(
            postings.filter(({ side }) => side === "D"),
            (posting) => posting.accountId,
            (posting) => posting.amountGrosze,
          ),
        ).toEqual(
          sums(
            lines,
            (line) => line.accountId,
            (line) => line.amountGrosze,
          ),
        );
        expect(
          sums(
            postings,
            (posting) => posting.propertyId,
            ({ side, amountGrosze }) => (side === "D" ? amountGrosze : -amountGrosze),
          ),
        ).toEqual([]);
        expect(totals.reduce((sum, total) => sum + total.grosze, 0)).toBe(
          lines.reduce((sum, line) => sum + line.amountGrosze, 0),
        );
      }),
    );
  });

  it("does not depend on the order of units", () => {
    const permuted = unitsArbitrary.chain((units) =>
      fc.tuple(fc.constant(units), fc.shuffledSubarray(units, { minLength: units.length })),
    );
    fc.assert(
      fc.property(ratesArbitrary, permuted, (rates, [units, shuffled]) => {
        const inOrder = (lines: readonly ChargeLine[]) =>
          [...lines].sort((a, b) => a.rightId - b.rightId || (a.componentId ?? 9) - (b.componentId ?? 9));
        const [first, second] = [assess(rates, units), assess(rates, shuffled)];
        expect(inOrder(second.lines)).toEqual(inOrder(first.lines));
        expect(second.totals).toEqual(first.totals);
      }),
    );
  });

  it("offsets no more than there is, of surplus and of claims", () => {
    const credit = fc.record({
      account: fc.constantFrom(11, 12, 19),
      amount: fc.integer({ min: 1, max: 60_000 }),
    });
    fc.assert(
      fc.property(
        ratesArbitrary,
        unitArbitrary(1),
        fc.array(credit, { maxLength: 4 }),
        (rates, unit, credits) => {
          const surplus = credits.map(
            ({ account, amount }, index): RankedItem => ({
              documentId: 1,
              line: index + 1,
              accountId: account,
              remainingGrosze: grosze(-amount),
              dueOn: null,
              openedOn: plainDate("2026-01-05"),
              concernsMonth: null,
              purposeRank: account - 10,
            }),
          );
          const { documents } = assess(rates, [unit], surplus);
          const remaining = new Map(
            surplus.map((item) => [`${item.documentId}.${item.line}`, item.remainingGrosze as number]),
          );
          for (const document of documents) {
            document.postings.forEach((posting, index) => {
              const effect = posting.side === "D" ? posting.amountGrosze : -posting.amountGrosze;
              if (posting.item !== null) remaining.set(`${document.id}.${index + 1}`, effect);
            });
          }
          const signs = new Map([...remaining].map(([key, amount]) => [key, Math.sign(amount)]));
          for (const { credit: of, claim, amountGrosze } of documents.flatMap(
            (document) => document.allocations,
          )) {
            const [creditKey, claimKey] = [
              `${of.documentId}.${of.line}`,
              `${claim.documentId}.${claim.line}`,
            ];
            remaining.set(creditKey, remaining.get(creditKey)! + amountGrosze);
            remaining.set(claimKey, remaining.get(claimKey)! - amountGrosze);
          }
          for (const [key, left] of remaining) expect([0, signs.get(key)]).toContain(Math.sign(left));
        },
      ),
    );
  });
});

describe("a correction", () => {
  it("of unchanged facts is nothing", () => {
    fc.assert(
      fc.property(ratesArbitrary, unitArbitrary(1), (rates, unit) => {
        const { lines } = assess(rates, [unit]);
        expect(correctionLines(1, lines, chargedBefore(lines))).toEqual([]);
      }),
    );
  });

  it("brings what was assessed with old facts to what new facts come to", () => {
    const before = (lines: readonly ChargeLine[]) =>
      sums(
        lines,
        (line) => `${line.accountId}/${line.componentId ?? line.vatRate}`,
        (line) => line.amountGrosze,
      );
    fc.assert(
      fc.property(
        ratesArbitrary,
        ratesArbitrary,
        unitArbitrary(1),
        unitArbitrary(1),
        (ratesA, ratesB, unitA, unitB) => {
          const [a, b] = [assess(ratesA, [unitA]).lines, assess(ratesB, [unitB]).lines];
          const differences = correctionLines(1, b, chargedBefore(a));
          expect(before([...a, ...differences])).toEqual(before(b));
        },
      ),
    );
  });
});
