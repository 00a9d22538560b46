import { addDays, addMonths, type PlainDate } from "../values/plain-date.ts";
import { endOfTerm, postponesTerm } from "./public-holidays.ts";

/**
 * The last day of a term of days that starts with an event: the day of the event is not counted, and an end on a Saturday,
 * Sunday or public holiday moves to the next day that is none.
 * @law kc art. 111 § 2, art. 115
 */
export function termOfDays(event: PlainDate, days: number): PlainDate {
  return endOfTerm(addDays(event, days));
}

/**
 * The last day of a term of months: the day with the same number as the first, or the month's last one; moved as in
 * `termOfDays`.
 * @law kc art. 112, art. 115
 */
export function termOfMonths(event: PlainDate, months: number): PlainDate {
  return endOfTerm(addMonths(event, months));
}

/**
 * The last day on which something that must happen at least so many days before an event can happen. The day of the event
 * is not counted (kc art. 111 § 2 read backwards): 21 days before the 22nd is the 1st.
 *
 * Art. 115 is not applied. It gives more time to someone who has to act, and here every day given to the one who acts is
 * taken from those whom the distance protects: a notice due on a Sunday and given on Monday would leave 20 days instead of
 * 21. So the day may be a Sunday, and it neither moves on nor back.
 * @law kc art. 111
 */
export function dayBefore(event: PlainDate, days: number): PlainDate {
  return addDays(event, -days);
}

/** The day itself, or the last one before it that is no Saturday, Sunday or public holiday. */
export function workingDayUpTo(day: PlainDate): PlainDate {
  let found = day;
  while (postponesTerm(found)) found = addDays(found, -1);
  return found;
}
