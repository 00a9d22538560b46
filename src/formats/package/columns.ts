import { parseScaled } from "../../domain/values/decimal.ts";
import { type Month, parseMonth } from "../../domain/values/month.ts";
import { addDays, type PlainDate, parsePlainDate } from "../../domain/values/plain-date.ts";
import type { Refusal } from "../../domain/values/result.ts";

/** Why a cell cannot be read. */
export class CellProblem implements Refusal {
  readonly reason: string;
  readonly data: Refusal["data"];

  constructor(reason: string, data: Refusal["data"] = {}) {
    this.reason = reason;
    this.data = data;
  }
}

/** How the cells of a column are written and read. */
export interface Column<T> {
  /** The heading. */
  readonly name: string;
  /** What the column holds, for the documentation. */
  readonly holds: string;
  /** The value of a blank cell; undefined where a cell must not be blank. */
  readonly blank?: T;
  /** The file whose codes the cells name; `read` is not asked then. */
  readonly refersTo?: string;
  /** Digits after the decimal point of an amount or quantity, for control sums. */
  readonly scale?: number;
  /** Of a number: decimals kept, and the least and the greatest in units of 10^-scale. */
  readonly bounds?: { readonly scale: number; readonly from: number; readonly to: number };
  /** What stands for a cell that cannot be read. */
  readonly unread: T;
  readonly read: (cell: string) => T | CellProblem;
}

const LONGEST_TEXT = 4000;
const LONGEST_CODE = 100;
const EARLIEST_YEAR = 1800;
const LATEST_YEAR = 2199;
// Control characters but tab and line ends: the database refuses NUL, and no record means the others.
// biome-ignore lint/suspicious/noControlCharactersInRegex: looking for exactly these
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** A short text that names a row. */
export function code(name = "code"): Column<string> {
  return { name, holds: "code", unread: "", read: (cell) => readText(cell, LONGEST_CODE) };
}

export function text(name: string): Column<string> {
  return { name, holds: "text", unread: "", read: (cell) => readText(cell, LONGEST_TEXT) };
}

/** The same column where a blank cell means the value given. */
export function optional<T, B>(column: Column<T>, blank: B): Column<T | B> {
  return { ...column, blank };
}

export function optionalText(name: string): Column<string> {
  return optional(text(name), "");
}

export function oneOf<const T extends string>(name: string, values: readonly T[]): Column<T> {
  const known = new Set<string>(values);
  return {
    name,
    holds: values.join(" | "),
    unread: values[0]!,
    read: (cell) =>
      known.has(cell)
        ? (cell as T)
        : new CellProblem("not-one-of", { text: cell, allowed: values.join(", ") }),
  };
}

export function yesOrNo(name: string): Column<boolean> {
  return {
    name,
    holds: "yes | no",
    unread: false,
    read: (cell) =>
      cell === "yes"
        ? true
        : cell === "no"
          ? false
          : new CellProblem("not-one-of", { text: cell, allowed: "yes, no" }),
  };
}

export function date(name: string): Column<PlainDate> {
  return { name, holds: "YYYY-MM-DD", unread: "1800-01-01" as PlainDate, read: readDate };
}

/** The last day of a period, written inclusively and kept as the day after it; blank for ever. */
export function lastDay(name = "last_day"): Column<PlainDate | null> {
  return {
    name,
    holds: "YYYY-MM-DD",
    blank: null,
    unread: null,
    read: (cell) => {
      const last = readDate(cell);
      return last instanceof CellProblem ? last : addDays(last, 1);
    },
  };
}

export function month(name: string): Column<Month> {
  return {
    name,
    holds: "YYYY-MM",
    unread: "1800-01" as Month,
    read: (cell) => {
      const read = parseMonth(cell);
      return read !== null && isYearKept(cell) ? read : new CellProblem("not-a-month", { text: cell });
    },
  };
}

/** A number kept as whole units of 10^-scale, within the bounds (in the same units). */
export function decimal(
  name: string,
  scale: number,
  { from = 0, to = 1e15 }: { readonly from?: number; readonly to?: number } = {},
): Column<number> {
  return {
    name,
    holds: scale === 0 ? "whole number" : `number, at most ${scale} decimals`,
    unread: 0,
    ...(scale === 0 ? {} : { scale }),
    bounds: { scale, from, to },
    read: (cell) => {
      const read = parseScaled(cell, scale);
      if (!read.ok) return new CellProblem(read.refusals[0]!.reason, read.refusals[0]!.data);
      return read.value < from || read.value > to
        ? new CellProblem("number-out-of-range", { text: cell })
        : read.value;
    },
  };
}

export function whole(
  name: string,
  bounds: { readonly from?: number; readonly to?: number } = {},
): Column<number> {
  return decimal(name, 0, { from: 0, to: 32_767, ...bounds });
}

/** An amount in złoty, kept in grosze. */
export function zloty(name: string, bounds: { readonly from?: number } = {}): Column<number> {
  return decimal(name, 2, { to: 1e13, ...bounds });
}

/** The code of a row of another file. */
export function reference<F extends string>(name: string, refersTo: F): Column<number> {
  return { name, holds: `code from ${refersTo}`, refersTo, unread: -1, read: () => -1 };
}

/** A text of a given form; the check names the reason. */
export function checked(
  name: string,
  holds: string,
  check: (cell: string) => string | CellProblem,
): Column<string> {
  return { name, holds, unread: "", read: check };
}

function readText(cell: string, longest: number): string | CellProblem {
  if (cell.length > longest) return new CellProblem("text-too-long", { length: cell.length, longest });
  return CONTROL.test(cell) ? new CellProblem("control-character") : cell;
}

function readDate(cell: string): PlainDate | CellProblem {
  const read = parsePlainDate(cell);
  return read !== null && isYearKept(cell) ? read : new CellProblem("not-a-day", { text: cell });
}

function isYearKept(cell: string): boolean {
  const year = Number(cell.slice(0, 4));
  return year >= EARLIEST_YEAR && year <= LATEST_YEAR;
}
