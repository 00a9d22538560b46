import { addToMonth, lastDay, type Month, monthsBetween } from "../values/month.ts";
import type { PlainDate } from "../values/plain-date.ts";
import { accept, type Refusal, type Result, refusal, refuse } from "../values/result.ts";

export interface PeriodFacts {
  readonly firstMonth: Month;
  readonly closedMonths: readonly Month[];
  readonly assessedMonths: readonly Month[];
}

/**
 * Whether a month's books may be closed: it has ended, every earlier month is closed, its fees are posted. Nothing is posted into
 * a closed month afterwards.
 */
export function closePeriod(month: Month, today: PlainDate, facts: PeriodFacts): Result<Month> {
  const refusals: Refusal[] = [];
  if (month < facts.firstMonth)
    refusals.push(refusal("period-before-books", { month, firstMonth: facts.firstMonth }));
  if (facts.closedMonths.includes(month)) refusals.push(refusal("period-already-closed", { month }));
  if (today <= lastDay(month)) refusals.push(refusal("period-not-over", { month, until: lastDay(month) }));
  const earlier = monthsBetween(facts.firstMonth, addToMonth(month, -1)).filter(
    (candidate) => !facts.closedMonths.includes(candidate),
  );
  if (earlier.length > 0)
    refusals.push(refusal("earlier-period-open", { month, earlier: earlier.join(", ") }));
  if (!facts.assessedMonths.includes(month)) refusals.push(refusal("period-not-assessed", { month }));
  return refusals.length === 0 ? accept(month) : refuse(...refusals);
}

/** The first day, not before `wanted`, whose month is open. */
export function firstOpenDay(wanted: PlainDate, closedMonths: readonly Month[]): PlainDate {
  const last = [...closedMonths].sort().at(-1);
  if (last === undefined || wanted > lastDay(last)) return wanted;
  return `${addToMonth(last, 1)}-01` as PlainDate;
}
