import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import { readMapping } from "../formats/readings/reading-mapping.ts";
import { saveReadingMapping } from "../store/readings-mapping.ts";
import { inScope } from "../world/database/scope.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

const NAME = /^[\p{L}\d][\p{L}\d._-]{0,59}$/u;

/**
 * Saves how a gateway's CSV is read, in place of an earlier mapping of that name. Refuses `mapping-name` and what is wrong in the JSON.
 */
export async function keepReadingMapping(
  { pools }: OperationContext,
  { token, cooperativeId }: OperatorScope,
  { name, text }: { readonly name: string; readonly text: string },
): Promise<Result<{ readonly name: string }>> {
  const mapping = readMapping(text);
  const named = NAME.test(name) ? [] : [refusal("mapping-name", { name: name.slice(0, 60) })];
  if (!mapping.ok) return refuse(...named, ...mapping.refusals);
  if (named.length > 0) return refuse(...named);
  await inScope(pools.runtime, token, (tx) =>
    saveReadingMapping(tx, cooperativeId, { name, body: mapping.value }),
  );
  return accept({ name });
}
