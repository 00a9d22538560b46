import { accept, type Result, refusal, refuse } from "./result.ts";

/**
 * Reads "1234.56", "1234,56" or "-0,5" into whole units of 10^-scale.
 * Refuses text that is no decimal number, and digits finer than the scale (trailing zeros are fine): nothing is rounded.
 */
export function parseScaled(text: string, scale: number): Result<number> {
  const match = /^([+-]?)(\d+)(?:[.,](\d*))?$/.exec(text.trim());
  if (match === null) return refuse(refusal("not-a-decimal", { text }));
  const fraction = (match[3] ?? "").replace(/0+$/, "");
  if (fraction.length > scale) return refuse(refusal("too-many-decimals", { text, scale }));
  const units = Number(`${match[2]}${fraction.padEnd(scale, "0")}`);
  if (!Number.isSafeInteger(units)) return refuse(refusal("number-too-large", { text }));
  return accept(match[1] === "-" && units !== 0 ? -units : units);
}

/** Writes whole units of 10^-scale with the given separator, keeping at least `minimumDecimals` digits after it. */
export function formatScaled(
  units: number,
  scale: number,
  { separator = ",", minimumDecimals = 0 }: { separator?: string; minimumDecimals?: number } = {},
): string {
  const digits = String(Math.abs(units)).padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  let fraction = scale === 0 ? "" : digits.slice(-scale);
  while (fraction.length > minimumDecimals && fraction.endsWith("0")) fraction = fraction.slice(0, -1);
  return `${units < 0 ? "-" : ""}${whole}${fraction === "" ? "" : separator + fraction}`;
}
