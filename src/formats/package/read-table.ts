import type { Refusal } from "../../domain/values/result.ts";
import { type CsvRecord, csvRecords } from "../csv/records.ts";
import { CellProblem, type Column } from "./columns.ts";
import type { PackageProblem } from "./problem.ts";
import type { Table } from "./tables.ts";

/** A file as read: a column of values for each field, and where each row stands. */
export interface TableRows {
  count: number;
  /** Rows with a cell that could not be read. */
  readonly faulty: Set<number>;
  /** Line of each row. */
  readonly line: number[];
  /** Row by its key; empty for files without one. */
  readonly rowOf: Map<string, number>;
  readonly values: Readonly<Record<string, unknown[]>>;
  /** Fields with an unreadable cell: their sums say nothing. */
  readonly unreadFields: Set<string>;
  /** The file could not be read to its end. */
  isCut: boolean;
}

/** Finds the row of another file by its code; undefined when there is none, null when that file could not be read at all. */
export type FindRow = (kind: string, code: string) => number | null | undefined;

/** A reference into a file that could not be read: nothing is held against the row, and nothing follows from it. */
const UNJUDGED = new CellProblem("unjudged");

/** Values kept per column to be used again: kinds, towns and days repeat. */
const REMEMBERED = 4096;

export function emptyRows(table: Table): TableRows {
  return {
    count: 0,
    faulty: new Set(),
    line: [],
    rowOf: new Map(),
    values: Object.fromEntries(Object.keys(table.columns).map((field) => [field, []])),
    unreadFields: new Set(),
    isCut: false,
  };
}

/** Reads one file into columns; every problem is reported with its line and column, and reading goes on. */
export function readTable(
  table: Table,
  bytes: Uint8Array,
  findRow: FindRow,
  problems: PackageProblem[],
): TableRows {
  const rows = emptyRows(table);
  const report = (line: number | null, column: string | null, reason: string, data: Refusal["data"] = {}) => {
    problems.push({ file: table.file, line, column, reason, data });
  };
  const cut = (line: number, reason: string) => {
    report(line, null, reason);
    rows.isCut = true;
  };
  if (isWide(bytes)) {
    cut(1, "broken-encoding");
    return rows;
  }
  const records = csvRecords(bytes);
  let reading: RowReader | null = null;
  for (let next = records.next(); ; next = records.next()) {
    if (next.done) {
      if (next.value !== null) cut(next.value.line, "not-csv");
      else if (reading === null) cut(1, "heading-missing");
      return rows;
    }
    if (reading === null) reading = new RowReader(table, next.value, rows, findRow, report);
    else reading.add(next.value);
  }
}

export type Report = (
  line: number | null,
  column: string | null,
  reason: string,
  data?: Refusal["data"],
) => void;

interface Field {
  readonly field: string;
  readonly column: Column<unknown>;
  /** Place in the record; -1 where the file leaves the column out. */
  readonly position: number;
  readonly values: unknown[];
  readonly remembered: Map<string, unknown>;
}

class RowReader {
  readonly #table: Table;
  readonly #rows: TableRows;
  readonly #findRow: FindRow;
  readonly #report: Report;
  readonly #fields: readonly Field[];
  readonly #width: number;
  readonly #keyField: string | undefined;

  constructor(table: Table, heading: CsvRecord, rows: TableRows, findRow: FindRow, report: Report) {
    this.#table = table;
    this.#rows = rows;
    this.#findRow = findRow;
    this.#report = report;
    this.#width = heading.cells.length;
    this.#keyField = table.key[0];
    reportHeading(table, heading, report);
    this.#fields = Object.entries(table.columns).map(([field, column]) => ({
      field,
      column,
      position: heading.cells.indexOf(column.name),
      values: rows.values[field]!,
      remembered: new Map(),
    }));
  }

  add({ cells, line }: CsvRecord): void {
    const row = this.#rows.count;
    this.#rows.count += 1;
    this.#rows.line.push(line);
    if (cells.length !== this.#width) {
      this.#rows.faulty.add(row);
      this.#report(line, null, "wrong-field-count", { fields: cells.length, expected: this.#width });
    }
    for (const field of this.#fields) {
      const cell = field.position === -1 ? "" : (cells[field.position] ?? "");
      const value = this.#read(field, cell);
      if (!(value instanceof CellProblem)) {
        field.values.push(value);
        continue;
      }
      field.values.push(field.column.unread);
      this.#rows.faulty.add(row);
      this.#rows.unreadFields.add(field.field);
      // A column left out is reported once, with the heading.
      if (field.position !== -1 && value !== UNJUDGED)
        this.#report(line, field.column.name, value.reason, value.data);
    }
    this.#rememberKey(row, line);
  }

  #read(field: Field, cell: string): unknown {
    const { column, remembered } = field;
    if (cell === "") return column.blank === undefined ? new CellProblem("blank-cell") : column.blank;
    const known = remembered.get(cell);
    if (known !== undefined) return known;
    if (cell.includes("\ufffd")) return new CellProblem("broken-encoding");
    const value = column.refersTo === undefined ? column.read(cell) : this.#resolve(column.refersTo, cell);
    if (remembered.size < REMEMBERED && !(value instanceof CellProblem)) remembered.set(cell, value);
    return value;
  }

  #resolve(kind: string, code: string): number | CellProblem {
    const found = this.#findRow(kind, code);
    return found === undefined ? new CellProblem("unknown-reference", { code }) : (found ?? UNJUDGED);
  }

  #rememberKey(row: number, line: number): void {
    if (this.#keyField === undefined) return;
    const key = this.#rows.values[this.#keyField]![row] as string;
    if (key === "") return;
    const first = this.#rows.rowOf.get(key);
    if (first === undefined) {
      this.#rows.rowOf.set(key, row);
      return;
    }
    this.#rows.faulty.add(row);
    const column = this.#table.columns[this.#keyField]!.name;
    this.#report(line, column, "duplicate-code", { code: key, firstLine: this.#rows.line[first]! });
  }
}

export function reportHeading(table: Table, { cells, line }: CsvRecord, report: Report): void {
  const columns = Object.values(table.columns);
  const known = new Set(columns.map((column) => column.name));
  const seen = new Set<string>();
  for (const cell of cells) {
    if (cell.includes("\ufffd")) report(line, null, "broken-encoding");
    else if (!known.has(cell)) report(line, cell, "unknown-column", { column: cell });
    if (seen.has(cell)) report(line, cell, "column-twice", { column: cell });
    seen.add(cell);
  }
  for (const { name, blank } of columns)
    if (blank === undefined && !seen.has(name)) report(line, name, "missing-column", { column: name });
}

/** Text of two bytes a letter announces itself by its byte order mark. */
export function isWide(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}
