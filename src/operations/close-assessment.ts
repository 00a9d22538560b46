import type { ComponentTotal } from "../domain/fees/totals.ts";
import type { Month } from "../domain/values/month.ts";
import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import { closeDraft, loadAssessment } from "../store/assessment.ts";
import { lockBooks } from "../store/ledger.ts";
import { mirroredRefusals } from "../store/mirror/areas.ts";
import { inScope } from "../world/database/scope.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

export interface ClosedAssessment {
  readonly month: Month;
  readonly digest: string;
  readonly totals: readonly ComponentTotal[];
}

/**
 * Agrees a draft: posting will hold the recomputed month against its digest. Closing again answers.
 * Refuses `assessment-not-drafted`, `assessment-already-posted`, and `draft-differs` where the caller saw another draft.
 * @param digest of the draft the person looked at; null agrees whatever was drafted last.
 */
export function closeAssessment(
  { pools }: OperationContext,
  { token, cooperativeId }: OperatorScope,
  { month, digest = null }: { readonly month: Month; readonly digest?: string | null },
): Promise<Result<ClosedAssessment>> {
  return inScope(pools.runtime, token, async (tx) => {
    await lockBooks(tx);
    const theirs = await mirroredRefusals(tx, cooperativeId, ["fees"]);
    if (theirs.length > 0) return refuse(...theirs);
    const run = await loadAssessment(tx, month);
    if (run === null) return refuse(refusal("assessment-not-drafted", { month }));
    if (run.state === "posted") return refuse(refusal("assessment-already-posted", { month }));
    if (digest !== null && digest !== run.digest) return refuse(refusal("draft-differs", { month }));
    if (run.state === "draft") await closeDraft(tx, run.id);
    return accept({ month, digest: run.digest, totals: run.totals });
  });
}
