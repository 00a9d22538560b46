import { addDays, addMonths, daysBetween, daysInMonth, type PlainDate } from "../values/plain-date.ts";
import type { Quantity } from "../values/quantity.ts";
import { multiplyDivideHalfUp } from "../values/rounding.ts";
import type { MeterCount } from "./consumption-dial.ts";
import { type Measured, measuredIn, stretchesOf } from "./consumption-stretches.ts";
import type { ConsumptionRules, EstimateMethod, PersonsDuring } from "./consumption-terms.ts";
import type { NormOfPersons, Reference } from "./consumption-working.ts";
import type { TimeScale } from "./degree-days.ts";
import type { PointHistory } from "./meters.ts";

/** What an estimate may look at: the point's readings, the period asked for and what was measured of it. */
export interface EstimateBasis {
  readonly counts: readonly MeterCount[];
  readonly history: PointHistory;
  readonly period: Period;
  readonly rules: ConsumptionRules;
  readonly scale: TimeScale;
  readonly persons: readonly PersonsDuring[];
  readonly measured: Measured;
}

interface Period {
  readonly from: PlainDate;
  readonly until: PlainDate;
}

/** How days without a reading are estimated: from what was counted at another time, or by the norm. */
export type Estimate =
  | { readonly method: "spread" | "previous-period" | "same-period-last-year"; readonly reference: Reference }
  | { readonly method: "norm"; readonly norms: readonly NormOfPersons[] };

/** A tail of the period is extended without being called an estimate up to this many days. */
export const LONGEST_TAIL_DAYS = 31;

/**
 * Estimates days on which a meter stood and nobody read it. A period that holds readings goes on at its own average; one without any
 * follows the regulation: `missedOnce`, or `missedTwice` where the period before had none either. Null: no listed method can say it.
 */
export function estimateUnread(basis: EstimateBasis, days: Period): Estimate | null {
  const { rules } = basis;
  if (basis.measured.time > 0) return { method: "spread", reference: ownAverage(basis) };
  const methods = isMissedTwice(basis) ? rules.missedTwice : rules.missedOnce;
  for (const method of methods) {
    const estimate = estimateBy(method, basis, days);
    if (estimate !== null) return estimate;
  }
  return null;
}

function estimateBy(method: EstimateMethod, basis: EstimateBasis, days: Period): Estimate | null {
  if (method === "norm") {
    const norms = normDuring(basis, days);
    return norms === null ? null : { method, norms };
  }
  const { period } = basis;
  const window =
    method === "previous-period"
      ? { from: previousFrom(period), until: period.from }
      : { from: addMonths(period.from, -12), until: addMonths(period.until, -12) };
  const measured = measuredDuring(basis, window);
  if (measured.time <= 0) return null;
  return { method, reference: { step: `consumption-${method}`, ...window, ...measured } };
}

function ownAverage({ period, measured }: EstimateBasis): Reference {
  return { step: "consumption-extended", ...period, ...measured };
}

function measuredDuring({ counts, history, rules, scale }: EstimateBasis, window: Period): Measured {
  return measuredIn(stretchesOf(counts, history.locationFactors, window, rules), scale);
}

/** Nobody read anything since the period before began either. */
function isMissedTwice({ counts, period }: EstimateBasis): boolean {
  const before = previousFrom(period);
  return (
    counts.some(({ meter }) => meter.during.from <= before) &&
    counts.every((count) => lastDay(count) <= before)
  );
}

function lastDay({ marks }: MeterCount): PlainDate {
  return marks.at(-1)!.day;
}

/** First day of the period before: as many months earlier, or as many days where the period is no whole months. */
function previousFrom({ from, until }: Period): PlainDate {
  if (!from.endsWith("-01") || !until.endsWith("-01")) return addDays(from, -daysBetween(from, until));
  const months =
    (Number(until.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
    Number(until.slice(5, 7)) -
    Number(from.slice(5, 7));
  return addMonths(from, -months);
}

/**
 * Norm × persons × months, a part of a month by its days; where nobody lives, the regulation's percent of one norm.
 * Running totals, so that parts of a period sum to the whole. Null where the regulation has no norm.
 */
export function normDuring(
  { rules, persons }: Pick<EstimateBasis, "rules" | "persons">,
  days: Period,
): NormOfPersons[] | null {
  const norm = rules.normPerPersonMonth;
  if (norm === null) return null;
  return personsDuring(persons, days).map(({ from, to, persons: count }) => {
    const percent = count > 0 ? null : (rules.vacantNormPercent ?? 0);
    const one = percent === null ? norm : multiplyDivideHalfUp(norm, percent, 100);
    const quantity = Math.max(count, 1) * (monthsUntil(to, one) - monthsUntil(from, one));
    const months = monthsUntil(to, MILLION) - monthsUntil(from, MILLION);
    return { from, to, persons: count, norm, percent, months, quantity };
  });
}

const MILLION = 1_000_000;

/** So many a month, from the beginning of the calendar to the beginning of the day. */
function monthsUntil(day: PlainDate, aMonth: Quantity): Quantity {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7));
  const days = Number(day.slice(8, 10)) - 1;
  return (year * 12 + month) * aMonth + multiplyDivideHalfUp(aMonth, days, daysInMonth(year, month));
}

/** The days by the number of persons; nobody where the register says nothing. */
function personsDuring(
  persons: readonly PersonsDuring[],
  { from, until }: Period,
): { from: PlainDate; to: PlainDate; persons: number }[] {
  const ordered = [...persons].sort((a, b) => (a.from < b.from ? -1 : 1));
  const found: { from: PlainDate; to: PlainDate; persons: number }[] = [];
  let cursor = from;
  const add = (to: PlainDate, count: number) => {
    if (to <= cursor) return;
    const last = found.at(-1);
    if (last?.persons === count) last.to = to;
    else found.push({ from: cursor, to, persons: count });
    cursor = to;
  };
  for (const during of ordered) {
    if (during.from >= until) break;
    if (during.until !== null && during.until <= cursor) continue;
    add(during.from, 0);
    add(during.until === null || during.until > until ? until : during.until, during.persons);
  }
  add(until, 0);
  return found;
}
