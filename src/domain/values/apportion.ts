/**
 * Splits a whole amount into whole parts in the proportion of the weights, by the largest remainder.
 * The parts sum to the amount exactly. Equal remainders: the earlier index gets the unit, so callers order by id first.
 * Negative amounts mirror positive ones. Weights must be whole, not negative, and not all zero.
 */
export function apportion(amount: number, weights: readonly bigint[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total <= 0n || weights.some((weight) => weight < 0n))
    throw new RangeError("weights must sum to more than zero");
  const magnitude = BigInt(Math.abs(amount));
  const floors = weights.map((weight) => (magnitude * weight) / total);
  const remainders = weights.map((weight, index) => ({ index, rest: (magnitude * weight) % total }));
  let missing = Number(magnitude - floors.reduce((sum, part) => sum + part, 0n));
  remainders.sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  const parts = floors.map(Number);
  for (const { index } of remainders) {
    if (missing === 0) break;
    parts[index] = (parts[index] ?? 0) + 1;
    missing -= 1;
  }
  return amount < 0 ? parts.map((part) => (part === 0 ? 0 : -part)) : parts;
}
