import { assessUnit } from "../domain/fees/assess.ts";
import type { ChargeLine } from "../domain/fees/charges.ts";
import { FeeProblems } from "../domain/fees/problems.ts";
import type { ComponentTotal } from "../domain/fees/totals.ts";
import { chargeWorking, type FeeWorkingStep } from "../domain/fees/working.ts";
import type { Month } from "../domain/values/month.ts";
import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import { type AssessmentState, loadAssessment } from "../store/assessment.ts";
import { isUnitKnown, loadChargesOfUnit, loadCourtCases, loadRatesBehind } from "../store/assessment-unit.ts";
import { loadComponents } from "../store/fees.ts";
import { loadAssessmentBasis } from "../store/fees-basis.ts";
import { streamUnitFacts } from "../store/fees-facts.ts";
import { inScope, type ScopedTransaction } from "../world/database/scope.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

export interface ShownAssessment {
  readonly month: Month;
  /** Null: not even drafted. */
  readonly state: AssessmentState | null;
  readonly digest: string | null;
  readonly totals: readonly ComponentTotal[];
  /** Lines of the unit asked for: as posted, or as they would be. */
  readonly lines: readonly ShownCharge[];
}

export interface ShownCharge extends ChargeLine {
  readonly component: string;
  /** Null where nothing is posted yet. */
  readonly document: string | null;
  readonly working: readonly FeeWorkingStep[];
}

/**
 * A month's run, and the lines of one unit with their working: from the books where the month is posted, else computed now.
 * Refuses `unit-unknown`, and for a unit not posted yet what drafting refuses.
 */
export function showAssessment(
  { pools }: OperationContext,
  { token, cooperativeId }: OperatorScope,
  { month, unitCode = null }: { readonly month: Month; readonly unitCode?: string | null },
): Promise<Result<ShownAssessment>> {
  return inScope(pools.runtime, token, async (tx) => {
    const run = await loadAssessment(tx, month);
    const shown = {
      month,
      state: run?.state ?? null,
      digest: run?.digest ?? null,
      totals: run?.totals ?? [],
      lines: [],
    };
    if (unitCode === null) return accept(shown);
    if (!(await isUnitKnown(tx, unitCode))) return refuse(refusal("unit-unknown", { unit: unitCode }));
    if (run?.state === "posted") {
      const charges = await loadChargesOfUnit(tx, unitCode, month);
      return accept({ ...shown, lines: await explain(tx, unitCode, month, charges) });
    }
    const computed = await computeUnit(tx, cooperativeId, unitCode, month);
    return computed.ok
      ? accept({ ...shown, lines: await explain(tx, unitCode, month, computed.value) })
      : computed;
  });
}

async function computeUnit(
  tx: ScopedTransaction,
  cooperativeId: number,
  unitCode: string,
  month: Month,
): Promise<Result<ChargeLine[]>> {
  const loaded = await loadAssessmentBasis(tx, cooperativeId, month);
  if (!loaded.ok) return loaded;
  const problems = new FeeProblems();
  const lines: ChargeLine[] = [];
  for await (const batch of streamUnitFacts(tx, { ...loaded.value.wanted, unitCode })) {
    for (const facts of batch) lines.push(...assessUnit(loaded.value.rules, facts, problems));
  }
  return problems.isEmpty ? accept(lines) : refuse(...problems.refusals());
}

async function explain(
  tx: ScopedTransaction,
  unitCode: string,
  month: Month,
  charges: readonly (ChargeLine & { readonly document?: string })[],
): Promise<ShownCharge[]> {
  const rates = await loadRatesBehind(
    tx,
    charges.flatMap(({ rateId }) => rateId ?? []),
  );
  const cases = await loadCourtCases(tx, unitCode, month);
  const names = new Map((await loadComponents(tx)).map(({ id, name }) => [id, name]));
  return charges.map((charge) => ({
    ...charge,
    component: charge.componentId === null ? "VAT" : (names.get(charge.componentId) ?? ""),
    document: charge.document ?? null,
    working: chargeWorking({
      month,
      charge,
      rate: charge.rateId === null ? null : (rates.get(charge.rateId) ?? null),
      courtCase: charge.componentId === null ? null : (cases.get(charge.componentId) ?? null),
    }),
  }));
}
