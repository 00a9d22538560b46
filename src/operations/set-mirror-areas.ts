import { MIRROR_AREAS, type MirrorArea } from "../domain/mirror/areas.ts";
import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import { loadMirroredAreas, setMirroredAreas } from "../store/mirror/areas.ts";
import { inScope } from "../world/database/scope.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

export interface AreasSet {
  readonly before: readonly MirrorArea[];
  readonly after: readonly MirrorArea[];
}

/** Says which areas another program keeps; all others are ours from now on. Refuses `mirror-area-unknown`. */
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
    const before = await loadMirroredAreas(tx, scope.cooperativeId);
    await setMirroredAreas(tx, scope.cooperativeId, areas as readonly MirrorArea[]);
    return accept({ before, after: await loadMirroredAreas(tx, scope.cooperativeId) });
  });
}
