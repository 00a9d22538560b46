import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import { BUILT_IN_MAPPINGS } from "../formats/readings/reading-mapping.ts";
import { loadMetersNamed } from "../store/readings.ts";
import { findUnitId, type ListedReading, listReadings } from "../store/readings-listed.ts";
import { listReadingMappings } from "../store/readings-mapping.ts";
import { inScope } from "../world/database/scope.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

/** Whose readings: a meter's by its code or number, or a unit's. */
export interface WantedReadings {
  readonly meter: string | null;
  readonly unit: string | null;
}

/** Refuses `readings-of-one` unless exactly one is named, `unknown-serial`, `unit-unknown`. */
export function showReadings(
  { pools }: OperationContext,
  { token }: OperatorScope,
  { meter, unit }: WantedReadings,
): Promise<Result<readonly ListedReading[]>> {
  return inScope(pools.runtime, token, async (tx): Promise<Result<readonly ListedReading[]>> => {
    if ((meter === null) === (unit === null)) return refuse(refusal("readings-of-one"));
    if (meter !== null) {
      const meters = await loadMetersNamed(tx, [meter]);
      if (meters.length === 0) return refuse(refusal("unknown-serial", { serial: meter }));
      return accept(await listReadings(tx, { meterIds: meters.map(({ id }) => id), unitIds: [] }));
    }
    const unitId = await findUnitId(tx, unit!);
    if (unitId === null) return refuse(refusal("unit-unknown", { unit }));
    return accept(await listReadings(tx, { meterIds: [], unitIds: [unitId] }));
  });
}

/** Names of column mappings: those saved, then those built in. */
export function listMappings(
  { pools }: OperationContext,
  { token }: OperatorScope,
): Promise<readonly { readonly name: string; readonly isBuiltIn: boolean }[]> {
  return inScope(pools.runtime, token, async (tx) => {
    const saved = (await listReadingMappings(tx)).map(({ name }) => ({ name, isBuiltIn: false }));
    const builtIn = Object.keys(BUILT_IN_MAPPINGS)
      .filter((name) => !saved.some((each) => each.name === name))
      .map((name) => ({ name, isBuiltIn: true }));
    return [...saved, ...builtIn];
  });
}
