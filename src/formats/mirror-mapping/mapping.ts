import { MIRROR_KINDS, type MirrorKind } from "../../domain/mirror/areas.ts";
import { accept, type Refusal, type Result, refusal, refuse } from "../../domain/values/result.ts";
import { readCooperative } from "../package/manifest-cooperative.ts";
import { ObjectReader } from "../package/manifest-object.ts";
import { LIBRARY, MAPPED_TABLES, NAME_OF_KIND } from "./mapped-tables.ts";
import { followsMark, queryProblems } from "./query-text.ts";
import { isRecord, listOf, readValueRule, type ValueRule } from "./value-rules.ts";

/** One query and how its columns become ours. */
export interface MappedQuery {
  readonly query: string;
  /** What changed after a mark, in whole buckets; null: the whole table is read again. */
  readonly since: string | null;
  readonly values: ReadonlyMap<string, ValueRule>;
}

/** How another program's database becomes a mirror package. */
export interface MirrorMapping {
  /** Facts of the cooperative as its manifest gives them. */
  readonly cooperative: Readonly<Record<string, unknown>>;
  /** One row, one column: how the program names its present state; null: the moment of reading. */
  readonly mark: string | null;
  /** One row, one column: as of when its records are; null: the moment of reading. */
  readonly asOf: string | null;
  /** Rows of each table, of several queries one after the other. */
  readonly tables: ReadonlyMap<string, readonly MappedQuery[]>;
  /** The program's own totals, such as its table of turnover. */
  readonly totals: ReadonlyMap<MirrorKind, readonly MappedQuery[]>;
  /** Absolute path of the folder with the files that the table `library` names; null where the mapping has no such table. */
  readonly libraryFolder: string | null;
  /** Buckets that went away after a mark: columns `kind` and `key`. */
  readonly deleted: readonly MappedQuery[];
}

export const MAPPING_FORMAT = "osiedle-mirror-mapping";
const FORMAT_VERSION = 1;
const FIELDS = [
  "format",
  "formatVersion",
  "comment",
  "cooperative",
  "mark",
  "asOf",
  "lists",
  "tables",
  "totals",
  "libraryFolder",
  "deleted",
];
const TOTAL_COLUMNS = ["account", "month", "rows", "debit", "credit", "amount", "remaining"];
const DELETED_COLUMNS = ["kind", "key"];
/** Days that mirrored postings are summed by; no column of ours, read only for the totals. */
export const POSTED_ON = "posted_on";

/** Reads a mapping and lists everything wrong with it that shows without the database. */
export function readMirrorMapping(value: unknown): Result<MirrorMapping> {
  if (!isRecord(value)) return refuse(refusal("mapping-not-object"));
  const problems: Refusal[] = [];
  if (value.format !== MAPPING_FORMAT || value.formatVersion !== FORMAT_VERSION)
    problems.push(
      refusal("mapping-format-unknown", { format: String(value.format), expected: MAPPING_FORMAT }),
    );
  for (const field of Object.keys(value))
    if (!FIELDS.includes(field)) problems.push(refusal("mapping-field-unknown", { field }));
  if (!isRecord(value.cooperative)) problems.push(refusal("mapping-field-missing", { field: "cooperative" }));
  else readCooperative(new ObjectReader(value.cooperative, "cooperative.", reportField(problems)));
  const lists = readLists(value.lists, problems);
  const read = (given: unknown, place: string, columns: readonly string[]) =>
    readQueries(given, place, columns, lists, problems);
  const mapping: MirrorMapping = {
    cooperative: isRecord(value.cooperative) ? value.cooperative : {},
    mark: readSingle(value.mark, "mark", problems),
    asOf: readSingle(value.asOf, "asOf", problems),
    tables: readTables(value.tables, problems, read),
    totals: readTotals(value.totals, problems, read),
    libraryFolder: readLibraryFolder(value, problems),
    deleted: value.deleted === undefined ? [] : read(value.deleted, "deleted", DELETED_COLUMNS),
  };
  return problems.length > 0 ? refuse(...problems) : accept(mapping);
}

/** What is wrong with the cooperative's own facts, in the mapping's words. */
function reportField(problems: Refusal[]) {
  const reasons: Readonly<Record<string, string>> = {
    "missing-field": "mapping-field-missing",
    "unknown-field": "mapping-field-unknown",
  };
  return (field: string, reason: string) =>
    void problems.push(refusal(reasons[reason] ?? "mapping-field-bad", { field }));
}

/** Whether the program can tell what changed: it names its states and tells changes and what went away. */
export function canTellChanges({ mark, tables, deleted }: MirrorMapping): boolean {
  const queries = [...tables.values()].flat();
  return mark !== null && deleted.length > 0 && queries.some(({ since }) => since !== null);
}

type ReadQueries = (given: unknown, place: string, columns: readonly string[]) => readonly MappedQuery[];

function readTables(value: unknown, problems: Refusal[], read: ReadQueries): MirrorMapping["tables"] {
  const tables = new Map<string, readonly MappedQuery[]>();
  if (!isRecord(value)) {
    problems.push(refusal("mapping-field-missing", { field: "tables" }));
    return tables;
  }
  for (const name of Object.keys(value))
    if (!MAPPED_TABLES.has(name)) problems.push(refusal("mapping-table-unknown", { table: name }));
  for (const { name, table } of MAPPED_TABLES.values()) {
    if (value[name] === undefined) {
      if (table.isRequired) problems.push(refusal("mapping-table-missing", { table: name }));
      continue;
    }
    const columns = Object.values(table.columns).map((column) => column.name);
    tables.set(name, read(value[name], name, columns));
  }
  return tables;
}

/** Where the library's files are: given where its table is, and by no path that depends on who reads. */
function readLibraryFolder(
  { tables, libraryFolder }: Readonly<Record<string, unknown>>,
  problems: Refusal[],
): string | null {
  const isMapped = isRecord(tables) && tables[LIBRARY] !== undefined;
  if (libraryFolder === undefined || libraryFolder === null) {
    if (isMapped) problems.push(refusal("mapping-field-missing", { field: "libraryFolder" }));
    return null;
  }
  if (!isMapped) problems.push(refusal("mapping-table-missing", { table: LIBRARY }));
  if (typeof libraryFolder === "string" && /^(?:[/\\]|[A-Za-z]:[/\\])/.test(libraryFolder))
    return libraryFolder;
  problems.push(refusal("mapping-folder-not-absolute", { field: "libraryFolder" }));
  return null;
}

function readTotals(value: unknown, problems: Refusal[], read: ReadQueries): MirrorMapping["totals"] {
  const totals = new Map<MirrorKind, readonly MappedQuery[]>();
  if (value === undefined) return totals;
  if (!isRecord(value)) {
    problems.push(refusal("mapping-field-bad", { field: "totals" }));
    return totals;
  }
  const kinds = new Map(MIRROR_KINDS.map((kind) => [NAME_OF_KIND[kind], kind]));
  for (const [name, given] of Object.entries(value)) {
    const kind = kinds.get(name);
    if (kind === undefined) problems.push(refusal("mapping-table-unknown", { table: `totals.${name}` }));
    else totals.set(kind, read(given, `totals.${name}`, TOTAL_COLUMNS));
  }
  return totals;
}

function readQueries(
  given: unknown,
  place: string,
  columns: readonly string[],
  lists: ReadonlyMap<string, ReadonlyMap<string, string>>,
  problems: Refusal[],
): readonly MappedQuery[] {
  const several = Array.isArray(given) ? given : [given];
  if (several.length === 0) problems.push(refusal("mapping-field-missing", { field: `${place}.query` }));
  return several.map((entry: unknown, index) => {
    const here = several.length === 1 ? place : `${place}[${index + 1}]`;
    const query: unknown = isRecord(entry) ? entry.query : entry;
    const since: unknown = isRecord(entry) ? (entry.since ?? null) : null;
    const values = new Map<string, ValueRule>();
    if (typeof query !== "string")
      problems.push(refusal("mapping-field-missing", { field: `${here}.query` }));
    else problems.push(...queryProblems(query, here, place === "deleted"));
    if (typeof since === "string") {
      problems.push(...queryProblems(since, `${here}.since`, true));
      if (!followsMark(since)) problems.push(refusal("query-without-since", { place: `${here}.since` }));
    } else if (since !== null) problems.push(refusal("mapping-field-bad", { field: `${here}.since` }));
    if (isRecord(entry)) {
      for (const field of Object.keys(entry))
        if (!["query", "since", "values", "comment"].includes(field))
          problems.push(refusal("mapping-field-unknown", { field: `${here}.${field}` }));
      for (const [column, rule] of Object.entries(isRecord(entry.values) ? entry.values : {})) {
        const at = `${here}.values.${column}`;
        if (!columns.includes(column) && column !== POSTED_ON)
          problems.push(refusal("mapping-column-unknown", { place: here, column }));
        const read = readValueRule(rule, at, lists, problems);
        if (read !== null) values.set(column, read);
      }
    }
    return {
      query: typeof query === "string" ? query : "",
      since: typeof since === "string" ? since : null,
      values,
    };
  });
}

function readSingle(value: unknown, field: string, problems: Refusal[]): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === "string") {
    problems.push(...queryProblems(value, field, false));
    return value;
  }
  problems.push(refusal("mapping-field-bad", { field }));
  return null;
}

function readLists(value: unknown, problems: Refusal[]): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const lists = new Map<string, ReadonlyMap<string, string>>();
  for (const [name, given] of Object.entries(isRecord(value) ? value : {})) {
    const list = listOf(given);
    if (list === null) problems.push(refusal("mapping-field-bad", { field: `lists.${name}` }));
    else lists.set(name, list);
  }
  return lists;
}
