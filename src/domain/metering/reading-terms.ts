import type { DateRange, PlainDate } from "../values/plain-date.ts";
import type { Quantity } from "../values/quantity.ts";
import type { Refusal } from "../values/result.ts";
import type { Meter, MeteredMedium, PointLevel, ReadingFlag, ReadingSource } from "./meters.ts";

/** What devices and files count in; each is converted into the meter's own measure or refused. */
export const READ_MEASURES = ["m3", "l", "GJ", "MJ", "MWh", "kWh", "Wh", "unit"] as const;
export type ReadMeasure = (typeof READ_MEASURES)[number];

/** What a device says of itself, whatever its maker calls it. `unknown`: something that no table of ours explains. */
export const DEVICE_STATES = [
  "leak",
  "seal-broken",
  "dry",
  "reversed",
  "battery-low",
  "blocked",
  "flow-fault",
  "sensor-fault",
  "fault",
  "unknown",
] as const;
export type DeviceState = (typeof DEVICE_STATES)[number];

/** What a device says it measures: `water` is cold or hot, `other` none of our media. */
export const MEDIUM_HINTS = [
  "cold-water",
  "hot-water",
  "water",
  "heat",
  "gas",
  "electricity",
  "other",
] as const;
export type MediumHint = (typeof MEDIUM_HINTS)[number];

/** One line of a file or form, read but not yet judged. */
export interface ReadReading {
  /** Line of the file, from 1. */
  readonly line: number;
  /** The number as written. */
  readonly device: string;
  /** `radio`: the number of a radio module or of the meter; `meter`: the meter's code in the register, or its number. */
  readonly namedBy: "radio" | "meter";
  readonly readOn: PlainDate;
  /** "09:00", where it is known. */
  readonly readAt: string | null;
  /** A decimal number as written. */
  readonly value: string;
  /** Null: the meter's own. */
  readonly measure: ReadMeasure | null;
  /** Word by word as the device said it. */
  readonly deviceStatus: string;
  readonly states: readonly DeviceState[];
  readonly medium: MediumHint | null;
  /** An allocator's last set day, with what it showed then, in the measure of the value. */
  readonly setDay: { readonly on: PlainDate; readonly value: string } | null;
  readonly source: ReadingSource;
  /** It is itself a set-day reading, after which the counter began again at zero. */
  readonly restarts: boolean;
  readonly note: string;
}

/** A line that could not be read, with the reason. */
export interface ReadingProblem {
  readonly line: number;
  readonly refusal: Refusal;
}

/** A meter as readings are matched with it. */
export interface RegisteredMeter extends Meter {
  readonly code: string;
  readonly pointId: number;
  readonly medium: MeteredMedium;
  readonly level: PointLevel;
  readonly radios: readonly (DateRange & { readonly radioId: string })[];
}

/** A reading whose meter is known, in millionths of the meter's measure. */
export interface IdentifiedReading {
  readonly reading: ReadReading;
  readonly meter: RegisteredMeter;
  readonly value: Quantity;
  readonly setDay: { readonly on: PlainDate; readonly value: Quantity } | null;
}

/** A reading that is in the books. */
export interface KnownReading {
  readonly readOn: PlainDate;
  readonly value: Quantity;
  readonly source: ReadingSource;
  readonly restarts: boolean;
  /** A later reading says that this one is wrong: it counts only for recognising the same line again. */
  readonly isCorrected: boolean;
}

/** What is known of a meter around the days that are to be judged. */
export interface MeterHistory {
  readonly readings: readonly KnownReading[];
  /** Whether `readings` begin with the meter's first; otherwise there are earlier ones that matter no more. */
  readonly isWhole: boolean;
  /** Since when the meter has shown what it shows in the first of `readings`; null where nobody asked. */
  readonly stoodSince: PlainDate | null;
}

/** What became of a line: exactly one of these. */
export type ReadingVerdict =
  | TakenReading
  | { readonly kind: "duplicate"; readonly line: number }
  | { readonly kind: "refused"; readonly line: number; readonly refusal: Refusal };

export interface TakenReading {
  readonly kind: "taken";
  readonly line: number;
  readonly identified: IdentifiedReading;
  /** Why a person should look, the most severe first; none: accepted. */
  readonly flags: readonly ReadingFlag[];
  /** The set-day reading that has to stand before this one, after which the allocator began again at zero. */
  readonly restart: {
    readonly on: PlainDate;
    readonly value: Quantity;
    readonly source: ReadingSource;
  } | null;
}
