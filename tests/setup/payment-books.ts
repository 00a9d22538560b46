import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ledgerLine } from "../../src/domain/ledger/balance.ts";
import { makeAccountNumber } from "../../src/domain/receivables/account-number.ts";
import { grosze } from "../../src/domain/values/money.ts";
import { type PlainDate, plainDate } from "../../src/domain/values/plain-date.ts";
import {
  type EntryToWrite,
  type Mt940Dialect,
  type StatementToWrite,
  writeMt940,
} from "../../src/formats/bank/write-mt940.ts";
import { type ImportedFile, importStatements } from "../../src/operations/import-statements.ts";
import { type FileStore, openFileStore } from "../../src/world/files.ts";
import { draftOf, residentLine, type SmallBooks, smallBooks } from "./books.ts";
import type { TestDatabase } from "./database.ts";

/** Sort code of a bank that does not number payers of anybody here; its checksum is right. */
export const SORT_CODE = "10205561";
export const BANK_NUMBER = accountNumber("0000010200000001");

/** Small books with a bank account, a number for each right, and ways to put money in and see where it went. */
export interface PaymentBooks extends SmallBooks {
  readonly files: FileStore;
  readonly numbers: readonly [string, string];
  readonly sql: (text: string, ...values: unknown[]) => Promise<Record<string, unknown>[]>;
  /** Posts a claim and gives its document's id. */
  readonly claim: (
    right: 0 | 1,
    purpose: "fees" | "repair-fund" | "interest",
    amount: number,
    dueOn: string,
  ) => Promise<number>;
  readonly importBytes: (...files: readonly Uint8Array[]) => Promise<readonly ImportedFile[]>;
  /** What remains of each item: account's purpose, original amount, remaining. */
  readonly items: (right: 0 | 1) => Promise<readonly (readonly [string, number, number])[]>;
}

export async function paymentBooks(database: TestDatabase, slug = "wplaty"): Promise<PaymentBooks> {
  const books = await smallBooks(database, slug, "2026-03-15");
  const { cooperativeId } = books.scope;
  const sql: PaymentBooks["sql"] = (text, ...values) =>
    database.asSuperuser(async (client) => (await client.query(text, values)).rows);
  await sql(
    `insert into app.bank_account (cooperative_id, number, name, account_id) values ($1, $2, 'Rachunek bieżący', $3)`,
    cooperativeId,
    BANK_NUMBER,
    books.ledger("bank"),
  );
  const [scheme] = await sql(
    `insert into app.virtual_account_scheme (cooperative_id, code, sort_code, client_prefix, belongs_to)
     values ($1, 'VA', $2, '7700', 'right') returning id`,
    cooperativeId,
    SORT_CODE,
  );
  const numbers = [accountNumber("7700000000000001"), accountNumber("7700000000000002")] as const;
  for (const place of [0, 1] as const) {
    await sql(
      `insert into app.virtual_account (cooperative_id, scheme_id, number, right_id) values ($1, $2, $3, $4)`,
      cooperativeId,
      scheme?.id,
      numbers[place],
      books.rights[place],
    );
  }
  const files = openFileStore(mkdtempSync(join(tmpdir(), "osiedle-files-")));
  return {
    ...books,
    files,
    numbers,
    sql,
    claim: async (right, purpose, amount, dueOn) => {
      const property = books.properties[right];
      const account = books.account(right, purpose);
      const posted = await books.post(
        draftOf("interest-note", "2026-01-02", [
          residentLine(account, property, "D", amount, dueOn),
          ledgerLine(books.ledger("operating-revenue"), property, "C", grosze(amount)),
        ]),
      );
      return posted.id;
    },
    importBytes: (...contents) =>
      importStatements(books.context, books.scope, {
        files,
        postDiffering: false,
        sources: contents.map((bytes, index) => ({
          name: `wyciag-${index}.sta`,
          bytes: () => pieces(bytes),
        })),
      }),
    items: async (right) => {
      const rows = await sql(
        `select a.purpose, i.amount_grosze::int as amount, i.remaining_grosze::int as remaining
         from app.open_item i join app.account a on a.cooperative_id = i.cooperative_id and a.id = i.account_id
         where i.cooperative_id = $1 and a.right_id = $2 order by i.document_id, i.line`,
        cooperativeId,
        books.rights[right],
      );
      return rows.map((row) => [row.purpose as string, row.amount as number, row.remaining as number]);
    },
  };
}

/** A number of the test's bank with right check digits. */
export function accountNumber(tail: string, sortCode = SORT_CODE): string {
  const made = makeAccountNumber({ sortCode, clientPrefix: "", payerCode: tail });
  if (!made.ok) throw new Error(made.refusals[0]?.reason);
  return made.value;
}

export interface Transfer extends Partial<EntryToWrite> {
  /** Złoty in grosze; below zero leaves the account. */
  readonly amount: number;
  readonly on?: string;
}

/** An entry to write, with what most tests leave alone. */
export function transfer({ amount, on = "2026-01-09", ...rest }: Transfer): EntryToWrite {
  return {
    bookingDate: plainDate(on),
    valueDate: plainDate(on),
    side: amount > 0 ? "credit" : "debit",
    isReversal: false,
    amountMinor: Math.abs(amount),
    bankReference: null,
    customerReference: null,
    counterpartyName: "Osoba Płacąca",
    counterpartyAccount: null,
    title: "opłata",
    addressedTo: null,
    ...rest,
  };
}

export interface StatementWish {
  readonly number?: string;
  readonly opening?: number;
  readonly openingOn?: string;
  readonly closingOn?: string;
  readonly account?: string;
  /** Added to the closing balance, so that it no longer agrees. */
  readonly error?: number;
}

/** A statement whose balances agree with its entries unless `error` says otherwise. */
export function statementOf(entries: readonly EntryToWrite[], wish: StatementWish = {}): StatementToWrite {
  const { number = "1", opening = 100_000, closingOn = "2026-01-31", account = `PL${BANK_NUMBER}` } = wish;
  const net = entries.reduce((sum, entry) => sum + signed(entry), 0);
  return {
    account,
    number,
    currency: "PLN",
    opening: balance(opening, plainDate(wish.openingOn ?? "2026-01-01")),
    closing: balance(opening + net + (wish.error ?? 0), plainDate(closingOn)),
    entries,
  };
}

/** The statement as a file of a bank. */
export function mt940(
  entries: readonly EntryToWrite[],
  wish: StatementWish = {},
  dialect: Mt940Dialect = "pko-bp",
): Uint8Array {
  return writeMt940(dialect, [statementOf(entries, wish)]);
}

function signed(entry: EntryToWrite): number {
  return entry.side === "credit" ? entry.amountMinor : -entry.amountMinor;
}

function balance(amount: number, date: PlainDate) {
  return { date, amountMinor: Math.abs(amount), side: amount < 0 ? ("debit" as const) : ("credit" as const) };
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
}
