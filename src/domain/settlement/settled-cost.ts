import type { WorkingStep } from "../values/working.ts";
import type { CostKey, Participant, SettlementCase } from "./settlement-case.ts";
import type { KeyWeights } from "./weights.ts";

/** One key's share of a cost, split among all participants in the order of their ids. */
export interface SettledPart {
  readonly key: CostKey;
  readonly amountGrosze: number;
  readonly weights: KeyWeights;
  readonly parts: readonly number[];
}

export interface SettledCost {
  readonly cost: string;
  readonly parts: readonly SettledPart[];
  /** Grosze beyond the plain rounding of each participant's shares, in the order of ids. */
  readonly remaindersGrosze: readonly number[];
  readonly working: readonly WorkingStep[];
}

export interface CostContext {
  readonly facts: SettlementCase;
  /** In the order of their ids. */
  readonly participants: readonly Participant[];
  readonly weightsOfKey: (key: CostKey) => KeyWeights;
}
