import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PointHistory, Reading } from "../../src/domain/metering/meters.ts";
import { monthlyConsumption } from "../../src/domain/metering/monthly.ts";
import { firstDay, month, monthsBetween } from "../../src/domain/values/month.ts";
import { addDays, type PlainDate, plainDate } from "../../src/domain/values/plain-date.ts";
import { consumptionStepSentence } from "../../src/web/messages/pl/consumption.ts";
import {
  consume,
  consumed,
  historyOf,
  meter,
  millionths,
  TWO_PERSONS,
  WATER_RULES,
  type Wish,
} from "./consumption-facts.ts";

const FIRST = plainDate("2024-01-01");
const LAST = addDays(FIRST, 900);

interface Told {
  readonly gaps: readonly number[];
  readonly steps: readonly number[];
  readonly replacedAfter: number;
  readonly factor: number;
}

const told: fc.Arbitrary<Told> = fc.record({
  gaps: fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 2, maxLength: 25 }),
  steps: fc.array(fc.integer({ min: 0, max: 40_000_000 }), { minLength: 26, maxLength: 26 }),
  replacedAfter: fc.integer({ min: 1, max: 25 }),
  factor: fc.integer({ min: 300_000, max: 3_000_000 }),
});

/** Two meters one after the other, the second with a small dial that rolls over; read at random days until after `LAST`. */
function pointOf({ gaps, steps, replacedAfter, factor }: Told): PointHistory {
  const readings: Reading[] = [];
  let day: PlainDate = FIRST;
  let total = 0;
  let id = 1;
  let changedOn: PlainDate | null = null;
  let endOfFirst = 0;
  for (const [index, gap] of [...gaps, 900].entries()) {
    day = addDays(day, gap);
    total += steps[index]!;
    if (index + 1 === replacedAfter) {
      [changedOn, endOfFirst, total, id] = [day, total, 0, 2];
      continue;
    }
    const value = id === 1 ? total : total % 100_000_000;
    readings.push({ meterId: id, readOn: day, value, source: "radio", flags: [], restarts: false });
  }
  const first = meter({ from: FIRST, ...(changedOn ? { until: changedOn, end: endOfFirst } : {}), factor });
  const second = meter({ id: 2, serial: "W2", from: changedOn ?? LAST, dialDigits: 2 });
  const laf = [{ from: FIRST, until: addDays(FIRST, 200), factor: millionths("0.8") }];
  return historyOf(changedOn ? [first, second] : [first], readings, laf);
}

const days = fc.tuple(fc.nat(300), fc.nat(299), fc.nat(300));
const spread = fc.constantFrom<"daily" | "degree-days">("daily", "degree-days");
const at = (offset: number) => addDays(FIRST, offset);

describe("whatever was read", () => {
  it("splitting a period anywhere sums exactly to the whole; factors move it by less than a millionth a segment", () => {
    fc.assert(
      fc.property(told, days, spread, (facts, [start, length, cut], by) => {
        const history = pointOf(facts);
        const [from, until] = [at(start), at(start + length + 1)];
        const middle = at(start + Math.min(cut, length));
        const wish: Wish = { rules: { spread: by } };
        const whole = consumed(history, from, until, wish);
        const parts = [consumed(history, from, middle, wish), consumed(history, middle, until, wish)];
        expect(parts[0]!.quantity + parts[1]!.quantity).toBe(whole.quantity);
        const difference = parts[0]!.weighted + parts[1]!.weighted - whole.weighted;
        const segments = parts[0]!.segments.length + parts[1]!.segments.length + whole.segments.length;
        expect(Math.abs(difference)).toBeLessThanOrEqual(segments);
      }),
    );
  });

  it("the norm splits exactly as well", () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 9_999_999 }), ([start, length, cut], norm) => {
        const [from, until] = [at(start), at(start + length + 1)];
        const middle = at(start + Math.min(cut, length));
        const wish: Wish = { rules: { missedOnce: ["norm"], normPerPersonMonth: norm } };
        const of = (a: PlainDate, b: PlainDate) => consumed(historyOf([meter()], []), a, b, wish).quantity;
        expect(of(from, middle) + of(middle, until)).toBe(of(from, until));
      }),
    );
  });

  it("the order of readings changes nothing", () => {
    fc.assert(
      fc.property(told, days, fc.integer(), (facts, [start, length], seed) => {
        const history = pointOf(facts);
        const readings = [...history.readings].sort(
          (a, b) => ((a.value ^ seed) % 97) - ((b.value ^ seed) % 97) || (a.readOn > b.readOn ? -1 : 1),
        );
        const [from, until] = [at(start), at(start + length + 1)];
        expect(consume({ ...history, readings }, from, until)).toEqual(consume(history, from, until));
      }),
    );
  });

  it("nothing is negative, segments follow each other without gaps and make the total, and every step has its sentence", () => {
    const readings = fc.array(
      fc.record({
        meterId: fc.constantFrom(1, 2),
        readOn: fc.nat(900).map(at),
        value: fc.nat(200_000_000),
        source: fc.constantFrom<Reading["source"]>("radio", "estimate", "hand-over"),
        flags: fc.constantFrom<Reading["flags"]>([], ["seal-broken"], ["roll-over"]),
        restarts: fc.boolean(),
      }),
      { maxLength: 20 },
    );
    const meters = [
      meter({ from: at(100), until: at(400), end: 50_000_000, verifiedUntil: at(350), dialDigits: 2 }),
      meter({ id: 2, serial: "W2", from: at(450), factor: millionths("1.3") }),
    ];
    fc.assert(
      fc.property(readings, days, (read, [start, length]) => {
        const [from, until] = [at(start), at(start + 2 * length + 1)];
        const { segments, quantity, weighted, working } = consumed(historyOf(meters, read), from, until);
        expect(segments.every((segment) => segment.quantity >= 0)).toBe(true);
        expect([segments[0]?.from, segments.at(-1)?.to]).toEqual([from, until]);
        for (const [index, { to }] of segments.slice(0, -1).entries())
          expect(segments[index + 1]!.from).toBe(to);
        expect(segments.reduce((total, segment) => total + segment.quantity, 0)).toBe(quantity);
        expect(segments.reduce((total, segment) => total + segment.weighted, 0)).toBe(weighted);
        for (const step of working) expect(consumptionStepSentence(step)).toMatch(/^[^{}]*$/);
        expect(working.map(consumptionStepSentence).join()).not.toMatch(/undefined|null|NaN/);
      }),
    );
  });
});

describe("figures of months", () => {
  const months = monthsBetween(month("2024-02"), month("2025-01"));
  const context = { persons: TWO_PERSONS, shareMillionths: millionths(1) };

  it("sum to the year, and are what the full consumption says of each month", () => {
    fc.assert(
      fc.property(told, (facts) => {
        const history = pointOf(facts);
        const figures = monthlyConsumption(history, months, WATER_RULES, context);
        const year = consumed(history, "2024-02-01", "2025-02-01");
        expect(figures.reduce((total, figure) => total + figure!.quantity, 0)).toBe(year.quantity);
        expect(
          monthlyConsumption(history, months, WATER_RULES, context, "rules").map((f) => f?.quantity),
        ).toEqual(figures.map((figure) => figure?.quantity));
      }),
    );
  });

  it("say nothing beyond readings unless asked: a tail of a week is no estimate, a longer one is", () => {
    const of = (lastRead: string, estimates: "none" | "tail" | "rules") =>
      monthlyConsumption(
        historyOf(
          [meter({ from: firstDay(month("2026-01")) })],
          [
            {
              meterId: 1,
              readOn: plainDate(lastRead),
              value: 24_000_000,
              source: "radio",
              flags: [],
              restarts: false,
            },
          ],
        ),
        [month("2026-01"), month("2026-02")],
        WATER_RULES,
        context,
        estimates,
      ).map((figure) => figure && [figure.quantity / 1_000_000, figure.isEstimated]);
    expect(of("2026-01-25", "none")).toEqual([null, null]);
    expect(of("2026-01-25", "tail")).toEqual([[31, false], null]);
    expect(of("2026-01-17", "tail")).toEqual([[46.5, true], null]);
    expect(of("2026-01-25", "rules")).toEqual([
      [31, false],
      [28, true],
    ]);
  });
});
