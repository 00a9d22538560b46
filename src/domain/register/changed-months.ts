import { firstDay, lastDay, type Month } from "../values/month.ts";
import type { DateRange } from "../values/plain-date.ts";
import { changedPeriods, type DatedValue } from "./periods.ts";

/** A fact of an owner as it stood before or stands after a change; null where it did not or does not. */
export interface ChangedFact {
  readonly owner: string;
  readonly before: DatedValue | null;
  readonly after: DatedValue | null;
}

/** Months, of those given, on some day of which an owner's facts are no longer what they were. */
export function monthsChanged(months: readonly Month[], changes: readonly ChangedFact[]): Month[] {
  const periods: DateRange[] = [];
  for (const ofOwner of Map.groupBy(changes, ({ owner }) => owner).values()) {
    const before = ofOwner.map((change) => change.before).filter((value) => value !== null);
    const after = ofOwner.map((change) => change.after).filter((value) => value !== null);
    periods.push(...changedPeriods(before, after));
  }
  return months.filter((month) =>
    periods.some(({ from, until }) => from <= lastDay(month) && (until === null || until > firstDay(month))),
  );
}
