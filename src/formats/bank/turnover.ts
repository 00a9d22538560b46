import { signedMinor } from "./balance.ts";
import type { BalanceSide, StatementBalance, StatementEntry } from "./statement.ts";

/** How many entries of one side a statement has, and their sum in minor units. */
export interface SideTurnover {
  readonly count: number;
  readonly amountMinor: number;
}

export type Turnover = Readonly<Record<BalanceSide, SideTurnover>>;

export const NO_TURNOVER: Turnover = {
  credit: { count: 0, amountMinor: 0 },
  debit: { count: 0, amountMinor: 0 },
};

/** The turnover with one more entry, by the entry's effect on the balance. */
export function addToTurnover(turnover: Turnover, { side, amountMinor }: StatementEntry): Turnover {
  const before = turnover[side];
  return { ...turnover, [side]: { count: before.count + 1, amountMinor: before.amountMinor + amountMinor } };
}

/** A balance as one signed number of minor units: below zero the account is overdrawn. */
export function signedBalance({ amountMinor, side }: StatementBalance): number {
  return signedMinor(amountMinor, side);
}
