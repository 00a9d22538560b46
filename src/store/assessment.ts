import { sql } from "kysely";
import type { ComponentTotal } from "../domain/fees/totals.ts";
import { firstDay, type Month } from "../domain/values/month.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";

export type AssessmentState = "draft" | "closed" | "posted";

/** The month's run: draft (only its digest and totals are kept), closed (they are agreed), posted. */
export interface AssessmentRun {
  readonly id: number;
  readonly month: Month;
  readonly state: AssessmentState;
  /** Hexadecimal. */
  readonly digest: string;
  readonly totals: readonly ComponentTotal[];
}

/** The run of the month that was not reversed; null when there is none. */
export async function loadAssessment(tx: ScopedTransaction, of: Month): Promise<AssessmentRun | null> {
  const row = await tx
    .selectFrom("app.assessment")
    .select(["id", "state", "digest", "totals"])
    .where("cooperative_id", "=", sql<number>`(select app.operator_cooperative())`)
    .where("month", "=", firstDay(of))
    .where("state", "<>", "reversed")
    .executeTakeFirst();
  return row === undefined
    ? null
    : {
        id: row.id,
        month: of,
        state: row.state as AssessmentState,
        digest: row.digest.toString("hex"),
        totals: row.totals as unknown as ComponentTotal[],
      };
}

/** Keeps a draft; an earlier draft or closed run of the month gives way, a posted one is left alone. */
export async function keepDraft(
  tx: ScopedTransaction,
  of: Month,
  digest: string,
  totals: readonly ComponentTotal[],
): Promise<void> {
  await sql`
    insert into app.assessment (cooperative_id, month, state, digest, totals)
    values (app.operator_cooperative(), ${firstDay(of)}, 'draft', decode(${digest}, 'hex'), ${JSON.stringify(totals)}::jsonb)
    on conflict (cooperative_id, month) where state <> 'reversed' do update
      set state = 'draft', digest = excluded.digest, totals = excluded.totals, drafted_at = now(), closed_at = null
      where assessment.state in ('draft', 'closed')`.execute(tx);
}

/** Agrees a draft. @returns false when there was no draft to close. */
export async function closeDraft(tx: ScopedTransaction, id: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update app.assessment set state = 'closed', closed_at = now()
    where cooperative_id = (select app.operator_cooperative()) and id = ${id} and state = 'draft'`.execute(
    tx,
  );
  return numAffectedRows === 1n;
}

/** @returns false when the run was not closed. */
export async function markPosted(tx: ScopedTransaction, id: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update app.assessment set state = 'posted', posted_at = now()
    where cooperative_id = (select app.operator_cooperative()) and id = ${id} and state = 'closed'`.execute(
    tx,
  );
  return numAffectedRows === 1n;
}
