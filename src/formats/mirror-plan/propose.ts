import { MAPPED_TABLES } from "../mirror-mapping/mapped-tables.ts";
import type { SourceColumn, SourceRow } from "../mirror-mapping/row-reader.ts";
import type { Column } from "../package/columns.ts";
import { BOOKS_NAMES } from "./polish-books.ts";
import { ASSUMED, CREDIT_NAMES, DEBIT_NAMES, POLISH_CODES } from "./polish-codes.ts";
import { REGISTER_NAMES } from "./polish-register.ts";

/** A table or file of the other program with some of its rows. */
export interface SampleTable {
  readonly name: string;
  readonly columns: readonly SourceColumn[];
  readonly rows: readonly SourceRow[];
}

/** How one of our tables may come from one of theirs. */
export interface ProposedTable {
  readonly name: string;
  readonly from: SampleTable;
  /** Rules as the mapping file writes them, by our column. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Our columns that must be filled and for which nothing was found. */
  readonly missing: readonly string[];
  /** Our columns filled with a constant that was taken for granted. */
  readonly assumed: readonly string[];
  /** Codes of the program whose meaning is not known, by our column. */
  readonly unknownCodes: Readonly<Record<string, readonly string[]>>;
  /** What such a code may mean, by our column. */
  readonly meanings: Readonly<Record<string, readonly string[]>>;
}

const POLISH_NAMES = { ...REGISTER_NAMES, ...BOOKS_NAMES };

/** Points for the name of a table, for a column that must be filled, for one that may. */
const POINTS = { table: 6, required: 3, optional: 1 };
/** Under a strange name, less than this share and number of the columns that must be filled is another table. */
const LEAST_SHARE = 0.7;
const LEAST_COLUMNS = 4;
const MOST_CODES = 20;

/** Small letters without Polish marks, words joined by `_`. */
export function plainName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll("ł", "l")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
}

/** Proposes for each of our tables the likeliest of theirs; tables for which nothing fits are left out. */
export function proposeTables(samples: readonly SampleTable[]): ProposedTable[] {
  return [...MAPPED_TABLES.values()].flatMap(({ name, table }) => {
    const columns = Object.values(table.columns) as Column<unknown>[];
    const fitting = samples
      .map((sample) => ({
        proposed: proposeTable(name, columns, sample),
        points: pointsOf(name, columns, sample),
      }))
      .filter(({ points }) => points > 0)
      .sort((a, b) => b.points - a.points);
    return fitting[0] === undefined ? [] : [fitting[0].proposed];
  });
}

function pointsOf(name: string, columns: readonly Column<unknown>[], sample: SampleTable): number {
  const names = POLISH_NAMES[name];
  if (names === undefined) return 0;
  const own = plainName(sample.name.replace(/\.csv$/i, "").replace(/^.*\./, ""));
  const place = names.tables.findIndex((one) => own === one || own.split("_").includes(one));
  const required = columns.filter(({ blank }) => blank === undefined);
  const found = (among: readonly Column<unknown>[]) =>
    among.filter((column) => ruleOf(name, column, sample) !== null).length;
  const share = required.length === 0 ? 0 : found(required) / required.length;
  if (place < 0 && (share < LEAST_SHARE || found(required) < LEAST_COLUMNS)) return 0;
  if (found(required) === 0) return 0;
  const ofName = place < 0 ? 0 : POINTS.table - Math.min(place, POINTS.table - 1) / 2;
  return (
    ofName +
    POINTS.required * found(required) +
    POINTS.optional * found(columns.filter(({ blank }) => blank !== undefined))
  );
}

function proposeTable(name: string, columns: readonly Column<unknown>[], from: SampleTable): ProposedTable {
  const values: Record<string, unknown> = {};
  const [missing, assumed]: [string[], string[]] = [[], []];
  const unknownCodes: Record<string, readonly string[]> = {};
  const meanings: Record<string, readonly string[]> = {};
  for (const column of columns) {
    const rule = ruleOf(name, column, from);
    const constant = ASSUMED[name]?.[column.name];
    if (rule !== null) {
      const { written, unknown } = withCodes(column, rule, from);
      values[column.name] = written;
      if (unknown.length === 0) continue;
      unknownCodes[column.name] = unknown;
      meanings[column.name] = allowedIn(column) ?? [];
    } else if (column.blank === undefined && constant !== undefined) {
      values[column.name] = { constant };
      assumed.push(column.name);
    } else if (column.blank === undefined) missing.push(column.name);
  }
  return { name, from, values, missing, assumed, unknownCodes, meanings };
}

/** Their column for ours, or the pair Wn and Ma; null where none is called so. */
function ruleOf(
  name: string,
  column: Column<unknown>,
  sample: SampleTable,
): string | { debit: string; credit: string } | null {
  const named = (names: readonly string[]) => columnNamed(sample, names, POLISH_NAMES[name]?.columns ?? {});
  if (name === "postings" && (column.name === "side" || column.name === "amount")) {
    const [debit, credit] = [named(DEBIT_NAMES), named(CREDIT_NAMES)];
    if (debit !== null && credit !== null) return { debit, credit };
  }
  const found = named([...(POLISH_NAMES[name]?.columns[column.name] ?? []), column.name]);
  if (found !== null || column.name !== "heated_area") return found;
  return named(POLISH_NAMES["unit-states"]?.columns.usable_area ?? []);
}

/**
 * The column that is called so, else the one whose name is short for it: many programs come from times when a name had ten letters.
 * @param others names of all columns of the table: a single word that another of them is called is short for nothing.
 */
function columnNamed(
  sample: SampleTable,
  names: readonly string[],
  others: Readonly<Record<string, readonly string[]>>,
): string | null {
  const plain = new Map(sample.columns.map(({ name }) => [plainName(name), name]));
  for (const name of names) {
    const found = plain.get(name);
    if (found !== undefined) return found;
  }
  const taken = new Set(Object.values(others).flat());
  for (const name of names)
    for (const [short, found] of plain)
      if (isShortFor(short, name) && (short.includes("_") || !taken.has(short))) return found;
  return null;
}

const SHORTEST_WORD = 3;

/** `nr_dok` for `nr_dokumentu`: word by word the same or its beginning. */
function isShortFor(short: string, name: string): boolean {
  const [words, full] = [short.split("_"), name.split("_")];
  return (
    words.length === full.length &&
    words.every(
      (word, at) => word === full[at] || (word.length >= SHORTEST_WORD && full[at]!.startsWith(word)),
    )
  );
}

/** The words of a list that a column holds one of; null: it holds something else. */
function allowedIn({ holds }: Column<unknown>): readonly string[] | null {
  return holds.includes(" | ") && holds !== "yes | no" ? holds.split(" | ") : null;
}

/** Where ours is a word of a list, theirs is a code: its meanings as far as they are known. */
function withCodes(
  column: Column<unknown>,
  rule: string | { readonly debit: string; readonly credit: string },
  { columns, rows }: SampleTable,
): { readonly written: unknown; readonly unknown: readonly string[] } {
  const allowed = allowedIn(column);
  if (allowed === null || typeof rule !== "string") return { written: rule, unknown: [] };
  const position = columns.findIndex(({ name }) => name === rule);
  const found = [...new Set(rows.map((row) => row[position]?.trim() ?? ""))].filter((code) => code !== "");
  if (found.length === 0 || found.length > MOST_CODES)
    return { written: rule, unknown: found.slice(0, MOST_CODES) };
  if (found.every((code) => allowed.includes(code))) return { written: rule, unknown: [] };
  const list: Record<string, string> = {};
  for (const code of found) {
    const meaning = allowed.includes(code) ? code : POLISH_CODES[plainName(code).replaceAll("_", " ")];
    if (meaning !== undefined && allowed.includes(meaning)) list[code] = meaning;
  }
  return { written: { column: rule, list }, unknown: found.filter((code) => list[code] === undefined) };
}
