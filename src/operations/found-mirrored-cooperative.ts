import type { Cooperative } from "../domain/register/facts.ts";
import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import { readCooperative } from "../formats/package/manifest-cooperative.ts";
import { ObjectReader } from "../formats/package/manifest-object.ts";
import type { PackageProblem } from "../formats/package/problem.ts";
import { findCooperative, foundCooperative } from "../store/cooperative.ts";
import { inScope } from "../world/database/scope.ts";
import type { OperationContext } from "./context.ts";

export interface MirroredCooperative {
  readonly id: number;
  readonly slug: string;
  readonly isNew: boolean;
}

/**
 * Founds the cooperative that a mapping or a package's manifest describes, unless it is there already: an installation that only
 * mirrors begins with it. Refuses with every wrong field (`missing-field`, `bad-field`, `unknown-field`), and `host-taken`.
 * @param facts the manifest's `cooperative`.
 */
export async function foundMirroredCooperative(
  { pools }: OperationContext,
  facts: unknown,
): Promise<Result<MirroredCooperative, PackageProblem>> {
  const problems: PackageProblem[] = [];
  const report = (column: string, reason: string, data: PackageProblem["data"] = {}) =>
    problems.push({ file: "manifest.json", line: null, column, reason, data });
  const cooperative: Cooperative = readCooperative(new ObjectReader(facts, "cooperative.", report));
  if (problems.length > 0) return refuse(...problems);
  const found = await inScope(pools.signin, null, async (tx) => {
    const known = await findCooperative(tx, cooperative);
    return known.id === null && !known.isHostTaken ? foundCooperative(tx, cooperative) : known;
  });
  if (found.isHostTaken || found.id === null) {
    const taken = refusal("host-taken", { host: cooperative.host });
    return refuse({ file: "manifest.json", line: null, column: "cooperative.host", ...taken });
  }
  return accept({ id: found.id, slug: cooperative.slug, isNew: found.isNew });
}
