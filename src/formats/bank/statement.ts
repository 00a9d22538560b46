import type { PlainDate } from "../../domain/values/plain-date.ts";

/** `utf-8` also stands for pure ASCII. */
export type StatementEncoding = "utf-8" | "cp852" | "iso-8859-2" | "windows-1250";

/** The effect on the account's balance: a credit raises it. */
export type BalanceSide = "credit" | "debit";

/** A balance as the bank writes it: a whole amount in the currency's minor units and the side it stands on. */
export interface StatementBalance {
  readonly date: PlainDate | null;
  readonly amountMinor: number;
  readonly side: BalanceSide;
}

/**
 * Does opening + Σ entries equal closing? `absent` when either balance is missing; different currencies are `differ`.
 */
export type BalanceAgreement = "agree" | "differ" | "absent";

/** What is known of a statement before its first entry. */
export interface StatementHeader {
  /** Without spaces or leading `/`; 26 digits carry `PL`. */
  readonly account: string | null;
  /** `:28C:` as written; in camt ElctrncSeqNb, else LglSeqNb, else Id. */
  readonly number: string | null;
  readonly currency: string | null;
  /** The first 60F/60M; in camt OPBD, else PRCD. */
  readonly opening: StatementBalance | null;
}

/** The whole head, known when the statement has ended. */
export interface StatementSummary extends StatementHeader {
  /** The last 62F/62M; in camt CLBD. */
  readonly closing: StatementBalance | null;
  readonly balances: BalanceAgreement;
}

export interface StatementEntry {
  /** The entry date of `:61:` (its MMDD in the year nearest to the value date) or BookgDt; null when not given. */
  readonly bookingDate: PlainDate | null;
  readonly valueDate: PlainDate | null;
  readonly side: BalanceSide;
  readonly isReversal: boolean;
  readonly amountMinor: number;
  readonly currency: string | null;
  readonly bankReference: string | null;
  readonly customerReference: string | null;
  readonly counterpartyName: string | null;
  readonly counterpartyAccount: string | null;
  readonly title: string | null;
  /** Place of the transaction in its batch from 0, when the bank booked several as one entry; otherwise null. */
  readonly batchIndex: number | null;
}

export type StatementProblemReason =
  | "account-malformed"
  | "amount-too-large"
  | "amount-too-precise"
  | "balance-malformed"
  | "batch-amount-missing"
  | "batch-differs-from-entry"
  | "doctype-refused"
  | "entry-malformed"
  | "entry-not-booked"
  | "file-empty"
  | "format-unknown"
  | "line-too-long"
  | "statement-cut-short"
  | "statement-missing"
  | "xml-malformed";

/** What could not be read, with the line of the file (from 1). */
export interface StatementProblem {
  readonly line: number;
  readonly reason: StatementProblemReason;
}

/** What a reader says while bytes arrive; entries stand between the start and the end of their statement. */
export type StatementEvent =
  | { readonly kind: "format"; readonly format: string }
  | { readonly kind: "statement-start"; readonly statement: StatementHeader; readonly line: number }
  | {
      readonly kind: "entry";
      readonly entry: StatementEntry;
      /**
       * The account or payer code that the payment was addressed to, where it is not the statement's own account:
       * mBank's ID IPH, ING's sub-field 29, camt's CdtrAcct of a credit. A virtual account shows itself here.
       */
      readonly addressedTo: string | null;
      readonly line: number;
    }
  | { readonly kind: "statement-end"; readonly statement: StatementSummary; readonly line: number }
  | { readonly kind: "problem"; readonly problem: StatementProblem };

/** Takes a file in pieces; nothing is kept that has been told. */
export interface StatementReader {
  push(bytes: Uint8Array): StatementEvent[];
  finish(): StatementEvent[];
}

/** A statement with its entries, as `statements parse --json` prints it. */
export interface ParsedStatement extends StatementSummary {
  readonly entries: readonly StatementEntry[];
}

/** A whole file, as `statements parse --json` prints it; the format is null when the file is no statement. */
export interface ParsedStatementFile {
  readonly format: string | null;
  readonly encoding: StatementEncoding;
  readonly statements: readonly ParsedStatement[];
  readonly problems: readonly StatementProblem[];
}
