import type { BalanceAgreement, BalanceSide, StatementBalance } from "./statement.ts";

/** A balance together with the currency it was written in. */
export interface CurrencyBalance extends StatementBalance {
  readonly currency: string | null;
}

/** The sum of a statement's entries, kept while they pass by. */
export interface RunningTotal {
  amountMinor: number;
  /** False once an entry came in another currency than the opening balance. */
  oneCurrency: boolean;
}

/** The signed effect of an amount on the balance. */
export function signedMinor(amountMinor: number, side: BalanceSide): number {
  return side === "credit" ? amountMinor : -amountMinor;
}

/** Compares opening + entries with closing; see `BalanceAgreement`. */
export function balanceAgreement(
  opening: CurrencyBalance | null,
  total: RunningTotal,
  closing: CurrencyBalance | null,
): BalanceAgreement {
  if (opening === null || closing === null) return "absent";
  if (opening.currency !== closing.currency || !total.oneCurrency) return "differ";
  const expected = signedMinor(opening.amountMinor, opening.side) + total.amountMinor;
  return expected === signedMinor(closing.amountMinor, closing.side) ? "agree" : "differ";
}

/** The balance as it is told, without its currency. */
export function plainBalance(balance: CurrencyBalance | null): StatementBalance | null {
  return balance === null
    ? null
    : { date: balance.date, amountMinor: balance.amountMinor, side: balance.side };
}
