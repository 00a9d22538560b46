import { describe, expect, it } from "vitest";
import { readStatements } from "../../src/formats/bank/read-statements.ts";
import { HAS_SHARED_DATA, sharedBytes } from "./shared-data.ts";

/** Files without expectations, counted by hand: statements, entries, credits − debits in minor units, balances. */
const FILES: readonly (readonly [string, number, number, number, Readonly<Record<string, number>>])[] = [
  ["ASNB/mt940.txt", 31, 8, 56_94, { agree: 31 }],
  ["ASNB/mt940_with_spaces_for_entry_date.txt", 31, 8, 56_94, { agree: 31 }],
  ["citi/mt940.txt", 1, 5, -1142_75, { agree: 1 }],
  ["mt940js/test/test1.mt940", 2, 3, -1760_00, { agree: 2 }],
  ["mt940js/test/test2.mt940x", 2, 4, -532_07, { agree: 2 }],
  ["mt940js/test/testX.mt940", 2, 3, -1760_00, { agree: 2 }],
  ["mt940js/test/test-with-NS.mt940x", 2, 4, -532_07, { agree: 2 }],
];

describe.skipIf(!HAS_SHARED_DATA)("MT940 files without expectations", () => {
  it.each(FILES)("%s", (path, statements, entries, sumMinor, balances) => {
    const file = readStatements(sharedBytes(`bank-mt940/${path}`));
    expect([file.format, file.encoding, file.problems]).toEqual(["mt940", "utf-8", []]);
    expect(file.statements).toHaveLength(statements);
    const all = file.statements.flatMap((statement) => statement.entries);
    expect(all).toHaveLength(entries);
    expect(
      all.reduce((sum, { side, amountMinor }) => sum + (side === "credit" ? amountMinor : -amountMinor), 0),
    ).toBe(sumMinor);
    const found: Record<string, number> = {};
    for (const statement of file.statements) found[statement.balances] = (found[statement.balances] ?? 0) + 1;
    expect(found).toEqual(balances);
  });

  it("reads blanks in place of the entry date as no entry date", () => {
    const [first] = readStatements(
      sharedBytes("bank-mt940/ASNB/mt940_with_spaces_for_entry_date.txt"),
    ).statements;
    expect(first?.entries[0]).toMatchObject({
      valueDate: "2020-01-01",
      bookingDate: null,
      amountMinor: 65_00,
    });
  });

  it("keeps Polish letters of the > dialect in UTF-8, accounts broken over lines", () => {
    const [first] = readStatements(sharedBytes("bank-mt940/mt940js/test/test2.mt940x")).statements;
    expect(first?.entries.map((entry) => entry.title)).toEqual([
      "Usługi księgowe - m-c grudzien 2016 rok.",
      "VB ELECTR. PŁATNOŚĆ KARTĄ 3.32 EUR 1 EUR=4.5385 PLN GOOGLE *SVCSAPPS@google.com",
      "usługa biurowa 2017/01",
    ]);
    expect(first?.entries[2]?.counterpartyAccount).toBe("5910902053000000016768736");
  });
});
