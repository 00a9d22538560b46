import { type ListedBy, type ListedDocument, listDocuments } from "../store/library-listed.ts";
import { inScope } from "../world/database/scope.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

/** Documents of the library as the office sees them, the newest first. */
export function listLibrary(
  { pools }: OperationContext,
  { token }: OperatorScope,
  by: ListedBy,
): Promise<readonly ListedDocument[]> {
  return inScope(pools.runtime, token, (tx) => listDocuments(tx, by));
}
