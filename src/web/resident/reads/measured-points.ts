import { tellsOf } from "../../../domain/metering/consumption-dial.ts";
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
  yearOf,
} from "../../../domain/values/month.ts";
import { addDays, type PlainDate } from "../../../domain/values/plain-date.ts";
import type { Quantity } from "../../../domain/values/quantity.ts";
import type { MyInformation, MyMeter } from "../../../store/portal/readings.ts";
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

/** What was counted in a month, or in the part of it in which a meter stood there and the unit was the person's. */
export interface MonthFigure extends ConsumptionFigure {
  readonly isPartial: boolean;
}

/** What a month holds at one point: null where readings do not tell it; no entry where nothing stood there. */
type MonthsOfPoint = ReadonlyMap<Month, MonthFigure | null>;

/** So late after a meter's first day its first reading still tells the whole month. */
const TOLERATED_DAYS = 3;

export interface MeasuredPoint {
  readonly pointId: number;
  readonly place: string;
  readonly months: MonthsOfPoint;
}

/** The points that have meters of the measure, with the months of the year and of the year before. */
export function pointsOf(
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
    const first = rows[0];
    if (first === undefined || meters.length === 0 || !isRead(facts, rows)) return [];
    const { point_code: code, place } = first;
    const history = historyOf(facts, { id, code, medium, level: "individual", place }, meters);
    return [{ pointId: id, place: place || code, months: monthsOfPoint(facts, history, wanted, first) }];
  });
}

/**
 * Each month as far as it was the person's own; the present one is told when it is over, and those between the first day of the meter
 * and its first reading are not known.
 */
function monthsOfPoint(
  facts: ConsumptionFacts,
  history: PointHistory,
  wanted: readonly Month[],
  { share_millionths: shareMillionths, known_from: stoodFrom }: MyMeter,
): MonthsOfPoint {
  const begin = history.meters[0]!.during.from;
  const periods = wanted.flatMap((each) => {
    const end = firstDay(addToMonth(each, 1));
    const from = begin > firstDay(each) ? begin : firstDay(each);
    const until = facts.heldUntil !== null && facts.heldUntil < end ? facts.heldUntil : end;
    const stands = history.meters.some(
      ({ during }) => during.from < until && (during.until === null || during.until > from),
    );
    const isPartial = from > addDays(firstDay(each), TOLERATED_DAYS) || until < end;
    return from < until && stands ? [{ month: each, from, until, isPartial }] : [];
  });
  const context = { persons: [], shareMillionths };
  const figures = figuresDuring(history, periods, READINGS_ALONE, context, "tail");
  const months = new Map<Month, MonthFigure | null>();
  for (const [index, { month: each, until, isPartial }] of periods.entries()) {
    const figure = until > facts.today ? null : (figures[index] ?? null);
    months.set(each, figure && { ...figure, isPartial });
  }
  if (addDays(stoodFrom, TOLERATED_DAYS) < begin) {
    for (const each of monthsBetween(monthOf(stoodFrom), monthOf(begin)))
      if (firstDay(each) < begin) months.set(each, null);
  }
  return months;
}

function isRead(facts: ReadingFacts, rows: readonly MyMeter[]): boolean {
  return rows.some(
    (row) =>
      row.end_millionths !== null || facts.readings.some((reading) => reading.meter_id === row.meter_id),
  );
}

/** Places with a meter in the year that nobody has read: said, so that the figures do not look whole. */
export function unreadPlaces(facts: ReadingFacts, measure: Measure, year: number): string[] {
  const standing = facts.meters.filter(
    (row) =>
      row.measure === measure &&
      yearOf(row.installed_on) <= year &&
      (row.removed_on === null || yearOf(row.removed_on) >= year),
  );
  const ids = [...new Set(standing.map((row) => row.point_id))];
  return ids.flatMap((id) => {
    const rows = facts.meters.filter((row) => row.point_id === id && row.measure === measure);
    return isRead(facts, rows) ? [] : [rows[0]!.place || rows[0]!.point_code];
  });
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
  const beginning =
    row.start_millionths === null
      ? firstShown(facts, row)
      : { from: row.installed_on, start: row.start_millionths };
  if (beginning === null) return null;
  const { from, start } = beginning;
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

/** From the first reading that counts: of a month's last day and of a set day it is the state of their end. */
function firstShown(
  { readings }: ReadingFacts,
  { meter_id }: MyMeter,
): { readonly from: PlainDate; readonly start: Quantity } | null {
  const corrected = new Set(readings.map((reading) => reading.corrects_reading_id));
  const first = readings.find(
    (reading) => reading.meter_id === meter_id && !corrected.has(reading.reading_id),
  );
  if (first === undefined) return null;
  const { read_on: readOn, restarts, value_millionths } = first;
  return { from: tellsOf({ readOn, restarts }), start: restarts ? 0 : value_millionths };
}
