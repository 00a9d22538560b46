import { addToMonth, firstDay, type Month } from "../values/month.ts";
import { daysBetween, type PlainDate } from "../values/plain-date.ts";
import type { Quantity } from "../values/quantity.ts";
import { multiplyDivideHalfUp } from "../values/rounding.ts";
import { type ConsumptionContext, consumptionDuring } from "./consumption.ts";
import { countMeters, type MeterCount } from "./consumption-dial.ts";
import { countedUntil, factorOf, lastMarkUntil, type Stretch, stretchesOf } from "./consumption-stretches.ts";
import type { ConsumptionRules } from "./consumption-terms.ts";
import { type TimeScale, timeScale } from "./degree-days.ts";
import type { PointHistory } from "./meters.ts";

/** What a point counted in some days, for a table or a chart. */
export interface ConsumptionFigure {
  readonly quantity: Quantity;
  /** With radiator and location factors. */
  readonly weighted: Quantity;
  readonly isEstimated: boolean;
}

/**
 * How far a figure may go beyond readings: `none` only between two of them, an estimate where they are more than 62 days apart; `tail`
 * also on at its own average after the last one, an estimate beyond 7 days; `rules` as a settlement would.
 */
export type FigureEstimates = "none" | "tail" | "rules";

const LONGEST_PLAIN_TAIL_DAYS = 7;
const LONGEST_PLAIN_INTERVAL_DAYS = 62;

interface Period {
  readonly from: PlainDate;
  readonly until: PlainDate;
}

const ONE = 1_000_000;

/** One figure a month, in the order asked for; null where readings and the estimates allowed say nothing. */
export function monthlyConsumption(
  history: PointHistory,
  months: readonly Month[],
  rules: ConsumptionRules,
  context: ConsumptionContext,
  estimates: FigureEstimates = "none",
): (ConsumptionFigure | null)[] {
  const periods = months.map((month) => ({ from: firstDay(month), until: firstDay(addToMonth(month, 1)) }));
  return figuresDuring(history, periods, rules, context, estimates);
}

/** `monthlyConsumption` of any periods: the months that a unit has a point for only in part. */
export function figuresDuring(
  history: PointHistory,
  periods: readonly Period[],
  rules: ConsumptionRules,
  context: ConsumptionContext,
  estimates: FigureEstimates = "none",
): (ConsumptionFigure | null)[] {
  if (estimates === "rules") return periods.map((period) => byRules(history, period, rules, context));
  const counts = countMeters(history);
  return periods.map((period) => {
    const scale = timeScale(rules.spread, period.from, context.degreeDayWeights);
    const stretches = stretchesOf(counts, history.locationFactors, period, rules);
    const figure = measuredFigure(stretches, scale, estimates === "tail");
    return figure && shared(figure, context.shareMillionths);
  });
}

function byRules(
  history: PointHistory,
  period: Period,
  rules: ConsumptionRules,
  context: ConsumptionContext,
): ConsumptionFigure | null {
  const found = consumptionDuring(history, period, rules, context);
  if (!found.ok) return null;
  const { quantity, weighted, isEstimated } = found.value;
  return { quantity, weighted, isEstimated };
}

/** Σ of the stretches, each by its meter; only the last one may lack a reading at its end, and only where a tail is allowed. */
function measuredFigure(
  stretches: readonly Stretch[],
  scale: TimeScale,
  isTailAllowed: boolean,
): ConsumptionFigure | null {
  let [quantity, weighted, time] = [0, 0, 0];
  let isEstimated = false;
  const add = (counted: Quantity, stretch: Stretch) => {
    quantity += counted;
    weighted += multiplyDivideHalfUp(counted, factorOf(stretch), ONE);
  };
  for (const stretch of stretches) {
    const { count, unmetered, from, measuredUntil, until } = stretch;
    if (count === null || unmetered !== null) return null;
    if (measuredUntil > from) {
      const end = countedUntil(count.marks, measuredUntil, scale);
      add(end - countedUntil(count.marks, from, scale), stretch);
      time += scale.between(from, measuredUntil);
      isEstimated ||= restsOnEstimate(count, from, measuredUntil);
    }
    if (measuredUntil < until) {
      if (!isTailAllowed || time <= 0) return null;
      add(multiplyDivideHalfUp(quantity, scale.between(measuredUntil, until), time), stretch);
      isEstimated ||= daysBetween(measuredUntil, until) > LONGEST_PLAIN_TAIL_DAYS;
    }
  }
  return { quantity, weighted, isEstimated };
}

/** Somebody's estimate, or readings so far apart that a month between them is only their average. */
function restsOnEstimate({ marks }: MeterCount, from: PlainDate, until: PlainDate): boolean {
  for (let index = lastMarkUntil(marks, from); index < marks.length; index += 1) {
    const { day, isEstimate } = marks[index]!;
    if (isEstimate) return true;
    if (day >= until) return false;
    const next = marks[index + 1];
    if (next && daysBetween(day, next.day) > LONGEST_PLAIN_INTERVAL_DAYS) return true;
  }
  return false;
}

function shared(figure: ConsumptionFigure, share: Quantity): ConsumptionFigure {
  if (share === ONE) return figure;
  const part = (total: Quantity) => multiplyDivideHalfUp(total, share, ONE);
  return { ...figure, quantity: part(figure.quantity), weighted: part(figure.weighted) };
}
