import { isSameDecimal, productText, sumText } from "../../domain/settlement/exact-grosze.ts";
import type { Working, WorkingStep } from "../../domain/values/working.ts";
import type { WorkingLine } from "../components/working.tsx";
import { consumptionStepSentence } from "../messages/pl/consumption.ts";
import { settlements as texts } from "../messages/pl/pages/settlements.ts";
import { settlementStepLine } from "./settlement-step-lines.ts";
import { decimalForPeople, quantityWithUnit } from "./settlement-words.ts";
import type { SettlementView } from "./view-models.ts";

/** Steps that belong together under one heading. */
export interface WorkingGroup {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly WorkingLine[];
}

type Devices = SettlementView["own"]["devices"];

/** The unit's own steps: each metering point under its place, what they come to together, and the rest. */
export function ownGroups(view: SettlementView): WorkingGroup[] {
  const { own, figures } = view;
  const points = new Map<string, WorkingStep[]>();
  const rest: WorkingStep[] = [];
  let present: WorkingStep[] = rest;
  for (const step of own.working) {
    if (step.step === "variance-added") continue;
    present = stepsOfPoint(step, own.devices, points) ?? (isSum(step) ? present : rest);
    present.push(step);
  }
  const lines = (steps: Working) => steps.map((step) => settlementStepLine(step, figures.costs));
  const atPoints = [...points].map(([pointCode, steps], index) => {
    const place = own.devices.find((device) => device.pointCode === pointCode)?.place ?? pointCode;
    return { id: `miejsce-${index + 1}`, title: texts.working.usedAt(place), lines: lines(steps) };
  });
  const together = [...placesTogether(view), ...lines(rest)];
  return [...atPoints, { id: "lokal", title: texts.working.own, lines: together }];
}

/** The steps of the point whose meter a step is about; null where it is about none. */
function stepsOfPoint(
  step: WorkingStep,
  devices: Devices,
  points: Map<string, WorkingStep[]>,
): WorkingStep[] | null {
  const serial = step.inputs.serial ?? step.inputs.removed;
  if (serial === undefined || serial === null || consumptionStepSentence(step) === null) return null;
  const pointCode = devices.find((device) => device.serial === serial)?.pointCode;
  if (pointCode === undefined) return null;
  const steps = points.get(pointCode) ?? [];
  points.set(pointCode, steps);
  return steps;
}

/** Steps that sum up what stands before them. */
function isSum({ step }: WorkingStep): boolean {
  return step === "consumption-total" || step === "consumption-of-unit";
}

/** The step from places to unit, told where the places really make up a figure that the shares use. */
function placesTogether({ own }: SettlementView): WorkingLine[] {
  const points = [...new Set(own.devices.map(({ pointCode }) => pointCode))];
  if (points.length < 2) return [];
  const parts = points.map((code) =>
    sumText(own.devices.filter(({ pointCode }) => pointCode === code).map(({ weighted }) => weighted)),
  );
  const sum = sumText(parts);
  const counted = own.working.find(({ step }) => step === "variance-added")?.inputs.counted;
  const used = [String(counted ?? ""), ...own.facts.map(({ quantity }) => quantity)];
  if (!used.some((quantity) => isSameDecimal(quantity, sum))) return [];
  return [
    {
      sentence: `${texts.working.places}: ${parts.map((part) => decimalForPeople(part)).join(" + ")}`,
      outcome: quantityWithUnit(sum, own.devices[0]?.unit ?? ""),
    },
  ];
}

/** How much of the difference between the main meter and the units falls on this one, and what it makes of the unit's consumption. */
export function varianceLines({ own, figures }: SettlementView): WorkingLine[] {
  const steps = own.working.filter(({ step }) => step === "variance-added");
  return steps.flatMap((step) => [
    ...partOfDifference(step, figures.variance),
    settlementStepLine(step, figures.costs),
  ]);
}

/** Difference × own ÷ sum, where the difference is divided by consumption and comes out as it was divided. */
function partOfDifference(
  { inputs }: WorkingStep,
  variance: SettlementView["figures"]["variance"],
): WorkingLine[] {
  if (variance === null || variance.method !== "consumption") return [];
  const [counted, added] = [String(inputs.counted), String(inputs.added)];
  const decimals = added.split(".")[1]?.length ?? 0;
  const part = productText(variance.difference, counted, variance.submeters, decimals);
  if (part === null || Math.abs(Number(part) - Number(added)) > 2 / 10 ** decimals) return [];
  const [difference, own, whole] = [variance.difference, counted, variance.submeters].map((quantity) =>
    decimalForPeople(quantity),
  );
  return [
    {
      sentence: texts.working.variancePart(difference!, own!, whole!),
      outcome: decimalForPeople(added),
    },
  ];
}
