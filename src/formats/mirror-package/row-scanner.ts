import { CellProblem } from "../package/columns.ts";
import type { Table } from "../package/table.ts";
import { blankValue, type CellReader, cellReader } from "./cell-readers.ts";
import { FirstLines } from "./first-lines.ts";

/** Rows of a file in columns, with the line and the faults of each. */
export interface MirrorBatch {
  readonly count: number;
  /** Line on which each row ends; the heading is line 1. */
  readonly lines: readonly number[];
  /** By the field's name. */
  readonly values: Readonly<Record<string, readonly unknown[]>>;
  /** Rows of this batch, from 0, with something that could not be read. */
  readonly faulty: ReadonlySet<number>;
}

export type ReportRow = (
  line: number | null,
  column: string | null,
  reason: string,
  data?: CellProblem["data"],
) => void;

interface Place {
  readonly reader: CellReader;
  values: unknown[];
}

const [TAB, LINE_FEED, CARRIAGE_RETURN, SPACE, QUOTE, NO_BREAK_SPACE] = [0x09, 0x0a, 0x0d, 0x20, 0x22, 0xa0];
const FAULT = -1;
const UNFINISHED = -2;

/**
 * Reads rows from a text that comes in pieces, without an object or an array for each: 36 million charges pass through here. Quotation
 * marks, blanks around cells, blank lines and ends of lines mean what they mean to `csvRecords`.
 */
export class RowScanner {
  readonly #delimiter: number;
  readonly #width: number;
  /** By place in the record; null where the table does not know the column. */
  readonly #places: readonly (Place | null)[];
  readonly #absent: readonly Place[];
  readonly #key: Place | undefined;
  readonly #firstLines = new FirstLines();
  readonly #report: ReportRow;
  readonly #problems: (readonly [column: string | null, problem: CellProblem])[] = [];
  #text = "";
  #position = 0;
  /** Ends of lines passed. */
  #line: number;
  #batch = { count: 0, lines: [] as number[], faulty: new Set<number>() };

  /**
   * @param heading names of the columns in the file's order.
   * @param line the line on which the heading ends.
   */
  constructor(table: Table, heading: readonly string[], delimiter: string, line: number, report: ReportRow) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#width = heading.length;
    this.#line = line;
    this.#report = report;
    const places: Place[] = Object.entries(table.columns).map(([field, column]) => ({
      reader: cellReader(field, column),
      values: [],
    }));
    this.#places = heading.map((name, index) =>
      heading.indexOf(name) === index
        ? (places.find(({ reader }) => reader.column.name === name) ?? null)
        : null,
    );
    this.#absent = places.filter((place) => !this.#places.includes(place));
    this.#key = places.find(({ reader }) => table.key.length === 1 && reader.field === table.key[0]);
  }

  get count(): number {
    return this.#batch.count;
  }

  /** Lines read to their end. */
  get line(): number {
    return this.#line;
  }

  /** Characters that wait for the end of their record. */
  get waiting(): number {
    return this.#text.length - this.#position;
  }

  add(text: string): void {
    this.#text = this.waiting === 0 ? text : this.#text.slice(this.#position) + text;
    this.#position = 0;
  }

  /**
   * Reads records that are there to their end, until `most` rows wait to be taken.
   * @returns the line from which the text is no CSV; null while it is.
   */
  scan(most: number): number | null {
    const limit = this.#text.lastIndexOf("\n") + 1;
    while (this.#position < limit && this.#batch.count < most) {
      const next = this.#scanRecord(this.#text, this.#position, limit);
      if (next === FAULT) return this.#line + 1;
      if (next === UNFINISHED) break;
      this.#position = next;
    }
    return null;
  }

  /** The rows read since they were taken last. */
  takeBatch(): MirrorBatch {
    const { count, lines, faulty } = this.#batch;
    const values: Record<string, unknown[]> = {};
    for (const place of [...this.#places, ...this.#absent]) {
      if (place === null) continue;
      // A record that waits for its end may have begun to fill the next row.
      place.values.length = count;
      values[place.reader.field] = place.values;
      place.values = [];
    }
    this.#batch = { count: 0, lines: [], faulty: new Set() };
    return { count, lines, values, faulty };
  }

  /** @returns where the next record begins, or `FAULT` or `UNFINISHED`; only a whole record leaves a trace. */
  #scanRecord(text: string, start: number, limit: number): number {
    const delimiter = this.#delimiter;
    let [position, cells, lines, isBlank] = [start, 0, 0, true];
    for (;;) {
      let character = text.charCodeAt(position);
      while (isBlankCharacter(character)) character = text.charCodeAt(++position);
      if (character === QUOTE) {
        const closing = closingQuote(text, position, limit);
        if (closing < 0) return this.#leave(UNFINISHED);
        const cell = text.substring(position + 1, closing);
        lines += lineEnds(cell);
        this.#take(cells, cell.replaceAll('""', '"'), 0, -1);
        isBlank = false;
        position = closing + 1;
        character = text.charCodeAt(position);
        while (isBlankCharacter(character)) character = text.charCodeAt(++position);
        if (character !== delimiter && character !== LINE_FEED && character !== CARRIAGE_RETURN)
          return this.#leave(FAULT);
      } else {
        const from = position;
        while (
          character !== delimiter &&
          character !== LINE_FEED &&
          character !== CARRIAGE_RETURN &&
          character !== QUOTE
        )
          character = text.charCodeAt(++position);
        if (character === QUOTE) return this.#leave(FAULT);
        let end = position;
        while (end > from && isBlankCharacter(text.charCodeAt(end - 1))) end -= 1;
        if (cells > 0 || end > from || character === delimiter) {
          isBlank = false;
          this.#take(cells, text, from, end);
        }
      }
      position += 1;
      if (character === delimiter) {
        cells += 1;
        continue;
      }
      if (character === CARRIAGE_RETURN && text.charCodeAt(position) === LINE_FEED) position += 1;
      this.#line += lines + 1;
      if (!isBlank) this.#endRow(cells + 1);
      return position;
    }
  }

  /** @param end place after the cell; −1: the whole text. */
  #take(cell: number, text: string, start: number, end: number): void {
    const place = cell < this.#width ? this.#places[cell]! : null;
    if (place === null) return;
    const value = place.reader.read(text, start, end < 0 ? text.length : end);
    if (value instanceof CellProblem) {
      place.values[this.#batch.count] = place.reader.column.unread;
      this.#problems.push([place.reader.column.name, value]);
    } else place.values[this.#batch.count] = value;
  }

  #leave(outcome: number): number {
    this.#problems.length = 0;
    return outcome;
  }

  #endRow(cells: number): void {
    const { count, lines, faulty } = this.#batch;
    if (cells !== this.#width) this.#endUnevenRow(cells);
    for (const { reader, values } of this.#absent) {
      const blank = blankValue(reader.column);
      // A column left out is reported once, with the heading.
      if (blank instanceof CellProblem) faulty.add(count);
      values[count] = blank instanceof CellProblem ? reader.column.unread : blank;
    }
    lines.push(this.#line);
    if (this.#key !== undefined) this.#checkKey(this.#key);
    if (this.#problems.length > 0) {
      faulty.add(count);
      for (const [column, { reason, data }] of this.#problems) this.#report(this.#line, column, reason, data);
      this.#problems.length = 0;
    }
    this.#batch.count += 1;
  }

  #endUnevenRow(cells: number): void {
    this.#problems.unshift([
      null,
      new CellProblem("wrong-field-count", { fields: cells, expected: this.#width }),
    ]);
    for (let cell = cells; cell < this.#width; cell += 1) this.#take(cell, "", 0, 0);
  }

  #checkKey({ reader, values }: Place): void {
    const key = values[this.#batch.count] as string;
    const firstLine = key === "" ? null : this.#firstLines.findOrAdd(key, this.#line);
    if (firstLine !== null)
      this.#problems.push([reader.column.name, new CellProblem("duplicate-code", { code: key, firstLine })]);
  }
}

/** Place of the quotation mark that ends a cell begun with one; −1 while it is not there. */
function closingQuote(text: string, opening: number, limit: number): number {
  for (let place = text.indexOf('"', opening + 1); place >= 0; place = text.indexOf('"', place + 2)) {
    if (place + 1 >= limit) return -1;
    if (text.charCodeAt(place + 1) !== QUOTE) return place;
  }
  return -1;
}

function lineEnds(cell: string): number {
  let count = 0;
  for (let place = cell.indexOf("\n"); place >= 0; place = cell.indexOf("\n", place + 1)) count += 1;
  return count;
}

/** What `trim` takes away, but ends of lines. */
function isBlankCharacter(character: number): boolean {
  if (character > SPACE && character < NO_BREAK_SPACE) return false;
  if (character === SPACE || character === TAB || character === 0x0b || character === 0x0c) return true;
  return character >= NO_BREAK_SPACE && String.fromCharCode(character).trim() === "";
}
