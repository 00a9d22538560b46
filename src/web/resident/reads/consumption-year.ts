import type { ConsumptionRules } from "../../../domain/metering/consumption-terms.ts";
import type { Measure, Meter, MeteredMedium, PointHistory } from "../../../domain/metering/meters.ts";
import { type ConsumptionFigure, figuresDuring } from "../../../domain/metering/monthly.ts";
import {
  addToMonth,
  firstDay,
  type Month,
  month,
  monthOf,
  monthsBetween,
} from "../../../domain/values/month.ts";
import type { PlainDate } from "../../../domain/values/plain-date.ts";
import { QUANTITY_SCALE, type Quantity } from "../../../domain/values/quantity.ts";
import { divideHalfUp } from "../../../domain/values/rounding.ts";
import type { MyInformation, MyMeter } from "../../../store/portal/readings.ts";
import type { MonthConsumption, PlaceConsumption, YearConsumption } from "../reading-view-models.ts";
import { CONSUMPTION_DECIMALS } from "../reading-wording.ts";
import type { ReadingFacts } from "./reading-lines.ts";

/** What a year's consumption is told from. */
export interface ConsumptionFacts extends ReadingFacts {
  readonly information: readonly MyInformation[];
  readonly today: PlainDate;
  /** First day on which the unit is no longer the person's. */
  readonly heldUntil: PlainDate | null;
}

/** From readings alone: what a regulation would put in their place is in the monthly information and the settlement. */
const READINGS_ALONE: ConsumptionRules = {
  missedOnce: [],
  missedTwice: [],
  normPerPersonMonth: null,
  vacantNormPercent: null,
  expiredVerification: "as-metered",
  brokenSeal: "as-metered",
  spread: "daily",
};

/** What a month holds at one point: null where readings do not tell it; no entry where nothing stood there. */
type MonthsOfPoint = ReadonlyMap<Month, ConsumptionFigure | null>;

interface MeasuredPoint {
  readonly pointId: number;
  readonly place: string;
  readonly months: MonthsOfPoint;
}

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
    difference: quantity === null || lastYear === null ? null : quantity - lastYear,
    isEstimated: now?.isEstimated ?? false,
  };
}

interface Known {
  readonly quantity: Quantity;
  readonly isEstimated: boolean;
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
  return { quantity: roundedFor(told.quantity_millionths, measure), isEstimated: told.is_estimated };
}

/** Null where one point cannot be told; points at which nothing stood do not count. */
function sumOf(parts: readonly (ConsumptionFigure | null | undefined)[]): Known | null {
  const counting = parts.filter((part) => part !== undefined);
  if (counting.length === 0) return null;
  let quantity = 0;
  let isEstimated = false;
  for (const part of counting) {
    if (part === null) return null;
    quantity += part.weighted;
    isEstimated ||= part.isEstimated;
  }
  return { quantity, isEstimated };
}

/** Known months of the year together; a comparison only where each of them has the same month of the year before. */
function totalOf(months: readonly MonthConsumption[]): YearConsumption["total"] {
  const counting = months.filter((each) => each.quantity !== null);
  const [first, last] = [counting[0], counting.at(-1)];
  if (first === undefined || last === undefined) return null;
  const quantity = counting.reduce((sum, each) => sum + (each.quantity ?? 0), 0);
  const lastYear = counting.every((each) => each.lastYear !== null)
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

/** The points that have meters of the measure, with the months of the year and of the year before. */
function pointsOf(
  facts: ConsumptionFacts,
  medium: MeteredMedium,
  measure: Measure,
  year: number,
): MeasuredPoint[] {
  const ids = [...new Set(facts.meters.map((meter) => meter.point_id))];
  const wanted = monthsBetween(month(`${year - 1}-01`), month(`${year}-12`));
  return ids.flatMap((id) => {
    const rows = facts.meters.filter((meter) => meter.point_id === id && meter.measure === measure);
    const meters = rows.flatMap((row) => meterOf(facts, row) ?? []);
    if (meters.length === 0) return [];
    const { point_code: code, place, share_millionths } = rows[0]!;
    const history = historyOf(facts, { id, code, medium, level: "individual", place }, meters);
    return [
      { pointId: id, place: place || code, months: monthsOfPoint(facts, history, wanted, share_millionths) },
    ];
  });
}

/** Each month as far as it was the person's own; the present one is told when it is over. */
function monthsOfPoint(
  facts: ConsumptionFacts,
  history: PointHistory,
  wanted: readonly Month[],
  shareMillionths: Quantity,
): MonthsOfPoint {
  const begin = history.meters[0]!.during.from;
  const periods = wanted.flatMap((each) => {
    const end = firstDay(addToMonth(each, 1));
    const from = begin > firstDay(each) ? begin : firstDay(each);
    const until = facts.heldUntil !== null && facts.heldUntil < end ? facts.heldUntil : end;
    const stands = history.meters.some(
      ({ during }) => during.from < until && (during.until === null || during.until > from),
    );
    return from < until && stands ? [{ month: each, from, until }] : [];
  });
  const context = { persons: [], shareMillionths };
  const figures = figuresDuring(history, periods, READINGS_ALONE, context, "tail");
  return new Map(
    periods.map((period, index) => [
      period.month,
      period.until > facts.today ? null : (figures[index] ?? null),
    ]),
  );
}

function historyOf(
  facts: ReadingFacts,
  point: PointHistory["point"],
  meters: readonly Meter[],
): PointHistory {
  const corrected = new Set(facts.readings.map((reading) => reading.corrects_reading_id));
  return {
    point,
    meters,
    readings: facts.readings
      .filter((reading) => reading.point_id === point.id && !corrected.has(reading.reading_id))
      .map((reading) => ({
        meterId: reading.meter_id,
        readOn: reading.read_on,
        value: reading.value_millionths,
        source: reading.source,
        flags: reading.flags,
        restarts: reading.restarts,
      })),
    locationFactors: facts.factors
      .filter((factor) => factor.point_id === point.id)
      .map((factor) => ({
        from: factor.from_day,
        until: factor.until_day,
        factor: factor.location_factor_millionths,
      })),
  };
}

/** A meter from the person's own first knowledge of it: put in before their time, it begins with the first reading they may see. */
function meterOf(facts: ReadingFacts, row: MyMeter): Meter | null {
  const first = facts.readings.find((reading) => reading.meter_id === row.meter_id);
  const [from, start] =
    row.start_millionths === null
      ? [first?.read_on, first?.value_millionths]
      : [row.installed_on, row.start_millionths];
  if (from === undefined || start === undefined) return null;
  return {
    id: row.meter_id,
    serial: row.serial,
    kind: row.kind,
    measure: row.measure,
    during: { from, until: row.removed_on },
    verifiedUntil: row.verified_until,
    start,
    end: row.end_millionths,
    dialDigits: row.dial_digits,
    factor: row.factor_millionths,
  };
}

/** To the digits that are shown, half up, so that what stands in a table sums to its total. */
export function roundedFor(quantity: Quantity, measure: Measure): Quantity {
  const step = 10 ** (QUANTITY_SCALE - CONSUMPTION_DECIMALS[measure]);
  return Number(divideHalfUp(BigInt(quantity), BigInt(step))) * step;
}
