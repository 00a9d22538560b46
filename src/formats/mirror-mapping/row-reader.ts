import { type Refusal, refusal } from "../../domain/values/result.ts";
import type { Column } from "../package/columns.ts";
import { isBrokenText } from "./broken-text.ts";
import { type CellWriter, cellWriter, type SourceType } from "./cells.ts";
import { columnsOf, plainColumn, type ValueRule } from "./value-rules.ts";

/** A column of a query's result. */
export interface SourceColumn {
  readonly name: string;
  readonly type: SourceType;
}

/** Values of a row as text; null where the source has none. */
export type SourceRow = readonly (string | null)[];

/** What cannot be read in a row: of which column of ours. */
export type ReportCell = (column: string, reason: string, data: Refusal["data"]) => void;

/** The cells of a row by their headings. */
export type ReadRow = (row: SourceRow, report: ReportCell) => Record<string, string>;

/** Columns of ours that a query fills, with their rules: those of the mapping, else the column of the same name. */
export function rulesFor(
  columns: readonly Column<unknown>[],
  values: ReadonlyMap<string, ValueRule>,
  result: readonly SourceColumn[],
): ReadonlyMap<Column<unknown>, ValueRule> {
  const rules = new Map<Column<unknown>, ValueRule>();
  for (const column of columns) {
    const rule = values.get(column.name);
    if (rule !== undefined) rules.set(column, rule);
    else if (positionOf(result, column.name) >= 0) rules.set(column, plainColumn(column.name));
  }
  return rules;
}

/**
 * What a result lacks or has too much: `query-column-missing` (a rule names it, or a column of ours may not be blank),
 * `query-column-unknown`, `query-column-twice`.
 * @param spared columns of the result that are read for something else.
 */
export function resultProblems(
  place: string,
  columns: readonly Column<unknown>[],
  values: ReadonlyMap<string, ValueRule>,
  result: readonly SourceColumn[],
  spared: readonly string[] = [],
): Refusal[] {
  const problems: Refusal[] = [];
  const names = result.map(({ name }) => name.toLowerCase());
  for (const name of new Set(names.filter((name, index) => names.indexOf(name) !== index)))
    problems.push(refusal("query-column-twice", { place, column: name }));
  const wanted = new Set([...values.values()].flatMap(columnsOf));
  for (const name of wanted)
    if (positionOf(result, name) < 0) problems.push(refusal("query-column-missing", { place, column: name }));
  for (const column of columns)
    if (column.blank === undefined && !values.has(column.name) && positionOf(result, column.name) < 0)
      problems.push(refusal("mapping-column-missing", { place, column: column.name, holds: column.holds }));
  const used = new Set(
    [...wanted, ...columns.map(({ name }) => name), ...spared].map((name) => name.toLowerCase()),
  );
  for (const name of new Set(names))
    if (!used.has(name)) problems.push(refusal("query-column-unknown", { place, column: name }));
  return problems;
}

/** Makes the reader of a query's rows; without a rule a column is blank in every row. */
export function rowReader(
  columns: readonly Column<unknown>[],
  values: ReadonlyMap<string, ValueRule>,
  result: readonly SourceColumn[],
): ReadRow {
  const rules = rulesFor(columns, values, result);
  const readers = columns.map((column) => {
    const rule = rules.get(column);
    return rule === undefined ? () => "" : cellReader(column, rule, result);
  });
  const names = columns.map(({ name }) => name);
  return (row, report) => {
    const cells: Record<string, string> = {};
    for (let index = 0; index < names.length; index += 1) cells[names[index]!] = readers[index]!(row, report);
    return cells;
  };
}

type CellReader = (row: SourceRow, report: ReportCell) => string;

/** Reads one column of ours from a row. */
export function cellReader(
  column: Column<unknown>,
  rule: ValueRule,
  result: readonly SourceColumn[],
): CellReader {
  switch (rule.kind) {
    case "constant":
      return () => rule.constant;
    case "column":
      return columnReader(column, rule, result);
    case "join": {
      const parts = rule.columns.map((name) => textReader(column.name, positionOf(result, name)));
      return (row, report) => {
        const texts = parts.map((part) => part(row, report));
        return texts.every((text) => text === "") ? "" : texts.join(rule.between);
      };
    }
    case "year-month": {
      const [year, month] = [positionOf(result, rule.year), positionOf(result, rule.month)];
      return (row) => {
        const [y, m] = [row[year]?.trim() ?? "", row[month]?.trim() ?? ""];
        return y === "" && m === "" ? "" : `${y}-${m.padStart(2, "0")}`;
      };
    }
    case "sides":
      return sidesReader(column, rule, result);
  }
}

function columnReader(
  column: Column<unknown>,
  rule: Extract<ValueRule, { kind: "column" }>,
  result: readonly SourceColumn[],
): CellReader {
  const position = positionOf(result, rule.column);
  const read = textReader(column.name, position);
  const write: CellWriter = cellWriter(column, result[position]?.type ?? "other", rule);
  const blank = new Set(rule.blank);
  const { list, otherwise } = rule;
  if (list === null)
    return (row, report) => {
      const text = read(row, report);
      return text === "" || blank.has(text) ? "" : write(text);
    };
  return (row, report) => {
    const text = read(row, report);
    if (blank.has(text)) return "";
    const meaning = list.get(text) ?? (text === "" ? (otherwise ?? "") : otherwise);
    if (meaning !== null) return meaning;
    report(column.name, "value-not-listed", { text });
    return "";
  };
}

/** A side, or the amount of that side; both filled on one line say nothing clear. */
function sidesReader(
  column: Column<unknown>,
  rule: Extract<ValueRule, { kind: "sides" }>,
  result: readonly SourceColumn[],
): CellReader {
  const [debit, credit] = [positionOf(result, rule.debit), positionOf(result, rule.credit)];
  const isAmount = column.scale !== undefined;
  const amountColumn = isAmount ? column : { ...column, holds: "", scale: 2 };
  const [writeDebit, writeCredit] = [debit, credit].map((position) =>
    cellWriter(amountColumn, result[position]?.type ?? "other", { isGrosze: rule.isGrosze }),
  ) as [CellWriter, CellWriter];
  return (row, report) => {
    const [wn, ma] = [row[debit]?.trim() ?? "", row[credit]?.trim() ?? ""];
    const [isDebit, isCredit] = [!isNothing(wn), !isNothing(ma)];
    if (isDebit && isCredit) report(column.name, "both-sides", { debit: wn, credit: ma });
    if (!isAmount) return isCredit ? "credit" : "debit";
    return isCredit ? writeCredit(ma) : wn === "" ? "0.00" : writeDebit(wn);
  };
}

function isNothing(text: string): boolean {
  return /^[+-]?[0.,]*$/.test(text);
}

/** Text of a column without the spaces that fixed widths add; what was read in a wrong encoding is reported. */
function textReader(name: string, position: number): CellReader {
  return (row, report) => {
    const text = row[position]?.trim() ?? "";
    if (!isBrokenText(text)) return text;
    // No database keeps a null in a text, this report included.
    report(name, "text-not-decoded", { text: text.slice(0, 80).replaceAll("\u0000", "\ufffd") });
    return "";
  };
}

/** Where a column stands in the result, whatever its letter case; -1 where it does not. */
export function positionOf(result: readonly SourceColumn[], name: string): number {
  const wanted = name.toLowerCase();
  return result.findIndex((column) => column.name.toLowerCase() === wanted);
}
