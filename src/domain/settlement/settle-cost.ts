import { accept, type Refusal, type Result } from "../values/result.ts";
import type { WorkingStep } from "../values/working.ts";
import { partWorking, remainderWorking } from "./cost-working.ts";
import { finestScale, inUnitsOf } from "./exact-decimal.ts";
import { settleWithinBounds } from "./settle-bounds.ts";
import type { CostContext, SettledCost } from "./settled-cost.ts";
import type { CostKey, CostPart, RoundingRule, SettlementCost } from "./settlement-case.ts";
import { shareOut } from "./share-out.ts";
import { weightsOf } from "./weights.ts";

/**
 * Splits one cost: first by percent into whole amounts per key, then each of them among the participants. A cost with
 * bounds is redistributed between them. Refuses `bounds-unreachable`.
 */
export function settleCost(cost: SettlementCost, context: CostContext): Result<SettledCost, Refusal> {
  const plain = splitCost(cost, context);
  const { bounds } = context.facts;
  return bounds?.cost === cost.id ? settleWithinBounds(cost, plain, bounds, context) : accept(plain);
}

function splitCost(cost: SettlementCost, context: CostContext): SettledCost {
  const { participants, facts } = context;
  const remaindersGrosze = participants.map(() => 0);
  const working: WorkingStep[] = [];
  const costParts = mergedParts(cost.parts);
  const amounts = partAmounts(cost.amountGrosze, costParts, facts.rounding);
  const parts = costParts.map(({ key, percent }, place) => {
    const weights = context.weightsOfKey(key);
    const shared = shareOut(amounts[place]!, weights, facts.rounding);
    const settled = { key, amountGrosze: amounts[place]!, weights, parts: shared.parts };
    working.push(...partWorking(cost, percent, settled, participants));
    working.push(...remainderWorking(cost.id, key, shared.remainders));
    for (const { index, grosze } of shared.remainders) remaindersGrosze[index]! += grosze;
    return settled;
  });
  return { cost: cost.id, parts, remaindersGrosze, working };
}

/** A key named twice in one cost takes both percents, so that a participant has one share per cost and key. */
export function mergedParts(parts: readonly CostPart[]): CostPart[] {
  const merged = new Map<CostKey, CostPart>();
  for (const part of parts) {
    const before = merged.get(part.key);
    merged.set(
      part.key,
      before === undefined ? part : { key: part.key, percent: sumOfPercents([before, part]) },
    );
  }
  return [...merged.values()];
}

export function sumOfPercents(parts: readonly CostPart[]): CostPart["percent"] {
  const scale = finestScale(parts.map(({ percent }) => percent));
  return { coefficient: parts.reduce((sum, { percent }) => sum + inUnitsOf(percent, scale), 0n), scale };
}

/** Whole amounts per part by the rounding rule of the case; ties go to the part named first. */
export function partAmounts(
  amountGrosze: number,
  parts: readonly CostPart[],
  rounding: RoundingRule,
): readonly number[] {
  const scale = finestScale(parts.map(({ percent }) => percent));
  const weights = weightsOf(parts.map(({ percent }) => inUnitsOf(percent, scale)));
  return shareOut(amountGrosze, weights, rounding).parts;
}
