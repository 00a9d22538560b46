import type { Refusal } from "../../domain/values/result.ts";
import { MAPPED_TABLES } from "../mirror-mapping/mapped-tables.ts";
import { type ReportCell, rowReader } from "../mirror-mapping/row-reader.ts";
import { readValueRule, type ValueRule } from "../mirror-mapping/value-rules.ts";
import { CellProblem, type Column } from "../package/columns.ts";
import type { ProposedTable } from "./propose.ts";

/** A row of the sample in our columns. */
export type SampleRow = Readonly<Record<string, string>>;

/** The sample's rows as the proposed rules read them; what cannot be read is reported and left as it is or blank. */
export function sampleRows(table: ProposedTable, report: ReportCell): readonly SampleRow[] {
  const { from, values } = table;
  const rules = new Map<string, ValueRule>();
  const ignored: Refusal[] = [];
  for (const [column, value] of Object.entries(values)) {
    const rule = readValueRule(value, column, new Map(), ignored);
    if (rule !== null) rules.set(column, rule);
  }
  const read = rowReader(columnsOf(table), rules, from.columns);
  return from.rows.map((row) => read(row, report));
}

/** Cells of one of our columns that the package would refuse. */
export interface UnreadableCells {
  readonly table: string;
  readonly column: string;
  readonly count: number;
  /** The first of them. */
  readonly example: string;
}

/** What of the sample could not be read as our columns need it; codes of lists, which are told as such, left out. */
export function unreadableCells(proposed: readonly ProposedTable[]): UnreadableCells[] {
  return proposed.flatMap((table) => {
    const found = new Map<string, { count: number; readonly example: string }>();
    const note = (column: string, example: string) => {
      const known = found.get(column);
      if (known === undefined) found.set(column, { count: 1, example });
      else known.count += 1;
    };
    const rows = sampleRows(table, (column, reason, data) => {
      if (reason !== "value-not-listed") note(column, String(data.text ?? data.debit ?? ""));
    });
    for (const { name, read } of columnsOf(table).filter(({ refersTo }) => refersTo === undefined)) {
      if (table.unknownCodes[name] !== undefined) continue;
      for (const row of rows) {
        const cell = row[name] ?? "";
        if (cell !== "" && read(cell) instanceof CellProblem) note(name, cell);
      }
    }
    return [...found].map(([column, cells]) => ({ table: table.name, column, ...cells }));
  });
}

function columnsOf({ name }: ProposedTable): readonly Column<unknown>[] {
  return Object.values(MAPPED_TABLES.get(name)!.table.columns);
}
