import { addDays } from "../values/plain-date.ts";
import { divideHalfUp } from "../values/rounding.ts";
import type { SettledDays } from "./cost-pools.ts";
import type { SettlementDefinition } from "./definition.ts";
import { DIVIDED_DECIMALS, divideAmount, divideQuantity, passedOn } from "./divide-holding.ts";
import { parseExactDecimal, powerOfTen, requiredDecimal } from "./exact-decimal.ts";
import { type HeldDays, type Holding, holdingOf } from "./holding.ts";
import {
  consumptionWeights,
  dayWeights,
  personDayWeights,
  type ReadGroup,
  readGroups,
} from "./holding-weights.ts";
import { daysOfPool } from "./key-price.ts";
import type { MeasuredTable } from "./measured-table.ts";
import type { MeasuredKey, Measuring } from "./measuring-terms.ts";
import { monthsOf } from "./months.ts";
import type { ParticipantFacts } from "./participant-facts.ts";
import { type RecordContext, recordOf } from "./participant-record.ts";
import { isMeasuredKey } from "./pool-case.ts";
import { isPersonsKey } from "./settlement-case.ts";
import type { SettledParticipant, SettlementFacts } from "./settlement-facts.ts";
import type { SettlementOrder } from "./settlement-order.ts";
import type { ShareRecord } from "./settlement-record.ts";
import type { ParticipantShare, SharedPool } from "./shared-pool.ts";

export interface HoldersContext {
  readonly definition: SettlementDefinition;
  readonly order: SettlementOrder;
  readonly facts: SettlementFacts;
  readonly measuring: Measuring;
  readonly table: MeasuredTable;
  readonly pools: readonly SharedPool[];
  readonly record: RecordContext;
}

/** Divides everything a participant bears among those who held it; what nobody held the cooperative bears. */
export function settleHolders(participant: ParticipantFacts, context: HoldersContext): SettledParticipant[] {
  const { definition, order, facts, pools } = context;
  const holding = holdingOf(participant.unit, definition, order, facts);
  const groups = readGroups(holding);
  const shares = pools.flatMap((pool) => pool.shares.get(participant.id) ?? []);
  const unitCost = shares.reduce((sum, { grosze }) => sum + grosze, 0);
  const divided = shares.map((share) => divideShare(share, participant, holding, groups, context));
  const advances = passedOn(
    holding.held.map(({ right }) => right?.advancesGrosze ?? 0),
    holding.handovers,
  );
  const last = holding.held.length - 1;
  return holding.held.map((held, place) => {
    const own = divided.map((parts) => parts[place]!).filter((share) => !isEmptied(share, holding, place));
    const costGrosze = own.reduce((sum, { grosze }) => sum + grosze, 0);
    const advancesGrosze = advances[place]!;
    const { from, to } = daysStoodFor(holding, place);
    return {
      unitId: participant.unit?.unitId ?? null,
      code: participant.id,
      propertyId: participant.propertyId,
      rightId: held.right?.rightId ?? null,
      isInvoiced: held.right?.isInvoiced ?? false,
      from,
      to,
      costGrosze,
      advancesGrosze,
      resultGrosze: costGrosze - advancesGrosze,
      proposedAdvanceGrosze:
        place === last && held.to === order.period.to
          ? proposedAdvance(unitCost, held, definition, order)
          : null,
      record: recordOf(
        participant,
        {
          held: { ...held, from, to },
          place,
          holding,
          devicesDuring: groups.length > 1 ? groups.find(({ places }) => places.includes(place))! : null,
          quantityOf: (key) => factQuantity(key, participant, holding, groups, context)[place]!,
        },
        own,
        context.record,
      ),
    };
  });
}

/** A share passed on whole to the next holder leaves nothing to show. */
function isEmptied({ grosze, quantity }: ShareRecord, { handovers }: Holding, place: number): boolean {
  return handovers[place]?.rule === "new-holder" && grosze === 0 && quantity === "0";
}

/** With the days of those whose result it takes over. */
function daysStoodFor({ held, handovers }: Holding, place: number): SettledDays {
  let first = place;
  while (first > 0 && handovers[first - 1]!.rule === "new-holder") first -= 1;
  return { from: held[first]!.from, to: held[place]!.to };
}

/** A share of each held stretch, with the grosze that plain rounding of its own quantity would not give. */
function divideShare(
  share: ParticipantShare,
  participant: ParticipantFacts,
  holding: Holding,
  groups: readonly ReadGroup[],
  context: HoldersContext,
): ShareRecord[] {
  const weights = weightsOf(share, participant, holding, groups, context);
  const { handovers } = holding;
  const grosze = divideAmount(share.grosze, weights, handovers);
  const bounds = divideAmount(share.boundsGrosze, weights, handovers);
  const wholeDigits = share.price.replace(/^-|\..*$/g, "").length;
  // A divided quantity × price is then right to the hundredth of a grosz.
  const decimals = Math.max(DIVIDED_DECIMALS, wholeDigits + 5);
  return divideQuantity(share.quantity, weights, handovers, decimals).map((quantity, place) =>
    shareRecord(share, quantity, grosze[place]!, bounds[place]!, context.order),
  );
}

export function shareRecord(
  { pool, key, unit, price, isEstimated }: Omit<ParticipantShare, "grosze" | "boundsGrosze" | "quantity">,
  quantity: string,
  grosze: number,
  boundsGrosze: number,
  { period }: SettlementOrder,
): ShareRecord {
  return {
    cost: pool.cost.id,
    key,
    quantity,
    unit,
    price,
    grosze,
    isEstimated,
    remainderGrosze: grosze - boundsGrosze - plainGrosze(quantity, price),
    ...(boundsGrosze === 0 ? {} : { boundsGrosze }),
    ...daysOfPool(pool, period),
  };
}

/** quantity × price in złoty, rounded half up to the grosz. */
function plainGrosze(quantity: string, price: string): number {
  const [first, second] = [parseExactDecimal(quantity)!, parseExactDecimal(price)!];
  const scale = powerOfTen(first.scale + second.scale);
  return Number(divideHalfUp(first.coefficient * second.coefficient * 100n, scale));
}

function weightsOf(
  { key, pool, isMeasured }: ParticipantShare,
  participant: ParticipantFacts,
  holding: Holding,
  groups: readonly ReadGroup[],
  context: HoldersContext,
): bigint[] {
  if (holding.held.length === 1) return [1n];
  if (isMeasured && isMeasuredKey(key))
    return consumptionWeights(holding, groups, pool.days, countedIn(key, participant, context));
  return isPersonsKey(key)
    ? personDayWeights(holding, participant, pool.days)
    : dayWeights(holding, pool.days);
}

function countedIn(key: MeasuredKey, participant: ParticipantFacts, { measuring }: HoldersContext) {
  return (days: SettledDays) => {
    const { quantity, problems } = measuring.of(participant, key, days);
    return problems.length > 0 ? null : quantity;
  };
}

/** What each held stretch is told to have counted; the parts sum to what the whole unit counted. */
function factQuantity(
  key: MeasuredKey,
  participant: ParticipantFacts,
  holding: Holding,
  groups: readonly ReadGroup[],
  context: HoldersContext,
): (string | null)[] {
  let total = 0;
  for (const days of context.table.daysOf(key)) {
    const { quantity } = context.table.of(participant, key, days);
    if (quantity === null) return holding.held.map(() => null);
    total += quantity;
  }
  const weights =
    holding.held.length === 1
      ? [1n]
      : consumptionWeights(holding, groups, context.order.period, countedIn(key, participant, context));
  return divideQuantity({ coefficient: BigInt(total), scale: 6 }, weights, holding.handovers);
}

/** The unit's whole cost × percent ÷ months, rounded half up to the grosz, for whoever holds it at the end. Never below zero. */
function proposedAdvance(
  costGrosze: number,
  { right }: HeldDays,
  { proposedAdvancePercent }: SettlementDefinition,
  { period }: SettlementOrder,
): number | null {
  if (proposedAdvancePercent === null || right === null) return null;
  if (right.until !== null && right.until <= addDays(period.to, 1)) return null;
  const { coefficient, scale } = requiredDecimal(proposedAdvancePercent);
  const divisor = 100n * powerOfTen(scale) * BigInt(monthsOf(period));
  return Math.max(0, Number(divideHalfUp(BigInt(costGrosze) * coefficient, divisor)));
}
