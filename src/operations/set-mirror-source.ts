import { accept, type Refusal, type Result, refusal, refuse } from "../domain/values/result.ts";
import { readMirrorMapping } from "../formats/mirror-mapping/mapping.ts";
import { type MirrorSource, saveMirrorSource } from "../store/mirror/sources.ts";
import { inScope } from "../world/database/scope.ts";
import { readSourceAddress } from "../world/mirror-source/address.ts";
import { forgetPassword, keepPassword } from "../world/mirror-source/password.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

export interface SourceToKeep extends MirrorSource {
  /** Kept in a file of the data folder; null leaves the kept one. */
  readonly password: string | null;
}

const SHORTEST_SCHEDULE = 5;
const LONGEST_SCHEDULE = 10_080;

/**
 * Says which program's records are mirrored and how they come. Refuses with everything wrong at once: `source-program-missing`,
 * `source-location-missing`, `source-schedule-out-of-range`, `source-mapping-missing`, and what the address and the mapping are refused for.
 */
export async function setMirrorSource(
  { pools }: OperationContext,
  scope: OperatorScope,
  dataFolder: string,
  { password, ...source }: SourceToKeep,
): Promise<Result<MirrorSource>> {
  const problems = problemsOf(source);
  if (problems.length > 0) return refuse(...problems);
  if (source.kind !== "sql") forgetPassword(dataFolder, scope.cooperativeId);
  else if (password !== null) keepPassword(dataFolder, scope.cooperativeId, password);
  await inScope(pools.runtime, scope.token, (tx) => saveMirrorSource(tx, scope.cooperativeId, source));
  return accept(source);
}

function problemsOf({ program, kind, location, mapping, scheduleMinutes }: MirrorSource): Refusal[] {
  const problems: Refusal[] = [];
  if (program.trim() === "") problems.push(refusal("source-program-missing"));
  if (kind !== "package" && location === "") problems.push(refusal("source-location-missing", { kind }));
  if (
    scheduleMinutes !== null &&
    !(
      Number.isInteger(scheduleMinutes) &&
      scheduleMinutes >= SHORTEST_SCHEDULE &&
      scheduleMinutes <= LONGEST_SCHEDULE
    )
  )
    problems.push(
      refusal("source-schedule-out-of-range", { least: SHORTEST_SCHEDULE, most: LONGEST_SCHEDULE }),
    );
  if (kind !== "sql") return problems;
  const address = readSourceAddress(location);
  if (location !== "" && !address.ok) problems.push(...address.refusals);
  if (mapping === null) problems.push(refusal("source-mapping-missing"));
  else {
    const read = readMirrorMapping(mapping);
    if (!read.ok) problems.push(...read.refusals);
  }
  return problems;
}
