import { addDays, type PlainDate } from "../values/plain-date.ts";
import type { Quantity } from "../values/quantity.ts";
import { multiplyDivideHalfUp } from "../values/rounding.ts";
import type { DialMark, MeterCount } from "./consumption-dial.ts";
import type { ConsumptionRules } from "./consumption-terms.ts";
import type { TimeScale } from "./degree-days.ts";
import type { PointHistory } from "./meters.ts";

/** Why a stretch is not settled by what a meter counted. */
export type UnmeteredReason = "verification-expired" | "seal-broken" | "no-meter";

/** Part of a period with one meter and one location factor, `until` exclusive. */
export interface Stretch {
  readonly from: PlainDate;
  readonly until: PlainDate;
  /** The meter that stands there; where none does, the one before (or after), whose factor an estimate keeps. */
  readonly count: MeterCount | null;
  /** Null: by the meter. */
  readonly unmetered: UnmeteredReason | null;
  readonly locationFactor: Quantity;
  /** First day that no reading covers any more; `from` where none covers any of it. */
  readonly measuredUntil: PlainDate;
}

/** What was measured of a period, and how much time that was. */
export interface Measured {
  readonly quantity: Quantity;
  readonly time: number;
}

interface Period {
  readonly from: PlainDate;
  readonly until: PlainDate;
}

const ONE = 1_000_000;

/** Divides a period by meters, by what the rules say of expired and broken ones, and by location factors; in order, without gaps. */
export function stretchesOf(
  counts: readonly MeterCount[],
  locationFactors: PointHistory["locationFactors"],
  period: Period,
  rules: ConsumptionRules,
): Stretch[] {
  const stretches: Stretch[] = [];
  let cursor = period.from;
  let before: MeterCount | null = null;
  const add = (until: PlainDate, count: MeterCount | null, unmetered: UnmeteredReason | null) => {
    if (until > cursor) addByLocation(stretches, locationFactors, { from: cursor, until }, count, unmetered);
    if (until > cursor) cursor = until;
  };
  for (const count of counts) {
    const { during } = count.meter;
    if (during.from >= period.until) break;
    const end = during.until === null || during.until > period.until ? period.until : during.until;
    if (end > cursor) {
      add(during.from, before ?? count, "no-meter");
      const { until, reason } = meteredUntil(count, rules, end);
      add(until, count, null);
      add(end, count, reason);
    }
    before = count;
  }
  add(period.until, before, "no-meter");
  return stretches;
}

/** The day from which a meter no longer counts, and why; its end where the rules have nothing against it. */
function meteredUntil(
  { meter, sealBrokenOn }: MeterCount,
  rules: ConsumptionRules,
  end: PlainDate,
): { until: PlainDate; reason: UnmeteredReason | null } {
  let until = end;
  let reason: UnmeteredReason | null = null;
  if (
    rules.expiredVerification === "as-unmetered" &&
    meter.verifiedUntil !== null &&
    meter.verifiedUntil < end
  ) {
    const expired = addDays(meter.verifiedUntil, 1);
    if (expired < until) [until, reason] = [expired, "verification-expired"];
  }
  if (rules.brokenSeal === "as-unmetered" && sealBrokenOn !== null && sealBrokenOn < until) {
    [until, reason] = [sealBrokenOn, "seal-broken"];
  }
  return { until, reason };
}

function addByLocation(
  stretches: Stretch[],
  factors: PointHistory["locationFactors"],
  { from, until }: Period,
  count: MeterCount | null,
  unmetered: UnmeteredReason | null,
): void {
  let cursor = from;
  while (cursor < until) {
    const { factor, until: next } = locationFactorOn(factors, cursor);
    const end = next === null || next > until ? until : next;
    const measuredUntil = unmetered === null ? coveredUntil(count, cursor, end) : cursor;
    stretches.push({ from: cursor, until: end, count, unmetered, locationFactor: factor, measuredUntil });
    cursor = end;
  }
}

/** The factor on a day and the first day of another one; 1 where none is told. */
function locationFactorOn(
  factors: PointHistory["locationFactors"],
  day: PlainDate,
): { readonly factor: Quantity; readonly until: PlainDate | null } {
  let next: PlainDate | null = null;
  for (const { from, until, factor } of factors) {
    if (from <= day && (until === null || day < until)) return { factor, until };
    if (from > day && (next === null || from < next)) next = from;
  }
  return { factor: ONE, until: next };
}

function coveredUntil(count: MeterCount | null, from: PlainDate, until: PlainDate): PlainDate {
  const last = count?.marks.at(-1)?.day ?? from;
  return last >= until ? until : last > from ? last : from;
}

/** Σ of what meters counted in the stretches, by readings alone. */
export function measuredIn(stretches: readonly Stretch[], scale: TimeScale): Measured {
  let quantity = 0;
  let time = 0;
  for (const { count, from, measuredUntil } of stretches) {
    if (count === null || measuredUntil <= from) continue;
    quantity += countedUntil(count.marks, measuredUntil, scale) - countedUntil(count.marks, from, scale);
    time += scale.between(from, measuredUntil);
  }
  return { quantity, time };
}

/**
 * What the meter had counted by the beginning of a day: between two readings spread evenly over the scale, rounded half up to
 * the millionth. A running total, so that the parts of an interval sum to the whole, wherever it is cut.
 */
export function countedUntil(marks: readonly DialMark[], day: PlainDate, scale: TimeScale): Quantity {
  const index = lastMarkUntil(marks, day);
  const mark = marks[index]!;
  const next = marks[index + 1];
  if (mark.day === day || next === undefined) return mark.counted;
  const whole = scale.between(mark.day, next.day);
  const part = scale.between(mark.day, day);
  return whole <= 0
    ? mark.counted
    : mark.counted + multiplyDivideHalfUp(next.counted - mark.counted, part, whole);
}

/** Index of the last mark on the day or before it; the first mark where all are later. */
export function lastMarkUntil(marks: readonly DialMark[], day: PlainDate): number {
  let low = 0;
  let high = marks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (marks[middle]!.day <= day) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Meter's factor × location factor, millionths, rounded half up. */
export function factorOf({ count, locationFactor }: Pick<Stretch, "count" | "locationFactor">): Quantity {
  const factor = count?.meter.factor ?? ONE;
  if (factor === ONE) return locationFactor;
  return locationFactor === ONE ? factor : multiplyDivideHalfUp(factor, locationFactor, ONE);
}
