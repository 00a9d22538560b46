/**
 * a × b ÷ divisor to the nearest whole number, halves away from zero ("half up" for amounts and for their storno alike).
 * Exact for any size of safe integers: falls back to BigInt when the product leaves the safe range.
 */
export function multiplyDivideHalfUp(a: number, b: number, divisor: number): number {
  const product = a * b;
  if (Number.isSafeInteger(product) && Number.isSafeInteger(2 * Math.abs(product) + divisor)) {
    const magnitude = Math.abs(product);
    const quotient = Math.floor(magnitude / divisor);
    const rest = magnitude - quotient * divisor;
    const rounded = 2 * rest >= divisor ? quotient + 1 : quotient;
    return product < 0 ? -rounded : rounded;
  }
  return Number(divideHalfUp(BigInt(a) * BigInt(b), BigInt(divisor)));
}

/** numerator ÷ divisor to the nearest whole number, halves away from zero; the divisor must be positive. */
export function divideHalfUp(numerator: bigint, divisor: bigint): bigint {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const rounded = (2n * magnitude + divisor) / (2n * divisor);
  return numerator < 0n ? -rounded : rounded;
}
