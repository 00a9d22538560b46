import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, plainDate } from "../../domain/values/plain-date.ts";
import { createStatementReader, readStatements } from "./read-statements.ts";
import type { StatementEncoding } from "./statement.ts";
import { type EntryToWrite, type Mt940Dialect, type StatementToWrite, writeMt940 } from "./write-mt940.ts";
import { polishAccount } from "./written.ts";

const DIALECTS: readonly (readonly [Mt940Dialect, StatementEncoding])[] = [
  ["pko-bp", "iso-8859-2"],
  ["mbank", "iso-8859-2"],
  ["ing", "cp852"],
  ["pekao", "cp852"],
];

const DAY = plainDate("2026-11-09");

const WORDS = "Żółta gęś, ŁÓDŹ czynsz 11/2026 lokal m. 12 (Kowalscy) – nr 7 ŚWIĘTOJAŃSKA ćma-ąę ń"
  .replace("–", "-")
  .split(" ");

const word = fc.constantFrom(...WORDS);
/** Text as it can stand in a statement: folded, with Polish letters, within the sub-fields' length. */
const text = (longest: number) =>
  fc
    .array(word, { minLength: 1, maxLength: 20 })
    .map((words) => words.join(" ").slice(0, longest).trim())
    .filter((written) => written !== "");
const reference = fc.stringMatching(/^[A-Z]{2}[0-9]{4,14}$/);
const account = fc
  .tuple(fc.stringMatching(/^\d{8}$/), fc.stringMatching(/^\d{16}$/))
  .map(([sortCode, rest]) => polishAccount(sortCode, rest));
const day = fc.integer({ min: -400, max: 400 }).map((offset) => addDays(DAY, offset));
const side = fc.constantFrom("credit" as const, "debit" as const);
const amountMinor = fc.integer({ min: 0, max: 99_999_999_999 });

const entry: fc.Arbitrary<EntryToWrite> = fc
  .record({
    valueDate: day,
    bookingOffset: fc.option(fc.integer({ min: -40, max: 40 }), { nil: null }),
    side,
    isReversal: fc.boolean(),
    amountMinor,
    bankReference: fc.option(reference, { nil: null }),
    customerReference: fc.option(reference, { nil: null }),
    counterpartyName: fc.option(text(54), { nil: null }),
    counterpartyAccount: fc.option(account, { nil: null }),
    title: text(150),
    addressedTo: fc.option(account, { nil: null }),
  })
  .map(({ bookingOffset, ...rest }) => ({
    ...rest,
    bookingDate: bookingOffset === null ? null : addDays(rest.valueDate, bookingOffset),
  }));

const balance = fc.record({ date: day, amountMinor, side });
const statement: fc.Arbitrary<StatementToWrite> = fc.record({
  account,
  number: fc.stringMatching(/^\d{1,5}(\/\d{1,3})?$/),
  currency: fc.constantFrom("PLN", "EUR"),
  opening: balance,
  closing: balance,
  entries: fc.array(entry, { maxLength: 6 }),
});

describe("writeMt940", () => {
  it.each(DIALECTS)("%s: what is written is read again, Polish letters included", (dialect, encoding) => {
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1, maxLength: 3 }), (statements) => {
        const bytes = writeMt940(dialect, statements);
        const isAscii = bytes.every((byte) => byte < 0x80);
        const reader = createStatementReader({ encoding });
        const events = [...reader.push(bytes), ...reader.finish()];
        const entries = events.filter((event) => event.kind === "entry");
        const ends = events.filter((event) => event.kind === "statement-end");
        expect(events.filter((event) => event.kind === "problem")).toEqual([]);
        expect(
          ends.map(({ statement: { account, number, currency, opening, closing } }) => ({
            account,
            number,
            currency,
            opening,
            closing,
          })),
        ).toEqual(statements.map(({ entries: _, ...head }) => head));
        expect(
          entries.map(({ entry: { currency: _, batchIndex: __, ...read }, addressedTo }) => ({
            ...read,
            addressedTo,
          })),
        ).toEqual(statements.flatMap((written) => written.entries));
        if (!isAscii) expect(readStatements(bytes).encoding).toBe(encoding);
      }),
      { numRuns: 150 },
    );
  });

  it("writes iPKO biznes byte for byte as the bank does", () => {
    const bytes = writeMt940("pko-bp", [
      {
        account: "PL61109010140000071219812874",
        number: "118",
        currency: "PLN",
        opening: { date: plainDate("2026-11-08"), amountMinor: 10_00, side: "debit" },
        closing: { date: plainDate("2026-11-09"), amountMinor: 632_18, side: "credit" },
        entries: [
          {
            bookingDate: plainDate("2026-11-09"),
            valueDate: plainDate("2026-11-08"),
            side: "credit",
            isReversal: false,
            amountMinor: 642_18,
            bankReference: "6460500500000513",
            customerReference: null,
            counterpartyName: "ŻANETA ŚWIĘTOJAŃSKA",
            counterpartyAccount: "PL50102055619000361245650240",
            title: "CZYNSZ 11/2026 LOKAL 12 UL. LIPOWA 4",
            addressedTo: null,
          },
        ],
      },
    ]);
    expect(new TextDecoder("iso-8859-2").decode(bytes).split("\r\n")).toEqual([
      ":20:MT940",
      ":25:/PL61109010140000071219812874",
      ":28C:118",
      ":60F:D261108PLN10,00",
      ":61:2611081109C642,18N062NONREF//6460500500000513",
      "062 0",
      ":86:020~00062",
      "~20CZYNSZ 11/2026 LOKAL 12 UL.",
      "~21 LIPOWA 4",
      "~22˙",
      "~23˙",
      "~24˙",
      "~25˙",
      "~3010205561",
      "~319000361245650240",
      "~32ŻANETA ŚWIĘTOJAŃSKA",
      "~33˙",
      "~38PL50102055619000361245650240",
      "~60˙",
      "~63˙",
      ":62F:C261109PLN632,18",
      ":64:C261109PLN632,18",
      "",
    ]);
  });
});
