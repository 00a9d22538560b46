import type { ScopedTransaction } from "../../world/database/scope.ts";

/** One row of the picture that the source changed after it had been shown. */
export interface MirrorChange {
  readonly id: string;
  readonly runId: number;
  readonly noticedOn: string;
  readonly kind: string;
  readonly action: "changed" | "withdrawn" | "late";
  readonly code: string;
  readonly account: string | null;
  readonly unit: string | null;
  readonly month: string | null;
  readonly happenedOn: string | null;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

/** What the source changed, the latest first. @param runId of one run only; null of all. */
export async function listMirrorChanges(
  tx: ScopedTransaction,
  cooperativeId: number,
  { runId, most }: { readonly runId: number | null; readonly most: number },
): Promise<MirrorChange[]> {
  let query = tx
    .selectFrom("app.mirror_change as c")
    .leftJoin("app.account as a", (join) =>
      join.onRef("a.cooperative_id", "=", "c.cooperative_id").onRef("a.id", "=", "c.account_id"),
    )
    .leftJoin("app.unit_right as r", (join) =>
      join.onRef("r.cooperative_id", "=", "c.cooperative_id").onRef("r.id", "=", "c.right_id"),
    )
    .leftJoin("app.unit as u", (join) =>
      join.onRef("u.cooperative_id", "=", "r.cooperative_id").onRef("u.id", "=", "r.unit_id"),
    )
    .select([
      "c.id",
      "c.run_id as runId",
      "c.noticed_on as noticedOn",
      "c.kind",
      "c.action",
      "c.code",
      "a.code as account",
      "u.code as unit",
      "c.month",
      "c.happened_on as happenedOn",
      "c.before",
      "c.after",
    ])
    .where("c.cooperative_id", "=", cooperativeId)
    .orderBy("c.id", "desc")
    .limit(most);
  if (runId !== null) query = query.where("c.run_id", "=", runId);
  return (await query.execute()) as unknown as MirrorChange[];
}
