import { type Grosze, grosze } from "../values/money.ts";
import { cubicMetres, pieces, priceOf, type Quantity, type Rate, squareMetres } from "../values/quantity.ts";
import { multiplyDivideHalfUp } from "../values/rounding.ts";
import type { FeeRate, RateBase } from "./rates.ts";
import type { UnitState } from "./unit-facts.ts";

/** Millionths of a złoty in a grosz: amounts as the base of a percentage. */
export const MILLIONTHS_IN_A_GROSZ = 10_000;
const HUNDRED_PERCENT_MILLIONTHS = 100_000_000;

/** What the rate is multiplied by: the unit's state on the first day, or the amounts already calculated. */
export function baseOf(rate: FeeRate, state: UnitState, wholeMonth: ReadonlyMap<number, Grosze>): Quantity {
  switch (rate.base) {
    case "usable-area":
    case "property":
      return squareMetres(state.usableAreaCm2);
    case "heated-area":
      return squareMetres(state.heatedAreaCm2);
    case "volume":
      return cubicMetres(state.volumeDm3);
    case "persons":
      return pieces(state.persons);
    case "meters":
      return pieces(state.meters);
    case "unit":
    case "fixed":
      return pieces(1);
    case "share":
      return state.shareMillionths;
    case "norm-persons":
      return (rate.normMillionths ?? 0) * state.persons;
    case "percent":
      return (wholeMonth.get(rate.percentOfComponentId ?? 0) ?? 0) * MILLIONTHS_IN_A_GROSZ;
    case "equipment":
      return pieces(state.equipment[rate.equipment ?? ""] ?? 0);
  }
}

/** rate × base, rounded half up; null for "property", whose amount is a share of the whole. */
export function amountOfBase(kind: RateBase, rate: Rate, base: Quantity): Grosze | null {
  if (kind === "property") return null;
  return kind === "percent" ? percentOf(rate, base) : priceOf(rate, base);
}

/** A percentage (in millionths) of an amount of złoty (in millionths), rounded half up to the grosz. */
export function percentOf(percentMillionths: Rate, base: Quantity): Grosze {
  return grosze(
    multiplyDivideHalfUp(percentMillionths, base / MILLIONTHS_IN_A_GROSZ, HUNDRED_PERCENT_MILLIONTHS),
  );
}
