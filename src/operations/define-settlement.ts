import type { SettlementDefinition } from "../domain/settlement/definition.ts";
import { definitionProblems } from "../domain/settlement/definition-problems.ts";
import { accept, type Result, refuse } from "../domain/values/result.ts";
import { lockBooks } from "../store/ledger.ts";
import { mirroredRefusals } from "../store/mirror/areas.ts";
import { saveDefinition } from "../store/settlement-definitions.ts";
import { inScope } from "../world/database/scope.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

export interface DefinedSettlement {
  readonly code: string;
  readonly name: string;
  readonly version: number;
  /** False: the regulation was saved so before. */
  readonly isNew: boolean;
}

/**
 * Saves a regulation as its next version; the same again changes nothing. Settlements keep the version they were made by.
 * Refuses what `definitionProblems` finds on today's day.
 */
export function defineSettlement(
  { pools, today }: OperationContext,
  { token, cooperativeId }: OperatorScope,
  definition: SettlementDefinition,
): Promise<Result<DefinedSettlement>> {
  return inScope(pools.runtime, token, async (tx) => {
    await lockBooks(tx);
    const theirs = await mirroredRefusals(tx, cooperativeId, ["settlements"]);
    if (theirs.length > 0) return refuse(...theirs);
    const wrong = definitionProblems(definition, today());
    if (wrong.length > 0) return refuse(...wrong);
    const { code, name } = definition;
    return accept({ code, name, ...(await saveDefinition(tx, definition)) });
  });
}
