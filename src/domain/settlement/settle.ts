import { accept, type Refusal, type Result, refuse } from "../values/result.ts";
import type { WorkingStep } from "../values/working.ts";
import { caseProblems } from "./case-problems.ts";
import { settleCost } from "./settle-cost.ts";
import type { CostContext, SettledCost } from "./settled-cost.ts";
import {
  type CostKey,
  compareIds,
  type Participant,
  type SettlementCase,
  type SettlementCost,
} from "./settlement-case.ts";
import { type KeyWeights, weightsOfKey } from "./weights.ts";

/** What one participant bears of one cost under one key. */
export interface SettlementShare {
  readonly participant: string;
  readonly cost: string;
  readonly key: CostKey;
  readonly grosze: number;
  /** Settled by a substitute for want of a device. */
  readonly estimated: boolean;
}

export interface SettlementTotal {
  readonly participant: string;
  readonly costGrosze: number;
  readonly advancesGrosze: number;
  /** Costs less advances: above zero the participant owes (niedopłata), below zero is owed (nadpłata). */
  readonly resultGrosze: number;
}

/** Grosze of a cost that a participant carries beyond the plain rounding of its shares. */
export interface SettlementRemainder {
  readonly cost: string;
  readonly participant: string;
  readonly grosze: number;
}

export interface Settlement {
  /** By participant in the order of ids, then by cost and key in the order of the case. */
  readonly shares: readonly SettlementShare[];
  readonly totals: readonly SettlementTotal[];
  readonly remainders: readonly SettlementRemainder[];
  readonly working: readonly WorkingStep[];
}

/**
 * Settles every cost of a case among its participants, exact to the grosz: the shares of a cost sum to it, also below
 * zero. The order of participants does not matter; ties go to the smaller id.
 * Refuses, all at once, whatever `caseProblems` finds, and `bounds-unreachable`.
 */
export function settle(facts: SettlementCase): Result<Settlement> {
  const context = contextOf(facts);
  const problems = caseProblems(facts, context.weightsOfKey);
  const settled: SettledCost[] = [];
  for (const cost of problems.length === 0 ? facts.costs : costWithBounds(facts, problems)) {
    const result = settleCost(cost, context);
    if (result.ok) settled.push(result.value);
    else problems.push(...result.refusals);
  }
  return problems.length > 0 ? refuse(...problems) : accept(answerOf(context, settled));
}

function contextOf(facts: SettlementCase): CostContext {
  const participants = [...facts.participants].sort((first, second) => compareIds(first.id, second.id));
  const known = new Map<CostKey, KeyWeights>();
  return {
    facts,
    participants,
    weightsOfKey: (key) => {
      const weights = known.get(key) ?? weightsOfKey(key, participants, facts.substitute);
      known.set(key, weights);
      return weights;
    },
  };
}

/** After problems elsewhere the bounds are still tried, so that an impossible pair of them is told with the rest. */
function costWithBounds({ costs, bounds }: SettlementCase, problems: readonly Refusal[]): SettlementCost[] {
  const isHarmless = ({ reason, data }: Refusal) =>
    reason === "participant-repeated" || (typeof data.cost === "string" && data.cost !== bounds?.cost);
  return problems.every(isHarmless) ? costs.filter(({ id }) => id === bounds?.cost) : [];
}

function answerOf({ participants, facts }: CostContext, settled: readonly SettledCost[]): Settlement {
  const columns = settled.flatMap(({ cost, parts }) =>
    parts.map(({ key, parts: amounts, weights }) => ({ cost, key, amounts, estimated: weights.estimated })),
  );
  const shares: SettlementShare[] = [];
  const totals: SettlementTotal[] = [];
  for (let index = 0; index < participants.length; index += 1) {
    const { id: participant, advancesGrosze = 0 } = participants[index]!;
    let costGrosze = 0;
    for (let place = 0; place < columns.length; place += 1) {
      const { cost, key, amounts, estimated } = columns[place]!;
      const grosze = amounts[index]!;
      costGrosze += grosze;
      shares.push({ participant, cost, key, grosze, estimated: estimated?.[index] ?? false });
    }
    totals.push({ participant, costGrosze, advancesGrosze, resultGrosze: costGrosze - advancesGrosze });
  }
  const working = [...periodWorking(facts), ...settled.flatMap((cost) => cost.working)];
  return { shares, totals, remainders: remaindersOf(participants, settled), working };
}

function remaindersOf(
  participants: readonly Participant[],
  settled: readonly SettledCost[],
): SettlementRemainder[] {
  const remainders: SettlementRemainder[] = [];
  for (const { cost, remaindersGrosze } of settled)
    for (let index = 0; index < participants.length; index += 1) {
      const grosze = remaindersGrosze[index]!;
      if (grosze !== 0) remainders.push({ cost, participant: participants[index]!.id, grosze });
    }
  return remainders;
}

function periodWorking({ period, rounding }: SettlementCase): WorkingStep[] {
  const inputs = { from: period?.from ?? null, to: period?.to ?? null };
  return [{ step: "settlement-period", inputs, outcome: rounding }];
}
