import type { PlainDate } from "../values/plain-date.ts";
import type { Working } from "../values/working.ts";
import type { CostKey } from "./settlement-case.ts";

/**
 * What a settlement leaves behind: the building's figures, which every participant sees, and each participant's own. Kept as JSON,
 * so that the page and the slip show what was computed then. Quantities are decimals as text in the unit named beside them.
 */
export interface SettlementFigures {
  readonly medium: string;
  readonly period: { readonly from: PlainDate; readonly to: PlainDate };
  readonly regulation: string;
  /** Names of buildings settled together. */
  readonly buildings: readonly string[];
  readonly costs: readonly SettledCostFigures[];
  /** Sums over all participants, for showing: name of the fact → decimal. Areas in m², heat in GJ, water in m³, allocators in units. */
  readonly totals: readonly { readonly fact: string; readonly quantity: string; readonly unit: string }[];
  readonly variance: {
    readonly main: string;
    readonly submeters: string;
    readonly difference: string;
    readonly method: string;
    /** Of the cost, what the building's operating cost bears (method A). */
    readonly operatingGrosze: number;
  } | null;
  readonly bounds: { readonly minGroszePerM2: string | null; readonly maxGroszePerM2: string | null } | null;
  readonly participants: number;
  /** Building-wide steps only: nothing here names or concerns one unit. */
  readonly working: Working;
  readonly legalChecks: readonly SettlementLegalCheck[];
}

export interface SettledCostFigures {
  readonly id: string;
  readonly name: string;
  readonly nature: "fixed" | "variable";
  readonly amountGrosze: number;
  readonly parts: readonly {
    readonly key: CostKey;
    readonly percent: string;
    readonly amountGrosze: number;
    /** Σ of the key over all participants. */
    readonly total: string;
    /** Złoty for one unit of the key, six decimals or as many more as a share needs to come out to the grosz. */
    readonly price: string;
    readonly unit: string;
    /** Days of the cost documents, where they are not those of the whole period: a price that changed inside it. */
    readonly from?: PlainDate;
    readonly to?: PlainDate;
  }[];
  /** Charged to units that refused access, before the rest was shared out; left out: nothing. */
  readonly accessRefusedGrosze?: number;
}

export interface SettlementLegalCheck {
  readonly check: string;
  readonly isExceeded: boolean;
  readonly measured: string | null;
  readonly limit: string | null;
  readonly citation: string;
}

/** One participant's own part: everything needed to compute its shares again with a pocket calculator. */
export interface ParticipantRecord {
  /** Days of the period that it stands for. */
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly facts: readonly { readonly fact: string; readonly quantity: string; readonly unit: string }[];
  readonly devices: readonly DeviceRecord[];
  readonly shares: readonly ShareRecord[];
  /** Of the bounded cost and the whole unit: what it would have been, and between which amounts it had to lie. */
  readonly bounds: {
    readonly unboundedGrosze: number;
    readonly minGrosze: number | null;
    readonly maxGrosze: number | null;
    readonly boundedGrosze: number;
  } | null;
  /** Same medium and period a year before, where it was settled. */
  readonly lastYear: {
    readonly costGrosze: number;
    readonly quantity: string | null;
    /** Corrected by heating-degree days. */
    readonly correctedQuantity: string | null;
  } | null;
  readonly remarks: readonly {
    readonly remark: string;
    readonly data: Readonly<Record<string, string | number | null>>;
  }[];
  readonly working: Working;
}

export interface DeviceRecord {
  readonly pointCode: string;
  readonly place: string;
  readonly serial: string | null;
  readonly kind: string | null;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly startValue: string | null;
  readonly endValue: string | null;
  readonly quantity: string;
  /** Radiator or meter factor, and the place's. */
  readonly factor: string;
  readonly locationFactor: string;
  readonly weighted: string;
  readonly unit: string;
  readonly method: string;
}

export interface ShareRecord {
  readonly cost: string;
  readonly key: CostKey;
  /** The participant's own quantity of the key. */
  readonly quantity: string;
  readonly unit: string;
  readonly price: string;
  readonly grosze: number;
  readonly isEstimated: boolean;
  /**
   * Grosze beyond plain rounding that the participant carries, so that the shares sum to the cost:
   * grosze = quantity × price rounded half up to the grosz + remainderGrosze + boundsGrosze.
   */
  readonly remainderGrosze: number;
  /** What the lowest or highest cost per m² added (below zero: took away); left out: nothing. */
  readonly boundsGrosze?: number;
  /** Days of the cost documents, where they are not those of the whole period. */
  readonly from?: PlainDate;
  readonly to?: PlainDate;
}
