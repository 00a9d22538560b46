import { addGrosze, type Grosze, NO_GROSZE } from "../values/money.ts";
import { addToMonth, type Month, monthsBetween } from "../values/month.ts";
import { accept, type Refusal, type Result, refusal, refuse } from "../values/result.ts";

/** What an account carries into a year, in one property. */
export interface CarriedBalance {
  readonly accountId: number;
  readonly propertyId: number;
  /** Wn − Ma of everything before the year. */
  readonly openingGrosze: Grosze;
  /** Open items the balance of a resident account is made of, and their sum. */
  readonly itemCount: number;
  readonly itemsGrosze: Grosze | null;
}

export interface YearFacts {
  readonly firstMonth: Month;
  readonly closedMonths: readonly Month[];
  readonly openedYears: readonly number[];
  readonly balances: readonly CarriedBalance[];
}

/**
 * Opens a year: every account carries its balance over, resident accounts with their open items. Every month before the year must be
 * closed, so that the carried balance is final; items of each resident account must sum to its balance.
 */
export function openYear(year: number, facts: YearFacts): Result<readonly CarriedBalance[]> {
  const refusals: Refusal[] = [];
  if (facts.openedYears.includes(year)) refusals.push(refusal("year-already-open", { year }));
  const before = `${year}-01` as Month;
  if (facts.closedMonths.includes(before)) refusals.push(refusal("period-closed", { month: before }));
  if (before <= facts.firstMonth)
    refusals.push(refusal("year-before-books", { year, firstMonth: facts.firstMonth }));
  const open = monthsBetween(facts.firstMonth, addToMonth(before, -1)).filter(
    (month) => !facts.closedMonths.includes(month),
  );
  if (open.length > 0)
    refusals.push(refusal("earlier-period-open", { month: before, earlier: open.join(", ") }));
  for (const { accountId, itemsGrosze, openingGrosze } of facts.balances) {
    if (itemsGrosze !== null && itemsGrosze !== openingGrosze) {
      refusals.push(refusal("items-differ-from-balance", { accountId, itemsGrosze, openingGrosze }));
    }
  }
  return refusals.length === 0 ? accept(facts.balances) : refuse(...refusals);
}

/**
 * Balances of a control account as they are shown: debit and credit balances of its accounts side by side, not netted.
 */
export function controlTotals(balances: readonly CarriedBalance[]): {
  debitGrosze: Grosze;
  creditGrosze: Grosze;
} {
  const debits = balances
    .filter((balance) => balance.openingGrosze > 0)
    .map((balance) => balance.openingGrosze);
  const credits = balances
    .filter((balance) => balance.openingGrosze < 0)
    .map((balance) => -balance.openingGrosze as Grosze);
  return {
    debitGrosze: addGrosze(NO_GROSZE, ...debits),
    creditGrosze: addGrosze(NO_GROSZE, ...credits),
  };
}
