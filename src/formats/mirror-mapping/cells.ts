import type { Column } from "../package/columns.ts";

/** What a column of a result holds, as the source's client tells it. */
export type SourceType = "text" | "number" | "float" | "day" | "moment" | "truth" | "other";

/** Turns a value of the source, as text, into a cell of ours; what it cannot read it leaves for the check of the package. */
export type CellWriter = (text: string) => string;

/** Later years are written for "for ever". */
const LATEST_YEAR = 2199;
/** A binary fraction this close to a whole unit was one. */
const FLOAT_NOISE = 1e-4;

/** How values become cells of a column. */
export function cellWriter(
  column: Column<unknown>,
  type: SourceType,
  options: { readonly isGrosze?: boolean; readonly isNegated?: boolean; readonly isDayAfter?: boolean } = {},
): CellWriter {
  const { isGrosze = false, isNegated = false, isDayAfter = false } = options;
  if (isNumber(column)) {
    const scale = column.scale ?? 0;
    return (text) => signed(isGrosze ? groszeAsZloty(text) : decimalOf(text, type, scale), isNegated);
  }
  switch (column.holds) {
    case "YYYY-MM-DD": {
      const isOpen = column.name === "last_day";
      return (text) => {
        const day = dayOf(text);
        if (isOpen && Number(day.slice(0, 4)) > LATEST_YEAR) return "";
        return isDayAfter ? dayBefore(day) : day;
      };
    }
    case "YYYY-MM":
      return monthOf;
    case "yes | no":
      return yesOrNoOf;
    case "NRB":
      return (text) => text.replace(/[\s-]/g, "");
    default:
      return (text) => text;
  }
}

/** Whether a column holds numbers: amounts, quantities, whole numbers. */
export function isNumber(column: Column<unknown>): boolean {
  return column.scale !== undefined || column.holds === "whole number";
}

/** `1 234,50`, `1234.5000`, `1.0` where whole numbers are due, and the binary fractions of FLOAT columns. */
function decimalOf(text: string, type: SourceType, scale: number): string {
  const plain = text.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".");
  if (type !== "float" && !/[eE]/.test(plain)) return plain;
  const units = Number(plain) * 10 ** scale;
  const whole = Math.round(units);
  if (!Number.isSafeInteger(whole) || Math.abs(units - whole) > FLOAT_NOISE) return plain;
  return shifted(String(whole), scale);
}

/** Whole grosze as złoty. */
function groszeAsZloty(text: string): string {
  const whole = text.replace(/[\s\u00a0\u202f]/g, "").replace(/[.,]0*$/, "");
  return /^[+-]?\d+$/.test(whole) ? shifted(whole, 2) : text;
}

function shifted(whole: string, scale: number): string {
  if (scale === 0) return whole;
  const isNegative = whole.startsWith("-");
  const digits = whole.replace(/^[+-]/, "").padStart(scale + 1, "0");
  return `${isNegative ? "-" : ""}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function signed(text: string, isNegated: boolean): string {
  if (!isNegated || /^[+-]?[0.]*$/.test(text)) return text;
  return text.startsWith("-") ? text.slice(1) : `-${text.replace(/^\+/, "")}`;
}

/** `2026-03-31 00:00:00`, `31.03.2026`, `31-03-2026`, `2026/03/31`, `20260331`. */
export function dayOf(text: string): string {
  const iso = /^(\d{4,})[-/.](\d{2})[-/.](\d{2})(?:[T ].*)?$/.exec(text);
  if (iso) return `${iso[1]}-${iso[2]}-${iso[3]}`;
  const polish = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ].*)?$/.exec(text);
  if (polish) return `${polish[3]}-${polish[2]!.padStart(2, "0")}-${polish[1]!.padStart(2, "0")}`;
  const digits = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  return digits ? `${digits[1]}-${digits[2]}-${digits[3]}` : text;
}

/** `202603`, `2026-03`, `2026/03`, `03.2026`, `3/2026`, or a day of the month. */
export function monthOf(text: string): string {
  const digits = /^(\d{4})(\d{2})$/.exec(text) ?? /^(\d{4})[-/.](\d{1,2})$/.exec(text);
  if (digits) return `${digits[1]}-${digits[2]!.padStart(2, "0")}`;
  const turned = /^(\d{1,2})[-/.](\d{4})$/.exec(text);
  if (turned) return `${turned[2]}-${turned[1]!.padStart(2, "0")}`;
  const day = dayOf(text);
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? day.slice(0, 7) : text;
}

const YES = new Set(["T", "TAK", "TRUE", "Y", "YES", "1", "-1"]);
const NO = new Set(["N", "NIE", "F", "FALSE", "NO", "0"]);

function yesOrNoOf(text: string): string {
  const word = text.toUpperCase();
  return YES.has(word) ? "yes" : NO.has(word) ? "no" : text;
}

function dayBefore(day: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (match === null) return day;
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (date > 1) return `${match[1]}-${match[2]}-${String(date - 1).padStart(2, "0")}`;
  const [y, m] = month > 1 ? [year, month - 1] : [year - 1, 12];
  const isLeap = (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0;
  const last = m === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(m) ? 30 : 31;
  return `${String(y).padStart(4, "0")}-${String(m).padStart(2, "0")}-${last}`;
}
