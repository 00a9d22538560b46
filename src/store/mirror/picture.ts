import { sql } from "kysely";
import type { ScopedTransaction } from "../../world/database/scope.ts";

/** The picture that residents see. */
export interface ShownPicture {
  readonly runId: number;
  readonly program: string;
  readonly mark: string;
  readonly asOf: string;
  /** First day of the month that it reaches, in Poland. */
  readonly month: string;
}

export async function loadPicture(
  tx: ScopedTransaction,
  cooperativeId: number,
): Promise<ShownPicture | null> {
  const row = await tx
    .selectFrom("app.mirror_picture")
    .select([
      "run_id as runId",
      "program",
      "mark",
      "as_of as asOf",
      sql<string>`date_trunc('month', as_of at time zone 'Europe/Warsaw')::date::text`.as("month"),
    ])
    .where("cooperative_id", "=", cooperativeId)
    .executeTakeFirst();
  return row ?? null;
}

/** What is shown from the commit on: whose books, in which state, as of when. */
export async function showPicture(
  tx: ScopedTransaction,
  cooperativeId: number,
  runId: number,
  { mark, asOf }: { readonly mark: string; readonly asOf: string },
): Promise<void> {
  await sql`
    insert into app.mirror_picture (cooperative_id, run_id, program, mark, as_of)
    values (${cooperativeId}, ${runId},
      coalesce((select program from app.mirror_source where cooperative_id = ${cooperativeId}), 'program źródłowy'), ${mark}, ${asOf})
    on conflict (cooperative_id) do update
      set run_id = excluded.run_id, program = excluded.program, mark = excluded.mark, as_of = excluded.as_of, shown_at = now()`.execute(
    tx,
  );
}

/** The day of an instant in Poland. */
export async function dayInPoland(tx: ScopedTransaction, instant: string): Promise<string> {
  const { rows } = await sql<{ day: string }>`
    select (${instant}::timestamptz at time zone 'Europe/Warsaw')::date::text as day`.execute(tx);
  return rows[0]!.day;
}

/** Waits until no other picture is being loaded in the installation: they use the same tables to wait in. */
export async function lockStage(tx: ScopedTransaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('mirror-stage', 0))`.execute(tx);
}

/** Room for this transaction to sum and compare millions of rows in: without it sorts and sums of a large picture go by the disk. */
export async function takeRoom(tx: ScopedTransaction): Promise<void> {
  await sql`set local work_mem = '96MB'`.execute(tx);
}

export async function refreshStageStatistics(tx: ScopedTransaction): Promise<void> {
  await sql`select app.refresh_mirror_stage_statistics()`.execute(tx);
}

export async function refreshPictureStatistics(tx: ScopedTransaction): Promise<void> {
  await sql`select app.refresh_mirror_statistics()`.execute(tx);
}

/** Whether nothing of a table of the books is shown yet. */
export async function isEmpty(tx: ScopedTransaction, cooperativeId: number, table: string): Promise<boolean> {
  const { rows } = await tx.client.query<{ empty: boolean }>(
    `select not exists (select from ${table} where cooperative_id = $1) as empty`,
    [cooperativeId],
  );
  return rows[0]!.empty;
}

/** The place in the books after the last. */
export async function nextPosition(tx: ScopedTransaction, cooperativeId: number): Promise<number> {
  const { rows } = await tx.client.query<{ next: number }>(
    "select coalesce(max(position), 0) + 1 as next from app.mirror_document where cooperative_id = $1",
    [cooperativeId],
  );
  return rows[0]!.next;
}
