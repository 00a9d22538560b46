import { describe, expect, it } from "vitest";
import { readDetails } from "../../src/formats/bank/field-86.ts";
import { readStatements } from "../../src/formats/bank/read-statements.ts";
import type { ParsedStatementFile, StatementEntry } from "../../src/formats/bank/statement.ts";
import { HAS_SHARED_DATA, sharedBytes, sharedText } from "./shared-data.ts";

const FOLDER = "bank-mt940/polish";

/** An expected entry as the files beside the samples write it: złoty as a decimal, only the fields they name. */
interface Expected {
  readonly mark?: string;
  readonly amount?: number;
  readonly bankRef?: string;
  readonly valueDate?: string;
  readonly title?: string;
  readonly titleContains?: string | readonly string[];
  readonly name?: string;
  readonly sender?: string;
  readonly iban?: string;
  readonly senderAccount?: string;
}

describe.skipIf(!HAS_SHARED_DATA)("statements of Polish banks", () => {
  it("PKO BP: ISO-8859-2, ~NN one per line, 0xFF for nothing", () => {
    const file = parse("pkobp-ipkobiznes.sta");
    const expected = expectation("pkobp-ipkobiznes") as {
      transactions: Expected[];
      decode_must_give: string;
    };
    expect([file.format, file.encoding, file.problems]).toEqual(["mt940", "iso-8859-2", []]);
    expect(file.statements).toHaveLength(1);
    expect(file.statements[0]).toMatchObject({
      account: "PL44102055610000380209739045",
      number: "1",
      currency: "PLN",
      opening: { side: "debit", date: "2021-05-26", amountMinor: 267179 },
      closing: { side: "debit", date: "2021-05-31", amountMinor: 333672 },
      balances: "agree",
    });
    expectEntries(file, expected.transactions);
    expect(file.statements[0]?.entries[1]?.counterpartyName).toBe(expected.decode_must_give);
    expect(file.statements[0]?.entries.map((entry) => entry.customerReference)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it("rent payments in the ~ dialect", () => {
    const file = parse("czynsz-tilde.sta");
    const expected = expectation("czynsz-tilde") as { transactions: Expected[] };
    expect([file.encoding, file.problems]).toEqual(["utf-8", []]);
    expect(file.statements[0]).toMatchObject({
      opening: { amountMinor: 1500000 },
      closing: { amountMinor: 1661001 },
      balances: "agree",
      number: "00123/001",
    });
    expectEntries(file, expected.transactions);
  });

  it("rent payment in the < dialect, without entry date", () => {
    const file = parse("czynsz-angle.sta");
    const expected = expectation("czynsz-angle") as { transactions: Expected[] };
    expect([file.encoding, file.problems, file.statements[0]?.balances]).toEqual(["utf-8", [], "agree"]);
    expectEntries(file, expected.transactions);
    expect(file.statements[0]?.entries[0]).toMatchObject({ bookingDate: null, customerReference: null });
  });

  it("ING: CP852, several sub-fields a line, the code in an :86: of its own", () => {
    const file = parse("ing-card-cp852.sta");
    const expected = expectation("ing-card-cp852") as { title: string; name: string };
    expect([file.encoding, file.problems, file.statements[0]?.balances]).toEqual(["cp852", [], "agree"]);
    expect(file.statements[0]?.entries).toMatchObject([
      {
        side: "debit",
        amountMinor: 189,
        title: expected.title,
        counterpartyName: expected.name,
        counterpartyAccount: null,
        customerReference: "97301056237",
      },
    ]);
  });

  it("mBank: ISO-8859-2 and labels", () => {
    const file = parse("mbank-iso88592-bytes.sta");
    const expected = expectation("mbank-iso88592-bytes") as { description: string };
    expect([file.encoding, file.problems, file.statements[0]?.balances]).toEqual(["iso-8859-2", [], "agree"]);
    expect(file.statements[0]?.entries).toMatchObject([
      { side: "debit", amountMinor: 4500, title: expected.description, bankReference: "CH1" },
    ]);
  });

  it("Pekao: ^NN joined, zero-padded amounts, the currency's third letter after the mark", () => {
    const file = parse("pekao-eur-anon.sta");
    expect(file.problems).toEqual([]);
    expect(file.statements[0]).toMatchObject({
      account: "PL1111111111111111111",
      number: "00041",
      currency: "EUR",
      opening: { amountMinor: 156152239 },
      closing: { amountMinor: 156517739 },
      balances: "agree",
    });
    expectEntries(file, (expectation("pekao-eur-anon") as { transactions: Expected[] }).transactions);
    expect(file.statements[0]?.entries[0]).toMatchObject({
      isReversal: false,
      counterpartyAccount: "PL37124000010000008211978100",
      counterpartyName: "1077664213 TEST",
    });
  });

  it("a statement line that cannot be read is one problem and no entry", () => {
    const file = parse("malformed-61.sta");
    expect(file.problems).toEqual([{ line: 4, reason: "entry-malformed" }]);
    expect(file.statements).toMatchObject([{ account: "ACC", entries: [], opening: null, closing: null }]);
  });

  it("reads bare :86: lines of Pekao (no statement around them)", () => {
    expect(parse("pekao-86-lines.txt").problems).toEqual([{ line: 1, reason: "format-unknown" }]);
    const lines = sharedText(`${FOLDER}/pekao-86-lines.txt`)
      .split(/\r?\n/)
      .filter((line) => line !== "");
    const details = lines.map((line) => readDetails([[line]]));
    const expected = expectation("pekao-86-lines") as {
      title?: string;
      counterpartyContains?: string;
      iban?: string;
    }[];
    expect(details).toHaveLength(expected.length);
    expected.forEach(({ title, counterpartyContains, iban }, place) => {
      const found = details[place];
      if (title !== undefined) expect(found?.title).toBe(title);
      if (counterpartyContains !== undefined) expect(found?.counterpartyName).toContain(counterpartyContains);
      // The sample names 26 bare digits; an account of ours always carries its country.
      if (iban !== undefined) expect(found?.counterpartyAccount).toBe(`PL${iban}`);
    });
  });
});

describe.skipIf(!HAS_SHARED_DATA)("single fields that another parser accepts or refuses", () => {
  type Case = readonly [string, boolean, Readonly<Record<string, unknown>>?];
  const cases: Readonly<Record<string, readonly Case[]>> = HAS_SHARED_DATA
    ? JSON.parse(sharedText(`${FOLDER}/field-level-cases.json`))
    : {};
  /** Accepted by us though the other parser refuses it. */
  const LENIENT: Readonly<Record<string, string>> = {
    ":20:referenceNumber12": "17 signs: nothing depends on the reference's length, and banks exceed it",
    ":28C:555555": "6 digits: banks write 036/2009/BPL or 00008/00001; the number is taken as written",
  };

  it.each([
    ["20", cases.tag20],
    ["25", cases.tag25],
    ["28C", cases.tag28C],
    ["60F", cases.balances60F_62F_64],
    ["62F", cases.balances60F_62F_64],
  ])(":%s:", (tag, list) => {
    for (const [text, isValid, parts] of list ?? []) {
      const field = `:${tag}:${text}`;
      const file = readStatements(new TextEncoder().encode(field));
      expect([field, file.problems.length === 0]).toEqual([field, isValid || field in LENIENT]);
      const statement = file.statements[0];
      if (parts?.iban !== undefined) expect(statement?.account).toBe(parts.iban);
      if (parts?.amount !== undefined) {
        expect(statement?.[tag === "60F" ? "opening" : "closing"]).toEqual({
          date: parts.date,
          side: parts.sign === "C" ? "credit" : "debit",
          amountMinor: Math.round(Number(parts.amount) * 100),
        });
        expect(statement?.currency).toBe(parts.cur);
      }
    }
  });

  it(":61: real examples", () => {
    const lines = cases.tag61_real_examples as unknown as readonly string[];
    const file = readStatements(new TextEncoder().encode(lines.join("\n")));
    expect(file.problems).toEqual([]);
    expect(file.statements[0]?.entries).toMatchObject([
      {
        valueDate: "2023-01-02",
        bookingDate: "2023-01-02",
        side: "credit",
        amountMinor: 10000,
        customerReference: "112 20230101 51",
        bankReference: "CEN2301020646240",
      },
      { valueDate: "2023-07-11", side: "credit", amountMinor: 30000000, customerReference: null },
      { valueDate: "2008-05-06", bookingDate: "2008-05-06", side: "debit", amountMinor: 581 },
    ]);
  });
});

function parse(name: string): ParsedStatementFile {
  return readStatements(sharedBytes(`${FOLDER}/${name}`));
}

function expectation(name: string): unknown {
  return JSON.parse(sharedText(`${FOLDER}/${name}.expected.json`));
}

function expectEntries(file: ParsedStatementFile, expected: readonly Expected[]): void {
  const entries: readonly StatementEntry[] = file.statements.flatMap((statement) => statement.entries);
  expect(entries).toHaveLength(expected.length);
  expected.forEach((wanted, place) => {
    const entry = entries[place];
    if (wanted.mark !== undefined) expect(entry?.side).toBe(wanted.mark === "C" ? "credit" : "debit");
    if (wanted.amount !== undefined) expect(entry?.amountMinor).toBe(Math.round(wanted.amount * 100));
    if (wanted.valueDate !== undefined) expect(entry?.valueDate).toBe(wanted.valueDate);
    if (wanted.bankRef !== undefined) expect(entry?.bankReference).toBe(wanted.bankRef);
    if (wanted.title !== undefined) expect(entry?.title).toBe(wanted.title);
    for (const part of [wanted.titleContains ?? []].flat()) expect(entry?.title).toContain(part);
    const name = wanted.name ?? wanted.sender;
    if (name !== undefined) expect(entry?.counterpartyName).toBe(name);
    const account = wanted.iban ?? wanted.senderAccount;
    if (account !== undefined) expect(entry?.counterpartyAccount).toBe(account);
  });
}
