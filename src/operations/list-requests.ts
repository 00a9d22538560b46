import { requestState } from "../domain/governance/requests.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import { asRequest, type KeptRequest, listRequests, loadAnswerDays } from "../store/document-requests.ts";
import { inScope } from "../world/database/scope.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

export interface ListedRequest extends KeptRequest {
  /** By the cooperative's own term. */
  readonly dueOn: PlainDate;
  readonly isOverdue: boolean;
}

/** Members' requests for copies with their deadlines, the oldest first. */
export function listDocumentRequests(
  { pools, today }: OperationContext,
  { token }: OperatorScope,
  by: { readonly isWaiting: boolean },
): Promise<readonly ListedRequest[]> {
  return inScope(pools.runtime, token, async (tx) => {
    const days = await loadAnswerDays(tx);
    const requests = await listRequests(tx, { id: null, ...by });
    return requests.map((request) => {
      const { dueOn, isOverdue } = requestState(asRequest(request), days, today());
      return { ...request, dueOn, isOverdue };
    });
  });
}
