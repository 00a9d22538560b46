import { apportion } from "../values/apportion.ts";
import { QUANTITY_SCALE, type Quantity } from "../values/quantity.ts";
import { accept, type Refusal, type Result, refusal, refuse } from "../values/result.ts";

/** A meter in a chain of boosters: a building's main meter, or a collective one with others behind it. */
export interface ChainMeter {
  readonly id: string;
  /** What it counted itself, millionths of a m³. */
  readonly counted: Quantity;
  readonly behind: readonly ChainMeter[];
}

/** What a main meter without others behind it takes of the water that entered the chain. */
export interface BoostedQuantity {
  readonly id: string;
  readonly counted: Quantity;
  readonly billed: Quantity;
}

/**
 * Water behind a shared booster: what the collective meter counted, divided by what the meters behind it counted
 * (W = collective ÷ Σ main meters × this main meter), and so on down the chain. The quantities sum to what entered,
 * whole in units of 10^-decimals m³; the finest digits of what entered that do not fit go with the first meter.
 * Refuses `weights-all-zero` for a meter with water to divide and nothing counted behind it.
 */
export function divideThroughChain(collective: ChainMeter, decimals = 3): Result<BoostedQuantity[]> {
  const refusals: Refusal[] = [];
  const quantities = dividedAmong(
    collective,
    collective.counted,
    10 ** (QUANTITY_SCALE - decimals),
    refusals,
  );
  return refusals.length > 0 ? refuse(...refusals) : accept(quantities);
}

function dividedAmong(
  meter: ChainMeter,
  entered: Quantity,
  resolution: number,
  refusals: Refusal[],
): BoostedQuantity[] {
  const { id, counted, behind } = meter;
  if (behind.length === 0) return [{ id, counted, billed: entered }];
  const weights = behind.map((next) => BigInt(next.counted));
  const isEmpty = weights.every((weight) => weight === 0n);
  if (isEmpty && entered !== 0) {
    refusals.push(refusal("weights-all-zero", { cost: id, key: "consumption" }));
    return [];
  }
  const rest = entered % resolution;
  const parts = isEmpty ? weights.map(() => 0) : apportion((entered - rest) / resolution, weights);
  return behind.flatMap((next, index) => {
    const part = parts[index]! * resolution + (index === 0 ? rest : 0);
    return dividedAmong(next, part, resolution, refusals);
  });
}
