import { formatScaled } from "./decimal.ts";
import { type Grosze, grosze, groupThousands } from "./money.ts";
import { multiplyDivideHalfUp } from "./rounding.ts";

/** Digits kept after the decimal point of a rate (zł per unit) and of a base quantity (m², m³, persons, pieces, shares). */
export const QUANTITY_SCALE = 6;
const ONE = 10 ** QUANTITY_SCALE;

/** A base quantity in millionths of its unit: 48,50 m² is 48 500 000. Exact. */
export type Quantity = number;

/** A rate in millionths of a złoty per unit of its base: 1,57 zł/m² is 1 570 000. Exact. */
export type Rate = number;

/** Square centimetres (the register's unit of area) as a quantity of m². */
export function squareMetres(areaCm2: number): Quantity {
  return areaCm2 * 100;
}

/** Cubic decimetres (the register's unit of volume) as a quantity of m³. */
export function cubicMetres(volumeDm3: number): Quantity {
  return volumeDm3 * 1000;
}

/** A whole number of persons, meters or pieces as a quantity. */
export function pieces(count: number): Quantity {
  return count * ONE;
}

/** rate × base, rounded half up to the grosz. */
export function priceOf(rate: Rate, base: Quantity): Grosze {
  return grosze(multiplyDivideHalfUp(rate, base, (ONE * ONE) / 100));
}

/** "48,50": millionths for people, with at least `minimumDecimals` digits after the comma. */
export function quantityForPeople(quantity: Quantity, minimumDecimals = 0): string {
  return groupThousands(formatScaled(quantity, QUANTITY_SCALE, { minimumDecimals }));
}
