import type { Medium } from "../ledger/accounts.ts";
import type { DateRange, PlainDate } from "../values/plain-date.ts";
import type { Quantity } from "../values/quantity.ts";

/** Media that are measured; waste is not. */
export const METERED_MEDIA = ["cold-water", "hot-water", "heat", "gas", "electricity"] as const;
export type MeteredMedium = Exclude<Medium, "waste">;

/** main: of a building or a heat node; collective: before several mains (a booster); individual: of units or a common room. */
export const POINT_LEVELS = ["main", "collective", "individual"] as const;
export type PointLevel = (typeof POINT_LEVELS)[number];

export const METER_KINDS = [
  "water-meter",
  "heat-meter",
  "heat-cost-allocator",
  "gas-meter",
  "electricity-meter",
] as const;
export type MeterKind = (typeof METER_KINDS)[number];

/** What a meter counts in; `unit` is the allocator's dimensionless unit (EN 834). */
export const MEASURES = ["m3", "GJ", "kWh", "MWh", "unit"] as const;
export type Measure = (typeof MEASURES)[number];

/** Where something is measured (punkt pomiarowy): it outlives the meters that stand there. */
export interface MeteringPoint {
  readonly id: number;
  readonly code: string;
  readonly medium: MeteredMedium;
  readonly level: PointLevel;
  /** "łazienka", "pokój 1", "węzeł cieplny". */
  readonly place: string;
}

/** A meter at a point, from the day it was put in to the day it was taken out. Quantities in millionths of its measure. */
export interface Meter {
  readonly id: number;
  readonly serial: string;
  readonly kind: MeterKind;
  readonly measure: Measure;
  /** `from` is the day it was put in, `until` the day it was taken out, which is also the next one's first. */
  readonly during: DateRange;
  /** Last day of the verification (legalizacja); null where none is asked for. */
  readonly verifiedUntil: PlainDate | null;
  readonly start: Quantity;
  /** What it showed when taken out. */
  readonly end: Quantity | null;
  /** Whole digits of the dial: 5 means that 99 999 is followed by 0. */
  readonly dialDigits: number | null;
  /** Radiator factor of an allocator, multiplier of a meter behind a transformer; millionths. */
  readonly factor: Quantity;
}

export const READING_SOURCES = [
  "radio",
  "visit",
  "resident",
  "estimate",
  "import",
  "hand-over",
  "office",
] as const;
export type ReadingSource = (typeof READING_SOURCES)[number];

/** Why a person should look at a reading that was taken nevertheless. */
export const READING_FLAGS = [
  "improbable-jump",
  "zero-while-inhabited",
  "roll-over",
  "verification-expired",
  "seal-broken",
  "leak",
  "device-fault",
] as const;
export type ReadingFlag = (typeof READING_FLAGS)[number];

/** A reading that counts (not one that a later one corrects). */
export interface Reading {
  readonly meterId: number;
  readonly readOn: PlainDate;
  readonly value: Quantity;
  readonly source: ReadingSource;
  readonly flags: readonly ReadingFlag[];
  /** The counter began again at zero right after it (an allocator's set day). */
  readonly restarts: boolean;
}

/** All that is known of a point: its meters by their first day, their readings by day and then as they were recorded. */
export interface PointHistory {
  readonly point: MeteringPoint;
  readonly meters: readonly Meter[];
  readonly readings: readonly Reading[];
  /** LAF by days; 1 where none is told. Millionths. */
  readonly locationFactors: readonly (DateRange & { readonly factor: Quantity })[];
}
