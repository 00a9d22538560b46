import { consumptionDuring } from "../../src/domain/metering/consumption.ts";
import type {
  Consumption,
  ConsumptionRules,
  PersonsDuring,
} from "../../src/domain/metering/consumption-terms.ts";
import type { DegreeDayWeights } from "../../src/domain/metering/degree-days.ts";
import type { Meter, PointHistory, Reading } from "../../src/domain/metering/meters.ts";
import { formatScaled, parseScaled } from "../../src/domain/values/decimal.ts";
import { type PlainDate, plainDate } from "../../src/domain/values/plain-date.ts";
import type { Quantity } from "../../src/domain/values/quantity.ts";

/** "12,5" or 12.5 in millionths. */
export function millionths(decimal: string | number): Quantity {
  const parsed = parseScaled(String(decimal), 6);
  if (!parsed.ok) throw new RangeError(`not a quantity: ${decimal}`);
  return parsed.value;
}

/** A water meter that stood for ever unless said otherwise, from 0. */
export function meter(more: Partial<Omit<Meter, "during">> & { from?: string; until?: string } = {}): Meter {
  const { from = "2020-01-01", until, ...rest } = more;
  return {
    id: 1,
    serial: "W1",
    kind: "water-meter",
    measure: "m3",
    verifiedUntil: null,
    start: 0,
    end: null,
    dialDigits: null,
    factor: millionths(1),
    ...rest,
    during: { from: plainDate(from), until: until === undefined ? null : plainDate(until) },
  };
}

export function reading(readOn: string, value: string | number, more: Partial<Reading> = {}): Reading {
  return {
    meterId: 1,
    readOn: plainDate(readOn),
    value: millionths(value),
    source: "visit",
    flags: [],
    restarts: false,
    ...more,
  };
}

/** Cold water of one flat. */
export function historyOf(
  meters: readonly Meter[],
  readings: readonly Reading[],
  locationFactors: PointHistory["locationFactors"] = [],
): PointHistory {
  return {
    point: { id: 7, code: "PW-1", medium: "cold-water", level: "individual", place: "łazienka" },
    meters,
    readings,
    locationFactors,
  };
}

/** 3 m³ a person and month, 75 % of one norm where nobody lives, as seen in regulations. */
export const WATER_RULES: ConsumptionRules = {
  missedOnce: ["previous-period", "same-period-last-year", "norm"],
  missedTwice: ["norm"],
  normPerPersonMonth: millionths(3),
  vacantNormPercent: 75,
  expiredVerification: "as-unmetered",
  brokenSeal: "as-unmetered",
  spread: "daily",
};

export const TWO_PERSONS: readonly PersonsDuring[] = [
  { from: plainDate("2020-01-01"), until: null, persons: 2 },
];

export interface Wish {
  readonly rules?: Partial<ConsumptionRules>;
  readonly persons?: readonly PersonsDuring[];
  readonly share?: Quantity;
  readonly weights?: readonly DegreeDayWeights[];
}

export function period(from: string, until: string): { from: PlainDate; until: PlainDate } {
  return { from: plainDate(from), until: plainDate(until) };
}

export function consume(history: PointHistory, from: string, until: string, wish: Wish = {}) {
  return consumptionDuring(
    history,
    period(from, until),
    { ...WATER_RULES, ...wish.rules },
    {
      persons: wish.persons ?? TWO_PERSONS,
      shareMillionths: wish.share ?? millionths(1),
      ...(wish.weights ? { degreeDayWeights: wish.weights } : {}),
    },
  );
}

/** The consumption; a refusal is thrown. */
export function consumed(history: PointHistory, from: string, until: string, wish: Wish = {}): Consumption {
  const result = consume(history, from, until, wish);
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return result.value;
}

/** "read W1 2025-10-01–2026-01-01: 12,5", then the total, with "~" where it is an estimate. */
export function written({ segments, weighted, isEstimated }: Consumption): string[] {
  return [
    ...segments.map(
      ({ method, serial, from, to, weighted: part }) =>
        `${method} ${serial ?? "–"} ${from}–${to}: ${formatScaled(part, 6)}`,
    ),
    `${isEstimated ? "~" : ""}${formatScaled(weighted, 6)}`,
  ];
}
