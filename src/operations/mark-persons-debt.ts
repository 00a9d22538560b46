import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import { findDocument, lockLibrary } from "../store/library.ts";
import { setPersonsDebt, setWithdrawn } from "../store/library-changes.ts";
import { mirroredRefusals } from "../store/mirror/areas.ts";
import { inScope } from "../world/database/scope.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

export interface MarkedDocument {
  readonly code: string;
  readonly title: string;
  /** The version that people read until now; null: none was published. */
  readonly withdrawnVersion: number | null;
}

/**
 * Marks a document as a decision on one person's debt, for good: what was published of it is taken back from people in the same
 * moment, and nothing of it can be published again. Refuses `library-document-unknown`.
 */
export async function markPersonsDebt(
  { pools, today }: OperationContext,
  { token, cooperativeId }: OperatorScope,
  { code, reason }: { readonly code: string; readonly reason: string },
): Promise<Result<MarkedDocument>> {
  return inScope(pools.runtime, token, async (tx) => {
    await lockLibrary(tx, cooperativeId);
    const theirs = await mirroredRefusals(tx, cooperativeId, ["library"]);
    if (theirs.length > 0) return refuse(...theirs);
    const document = await findDocument(tx, code);
    if (document === null) return refuse(refusal("library-document-unknown", { code }));
    const { title, publishedVersion: withdrawnVersion } = document;
    if (withdrawnVersion !== null) await setWithdrawn(tx, document, today(), { reason, by: "office" });
    await setPersonsDebt(tx, document);
    return accept({ code, title, withdrawnVersion });
  });
}
