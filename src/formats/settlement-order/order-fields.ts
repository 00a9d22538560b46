import { decimalText } from "../../domain/settlement/exact-decimal.ts";
import { type PlainDate, parsePlainDate } from "../../domain/values/plain-date.ts";
import { type Refusal, refusal } from "../../domain/values/result.ts";
import {
  CaseObject,
  decimalOf,
  objectOf,
  parseJsonExactly,
  type Report,
  WrittenNumber,
  written,
} from "../settlement-case/case-fields.ts";

/** Reads the one object of a JSON file; problems of all its fields are collected. Null for a file that is no JSON. */
export function objectOfFile(text: string, problems: Refusal[]): CaseObject | null {
  try {
    const parsed = parseJsonExactly(text.replace(/^\uFEFF/, ""));
    return new CaseObject(parsed, "", (problem) => problems.push(problem));
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault;
    problems.push(refusal("case-not-json"));
    return null;
  }
}

/** Each object of a list; items that are no objects are reported and left out. */
export function eachObject<T>(
  items: readonly unknown[],
  place: string,
  report: Report,
  read: (fields: CaseObject) => T,
): T[] {
  return items.flatMap((item, index) => {
    const itemPlace = `${place}[${index}]`;
    if (item === null || objectOf(item) === null) {
      report(refusal("case-field-unreadable", { field: itemPlace, written: written(item) }));
      return [];
    }
    return [readWhole(new CaseObject(item, itemPlace, report), read)];
  });
}

/** Reads an object and reports the fields that nobody asked for. */
export function readWhole<T>(fields: CaseObject, read: (fields: CaseObject) => T): T {
  const value = read(fields);
  fields.finish();
  return value;
}

/** A decimal as the domain keeps it: text with a dot, digit by digit as written. */
export function decimalTextOf(value: unknown): string | null {
  const decimal = decimalOf(value);
  return decimal === null ? null : decimalText(decimal);
}

export function dayOf(value: unknown): PlainDate | null {
  return typeof value === "string" ? parsePlainDate(value) : null;
}

export function booleanOf(value: unknown): boolean | null {
  return typeof value === "boolean" ? value : null;
}

/** Any text, also an empty one. */
export function anyTextOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** A whole number that is not below zero. */
export function countOf(value: unknown): number | null {
  const count = value instanceof WrittenNumber ? Number(value.text) : Number.NaN;
  return Number.isSafeInteger(count) && count >= 0 ? count : null;
}

export function oneOf<T extends string>(allowed: readonly T[]): (value: unknown) => T | null {
  return (value) => allowed.find((one) => one === value) ?? null;
}

/** A list of which every item can be read. */
export function listOfAll<T>(read: (value: unknown) => T | null): (value: unknown) => readonly T[] | null {
  return (value) => {
    if (!Array.isArray(value)) return null;
    const items = value.map(read);
    return items.every((item) => item !== null) ? (items as T[]) : null;
  };
}
