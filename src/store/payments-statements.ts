import { hash } from "node:crypto";
import { sql } from "kysely";
import type { BankEntry, NumberedBankEntry } from "../domain/receivables/bank-entry.ts";
import { fingerprintText, identityOf } from "../domain/receivables/entry-identity.ts";
import type { KnownEntry } from "../domain/receivables/entry-recognition.ts";
import type { Crediting } from "../domain/receivables/payment-document.ts";
import type { StatementSpan } from "../domain/receivables/statement-overlap.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import type { BulkTransaction, CopyColumns } from "../world/database/bulk.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";
import { MINE } from "./payments.ts";

/** A statement as it is kept. */
export interface StatementRow {
  readonly bankAccountId: number;
  readonly fileSha256: string;
  readonly number: string;
  readonly openingOn: PlainDate | null;
  readonly openingGrosze: number | null;
  readonly closingOn: PlainDate | null;
  readonly closingGrosze: number | null;
  readonly balances: "agree" | "differ" | "absent";
  readonly entryCount: number;
}

/**
 * A statement with the same account, number, balances and count of entries that was imported before; `isPosted` is false while it
 * is only kept because its balances differ. Without both balances nothing can be said.
 */
export async function findSameStatement(
  tx: ScopedTransaction,
  row: StatementRow,
): Promise<{ readonly isPosted: boolean } | null> {
  if (row.openingGrosze === null || row.closingGrosze === null) return null;
  const { rows } = await sql<{ isPosted: boolean }>`
    select balances <> 'differ' or document_id is not null as "isPosted"
    from app.bank_statement
    where cooperative_id = ${MINE} and bank_account_id = ${row.bankAccountId} and number = ${row.number}
      and opening_on is not distinct from ${row.openingOn}::date and opening_grosze = ${row.openingGrosze}
      and closing_on is not distinct from ${row.closingOn}::date and closing_grosze = ${row.closingGrosze}
      and entry_count = ${row.entryCount}
    order by 1 desc
    limit 1`.execute(tx);
  return rows[0] ?? null;
}

export async function insertBankFile(
  tx: ScopedTransaction,
  cooperativeId: number,
  file: {
    readonly sha256: string;
    readonly name: string;
    readonly format: string;
    readonly encoding: string;
  } & {
    readonly sizeBytes: number;
  },
): Promise<void> {
  await sql`
    insert into app.bank_file (cooperative_id, sha256, name, format, encoding, byte_count)
    values (${cooperativeId}, ${Buffer.from(file.sha256, "hex")}, ${file.name}, ${file.format}, ${file.encoding}, ${file.sizeBytes})
    on conflict do nothing`.execute(tx);
}

export async function reserveStatementId(tx: ScopedTransaction): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select nextval(pg_get_serial_sequence('app.bank_statement', 'id'))::int as id`.execute(tx);
  return rows[0]?.id ?? 0;
}

/** Keeps the statement; one that brought nothing new is kept once per file. */
export async function insertBankStatement(
  tx: ScopedTransaction,
  cooperativeId: number,
  id: number,
  row: StatementRow,
  documentId: number | null,
): Promise<void> {
  const sha256 = Buffer.from(row.fileSha256, "hex");
  await sql`
    insert into app.bank_statement (cooperative_id, id, bank_account_id, file_sha256, number, opening_on, opening_grosze,
      closing_on, closing_grosze, balances, entry_count, document_id)
    select ${cooperativeId}::int, ${id}::int, ${row.bankAccountId}::int, ${sha256}::bytea, ${row.number}::text, ${row.openingOn}::date,
      ${row.openingGrosze}::bigint, ${row.closingOn}::date, ${row.closingGrosze}::bigint, ${row.balances}::text,
      ${row.entryCount}::int, ${documentId}::int
    where ${documentId}::int is not null or not exists (
      select from app.bank_statement
      where cooperative_id = ${MINE} and bank_account_id = ${row.bankAccountId} and file_sha256 = ${sha256}::bytea
        and number = ${row.number} and entry_count = ${row.entryCount}
        and opening_grosze is not distinct from ${row.openingGrosze}::bigint
        and closing_grosze is not distinct from ${row.closingGrosze}::bigint)`.execute(tx);
}

/** An entry in the books with its fingerprint and place among equal ones. */
export type StoredEntry = KnownEntry & { readonly fingerprint: string; readonly occurrence: number };

/** Entries of a bank account that could be the same as entries between two days. */
export async function loadKnownEntries(
  tx: ScopedTransaction,
  bankAccountId: number,
  firstDay: PlainDate,
  lastDay: PlainDate,
): Promise<StoredEntry[]> {
  const { rows } = await sql<
    BankEntry & { statementId: number; format: string; fingerprint: string; occurrence: number }
  >`
    select e.booked_on as "bookedOn", e.value_on as "valueOn", e.side, e.is_reversal as "isReversal",
           e.amount_grosze as "amountGrosze", e.bank_reference as "bankReference", e.customer_reference as "customerReference",
           e.counterparty_name as "counterpartyName", e.counterparty_account as "counterpartyAccount", e.title,
           e.addressed_to as "addressedTo", e.statement_id as "statementId", f.format, encode(e.fingerprint, 'hex') as fingerprint,
           e.occurrence
    from app.bank_entry e
    join app.bank_statement s on s.cooperative_id = e.cooperative_id and s.id = e.statement_id
    join app.bank_file f on f.cooperative_id = s.cooperative_id and f.sha256 = s.file_sha256
    where e.cooperative_id = ${MINE} and e.bank_account_id = ${bankAccountId}
      and e.booked_on between ${firstDay}::date - 10 and ${lastDay}::date + 10
      and (e.booked_on between ${firstDay}::date and ${lastDay}::date
        or e.value_on between ${firstDay}::date and ${lastDay}::date)
    order by e.id`.execute(tx);
  return rows.map((row) => ({
    ...identityOf(row, row.format === "mt940" ? "mt940" : "camt"),
    statementId: row.statementId,
    fingerprint: row.fingerprint,
    occurrence: row.occurrence,
  }));
}

/** Statements of a bank account around two days whose balances agree with their entries. */
export async function loadStatementSpans(
  tx: ScopedTransaction,
  bankAccountId: number,
  firstDay: PlainDate,
  lastDay: PlainDate,
): Promise<Map<number, StatementSpan>> {
  const { rows } = await sql<StatementSpan & { id: number }>`
    select id, opening_on as "openingOn", opening_grosze as "openingGrosze", closing_on as "closingOn", closing_grosze as "closingGrosze"
    from app.bank_statement
    where cooperative_id = ${MINE} and bank_account_id = ${bankAccountId} and balances = 'agree'
      and opening_on <= ${lastDay}::date + 10 and closing_on >= ${firstDay}::date - 10
    order by id`.execute(tx);
  return new Map(rows.map(({ id, ...span }) => [id, span]));
}

/** Numbers equal entries of one bank account, so that genuine twins are kept and the same one is never stored twice. */
export class OccurrenceCounter {
  /** Keyed by the first 48 bits of the fingerprint: a clash only leaves a gap. */
  readonly #last = new Map<number, number>();

  constructor(known: readonly StoredEntry[]) {
    for (const { fingerprint, occurrence } of known) {
      const key = Number.parseInt(fingerprint.slice(0, 12), 16);
      this.#last.set(key, Math.max(this.#last.get(key) ?? 0, occurrence));
    }
  }

  next(fingerprint: Buffer): number {
    const key = fingerprint.readUIntBE(0, 6);
    const occurrence = (this.#last.get(key) ?? 0) + 1;
    this.#last.set(key, occurrence);
    return occurrence;
  }
}

export async function reserveEntryIds(tx: ScopedTransaction, count: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select nextval(pg_get_serial_sequence('app.bank_entry', 'id'))::int as id from generate_series(1, ${count}::int)`.execute(
    tx,
  );
  return rows.map((row) => row.id);
}

const ENTRY_COLUMNS: CopyColumns = [
  ["cooperative_id", "int4"],
  ["id", "int4"],
  ["bank_account_id", "int4"],
  ["statement_id", "int4"],
  ["position", "int4"],
  ["booked_on", "date"],
  ["value_on", "date"],
  ["side", "text"],
  ["is_reversal", "bool"],
  ["amount_grosze", "int8"],
  ["bank_reference", "text"],
  ["customer_reference", "text"],
  ["counterparty_name", "text"],
  ["counterparty_account", "text"],
  ["title", "text"],
  ["addressed_to", "text"],
  ["returned_entry_id", "int4"],
  ["fingerprint", "bytea"],
  ["occurrence", "int4"],
];

export interface EntryToStore {
  readonly entry: NumberedBankEntry;
  /** Place in the statement, from 1. */
  readonly position: number;
  readonly returnedEntryId: number | null;
}

export async function appendBankEntries(
  tx: BulkTransaction,
  place: {
    readonly cooperativeId: number;
    readonly bankAccountId: number;
    readonly statementId: number;
    readonly occurrences: OccurrenceCounter;
  },
  entries: readonly EntryToStore[],
): Promise<void> {
  await tx.copy("app.bank_entry", ENTRY_COLUMNS, rows());
  function* rows() {
    for (const { entry, position, returnedEntryId } of entries) {
      const fingerprint = hash("sha256", fingerprintText(entry), "buffer");
      yield [
        place.cooperativeId,
        entry.id,
        place.bankAccountId,
        place.statementId,
        position,
        entry.bookedOn,
        entry.valueOn,
        entry.side,
        entry.isReversal,
        entry.amountGrosze,
        entry.bankReference,
        entry.customerReference,
        entry.counterpartyName,
        entry.counterpartyAccount,
        entry.title,
        entry.addressedTo,
        returnedEntryId,
        fingerprint,
        place.occurrences.next(fingerprint),
      ];
    }
  }
}

export const CREDITING_COLUMNS: CopyColumns = [
  ["cooperative_id", "int4"],
  ["bank_entry_id", "int4"],
  ["document_id", "int4"],
  ["right_id", "int4"],
  ["ledger_account_id", "int4"],
  ["amount_grosze", "int8"],
  ["reason", "text"],
  ["paid_on", "date"],
  ["statement_number", "text"],
  ["title", "text"],
  ["counterparty_name", "text"],
];

/** Rows grow only; `showsTransfer` false hides title and payer where the transfer was split over several rights. */
export async function appendCreditings(
  tx: BulkTransaction,
  cooperativeId: number,
  documentId: number,
  creditings: readonly (Crediting & { readonly statementNumber: string; readonly showsTransfer: boolean })[],
): Promise<void> {
  await tx.copy("app.crediting", CREDITING_COLUMNS, rows());
  function* rows() {
    for (const crediting of creditings) {
      const { entry, showsTransfer } = crediting;
      yield [
        cooperativeId,
        crediting.entryId,
        documentId,
        crediting.rightId,
        crediting.ledgerAccountId ?? null,
        crediting.amountGrosze,
        crediting.reason,
        entry.bookedOn,
        crediting.statementNumber,
        showsTransfer ? entry.title : "",
        showsTransfer ? entry.counterpartyName : null,
      ];
    }
  }
}
