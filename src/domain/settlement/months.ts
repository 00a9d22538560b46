import { monthOf, monthOrdinal } from "../values/month.ts";
import { addMonths, type PlainDate } from "../values/plain-date.ts";
import type { SettledDays } from "./cost-pools.ts";

/** Calendar months that the days touch. */
export function monthsOf({ from, to }: SettledDays): number {
  return monthOrdinal(monthOf(to)) - monthOrdinal(monthOf(from)) + 1;
}

/** First day of the period before, which is as many months long: whose units the substitute `previous` takes. */
export function previousFrom(days: SettledDays): PlainDate {
  return addMonths(days.from, -monthsOf(days));
}
