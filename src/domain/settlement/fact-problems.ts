import { type Refusal, refusal } from "../values/result.ts";
import type { CostPool } from "./cost-pools.ts";
import type { SettlementDefinition } from "./definition.ts";
import type { MeasuredTable } from "./measured-table.ts";
import type { ParticipantFacts } from "./participant-facts.ts";
import { isMeasuredKey } from "./pool-case.ts";
import type { CostKey } from "./settlement-case.ts";
import type { SettlementOrder } from "./settlement-order.ts";

/** Every fact that a participant lacks for what it bears, once each: unit and fact. */
export function factProblems(
  definition: SettlementDefinition,
  order: SettlementOrder,
  participants: readonly ParticipantFacts[],
  pools: readonly CostPool[],
  table: MeasuredTable,
): Refusal[] {
  const refused = new Set(order.accessRefused.map(({ unit }) => unit));
  const problems = new Map<string, Refusal>();
  const add = (problem: Refusal) => problems.set(JSON.stringify(problem), problem);
  for (const pool of pools) {
    const isCharged = definition.medium === "heat" && pool.cost.nature === "variable";
    for (const participant of participants) {
      // The charge for refused access is the average cost of everybody's m²; without heated area alone a unit simply is not heated.
      if (isCharged && refused.size > 0 && participant.usableAreaCm2 === 0) add(missing(participant, "area"));
      if (isCharged && refused.has(participant.id)) continue;
      if (pool.isBounded && participant.referenceAreaCm2 === 0) add(missing(participant, "area"));
      for (const { key } of pool.parts) {
        if (isMeasuredKey(key)) {
          const { problems: unknown, quantity } = table.of(participant, key, pool.days);
          for (const problem of unknown) add(problem);
          if (quantity === null && participant.referenceAreaCm2 === 0) add(missing(participant, "area"));
          continue;
        }
        const fact = lackingFact(key, participant);
        if (fact !== null) add(missing(participant, fact));
      }
    }
  }
  return [...problems.values()];
}

function missing({ id }: ParticipantFacts, fact: string): Refusal {
  return refusal("settlement-unit-fact-missing", { unit: id, fact });
}

/** A unit without usable area, volume or share is one that nobody told them of; without heated area it simply is not heated. */
function lackingFact(key: CostKey, participant: ParticipantFacts): string | null {
  const { usableAreaCm2, volumeDm3, shareMillionths, degreeArea, unit } = participant;
  if (key === "area" && usableAreaCm2 === 0 && unit !== null) return "area";
  if (key === "volume" && (volumeDm3 ?? 0) === 0) return "volume";
  if (key === "share" && shareMillionths === 0 && unit !== null) return "share";
  return key === "degree-area" && degreeArea === null ? "indoor-temperature" : null;
}
