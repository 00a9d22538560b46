import type { ClampedShares, ShareLimits } from "./clamp.ts";
import { compareWhole } from "./exact-decimal.ts";
import type { RoundingRule } from "./settlement-case.ts";
import type { Remainder, SharedOut } from "./share-out.ts";

/**
 * Rounds clamped shares to whole grosze that sum to the amount and stay within the limits wherever whole grosze can.
 * The rule's plain rounding comes first, then whoever left the limits is put back, and the difference that remains goes
 * only to participants with room. Where no whole grosze within the limits sum to the amount, everybody stays less than a grosz
 * from the exact share. The remainders name everybody whose grosze differ from the plain rounding.
 */
export function roundWithin(
  amount: number,
  shares: ClampedShares,
  limits: ShareLimits,
  rule: RoundingRule,
): SharedOut {
  const { numerators, denominator } = shares;
  const plain = numerators.map((numerator) =>
    Number(
      rule === "largest-remainder"
        ? numerator / denominator
        : (2n * numerator + denominator) / (2n * denominator),
    ),
  );
  const rooms = numerators.map((numerator, index) => roomOf(numerator, denominator, limits, index));
  const withinRoom = plain.map((part, index) =>
    Math.min(Math.max(part, rooms[index]!.lowest), rooms[index]!.highest),
  );
  const give = rule === "largest-remainder" ? giveByRemainder : giveByShare;
  let parts = [...withinRoom];
  if (give(amount - sumOf(parts), parts, shares, rooms) !== 0) {
    // No whole grosze within the limits sum to the amount; the nearest ones always can.
    parts = withinRoom;
    giveByRemainder(amount - sumOf(parts), parts, shares, nearestTo(shares));
  }
  const remainders: Remainder[] = [];
  for (const [index, part] of parts.entries())
    if (part !== plain[index]) remainders.push({ index, grosze: part - plain[index]! });
  return { parts, remainders };
}

/** Whole grosze a participant may be given. */
interface Room {
  readonly lowest: number;
  readonly highest: number;
}

/** Limits with no whole grosz between them leave the two nearest ones. */
function roomOf(numerator: bigint, denominator: bigint, limits: ShareLimits, index: number): Room {
  const lowest = Number(ceiling(limits.lower[index]!, limits.unitsPerGrosz));
  const highest =
    limits.upper === null ? Number.POSITIVE_INFINITY : Number(limits.upper[index]! / limits.unitsPerGrosz);
  if (lowest <= highest) return { lowest, highest };
  return nearest(numerator, denominator);
}

function nearestTo({ numerators, denominator }: ClampedShares): Room[] {
  return numerators.map((numerator) => nearest(numerator, denominator));
}

/** The whole grosze below and above an exact share. */
function nearest(numerator: bigint, denominator: bigint): Room {
  return { lowest: Number(numerator / denominator), highest: Number(ceiling(numerator, denominator)) };
}

type Give = (difference: number, parts: number[], shares: ClampedShares, rooms: readonly Room[]) => number;

/** One grosz each, to whom the rounding has taken most (or from whom it has given most), again and again while there is room. */
const giveByRemainder: Give = (difference, parts, { numerators, denominator }, rooms) => {
  const step = Math.sign(difference);
  let left = difference;
  while (left !== 0) {
    const claims = numerators
      .map((numerator, index) => ({
        index,
        claim: (numerator - BigInt(parts[index]!) * denominator) * BigInt(step),
      }))
      .filter(({ index }) => hasRoom(parts[index]! + step, rooms[index]!))
      .sort((a, b) => compareWhole(b.claim, a.claim) || a.index - b.index)
      .slice(0, Math.abs(left));
    if (claims.length === 0) return left;
    for (const { index } of claims) parts[index]! += step;
    left -= step * claims.length;
  }
  return left;
};

/** As much as there is room for to the largest share, then to the next. */
const giveByShare: Give = (difference, parts, { numerators }, rooms) => {
  const order = [...numerators.keys()].sort((a, b) => compareWhole(numerators[b]!, numerators[a]!) || a - b);
  let left = difference;
  for (const index of order) {
    if (left === 0) break;
    const { lowest, highest } = rooms[index]!;
    const wanted = Math.min(Math.max(parts[index]! + left, lowest), highest);
    left -= wanted - parts[index]!;
    parts[index] = wanted;
  }
  return left;
};

function hasRoom(part: number, { lowest, highest }: Room): boolean {
  return part >= lowest && part <= highest;
}

function ceiling(numerator: bigint, denominator: bigint): bigint {
  return (numerator + denominator - 1n) / denominator;
}

function sumOf(parts: readonly number[]): number {
  return parts.reduce((sum, part) => sum + part, 0);
}
