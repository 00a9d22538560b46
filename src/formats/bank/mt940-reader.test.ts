import { describe, expect, it } from "vitest";
import { readStatements } from "./read-statements.ts";
import type { ParsedStatementFile } from "./statement.ts";

const HEAD = [":20:ST", ":25:/PL61109010140000071219812874", ":28C:7/1"];
const OPENING = ":60F:C261101PLN100,00";

describe("statement lines", () => {
  it.each([
    ["C", "credit", false],
    ["D", "debit", false],
    ["RC", "debit", true],
    ["RD", "credit", true],
    ["CN", "credit", false],
    ["CR", "credit", false],
    ["CD", "credit", false],
    ["DR", "debit", false],
    ["RCN", "debit", true],
    ["RDR", "credit", true],
  ])("mark %s is a %s by its effect", (mark, side, isReversal) => {
    expect(entries(`:61:2611091109${mark}12,50NTRFNONREF`)).toMatchObject([
      { side, isReversal, amountMinor: 1250, currency: "PLN" },
    ]);
  });

  it("takes the entry date in the year nearest to the value date", () => {
    expect(
      entries(
        ":61:2612310102C1,00NTRFX",
        ":61:2701011230C1,00NTRFX",
        ":61:261109C1,00NTRFX",
        ":61:261109    C1,00NTRFX",
      ).map((entry) => [entry.valueDate, entry.bookingDate]),
    ).toEqual([
      ["2026-12-31", "2027-01-02"],
      ["2027-01-01", "2026-12-30"],
      ["2026-11-09", null],
      ["2026-11-09", null],
    ]);
  });

  it("reads references: none, own, bank's, both, and details behind a padded one", () => {
    expect(
      entries(
        ":61:261109C1,00NTRFNONREF",
        ":61:261109C1,00NTRF0123456789012345//6460500500000513",
        ":61:261109C1,00N152//REF123",
        ":61:261109C1,00NTRFNONREF//NONREF",
        ":61:261109C1,00N0440121470966      TOWARZYSTWO",
      ).map((entry) => [entry.customerReference, entry.bankReference]),
    ).toEqual([
      [null, null],
      ["0123456789012345", "6460500500000513"],
      [null, "REF123"],
      [null, null],
      ["0121470966", null],
    ]);
  });

  it("reads amounts padded, grouped, without decimals, and refuses digits below the grosz", () => {
    const file = parse(
      ":61:261109C000000003655,00NTRFX",
      ":61:261109C1.234,5NTRFX",
      ":61:261109C500NTRFX",
      ":61:261109C500,NTRFX",
      ":61:261109C1,005NTRFX",
      ":61:261109C1,500NTRFX",
    );
    expect(file.statements[0]?.entries.map((entry) => entry.amountMinor)).toEqual([
      365500, 123450, 50000, 50000, 150,
    ]);
    expect(file.problems).toContainEqual({ line: 9, reason: "amount-too-precise" });
  });

  it("reports every line that cannot be read and keeps the others", () => {
    const file = parse(
      ":61:nonsense",
      ":61:261131C1,00NTRFX",
      ":61:261109C1,00NTRFX",
      ":86:021~20A",
      ":61:261109C1,00",
    );
    expect(file.statements[0]?.entries).toHaveLength(1);
    expect(file.problems.slice(0, 3)).toEqual([
      { line: 5, reason: "entry-malformed" },
      { line: 6, reason: "entry-malformed" },
      { line: 9, reason: "entry-malformed" },
    ]);
  });
});

describe("statements", () => {
  it("compares opening, entries and closing", () => {
    const balances = (...lines: readonly string[]) => parse(...lines).statements[0]?.balances;
    expect(balances(":61:261109D40,00NTRFX", ":62F:C261130PLN60,00")).toBe("agree");
    expect(balances(":61:261109D40,00NTRFX", ":62F:C261130PLN60,01")).toBe("differ");
    expect(balances(":62F:C261130EUR100,00")).toBe("differ");
    expect(balances(":61:261109D40,00NTRFX")).toBe("absent");
    expect(balances(":61:261109D140,00NTRFX", ":62F:D261130PLN40,00")).toBe("agree");
  });

  it("reads several statements and pages of a file, whether closed by an end mark or by the next header", () => {
    const file = read(
      ...["{1:F01BREXPLPWXXXX0000000000}{2:I940BREXPLPWXXXXN}{4:", ...HEAD, OPENING],
      ...[":61:261109C1,00NTRFA", ":62M:C261109PLN101,00", "-}{5:{MAC:ABCD}}"],
      ...[":20:ST", ":25:61109010140000071219812874", ":28C:7/2", ":60M:C261109PLN101,00"],
      ...[":61:261110C2,00NTRFB", ":62F:C261110PLN103,00", ":64:C261110PLN103,00", ":86:suma", ""],
      ...[
        ":20:ST",
        ":25:PL61 1090 1014 0000 0712 1981 2874",
        ":28C:8",
        ":60F:C261111PLN0,00",
        ":62F:C261111PLN0,00",
        "-",
      ],
    );
    expect(file.problems).toEqual([]);
    expect(file.statements.map(({ account, number, balances }) => [account, number, balances])).toEqual([
      ["PL61109010140000071219812874", "7/1", "agree"],
      ["PL61109010140000071219812874", "7/2", "agree"],
      ["PL61109010140000071219812874", "8", "agree"],
    ]);
    expect(file.statements.map(({ entries }) => entries.map((entry) => entry.title))).toEqual([
      [null],
      [null],
      [],
    ]);
  });

  it("takes the first opening and the last closing of pages under one header", () => {
    const file = parse(
      ":61:261109C1,00NTRFA",
      ":62M:C261109PLN101,00",
      ":60M:C261109PLN101,00",
      ":61:261110C2,00NTRFB",
      ":62F:C261110PLN103,00",
    );
    expect(file.statements).toMatchObject([
      { opening: { amountMinor: 10000 }, closing: { amountMinor: 10300 }, balances: "agree" },
    ]);
  });

  it("starts a new statement at a second account or number when the bank leaves :20: out", () => {
    const page = (number: string) => [
      ":25:PL61109010140000071219812874",
      `:28C:${number}`,
      OPENING,
      ":62F:C261101PLN100,00",
    ];
    expect(read(...page("1"), ...page("2")).statements.map(({ number }) => number)).toEqual(["1", "2"]);
  });

  it("a statement cut in the middle keeps what it has and says so", () => {
    const file = parse(":61:261109C1,00NTRFA", ":86:020~20CZYNSZ", ":61:26110");
    expect(file.statements).toMatchObject([
      { opening: { amountMinor: 10000 }, closing: null, balances: "absent", entries: [{ title: "CZYNSZ" }] },
    ]);
    expect(file.problems).toEqual([
      { line: 7, reason: "entry-malformed" },
      { line: 7, reason: "statement-cut-short" },
    ]);
  });

  it("a fragment gives what it has", () => {
    const fragment = (line: string) => {
      const { statements, problems } = read(line);
      return [statements.length, problems, statements[0]?.number, statements[0]?.closing?.amountMinor];
    };
    expect(fragment(":28C:00035/001")).toEqual([1, [], "00035/001", undefined]);
    expect(fragment(":62F:C140901EUR000000000137,00")).toEqual([1, [], null, 13700]);
    expect(fragment(":61:110701CN50,00NZ10NONREF")).toEqual([1, [], null, undefined]);
  });

  it("reads MT942 (virtual accounts): no balances belong to it", () => {
    const file = read(
      ...HEAD,
      ":34F:PLND0,",
      ":13D:2611090800+0100",
      ":61:261109C1,00NTRFA",
      ":86:020~20X",
      ":90D:0PLN0,",
      ":90C:1PLN1,",
    );
    expect(file.problems).toEqual([]);
    expect(file.statements).toMatchObject([{ balances: "absent", entries: [{ title: "X" }] }]);
  });

  it("reads a dot in balances (BNP Paribas) and gives CR alone as a line end", () => {
    const text = [
      ...HEAD.slice(0, 2),
      ":28C:036/2009/BPL",
      ":60F:C090506EUR1211771.46",
      ":62F:C090506EUR1211771.46",
    ].join("\r");
    expect(readStatements(new TextEncoder().encode(text)).statements).toMatchObject([
      { number: "036/2009/BPL", opening: { amountMinor: 121177146 }, balances: "agree" },
    ]);
  });

  it("reads fields that stand behind blanks, and says when there is no statement at all", () => {
    expect(read("  :20:ST", "  :28C:7", "  -").statements).toMatchObject([{ number: "7" }]);
    expect(read(":940:").problems).toEqual([{ line: 1, reason: "statement-missing" }]);
  });

  it("refuses an account that is none and a balance that is none", () => {
    expect(read(":20:A", ":25:", ":28C:1", ":60F:C261101PLN1,0x", ":62F:C", "-").problems).toEqual([
      { line: 2, reason: "account-malformed" },
      { line: 4, reason: "balance-malformed" },
      { line: 5, reason: "balance-malformed" },
    ]);
  });

  it("an empty file and a file of another kind are one problem each", () => {
    expect(readStatements(new Uint8Array()).problems).toEqual([{ line: 1, reason: "file-empty" }]);
    expect(read("Data;Kwota;Tytuł", "2026-11-09;12,00;czynsz")).toMatchObject({
      format: null,
      statements: [],
      problems: [{ line: 1, reason: "format-unknown" }],
    });
  });
});

function read(...lines: readonly string[]): ParsedStatementFile {
  return readStatements(new TextEncoder().encode(lines.join("\r\n")));
}

function parse(...lines: readonly string[]): ParsedStatementFile {
  return read(...HEAD, OPENING, ...lines);
}

function entries(...lines: readonly string[]) {
  const file = parse(...lines, ":62F:C261130PLN100,00");
  expect(file.problems).toEqual([]);
  return file.statements.flatMap((statement) => statement.entries);
}
