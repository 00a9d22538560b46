import { type Grosze, grosze, NO_GROSZE, zlotyForPeople } from "../domain/values/money.ts";
import type { Month } from "../domain/values/month.ts";
import { type PlainDate, parsePlainDate } from "../domain/values/plain-date.ts";
import { calendar } from "./messages/pl/pages/calendar.ts";
import { terms } from "./messages/pl/pages/terms.ts";
import type { AccountNature } from "./resident/view-models.ts";

/** How dates, months, amounts, numbers and balances are written for people. */

const NO_BREAK_SPACE = "\u00a0";

/** "22 listopada 2026": for sentences. */
export function dateInSentence(date: PlainDate): string {
  return `${dayAndMonth(date)}${NO_BREAK_SPACE}${date.slice(0, 4)}`;
}

/** "22 listopada": where the year is plain from the context. */
export function dayAndMonth(date: PlainDate): string {
  return `${Number(date.slice(8, 10))}${NO_BREAK_SPACE}${calendar.monthsOf[Number(date.slice(5, 7)) - 1]}`;
}

/** The year is left out when it is the year of `today`. */
export function dateNear(date: PlainDate, today: PlainDate): string {
  return date.slice(0, 4) === today.slice(0, 4) ? dayAndMonth(date) : dateInSentence(date);
}

/** "22.11.2026": for tables. */
export function dateInTable(date: PlainDate): string {
  return `${date.slice(8, 10)}.${date.slice(5, 7)}.${date.slice(0, 4)}`;
}

/** "listopad 2026" */
export function monthWithYear(value: Month): string {
  return `${monthName(value)}${NO_BREAK_SPACE}${value.slice(0, 4)}`;
}

/** "listopad" */
export function monthName(value: Month): string {
  return calendar.months[Number(value.slice(5, 7)) - 1] ?? value;
}

/** 26 digits as "66 1020 2528 0000 …", the way banks print them; other text stays as it is. */
export function accountNumberGroups(number: string): readonly string[] {
  const match = /^(\d{2})(\d{24})$/.exec(number);
  return match === null ? [number] : [match[1]!, ...(match[2]!.match(/\d{4}/g) ?? [])];
}

/** A telephone number that is never broken over two lines. */
export function telephoneInOneLine(telephone: string): string {
  return telephone.replaceAll(" ", NO_BREAK_SPACE);
}

/** The size of a balance, without its direction: the direction is said in words beside it. */
export function balanceSize(balanceGrosze: Grosze): Grosze {
  return balanceGrosze < NO_GROSZE ? grosze(-balanceGrosze) : balanceGrosze;
}

/** "do zapłaty", "nadpłata", "rozliczone"; of a fund "fundusz" or "do wniesienia". A fund's balance is never an overpayment. */
export function balanceWord(balanceGrosze: Grosze, nature: AccountNature = "receivable"): string {
  if (nature === "fund") return balanceGrosze > NO_GROSZE ? terms.balance.toPayIn : terms.balance.fund;
  if (balanceGrosze > NO_GROSZE) return terms.balance.owed;
  return balanceGrosze < NO_GROSZE ? terms.balance.overpaid : terms.balance.settled;
}

/** "do zapłaty 642,18 zł" */
export function balanceInWords(balanceGrosze: Grosze, nature: AccountNature = "receivable"): string {
  return `${balanceWord(balanceGrosze, nature)} ${zlotyForPeople(balanceSize(balanceGrosze))}`;
}

/** "23.11.2026, 10:15" of a local "2026-11-23 10:15". */
export function dateTimeInTable(local: string): string {
  const [date = "", time = ""] = local.split(/[ T]/);
  const day = parsePlainDate(date);
  return day === null ? local : `${dateInTable(day)}, ${time.slice(0, 5)}`;
}
