import type { PlainDate } from "../values/plain-date.ts";
import type { ExactDecimal } from "./exact-decimal.ts";

/** Everything that one settlement of costs is computed from: no database, no clock. */
export interface SettlementCase {
  /** Both days belong to the period; null where the case does not say. The arithmetic does not use it. */
  readonly period: { readonly from: PlainDate; readonly to: PlainDate } | null;
  readonly rounding: RoundingRule;
  /** Vacant units, common parts and the cooperative's own rooms are participants too. */
  readonly participants: readonly Participant[];
  readonly costs: readonly SettlementCost[];
  readonly bounds: CostBounds | null;
  /** What stands in for the units of a participant without a device; null is the same as `refuse`. */
  readonly substitute: SubstituteRule | null;
}

/**
 * How whole grosze are reached. `largest-remainder`: every share is rounded down, the grosze still missing go one by one
 * to the largest fractions cut off. `largest-share`: every share is rounded half up, and the participant with the largest
 * share carries the difference. Ties go to the smaller id.
 */
export type RoundingRule = "largest-remainder" | "largest-share";

export type SubstituteRule = "area" | "previous" | "refuse";

export interface Participant {
  readonly id: string;
  readonly areaCm2?: ExactDecimal | undefined;
  readonly heatedAreaCm2?: ExactDecimal | undefined;
  readonly volumeDm3?: ExactDecimal | undefined;
  /** Persons or person-days. */
  readonly persons?: ExactDecimal | undefined;
  /** By medium; null: the participant has no meter of it. */
  readonly consumption?: ReadonlyMap<string, ExactDecimal | null> | undefined;
  /** Allocator units with every factor applied; null: the participant has no device. */
  readonly units?: ExactDecimal | null | undefined;
  /** Units of the period before, for the substitute rule `previous`. */
  readonly previousUnits?: ExactDecimal | undefined;
  /** Σ (inside − outside temperature) × area. */
  readonly degreeArea?: ExactDecimal | undefined;
  readonly share?: ExactDecimal | undefined;
  /** Devices of the settled medium. */
  readonly meters?: ExactDecimal | undefined;
  /** Advances really posted for the period. */
  readonly advancesGrosze?: number | undefined;
}

export interface SettlementCost {
  readonly id: string;
  /** Below zero for a credit note. */
  readonly amountGrosze: number;
  readonly parts: readonly CostPart[];
}

export interface CostPart {
  readonly key: CostKey;
  readonly percent: ExactDecimal;
}

export type CostKey = PlainKey | RegulationKey | `consumption:${string}`;
export type PlainKey = (typeof PLAIN_KEYS)[number];
export type RegulationKey = (typeof REGULATION_KEYS)[number];

export const PLAIN_KEYS = [
  "area",
  "heated-area",
  "volume",
  "persons",
  "equal",
  "share",
  "allocator-units",
  "degree-area",
] as const;

/**
 * Keys that only a cooperative's regulation knows, not a case file: `units` is `equal` and `person-days` is `persons` by their plain
 * names, `meter` counts devices of the medium, `fixed-amount` takes the amounts that are told.
 */
export const REGULATION_KEYS = ["units", "person-days", "meter", "fixed-amount"] as const;

/** Lowest and highest share of one cost, the variable one, per m² of the participant's area; null: no bound. */
export interface CostBounds {
  readonly cost: string;
  readonly minGroszePerM2: ExactDecimal | null;
  readonly maxGroszePerM2: ExactDecimal | null;
}

/** Reads the name of a key of a regulation; null for an unknown one. */
export function parseRegulationKey(text: string): CostKey | null {
  return (REGULATION_KEYS as readonly string[]).includes(text) ? (text as CostKey) : parseCostKey(text);
}

/** Whether every unit bears the same, and what is no unit nothing. */
export function isEqualKey(key: CostKey): boolean {
  return key === "equal" || key === "units";
}

export function isPersonsKey(key: CostKey): boolean {
  return key === "persons" || key === "person-days";
}

/** Reads the name of a key of a case file; null for an unknown one. */
export function parseCostKey(text: string): CostKey | null {
  const isKnown = (PLAIN_KEYS as readonly string[]).includes(text) || /^consumption:.*\S/.test(text);
  return isKnown ? (text as CostKey) : null;
}

/** Order of ids, the same on every machine: by code unit. */
export function compareIds(first: string, second: string): number {
  return first < second ? -1 : first > second ? 1 : 0;
}
