import { apportion } from "../values/apportion.ts";

/** What a unit was charged by one component of the settled media. */
export interface ChargedComponent {
  readonly component: string;
  readonly grosze: number;
}

export interface ComponentAdvance {
  readonly component: string;
  readonly amountGrosze: number;
}

/**
 * A proposed monthly advance by the components that charge it, in the proportion of what they charged in the settled period (largest
 * remainder, ties to the one named first), so that together they come to the proposal. Where none charged anything the first one does.
 * @param charged of one unit, in the cooperative's order of components; at least one.
 */
export function divideAdvance(
  amountGrosze: number,
  charged: readonly ChargedComponent[],
): ComponentAdvance[] {
  const weights = charged.map(({ grosze }) => BigInt(Math.max(0, grosze)));
  if (weights.every((weight) => weight === 0n))
    return charged.slice(0, 1).map(({ component }) => ({ component, amountGrosze }));
  const parts = apportion(amountGrosze, weights);
  return charged
    .map(({ component }, index) => ({ component, amountGrosze: parts[index]! }))
    .filter((_, index) => weights[index]! > 0n);
}
