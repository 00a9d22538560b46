import { MIRROR_AREAS, type MirrorArea } from "../domain/mirror/areas.ts";
import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import { lockBooks } from "../store/ledger.ts";
import { areasWithOwnRecords, loadMirroredAreas, setMirroredAreas } from "../store/mirror/areas.ts";
import { inScope } from "../world/database/scope.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

export interface AreasSet {
  readonly before: readonly MirrorArea[];
  readonly after: readonly MirrorArea[];
}

/**
 * Says which areas another program keeps; all others are ours from now on. Refuses `mirror-area-unknown`, and `area-has-own-records`: what we
 * have written in an area is not given to another program, whose picture would show the same money a second time.
 */
export async function setAreas(
  { pools }: OperationContext,
  scope: OperatorScope,
  areas: readonly string[],
): Promise<Result<AreasSet>> {
  const unknown = areas.filter((area) => !(MIRROR_AREAS as readonly string[]).includes(area));
  if (unknown.length > 0)
    return refuse(
      ...unknown.map((area) => refusal("mirror-area-unknown", { area, known: MIRROR_AREAS.join(", ") })),
    );
  return inScope(pools.runtime, scope.token, async (tx) => {
    await lockBooks(tx);
    const before = await loadMirroredAreas(tx, scope.cooperativeId);
    const given = (areas as readonly MirrorArea[]).filter((area) => !before.includes(area));
    const own = await areasWithOwnRecords(tx, given);
    if (own.length > 0) return refuse(...own.map((area) => refusal("area-has-own-records", { area })));
    await setMirroredAreas(tx, scope.cooperativeId, areas as readonly MirrorArea[]);
    return accept({ before, after: await loadMirroredAreas(tx, scope.cooperativeId) });
  });
}
