import { type DateRange, dayNumber } from "../values/plain-date.ts";
import type { SettledDays } from "./cost-pools.ts";

/** Days that a half-open range and days with both ends have in common. */
export function overlapDays({ from, until }: DateRange, days: SettledDays): number {
  const first = Math.max(dayNumber(from), dayNumber(days.from));
  const end = dayNumber(days.to) + 1;
  return Math.max(0, (until === null ? end : Math.min(dayNumber(until), end)) - first);
}
