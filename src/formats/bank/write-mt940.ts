import iconv from "iconv-lite";
import { formatScaled } from "../../domain/values/decimal.ts";
import type { PlainDate } from "../../domain/values/plain-date.ts";
import { minorDigits } from "./amount.ts";
import type {
  BalanceToWrite,
  DialectWriter,
  EntryToWrite,
  Mt940Dialect,
  StatementToWrite,
} from "./mt940-dialect.ts";
import { ing, mbank, pekao, pkoBp } from "./write-mt940-dialects.ts";

export type { EntryToWrite, Mt940Dialect, StatementToWrite };

const DIALECTS: Readonly<Record<Mt940Dialect, DialectWriter>> = { "pko-bp": pkoBp, mbank, ing, pekao };

/** Writes statements as one file in a bank's dialect and encoding; letters it cannot hold become `?`. */
export function writeMt940(dialect: Mt940Dialect, statements: readonly StatementToWrite[]): Uint8Array {
  const writer = DIALECTS[dialect];
  const lines = statements.flatMap((statement) => statementLines(writer, statement));
  return iconv.encode(lines.map((line) => `${line}\r\n`).join(""), writer.encoding);
}

function statementLines(writer: DialectWriter, statement: StatementToWrite): string[] {
  const { account, number, currency, opening, closing, entries } = statement;
  const closingBalance = writeBalance(writer, closing, currency);
  return [
    ...writer.opener,
    `:20:${writer.reference}`,
    `:25:${writer.accountPrefix}${account}`,
    `:28C:${number}`,
    `:60F:${writeBalance(writer, opening, currency)}`,
    ...entries.flatMap((entry) => [
      `:61:${statementLine(writer, entry, currency)}`,
      ...writer.details(entry),
    ]),
    `:62F:${closingBalance}`,
    ...(writer.writesAvailableBalance ? [`:64:${closingBalance}`] : []),
    ...writer.terminator,
  ];
}

function statementLine(writer: DialectWriter, entry: EntryToWrite, currency: string): string {
  const entryDate = entry.bookingDate === null ? "" : shortDate(entry.bookingDate).slice(2);
  const references = `${entry.customerReference ?? "NONREF"}${entry.bankReference === null ? "" : `//${entry.bankReference}`}`;
  const funds = writer.writesFundsCode ? currency.slice(2) : "";
  const amount = writeAmount(writer, entry.amountMinor, currency);
  return `${shortDate(entry.valueDate)}${entryDate}${entryMark(entry)}${funds}${amount}${writer.typeCode(entry)}${references}`;
}

/** The reversal of a credit lowers the balance: RC is a debit by its effect. */
function entryMark({ side, isReversal }: EntryToWrite): string {
  if (isReversal) return side === "debit" ? "RC" : "RD";
  return side === "credit" ? "C" : "D";
}

function writeBalance(writer: DialectWriter, balance: BalanceToWrite, currency: string): string {
  const mark = balance.side === "credit" ? "C" : "D";
  return `${mark}${shortDate(balance.date)}${currency}${writeAmount(writer, balance.amountMinor, currency)}`;
}

function writeAmount(writer: DialectWriter, amountMinor: number, currency: string): string {
  const digits = minorDigits(currency);
  const written = formatScaled(amountMinor, digits, { minimumDecimals: digits });
  return (digits === 0 ? `${written},` : written).padStart(writer.amountWidth, "0");
}

function shortDate(date: PlainDate): string {
  return date.slice(2).replaceAll("-", "");
}
