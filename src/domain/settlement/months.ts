import { monthOf, monthOrdinal } from "../values/month.ts";
import type { SettledDays } from "./cost-pools.ts";

/** Calendar months that the days touch. */
export function monthsOf({ from, to }: SettledDays): number {
  return monthOrdinal(monthOf(to)) - monthOrdinal(monthOf(from)) + 1;
}
