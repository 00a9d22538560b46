import type { PlainDate } from "../values/plain-date.ts";
import type { CodedRows, Column, DatedRows, Reference, Rows } from "./fact-rows.ts";

/** The metering network as a cooperative tells it: points, where they stand, whom they serve, their meters, what was read. */
export interface MeteringFacts {
  readonly meteringPoints: MeteringPointFacts;
  readonly meteringPointStates: MeteringPointStateFacts;
  readonly meteringPointUnits: MeteringPointUnitFacts;
  readonly meters: MeterFacts;
  readonly meterRadios: MeterRadioFacts;
  readonly readings: ReadingFacts;
}

export interface MeteringPointFacts extends CodedRows {
  readonly medium: Column<string>;
  readonly level: Column<string>;
  readonly place: Column<string>;
}

export interface MeteringPointStateFacts extends DatedRows {
  readonly point: Reference;
  readonly building: Reference;
  /** The point before it. */
  readonly behind: Reference;
  readonly locationFactorMillionths: Column<number>;
  readonly isRemote: Column<boolean>;
}

export interface MeteringPointUnitFacts extends DatedRows {
  readonly point: Reference;
  readonly unit: Reference;
  readonly shareMillionths: Column<number>;
}

/** Values are millionths of the meter's measure; `until` is the day it was taken out, which is also the next one's first. */
export interface MeterFacts extends CodedRows, DatedRows {
  readonly point: Reference;
  readonly serial: Column<string>;
  readonly kind: Column<string>;
  readonly model: Column<string>;
  readonly measure: Column<string>;
  readonly verifiedUntil: Column<PlainDate | null>;
  readonly startMillionths: Column<number>;
  readonly endMillionths: Column<number | null>;
  readonly dialDigits: Column<number | null>;
  readonly factorMillionths: Column<number>;
  readonly endReason: Column<string>;
}

export interface MeterRadioFacts extends DatedRows {
  readonly meter: Reference;
  readonly radioId: Column<string>;
}

export interface ReadingFacts extends Rows {
  readonly meter: Reference;
  readonly readOn: Column<PlainDate>;
  readonly valueMillionths: Column<number>;
  readonly source: Column<string>;
  /** The counter began again at zero right after it. */
  readonly restarts: Column<boolean>;
  readonly note: Column<string>;
}
