import { apportion } from "../values/apportion.ts";
import { divideHalfUp } from "../values/rounding.ts";
import { decimalText, type ExactDecimal, powerOfTen, ratioText } from "./exact-decimal.ts";
import type { Handover } from "./holding.ts";

/** Decimals of a quantity that no longer is a whole one, at least. */
export const DIVIDED_DECIMALS = 9;

/**
 * Divides whole grosze among the days a unit was held: first by the weights (largest remainder, ties to the earlier days), then
 * by what each hand-over says, in the order of days. The parts sum to the amount.
 */
export function divideAmount(
  amountGrosze: number,
  weights: readonly bigint[],
  handovers: readonly Handover[],
): number[] {
  if (weights.length === 1) return [amountGrosze];
  return passedOn(apportion(amountGrosze, weights), handovers);
}

/** What each side ends up with of amounts that each has of its own: advances. */
export function passedOn(amounts: readonly number[], handovers: readonly Handover[]): number[] {
  const parts = [...amounts];
  for (const [index, { rule, formerPercent }] of handovers.entries()) {
    const sum = parts[index]! + parts[index + 1]!;
    if (rule === "new-holder") parts[index] = 0;
    else if (rule === "declared" && formerPercent !== null)
      parts[index] = Number(
        divideHalfUp(BigInt(sum) * formerPercent.coefficient, 100n * powerOfTen(formerPercent.scale)),
      );
    else continue;
    parts[index + 1] = sum - parts[index]!;
  }
  return parts;
}

/** A quantity divided the same way, exactly, as decimals with at most so many digits after the point. */
export function divideQuantity(
  quantity: ExactDecimal,
  weights: readonly bigint[],
  handovers: readonly Handover[],
  decimals: number = DIVIDED_DECIMALS,
): string[] {
  if (weights.length === 1) return [decimalText(quantity)];
  let denominator = weights.reduce((sum, weight) => sum + weight, 0n) * powerOfTen(quantity.scale);
  let parts = weights.map((weight) => weight * quantity.coefficient);
  for (const [index, { rule, formerPercent }] of handovers.entries()) {
    const sum = parts[index]! + parts[index + 1]!;
    if (rule === "new-holder") {
      parts[index] = 0n;
      parts[index + 1] = sum;
    } else if (rule === "declared" && formerPercent !== null) {
      const hundred = 100n * powerOfTen(formerPercent.scale);
      parts = parts.map((part) => part * hundred);
      denominator *= hundred;
      parts[index] = sum * formerPercent.coefficient;
      parts[index + 1] = sum * (hundred - formerPercent.coefficient);
    }
  }
  return parts.map((part) => ratioText(part, denominator, decimals));
}
