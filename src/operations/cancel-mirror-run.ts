import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import { askToCancel, endRun, findUnfinishedRun, holdMirror } from "../store/mirror/runs.ts";
import { inScope } from "../world/database/scope.ts";
import { ReceivedFolder } from "../world/mirror-source/received.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

/** The run that was asked to stop; ended: its program had died, so nobody is left to stop. */
export interface CancelledRun {
  readonly runId: number;
  readonly isEnded: boolean;
}

/** Asks the run that is going to stop; until it has shown its picture nothing of it remains. Refuses `mirror-nothing-going`. */
export async function cancelMirrorRun(
  { pools }: OperationContext,
  scope: OperatorScope,
  dataFolder: string,
): Promise<Result<CancelledRun>> {
  const run = await inScope(pools.runtime, scope.token, async (tx) => {
    const unfinished = await findUnfinishedRun(tx, scope.cooperativeId);
    return unfinished !== null && (await askToCancel(tx, scope.cooperativeId)) ? unfinished : null;
  });
  if (run === null) return refuse(refusal("mirror-nothing-going"));
  const place = await holdMirror(pools.runtime);
  if (place === null) return accept({ runId: run.id, isEnded: false });
  try {
    await inScope(pools.runtime, scope.token, (tx) => endRun(tx, run.id, { state: "cancelled" }));
    await new ReceivedFolder(dataFolder, run.folder).remove();
    return accept({ runId: run.id, isEnded: true });
  } finally {
    await place.release();
  }
}
