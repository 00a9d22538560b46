import { compareWhole } from "./exact-decimal.ts";

/** The lowest and the highest share of each participant, in whole units of 1/`unitsPerGrosz` grosz. */
export interface ShareLimits {
  readonly lower: readonly bigint[];
  /** Null: no upper limit. */
  readonly upper: readonly bigint[] | null;
  readonly unitsPerGrosz: bigint;
}

/** Exact shares numerator ÷ denominator grosze, and the factor λ that made them. */
export interface ClampedShares {
  readonly numerators: readonly bigint[];
  readonly denominator: bigint;
  /** λ against the unclamped shares: 1 would leave those between the limits alone. */
  readonly factor: { readonly numerator: bigint; readonly denominator: bigint };
}

/**
 * The shares clamp(λ·x, lower, upper) for the one λ with which they sum to the amount; null where there is none.
 * Exact, and the order of participants does not matter: the sum only grows with λ, and it bends where a participant
 * leaves its lower limit or reaches its upper one. Those bends are sorted, and λ lies between two of them.
 *
 * @param amount grosze, not negative.
 * @param unclamped the x in any common unit, not negative.
 * @law rozporządzenie z 7.12.2021 (Dz.U. 2021 poz. 2273): minimum and maximum variable cost per m²
 */
export function clampToLimits(
  amount: number,
  unclamped: readonly bigint[],
  limits: ShareLimits,
): ClampedShares | null {
  const target = BigInt(amount) * limits.unitsPerGrosz;
  const factor = findFactor(target, unclamped, limits);
  if (factor === null) return null;
  const numerators = unclamped.map((share, index) => {
    const moved = factor.numerator * share;
    const lower = limits.lower[index]! * factor.denominator;
    const upper = limits.upper === null ? null : limits.upper[index]! * factor.denominator;
    if (moved < lower) return lower;
    return upper !== null && moved > upper ? upper : moved;
  });
  return {
    numerators,
    denominator: factor.denominator * limits.unitsPerGrosz,
    factor: {
      numerator: factor.numerator * unclamped.reduce((sum, share) => sum + share, 0n),
      denominator: factor.denominator * target,
    },
  };
}

interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** A λ at which one participant starts or stops growing. */
interface Bend extends Ratio {
  /** What leaves or joins the part of the sum that does not grow. */
  readonly fixedChange: bigint;
  readonly growthChange: bigint;
}

function findFactor(target: bigint, unclamped: readonly bigint[], limits: ShareLimits): Ratio | null {
  let fixed = limits.lower.reduce((sum, lower) => sum + lower, 0n);
  let growth = 0n;
  if (target < fixed) return null;
  let last: Ratio = { numerator: 0n, denominator: 1n };
  for (const bend of sortedBends(unclamped, limits)) {
    if (target * bend.denominator <= fixed * bend.denominator + growth * bend.numerator)
      return growth > 0n ? { numerator: target - fixed, denominator: growth } : bend;
    fixed += bend.fixedChange;
    growth += bend.growthChange;
    last = bend;
  }
  if (growth > 0n) return { numerator: target - fixed, denominator: growth };
  return target === fixed ? last : null;
}

function sortedBends(unclamped: readonly bigint[], { lower, upper }: ShareLimits): Bend[] {
  const bends: Bend[] = [];
  for (let index = 0; index < unclamped.length; index += 1) {
    const share = unclamped[index]!;
    if (share === 0n) continue;
    const from = lower[index]!;
    bends.push({ numerator: from, denominator: share, fixedChange: -from, growthChange: share });
    if (upper === null) continue;
    const until = upper[index]!;
    bends.push({ numerator: until, denominator: share, fixedChange: until, growthChange: -share });
  }
  const approximate = new Map(bends.map((bend) => [bend, Number(bend.numerator) / Number(bend.denominator)]));
  return bends.sort((first, second) => {
    const [one, other] = [approximate.get(first)!, approximate.get(second)!];
    // The approximation decides only where its error cannot: cross products of big numbers are slow.
    const isClear = Math.abs(one - other) > 1e-9 * Math.abs(one + other);
    return isClear ? one - other : compareRatios(first, second);
  });
}

function compareRatios(first: Ratio, second: Ratio): number {
  return compareWhole(first.numerator * second.denominator, second.numerator * first.denominator);
}
