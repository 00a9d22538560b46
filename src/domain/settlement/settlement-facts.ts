import type { PointHistory, PointLevel } from "../metering/meters.ts";
import type { DateRange, PlainDate } from "../values/plain-date.ts";
import type { ParticipantRecord, SettlementFigures } from "./settlement-record.ts";

/** What the books and the register say about everybody who may take part in a settlement. */
export interface SettlementFacts {
  readonly units: readonly SettledUnitFacts[];
  /**
   * Every point of the medium that serves such a unit, and the mains and collectives before them. Histories reach two periods and a year
   * back, and of each meter as far as the reading before that.
   */
  readonly points: ReadonlyMap<number, PointHistory>;
  readonly network: readonly NetworkPlace[];
  /** The same definition's settlement of the period a year before, by unit id. */
  readonly lastYear: ReadonlyMap<number, LastYearResult>;
  /** Months of the period for which units read from a distance were not told their consumption, by unit code. */
  readonly monthsWithoutInformation: ReadonlyMap<string, number>;
}

export interface SettledUnitFacts {
  readonly unitId: number;
  readonly code: string;
  readonly kind: string;
  readonly propertyId: number;
  readonly buildingId: number;
  readonly buildingCode: string;
  readonly buildingName: string;
  readonly states: readonly UnitStateDuring[];
  /** By their first day; days without a right are the cooperative's. */
  readonly rights: readonly SettledRight[];
  /** Those of the period; by the substitute `previous` also those of the period before. */
  readonly points: readonly (DateRange & { readonly pointId: number; readonly shareMillionths: number })[];
}

export interface UnitStateDuring extends DateRange {
  readonly usableAreaCm2: number;
  readonly heatedAreaCm2: number;
  readonly volumeDm3: number;
  readonly persons: number;
  readonly shareMillionths: number;
}

/** With its own days, not cut to the period: last year's figures are shown to nobody who did not hold the unit then. */
export interface SettledRight extends DateRange {
  readonly rightId: number;
  /** Charged by invoices (commercial). */
  readonly isInvoiced: boolean;
  /** Net advances of the definition's media really posted to this right for the months of the period, corrections included. */
  readonly advancesGrosze: number;
}

/** Where a point stood in the network at the end of the period. */
export interface NetworkPlace {
  readonly pointId: number;
  readonly code: string;
  readonly level: PointLevel;
  readonly behindPointId: number | null;
  readonly buildingId: number | null;
}

export interface LastYearResult {
  readonly costGrosze: number;
  /** Fact `consumption:MEDIUM` (`allocator-units`) of its records, summed over the holders of the unit; null where nothing was metered. */
  readonly quantity: string | null;
  readonly advancesGrosze: number;
}

/** What a settlement comes to, before anything is posted. */
export interface ComputedSettlement {
  readonly figures: SettlementFigures;
  /** By unit code, then by first day; common parts and the building's operating cost last. */
  readonly participants: readonly SettledParticipant[];
  readonly borneByCooperativeGrosze: number;
}

export interface SettledParticipant {
  /** Null: a common part, or a property's operating cost (water variance, method A). */
  readonly unitId: number | null;
  /** Unit code or the id of the common part, for people. */
  readonly code: string;
  /** The property whose advances and costs are touched. */
  readonly propertyId: number;
  /** Null: the cooperative bears it (vacant, common, own rooms). */
  readonly rightId: number | null;
  readonly isInvoiced: boolean;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly costGrosze: number;
  readonly advancesGrosze: number;
  readonly resultGrosze: number;
  readonly proposedAdvanceGrosze: number | null;
  readonly record: ParticipantRecord;
}
