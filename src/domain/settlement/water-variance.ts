import { apportion } from "../values/apportion.ts";
import { formatScaled } from "../values/decimal.ts";
import { QUANTITY_SCALE, type Quantity } from "../values/quantity.ts";
import { accept, type Result, refusal, refuse } from "../values/result.ts";
import type { Working, WorkingStep } from "../values/working.ts";

/**
 * What becomes of the difference between the main meter and its units: `operating-cost` (A) the building bears it,
 * `consumption` (B) pro rata to consumption, `equal` or `area` (C) equally per unit or by area.
 */
export type VarianceMethod = "operating-cost" | "consumption" | "equal" | "area";

export interface VarianceFacts {
  /** Main meter of the building, millionths of a m³. */
  readonly main: Quantity;
  /** Every unit behind the main meter, in the order of their ids. */
  readonly units: readonly {
    readonly id: string;
    readonly consumption: Quantity;
    readonly areaCm2: number;
  }[];
  readonly method: VarianceMethod;
  /** Decimals of a m³ in which the difference is divided: 2 for hundredths. */
  readonly decimals: number;
}

export interface Variance {
  /** Main less units; below zero where the units measured more. */
  readonly difference: Quantity;
  /** The part that stays in the building's operating cost. */
  readonly operating: Quantity;
  /** Each unit's part in the order given; together with `operating` they make the difference. */
  readonly units: readonly { readonly id: string; readonly added: Quantity }[];
  readonly working: Working;
}

/**
 * Divides the water that the main meter counted and no unit did (domain: główny − Σ lokali) by largest remainder, ties
 * to the unit named first. A negative difference is divided the same way and lowers everybody's water.
 * Refuses `weights-all-zero` and `variance-finer-than-resolution`.
 */
export function divideVariance({ main, units, method, decimals }: VarianceFacts): Result<Variance> {
  const measured = units.reduce((sum, { consumption }) => sum + consumption, 0);
  const difference = main - measured;
  const step: WorkingStep = {
    step: "water-variance",
    inputs: { main: cubicMetresText(main), units: cubicMetresText(measured), method },
    outcome: cubicMetresText(difference),
  };
  if (method === "operating-cost" || difference === 0) {
    const nothing = units.map(({ id }) => ({ id, added: 0 }));
    return accept({ difference, operating: difference, units: nothing, working: [step] });
  }
  const resolution = 10 ** (QUANTITY_SCALE - decimals);
  if (difference % resolution !== 0) return refuse(refusal("variance-finer-than-resolution", { decimals }));
  const weights = units.map((unit) => weightOf(unit, method));
  if (weights.every((weight) => weight === 0n))
    return refuse(refusal("weights-all-zero", { cost: "water-variance", key: method }));
  const parts = apportion(difference / resolution, weights);
  const added = units.map(({ id }, index) => ({ id, added: parts[index]! * resolution }));
  return accept({ difference, operating: 0, units: added, working: [step, ...added.map(unitStep)] });
}

function weightOf(
  { consumption, areaCm2 }: VarianceFacts["units"][number],
  method: "consumption" | "equal" | "area",
): bigint {
  if (method === "equal") return 1n;
  return BigInt(method === "area" ? areaCm2 : consumption);
}

function unitStep({ id, added }: Variance["units"][number]): WorkingStep {
  return { step: "water-variance-unit", inputs: { unit: id }, outcome: cubicMetresText(added) };
}

function cubicMetresText(quantity: Quantity): string {
  return formatScaled(quantity, QUANTITY_SCALE, { separator: ".", minimumDecimals: 1 });
}
