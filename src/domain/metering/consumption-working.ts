import { formatScaled } from "../values/decimal.ts";
import type { PlainDate } from "../values/plain-date.ts";
import { QUANTITY_SCALE, type Quantity } from "../values/quantity.ts";
import type { WorkingStep } from "../values/working.ts";
import type { DialMark, MeterCount } from "./consumption-dial.ts";
import type { UnmeteredReason } from "./consumption-stretches.ts";
import type { ConsumptionSegment } from "./consumption-terms.ts";
import type { TimeScale } from "./degree-days.ts";

/** The kinds of steps; the message catalogue has a sentence for each. */
export type ConsumptionStep =
  | "meter-read"
  | "meter-rolled-over"
  | "meter-restarted"
  | "meter-replaced"
  | "reading-left-out"
  | "estimate-cut"
  | "consumption-spread"
  | "consumption-extended"
  | "consumption-previous-period"
  | "consumption-same-period-last-year"
  | "consumption-norm"
  | "consumption-unmetered"
  | "consumption-weighted"
  | "consumption-total"
  | "consumption-of-unit";

type Step = WorkingStep & { readonly step: ConsumptionStep };

/** "12.345": millionths with a dot, without zeros at the end. */
export function quantityText(quantity: Quantity): string {
  return formatScaled(quantity, QUANTITY_SCALE, { separator: "." });
}

/** End less start; past the largest number of the dial, what was left to it and what came after. */
export function readStep(
  { serial, startValue, endValue, quantity }: ConsumptionSegment,
  first: DialMark,
  last: DialMark,
  rolledOver: { readonly largest: Quantity } | null,
): Step {
  const inputs = {
    serial,
    from: dayOf(first),
    to: dayOf(last),
    start: quantityText(startValue ?? 0),
    end: quantityText(endValue ?? 0),
  };
  const outcome = quantityText(quantity);
  return rolledOver === null
    ? { step: "meter-read", inputs, outcome }
    : {
        step: "meter-rolled-over",
        inputs: { ...inputs, largest: quantityText(rolledOver.largest) },
        outcome,
      };
}

/** What the dial rose between two readings does not depend on the hour at which they were taken. */
function dayOf({ told }: DialMark): string {
  return told.slice(0, 10);
}

export function restartStep(serial: string, { told, dial }: DialMark): Step {
  return { step: "meter-restarted", inputs: { serial, on: told, value: quantityText(dial) }, outcome: "0" };
}

export function replacedStep(removed: string, installed: string, on: PlainDate): Step {
  return { step: "meter-replaced", inputs: { removed, on }, outcome: installed };
}

/** Readings inside the period that count as not taken, and estimates that a later reading puts right. */
export function leftOutSteps(counts: readonly MeterCount[], from: PlainDate, until: PlainDate): Step[] {
  const steps: Step[] = [];
  for (const { meter, leftOut, cut } of counts) {
    for (const { estimate, later } of cut) {
      if (estimate.readOn < from || estimate.readOn > until) continue;
      const inputs = { serial: meter.serial, on: estimate.readOn, estimate: quantityText(estimate.value) };
      steps.push({ step: "estimate-cut", inputs, outcome: quantityText(later) });
    }
    for (const { readOn, value } of leftOut) {
      if (readOn < from || readOn > until) continue;
      const inputs = { serial: meter.serial, on: readOn };
      steps.push({ step: "reading-left-out", inputs, outcome: quantityText(value) });
    }
  }
  return steps;
}

/** The part of what was counted between two readings that falls on the segment. */
export function spreadStep(
  { serial, from, to, quantity }: ConsumptionSegment,
  first: DialMark,
  last: DialMark,
  scale: TimeScale,
): Step {
  return {
    step: "consumption-spread",
    inputs: {
      serial,
      scale: scale.kind,
      from,
      to,
      firstReadOn: first.told,
      lastReadOn: last.told,
      counted: quantityText(last.counted - first.counted),
      part: scale.text(scale.between(from, to)),
      whole: scale.text(scale.between(first.day, last.day)),
    },
    outcome: quantityText(quantity),
    ...sourceOf(scale),
  };
}

export interface Reference {
  readonly step: "consumption-extended" | "consumption-previous-period" | "consumption-same-period-last-year";
  readonly from: PlainDate;
  readonly until: PlainDate;
  readonly quantity: Quantity;
  readonly time: number;
}

/** What was counted in another time ÷ that time × the segment's time. */
export function averageStep(
  { serial, from, to, quantity }: ConsumptionSegment,
  reference: Reference,
  scale: TimeScale,
): Step {
  return {
    step: reference.step,
    inputs: {
      serial,
      scale: scale.kind,
      from,
      to,
      referenceFrom: reference.from,
      referenceUntil: reference.until,
      counted: quantityText(reference.quantity),
      measured: scale.text(reference.time),
      part: scale.text(scale.between(from, to)),
    },
    outcome: quantityText(quantity),
    ...sourceOf(scale),
  };
}

export function unmeteredStep(
  reason: UnmeteredReason,
  serial: string | null,
  from: PlainDate,
  to: PlainDate,
): Step {
  return { step: "consumption-unmetered", inputs: { serial, from, to }, outcome: reason };
}

export function weightedStep(
  { serial, quantity, weighted }: ConsumptionSegment,
  meterFactor: Quantity,
  locationFactor: Quantity,
): Step {
  return {
    step: "consumption-weighted",
    inputs: {
      serial,
      quantity: quantityText(quantity),
      meterFactor: quantityText(meterFactor),
      locationFactor: quantityText(locationFactor),
    },
    outcome: quantityText(weighted),
  };
}

export function totalStep(quantities: readonly Quantity[], total: Quantity): Step {
  const inputs = { parts: quantities.map(quantityText).join(" + ") };
  return { step: "consumption-total", inputs, outcome: quantityText(total) };
}

/** What a shared meter counted × the unit's share, and what the unit's own persons add to it. */
export function shareStep(measured: Quantity, share: Quantity, own: Quantity, outcome: Quantity): Step {
  return {
    step: "consumption-of-unit",
    inputs: { measured: quantityText(measured), share: quantityText(share), own: quantityText(own) },
    outcome: quantityText(outcome),
  };
}

export interface NormOfPersons {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly persons: number;
  /** Of one person and month. */
  readonly norm: Quantity;
  /** Of one norm where nobody lives; null: by persons. */
  readonly percent: number | null;
  /** Millionths of a month. */
  readonly months: Quantity;
  readonly quantity: Quantity;
}

export function normStep({ from, to, persons, norm, percent, months, quantity }: NormOfPersons): Step {
  return {
    step: "consumption-norm",
    inputs: { from, to, persons, norm: quantityText(norm), percent, months: quantityText(months) },
    outcome: quantityText(quantity),
  };
}

function sourceOf({ source }: TimeScale): { readonly source?: string } {
  return source === null ? {} : { source };
}
