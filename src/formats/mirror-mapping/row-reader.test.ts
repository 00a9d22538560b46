import { describe, expect, it } from "vitest";
import { MIRROR_TABLES } from "../mirror-package/mirror-tables.ts";
import type { Column } from "../package/columns.ts";
import { TABLES } from "../package/tables.ts";
import { isBrokenText } from "./broken-text.ts";
import { cellWriter, type SourceType } from "./cells.ts";
import { resultProblems, rowReader } from "./row-reader.ts";
import { readValueRule, type ValueRule } from "./value-rules.ts";

const POSTING = Object.values(MIRROR_TABLES.posting.columns) as Column<unknown>[];

function rules(values: Record<string, unknown>): ReadonlyMap<string, ValueRule> {
  const problems: never[] = [];
  return new Map(
    Object.entries(values).map(([name, value]) => [name, readValueRule(value, name, new Map(), problems)!]),
  );
}

const column = (name: string, type: SourceType = "text") => ({ name, type });

describe("rows of another program", () => {
  const values = rules({
    document: { join: ["rok", "nr"], between: "/" },
    line: "lp",
    account: "konto",
    side: { debit: "wn", credit: "ma" },
    amount: { debit: "wn", credit: "ma" },
    effective_on: "data",
    month: { year: "rok", month: "mies" },
    text: { column: "opis", blank: ["-"] },
  });
  const result = [
    column("ROK", "number"),
    column("NR"),
    column("LP", "number"),
    column("KONTO"),
    column("WN", "number"),
    column("MA", "number"),
    column("DATA", "day"),
    column("MIES", "number"),
    column("OPIS"),
  ];
  const read = rowReader(POSTING, values, result);
  const told: string[] = [];
  const cells = (row: (string | null)[]) => {
    told.length = 0;
    return read(row, (name, reason) => told.push(`${name} ${reason}`));
  };

  it("become ours: sides from columns Wn and Ma, joined codes, months of two columns", () => {
    expect(cells(["2026", "WB 7 ", "1", "204-1  ", "0.00", "120.50", "2026-03-31", "3", "-"])).toMatchObject({
      document: "2026/WB 7",
      account: "204-1",
      side: "credit",
      amount: "120.50",
      effective_on: "2026-03-31",
      month: "2026-03",
      text: "",
      payment: "",
    });
    expect(cells(["2026", "PK", "1", "204-1", "-5.00", null, null, "12", "storno"])).toMatchObject({
      side: "debit",
      amount: "-5.00",
      effective_on: "",
    });
    expect(cells(["2026", "PK", "1", "204-1", null, null, null, "12", ""])).toMatchObject({
      side: "debit",
      amount: "0.00",
    });
    expect(told).toEqual([]);
  });

  it("with both sides filled, or text that was not decoded, are told", () => {
    cells(["2026", "PK", "1", "204-1", "1", "2", null, "12", "P³ock"]);
    expect(told).toEqual(["side both-sides", "amount both-sides", "text text-not-decoded"]);
  });

  it("are refused before they are read where columns are missing, unknown or there twice", () => {
    const problems = resultProblems("postings", POSTING, values, [
      ...result.slice(0, 8),
      column("KONTO"),
      column("X"),
    ]);
    expect(problems.map(({ reason, data }) => `${reason} ${data.column}`)).toEqual([
      "query-column-twice konto",
      "query-column-missing opis",
      "query-column-unknown x",
    ]);
    expect(resultProblems("postings", POSTING, new Map(), []).map(({ data }) => data.column)).toEqual([
      "document",
      "line",
      "account",
      "side",
      "amount",
    ]);
  });
});

describe("values that vendors write", () => {
  const AMOUNT = MIRROR_TABLES.posting.columns.amountGrosze as Column<unknown>;
  const columns = {
    amount: AMOUNT,
    day: TABLES.rights.columns.basisDate as Column<unknown>,
    last: TABLES.rights.columns.until as Column<unknown>,
    month: MIRROR_TABLES.charge.columns.month as Column<unknown>,
    yes: TABLES.components.columns.isControllable as Column<unknown>,
    nrb: TABLES.virtualAccounts.columns.number as Column<unknown>,
  };
  it.each<[keyof typeof columns, SourceType, string, string]>([
    ["amount", "number", "1234.5000", "1234.5000"],
    ["amount", "text", "1 234,50", "1234.50"],
    ["amount", "text", "1\u00a0234,50", "1234.50"],
    ["amount", "float", "0.30000000000000004", "0.30"],
    ["amount", "float", "1.005", "1.005"],
    ["amount", "float", "-1e3", "-1000.00"],
    ["day", "moment", "2026-03-31 00:00:00", "2026-03-31"],
    ["day", "text", "31.03.2026", "2026-03-31"],
    ["day", "text", "1-3-2026", "2026-03-01"],
    ["day", "text", "20260331", "2026-03-31"],
    ["day", "text", "wczoraj", "wczoraj"],
    ["last", "day", "9999-12-31", ""],
    ["last", "day", "2026-12-31", "2026-12-31"],
    ["month", "number", "202603", "2026-03"],
    ["month", "text", "03/2026", "2026-03"],
    ["month", "text", "3.2026", "2026-03"],
    ["month", "day", "2026-03-01", "2026-03"],
    ["yes", "text", "T", "yes"],
    ["yes", "truth", "f", "no"],
    ["yes", "text", "nie", "no"],
    ["yes", "text", "może", "może"],
    ["nrb", "text", "66 1020 2528 0000 0102 0477 1707", "66102025280000010204771707"],
  ])("%s of a %s column: %s → %s", (name, type, text, cell) => {
    expect(cellWriter(columns[name], type)(text)).toBe(cell);
  });

  it("are turned round, kept in grosze, or end the day before", () => {
    expect(cellWriter(AMOUNT, "number", { isGrosze: true })("-12345")).toBe("-123.45");
    expect(cellWriter(AMOUNT, "number", { isNegated: true })("12.50")).toBe("-12.50");
    expect(cellWriter(AMOUNT, "number", { isNegated: true })("0.00")).toBe("0.00");
    const before = cellWriter(columns.last, "day", { isDayAfter: true });
    expect(["2026-03-01", "2024-03-01", "2026-01-01", "2026-05-01"].map(before)).toEqual([
      "2026-02-28",
      "2024-02-29",
      "2025-12-31",
      "2026-04-30",
    ]);
  });

  it("of a list are what the list says, or a problem", () => {
    const list = rules({ code: { column: "typ", list: { M: "natural" } } });
    const read = rowReader([TABLES.people.columns.code as Column<unknown>], list, [column("typ")]);
    const told: string[] = [];
    expect(read(["M"], () => {})).toEqual({ code: "natural" });
    expect(read(["Z"], (name, reason) => told.push(`${name} ${reason}`))).toEqual({ code: "" });
    expect(told).toEqual(["code value-not-listed"]);
  });
});

describe("text in a wrong encoding", () => {
  it.each(["Paw³owski", "¯ó³ta", "�", "\u009cl\u0105sk", "Å‚Ä…ka", "Ĺ‚Ä…ka", "g³ówna", "K¹ty", "a\u0000"])(
    "is seen: %s",
    (text) => {
      expect(isBrokenText(text)).toBe(true);
    },
  );
  it.each([
    "zażółć gęślą jaźń",
    "ZAŻÓŁĆ GĘŚLĄ JAŹŃ",
    "12 m³",
    "m³/os.",
    "ul. Główna 3",
    "Müller, Dvořák, Nowák",
    "„cudzysłów” – §",
    "kg CO₂ ½",
  ])("is not seen in %s", (text) => expect(isBrokenText(text)).toBe(false));
});
