import type { ScopedTransaction } from "../world/database/scope.ts";

/** A column of many rows: its name and SQL type, and the value of each row. */
export interface ColumnOfRows {
  readonly name: string;
  readonly type: "text" | "int" | "bigint" | "smallint" | "boolean" | "date" | "daterange" | "jsonb";
  readonly at: (row: number) => unknown;
}

/** How many rows came new and how many were changed. */
export interface MergeCount {
  inserted: number;
  updated: number;
}

/** A value and the days it held, before and after a change of the row; null where there was no row. */
export interface RowChange {
  readonly owner: string;
  readonly before: string | null;
  readonly beforeDuring: string | null;
  readonly after: string | null;
  readonly afterDuring: string | null;
}

/** What of a changed row matters to the past: SQL over the row `r`. */
export interface TrackedValue {
  readonly owner: string;
  readonly value: string;
  readonly during: string;
}

/** Rows that travel to the database in one statement. */
const CHUNK_ROWS = 10_000;

/**
 * Brings rows of a table to the values given: inserts what is new by its key, updates what differs, leaves equal rows untouched
 * (not even locked). A handful of statements however many rows there are.
 */
export async function mergeRows(
  tx: ScopedTransaction,
  cooperativeId: number,
  table: string,
  key: string,
  columns: readonly ColumnOfRows[],
  count: number,
  tracked?: TrackedValue,
): Promise<MergeCount & { readonly changes: RowChange[] }> {
  const names = columns.map(({ name }) => name);
  const others = names.filter((name) => name !== key);
  const of = (alias: string) => others.map((name) => `${alias}.${name}`).join(", ");
  const text = `
    merge into ${table} t
    using (select * from ${unnest(columns, 2)} as g(${names.join(", ")})) g
    on t.cooperative_id = $1 and t.${key} = g.${key}
    when matched and row(${of("t")}) is distinct from row(${of("g")}) then
      update set ${others.map((name) => `${name} = g.${name}`).join(", ")}
    when not matched then
      insert (cooperative_id, ${names.join(", ")}) values ($1, ${names.map((name) => `g.${name}`).join(", ")})
    returning merge_action() as action${tracked ? `, ${changeOf(tracked)}` : ""}`;
  const result = { inserted: 0, updated: 0, changes: [] as RowChange[] };
  for (const rows of chunks(Array.from({ length: count }, (_, row) => row))) {
    const merged = await tx.client.query<RowChange & { action: string }>(text, [
      cooperativeId,
      ...arrays(columns, rows),
    ]);
    for (const row of merged.rows) {
      if (row.action === "INSERT") result.inserted += 1;
      else result.updated += 1;
      if (tracked) result.changes.push(row);
    }
  }
  return result;
}

function changeOf({ owner, value, during }: TrackedValue): string {
  const as = (expression: string, row: string) => expression.replace(/\br\./g, `${row}.`);
  return `coalesce(${as(owner, "new")}, ${as(owner, "old")}) as owner,
    case when old.cooperative_id is null then null else ${as(value, "old")} end as before,
    case when old.cooperative_id is null then null else (${as(during, "old")})::text end as "beforeDuring",
    ${as(value, "new")} as after, (${as(during, "new")})::text as "afterDuring"`;
}

/**
 * Joins thousands of rows given to thousands of rows kept while the planner may know nothing of either: without loops in loops.
 */
export async function joiningInBulk<T>(tx: ScopedTransaction, work: () => Promise<T>): Promise<T> {
  await tx.client.query("set local enable_nestloop = off");
  const result = await work();
  await tx.client.query("set local enable_nestloop = on");
  return result;
}

/** Tells the planner of rows that came in bulk, before the checks at commit look them up one by one. */
export async function refreshStatistics(tx: ScopedTransaction): Promise<void> {
  await tx.client.query("select app.refresh_statistics()");
}

/** Ids of all rows of a table by their key. */
export async function loadIds(
  tx: ScopedTransaction,
  cooperativeId: number,
  table: string,
  key = "code",
): Promise<Map<string, number>> {
  const { rows } = await tx.client.query<[string, number]>({
    text: `select ${key}, id from ${table} where cooperative_id = $1`,
    values: [cooperativeId],
    rowMode: "array",
  });
  return new Map(rows);
}

/** Keys that the database has and the package has not, in order. */
export async function loadKeptKeys(
  tx: ScopedTransaction,
  cooperativeId: number,
  table: string,
  key: string,
  given: readonly string[],
): Promise<string[]> {
  const { rows } = await tx.client.query<{ key: string }>(
    `select ${key} as key from ${table} where cooperative_id = $1 and not (${key} = any($2::text[])) order by 1`,
    [cooperativeId, given],
  );
  return rows.map((row) => row.key);
}

/** `unnest($2::text[], $3::int[], …)` for the columns, the first parameter being `from`. */
export function unnest(columns: readonly ColumnOfRows[], from: number): string {
  return `unnest(${columns.map(({ type }, index) => `$${index + from}::${type}[]`).join(", ")})`;
}

/** The parameters of `unnest` for some rows. */
export function arrays(columns: readonly ColumnOfRows[], rows: readonly number[]): unknown[][] {
  return columns.map(({ at }) => rows.map(at));
}

export function* chunks<T>(items: readonly T[], size = CHUNK_ROWS): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
