import { compareWhole } from "./exact-decimal.ts";
import type { RoundingRule } from "./settlement-case.ts";
import type { Weights } from "./weights.ts";

/** Whole parts in the order of the weights, and who got how many grosze more or less than the plain rounding. */
export interface SharedOut {
  readonly parts: number[];
  readonly remainders: readonly Remainder[];
}

export interface Remainder {
  readonly index: number;
  readonly grosze: number;
}

/**
 * Splits whole grosze in the proportion of the weights. The parts sum to the amount exactly; equal claims on a remainder
 * go to the lower index, so callers order by id first. A negative amount mirrors the positive one.
 * Weights with a sum of zero split only nothing; splitting something by them is a bug and throws.
 */
export function shareOut(amountGrosze: number, weights: Weights, rule: RoundingRule): SharedOut {
  if (amountGrosze === 0) return { parts: weights.values.map(() => 0), remainders: [] };
  if (weights.total <= 0n) throw new RangeError("weights must sum to more than zero");
  const quotas = quotasOf(Math.abs(amountGrosze), weights);
  const shared = rule === "largest-remainder" ? byLargestRemainder(quotas) : byLargestShare(quotas, weights);
  return amountGrosze < 0 ? mirrored(shared) : shared;
}

/** Exact shares: floor + fraction ÷ (sum of weights). */
interface Quotas {
  readonly floors: number[];
  readonly fractions: ArrayLike<number> | ArrayLike<bigint>;
  readonly isHalfOrMore: (index: number) => boolean;
  /** Grosze that the floors leave over. */
  readonly missing: number;
}

/** Plain numbers where every product is exact, big ones otherwise: a factor of ten in speed. */
function quotasOf(magnitude: number, weights: Weights): Quotas {
  const isSafe = BigInt(magnitude) * weights.largest <= BigInt(Number.MAX_SAFE_INTEGER);
  return weights.numbers !== null && isSafe
    ? numberQuotas(magnitude, weights.numbers, Number(weights.total))
    : wholeQuotas(BigInt(magnitude), weights.values, weights.total);
}

function numberQuotas(magnitude: number, values: readonly number[], total: number): Quotas {
  const floors: number[] = [];
  const fractions = new Float64Array(values.length);
  let missing = magnitude;
  for (let index = 0; index < values.length; index += 1) {
    const product = magnitude * values[index]!;
    // The division may round up to a whole number it does not reach; product and fraction are exact.
    let floor = Math.floor(product / total);
    if (floor * total > product) floor -= 1;
    fractions[index] = product - floor * total;
    floors.push(floor);
    missing -= floor;
  }
  return { floors, fractions, isHalfOrMore: (index) => 2 * fractions[index]! >= total, missing };
}

function wholeQuotas(magnitude: bigint, values: readonly bigint[], total: bigint): Quotas {
  const fractions = values.map((value) => (magnitude * value) % total);
  const floors = values.map((value) => Number((magnitude * value) / total));
  const missing = floors.reduce((left, floor) => left - floor, Number(magnitude));
  return { floors, fractions, isHalfOrMore: (index) => 2n * fractions[index]! >= total, missing };
}

function byLargestRemainder({ floors, fractions, missing }: Quotas): SharedOut {
  const parts = floors;
  if (missing === 0) return { parts, remainders: [] };
  const threshold = kthLargest(fractions, missing);
  let above = 0;
  for (let index = 0; index < parts.length; index += 1) if (fractions[index]! > threshold) above += 1;
  let ties = missing - above;
  const remainders: Remainder[] = [];
  for (let index = 0; index < parts.length; index += 1) {
    const fraction = fractions[index]!;
    if (fraction < threshold || (fraction === threshold && ties === 0)) continue;
    if (fraction === threshold) ties -= 1;
    parts[index]! += 1;
    remainders.push({ index, grosze: 1 });
  }
  return { parts, remainders };
}

function kthLargest(fractions: Quotas["fractions"], k: number): number | bigint {
  if (fractions instanceof Float64Array) return kthLargestNumber(Float64Array.from(fractions), k);
  const sorted = Array.from(fractions as ArrayLike<bigint>).sort(compareWhole);
  return sorted[sorted.length - k]!;
}

/** Quickselect: moves the numbers about until the one that would stand there in order stands at its place. */
function kthLargestNumber(numbers: Float64Array, k: number): number {
  const place = numbers.length - k;
  let [from, until] = [0, numbers.length - 1];
  while (from < until) {
    const pivot = numbers[(from + until) >> 1]!;
    let [low, high] = [from, until];
    while (low <= high) {
      while (numbers[low]! < pivot) low += 1;
      while (numbers[high]! > pivot) high -= 1;
      if (low > high) break;
      const moved = numbers[low]!;
      numbers[low] = numbers[high]!;
      numbers[high] = moved;
      low += 1;
      high -= 1;
    }
    if (place <= high) until = high;
    else if (place >= low) from = low;
    else break;
  }
  return numbers[place]!;
}

function byLargestShare({ floors, isHalfOrMore, missing }: Quotas, weights: Weights): SharedOut {
  let difference = missing;
  const parts = floors.map((floor, index) => {
    if (!isHalfOrMore(index)) return floor;
    difference -= 1;
    return floor + 1;
  });
  if (difference === 0) return { parts, remainders: [] };
  const carrier = weights.values.indexOf(weights.largest);
  parts[carrier]! += difference;
  return { parts, remainders: [{ index: carrier, grosze: difference }] };
}

function mirrored({ parts, remainders }: SharedOut): SharedOut {
  return {
    parts: parts.map((part) => (part === 0 ? 0 : -part)),
    remainders: remainders.map(({ index, grosze }) => ({ index, grosze: -grosze })),
  };
}
