import type { Medium } from "../ledger/accounts.ts";
import type { ConsumptionRules } from "../metering/consumption-terms.ts";
import type { CostKey, RoundingRule, SubstituteRule } from "./settlement-case.ts";
import type { VarianceMethod } from "./water-variance.ts";

/** A cooperative's regulation as data: how a medium is settled. Percents are decimals as text. */
export interface SettlementDefinition {
  readonly code: string;
  readonly name: string;
  /** Title, number and day of the regulation, as residents read it. */
  readonly regulation: string;
  readonly medium: Medium;
  /** Advances of these media are subtracted. */
  readonly advanceMedia: readonly Medium[];
  readonly participants: {
    readonly unitKinds: readonly string[];
    /** Only units with a heated area, or with a point of the medium; null: all of the kinds. */
    readonly having: "heated-area" | "point" | null;
  };
  readonly costs: readonly DefinedCost[];
  /**
   * By whose days consumption shares a cost: those of each cost document (a price changes inside the period), or the whole
   * period's. Left out: own days. A bounded cost is always shared over the whole period.
   */
  readonly costDays?: "own-days" | "whole-period";
  /** The difference of the main meter and its units (domain § 8); null where there is no main meter to compare. */
  readonly variance: VarianceMethod | null;
  /** Water comes through a collective meter before the mains: the mains are scaled to it. */
  readonly isBehindBooster: boolean;
  readonly consumption: ConsumptionRules;
  /** A unit without a device where allocator units are a key. */
  readonly substitute: SubstituteRule;
  /** Lowest and highest share of this cost per m² are told with each order; null: not bounded. */
  readonly boundedCost: string | null;
  /**
   * Charged where access was refused or a device tampered with, percent of the building's average variable cost per m²; at
   * most 100. Heat only: other media are then settled as unmetered.
   */
  readonly accessRefusalPercent: string;
  /** A holder changed inside the period and there is no hand-over reading or joint declaration. */
  readonly holderChange: "new-holder" | "by-days";
  readonly rounding: RoundingRule;
  /** Months from posting to the due day of a shortfall. */
  readonly termMonths: number;
  /** Months from posting in which no interest is counted; null: from the due day. */
  readonly interestFreeMonths: number | null;
  /** New monthly advance: this percent of the settled cost ÷ months; null: none is proposed. */
  readonly proposedAdvancePercent: string | null;
  /** For units that are invoiced. */
  readonly vatRate: "23" | "8" | "5" | "0" | "exempt" | null;
}

/** A kind of cost and how it is shared out; cost documents of an order name it by its id. */
export interface DefinedCost {
  readonly id: string;
  readonly name: string;
  readonly nature: "fixed" | "variable";
  /** A service that comes with the medium (reading, settling, a subscription) and a fixed cost: no cost of the heat whose keys the law names. */
  readonly isService?: boolean;
  readonly parts: readonly DefinedPart[];
}

export interface DefinedPart {
  readonly key: CostKey;
  readonly percent: string;
  /** Of the key `fixed-amount`: what each unit or device bears; left out: every order tells the amount of each unit. */
  readonly fixedAmount?: DefinedAmount;
}

export interface DefinedAmount {
  readonly amountGrosze: number;
  readonly per: "unit" | "device";
}
