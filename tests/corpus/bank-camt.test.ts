import { describe, expect, it } from "vitest";
import { readStatements } from "../../src/formats/bank/read-statements.ts";
import type { ParsedStatement, StatementBalance, StatementEntry } from "../../src/formats/bank/statement.ts";
import { HAS_SHARED_DATA, sharedBytes, sharedText } from "./shared-data.ts";

interface LibraryAmount {
  readonly getAmount: string;
  readonly getCurrency: { readonly getCode: string };
}

interface LibraryBalance {
  readonly getAmount: LibraryAmount;
  readonly getDate: Readonly<Record<"0", string>>;
  readonly getType: string;
}

interface LibraryEntry {
  readonly getAmount: LibraryAmount;
  readonly getAccountServicerReference: string | null;
  readonly getBookingDate: Readonly<Record<"0", string>> | null;
  readonly getValueDate: Readonly<Record<"0", string>> | null;
  readonly getCreditDebitIndicator: string;
  readonly getReversalIndicator: boolean;
  readonly getTransactionDetail: { readonly getReference: { readonly getEndToEndId: string | null } | null };
  readonly getRecord: {
    readonly getAccount: { readonly getIdentification: string };
    readonly getElectronicSequenceNumber: string | null;
    readonly getLegalSequenceNumber: string | null;
    readonly getId: string;
    readonly getBalances: readonly LibraryBalance[];
  };
}

/** Each file with what it must say besides the library's own result; `balances` worked out by hand. */
const GENKGO: readonly (readonly [string, { statements: number; balances: readonly string[] }])[] = [
  ["all-balance-types", { statements: 1, balances: ["differ"] }],
  // 18.150 + 8.850 = 27.000, the file closes with 27.050
  ["five.decimals", { statements: 1, balances: ["differ"] }],
  // opening EUR, closing SEK
  ["minimal", { statements: 1, balances: ["differ"] }],
  ["minimal.ultimate", { statements: 1, balances: ["differ"] }],
  // 18.15 + 8.85 = 27.00; 27.00 − 7.00 = 20.00
  ["multi.statement", { statements: 2, balances: ["agree", "agree"] }],
  ["with-account-name", { statements: 1, balances: ["absent"] }],
  ["with-party-ids", { statements: 1, balances: ["differ"] }],
];

describe.skipIf(!HAS_SHARED_DATA)("camt.053 files of genkgo/camt parse to what that library expects", () => {
  it.each(GENKGO)("%s", (name, { statements, balances }) => {
    const file = readStatements(sharedBytes(`bank-camt/genkgo/camt053.v2.${name}.xml`));
    expect([file.format, file.encoding, file.problems]).toEqual(["camt.053.001.02", "utf-8", []]);
    expect(file.statements.map((statement) => statement.balances)).toEqual(balances);
    expect(file.statements).toHaveLength(statements);
    // The library's list of entries holds those of the last statement only; the others are asserted below.
    const library = (
      JSON.parse(sharedText(`bank-camt/genkgo/camt053.v2.${name}.json`)) as {
        getEntries: readonly LibraryEntry[];
      }
    ).getEntries;
    const last = file.statements.at(-1);
    expect(last?.entries.map(summaryOf)).toEqual(library.map(librarySummary));
    const record = library[0]?.getRecord;
    if (last === undefined || record === undefined) throw new Error("nothing to compare");
    expectHead(last, record);
  });

  it("multi.statement: the first statement, which the library's list leaves out", () => {
    const [first] = readStatements(sharedBytes("bank-camt/genkgo/camt053.v2.multi.statement.xml")).statements;
    expect(first).toMatchObject({
      account: "NL26VAYB8060476890",
      number: "12312",
      opening: { amountMinor: 1815 },
      closing: { amountMinor: 2700 },
      entries: [{ amountMinor: 885, side: "credit", title: "Transaction Description 1" }],
    });
  });

  it("names the other party by the direction of the money, the ultimate one where no other is named", () => {
    const partyOf = (name: string) => {
      const entry = readStatements(sharedBytes(`bank-camt/genkgo/camt053.v2.${name}.xml`)).statements.at(-1)
        ?.entries[0];
      return [entry?.counterpartyName, entry?.counterpartyAccount];
    };
    expect(partyOf("minimal")).toEqual(["NAME NAME", "NL56AGDH9619008421"]);
    expect(partyOf("with-party-ids")).toEqual(["NAME NAME", "NL56AGDH9619008421"]);
    expect(partyOf("minimal.ultimate")).toEqual(["DEBTOR NAME NM", null]);
    expect(partyOf("multi.statement")).toEqual(["Company Name 2", "NL56AGDH9619008421"]);
    // A credit that names its creditor only: that is the account's own side.
    expect(partyOf("five.decimals")).toEqual([null, null]);
  });

  it("a message without any statement is one problem", () => {
    const file = readStatements(sharedBytes("bank-camt/genkgo/camt053.v2.wrong.xml"));
    expect(file).toEqual({
      format: "camt.053.001.02",
      encoding: "utf-8",
      statements: [],
      problems: [{ line: 10, reason: "statement-missing" }],
    });
  });
});

/** What the Odoo module's golden files say, with the differences to ours. */
const OCA: readonly (readonly [string, string])[] = [
  ["test-camt053", "camt.053.001.02"],
  ["test-camt053-txdtls", "camt.053.001.04"],
  ["test-camt054", "camt.054.001.04"],
];

describe.skipIf(!HAS_SHARED_DATA)("camt files of the Odoo module parse to its golden files", () => {
  const folder = "bank-camt/oca/account_statement_import_camt/test_files";

  it.each(OCA)("%s", (name, format) => {
    const golden = sharedText(`${folder}/${name.replace("test", "golden")}.pydata`);
    const file = readStatements(sharedBytes(`${folder}/${name}`));
    expect([file.format, file.problems]).toEqual([format, []]);
    expect(file.statements).toHaveLength(1);
    const statement = file.statements[0];
    const [currency, account] = [...golden.slice(0, 80).matchAll(/'([^']*)'/g)].map((match) => match[1]);
    expect([statement?.currency, statement?.account]).toEqual([currency, account]);
    const numbers = (key: string) =>
      [...golden.matchAll(new RegExp(`'${key}': (-?[\\d.]+)`, "g"))].map((match) =>
        Math.round(Number(match[1]) * 100),
      );
    const texts = (key: string) =>
      [...golden.matchAll(new RegExp(`'${key}': '([^']*)'`, "g"))].map((match) => match[1]);
    // The module writes 0.0 where camt.054 has no balance; ours is null.
    const hasBalances = statement?.opening !== null;
    expect(signed(statement?.opening ?? null)).toBe(hasBalances ? numbers("balance_start")[0] : null);
    expect(signed(statement?.closing ?? null)).toBe(hasBalances ? numbers("balance_end_real")[0] : null);
    const entries = statement?.entries ?? [];
    expect(
      entries.map((entry) => (entry.side === "credit" ? entry.amountMinor : -entry.amountMinor)),
    ).toEqual(numbers("amount"));
    expect(entries.map((entry) => entry.counterpartyName)).toEqual(texts("partner_name"));
    expect(entries.map((entry) => entry.counterpartyAccount)).toEqual(texts("account_number"));
    // The golden file's first date is the statement's own.
    expect(entries.map((entry) => entry.bookingDate)).toEqual(texts("date").slice(1));
    // The module's ref prefers the structured reference, which is our title; else it is EndToEndId, our reference.
    const references = texts("ref");
    entries.forEach((entry, place) => {
      expect([entry.customerReference, entry.title]).toContain(references[place]);
    });
  });

  it("gives each transaction of a batch its own entry, counted from 0", () => {
    const indexes = (name: string) =>
      readStatements(sharedBytes(`${folder}/${name}`)).statements[0]?.entries.map(
        (entry) => entry.batchIndex,
      );
    expect(indexes("test-camt053")).toEqual([null, 0, 1, null]);
    expect(indexes("test-camt053-txdtls")).toEqual([0, 1]);
    expect(indexes("test-camt054")).toEqual([null]);
  });

  it("a statement without entries keeps its balances (the module gives nothing at all)", () => {
    const file = readStatements(sharedBytes(`${folder}/test-camt053-no-ntry`));
    expect(file.problems).toEqual([]);
    expect(file.statements).toMatchObject([
      {
        account: "NL77ABNA0574908765",
        number: "2",
        opening: { amountMinor: 152076 },
        balances: "agree",
        entries: [],
      },
    ]);
  });
});

function summaryOf(entry: StatementEntry) {
  const {
    side,
    isReversal,
    amountMinor,
    currency,
    bookingDate,
    valueDate,
    bankReference,
    customerReference,
  } = entry;
  return {
    side,
    isReversal,
    amountMinor,
    currency,
    bookingDate,
    valueDate,
    bankReference,
    customerReference,
  };
}

function librarySummary(entry: LibraryEntry): ReturnType<typeof summaryOf> {
  return {
    side: entry.getCreditDebitIndicator === "CRDT" ? "credit" : "debit",
    isReversal: entry.getReversalIndicator,
    amountMinor: Math.abs(Number(entry.getAmount.getAmount)),
    currency: entry.getAmount.getCurrency.getCode,
    bookingDate: (entry.getBookingDate?.[0].slice(0, 10) ?? null) as StatementEntry["bookingDate"],
    valueDate: (entry.getValueDate?.[0].slice(0, 10) ?? null) as StatementEntry["valueDate"],
    bankReference: entry.getAccountServicerReference,
    customerReference: entry.getTransactionDetail.getReference?.getEndToEndId ?? null,
  };
}

function expectHead(statement: ParsedStatement, record: LibraryEntry["getRecord"]): void {
  expect(statement.account).toBe(record.getAccount.getIdentification);
  expect(statement.number).toBe(
    record.getElectronicSequenceNumber ?? record.getLegalSequenceNumber ?? record.getId,
  );
  const balance = (type: string) => record.getBalances.find(({ getType }) => getType === type);
  expect(signed(statement.opening)).toBe(libraryMinor(balance("opening")));
  expect(signed(statement.closing)).toBe(libraryMinor(balance("closing")));
  expect(statement.opening?.date).toBe(balance("opening")?.getDate[0].slice(0, 10));
}

function libraryMinor(balance: LibraryBalance | undefined): number | null {
  return balance === undefined ? null : Number(balance.getAmount.getAmount);
}

function signed(balance: StatementBalance | null): number | null {
  return balance && (balance.side === "credit" ? balance.amountMinor : -balance.amountMinor);
}
