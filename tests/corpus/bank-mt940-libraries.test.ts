import { describe, expect, it } from "vitest";
import { readStatements } from "../../src/formats/bank/read-statements.ts";
import type { ParsedStatement, StatementBalance, StatementEntry } from "../../src/formats/bank/statement.ts";
import { EXPLAINED } from "./bank-mt940-differences.ts";
import { HAS_SHARED_DATA, sharedBytes, sharedText } from "./shared-data.ts";

/** What another library makes of a file: the last statement's head, and the transactions of all statements in one list. */
interface LibraryResult {
  readonly statement: Readonly<Record<string, unknown>>;
  readonly transactions: readonly Readonly<Record<string, unknown>>[];
}

const FILES = [
  ...[
    "amount_formats",
    "currency_in_25",
    "empty_86",
    "empty_entry_date",
    "empty_line",
    "missing_crlf_at_end",
  ],
  ...["sepa_mt9401", "sepa_snippet", "sepa_snippet_broken", "with_binary_character"],
].map((name) => `betterplace/${name}`);
FILES.push(
  ...["account_balance_credit", "account_balance_debit", "account_identification_iban"].map(
    (n) => `cmxl/${n}`,
  ),
  ...["account_identification_legacy", "available_balance", "closing_balance", "mt940"].map(
    (n) => `cmxl/${n}`,
  ),
  ...["reference", "statement_details", "statement_line", "statement_number"].map((n) => `cmxl/${n}`),
  ...["abnamro", "generic", "ing", "knab", "postfinance"].map((name) => `jejik/${name}`),
  ...["rabobank", "rabobank-iban", "sns", "triodos"].map((name) => `jejik/${name}`),
  "sberbank/171011_01234945",
);

describe.skipIf(!HAS_SHARED_DATA)(
  "MT940 files of other libraries parse to what those libraries expect",
  () => {
    it.each(FILES)("%s", (file) => {
      const found = readStatements(sharedBytes(`bank-mt940/${file}.sta`));
      const library: LibraryResult = JSON.parse(sharedText(`bank-mt940/${file}.expected.json`));
      const explained = EXPLAINED.filter((difference) => difference.file === file);
      expect(differences(library, found.statements)).toEqual(
        explained.map(({ field, times }) => `${field} ×${times}`).sort(),
      );
      expect(explained.every(({ because }) => because.length > 20)).toBe(true);
    });

    it("explains no file that is not compared", () => {
      expect(EXPLAINED.filter(({ file }) => !FILES.includes(file))).toEqual([]);
    });
  },
);

/** Names every field that differs and how often, over all transactions and the last statement's head. */
function differences(library: LibraryResult, statements: readonly ParsedStatement[]): string[] {
  const counts = new Map<string, number>();
  const compare = (field: string, expected: unknown, found: unknown) => {
    if (expected !== found) counts.set(field, (counts.get(field) ?? 0) + 1);
  };
  const entries = statements.flatMap((statement) => statement.entries);
  compare("transactions", library.transactions.length, entries.length);
  library.transactions.forEach((expected, place) => {
    const entry = entries[place];
    if (entry !== undefined) compareEntry(expected, entry, compare);
  });
  const last = statements.at(-1);
  const head = library.statement;
  compare("account", head.account_identification ?? null, last?.account ?? null);
  const number = [head.statement_number, head.sequence_number].filter((part) => part != null).join("/");
  compare("number", number === "" ? null : number, last?.number ?? null);
  const balanceOf = (kind: string) => head[`final_${kind}_balance`] ?? head[`intermediate_${kind}_balance`];
  compare("opening", libraryBalance(balanceOf("opening")), foundBalance(last?.opening ?? null));
  compare("closing", libraryBalance(balanceOf("closing")), foundBalance(last?.closing ?? null));
  return [...counts].map(([field, times]) => `${field} ×${times}`).sort();
}

type Compare = (field: string, expected: unknown, found: unknown) => void;

function compareEntry(
  expected: Readonly<Record<string, unknown>>,
  entry: StatementEntry,
  compare: Compare,
): void {
  const status = String(expected.status);
  compare("side", status === "C" || status === "RD" ? "credit" : "debit", entry.side);
  compare("isReversal", status.startsWith("R"), entry.isReversal);
  const amount = expected.amount as { amount: string; currency: string | null };
  compare("amountMinor", minorOf(amount.amount), entry.amountMinor);
  compare("currency", amount.currency, entry.currency);
  compare("valueDate", expected.date, entry.valueDate);
  compare("bookingDate", expected.entry_date ?? null, entry.bookingDate);
  compare("customerReference", reference(expected.customer_reference), entry.customerReference);
  compare("bankReference", reference(expected.bank_reference), entry.bankReference);
  compare("counterpartyName", text(expected.applicant_name), entry.counterpartyName);
  compare("counterpartyAccount", text(expected.applicant_iban), entry.counterpartyAccount);
  compare("title", text(expected.transaction_details ?? expected.purpose), entry.title);
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value.replace(/\s+/g, " ").trim() || null : null;
}

function reference(value: unknown): string | null {
  const written = text(value);
  return written === "NONREF" ? null : written;
}

function minorOf(amount: string): number {
  const [whole = "0", fraction = ""] = amount.replace("-", "").split(".");
  return Number(whole) * 100 + Number(fraction.padEnd(2, "0"));
}

function libraryBalance(value: unknown): string | null {
  if (value == null) return null;
  const balance = value as { amount: { amount: string }; date: string; status: string };
  return `${balance.date} ${balance.status} ${minorOf(balance.amount.amount)}`;
}

function foundBalance(balance: StatementBalance | null): string | null {
  return balance && `${balance.date} ${balance.side === "credit" ? "C" : "D"} ${balance.amountMinor}`;
}
