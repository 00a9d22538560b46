import { daysBetween, type PlainDate } from "../values/plain-date.ts";
import type { Quantity } from "../values/quantity.ts";
import { accept, type Refusal, type Result, refusal, refuse } from "../values/result.ts";
import { multiplyDivideHalfUp } from "../values/rounding.ts";
import type { WorkingStep } from "../values/working.ts";
import { countMeters } from "./consumption-dial.ts";
import {
  estimatedSegments,
  type FoundSegment,
  measuredSegments,
  normSegments,
} from "./consumption-segments.ts";
import { measuredIn, type Stretch, stretchesOf } from "./consumption-stretches.ts";
import type {
  Consumption,
  ConsumptionRules,
  ConsumptionSegment,
  PersonsDuring,
} from "./consumption-terms.ts";
import { leftOutSteps, replacedStep, shareStep, totalStep, unmeteredStep } from "./consumption-working.ts";
import { type DegreeDayWeights, timeScale } from "./degree-days.ts";
import { type EstimateBasis, estimateUnread, LONGEST_TAIL_DAYS, normDuring } from "./estimate.ts";
import type { PointHistory } from "./meters.ts";

/** What consumption depends on beside the meters. */
export interface ConsumptionContext {
  /** Persons in the unit, for the norm; days that none covers count as nobody. */
  readonly persons: readonly PersonsDuring[];
  /** Share of the point that is this unit's, millionths. */
  readonly shareMillionths: Quantity;
  /** The regulation's own heating-degree weights; the usual table where it has none. */
  readonly degreeDayWeights?: readonly DegreeDayWeights[];
}

const WHOLE = 1_000_000;

/**
 * What a point counted in a period, across replacements, roll-overs and restarts, with estimates by the regulation and every step.
 *
 * A reading says what the dial showed at the **beginning of its day**, and a period runs from the beginning of `from` to the
 * beginning of `until`: a reading of 1 October closes September and opens October, and so does one of 30 September, which is that
 * month's end (`tellsOf`). Between two readings consumption is spread by days
 * or heating-degree weights, as running totals rounded half up to the millionth, so that the parts of a period sum to the whole.
 * After the last reading the period goes on at its own average (called an estimate beyond 31 days); a period without any reading
 * follows `missedOnce` or `missedTwice`. Expired verification and a broken seal make the rest of the meter's time unmetered where the
 * rules say so; without a meter for at most 31 days the period's average holds, longer the norm.
 *
 * Refuses `consumption-unknown` {point, from, until} for each stretch that no method can say.
 */
export function consumptionDuring(
  history: PointHistory,
  period: { readonly from: PlainDate; readonly until: PlainDate },
  rules: ConsumptionRules,
  context: ConsumptionContext,
): Result<Consumption> {
  const counts = countMeters(history);
  const scale = timeScale(rules.spread, period.from, context.degreeDayWeights);
  const stretches = stretchesOf(counts, history.locationFactors, period, rules);
  const measured = measuredIn(stretches, scale);
  const basis = { counts, history, period, rules, scale, persons: context.persons, measured };
  const found: FoundSegment[] = [];
  const unknown: Refusal[] = [];
  const steps: WorkingStep[] = leftOutSteps(counts, period.from, period.until);
  let before: Stretch | null = null;
  for (const stretch of stretches) {
    steps.push(...replacement(before, stretch));
    const inOrder = [...measuredSegments(stretch, scale), ...unreadSegments(basis, stretch, unknown)];
    for (const segment of inOrder) steps.push(...segment.steps);
    found.push(...inOrder);
    before = stretch;
  }
  if (unknown.length > 0) return refuse(...unknown);
  const whole = sumOf(history, found, steps);
  return accept(unitShare(whole, context.shareMillionths));
}

/**
 * A unit's part of a shared point: its share of what was measured, rounded half up to the millionth, and all of what its own persons
 * are counted by the norm. Segments stay as the meter counted them.
 */
export function unitShare(consumption: Consumption, shareMillionths: Quantity): Consumption {
  if (shareMillionths === WHOLE) return consumption;
  const own = sum(consumption.segments.filter(isByNorm), ({ quantity }) => quantity);
  const share = (total: Quantity) => multiplyDivideHalfUp(total - own, shareMillionths, WHOLE) + own;
  const quantity = share(consumption.quantity);
  const weighted = share(consumption.weighted);
  const step = shareStep(consumption.weighted - own, shareMillionths, own, weighted);
  return { ...consumption, quantity, weighted, working: [...consumption.working, step] };
}

/** Segments of the days that readings do not cover; what nothing can say is added to `unknown`. */
function unreadSegments(basis: EstimateBasis, stretch: Stretch, unknown: Refusal[]): FoundSegment[] {
  const { unmetered, measuredUntil: from, until } = stretch;
  if (from >= until) return [];
  const days = { from, until };
  const isShort = daysBetween(from, until) <= LONGEST_TAIL_DAYS;
  const isAveraged = unmetered === null || (unmetered === "no-meter" && isShort && basis.measured.time > 0);
  if (isAveraged) {
    const estimate = estimateUnread(basis, days);
    if (estimate?.method === "norm") return normSegments(stretch, estimate.norms, "norm");
    if (estimate)
      return estimatedSegments(
        stretch,
        days,
        estimate,
        basis.scale,
        estimate.method !== "spread" || !isShort,
      );
  } else {
    const norms = normDuring(basis, days);
    if (norms !== null) {
      const reason = unmeteredStep(unmetered, stretch.count?.meter.serial ?? null, from, until);
      return normSegments(stretch, norms, "unmetered", [reason]);
    }
  }
  unknown.push(refusal("consumption-unknown", { point: basis.history.point.code, from, until }));
  return [];
}

function replacement(before: Stretch | null, { count, from, unmetered }: Stretch): WorkingStep[] {
  const removed = before?.count?.meter;
  if (removed === undefined || count === null || removed === count.meter || unmetered === "no-meter")
    return [];
  return [replacedStep(removed.serial, count.meter.serial, from)];
}

function sumOf({ point }: PointHistory, found: readonly FoundSegment[], steps: WorkingStep[]): Consumption {
  const segments = found.map(({ segment }) => segment);
  const quantity = sum(segments, (segment) => segment.quantity);
  const weighted = sum(segments, (segment) => segment.weighted);
  if (segments.length > 1)
    steps.push(
      totalStep(
        segments.map((segment) => segment.weighted),
        weighted,
      ),
    );
  const isEstimated = found.some((segment) => segment.isEstimated);
  return {
    pointId: point.id,
    medium: point.medium,
    quantity,
    weighted,
    isEstimated,
    segments,
    working: steps,
  };
}

function isByNorm({ method }: ConsumptionSegment): boolean {
  return method === "norm" || method === "unmetered";
}

function sum(
  segments: readonly ConsumptionSegment[],
  of: (segment: ConsumptionSegment) => Quantity,
): Quantity {
  let total = 0;
  for (const segment of segments) total += of(segment);
  return total;
}
