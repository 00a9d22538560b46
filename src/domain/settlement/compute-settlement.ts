import { accept, type Refusal, type Result, refusal, refuse } from "../values/result.ts";
import { multiplyDivideHalfUp } from "../values/rounding.ts";
import { type CostPool, costPools, type SettledDays } from "./cost-pools.ts";
import type { SettlementDefinition } from "./definition.ts";
import { definitionProblems } from "./definition-problems.ts";
import { quantityText } from "./device-record.ts";
import { factProblems } from "./fact-problems.ts";
import { fixedAmountProblems, isFixed, shareFixedAmounts } from "./fixed-amounts.ts";
import { holdingOf } from "./holding.ts";
import { readGroups } from "./holding-weights.ts";
import { compareWithMain, type MainComparison } from "./main-comparison.ts";
import { mainPlaces, mainQuantity } from "./main-quantity.ts";
import { type MeasuredTable, measuredTable } from "./measured-table.ts";
import { measuringOf } from "./measuring.ts";
import type { MeasuredKey, Measuring } from "./measuring-terms.ts";
import { operatingParticipants } from "./operating-cost.ts";
import { orderProblems, unknownNames } from "./order-problems.ts";
import { type ParticipantFacts, participantFacts } from "./participant-facts.ts";
import type { SharingContext } from "./pool-case.ts";
import { type HoldersContext, settleHolders } from "./settle-holders.ts";
import { settlementChecks } from "./settlement-checks.ts";
import type { ComputedSettlement, SettledUnitFacts, SettlementFacts } from "./settlement-facts.ts";
import { figuresOf, heatDelivered } from "./settlement-figures.ts";
import type { SettlementOrder } from "./settlement-order.ts";
import { sharePool } from "./share-pool.ts";
import type { SharedPool } from "./shared-pool.ts";
import { unitsTakingPart } from "./taking-part.ts";

/**
 * Settles what an order tells by a cooperative's definition, exact to the grosz: every cost is shared among units, common parts and
 * the building's operating cost, then a unit's part among those who held it. What all participants bear sums to the costs; their
 * order and the order of the facts do not matter.
 *
 * Refuses, all at once, what is wrong with definition and order; then every name and every fact that the books lack; then what cannot
 * be shared (`weights-all-zero`, `bounds-unreachable`, `access-refused-by-all`).
 * @law Prawo energetyczne art. 45a; rozporządzenie z 7.12.2021 (Dz.U. 2021 poz. 2273)
 */
export function computeSettlement(
  definition: SettlementDefinition,
  order: SettlementOrder,
  facts: SettlementFacts,
): Result<ComputedSettlement> {
  const wrong = [...definitionProblems(definition, order.period.to), ...orderProblems(definition, order)];
  if (wrong.length > 0) return refuse(...wrong);
  const units = unitsTakingPart(definition, order, facts);
  const participants = participantFacts(definition, order, units, facts.points);
  const pools = costPools(definition, order);
  const measuring = measuringOf(definition, order, facts);
  const table = measuredTable(measuring, pools, order.period, ({ unit }) =>
    readGroups(holdingOf(unit, definition, order, facts)),
  );
  const base = { definition, order, facts, units, participants, measuring, table };
  const compared = compareAll(base, pools);
  const missing = [
    ...unknownNames(order, facts, units),
    ...factProblems(definition, order, participants, pools, table),
    ...fixedAmountProblems(pools, order, participants),
    ...compared.problems,
  ];
  if (missing.length > 0) return refuse(...missing);
  const shared = shareAll(base, pools, compared.of);
  if (!shared.ok) return shared;
  return accept(answerOf(base, shared.value, compared.of));
}

interface Base {
  readonly definition: SettlementDefinition;
  readonly order: SettlementOrder;
  readonly facts: SettlementFacts;
  readonly units: readonly SettledUnitFacts[];
  readonly participants: readonly ParticipantFacts[];
  readonly measuring: Measuring;
  readonly table: MeasuredTable;
}

type ComparisonOf = (days: SettledDays) => MainComparison | null;

/** The main meter against the participants, for the days of every pool shared by consumption and those that make the period. */
function compareAll(base: Base, pools: readonly CostPool[]): { of: ComparisonOf; problems: Refusal[] } {
  const { definition, order, facts, units, participants, measuring, table } = base;
  const { variance } = definition;
  const found = new Map<string, MainComparison>();
  const problems: Refusal[] = [];
  const nameOf = ({ from, to }: SettledDays) => `${from} ${to}`;
  if (variance !== null) {
    const key: MeasuredKey = `consumption:${definition.medium}`;
    const places = mainPlaces(definition, order, facts, units);
    if (places.length === 0) problems.push(refusal("settlement-main-missing", { medium: definition.medium }));
    const own = pools.filter(({ parts }) => parts.some((part) => part.key === key)).map(({ days }) => days);
    for (const days of places.length === 0 ? [] : [...own, ...table.daysOf(key)]) {
      if (found.has(nameOf(days))) continue;
      const main = mainQuantity(places, definition, facts, measuring, days);
      const counted = participants.map((participant) => ({
        participant,
        quantity: table.of(participant, key, days).quantity ?? 0,
      }));
      const comparison = compareWithMain(main, counted, variance, days);
      found.set(nameOf(days), comparison);
      problems.push(...comparison.problems);
    }
  }
  return { of: (days) => found.get(nameOf(days)) ?? null, problems };
}

function shareAll(base: Base, pools: readonly CostPool[], comparisonOf: ComparisonOf): Result<SharedPool[]> {
  const { definition, order, participants, measuring, table } = base;
  const ownKey = `consumption:${definition.medium}`;
  const comparisonOfPool = ({ parts, days }: CostPool) =>
    parts.some(({ key }) => key === ownKey) ? comparisonOf(days) : null;
  const context: SharingContext = {
    definition,
    order,
    participants,
    measureOf: measuring.measureOf,
    measured: (participant, key, { days }) => {
      const measured = table.of(participant, key, days);
      const added = key === ownKey ? (comparisonOf(days)?.added.get(participant.id) ?? 0) : 0;
      return added === 0 ? measured : { ...measured, quantity: (measured.quantity ?? 0) + added };
    },
    comparisonOf: comparisonOfPool,
  };
  const results = pools.map((pool) =>
    isFixed(pool)
      ? accept(shareFixedAmounts(pool, order, participants, definition.rounding))
      : sharePool(pool, context),
  );
  const refusals = results.flatMap((result) => (result.ok ? [] : result.refusals));
  return refusals.length > 0
    ? refuse(...refusals)
    : accept(results.flatMap((result) => (result.ok ? [result.value] : [])));
}

function answerOf(base: Base, pools: readonly SharedPool[], comparisonOf: ComparisonOf): ComputedSettlement {
  const { definition, order, facts, units, participants, measuring, table } = base;
  const comparisons =
    definition.variance === null
      ? []
      : table.daysOf(`consumption:${definition.medium}`).flatMap((days) => comparisonOf(days) ?? []);
  const mains = definition.medium === "heat" ? mainPlaces(definition, order, facts, units) : [];
  const main = mainQuantity(mains, { ...definition, isBehindBooster: false }, facts, measuring, order.period);
  const isMainKnown = mains.length > 0 && main.problems.length === 0 && isInGigajoules(base);
  const heat = heatDelivered(definition, order, isMainKnown ? quantityText(main.quantity) : null);
  const legalChecks = settlementChecks(
    definition,
    order,
    facts,
    participants,
    heat,
    hotWaterDm3(base),
    pools,
  );
  const figures = figuresOf({
    definition,
    order,
    participants,
    measuring,
    table,
    pools,
    comparisons,
    heat,
    legalChecks,
  });
  const refused = new Map(order.accessRefused.map(({ unit, note }) => [unit, note]));
  const record = { definition, order, facts, measuring, table, pools, comparisons, refused };
  const context: HoldersContext = { definition, order, facts, measuring, table, pools, record };
  const settled = [
    ...participants.flatMap((participant) => settleHolders(participant, context)),
    ...operatingParticipants(pools, base),
  ];
  const borneByCooperativeGrosze = settled.reduce(
    (sum, { rightId, costGrosze }) => (rightId === null ? sum + costGrosze : sum),
    0,
  );
  return { figures, participants: settled, borneByCooperativeGrosze };
}

function isInGigajoules({ definition, measuring }: Base): boolean {
  return definition.medium === "heat" && measuring.measureOf("consumption:heat") === "GJ";
}

/** Litres of hot water of the whole period; null where nobody counts it here. */
function hotWaterDm3({ definition, participants, table }: Base): number | null {
  const key: MeasuredKey = "consumption:hot-water";
  const isKey = definition.costs.some(({ parts }) => parts.some((part) => part.key === key));
  if (!isKey) return null;
  const counted = participants.reduce(
    (sum, one) =>
      sum + table.daysOf(key).reduce((all, days) => all + (table.of(one, key, days).quantity ?? 0), 0),
    0,
  );
  return multiplyDivideHalfUp(counted, 1, 1000);
}
