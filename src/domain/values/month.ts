import { daysInMonth, type PlainDate, writeDate } from "./plain-date.ts";

/** A calendar month written YYYY-MM; compares as text. */
export type Month = string & { readonly brand: "month" };

/** Reads a month; null for anything else. */
export function parseMonth(text: string): Month | null {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text) ? (text as Month) : null;
}

/** A month known to be right; anything else is a bug and throws. */
export function month(text: string): Month {
  const parsed = parseMonth(text);
  if (parsed === null) throw new RangeError(`not a month: ${text}`);
  return parsed;
}

export function monthOf(date: PlainDate): Month {
  return date.slice(0, 7) as Month;
}

export function yearOf(value: Month | PlainDate): number {
  return Number(value.slice(0, 4));
}

/** Months since year 0, so that subtraction counts months. */
export function monthOrdinal(value: Month): number {
  return Number(value.slice(0, 4)) * 12 + Number(value.slice(5, 7)) - 1;
}

export function addToMonth(value: Month, months: number): Month {
  const ordinal = monthOrdinal(value) + months;
  const year = Math.floor(ordinal / 12);
  return writeDate(year, ordinal - year * 12 + 1, 1).slice(0, 7) as Month;
}

/** The day of the month, or its last day where it is shorter. */
export function dayInMonth(value: Month, day: number): PlainDate {
  const year = Number(value.slice(0, 4));
  const monthNumber = Number(value.slice(5, 7));
  return writeDate(year, monthNumber, Math.min(day, daysInMonth(year, monthNumber)));
}

export function firstDay(value: Month): PlainDate {
  return dayInMonth(value, 1);
}

export function lastDay(value: Month): PlainDate {
  return dayInMonth(value, 31);
}

/** Every month from `from` to `to`, both included. */
export function monthsBetween(from: Month, to: Month): Month[] {
  const count = monthOrdinal(to) - monthOrdinal(from) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => addToMonth(from, index));
}
