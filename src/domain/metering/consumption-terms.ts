import type { PlainDate } from "../values/plain-date.ts";
import type { Quantity } from "../values/quantity.ts";
import type { Working } from "../values/working.ts";
import type { MeteredMedium } from "./meters.ts";

/** What stands in for a reading that was not taken, in the order in which it is tried. */
export type EstimateMethod = "previous-period" | "same-period-last-year" | "norm";

/** What a regulation says of consumption that cannot simply be read. */
export interface ConsumptionRules {
  /** One period without a reading; tried in this order. */
  readonly missedOnce: readonly EstimateMethod[];
  /** Two periods running without a reading. */
  readonly missedTwice: readonly EstimateMethod[];
  /** m³ (millionths) a person and month; null where the regulation has none. */
  readonly normPerPersonMonth: Quantity | null;
  /** Percent of one norm where nobody lives; null: nothing. */
  readonly vacantNormPercent: number | null;
  /** After the verification has expired: settled as unmetered, or by the meter all the same. */
  readonly expiredVerification: "as-unmetered" | "as-metered";
  readonly brokenSeal: "as-unmetered" | "as-metered";
  /** How consumption between two readings is laid over the days: evenly, or by heating-degree weights of the months. */
  readonly spread: "daily" | "degree-days";
}

/** Persons in the unit, day by day, for the norm. */
export interface PersonsDuring {
  readonly from: PlainDate;
  readonly until: PlainDate | null;
  readonly persons: number;
}

/** How one stretch of a period was found. */
export type SegmentMethod = "read" | "spread" | EstimateMethod | "unmetered";

/**
 * A stretch of the period at one meter (or at none, for the norm). Both days stand for their beginnings, so the next stretch begins
 * on the day `to` of the one before. Of `read` they are the days of its two readings; otherwise an end without a value was not read.
 */
export interface ConsumptionSegment {
  readonly meterId: number | null;
  readonly serial: string | null;
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** Dial at both ends; null where it was not read. */
  readonly startValue: Quantity | null;
  readonly endValue: Quantity | null;
  /** In the meter's measure, before any factor. */
  readonly quantity: Quantity;
  /** Meter's factor × location factor, millionths. */
  readonly factor: Quantity;
  /** quantity × factor, rounded half up to the millionth. */
  readonly weighted: Quantity;
  readonly method: SegmentMethod;
}

/** What a point counted in a period. */
export interface Consumption {
  readonly pointId: number;
  readonly medium: MeteredMedium;
  readonly quantity: Quantity;
  /** With radiator and location factors; equals `quantity` where all are 1. */
  readonly weighted: Quantity;
  readonly isEstimated: boolean;
  readonly segments: readonly ConsumptionSegment[];
  readonly working: Working;
}
