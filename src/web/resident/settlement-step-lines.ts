import type { CostKey } from "../../domain/settlement/settlement-case.ts";
import type { SettledCostFigures } from "../../domain/settlement/settlement-record.ts";
import { formatScaled } from "../../domain/values/decimal.ts";
import { grosze, zlotyForPeople } from "../../domain/values/money.ts";
import { parsePlainDate } from "../../domain/values/plain-date.ts";
import type { WorkingStep } from "../../domain/values/working.ts";
import type { WorkingLine } from "../components/working.tsx";
import { consumptionStepSentence } from "../messages/pl/consumption.ts";
import { settlementSteps, settlementStepWords } from "../messages/pl/pages/settlement-steps.ts";
import { settlementStepSentence } from "../messages/pl/settlement.ts";
import { dateInTable } from "../wording.ts";
import { decimalForPeople, keyInWords } from "./settlement-words.ts";

/** One step that a settlement left behind, in words, with the names of its costs. */
export function settlementStepLine(step: WorkingStep, costs: readonly SettledCostFigures[]): WorkingLine {
  const source = step.source === undefined ? {} : { source: step.source };
  const sentence = Object.hasOwn(settlementSteps, step.step) ? settlementSteps[step.step] : undefined;
  if (sentence !== undefined) {
    const words = Object.fromEntries(
      Object.entries(step.inputs).map(([name, value]) => [name, written(name, value, costs)]),
    );
    return { sentence: sentence(words), outcome: written(outcomeName(step), step.outcome, costs), ...source };
  }
  return {
    ...atItsOutcome(withDays(consumptionStepSentence(step) ?? settlementStepSentence(step))),
    ...source,
  };
}

/** What a step comes to is named after what it is: an amount, an area, a day, a rule. */
function outcomeName({ step, inputs }: WorkingStep): string {
  if (step === "fact-during" || step === "fact-mean") return String(inputs.fact);
  return AMOUNTS.has(step) ? "outcomeGrosze" : "outcome";
}

const AMOUNTS: ReadonlySet<string> = new Set([
  "cost-part",
  "operating-cost",
  "fixed-amounts-told",
  "fixed-amounts-each",
  "access-refused-total",
  "access-refused-charge",
  "substitute-area",
  "substitute-previous",
  "held-at-minimum",
  "held-at-maximum",
]);

function written(name: string, value: string | number | null, costs: readonly SettledCostFigures[]): string {
  if (value === null) return "–";
  if (name === "cost") return costs.find(({ id }) => id === value)?.name ?? String(value);
  if (name === "key") return keyInWords(value as CostKey);
  if (name.endsWith("Grosze")) return zlotyForPeople(grosze(Number(value)));
  if (name.endsWith("Cm2")) return scaled(value, 4, "m²");
  if (name.endsWith("Dm3")) return scaled(value, 3, "m³");
  const day = parsePlainDate(String(value));
  if (day !== null) return dateInTable(day);
  const word = settlementStepWords[String(value)];
  if (word !== undefined) return word;
  return /^-?\d+(\.\d+)?$/.test(String(value)) ? decimalForPeople(String(value)) : String(value);
}

function scaled(value: string | number, scale: number, unit: string): string {
  if (!Number.isSafeInteger(Number(value))) return String(settlementStepWords[value] ?? value);
  return `${decimalForPeople(formatScaled(Number(value), scale, { separator: "." }))}\u00a0${unit}`;
}

/** Days as in tables. */
function withDays(sentence: string): string {
  return sentence.replace(/\b\d{4}-\d{2}-\d{2}\b/g, (written) => {
    const day = parsePlainDate(written);
    return day === null ? written : dateInTable(day);
  });
}

/** "12 − 4 = 8" told as its sentence and what came out. */
function atItsOutcome(sentence: string): WorkingLine {
  const place = Math.max(sentence.lastIndexOf(" = "), sentence.lastIndexOf(" → "));
  if (place < 0) return { sentence, outcome: "" };
  const [, outcome = "", remark = ""] = /^(.*?)( \(.*\))?$/.exec(sentence.slice(place + 3)) ?? [];
  return { sentence: `${sentence.slice(0, place)}${remark}`, outcome };
}
