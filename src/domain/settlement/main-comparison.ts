import { apportion } from "../values/apportion.ts";
import type { Quantity } from "../values/quantity.ts";
import type { Refusal } from "../values/result.ts";
import type { Working, WorkingStep } from "../values/working.ts";
import type { SettledDays } from "./cost-pools.ts";
import { quantityText } from "./device-record.ts";
import type { MainQuantity } from "./main-quantity.ts";
import type { ParticipantFacts } from "./participant-facts.ts";
import { divideVariance, type Variance, type VarianceMethod } from "./water-variance.ts";

/** The main meter against what participants counted in some days. */
export interface MainComparison {
  readonly days: SettledDays;
  readonly main: Quantity;
  readonly submeters: Quantity;
  readonly difference: Quantity;
  /** What the building's operating cost bears of it (method A). */
  readonly operating: Quantity;
  /** By participant id; methods B and C. */
  readonly added: ReadonlyMap<string, Quantity>;
  /** Nothing of a single participant. */
  readonly working: Working;
  readonly unitWorking: ReadonlyMap<string, WorkingStep>;
  readonly problems: readonly Refusal[];
}

/** Hundredths of the measure where the difference is whole in them, else litres, else millionths: no digit is lost. */
const RESOLUTIONS = [2, 3, 6];
const SCALE = 6;

/**
 * Divides the difference by the definition's method. A difference below zero that would take more from somebody than they counted
 * is divided pro rata to consumption instead.
 */
export function compareWithMain(
  main: MainQuantity,
  counted: readonly { readonly participant: ParticipantFacts; readonly quantity: Quantity }[],
  method: VarianceMethod,
  days: SettledDays,
): MainComparison {
  const units = counted.map(({ participant, quantity }) => ({
    id: participant.id,
    consumption: quantity,
    areaCm2: participant.referenceAreaCm2,
  }));
  const submeters = units.reduce((sum, { consumption }) => sum + consumption, 0);
  const decimals = RESOLUTIONS.find((digits) => (main.quantity - submeters) % 10 ** (SCALE - digits) === 0)!;
  const byMethod = (chosen: VarianceMethod) =>
    divideVariance({ main: main.quantity, units, method: chosen, decimals });
  let used = method;
  let divided = byMethod(method);
  if (divided.ok && takesTooMuch(divided.value, units)) {
    used = "consumption";
    divided = byMethod(used);
  }
  const variance = divided.ok ? withinCounted(divided.value, main.quantity, units) : null;
  const steps = variance?.working.filter(({ step }) => step === "water-variance") ?? [];
  const added = new Map(variance?.units.map(({ id, added: quantity }) => [id, quantity]) ?? []);
  return {
    days,
    main: main.quantity,
    submeters,
    difference: main.quantity - submeters,
    operating: variance?.operating ?? 0,
    added,
    working: [...main.working, ...steps.map((step) => ({ ...step, inputs: { ...step.inputs, ...days } }))],
    unitWorking: unitWorking(units, added, used),
    problems: [...main.problems, ...(divided.ok ? [] : divided.refusals)],
  };
}

interface Counted {
  readonly id: string;
  readonly consumption: Quantity;
}

function takesTooMuch({ units }: Variance, counted: readonly Counted[]): boolean {
  return units.some(({ added }, index) => counted[index]!.consumption + added < 0);
}

/** Where rounding would still take a digit too much, everybody is left with their part of the main meter, in millionths. */
function withinCounted(variance: Variance, main: Quantity, counted: readonly Counted[]): Variance {
  if (!takesTooMuch(variance, counted)) return variance;
  const left = apportion(
    main,
    counted.map(({ consumption }) => BigInt(consumption)),
  );
  const units = counted.map(({ id, consumption }, index) => ({ id, added: left[index]! - consumption }));
  return { ...variance, units };
}

function unitWorking(
  units: readonly Counted[],
  added: ReadonlyMap<string, Quantity>,
  method: VarianceMethod,
): Map<string, WorkingStep> {
  const steps = new Map<string, WorkingStep>();
  for (const { id, consumption } of units) {
    const part = added.get(id) ?? 0;
    if (part === 0) continue;
    const inputs = { counted: quantityText(consumption), added: quantityText(part), method };
    steps.set(id, { step: "variance-added", inputs, outcome: quantityText(consumption + part) });
  }
  return steps;
}
