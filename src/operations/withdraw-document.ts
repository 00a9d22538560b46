import { accept, type Refusal, type Result, refusal, refuse } from "../domain/values/result.ts";
import { findDocument, lockLibrary } from "../store/library.ts";
import { setWithdrawn } from "../store/library-changes.ts";
import { loadMirroredAreas } from "../store/mirror/areas.ts";
import { inScope } from "../world/database/scope.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

export interface WithdrawnDocument {
  readonly code: string;
  readonly title: string;
  readonly version: number;
  /** Another program keeps the library: its pictures go on bringing the document, and no longer show it. */
  readonly isMirrored: boolean;
}

/**
 * Takes the published copy of a document back from people, with a reason that stays; the files and the record of its
 * publication stay too, and the office may publish it again. Also where another program keeps the library, for the office answers for what
 * its portal shows: pictures that come later do not show the document. Refuses `library-document-unknown`, `document-not-published`,
 * `withdrawal-without-reason`.
 */
export async function withdrawDocument(
  { pools, today }: OperationContext,
  { token, cooperativeId }: OperatorScope,
  { code, reason }: { readonly code: string; readonly reason: string },
): Promise<Result<WithdrawnDocument>> {
  return inScope(pools.runtime, token, async (tx) => {
    await lockLibrary(tx, cooperativeId);
    const document = await findDocument(tx, code);
    const problems: Refusal[] = reason.trim() === "" ? [refusal("withdrawal-without-reason")] : [];
    if (document === null) return refuse(refusal("library-document-unknown", { code }), ...problems);
    const { title, publishedVersion } = document;
    if (publishedVersion === null) problems.push(refusal("document-not-published", { code, title }));
    if (problems.length > 0 || publishedVersion === null) return refuse(...problems);
    await setWithdrawn(tx, document, today(), { reason: reason.trim(), by: "office" });
    const isMirrored = (await loadMirroredAreas(tx, cooperativeId)).includes("library");
    return accept({ code, title, version: publishedVersion, isMirrored });
  });
}
