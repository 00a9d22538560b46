import { sql } from "kysely";
import type pg from "pg";
import type { Refusal } from "../../domain/values/result.ts";
import type { ScopedTransaction } from "../../world/database/scope.ts";

export type MirrorRunState =
  | "receiving"
  | "loading"
  | "shown"
  | "unchanged"
  | "refused"
  | "cancelled"
  | "failed";
export type AskedBy = "command" | "schedule" | "folder";

/** How many rows of a kind a run was given, and what they did to the picture. */
export interface MirrorCount {
  readonly given: number;
  readonly inserted: number;
  readonly changed: number;
  readonly withdrawn: number;
}
export type MirrorCounts = Readonly<Record<string, MirrorCount>>;

export interface MirrorRun {
  readonly id: number;
  readonly askedBy: AskedBy;
  readonly state: MirrorRunState;
  /** Folder of the received package inside the data folder. */
  readonly folder: string;
  readonly sinceMark: string | null;
  readonly mark: string | null;
  readonly asOf: string | null;
  readonly step: string;
  readonly done: number;
  readonly total: number;
  readonly isCancelAsked: boolean;
  /** Every problem and disagreement: refusals, of a package with their file, line and column. */
  readonly problems: readonly Refusal[];
  readonly counts: MirrorCounts;
  readonly startedAt: string;
  readonly heardAt: string;
  readonly finishedAt: string | null;
}

const COLUMNS = [
  "id",
  "asked_by as askedBy",
  "state",
  "folder",
  "since_mark as sinceMark",
  "mark",
  "as_of as asOf",
  "step",
  "done",
  "total",
  "is_cancel_asked as isCancelAsked",
  "problems",
  "counts",
  "started_at as startedAt",
  "heard_at as heardAt",
  "finished_at as finishedAt",
] as const;

/**
 * Holds the installation's one place for runs until it is let go or its process ends, so that an unfinished run whose place can be had
 * was killed. @returns null while another run has the place.
 */
export async function holdMirror(pool: pg.Pool): Promise<{ readonly release: () => Promise<void> } | null> {
  const client = await pool.connect();
  let isHeld = false;
  try {
    const { rows } = await client.query<{ held: boolean }>(
      "select pg_try_advisory_lock(hashtextextended('mirror', 0)) as held",
    );
    isHeld = rows[0]?.held === true;
  } finally {
    if (!isHeld) client.release();
  }
  if (!isHeld) return null;
  const release = async () => {
    // The server ends a connection when it gets to it; who asks next must find the place free.
    await client.query("select pg_advisory_unlock(hashtextextended('mirror', 0))").catch(() => {});
    client.release(true);
  };
  return { release };
}

/** Notes a run that begins. @returns null while an earlier one of the cooperative is not finished. */
export async function beginRun(
  tx: ScopedTransaction,
  cooperativeId: number,
  askedBy: AskedBy,
  folder: string,
): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    insert into app.mirror_run (cooperative_id, asked_by, state, folder)
    values (${cooperativeId}, ${askedBy}, 'receiving', ${folder})
    on conflict (cooperative_id) where finished_at is null do nothing
    returning id`.execute(tx);
  return rows[0]?.id ?? null;
}

/** Notes how far a run has come, and that its program lives. @returns whether somebody asked to cancel it. */
export async function tellProgress(
  tx: ScopedTransaction,
  runId: number,
  progress: {
    readonly step: string;
    readonly done: number;
    readonly total: number;
    readonly state?: "receiving" | "loading";
    readonly folder?: string;
  },
): Promise<{ readonly isCancelAsked: boolean }> {
  const { step, done, total, state, folder } = progress;
  const row = await tx
    .updateTable("app.mirror_run")
    .set({
      step,
      done,
      total,
      heard_at: sql<string>`now()`,
      ...(state && { state }),
      ...(folder && { folder }),
    })
    .where("id", "=", runId)
    .where("finished_at", "is", null)
    .returning("is_cancel_asked as isCancelAsked")
    .executeTakeFirst();
  return { isCancelAsked: row?.isCancelAsked ?? true };
}

/** What the package says of itself: which state it brings and which one it follows. */
export async function noteHead(
  tx: ScopedTransaction,
  runId: number,
  head: { readonly mark: string; readonly since: string | null; readonly asOf: string },
): Promise<void> {
  await tx
    .updateTable("app.mirror_run")
    .set({ mark: head.mark, since_mark: head.since, as_of: head.asOf, heard_at: sql<string>`now()` })
    .where("id", "=", runId)
    .execute();
}

export async function endRun(
  tx: ScopedTransaction,
  runId: number,
  end: {
    readonly state: Exclude<MirrorRunState, "receiving" | "loading">;
    readonly problems?: readonly Refusal[];
    readonly counts?: MirrorCounts;
  },
): Promise<void> {
  const { state, problems = [], counts = {} } = end;
  await tx
    .updateTable("app.mirror_run")
    .set({
      state,
      problems: JSON.stringify(problems),
      counts: JSON.stringify(counts),
      heard_at: sql<string>`clock_timestamp()`,
      finished_at: sql<string>`clock_timestamp()`,
    })
    .where("id", "=", runId)
    .where("finished_at", "is", null)
    .execute();
}

/** The latest runs first. */
export async function listRuns(
  tx: ScopedTransaction,
  cooperativeId: number,
  most = 20,
): Promise<MirrorRun[]> {
  const rows = await tx
    .selectFrom("app.mirror_run")
    .select(COLUMNS)
    .where("cooperative_id", "=", cooperativeId)
    .orderBy("id", "desc")
    .limit(most)
    .execute();
  return rows as unknown as MirrorRun[];
}

/** The run of the cooperative that is going, or that was killed: see `holdMirror`. */
export async function findUnfinishedRun(
  tx: ScopedTransaction,
  cooperativeId: number,
): Promise<MirrorRun | null> {
  const row = await tx
    .selectFrom("app.mirror_run")
    .select(COLUMNS)
    .where("cooperative_id", "=", cooperativeId)
    .where("finished_at", "is", null)
    .executeTakeFirst();
  return (row as unknown as MirrorRun | undefined) ?? null;
}

/** Asks a run that is going to stop; it looks between batches. @returns false where none is going. */
export async function askToCancel(tx: ScopedTransaction, cooperativeId: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("app.mirror_run")
    .set({ is_cancel_asked: true })
    .where("cooperative_id", "=", cooperativeId)
    .where("finished_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
