import {
  compareDecimals,
  decimalText,
  type ExactDecimal,
  finestScale,
  inUnitsOf,
  parseExactDecimal,
  ratioText,
} from "./exact-decimal.ts";

const SHOWN_DECIMALS = 6;

/** Grosze as an exact fraction; the divisor is above zero. */
export interface ExactGrosze {
  readonly numerator: bigint;
  readonly divisor: bigint;
}

/** amount × quantity ÷ total; null where there is nothing to divide by. */
export function productOver(
  amountGrosze: number,
  quantity: ExactDecimal,
  total: ExactDecimal,
): ExactGrosze | null {
  if (total.coefficient <= 0n) return null;
  return {
    numerator: BigInt(amountGrosze) * quantity.coefficient * 10n ** BigInt(total.scale),
    divisor: total.coefficient * 10n ** BigInt(quantity.scale),
  };
}

export function timesDecimal({ numerator, divisor }: ExactGrosze, factor: ExactDecimal): ExactGrosze {
  return { numerator: numerator * factor.coefficient, divisor: divisor * 10n ** BigInt(factor.scale) };
}

/**
 * How many decimals a price needs so that times any of the quantities it misses the exact product by less than a hundredth of its unit:
 * two more than the largest quantity has digits before the point.
 */
export function decimalsOfPrice(quantities: readonly (ExactDecimal | null | undefined)[]): number {
  const largest = new Map<number, bigint>();
  for (const quantity of quantities) {
    if (quantity == null) continue;
    const magnitude = quantity.coefficient < 0n ? -quantity.coefficient : quantity.coefficient;
    if (magnitude > (largest.get(quantity.scale) ?? 0n)) largest.set(quantity.scale, magnitude);
  }
  let digits = 0;
  for (const [scale, magnitude] of largest) digits = Math.max(digits, String(magnitude).length - scale);
  return digits + 2;
}

/** "186.518395": złoty of an exact number of grosze, rounded half up to six decimals, for showing. */
export function zlotyText({ numerator, divisor }: ExactGrosze): string {
  return ratioText(numerator, divisor * 100n, SHOWN_DECIMALS);
}

/** numerator ÷ divisor of two written decimals with so many decimals; null where there is nothing to divide by. */
export function quotientText(numerator: string, divisor: string, decimals: number): string | null {
  const [over, under] = [parseExactDecimal(numerator), parseExactDecimal(divisor)];
  if (over === null || under === null || under.coefficient <= 0n) return null;
  const exact = {
    numerator: over.coefficient * 10n ** BigInt(under.scale),
    divisor: under.coefficient * 10n ** BigInt(over.scale),
  };
  return ratioText(exact.numerator, exact.divisor, decimals);
}

/** first × second ÷ divisor of written decimals, rounded half up to so many decimals; null where there is nothing to divide by. */
export function productText(first: string, second: string, divisor: string, decimals: number): string | null {
  const [one, other] = [parseExactDecimal(first), parseExactDecimal(second)];
  if (one === null || other === null) return null;
  const product = { coefficient: one.coefficient * other.coefficient, scale: one.scale + other.scale };
  return quotientText(decimalText(product), divisor, decimals);
}

/** The sum of written decimals, exactly; zero for none. */
export function sumText(decimals: readonly string[]): string {
  const read = decimals.map(parseExactDecimal).filter((decimal) => decimal !== null);
  const scale = finestScale(read);
  return decimalText({
    coefficient: read.reduce((sum, decimal) => sum + inUnitsOf(decimal, scale), 0n),
    scale,
  });
}

/** Whether two written decimals are the same number. */
export function isSameDecimal(first: string, second: string): boolean {
  const [one, other] = [parseExactDecimal(first), parseExactDecimal(second)];
  return one !== null && other !== null && compareDecimals(one, other) === 0;
}

/** "3.42" of "342.0" grosze: złoty as written, nothing rounded. */
export function zlotyOfGroszeText(grosze: string): string {
  const read = parseExactDecimal(grosze);
  return read === null ? grosze : decimalText({ coefficient: read.coefficient, scale: read.scale + 2 });
}
