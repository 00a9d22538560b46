import { CellProblem, type Column } from "../package/columns.ts";

/** Values kept per column to be used again: rates, months, kinds and days repeat. */
const REMEMBERED = 4096;
/** With that many digits every number is exact, whatever scale is added. */
const EXACT_DIGITS = 15;
const [MINUS, DOT, COMMA, ZERO, NINE] = [0x2d, 0x2e, 0x2c, 0x30, 0x39];

/** Reads the cells of one column straight from the text of many rows; a problem comes back as such. */
export interface CellReader {
  readonly field: string;
  readonly column: Column<unknown>;
  /** @param end the place after the cell; nothing to trim around it. */
  readonly read: (text: string, start: number, end: number) => unknown;
}

export function cellReader(field: string, column: Column<unknown>): CellReader {
  return column.bounds === undefined ? new RepeatedCells(field, column) : new NumberCells(field, column);
}

/** What a blank cell, or a column left out, means. */
export function blankValue(column: Column<unknown>): unknown {
  return column.blank === undefined ? new CellProblem("blank-cell") : column.blank;
}

/** Cells that are texts: most say what one of the rows before said, mostly the last. */
class RepeatedCells implements CellReader {
  readonly field: string;
  readonly column: Column<unknown>;
  readonly #blank: unknown;
  readonly #remembered = new Map<string, unknown>();
  #last = "";
  #lastValue: unknown = null;

  constructor(field: string, column: Column<unknown>) {
    this.field = field;
    this.column = column;
    this.#blank = blankValue(column);
  }

  read(text: string, start: number, end: number): unknown {
    if (start === end) return this.#blank;
    const last = this.#last;
    if (last.length === end - start) {
      let offset = 0;
      while (offset < last.length && last.charCodeAt(offset) === text.charCodeAt(start + offset)) offset += 1;
      if (offset === last.length) return this.#lastValue;
    }
    return this.#find(text.substring(start, end));
  }

  #find(cell: string): unknown {
    const known = this.#remembered.get(cell);
    if (known !== undefined) {
      this.#last = cell;
      this.#lastValue = known;
      return known;
    }
    const value = readCell(this.column, cell);
    if (value instanceof CellProblem) return value;
    this.#last = cell;
    this.#lastValue = value;
    if (this.#remembered.size < REMEMBERED) this.#remembered.set(cell, value);
    return value;
  }
}

/** Cells that are numbers, read digit by digit; what is written in another way is left to the column. */
class NumberCells implements CellReader {
  readonly field: string;
  readonly column: Column<unknown>;
  readonly #blank: unknown;
  readonly #scale: number;
  readonly #from: number;
  readonly #to: number;

  constructor(field: string, column: Column<unknown>) {
    this.field = field;
    this.column = column;
    this.#blank = blankValue(column);
    const { scale, from, to } = column.bounds!;
    [this.#scale, this.#from, this.#to] = [scale, from, to];
  }

  read(text: string, start: number, end: number): unknown {
    if (start === end) return this.#blank;
    const isNegative = text.charCodeAt(start) === MINUS;
    let offset = isNegative ? start + 1 : start;
    let [units, digits, decimals] = [0, 0, -1];
    for (; offset < end; offset += 1) {
      const character = text.charCodeAt(offset);
      if (character >= ZERO && character <= NINE) {
        units = units * 10 + (character - ZERO);
        digits += 1;
        if (decimals >= 0) decimals += 1;
      } else if ((character === DOT || character === COMMA) && decimals < 0 && digits > 0) decimals = 0;
      else break;
    }
    const missing = this.#scale - Math.max(decimals, 0);
    if (offset < end || digits === 0 || missing < 0 || digits + missing > EXACT_DIGITS)
      return readCell(this.column, text.substring(start, end));
    for (let place = 0; place < missing; place += 1) units *= 10;
    const value = isNegative && units !== 0 ? -units : units;
    return value < this.#from || value > this.#to
      ? new CellProblem("number-out-of-range", { text: text.substring(start, end) })
      : value;
  }
}

function readCell(column: Column<unknown>, cell: string): unknown {
  return cell.includes("\ufffd") ? new CellProblem("broken-encoding") : column.read(cell);
}
