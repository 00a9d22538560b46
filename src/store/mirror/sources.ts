import { sql } from "kysely";
import type { ScopedTransaction } from "../../world/database/scope.ts";

/** The other program and how its records come. */
export interface MirrorSource {
  /** How the cooperative calls it. */
  readonly program: string;
  readonly kind: "package" | "folder" | "sql";
  /** Watched folder, or address of the database without a password. */
  readonly location: string;
  /** JSON that `readMirrorMapping` reads. */
  readonly mapping: unknown;
  readonly scheduleMinutes: number | null;
}

export async function loadMirrorSource(
  tx: ScopedTransaction,
  cooperativeId: number,
): Promise<MirrorSource | null> {
  const row = await tx
    .selectFrom("app.mirror_source")
    .select(["program", "kind", "location", "mapping", "schedule_minutes as scheduleMinutes"])
    .where("cooperative_id", "=", cooperativeId)
    .executeTakeFirst();
  return (row as MirrorSource | undefined) ?? null;
}

/** Saves the source in place of an earlier one. */
export async function saveMirrorSource(
  tx: ScopedTransaction,
  cooperativeId: number,
  { program, kind, location, mapping, scheduleMinutes }: MirrorSource,
): Promise<void> {
  const values = {
    program,
    kind,
    location,
    mapping: mapping === null ? null : JSON.stringify(mapping),
    schedule_minutes: scheduleMinutes,
  };
  await tx
    .insertInto("app.mirror_source")
    .values({ cooperative_id: cooperativeId, ...values })
    .onConflict((conflict) => conflict.column("cooperative_id").doUpdateSet(values))
    .execute();
}

/** How long ago the last run began, in minutes; null where there was none. */
export async function minutesSinceLastRun(
  tx: ScopedTransaction,
  cooperativeId: number,
): Promise<number | null> {
  const { rows } = await sql<{ minutes: number | null }>`
    select (extract(epoch from now() - max(started_at)) / 60)::float8 as minutes
    from app.mirror_run where cooperative_id = ${cooperativeId}`.execute(tx);
  return rows[0]?.minutes ?? null;
}
