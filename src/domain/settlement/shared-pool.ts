import type { WorkingStep } from "../values/working.ts";
import type { CostPool } from "./cost-pools.ts";
import type { ExactDecimal } from "./exact-decimal.ts";
import type { CostKey } from "./settlement-case.ts";
import type { ParticipantRecord, SettledCostFigures } from "./settlement-record.ts";

/** What one participant, all its holders together, bears of a pool under one key. */
export interface ParticipantShare {
  readonly pool: CostPool;
  readonly key: CostKey;
  /** In the unit beside it. */
  readonly quantity: ExactDecimal;
  readonly unit: string;
  /** Złoty for one unit. */
  readonly price: string;
  readonly grosze: number;
  /** Of it, what the bounds added or took. */
  readonly boundsGrosze: number;
  readonly isEstimated: boolean;
  /** Counted by the participant's own devices, so that its holders may divide it by readings. */
  readonly isMeasured: boolean;
}

/** A pool shared out among everybody. */
export interface SharedPool {
  readonly pool: CostPool;
  /** By participant id. */
  readonly shares: ReadonlyMap<string, readonly ParticipantShare[]>;
  readonly bounds: ReadonlyMap<string, NonNullable<ParticipantRecord["bounds"]>>;
  readonly accessRefusedGrosze: number;
  /** What the building's operating cost bears of the difference of the main meter, as a share of its own. */
  readonly operating: ParticipantShare | null;
  readonly parts: SettledCostFigures["parts"];
  /** Nothing of a single participant. */
  readonly working: readonly WorkingStep[];
  readonly participantWorking: ReadonlyMap<string, readonly WorkingStep[]>;
}
