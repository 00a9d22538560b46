import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import { saveAnswerDays } from "../store/document-requests.ts";
import { inScope } from "../world/database/scope.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

const MOST_DAYS = 90;

/** Sets within how many days the cooperative answers requests for copies. Refuses `request-term-out-of-range`. */
export async function setRequestTerm(
  { pools }: OperationContext,
  { token, cooperativeId }: OperatorScope,
  days: number,
): Promise<Result<{ readonly days: number }>> {
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS)
    return refuse(refusal("request-term-out-of-range", { most: MOST_DAYS }));
  await inScope(pools.runtime, token, (tx) => saveAnswerDays(tx, cooperativeId, days));
  return accept({ days });
}
