import { type Refusal, refusal } from "../values/result.ts";
import { compareDecimals, decimalText, type ExactDecimal, HUNDRED } from "./exact-decimal.ts";
import { ALL_FACTS, AREA_FACT, factOf, PREVIOUS_UNITS_FACT } from "./facts.ts";
import { sumOfPercents } from "./settle-cost.ts";
import type { CostKey, Participant, SettlementCase, SettlementCost } from "./settlement-case.ts";
import type { KeyWeights } from "./weights.ts";

type KeyFact = NonNullable<ReturnType<typeof factOf>>;

/**
 * Everything that keeps a case from being computed, all at once: nobody or nothing to settle, repeated ids, percents,
 * bounds, each fact that a participant lacks for a cost, facts below zero, devices missing without a substitute, a key
 * under which nobody weighs anything.
 */
export function caseProblems(facts: SettlementCase, weightsOfKey: (key: CostKey) => KeyWeights): Refusal[] {
  const missingFacts = facts.costs.map((cost) => factProblems(cost, facts));
  const negativeFacts = factsBelowZero(facts);
  const isWeighable = negativeFacts.length === 0 && facts.participants.length > 0;
  return [
    ...(facts.participants.length === 0 ? [refusal("settlement-without-participants")] : []),
    ...(facts.costs.length === 0 ? [refusal("settlement-without-costs")] : []),
    ...repeated(facts.participants).map((participant) => refusal("participant-repeated", { participant })),
    ...repeated(facts.costs).map((cost) => refusal("cost-repeated", { cost })),
    ...sizeProblems(facts),
    ...facts.costs.flatMap(percentProblems),
    ...boundsProblems(facts),
    ...missingFacts.flat(),
    ...negativeFacts,
    ...facts.costs.flatMap((cost, place) =>
      isWeighable ? weightProblems(cost, missingFacts[place]!, weightsOfKey) : [],
    ),
  ];
}

/** Sums of all costs and of any advance stay exact numbers. */
function sizeProblems({ costs, participants }: SettlementCase): Refusal[] {
  const all = costs.reduce((sum, { amountGrosze }) => sum + BigInt(Math.abs(amountGrosze)), 0n);
  const advance = participants.reduce((most, one) => Math.max(most, Math.abs(one.advancesGrosze ?? 0)), 0);
  return all + BigInt(advance) > BigInt(Number.MAX_SAFE_INTEGER)
    ? [refusal("settlement-amounts-too-large")]
    : [];
}

function repeated(named: readonly { readonly id: string }[]): string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { id } of named) (seen.has(id) ? twice : seen).add(id);
  return [...twice];
}

function percentProblems({ id, parts }: SettlementCost): Refusal[] {
  const negative = parts.filter(({ percent }) => percent.coefficient < 0n);
  const sum = sumOfPercents(parts);
  return [
    ...negative.map(({ key, percent }) =>
      refusal("cost-percent-negative", { cost: id, key, percent: decimalText(percent) }),
    ),
    ...(compareDecimals(sum, HUNDRED) === 0
      ? []
      : [refusal("cost-percents-not-hundred", { cost: id, sum: decimalText(sum) })]),
  ];
}

function boundsProblems({ bounds, costs }: SettlementCase): Refusal[] {
  if (bounds === null) return [];
  const { cost, minGroszePerM2: min, maxGroszePerM2: max } = bounds;
  const problems: Refusal[] = [];
  if (!costs.some(({ id }) => id === cost)) problems.push(refusal("bounds-cost-unknown", { cost }));
  for (const bound of [min, max])
    if (bound !== null && bound.coefficient < 0n)
      problems.push(refusal("bound-negative", { cost, bound: decimalText(bound) }));
  if (min !== null && max !== null && compareDecimals(min, max) > 0)
    problems.push(refusal("bounds-reversed", { cost, min: decimalText(min), max: decimalText(max) }));
  return problems;
}

/** Each fact that a participant lacks for the cost, once, whatever it is needed for. */
function factProblems(cost: SettlementCost, facts: SettlementCase): Refusal[] {
  const needed = new Map<string, KeyFact>();
  const keys = new Set<CostKey>(cost.parts.map(({ key }) => key));
  for (const key of keys) {
    const fact = factOf(key);
    if (fact !== null) needed.set(fact.fact, fact);
  }
  const measured = [...needed.values()];
  const hasSubstitute = facts.participants.some((one) => measured.some(({ of }) => of(one) === null));
  const isByArea = hasSubstitute && facts.substitute === "area";
  if (isByArea || facts.bounds?.cost === cost.id) needed.set(AREA_FACT.fact, AREA_FACT);
  const problems: Refusal[] = [];
  for (const participant of facts.participants) {
    for (const fact of needed.values()) {
      const value = fact.of(participant);
      if (value === null) problems.push(...deviceProblems(cost.id, participant, facts));
      else if (value === undefined) problems.push(missing(cost.id, participant, fact.fact));
    }
  }
  return problems;
}

function deviceProblems(cost: string, participant: Participant, { substitute }: SettlementCase): Refusal[] {
  if (substitute === "area") return [];
  if (substitute !== "previous") return [refusal("device-missing", { cost, participant: participant.id })];
  const { fact, of } = PREVIOUS_UNITS_FACT;
  return of(participant) === undefined ? [missing(cost, participant, fact)] : [];
}

function missing(cost: string, { id }: Participant, fact: string): Refusal {
  return refusal("settlement-fact-missing", { cost, participant: id, fact });
}

/** A part of a cost to be split by a key under which everybody weighs nothing; not told where facts are missing. */
function weightProblems(
  { id, amountGrosze, parts }: SettlementCost,
  missingFacts: readonly Refusal[],
  weightsOfKey: (key: CostKey) => KeyWeights,
): Refusal[] {
  if (amountGrosze === 0) return [];
  const isIncomplete = (key: CostKey) =>
    key === "allocator-units"
      ? missingFacts.length > 0
      : missingFacts.some(({ data }) => data.fact === factOf(key)?.fact);
  const keys = new Set(parts.filter(({ percent }) => percent.coefficient > 0n).map(({ key }) => key));
  return [...keys]
    .filter((key) => !isIncomplete(key) && weightsOfKey(key).total === 0n)
    .map((key) => refusal("weights-all-zero", { cost: id, key }));
}

function factsBelowZero({ participants }: SettlementCase): Refusal[] {
  const problems: Refusal[] = [];
  for (const participant of participants) {
    for (const { fact, of } of ALL_FACTS) {
      const value = of(participant);
      if (value != null && value.coefficient < 0n) problems.push(negative(participant, fact, value));
    }
    for (const [medium, value] of participant.consumption ?? [])
      if (value !== null && value.coefficient < 0n)
        problems.push(negative(participant, `consumption.${medium}`, value));
  }
  return problems;
}

function negative({ id }: Participant, fact: string, value: ExactDecimal): Refusal {
  return refusal("settlement-fact-negative", { participant: id, fact, value: decimalText(value) });
}
