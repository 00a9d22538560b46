import type { MirrorKind } from "../../domain/mirror/areas.ts";
import { TOTALS_OF_KIND } from "../../domain/mirror/totals.ts";
import { parseScaled } from "../../domain/values/decimal.ts";
import { dayOf, monthOf } from "../../formats/mirror-mapping/cells.ts";
import { POSTED_ON } from "../../formats/mirror-mapping/mapping.ts";
import { cellReader, positionOf, rulesFor, type SourceRow } from "../../formats/mirror-mapping/row-reader.ts";
import { columnsOf, plainColumn, type ValueRule } from "../../formats/mirror-mapping/value-rules.ts";
import { MIRROR_TABLES } from "../../formats/mirror-package/mirror-tables.ts";
import type { Column } from "../../formats/package/columns.ts";
import type { CheckedQuery } from "./checked-mapping.ts";
import type { BoundQuery, ResultColumn, SourceConnection } from "./source.ts";

/** Columns of ours that a kind's sums come from; others are only counted. */
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
/** Columns of ours that tell the month of a row. */
const DAYS: Partial<Record<MirrorKind, string>> = {
  document: "posted_on",
  posting: POSTED_ON,
  crediting: "paid_on",
  account_year: "year",
  charge: "month",
  reading: "read_on",
};

/** Another query that tells the day of each row, joined by pairs of columns. */
interface JoinedDays {
  readonly query: BoundQuery;
  readonly on: readonly (readonly [string, string])[];
  readonly day: string;
}

/** How the source's own server counts and sums the rows of a mapped query, and how its answer is read. */
export interface Grouping {
  readonly query: BoundQuery;
  /** Columns of the result that rows are grouped by; a joined day, the count and the sums stand after them. */
  readonly by: readonly string[];
  readonly sums: readonly string[];
  readonly days: JoinedDays | null;
  readonly account: (row: SourceRow) => string;
  readonly month: (row: SourceRow) => string;
  readonly count: (row: SourceRow) => number;
  /** Grosze of the kind's two measures. */
  readonly sumsOf: (row: SourceRow) => readonly [number, number];
}

/** The text of a grouped query: columns grouped by, then the day where there is one, the count, the sums. */
export function groupedQuery(
  { quote }: Pick<SourceConnection, "quote">,
  { query, by, sums, days }: Pick<Grouping, "query" | "by" | "sums" | "days">,
): BoundQuery {
  const keys = [...by.map((name) => `q.${quote(name)}`), ...(days ? [`d.${quote(days.day)}`] : [])];
  const columns = [...keys, "count(*)", ...sums.map((name) => `sum(q.${quote(name)})`)];
  const named = columns.map((column, index) => `${column} as c${index + 1}`);
  const pairs = days?.on.map(([own, other]) => `q.${quote(own)} = d.${quote(other)}`) ?? [];
  const joined = days ? ` join (${days.query.text}\n) d on ${pairs.join(" and ")}` : "";
  const grouped = keys.length > 0 ? ` group by ${keys.join(", ")}` : "";
  return {
    text: `select ${named.join(", ")} from (${query.text}\n) q${joined}${grouped}`,
    marks: [...query.marks, ...(days?.query.marks ?? [])],
  };
}

/**
 * Plans the grouping of a kind's query. Columns that are no exact numbers cannot be summed by the server: rows are grouped by them, and
 * the count tells how often each stands.
 * @param days the query of documents, whose day is that of the postings; null where the query tells it.
 * @returns null where the two do not name a document in the same way.
 */
export function groupingOf(
  kind: MirrorKind,
  query: CheckedQuery,
  days: CheckedQuery | null,
): Grouping | null {
  const joined = days === null ? null : joinedDays(query, days);
  if (days !== null && joined === null) return null;
  const columns = Object.values(MIRROR_TABLES[kind].columns) as Column<unknown>[];
  const rules = rulesFor(columns, query.mapped.values, query.result);
  const ruleOf = (name: string) => {
    const column = columns.find((one) => one.name === name);
    return column === undefined ? undefined : rules.get(column);
  };
  const account = TOTALS_OF_KIND[kind].isByAccount ? ruleOf("account") : undefined;
  const dayName = joined === null ? DAYS[kind] : undefined;
  const day = dayName && (query.mapped.values.get(dayName) ?? ruleOf(dayName) ?? plainColumn(dayName));
  const side = kind === "posting" ? ruleOf("side") : undefined;
  const amounts = (AMOUNTS[kind] ?? []).map((name) => ruleOf(name));
  const read = namesOf(...amounts);
  const isSummed = read.every((name) => query.result[positionOf(query.result, name)]?.type === "number");
  const by = [
    ...new Set([
      ...namesOf(account, day || undefined, side?.kind === "sides" ? undefined : side),
      ...(isSummed ? [] : read),
    ]),
  ].map((name) => query.result[positionOf(query.result, name)]!);
  const summed = isSummed ? read.map((name) => query.result[positionOf(query.result, name)]!) : [];
  const countAt = by.length + (joined ? 1 : 0);
  const answer: readonly ResultColumn[] = [
    ...by,
    ...(joined ? [{ name: "\u0000day", type: "day" as const }] : []),
    { name: "\u0000count", type: "number" },
    ...summed,
  ];
  const cellOf = (name: string, rule: ValueRule | undefined) => readerOf(columns, name, rule, answer);
  const readDay = joined ? (row: SourceRow) => row[by.length] ?? "" : cellOf("", day || undefined);
  const count = (row: SourceRow) => Number(row[countAt]);
  return {
    query: query.whole,
    by: by.map(({ name }) => name),
    sums: summed.map(({ name }) => name),
    days: joined,
    account: cellOf("account", account),
    month: (row) => monthOfDay(kind, readDay(row)),
    count,
    sumsOf: sumsReader(kind, amounts, cellOf, side, isSummed ? () => 1 : count),
  };
}

type CellOf = (name: string, rule: ValueRule | undefined) => (row: SourceRow) => string;

/** Wn and Ma of postings: from two columns, or from one by the side it is grouped by; of other kinds their own sums. */
function sumsReader(
  kind: MirrorKind,
  amounts: readonly (ValueRule | undefined)[],
  cellOf: CellOf,
  side: ValueRule | undefined,
  weight: (row: SourceRow) => number,
): Grouping["sumsOf"] {
  const [firstName = "", secondName = ""] = AMOUNTS[kind] ?? [];
  const [firstRule, secondRule] = amounts;
  const grosze = (read: (row: SourceRow) => string) => (row: SourceRow) => weight(row) * groszeOf(read(row));
  const first = grosze(cellOf(firstName, firstRule));
  if (kind !== "posting") {
    const second = grosze(cellOf(secondName, secondRule));
    return (row) => [first(row), second(row)];
  }
  if (firstRule?.kind === "sides") {
    const { debit, credit, isGrosze } = firstRule;
    const sideOf = (name: string) => grosze(cellOf(firstName, { ...plainColumn(name), isGrosze }));
    const [wn, ma] = [sideOf(debit), sideOf(credit)];
    return (row) => [wn(row), ma(row)];
  }
  const readSide = cellOf("side", side);
  return (row) => (readSide(row) === "credit" ? [0, first(row)] : [first(row), 0]);
}

const ANY_COLUMN: Column<unknown> = { name: "", holds: "", unread: "", read: (cell) => cell };
/** What cannot be read is reported where the rows themselves are read. */
const REPORT_NOTHING = () => {};

function readerOf(
  columns: readonly Column<unknown>[],
  name: string,
  rule: ValueRule | undefined,
  answer: readonly ResultColumn[],
): (row: SourceRow) => string {
  if (rule === undefined) return () => "";
  const read = cellReader(columns.find((column) => column.name === name) ?? ANY_COLUMN, rule, answer);
  return (row) => read(row, REPORT_NOTHING);
}

/** How the days of postings come from their documents: by the columns that name a document on both sides. */
function joinedDays(query: CheckedQuery, days: CheckedQuery): JoinedDays | null {
  const own = query.mapped.values.get("document") ?? plainColumn("document");
  const other = days.mapped.values.get("code") ?? plainColumn("code");
  const day = days.mapped.values.get(POSTED_ON) ?? plainColumn(POSTED_ON);
  const [mine, theirs] = [columnsOf(own), columnsOf(other)];
  if (own.kind !== other.kind || mine.length !== theirs.length || mine.length === 0) return null;
  if (day.kind !== "column" || day.list !== null) return null;
  const nameIn = ({ result }: CheckedQuery, name: string) => result[positionOf(result, name)]?.name ?? name;
  return {
    query: days.whole,
    on: mine.map((name, index) => [nameIn(query, name), nameIn(days, theirs[index]!)] as const),
    day: nameIn(days, day.column),
  };
}

function namesOf(...rules: readonly (ValueRule | undefined)[]): string[] {
  return [...new Set(rules.flatMap((rule) => (rule === undefined ? [] : columnsOf(rule))))];
}

function monthOfDay(kind: MirrorKind, text: string): string {
  if (text === "") return "";
  return kind === "account_year" ? `${text.trim()}-01` : monthOf(dayOf(text));
}

/** Grosze of an amount as a cell writes it. */
function groszeOf(cell: string): number {
  const read = parseScaled(cell === "" ? "0" : cell, 2);
  return read.ok ? read.value : 0;
}
