export type UnitKind = "dwelling" | "commercial" | "garage" | "parking-space" | "storage";

export type RightKind =
  | "tenancy-right"
  | "ownership-right"
  | "separate-ownership"
  | "lease"
  | "expectancy"
  | "no-title";

/** What is measured or counted of a unit on the first day of the month: a later change counts from the next month. */
export interface UnitState {
  readonly usableAreaCm2: number;
  readonly heatedAreaCm2: number;
  readonly volumeDm3: number;
  readonly persons: number;
  readonly meters: number;
  /** Share in the common property, in millionths. */
  readonly shareMillionths: number;
  /** Counted equipment by name: {"lift": 1}. */
  readonly equipment: Readonly<Record<string, number>>;
}

/** Where a unit stands and what it is; what scopes and conditions of rates ask for. */
export interface UnitPlace {
  readonly unitId: number;
  readonly unitCode: string;
  readonly unitKind: UnitKind;
  readonly propertyId: number;
  readonly buildingId: number;
  readonly staircaseId: number | null;
  readonly floor: number | null;
}

/** The right that bears a unit's fees, with what is known of it for the month. */
export interface RightFacts {
  readonly rightId: number;
  readonly rightCode: string;
  readonly rightKind: RightKind;
  /** Some holder is a member on the first day (of the month, or of the right where it begins inside it). */
  readonly isMember: boolean;
  /** Resident accounts of the right; null where there is none. */
  readonly feesAccountId: number | null;
  readonly repairFundAccountId: number | null;
  readonly invoiceAccountId: number | null;
  /** Set where only a part of the month is charged (`mid_month_holder` by days). */
  readonly days: HolderDays | null;
}

/** How the days of a month fall to the holders of a unit, in order of days; the last part may be days without a holder. */
export interface HolderDays {
  readonly parts: readonly number[];
  /** Which of the parts is this right's. */
  readonly index: number;
}

/** A unit in a month. Without a right it is vacant and bears no charge; without a state nothing of it is known yet. */
export interface UnitFacts extends UnitPlace {
  readonly state: UnitState | null;
  readonly right: RightFacts | null;
}
