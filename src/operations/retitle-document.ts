import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import { CellProblem, text } from "../formats/package/columns.ts";
import { findDocument, lockLibrary } from "../store/library.ts";
import { setTitle } from "../store/library-changes.ts";
import { learnWords, searchByTitle } from "../store/library-search.ts";
import { mirroredRefusals } from "../store/mirror/areas.ts";
import { inScope } from "../world/database/scope.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

export interface RetitledDocument {
  readonly code: string;
  readonly title: string;
  readonly formerTitle: string;
}

/**
 * Corrects the title of a document, which lists and the search show: a name may stand in it that nobody should read. Files stay
 * as they are. Refuses `library-document-unknown`, and what a title in the index of a folder is refused for.
 */
export async function retitleDocument(
  { pools }: OperationContext,
  { token, cooperativeId }: OperatorScope,
  { code, title }: { readonly code: string; readonly title: string },
): Promise<Result<RetitledDocument>> {
  const read = title.trim() === "" ? new CellProblem("blank-cell") : text("title").read(title.trim());
  return inScope(pools.runtime, token, async (tx) => {
    await lockLibrary(tx, cooperativeId);
    const theirs = await mirroredRefusals(tx, cooperativeId, ["library"]);
    if (theirs.length > 0) return refuse(...theirs);
    const document = await findDocument(tx, code);
    if (document === null) return refuse(refusal("library-document-unknown", { code }));
    if (read instanceof CellProblem) return refuse(read);
    await setTitle(tx, document, read);
    await searchByTitle(tx, cooperativeId, { ...document, title: read });
    if (document.publishedVersion !== null) await learnWords(tx, cooperativeId, read);
    return accept({ code, title: read, formerTitle: document.title });
  });
}
