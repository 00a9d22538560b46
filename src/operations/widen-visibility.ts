import type { DocumentKind } from "../domain/governance/documents.ts";
import { type WiderAudience, wideningProblems } from "../domain/governance/visibility.ts";
import { accept, type Result, refuse } from "../domain/values/result.ts";
import { lockLibrary } from "../store/library.ts";
import { countPublished, saveWidening } from "../store/library-settings.ts";
import { inScope } from "../world/database/scope.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

export interface WidenedVisibility {
  readonly kind: DocumentKind;
  /** Null: as by default again. */
  readonly audience: WiderAudience | null;
  /** Published documents to which this applies from now on. */
  readonly documents: number;
}

/**
 * Shows all documents of a kind to more people than by default, those published earlier too; null takes it back. Drafts and
 * documents with a visibility of their own stay as they are. It is the office's decision also where another program keeps the library. Refuses what `wideningProblems` names.
 */
export async function widenVisibility(
  { pools }: OperationContext,
  { token, cooperativeId }: OperatorScope,
  { kind, audience }: Pick<WidenedVisibility, "kind" | "audience">,
): Promise<Result<WidenedVisibility>> {
  const problems = audience === null ? [] : wideningProblems(kind, audience);
  if (problems.length > 0) return refuse(...problems);
  return inScope(pools.runtime, token, async (tx) => {
    await lockLibrary(tx, cooperativeId);
    await saveWidening(tx, cooperativeId, kind, audience);
    return accept({ kind, audience, documents: await countPublished(tx, kind) });
  });
}
