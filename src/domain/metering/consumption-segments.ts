import type { PlainDate } from "../values/plain-date.ts";
import type { Quantity } from "../values/quantity.ts";
import { multiplyDivideHalfUp } from "../values/rounding.ts";
import type { WorkingStep } from "../values/working.ts";
import { type DialMark, dialSpan } from "./consumption-dial.ts";
import { countedUntil, factorOf, lastMarkUntil, type Stretch } from "./consumption-stretches.ts";
import type { ConsumptionSegment, SegmentMethod } from "./consumption-terms.ts";
import {
  averageStep,
  type NormOfPersons,
  normStep,
  readStep,
  restartStep,
  spreadStep,
  weightedStep,
} from "./consumption-working.ts";
import type { TimeScale } from "./degree-days.ts";
import type { Estimate } from "./estimate.ts";

/** A segment with how it was found. */
export interface FoundSegment {
  readonly segment: ConsumptionSegment;
  readonly isEstimated: boolean;
  readonly steps: readonly WorkingStep[];
}

const ONE = 1_000_000;

/**
 * What readings say of a stretch: from reading to reading as far as the dial simply rose, with its first and last days cut out of
 * the interval they lie in.
 */
export function measuredSegments(stretch: Stretch, scale: TimeScale): FoundSegment[] {
  const { count, from, measuredUntil: end } = stretch;
  if (count === null || end <= from) return [];
  const { marks } = count;
  const found: FoundSegment[] = [];
  let index = lastMarkUntil(marks, from);
  let day = from;
  while (day < end) {
    const next = marks[index + 1]!;
    if (day > marks[index]!.day || next.day > end) {
      const to = next.day < end ? next.day : end;
      found.push(spreadSegment(stretch, { from: day, to, index }, scale));
      day = to;
      index += 1;
    } else {
      const last = endOfRun(marks, index, end);
      found.push(readSegment(stretch, marks[index]!, marks[last]!));
      index = last;
      day = marks[last]!.day;
    }
  }
  return found;
}

/** The last mark that the dial reached from the one at `index` without a restart or a roll-over between; a roll-over stands alone. */
function endOfRun(marks: readonly DialMark[], index: number, end: PlainDate): number {
  let last = index + 1;
  if (marks[last]!.isRolledOver) return last;
  while (
    !marks[last]!.restarts &&
    marks[last + 1] &&
    marks[last + 1]!.day <= end &&
    !marks[last + 1]!.isRolledOver
  ) {
    last += 1;
  }
  return last;
}

function readSegment(stretch: Stretch, first: DialMark, last: DialMark): FoundSegment {
  const segment = segmentOf(
    stretch,
    { from: first.day, to: last.day },
    last.counted - first.counted,
    "read",
    {
      startValue: first.restarts ? 0 : first.dial,
      endValue: last.dial,
    },
  );
  const restarted = last.restarts ? [restartStep(stretch.count!.meter.serial, last)] : [];
  return {
    segment,
    isEstimated: first.isEstimate || last.isEstimate,
    steps: [
      readStep(segment, first, last, last.isRolledOver ? { largest: dialSpan(stretch.count!.meter)! } : null),
      ...restarted,
      ...weighing(stretch, segment),
    ],
  };
}

/** Part of the interval between the marks at `index` and after it. */
function spreadSegment(
  stretch: Stretch,
  { from, to, index }: { from: PlainDate; to: PlainDate; index: number },
  scale: TimeScale,
): FoundSegment {
  const { marks } = stretch.count!;
  const [first, last] = [marks[index]!, marks[index + 1]!];
  const quantity = countedUntil(marks, to, scale) - countedUntil(marks, from, scale);
  const segment = segmentOf(stretch, { from, to }, quantity, "spread", {
    startValue: from === first.day ? (first.restarts ? 0 : first.dial) : null,
    endValue: to === last.day ? last.dial : null,
  });
  return {
    segment,
    isEstimated: first.isEstimate || last.isEstimate,
    steps: [spreadStep(segment, first, last, scale), ...weighing(stretch, segment)],
  };
}

/** Days without a reading at an average of other days, rounded half up to the millionth. */
export function estimatedSegments(
  stretch: Stretch,
  days: { readonly from: PlainDate; readonly until: PlainDate },
  { method, reference }: Exclude<Estimate, { readonly method: "norm" }>,
  scale: TimeScale,
  isEstimated: boolean,
): FoundSegment[] {
  const part = scale.between(days.from, days.until);
  const quantity = multiplyDivideHalfUp(reference.quantity, part, reference.time);
  const isRead = stretch.count?.marks.at(-1)?.day === days.from && stretch.unmetered === null;
  const segment = segmentOf(stretch, { from: days.from, to: days.until }, quantity, method, {
    startValue: isRead ? stretch.count!.marks.at(-1)!.dial : null,
    endValue: null,
  });
  const steps = [averageStep(segment, reference, scale), ...weighing(stretch, segment)];
  return [{ segment, isEstimated, steps }];
}

/** Days by the norm, one segment for each number of persons; no factor applies to them. */
export function normSegments(
  stretch: Stretch,
  norms: readonly NormOfPersons[],
  method: "norm" | "unmetered",
  why: readonly WorkingStep[] = [],
): FoundSegment[] {
  const meter = stretch.unmetered === "no-meter" ? null : (stretch.count?.meter ?? null);
  return norms.map((norm, index) => ({
    segment: {
      meterId: meter?.id ?? null,
      serial: meter?.serial ?? null,
      from: norm.from,
      to: norm.to,
      startValue: null,
      endValue: null,
      quantity: norm.quantity,
      factor: ONE,
      weighted: norm.quantity,
      method,
    },
    isEstimated: true,
    steps: [...(index === 0 ? why : []), normStep(norm)],
  }));
}

function segmentOf(
  stretch: Stretch,
  { from, to }: Pick<ConsumptionSegment, "from" | "to">,
  quantity: Quantity,
  method: SegmentMethod,
  values: Pick<ConsumptionSegment, "startValue" | "endValue">,
): ConsumptionSegment {
  const factor = factorOf(stretch);
  const meter = stretch.unmetered === null ? stretch.count!.meter : null;
  return {
    meterId: meter?.id ?? null,
    serial: meter?.serial ?? null,
    from,
    to,
    ...values,
    quantity,
    factor,
    weighted: factor === ONE ? quantity : multiplyDivideHalfUp(quantity, factor, ONE),
    method,
  };
}

function weighing(stretch: Stretch, segment: ConsumptionSegment): WorkingStep[] {
  if (segment.factor === ONE) return [];
  return [weightedStep(segment, stretch.count?.meter.factor ?? ONE, stretch.locationFactor)];
}
