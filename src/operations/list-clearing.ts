import { listWaitingEntries, type WaitingEntry } from "../store/payments-clearing.ts";
import { inScope } from "../world/database/scope.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

/** Money that waits for a person ("do wyjaśnienia"), the oldest first. */
export function listClearing(
  { pools }: OperationContext,
  { token }: OperatorScope,
): Promise<readonly WaitingEntry[]> {
  return inScope(pools.runtime, token, (tx) => listWaitingEntries(tx, null));
}
