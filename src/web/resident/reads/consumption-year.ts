import type { Measure, MeteredMedium } from "../../../domain/metering/meters.ts";
import { addToMonth, type Month, month, monthOf, monthsBetween } from "../../../domain/values/month.ts";
import { QUANTITY_SCALE, type Quantity } from "../../../domain/values/quantity.ts";
import { divideHalfUp } from "../../../domain/values/rounding.ts";
import type { MonthConsumption, PlaceConsumption, YearConsumption } from "../reading-view-models.ts";
import { CONSUMPTION_DECIMALS } from "../reading-wording.ts";
import {
  type ConsumptionFacts,
  type MeasuredPoint,
  type MonthFigure,
  pointsOf,
  unreadPlaces,
} from "./measured-points.ts";

/** One series for each measure of the medium: twelve months beside those of the year before, their total, and place by place. */
export function consumptionOfYear(
  facts: ConsumptionFacts,
  medium: MeteredMedium,
  year: number,
): YearConsumption[] {
  const measures = new Set([
    ...facts.meters.map((meter) => meter.measure),
    ...facts.information.filter((row) => row.month.startsWith(String(year))).map((row) => row.measure),
  ]);
  return [...measures].flatMap((measure) => {
    const points = pointsOf(facts, medium, measure, year);
    const months = Array.from({ length: 12 }, (_, index) => {
      const present = month(`${year}-${String(index + 1).padStart(2, "0")}`);
      return monthConsumption(facts, points, measure, present);
    });
    if (months.every((each) => each.quantity === null && each.lastYear === null)) return [];
    const total = totalOf(months);
    return [
      {
        measure,
        isWeighted: measure === "unit",
        months,
        total,
        unreadPlaces: unreadPlaces(facts, measure, year),
        places: placesOf(points, measure, total),
      },
    ];
  });
}

function monthConsumption(
  facts: ConsumptionFacts,
  points: readonly MeasuredPoint[],
  measure: Measure,
  present: Month,
): MonthConsumption {
  const now = known(facts, points, measure, present);
  const before = known(facts, points, measure, addToMonth(present, -12));
  const quantity = now?.quantity ?? null;
  const lastYear = before?.quantity ?? null;
  return {
    month: present,
    quantity,
    lastYear,
    // A part of a month is no measure for a whole one.
    difference:
      quantity === null || lastYear === null || now?.isPartial !== before?.isPartial
        ? null
        : quantity - lastYear,
    isEstimated: now?.isEstimated ?? false,
    isPartial: now?.isPartial ?? false,
    isLastYearEstimated: before?.isEstimated ?? false,
    isLastYearPartial: before?.isPartial ?? false,
  };
}

interface Known {
  readonly quantity: Quantity;
  readonly isEstimated: boolean;
  readonly isPartial: boolean;
}

/** By readings; else as the monthly information told it; else unknown. */
function known(
  facts: ConsumptionFacts,
  points: readonly MeasuredPoint[],
  measure: Measure,
  wanted: Month,
): Known | null {
  const read = sumOf(points.map((point) => point.months.get(wanted)));
  if (read !== null) return { ...read, quantity: roundedFor(read.quantity, measure) };
  const told = facts.information.find((row) => row.measure === measure && monthOf(row.month) === wanted);
  if (told === undefined || told.quantity_millionths === null) return null;
  const quantity = roundedFor(told.quantity_millionths, measure);
  return { quantity, isEstimated: told.is_estimated, isPartial: false };
}

/** Null where one point cannot be told; points at which nothing stood do not count. */
function sumOf(parts: readonly (MonthFigure | null | undefined)[]): Known | null {
  const counting = parts.filter((part) => part !== undefined);
  if (counting.length === 0) return null;
  let quantity = 0;
  let [isEstimated, isPartial] = [false, false];
  for (const part of counting) {
    if (part === null) return null;
    quantity += part.weighted;
    isEstimated ||= part.isEstimated;
    isPartial ||= part.isPartial;
  }
  return { quantity, isEstimated, isPartial };
}

/** Known months of the year together; a comparison only where each of them has the same month of the year before. */
function totalOf(months: readonly MonthConsumption[]): YearConsumption["total"] {
  const counting = months.filter((each) => each.quantity !== null);
  const [first, last] = [counting[0], counting.at(-1)];
  if (first === undefined || last === undefined) return null;
  const quantity = counting.reduce((sum, each) => sum + (each.quantity ?? 0), 0);
  const lastYear = counting.every((each) => each.difference !== null)
    ? counting.reduce((sum, each) => sum + (each.lastYear ?? 0), 0)
    : null;
  const difference = lastYear === null ? null : quantity - lastYear;
  return { from: first.month, to: last.month, quantity, lastYear, difference };
}

/** The months of the total again, each place by itself. */
function placesOf(
  points: readonly MeasuredPoint[],
  measure: Measure,
  total: YearConsumption["total"],
): PlaceConsumption[] {
  if (total === null || points.length < 2) return [];
  const span = monthsBetween(total.from, total.to);
  return points.flatMap(({ pointId, place, months }) => {
    const during = (yearsBack: number) => {
      const sum = sumOf(span.map((each) => months.get(addToMonth(each, -12 * yearsBack))));
      return sum === null ? null : roundedFor(sum.quantity, measure);
    };
    const [quantity, lastYear] = [during(0), during(1)];
    if (quantity === null) return [];
    const difference = lastYear === null ? null : quantity - lastYear;
    return [{ pointId: String(pointId), place, quantity, lastYear, difference }];
  });
}

/** To the digits that are shown, half up, so that what stands in a table sums to its total. */
export function roundedFor(quantity: Quantity, measure: Measure): Quantity {
  const step = 10 ** (QUANTITY_SCALE - CONSUMPTION_DECIMALS[measure]);
  return Number(divideHalfUp(BigInt(quantity), BigInt(step))) * step;
}
