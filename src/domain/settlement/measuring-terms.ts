import type { Measure } from "../metering/meters.ts";
import type { PlainDate } from "../values/plain-date.ts";
import type { Quantity } from "../values/quantity.ts";
import type { Refusal } from "../values/result.ts";
import type { WorkingStep } from "../values/working.ts";
import type { SettledDays } from "./cost-pools.ts";
import type { ParticipantFacts } from "./participant-facts.ts";
import type { DeviceRecord, ParticipantRecord } from "./settlement-record.ts";

/** A key that is measured by devices. */
export type MeasuredKey = "allocator-units" | `consumption:${string}`;

export type Remark = ParticipantRecord["remarks"][number];

/** What a participant's devices counted in some days; millionths of the key's measure. */
export interface Measured {
  /** Null: no device, so that the substitute stands in. */
  readonly quantity: Quantity | null;
  readonly isEstimated: boolean;
  readonly devices: readonly DeviceRecord[];
  readonly remarks: readonly Remark[];
  readonly working: readonly WorkingStep[];
  /** Why it cannot be said. */
  readonly problems: readonly Refusal[];
}

export interface Measuring {
  readonly measureOf: (key: MeasuredKey) => Measure;
  readonly of: (participant: ParticipantFacts, key: MeasuredKey, days: SettledDays) => Measured;
  /** A main or collective meter. */
  readonly ofPoint: (pointId: number, days: SettledDays) => { quantity: Quantity; problems: Refusal[] };
}

export interface HalfOpenDays {
  readonly from: PlainDate;
  readonly until: PlainDate;
}

export const NOTHING_MEASURED: Measured = {
  quantity: 0,
  isEstimated: false,
  devices: [],
  remarks: [],
  working: [],
  problems: [],
};
