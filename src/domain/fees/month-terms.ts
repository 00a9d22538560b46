import { addToMonth, dayInMonth, type Month, monthOf } from "../values/month.ts";
import type { PlainDate } from "../values/plain-date.ts";
import { type Refusal, refusal } from "../values/result.ts";

/** Why a month may not be assessed and posted on a day: `month-before-first`, `period-closed`. */
export function refuseMonth(
  month: Month,
  postedOn: PlainDate,
  books: { readonly firstMonth: Month; readonly closedMonths: readonly Month[] },
): Refusal[] {
  const refusals: Refusal[] = [];
  if (month < books.firstMonth) {
    refusals.push(refusal("month-before-first", { month, firstMonth: books.firstMonth }));
  }
  if (books.closedMonths.includes(monthOf(postedOn))) {
    refusals.push(refusal("period-closed", { month: monthOf(postedOn), postedOn }));
  }
  return refusals;
}

/** The first due day after the day: when an increase posted on it has to be paid. */
export function nextDueDay(after: PlainDate, feeDueDay: number): PlainDate {
  const inMonth = dayInMonth(monthOf(after), feeDueDay);
  return inMonth > after ? inMonth : dayInMonth(addToMonth(monthOf(after), 1), feeDueDay);
}
