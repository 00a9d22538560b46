/** A decimal number of any size, exactly: coefficient ÷ 10^scale. */
export interface ExactDecimal {
  readonly coefficient: bigint;
  /** Digits after the decimal point, never negative. */
  readonly scale: number;
}

export const HUNDRED: ExactDecimal = { coefficient: 100n, scale: 0 };

const MOST_DIGITS = 60;

/**
 * Reads "1519", "92.4", "92,4" or "-0.5"; null for anything else, and for more than 60 digits.
 * Nothing is rounded; zeros at the end after the point change nothing.
 */
export function parseExactDecimal(text: string): ExactDecimal | null {
  const match = text.length > MOST_DIGITS + 2 ? null : /^([+-]?)(\d+)(?:[.,](\d*))?$/.exec(text);
  if (match === null) return null;
  const fraction = (match[3] ?? "").replace(/0+$/, "");
  const coefficient = BigInt(`${match[2]}${fraction}`);
  return { coefficient: match[1] === "-" ? -coefficient : coefficient, scale: fraction.length };
}

/** A decimal known to be right (a definition, an order that was read); anything else is a bug and throws. */
export function requiredDecimal(text: string): ExactDecimal {
  const decimal = parseExactDecimal(text);
  if (decimal === null) throw new RangeError(`not a decimal: ${text}`);
  return decimal;
}

/** A whole number as a decimal; anything else is a bug and throws. */
export function wholeDecimal(whole: number): ExactDecimal {
  return { coefficient: BigInt(whole), scale: 0 };
}

/** The number in whole units of 10^-scale; the scale must be at least its own. */
export function inUnitsOf(decimal: ExactDecimal, scale: number): bigint {
  return decimal.scale === scale
    ? decimal.coefficient
    : decimal.coefficient * powerOfTen(scale - decimal.scale);
}

/** The finest scale among the numbers; 0 for none. */
export function finestScale(decimals: readonly ExactDecimal[]): number {
  let finest = 0;
  for (const { scale } of decimals) if (scale > finest) finest = scale;
  return finest;
}

/** Negative, zero or positive as the first is below, equal to or above the second. */
export function compareDecimals(first: ExactDecimal, second: ExactDecimal): number {
  const scale = Math.max(first.scale, second.scale);
  return compareWhole(inUnitsOf(first, scale), inUnitsOf(second, scale));
}

export function compareWhole(first: bigint, second: bigint): number {
  return first < second ? -1 : first > second ? 1 : 0;
}

export function powerOfTen(exponent: number): bigint {
  return POWERS_OF_TEN[exponent] ?? 10n ** BigInt(exponent);
}

/** Asked for several times a participant. */
const POWERS_OF_TEN = Array.from({ length: 40 }, (_, exponent) => 10n ** BigInt(exponent));

/** "92.4": with a dot, without zeros at the end. */
export function decimalText({ coefficient, scale }: ExactDecimal): string {
  const digits = String(coefficient < 0n ? -coefficient : coefficient).padStart(scale + 1, "0");
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, "");
  const whole = digits.slice(0, digits.length - scale);
  const written = scale === 0 || fraction === "" ? whole : `${whole}.${fraction}`;
  return coefficient < 0n ? `-${written}` : written;
}

/** numerator ÷ divisor as text, rounded half up to so many decimals: for showing only. The divisor must be positive. */
export function ratioText(numerator: bigint, divisor: bigint, decimals: number): string {
  const scaled = (numerator < 0n ? -numerator : numerator) * powerOfTen(decimals);
  const rounded = (2n * scaled + divisor) / (2n * divisor);
  return decimalText({ coefficient: numerator < 0n ? -rounded : rounded, scale: decimals });
}
