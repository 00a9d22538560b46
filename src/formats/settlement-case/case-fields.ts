import { type ExactDecimal, parseExactDecimal } from "../../domain/settlement/exact-decimal.ts";
import type { Refusal } from "../../domain/values/result.ts";
import { refusal } from "../../domain/values/result.ts";

/** A number as it stands in the JSON text, so that no digit is lost in a float on the way. */
export class WrittenNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Parses JSON keeping numbers as they are written. Throws a SyntaxError for text that is no JSON. */
export function parseJsonExactly(text: string): unknown {
  const keepNumbers = (_name: string, value: unknown, context?: { readonly source?: string }) =>
    typeof value === "number" ? new WrittenNumber(context?.source ?? String(value)) : value;
  return JSON.parse(text, keepNumbers as (name: string, value: unknown) => unknown);
}

/** Fields for people that a case may carry anywhere and that change nothing. */
const REMARKS = new Set(["name", "description", "comment", "note"]);

export type Report = (problem: Refusal) => void;

/** Takes the fields of one JSON object and reports what is missing, unreadable or unknown, with its place in the case. */
export class CaseObject {
  readonly place: string;
  readonly #fields: ReadonlyMap<string, unknown>;
  readonly #report: Report;
  readonly #taken = new Set<string>();

  /** Reports a value that is no object, and then answers as an empty one. */
  constructor(value: unknown, place: string, report: Report) {
    const isObject =
      typeof value === "object" &&
      value !== null &&
      !Array.isArray(value) &&
      !(value instanceof WrittenNumber);
    this.place = place;
    this.#fields = new Map(isObject ? Object.entries(value) : []);
    this.#report = report;
    if (!isObject) report(refusal("case-field-unreadable", { field: place || "—", written: written(value) }));
  }

  /** The value of a field that may be left out; null and undefined are the same. Reports one that cannot be read. */
  optional<T>(name: string, read: (value: unknown) => T | null, instead: T): T | undefined {
    this.#taken.add(name);
    const value = this.#fields.get(name);
    if (value === undefined || value === null) return undefined;
    const taken = read(value);
    if (taken !== null) return taken;
    this.#report(refusal("case-field-unreadable", { field: this.placeOf(name), written: written(value) }));
    return instead;
  }

  /** The value of a field that must be there; `instead` stands in for one that is missing or cannot be read. */
  required<T>(name: string, read: (value: unknown) => T | null, instead: T): T {
    const value = this.optional(name, read, instead);
    if (value !== undefined) return value;
    this.#report(refusal("case-field-missing", { field: this.placeOf(name) }));
    return instead;
  }

  /** Whether a field is written and null, which is something else than left out. */
  isNull(name: string): boolean {
    return this.#fields.get(name) === null;
  }

  /** Reports fields that nobody asked for: a misspelt one would otherwise silently count as left out. */
  finish(): void {
    for (const name of this.#fields.keys())
      if (!this.#taken.has(name) && !REMARKS.has(name))
        this.#report(refusal("case-field-unknown", { field: this.placeOf(name) }));
  }

  placeOf(name: string): string {
    return this.place === "" ? name : `${this.place}.${name}`;
  }
}

export function listOf(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) ? value : null;
}

export function objectOf(value: unknown): object | null {
  const isObject = typeof value === "object" && !Array.isArray(value) && !(value instanceof WrittenNumber);
  return isObject ? value : null;
}

/** A filled text of one line. */
export function textOf(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" && !/\p{Cc}/u.test(value) ? value : null;
}

/** A decimal written as text or as a JSON number. */
export function decimalOf(value: unknown): ExactDecimal | null {
  if (value instanceof WrittenNumber) return parseExactDecimal(withoutExponent(value.text));
  return typeof value === "string" ? parseExactDecimal(value.trim()) : null;
}

/** A whole number of grosze written as a JSON number. */
export function groszeOf(value: unknown): number | null {
  const decimal = value instanceof WrittenNumber ? decimalOf(value) : null;
  if (decimal === null || decimal.scale > 0) return null;
  const whole = Number(decimal.coefficient);
  return Number.isSafeInteger(whole) ? whole : null;
}

const LARGEST_EXPONENT = 50;

/** "1e-7" as "0.0000001": programs write small and large numbers so. */
function withoutExponent(text: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?[eE]([+-]?\d+)$/.exec(text);
  if (match === null) return text;
  const [, sign = "", whole = "", fraction = ""] = match;
  const exponent = Number(match[4]);
  if (Math.abs(exponent) > LARGEST_EXPONENT) return text;
  const digits = `${"0".repeat(LARGEST_EXPONENT)}${whole}${fraction}${"0".repeat(LARGEST_EXPONENT)}`;
  const point = LARGEST_EXPONENT + whole.length + exponent;
  const written = `${digits.slice(0, point).replace(/^0+(?=\d)/, "")}.${digits.slice(point).replace(/0+$/, "")}`;
  return `${sign}${written}`;
}

/** A value as the case has it, cut short. */
export function written(value: unknown): string {
  const plain = (_name: string, item: unknown) => (item instanceof WrittenNumber ? item.text : item);
  const text = value instanceof WrittenNumber ? value.text : JSON.stringify(value, plain);
  return (text ?? "").slice(0, 100);
}
