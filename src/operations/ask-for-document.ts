import { type RequestSubject, requestProblems } from "../domain/governance/requests.ts";
import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import { insertMyRequest, loadMyMemberships, MOST_WAITING } from "../store/portal/library-requests.ts";
import { inScope } from "../world/database/scope.ts";
import type { OperationContext } from "./context.ts";

/** What a member asks to have a copy of, in their own words. */
export interface AskedCopy {
  readonly subject: RequestSubject;
  readonly wording: string;
}

/**
 * Keeps a member's request for a copy, in the name of whose session it is. Refuses as `requestProblems` does, and
 * `requests-waiting` where too many of theirs wait for an answer.
 * @law usm art. 8¹ ust. 1
 * @returns the number of the request.
 */
export function askForDocument(
  { pools, today }: OperationContext,
  token: string,
  { subject, wording }: AskedCopy,
): Promise<Result<number>> {
  return inScope(pools.reading, token, async (tx) => {
    const memberships = await loadMyMemberships(tx);
    const request = { subject, wording, askedOn: today(), memberships, answer: null };
    const problems = requestProblems(request);
    if (problems.length > 0) return refuse(...problems);
    const id = await insertMyRequest(tx, subject, wording);
    return id === null ? refuse(refusal("requests-waiting", { most: MOST_WAITING })) : accept(id);
  });
}
