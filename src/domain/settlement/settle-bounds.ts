import { apportion } from "../values/apportion.ts";
import { accept, type Refusal, type Result, refusal, refuse } from "../values/result.ts";
import type { WorkingStep } from "../values/working.ts";
import { type ClampedShares, clampToLimits, type ShareLimits } from "./clamp.ts";
import { remainderWorking } from "./cost-working.ts";
import {
  decimalText,
  type ExactDecimal,
  finestScale,
  inUnitsOf,
  powerOfTen,
  ratioText,
} from "./exact-decimal.ts";
import { AREA_FACT } from "./facts.ts";
import { roundWithin } from "./round-within.ts";
import type { CostContext, SettledCost, SettledPart } from "./settled-cost.ts";
import type { CostBounds, Participant, SettlementCost } from "./settlement-case.ts";

const FEWEST_FACTOR_DECIMALS = 9;

/**
 * Keeps every participant's share of the cost between the bounds × its area, by one factor λ for all the others.
 * A cost whose plain shares are all within the bounds, exact and rounded, stays as it is. A redistributed share is divided among the keys of
 * the cost as the plain one was. Refuses `bounds-unreachable`.
 */
export function settleWithinBounds(
  cost: SettlementCost,
  plain: SettledCost,
  bounds: CostBounds,
  { participants, facts }: CostContext,
): Result<SettledCost, Refusal> {
  const limits = limitsOf(bounds, participants);
  const plainShares = participants.map((_, index) => shareOf(plain, index));
  const unclamped = unclampedShares(plain.parts);
  const isAllWithin = plainShares.every(
    (share, index) =>
      isWithin(unclamped.sums[index]!, unclamped.perGrosz, index, limits) &&
      isWithin(BigInt(share), 1n, index, limits),
  );
  if (isAllWithin) return accept(plain);
  const lowered = { ...limits, lower: limits.lower ?? participants.map(() => 0n) };
  const shares = cost.amountGrosze < 0 ? null : clampToLimits(cost.amountGrosze, unclamped.sums, lowered);
  if (shares === null) return refuse(unreachable(cost, lowered));
  const rounded = roundWithin(cost.amountGrosze, shares, lowered, facts.rounding);
  const byPart = rounded.parts.map((share, index) => divided(share, unclamped, index, plain.parts));
  const remaindersGrosze = participants.map(() => 0);
  for (const { index, grosze } of rounded.remainders) remaindersGrosze[index] = grosze;
  return accept({
    cost: cost.id,
    parts: plain.parts.map((part, place) => ({ ...part, parts: byPart.map((row) => row[place]!) })),
    remaindersGrosze,
    working: [
      ...plain.working.filter(({ step }) => step !== "remainder"),
      ...boundsWorking(cost, bounds, shares, lowered, rounded.parts, plainShares, participants),
      ...remainderWorking(cost.id, null, rounded.remainders),
    ],
  });
}

interface OpenLimits extends Omit<ShareLimits, "lower"> {
  readonly lower: readonly bigint[] | null;
}

function limitsOf(bounds: CostBounds, participants: readonly Participant[]): OpenLimits {
  const { minGroszePerM2: min, maxGroszePerM2: max } = bounds;
  const areas = participants.map((participant) => AREA_FACT.of(participant)!);
  const areaScale = finestScale(areas);
  const boundScale = finestScale([min, max].filter((bound) => bound !== null));
  const times = (bound: ExactDecimal | null) =>
    bound === null ? null : areas.map((area) => inUnitsOf(bound, boundScale) * inUnitsOf(area, areaScale));
  const unitsPerGrosz = powerOfTen(boundScale + areaScale + AREA_FACT.priceDecimals);
  return { lower: times(min), upper: times(max), unitsPerGrosz };
}

/** Whether numerator ÷ divisor grosze lie within the limits of the participant. */
function isWithin(
  numerator: bigint,
  divisor: bigint,
  index: number,
  { lower, upper, unitsPerGrosz }: OpenLimits,
): boolean {
  const exact = numerator * unitsPerGrosz;
  return (
    (lower === null || exact >= lower[index]! * divisor) &&
    (upper === null || exact <= upper[index]! * divisor)
  );
}

function shareOf({ parts }: SettledCost, index: number): number {
  return parts.reduce((sum, part) => sum + part.parts[index]!, 0);
}

interface Unclamped {
  /** Exact shares of every participant by part, in one common unit. */
  readonly byPart: readonly (readonly bigint[])[];
  readonly sums: readonly bigint[];
  /** How many of those units make a grosz. */
  readonly perGrosz: bigint;
}

/** Exact shares before rounding; parts without an amount weigh nothing. */
function unclampedShares(parts: readonly SettledPart[]): Unclamped {
  const totals = parts.map(({ amountGrosze, weights }) => (amountGrosze === 0 ? 1n : weights.total));
  const product = totals.reduce((all, total) => all * total, 1n);
  const byPart = parts.map(({ amountGrosze, weights }, place) => {
    const factor = BigInt(amountGrosze) * (product / totals[place]!);
    return weights.values.map((weight) => weight * factor);
  });
  const sums = byPart[0]!.map((_, index) => byPart.reduce((sum, part) => sum + part[index]!, 0n));
  return { byPart, sums, perGrosz: product };
}

/** A participant's whole share among the keys of the cost; where all weigh nothing, as the amounts of the keys. */
function divided(
  share: number,
  { byPart, sums }: Unclamped,
  index: number,
  parts: readonly SettledPart[],
): number[] {
  const weights = byPart.map((part) => part[index]!);
  const isNothing = sums[index] === 0n;
  return apportion(share, isNothing ? parts.map(({ amountGrosze }) => BigInt(amountGrosze)) : weights);
}

function unreachable(cost: SettlementCost, { lower, upper, unitsPerGrosz }: ShareLimits): Refusal {
  const inGrosze = (limit: readonly bigint[] | null) =>
    limit === null
      ? null
      : ratioText(
          limit.reduce((sum, one) => sum + one, 0n),
          unitsPerGrosz,
          2,
        );
  return refusal("bounds-unreachable", {
    cost: cost.id,
    amountGrosze: cost.amountGrosze,
    lowestGrosze: inGrosze(lower),
    highestGrosze: inGrosze(upper),
  });
}

function boundsWorking(
  cost: SettlementCost,
  { minGroszePerM2: min, maxGroszePerM2: max }: CostBounds,
  { numerators, denominator, factor }: ClampedShares,
  { lower, upper, unitsPerGrosz }: ShareLimits,
  rounded: readonly number[],
  plainShares: readonly number[],
  participants: readonly Participant[],
): WorkingStep[] {
  const isAt = (limit: readonly bigint[] | null, index: number) =>
    limit !== null && numerators[index]! * unitsPerGrosz === limit[index]! * denominator;
  const held = participants.flatMap(({ id }, index) => {
    const step = isAt(lower, index) ? "held-at-minimum" : isAt(upper, index) ? "held-at-maximum" : null;
    if (step === null) return [];
    const inputs = { cost: cost.id, participant: id, plainGrosze: plainShares[index]! };
    return [{ step, inputs, outcome: rounded[index]! }];
  });
  const inputs = {
    cost: cost.id,
    minGroszePerM2: min === null ? null : decimalText(min),
    maxGroszePerM2: max === null ? null : decimalText(max),
  };
  // λ × an exact share misses it by less than a hundredth of a grosz.
  const decimals = Math.max(FEWEST_FACTOR_DECIMALS, String(cost.amountGrosze).length + 2);
  const outcome = ratioText(factor.numerator, factor.denominator, decimals);
  return [{ step: "bounds-factor", inputs, outcome, source: "Dz.U. 2021 poz. 2273" }, ...held];
}
