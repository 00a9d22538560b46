import type { PlainDate } from "../../domain/values/plain-date.ts";
import type { BalanceSide, StatementEncoding } from "./statement.ts";

/** How a bank writes: its own marks, order, encoding and line of references. */
export type Mt940Dialect = "pko-bp" | "mbank" | "ing" | "pekao";

export interface BalanceToWrite {
  readonly date: PlainDate;
  readonly amountMinor: number;
  readonly side: BalanceSide;
}

/** An entry as it shall be read again; texts longer than the dialect's sub-fields are cut at their end. */
export interface EntryToWrite {
  readonly bookingDate: PlainDate | null;
  readonly valueDate: PlainDate;
  readonly side: BalanceSide;
  readonly isReversal: boolean;
  readonly amountMinor: number;
  readonly bankReference: string | null;
  readonly customerReference: string | null;
  readonly counterpartyName: string | null;
  readonly counterpartyAccount: string | null;
  readonly title: string | null;
  /** The virtual account or payer code that the payment was sent to. */
  readonly addressedTo: string | null;
}

export interface StatementToWrite {
  readonly account: string;
  readonly number: string;
  readonly currency: string;
  readonly opening: BalanceToWrite;
  readonly closing: BalanceToWrite;
  readonly entries: readonly EntryToWrite[];
}

/** What a dialect decides; everything else is the same in all of them. */
export interface DialectWriter {
  readonly encoding: StatementEncoding;
  readonly reference: string;
  /** Lines before `:20:` and after the last field. */
  readonly opener: readonly string[];
  readonly terminator: readonly string[];
  /** What stands before the account in `:25:`. */
  readonly accountPrefix: string;
  /** An amount's whole length with leading zeros; 0 for none. */
  readonly amountWidth: number;
  /** Is the currency's third letter set behind C or D? */
  readonly writesFundsCode: boolean;
  typeCode(entry: EntryToWrite): string;
  /** The lines after `:61:`: details of the line itself and `:86:`. */
  details(entry: EntryToWrite): readonly string[];
  readonly writesAvailableBalance: boolean;
}
