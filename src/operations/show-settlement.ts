import type { SettlementDefinition } from "../domain/settlement/definition.ts";
import type { SettlementFigures } from "../domain/settlement/settlement-record.ts";
import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import { findSettlement, listSettlements, loadFigures, type SettlementHead } from "../store/settlement.ts";
import { findDefinition } from "../store/settlement-definitions.ts";
import {
  type KeptResult,
  type KeptResultWithRecord,
  loadResults,
  loadResultsOfUnit,
} from "../store/settlement-results.ts";
import { inScope } from "../world/database/scope.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

export interface ShownSettlement {
  readonly settlement: SettlementHead;
  /** The regulation in the version that it was made by. */
  readonly definition: SettlementDefinition;
  readonly figures: SettlementFigures;
  readonly results: readonly KeptResult[];
  /** Of the unit asked for: each of its holders, with the working. */
  readonly unit: readonly KeptResultWithRecord[];
}

/** Every settlement, reversed ones too, the newest first. */
export function allSettlements(
  { pools }: OperationContext,
  { token }: OperatorScope,
): Promise<Result<SettlementHead[]>> {
  return inScope(pools.runtime, token, async (tx) => accept(await listSettlements(tx)));
}

/**
 * A settlement as it was posted; with a unit, what each of its holders bears and how it was computed.
 * Refuses `settlement-unknown`, and `unit-not-settled` for a unit that did not take part.
 */
export function showSettlement(
  { pools }: OperationContext,
  { token }: OperatorScope,
  { code, unitCode = null }: { readonly code: string; readonly unitCode?: string | null },
): Promise<Result<ShownSettlement>> {
  return inScope(pools.runtime, token, async (tx) => {
    const settlement = await findSettlement(tx, code);
    if (settlement === null) return refuse(refusal("settlement-unknown", { settlement: code }));
    const figures = await loadFigures(tx, settlement.id);
    const saved = await findDefinition(tx, settlement.definition, settlement.definitionVersion);
    if (saved === null) throw new Error(`settlement ${code} has no definition`);
    const { definition } = saved;
    if (unitCode === null)
      return accept({
        settlement,
        definition,
        figures,
        results: await loadResults(tx, settlement.id),
        unit: [],
      });
    const unit = await loadResultsOfUnit(tx, settlement.id, unitCode);
    return unit.length === 0
      ? refuse(refusal("unit-not-settled", { settlement: code, unit: unitCode }))
      : accept({ settlement, definition, figures, results: [], unit });
  });
}
