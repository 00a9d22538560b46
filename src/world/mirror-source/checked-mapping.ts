import type { MirrorKind } from "../../domain/mirror/areas.ts";
import { accept, type Refusal, type Result, refusal, refuse } from "../../domain/values/result.ts";
import { MAPPED_TABLES, type MappedTable } from "../../formats/mirror-mapping/mapped-tables.ts";
import { type MappedQuery, type MirrorMapping, POSTED_ON } from "../../formats/mirror-mapping/mapping.ts";
import { withSince } from "../../formats/mirror-mapping/query-text.ts";
import { resultProblems } from "../../formats/mirror-mapping/row-reader.ts";
import { DELETED_TABLE } from "../../formats/mirror-package/deleted-table.ts";
import { TOTALS_TABLE } from "../../formats/mirror-package/totals-table.ts";
import type { Column } from "../../formats/package/columns.ts";
import { isReadableFolder } from "./library-files.ts";
import type { BoundQuery, ResultColumn, SourceConnection } from "./source.ts";

/** A query that the database has described: what it returns is known and fits. */
export interface CheckedQuery {
  readonly mapped: MappedQuery;
  /** The whole table; of deletions what went away after the mark. */
  readonly whole: BoundQuery;
  /** What is read in this run: the whole table or what changed after the mark. */
  readonly asked: BoundQuery;
  readonly result: readonly ResultColumn[];
}

export interface CheckedMapping {
  readonly mapping: MirrorMapping;
  /** The mark that a difference follows; null: the whole picture. */
  readonly since: string | null;
  readonly tables: readonly { readonly mapped: MappedTable; readonly queries: readonly CheckedQuery[] }[];
  readonly totals: readonly { readonly kind: MirrorKind; readonly queries: readonly CheckedQuery[] }[];
  readonly deleted: readonly CheckedQuery[];
}

/** A mark that only stands where queries are described. */
const NO_MARK = "0";

/**
 * Holds a mapping against the live database before anything is read: every query is described and its columns compared. Lists all
 * problems at once: `query-failed`, `query-column-missing`, `query-column-unknown`, `query-column-twice`, `mapping-column-missing`,
 * `source-library-folder-missing`.
 * @param since the mark that a difference follows; null reads everything.
 */
export async function checkMapping(
  connection: SourceConnection,
  mapping: MirrorMapping,
  since: string | null,
): Promise<Result<CheckedMapping>> {
  const problems: Refusal[] = [];
  const checker = new Checker(connection, since, problems);
  await checker.single(mapping.mark, "mark");
  await checker.single(mapping.asOf, "asOf");
  const tables = [];
  for (const mapped of MAPPED_TABLES.values()) {
    const queries = mapping.tables.get(mapped.name);
    if (queries === undefined) continue;
    const spared = mapped.kind === "posting" ? [POSTED_ON] : [];
    const columns = Object.values(mapped.table.columns);
    tables.push({ mapped, queries: await checker.all(queries, mapped.name, columns, spared) });
  }
  const totals = [];
  for (const [kind, queries] of mapping.totals) {
    const { kind: _kind, rows, ...columns } = TOTALS_TABLE.columns;
    const all = [{ ...rows, blank: null }, ...Object.values(columns)];
    totals.push({ kind, queries: await checker.all(queries, `totals.${kind}`, all, []) });
  }
  const { libraryFolder } = mapping;
  if (libraryFolder !== null && !(await isReadableFolder(libraryFolder)))
    problems.push(refusal("source-library-folder-missing", { path: libraryFolder }));
  const deleted = await checker.all(mapping.deleted, "deleted", Object.values(DELETED_TABLE.columns), []);
  return problems.length > 0
    ? refuse(...problems)
    : accept({ mapping, since, tables, totals, deleted: since === null ? [] : deleted });
}

/** A query with the mark written where it asks for it. */
export function bound(connection: SourceConnection, query: string, mark: string): BoundQuery {
  const marks: string[] = [];
  const text = withSince(query, () => {
    marks.push(mark);
    return connection.writeMark(mark);
  });
  return { text, marks };
}

class Checker {
  readonly #connection: SourceConnection;
  readonly #since: string | null;
  readonly #problems: Refusal[];

  constructor(connection: SourceConnection, since: string | null, problems: Refusal[]) {
    this.#connection = connection;
    this.#since = since;
    this.#problems = problems;
  }

  async all(
    queries: readonly MappedQuery[],
    name: string,
    columns: readonly Column<unknown>[],
    spared: readonly string[],
  ): Promise<CheckedQuery[]> {
    const checked: CheckedQuery[] = [];
    for (const [index, mapped] of queries.entries()) {
      const place = queries.length === 1 ? name : `${name}[${index + 1}]`;
      const mark = this.#since ?? NO_MARK;
      const whole = bound(this.#connection, mapped.query, mark);
      const result = await this.#described(whole, place, mapped, columns, spared);
      let asked = whole;
      if (mapped.since !== null) {
        const changes = bound(this.#connection, mapped.since, mark);
        const described = await this.#described(changes, `${place}.since`, mapped, columns, spared);
        if (this.#since !== null) asked = changes;
        if (namesOf(described) !== namesOf(result))
          this.#problems.push(refusal("query-columns-differ", { place: `${place}.since` }));
      }
      checked.push({ mapped, whole, asked, result });
    }
    return checked;
  }

  async single(query: string | null, place: string): Promise<void> {
    if (query === null) return;
    const described = await this.#connection.describe(bound(this.#connection, query, NO_MARK), place);
    if (!described.ok) this.#problems.push(...described.refusals);
    else if (described.value.length !== 1)
      this.#problems.push(refusal("query-not-single-value", { place, columns: described.value.length }));
  }

  async #described(
    query: BoundQuery,
    place: string,
    mapped: MappedQuery,
    columns: readonly Column<unknown>[],
    spared: readonly string[],
  ): Promise<readonly ResultColumn[]> {
    const described = await this.#connection.describe(query, place);
    if (!described.ok) {
      this.#problems.push(...described.refusals);
      return [];
    }
    this.#problems.push(...resultProblems(place, columns, mapped.values, described.value, spared));
    return described.value;
  }
}

function namesOf(result: readonly ResultColumn[]): string {
  return result.map(({ name }) => name.toLowerCase()).join();
}
