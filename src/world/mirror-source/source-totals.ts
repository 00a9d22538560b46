import type { MirrorKind } from "../../domain/mirror/areas.ts";
import { TOTALS_OF_KIND } from "../../domain/mirror/totals.ts";
import { formatScaled, parseScaled } from "../../domain/values/decimal.ts";
import { accept, type Refusal, type Result, refusal, refuse } from "../../domain/values/result.ts";
import { dayOf, monthOf } from "../../formats/mirror-mapping/cells.ts";
import { NAME_OF_KIND } from "../../formats/mirror-mapping/mapped-tables.ts";
import { POSTED_ON } from "../../formats/mirror-mapping/mapping.ts";
import { cellReader, positionOf, rowReader, rulesFor } from "../../formats/mirror-mapping/row-reader.ts";
import { columnsOf, plainColumn, type ValueRule } from "../../formats/mirror-mapping/value-rules.ts";
import { MIRROR_TABLES } from "../../formats/mirror-package/mirror-tables.ts";
import { TOTALS_TABLE } from "../../formats/mirror-package/totals-table.ts";
import type { Column } from "../../formats/package/columns.ts";
import type { CheckedMapping, CheckedQuery } from "./checked-mapping.ts";
import { type Grouping, groupedQuery } from "./grouped-totals.ts";
import type { SourceConnection } from "./source.ts";

/** Rows and sums of a table, an account, a month, or an account in a month; null sums are not told. */
export interface TotalLine {
  readonly kind: MirrorKind;
  readonly account: string;
  readonly month: string;
  rows: number;
  first: number | null;
  second: number | null;
}

/** Columns that a kind's totals come from. */
const AMOUNTS: Partial<Record<MirrorKind, readonly string[]>> = {
  posting: ["amount"],
  open_item: ["amount", "remaining"],
  allocation: ["amount"],
  crediting: ["amount"],
  account_year: ["opening"],
  charge: ["amount"],
  settlement_cost: ["amount"],
  settlement_share: ["amount"],
  settlement_result: ["result"],
};
const DAYS: Partial<Record<MirrorKind, string>> = {
  document: "posted_on",
  posting: POSTED_ON,
  crediting: "paid_on",
  account_year: "year",
  charge: "month",
  reading: "read_on",
};

/** Totals of one kind by their account and month. */
export type TotalLines = Map<string, TotalLine>;

/**
 * What the source's own server counts and sums over the mapped query, in the snapshot that the rows are read from.
 * Refuses `totals-not-groupable` where the query cannot be summed by it: the mapping must then give a query of totals.
 */
export async function groupedTotals(
  connection: SourceConnection,
  checked: CheckedMapping,
  kind: MirrorKind,
): Promise<Result<TotalLines>> {
  const lines: TotalLines = new Map();
  const documents = checked.tables.find(({ mapped }) => mapped.kind === "document")?.queries ?? [];
  const own = checked.tables.find(({ mapped }) => mapped.kind === kind)?.queries ?? [];
  for (const query of own) {
    const isJoined =
      kind === "posting" && positionOf(query.result, POSTED_ON) < 0 && !query.mapped.values.has(POSTED_ON);
    for (const days of isJoined ? documents : [null]) {
      const read = await addGroups(connection, kind, query, days, lines);
      if (!read.ok) return read;
    }
    if (isJoined && documents.length === 0) return refuse(notGroupable(kind, "documents"));
  }
  addTableTotal(kind, lines);
  return accept(lines);
}

/** Totals that the program itself keeps, over those that its server counted. */
export async function overlayTotals(
  connection: SourceConnection,
  kind: MirrorKind,
  queries: readonly CheckedQuery[],
  lines: TotalLines,
): Promise<Refusal[]> {
  const problems: Refusal[] = [];
  const { kind: _kind, ...told } = TOTALS_TABLE.columns;
  const columns = Object.values(told) as Column<unknown>[];
  const [first, second] = TOTALS_OF_KIND[kind].measures;
  let isTableTold = false;
  for (const { mapped, whole, result } of queries) {
    const readRow = rowReader(columns, mapped.values, result);
    for await (const rows of connection.read(whole))
      for (const row of rows) {
        const cells = readRow(row, (column, reason, data) =>
          problems.push(refusal(reason, { ...data, place: `totals.${NAME_OF_KIND[kind]}`, column })),
        );
        const cell = (name: string) => cells[columns.findIndex((column) => column.name === name)] ?? "";
        const line = lineOf(lines, kind, cell("account"), cell("month"));
        isTableTold ||= line.account === "" && line.month === "";
        if (cell("rows") !== "") line.rows = Number(cell("rows"));
        if (first !== undefined && cell(first) !== "") line.first = groszeOf(cell(first), problems, kind);
        if (second !== undefined && cell(second) !== "") line.second = groszeOf(cell(second), problems, kind);
      }
  }
  if (!isTableTold) addTableTotal(kind, lines);
  return problems;
}

function groszeOf(text: string, problems: Refusal[], kind: MirrorKind): number {
  const read = parseScaled(text, 2);
  if (read.ok) return read.value;
  problems.push(
    ...read.refusals.map(({ reason, data }) =>
      refusal(reason, { ...data, place: `totals.${NAME_OF_KIND[kind]}` }),
    ),
  );
  return 0;
}

async function addGroups(
  connection: SourceConnection,
  kind: MirrorKind,
  query: CheckedQuery,
  days: CheckedQuery | null,
  lines: TotalLines,
): Promise<Result<void>> {
  const columns = Object.values(MIRROR_TABLES[kind].columns) as Column<unknown>[];
  const rules = rulesFor(columns, query.mapped.values, query.result);
  const ruleOf = (name: string): ValueRule | undefined => {
    const column = columns.find((one) => one.name === name);
    return column ? rules.get(column) : query.mapped.values.get(name);
  };
  const amounts = (AMOUNTS[kind] ?? []).map((name) => ({
    column: columns.find((column) => column.name === name)!,
    rule: ruleOf(name),
  }));
  const { isByAccount } = TOTALS_OF_KIND[kind];
  const account = isByAccount ? ruleOf("account") : undefined;
  const dayName = DAYS[kind];
  const day = dayName === undefined || days !== null ? undefined : (ruleOf(dayName) ?? plainColumn(dayName));
  const side = kind === "posting" ? ruleOf("side") : undefined;
  // What is no number the server cannot sum: rows are grouped by it, and the count tells how often it stands.
  const isSummed = (name: string) => query.result[positionOf(query.result, name)]?.type === "number";
  const read = amounts.flatMap(({ rule }) => (rule ? columnsOf(rule) : []));
  const sums = [...new Set(read.filter(isSummed))];
  const isMixed = sums.length > 0 && read.some((name) => !isSummed(name));
  const sideBy = side === undefined || side.kind === "sides" ? [] : columnsOf(side);
  const by = [
    ...new Set([
      ...(account ? columnsOf(account) : []),
      ...(day ? columnsOf(day) : []),
      ...sideBy,
      ...(isMixed ? read : read.filter((name) => !isSummed(name))),
    ]),
  ];
  const joined = days === null ? null : joinedDays(query, days);
  if (days !== null && joined === null) return refuse(notGroupable(kind, "document"));
  const grouping: Grouping = {
    query: query.whole,
    by,
    sums: isMixed ? [] : sums,
    ...(joined ? { days: joined } : {}),
  };
  const result = [
    ...by.map((name) => query.result[positionOf(query.result, name)]!),
    ...(joined ? [{ name: "\u0000day", type: "day" as const }] : []),
    { name: "\u0000count", type: "number" as const },
    ...grouping.sums.map((name) => query.result[positionOf(query.result, name)]!),
  ];
  const countAt = by.length + (joined ? 1 : 0);
  const isWeighed = grouping.sums.length === 0;
  const none = () => {};
  const readAccount = account
    ? cellReader(columns.find(({ name }) => name === "account")!, account, result)
    : () => "";
  const dayColumn: Column<unknown> = { name: "day", holds: "", unread: "", read: (cell) => cell };
  const readDay = day
    ? cellReader(dayColumn, day, result)
    : joined
      ? (row: readonly (string | null)[]) => row[by.length] ?? ""
      : () => "";
  const readSide = side
    ? cellReader(columns.find(({ name }) => name === "side")!, side, result)
    : () => "debit";
  const text = groupedQuery(connection, grouping);
  const described = await connection.describe(text, NAME_OF_KIND[kind]);
  if (!described.ok)
    return refuse(notGroupable(kind, described.refusals.map(({ data }) => String(data.said)).join("; ")));
  for await (const rows of connection.read(text))
    for (const row of rows) {
      const count = Number(row[countAt]);
      const line = lineOf(lines, kind, readAccount(row, none), monthOfDay(kind, readDay(row, none)));
      line.rows += count;
      const weight = isWeighed ? count : 1;
      if (kind === "posting") addSides(line, amounts[0]!, result, row, readSide, weight);
      else
        amounts.forEach(({ column, rule }, index) => {
          const grosze = rule ? weight * cellGrosze(cellReader(column, rule, result)(row, none)) : 0;
          if (index === 0) line.first = (line.first ?? 0) + grosze;
          else line.second = (line.second ?? 0) + grosze;
        });
    }
  return accept(undefined);
}

/** Wn and Ma of a group: from two columns, or from one by the side it is grouped by. */
function addSides(
  line: TotalLine,
  { column, rule }: { readonly column: Column<unknown>; readonly rule: ValueRule | undefined },
  result: Parameters<typeof cellReader>[2],
  row: readonly (string | null)[],
  readSide: (row: readonly (string | null)[], report: () => void) => string,
  weight: number,
): void {
  const none = () => {};
  const sum = (one: ValueRule) => weight * cellGrosze(cellReader(column, one, result)(row, none));
  line.first ??= 0;
  line.second ??= 0;
  if (rule === undefined) return;
  if (rule.kind === "sides") {
    const plain = (name: string) => ({ ...plainColumn(name), isGrosze: rule.isGrosze });
    line.first += sum(plain(rule.debit));
    line.second += sum(plain(rule.credit));
  } else if (readSide(row, none) === "credit") line.second += sum(rule);
  else line.first += sum(rule);
}

/** How the days of postings come from their documents: by the columns that name a document on both sides. */
function joinedDays(query: CheckedQuery, days: CheckedQuery): NonNullable<Grouping["days"]> | null {
  const own = query.mapped.values.get("document") ?? plainColumn("document");
  const other = days.mapped.values.get("code") ?? plainColumn("code");
  const day = days.mapped.values.get(POSTED_ON) ?? plainColumn(POSTED_ON);
  const [mine, theirs] = [columnsOf(own), columnsOf(other)];
  if (own.kind !== other.kind || mine.length !== theirs.length || mine.length === 0) return null;
  if (day.kind !== "column" || day.list !== null) return null;
  return {
    query: days.whole,
    on: mine.map((name, index) => [name, theirs[index]!] as const),
    day: day.column,
  };
}

function addTableTotal(kind: MirrorKind, lines: TotalLines): void {
  lines.delete(keyOf("", ""));
  const cells = [...lines.values()];
  const { measures } = TOTALS_OF_KIND[kind];
  const sum = (read: (line: TotalLine) => number | null) =>
    cells.reduce((total, line) => total + (read(line) ?? 0), 0);
  const total = lineOf(lines, kind, "", "");
  total.rows = sum(({ rows }) => rows);
  total.first = measures.length > 0 ? sum(({ first }) => first) : null;
  total.second = measures.length > 1 ? sum(({ second }) => second) : null;
}

function lineOf(lines: TotalLines, kind: MirrorKind, account: string, month: string): TotalLine {
  const key = keyOf(account, month);
  let line = lines.get(key);
  if (line === undefined) {
    const { measures } = TOTALS_OF_KIND[kind];
    line = {
      kind,
      account,
      month,
      rows: 0,
      first: measures.length > 0 ? 0 : null,
      second: measures.length > 1 ? 0 : null,
    };
    lines.set(key, line);
  }
  return line;
}

function keyOf(account: string, month: string): string {
  return `${account}\n${month}`;
}

function monthOfDay(kind: MirrorKind, text: string): string {
  if (text === "") return "";
  return kind === "account_year" ? `${text}-01` : monthOf(dayOf(text));
}

/** Grosze of an amount as a cell writes it; what is no amount the check of the rows reports. */
function cellGrosze(cell: string): number {
  const read = parseScaled(cell === "" ? "0" : cell, 2);
  return read.ok ? read.value : 0;
}

/** The line as `totals.csv` has it. */
export function totalCells({ kind, account, month, rows, first, second }: TotalLine): string[] {
  const { measures } = TOTALS_OF_KIND[kind];
  const zloty = (grosze: number | null) =>
    grosze === null ? "" : formatScaled(grosze, 2, { separator: ".", minimumDecimals: 2 });
  const told: Readonly<Record<string, string>> = {
    kind,
    account,
    month,
    rows: String(rows),
    ...(measures[0] ? { [measures[0]]: zloty(first) } : {}),
    ...(measures[1] ? { [measures[1]]: zloty(second) } : {}),
  };
  return Object.values(TOTALS_TABLE.columns).map(({ name }) => told[name] ?? "");
}

function notGroupable(kind: MirrorKind, said: string): Refusal {
  return refusal("totals-not-groupable", { table: NAME_OF_KIND[kind], said: said.slice(0, 300) });
}
