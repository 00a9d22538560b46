import { dayNumber, type PlainDate } from "../values/plain-date.ts";
import type { DefinedCost, SettlementDefinition } from "./definition.ts";
import { type ExactDecimal, HUNDRED, requiredDecimal } from "./exact-decimal.ts";
import { mergedParts, partAmounts } from "./settle-cost.ts";
import type { CostKey, CostPart } from "./settlement-case.ts";
import type { OrderedCost, SettlementOrder } from "./settlement-order.ts";

/** Both days belong to it. */
export interface SettledDays {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** What is shared out at once: one key's part of a cost, or all parts of a bounded one; and whose days' consumption shares it. */
export interface CostPool {
  readonly cost: DefinedCost;
  readonly amountGrosze: number;
  /** Sum of the cost documents that it is a part of. */
  readonly documentsGrosze: number;
  readonly parts: readonly CostPart[];
  readonly isBounded: boolean;
  /** Percents of the cost as defined, in the order of `parts`. */
  readonly percents: readonly ExactDecimal[];
  readonly days: SettledDays;
}

/** Consumption keys are shared by the days of each cost document; all others by the whole period. */
export function isConsumptionKey(key: CostKey): key is `consumption:${string}` {
  return key.startsWith("consumption:");
}

/** Days from the first to the last, both counted. */
export function daysIn({ from, to }: SettledDays): number {
  return dayNumber(to) - dayNumber(from) + 1;
}

/**
 * The cost documents of an order by defined cost, each divided by the percents of its keys into whole grosze by the definition's
 * rounding rule (ties to the part named first). Parts of several documents shared by the same days are added up.
 */
export function costPools(definition: SettlementDefinition, order: SettlementOrder): CostPool[] {
  return definition.costs.flatMap((cost) => {
    const documents = order.costs.filter((document) => document.cost === cost.id);
    if (documents.length === 0) return [];
    const parts = mergedParts(
      cost.parts.map(({ key, percent }) => ({ key, percent: requiredDecimal(percent) })),
    );
    const isBounded = cost.id === definition.boundedCost && order.bounds !== null;
    return isBounded
      ? [boundedPool(cost, parts, documents, order)]
      : plainPools(cost, parts, documents, definition, order);
  });
}

function boundedPool(
  cost: DefinedCost,
  parts: readonly CostPart[],
  documents: readonly OrderedCost[],
  { period }: SettlementOrder,
): CostPool {
  const percents = parts.map(({ percent }) => percent);
  const amountGrosze = sumOf(documents);
  return {
    cost,
    amountGrosze,
    documentsGrosze: amountGrosze,
    parts,
    isBounded: true,
    percents,
    days: period,
  };
}

function plainPools(
  cost: DefinedCost,
  parts: readonly CostPart[],
  documents: readonly OrderedCost[],
  definition: SettlementDefinition,
  { period }: SettlementOrder,
): CostPool[] {
  const isByOwnDays = definition.costDays !== "whole-period" && cost.id !== definition.boundedCost;
  const windows = windowsOf(isByOwnDays ? documents : documents.map((one) => ({ ...one, ...period })));
  const amounts = windows.map(({ amountGrosze }) => partAmounts(amountGrosze, parts, definition.rounding));
  return parts.flatMap(({ key, percent }, place) => {
    const pool = (days: SettledDays, amountGrosze: number, documentsGrosze: number): CostPool => ({
      cost,
      amountGrosze,
      documentsGrosze,
      parts: [{ key, percent: HUNDRED }],
      isBounded: false,
      percents: [percent],
      days,
    });
    if (isConsumptionKey(key))
      return windows.map((window, index) => pool(window.days, amounts[index]![place]!, window.amountGrosze));
    const amountGrosze = amounts.reduce((sum, window) => sum + window[place]!, 0);
    return [pool(period, amountGrosze, sumOf(documents))];
  });
}

interface Window {
  readonly days: SettledDays;
  readonly amountGrosze: number;
}

/** Documents of the same days together, in the order of their days. */
function windowsOf(documents: readonly OrderedCost[]): Window[] {
  const windows = new Map<string, Window>();
  for (const { from, to, amountGrosze } of documents) {
    const name = `${from} ${to}`;
    const before = windows.get(name)?.amountGrosze ?? 0;
    windows.set(name, { days: { from, to }, amountGrosze: before + amountGrosze });
  }
  return [...windows].sort(([first], [second]) => (first < second ? -1 : 1)).map(([, window]) => window);
}

function sumOf(documents: readonly OrderedCost[]): number {
  return documents.reduce((sum, { amountGrosze }) => sum + amountGrosze, 0);
}
