import { closePeriod } from "../domain/ledger/period-close.ts";
import type { Month } from "../domain/values/month.ts";
import { type Result, refuse } from "../domain/values/result.ts";
import { lockBooks } from "../store/ledger.ts";
import { mirroredRefusals } from "../store/mirror/areas.ts";
import {
  appendPeriodClosure,
  listAssessedMonths,
  listClosedMonths,
  loadFirstMonth,
} from "../store/periods.ts";
import { inScope } from "../world/database/scope.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

/** Closes a month: nothing is posted into it afterwards. Refuses as `closePeriod` says. */
export function closeAccountingPeriod(
  { pools, today }: OperationContext,
  { token, cooperativeId }: OperatorScope,
  month: Month,
): Promise<Result<Month>> {
  return inScope(pools.runtime, token, async (tx) => {
    await lockBooks(tx);
    const theirs = await mirroredRefusals(tx, cooperativeId, ["accounts"]);
    if (theirs.length > 0) return refuse(...theirs);
    const decided = closePeriod(month, today(), {
      firstMonth: await loadFirstMonth(tx, cooperativeId),
      closedMonths: await listClosedMonths(tx, cooperativeId),
      assessedMonths: await listAssessedMonths(tx, cooperativeId),
    });
    if (decided.ok) await appendPeriodClosure(tx, cooperativeId, month);
    return decided;
  });
}
