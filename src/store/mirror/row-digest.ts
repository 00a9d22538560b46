import { jsonbText } from "../../domain/mirror/jsonb-text.ts";
import { NO_NUMBER, NO_TEXT, RowHash } from "../../domain/mirror/row-hash.ts";
import type { CopyType } from "../../world/database/copy-encoding.ts";
import type { MirrorSpec } from "./spec.ts";

/** SQL of a row's 64-bit hash over the row `t`; the same as `RowDigest` computes of what is sent. */
export function hashOf({ columns, ours }: MirrorSpec): string {
  return columns
    .filter(([name]) => !ours.includes(name))
    .reduce(
      (seed, [name, type]) => valuesOf(`t.${name}`, type).reduce((so, value) => value(so), seed),
      "1::bigint",
    );
}

/** A column's values from left to right, each hashed with what came before as its seed. */
function valuesOf(column: string, type: CopyType): ((seed: string) => string)[] {
  const number = (value: string) => (seed: string) =>
    `hashint8extended(coalesce((${value})::int8, ${NO_NUMBER}), ${seed})`;
  const text = (value: string) => (seed: string) =>
    `hashtextextended(coalesce((${value})::text, E'\\x01'), ${seed})`;
  const day = (value: string) => number(`${value} - date '2000-01-01'`);
  switch (type) {
    case "date":
      return [day(column)];
    case "daterange":
      return [day(`lower(${column})`), day(`upper(${column})`)];
    case "bool":
      return [number(`${column}::int`)];
    case "text[]":
      return [text(`array_to_string(${column}, ' ')`)];
    case "text":
    case "jsonb":
      return [text(column)];
    default:
      return [number(column)];
  }
}

/** Hashes rows of a kind as they are sent. */
export class RowDigest {
  readonly #hash = new RowHash((text) => Buffer.from(text, "utf8"));
  readonly #types: readonly (CopyType | null)[];

  /** Rows come as `tx.copy` takes them: the cooperative first, then the columns of the kind. */
  constructor({ columns, ours }: MirrorSpec) {
    this.#types = columns.map(([name, type]) => (ours.includes(name) ? null : type));
  }

  get count(): number {
    return this.#hash.count;
  }

  /** Modulo 2^64, from 0. */
  get sum(): bigint {
    return this.#hash.sum;
  }

  add(row: readonly unknown[]): void {
    const [hash, types] = [this.#hash, this.#types];
    hash.begin();
    for (let index = 0; index < types.length; index += 1) {
      const type = types[index]!;
      if (type !== null) this.#value(type, row[index + 1]);
    }
    hash.end();
  }

  #value(type: CopyType, value: unknown): void {
    const hash = this.#hash;
    switch (type) {
      case "date":
        hash.number(value === null ? NO_NUMBER : dayNumber(value as string));
        return;
      case "daterange": {
        const [from = "", until = ""] = (value as string).slice(1, -1).split(",");
        hash.number(from === "" ? NO_NUMBER : dayNumber(from));
        hash.number(until === "" ? NO_NUMBER : dayNumber(until));
        return;
      }
      case "bool":
        hash.number(value === true ? 1 : 0);
        return;
      case "text[]":
        hash.text((value as readonly string[]).join(" "));
        return;
      case "jsonb":
        hash.text(jsonbText(value));
        return;
      case "text":
        hash.text(value === null ? NO_TEXT : (value as string));
        return;
      default:
        hash.number(value === null ? NO_NUMBER : (value as number));
    }
  }
}

const FIRST_DAY = Temporal.PlainDate.from("2000-01-01");
const dayNumbers = new Map<string, number>();

/** Days since 2000-01-01; millions of rows repeat few days. */
function dayNumber(day: string): number {
  const known = dayNumbers.get(day);
  if (known !== undefined) return known;
  const number = FIRST_DAY.until(day, { largestUnit: "days" }).days;
  dayNumbers.set(day, number);
  return number;
}
