import type { CostPool } from "./cost-pools.ts";
import type { SettlementDefinition } from "./definition.ts";
import { type ExactDecimal, requiredDecimal, wholeDecimal } from "./exact-decimal.ts";
import type { MainComparison } from "./main-comparison.ts";
import type { Measured, MeasuredKey } from "./measuring-terms.ts";
import type { ParticipantFacts } from "./participant-facts.ts";
import {
  type CostKey,
  compareIds,
  isEqualKey,
  type Participant,
  type SettlementCase,
} from "./settlement-case.ts";
import type { SettlementOrder } from "./settlement-order.ts";

/** What every pool is shared out by. */
export interface SharingContext {
  readonly definition: SettlementDefinition;
  readonly order: SettlementOrder;
  readonly participants: readonly ParticipantFacts[];
  readonly measureOf: (key: MeasuredKey) => string;
  /** What the participant counted in the pool's days, the divided difference of the main meter included. */
  readonly measured: (participant: ParticipantFacts, key: MeasuredKey, pool: CostPool) => Measured;
  readonly comparisonOf: (pool: CostPool) => MainComparison | null;
}

export function isMeasuredKey(key: CostKey): key is MeasuredKey {
  return key === "allocator-units" || key.startsWith("consumption:");
}

/** A common part is no unit, so it takes no equal share; who is charged for refused access takes none of the rest. */
export function takersOf(
  pool: CostPool,
  participants: readonly ParticipantFacts[],
  charged: ReadonlyMap<string, unknown>,
): ParticipantFacts[] {
  const isEqual = pool.parts.some(({ key }) => isEqualKey(key));
  return participants
    .filter(({ id, unit }) => !charged.has(id) && !(isEqual && unit === null))
    .sort((first, second) => compareIds(first.id, second.id));
}

export function caseOf(
  pool: CostPool,
  amountGrosze: number,
  takers: readonly ParticipantFacts[],
  context: SharingContext,
): SettlementCase {
  const { definition, order } = context;
  const keys = pool.parts.map(({ key }) => key).filter(isMeasuredKey);
  const bounds = pool.isBounded ? order.bounds : null;
  const bound = (text: string | null) => (text === null ? null : requiredDecimal(text));
  return {
    period: null,
    rounding: definition.rounding,
    participants: takers.map((taker) => caseParticipant(taker, keys, pool, context)),
    costs: [{ id: pool.cost.id, amountGrosze, parts: pool.parts }],
    bounds: bounds && {
      cost: pool.cost.id,
      minGroszePerM2: bound(bounds.minGroszePerM2),
      maxGroszePerM2: bound(bounds.maxGroszePerM2),
    },
    substitute: definition.substitute === "area" ? "area" : "refuse",
  };
}

function caseParticipant(
  taker: ParticipantFacts,
  keys: readonly MeasuredKey[],
  pool: CostPool,
  context: SharingContext,
): Participant {
  const quantityOf = (key: MeasuredKey): ExactDecimal | null => {
    const { quantity } = context.measured(taker, key, pool);
    return quantity === null ? null : { coefficient: BigInt(quantity), scale: 6 };
  };
  const consumption = new Map<string, ExactDecimal | null>();
  for (const key of keys)
    if (key !== "allocator-units") consumption.set(key.slice("consumption:".length), quantityOf(key));
  return {
    id: taker.id,
    areaCm2: wholeDecimal(taker.referenceAreaCm2),
    heatedAreaCm2: wholeDecimal(taker.heatedAreaCm2),
    volumeDm3: wholeDecimal(taker.volumeDm3 ?? 0),
    persons: wholeDecimal(taker.personDays),
    meters: { coefficient: BigInt(taker.meters), scale: 6 },
    consumption,
    units: keys.includes("allocator-units") ? quantityOf("allocator-units") : undefined,
    degreeArea: taker.degreeArea ?? undefined,
    share: { coefficient: BigInt(taker.shareMillionths), scale: 6 },
  };
}
