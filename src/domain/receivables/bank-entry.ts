import type { Grosze } from "../values/money.ts";
import type { PlainDate } from "../values/plain-date.ts";

/** One line of a bank statement in the cooperative's currency. C raises the balance, D lowers it. */
export interface BankEntry {
  /** The booking date, else the value date: the payment's day. */
  readonly bookedOn: PlainDate;
  readonly valueOn: PlainDate | null;
  readonly side: "C" | "D";
  /** A booking that takes an earlier one back. */
  readonly isReversal: boolean;
  readonly amountGrosze: Grosze;
  readonly bankReference: string | null;
  readonly customerReference: string | null;
  readonly counterpartyName: string | null;
  readonly counterpartyAccount: string | null;
  readonly title: string;
  /** The account or payer code that the payment was addressed to, where the bank names it. */
  readonly addressedTo: string | null;
}

/** A bank entry with its place in its statement, from 1. */
export interface PlacedBankEntry extends BankEntry {
  readonly position: number;
}

/** A bank entry with its id in the books. */
export interface NumberedBankEntry extends BankEntry {
  readonly id: number;
}

/** Why money of a bank entry waits for a person ("do wyjaśnienia"). */
export type ClearingReason =
  | "no-number"
  | "unknown-number"
  | "malformed-number"
  | "several-numbers"
  | "holder-changed-recently"
  | "right-ended"
  | "no-right-yet"
  | "no-account"
  | "purpose-by-hand"
  | "reversal-of-debit"
  | "unmatched-debit"
  | "unmatched-return"
  | "ambiguous-return";
