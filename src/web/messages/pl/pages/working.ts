import { grosze, zlotyForPeople } from "../../../../domain/values/money.ts";
import type { WorkingStep } from "../../../../domain/values/working.ts";

export interface WorkingLine {
  readonly sentence: string;
  readonly outcome: string;
}

type Inputs = WorkingStep["inputs"];

/** The sentence of each kind of step. Amounts among the inputs are grosze. */
const SENTENCES: Readonly<Record<string, (inputs: Inputs) => string>> = {
  base: (inputs) => `Podstawa: ${inputs.name}`,
  rate: (inputs) => `Stawka obowiązująca od ${inputs.from}`,
  "rate-times-base": (inputs) => `${inputs.rate} × ${inputs.base}, zaokrąglone do grosza`,
};

export function workingLine(step: WorkingStep): WorkingLine {
  const sentence = SENTENCES[step.step]?.(step.inputs) ?? step.step;
  const outcome = typeof step.outcome === "number" ? zlotyForPeople(grosze(step.outcome)) : step.outcome;
  return { sentence, outcome };
}
