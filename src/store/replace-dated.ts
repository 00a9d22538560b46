import type { ScopedTransaction } from "../world/database/scope.ts";
import { arrays, type ColumnOfRows, chunks, type RowChange, unnest } from "./merge-rows.ts";

/** A table of dated facts that belong to an owner: a unit, a right, a person. */
export interface DatedTable {
  readonly table: string;
  readonly owner: string;
  /** Owner's id of each row. */
  readonly ownerOf: (row: number) => number;
  /** All columns but the cooperative; the owner among them, `during` the days. */
  readonly columns: readonly ColumnOfRows[];
  readonly count: number;
}

export interface ReplaceCount {
  inserted: number;
  deleted: number;
  readonly changes: RowChange[];
}

/** Owners whose facts are compared in one statement. */
const CHUNK_OWNERS = 5_000;

/**
 * Replaces the dated facts of every owner that has rows here and whose facts differ; owners told the same as before, and owners
 * without rows here, are left untouched.
 * @param isTracked whether the changes are to be returned, value by value.
 */
export async function replaceDated(
  tx: ScopedTransaction,
  cooperativeId: number,
  dated: DatedTable,
  isTracked: boolean,
): Promise<ReplaceCount> {
  const rowsOfOwner = Map.groupBy(
    Array.from({ length: dated.count }, (_, row) => row),
    dated.ownerOf,
  );
  const result: ReplaceCount = { inserted: 0, deleted: 0, changes: [] };
  for (const owners of chunks([...rowsOfOwner.keys()], CHUNK_OWNERS)) {
    const rows = owners.flatMap((owner) => rowsOfOwner.get(owner)!);
    const differing = await findDiffering(tx, cooperativeId, dated, owners, rows);
    if (differing.length === 0) continue;
    await rewrite(tx, cooperativeId, dated, differing, rowsOfOwner, isTracked, result);
  }
  return result;
}

async function findDiffering(
  tx: ScopedTransaction,
  cooperativeId: number,
  { table, owner, columns }: DatedTable,
  owners: readonly number[],
  rows: readonly number[],
): Promise<number[]> {
  const names = columns.map(({ name }) => name).join(", ");
  const found = await tx.client.query<{ owner: number }>(
    `with given as (select * from ${unnest(columns, 3)} as g(${names})),
       kept as (select ${names} from ${table} where cooperative_id = $1 and ${owner} = any($2::int[])),
       differing as ((table given except table kept) union all (table kept except table given))
     select distinct ${owner} as owner from differing order by 1`,
    [cooperativeId, owners, ...arrays(columns, rows)],
  );
  return found.rows.map((row) => row.owner);
}

async function rewrite(
  tx: ScopedTransaction,
  cooperativeId: number,
  { table, owner, columns }: DatedTable,
  owners: readonly number[],
  rowsOfOwner: ReadonlyMap<number, number[]>,
  isTracked: boolean,
  result: ReplaceCount,
): Promise<void> {
  const names = columns.map(({ name }) => name);
  const values = names.filter((name) => name !== owner && name !== "during");
  const told = `${owner}::text as owner, concat_ws('|', ${["null", ...values].join(", ")}) as value, during::text as during`;
  const answer = isTracked ? `returning ${told}` : "";
  const deleted = await tx.client.query<Told>(
    `delete from ${table} where cooperative_id = $1 and ${owner} = any($2::int[]) ${answer}`,
    [cooperativeId, owners],
  );
  const rows = owners.flatMap((of) => rowsOfOwner.get(of)!);
  const inserted = await tx.client.query<Told>(
    `insert into ${table} (cooperative_id, ${names.join(", ")})
     select $1, g.* from ${unnest(columns, 2)} as g(${names.join(", ")}) ${answer}`,
    [cooperativeId, ...arrays(columns, rows)],
  );
  result.deleted += deleted.rowCount ?? 0;
  result.inserted += inserted.rowCount ?? 0;
  for (const row of deleted.rows) result.changes.push(asChange(table, row, null));
  for (const row of inserted.rows) result.changes.push(asChange(table, null, row));
}

interface Told {
  readonly owner: string;
  readonly value: string;
  readonly during: string;
}

function asChange(table: string, before: Told | null, after: Told | null): RowChange {
  return {
    owner: `${table} ${(before ?? after)!.owner}`,
    before: before?.value ?? null,
    beforeDuring: before?.during ?? null,
    after: after?.value ?? null,
    afterDuring: after?.during ?? null,
  };
}

/** Owners told nothing here of whom the database has dated facts. */
export async function loadOwnersWithout(
  tx: ScopedTransaction,
  cooperativeId: number,
  { table, owner, ownerOf, count }: DatedTable,
  owners: readonly number[],
): Promise<number[]> {
  const told = new Set(Array.from({ length: count }, (_, row) => ownerOf(row)));
  const untold = owners.filter((id) => !told.has(id));
  if (untold.length === 0) return [];
  const { rows } = await tx.client.query<{ owner: number }>(
    `select distinct ${owner} as owner from ${table} where cooperative_id = $1 and ${owner} = any($2::int[]) order by 1`,
    [cooperativeId, untold],
  );
  return rows.map((row) => row.owner);
}
