import { addToMonth, firstDay, type Month } from "../values/month.ts";
import type { DateRange, PlainDate } from "../values/plain-date.ts";
import type { Quantity } from "../values/quantity.ts";
import { knownSince } from "./consumption-dial.ts";
import type { ConsumptionRules } from "./consumption-terms.ts";
import type { Measure, MeteredMedium, PointHistory } from "./meters.ts";
import { type ConsumptionFigure, figuresDuring } from "./monthly.ts";

/** A point read from a distance that serves a unit. */
export interface RemotePoint {
  readonly pointId: number;
  readonly unitId: number;
  readonly unitCode: string;
  readonly buildingId: number;
  readonly shareMillionths: Quantity;
  /** Days on which the point serves the unit. */
  readonly during: DateRange;
  /** Who holds the unit on the month's last day, and who held it a year before; null: nobody. */
  readonly rightId: number | null;
  readonly lastYearRightId: number | null;
}

/** What a unit is told of a month. Quantities in millionths of the measure, with radiator and location factors. */
export interface UnitInformation {
  readonly unitId: number;
  readonly unitCode: string;
  readonly buildingId: number;
  readonly rightId: number | null;
  readonly medium: MeteredMedium;
  readonly measure: Measure;
  /** Null where one of the unit's meters was not read. */
  readonly quantity: Quantity | null;
  /** Same month of the year before; null where it was not read, or was another holder's. */
  readonly lastYear: Quantity | null;
  readonly isEstimated: boolean;
}

/** A building's month: Σ of its units that are read from a distance, or what its heat meters counted. */
export interface BuildingInformation {
  readonly buildingId: number;
  readonly medium: MeteredMedium;
  readonly measure: Measure;
  readonly quantity: Quantity | null;
  readonly lastYear: Quantity | null;
  /** Addresses of all buildings that one meter counts together; empty: the building's alone. */
  readonly countedWith: string;
}

/** A main heat meter and whose heat it counts. */
export interface HeatMain {
  readonly pointId: number;
  /** Buildings behind it, with their addresses, in the order of their codes. */
  readonly buildings: readonly { readonly buildingId: number; readonly address: string }[];
}

/** What a meter shows is told as it is: what a settlement will say of an expired or broken one is another matter. */
const RULES: ConsumptionRules = {
  missedOnce: [],
  missedTwice: [],
  normPerPersonMonth: null,
  vacantNormPercent: null,
  expiredVerification: "as-metered",
  brokenSeal: "as-metered",
  spread: "daily",
};

const USUAL_MEASURE: Readonly<Record<MeteredMedium, Measure>> = {
  "cold-water": "m3",
  "hot-water": "m3",
  heat: "GJ",
  gas: "m3",
  electricity: "kWh",
};

interface Total {
  quantity: Quantity | null;
  lastYear: Quantity | null;
  isEstimated: boolean;
}

type BuildingTotal = Total & Omit<BuildingInformation, keyof Total>;

/** Gathers what the units and buildings of a cooperative are told of one month, point by point. */
export class MonthlyInformation {
  readonly #months: readonly [now: DateRange, lastYear: DateRange];
  readonly #knownFrom: PlainDate;
  readonly #units = new Map<string, Total & Omit<UnitInformation, keyof Total>>();
  readonly #mains = new Map<string, BuildingTotal>();
  /** Of meters that count several buildings together. */
  readonly #sharedMains = new Map<string, BuildingTotal>();
  readonly #sums = new Map<string, BuildingTotal>();

  /** @param knownFrom the day from which readings were loaded. */
  constructor(month: Month, knownFrom: PlainDate) {
    this.#months = [daysOf(month), daysOf(addToMonth(month, -12))];
    this.#knownFrom = knownFrom;
  }

  /** Adds what a point says of a unit; a point that did not serve it in this month says nothing. */
  addPoint(point: RemotePoint, history: PointHistory): void {
    const [now, before] = this.#figures(history, point.during, point.shareMillionths);
    if (now === undefined) return;
    const { unitId, unitCode, buildingId, rightId } = point;
    const { medium } = history.point;
    const { measure, isSame } = this.#measure(history);
    const key = `${unitId}|${medium}|${measure}`;
    const named = { unitId, unitCode, buildingId, rightId, medium, measure };
    const unit = totalOf(this.#units, key, named);
    const lastYear = isSame ? readFigure(before) : null;
    addTo(unit, weightedOf(now), point.lastYearRightId === rightId ? lastYear : null);
    unit.isEstimated ||= now?.isEstimated ?? false;
    const sum = totalOf(
      this.#sums,
      `${buildingId}|${medium}|${measure}`,
      { buildingId, medium, measure, countedWith: "" },
      null,
    );
    addKnown(sum, weightedOf(now), lastYear);
  }

  /**
   * Adds what a heat meter counted, for heating or for hot water, to each building behind it: whole, because nobody measures how much of
   * it went to which. A water meter says nothing here.
   */
  addMain({ buildings }: HeatMain, history: PointHistory): void {
    const { measure, isSame } = this.#measure(history);
    if (measure === "m3") return;
    const [now = null, before] = this.#figures(history, ALWAYS, ONE);
    const { medium } = history.point;
    const isShared = buildings.length > 1;
    const countedWith = isShared ? buildings.map(({ address }) => address).join(", ") : "";
    for (const { buildingId } of buildings) {
      const key = `${buildingId}|${medium}|${measure}`;
      const named = { buildingId, medium, measure, countedWith };
      const main = totalOf(isShared ? this.#sharedMains : this.#mains, key, named);
      addTo(main, weightedOf(now), isSame ? readFigure(before) : null);
    }
  }

  /** By unit, medium and measure. */
  units(): UnitInformation[] {
    return [...this.#units.values()];
  }

  /** By building, medium and measure; a heat meter of the building alone goes before one it shares, that before the sum of its units. */
  buildings(): BuildingInformation[] {
    const found = new Map([...this.#sums, ...this.#sharedMains, ...this.#mains]);
    return [...found.values()].map(({ isEstimated: _, ...told }) => told);
  }

  /** Figures of this month and of the one a year before; undefined where the days hold none of the month. */
  #figures(
    history: PointHistory,
    during: DateRange,
    shareMillionths: Quantity,
  ): [ConsumptionFigure | null | undefined, ConsumptionFigure | null | undefined] {
    const known = knownSince(history, this.#knownFrom);
    const [now, before] = this.#months.map((days) => {
      const period = within(days, during);
      if (period === null) return undefined;
      return figuresDuring(known, [period], RULES, { persons: [], shareMillionths }, "tail")[0];
    });
    return [now, before];
  }

  /** Of the meter that stands there at the month's end, and whether a year before it was the same. */
  #measure({ point, meters }: PointHistory): { readonly measure: Measure; readonly isSame: boolean } {
    const [now, before] = this.#months.map(({ until }) =>
      meters.findLast(({ during }) => until !== null && during.from < until),
    );
    const measure = now?.measure ?? USUAL_MEASURE[point.medium];
    return { measure, isSame: before?.measure === measure };
  }
}

const ONE = 1_000_000;
const ALWAYS: DateRange = { from: "0001-01-01" as PlainDate, until: null };

function daysOf(month: Month): DateRange {
  return { from: firstDay(month), until: firstDay(addToMonth(month, 1)) };
}

function within(days: DateRange, during: DateRange): { from: PlainDate; until: PlainDate } | null {
  const from = days.from > during.from ? days.from : during.from;
  const until = during.until !== null && during.until < days.until! ? during.until : days.until!;
  return from < until ? { from, until } : null;
}

function weightedOf(figure: ConsumptionFigure | null | undefined): Quantity | null {
  return figure?.weighted ?? null;
}

/** A year later an estimate is no measure to compare with. */
function readFigure(figure: ConsumptionFigure | null | undefined): Quantity | null {
  return figure?.isEstimated ? null : weightedOf(figure);
}

function totalOf<T extends object>(
  totals: Map<string, Total & T>,
  key: string,
  named: T,
  first: Quantity | null = 0,
): Total & T {
  let total = totals.get(key);
  if (total === undefined) {
    total = { ...named, quantity: first, lastYear: first, isEstimated: false };
    totals.set(key, total);
  }
  return total;
}

/** A sum in which everything must be known. */
function addTo(total: Total, quantity: Quantity | null, lastYear: Quantity | null): void {
  total.quantity = total.quantity === null || quantity === null ? null : total.quantity + quantity;
  total.lastYear = total.lastYear === null || lastYear === null ? null : total.lastYear + lastYear;
}

/** A sum of what is known; null while nothing is. */
function addKnown(total: Total, quantity: Quantity | null, lastYear: Quantity | null): void {
  if (quantity !== null) total.quantity = (total.quantity ?? 0) + quantity;
  if (lastYear !== null) total.lastYear = (total.lastYear ?? 0) + lastYear;
}
