import { monthOf, monthOrdinal } from "../values/month.ts";
import { type Refusal, refusal } from "../values/result.ts";
import type { SettlementDefinition } from "./definition.ts";
import { compareDecimals, requiredDecimal } from "./exact-decimal.ts";
import type { SettledUnitFacts, SettlementFacts } from "./settlement-facts.ts";
import type { SettlementOrder } from "./settlement-order.ts";

const LONGEST_MONTHS = 36;

/** What in an order contradicts itself or its definition, all at once. */
export function orderProblems(definition: SettlementDefinition, order: SettlementOrder): Refusal[] {
  const { period, costs, code } = order;
  if (period.from > period.to) return [refusal("case-period-reversed", { from: period.from, to: period.to })];
  const months = monthOrdinal(monthOf(period.to)) - monthOrdinal(monthOf(period.from)) + 1;
  const known = new Set(definition.costs.map(({ id }) => id));
  return [
    ...(order.definition === definition.code
      ? []
      : [refusal("settlement-definition-differs", { order: order.definition, definition: definition.code })]),
    ...(months > LONGEST_MONTHS
      ? [refusal("settlement-period-too-long", { months, limit: LONGEST_MONTHS })]
      : []),
    ...(costs.length === 0 ? [refusal("settlement-without-costs")] : []),
    ...costs
      .filter(({ cost }) => !known.has(cost))
      .map(({ cost, document }) => refusal("settlement-cost-unknown", { cost, document })),
    ...costs
      .filter(({ from, to }) => from > to || from < period.from || to > period.to)
      .map(({ document, from, to }) => refusal("settlement-cost-outside-period", { document, from, to })),
    ...(order.point === null && order.buildings.length === 0
      ? [refusal("settlement-without-buildings", { code })]
      : []),
    ...boundsProblems(definition, order),
    ...temperatureProblems(definition, order),
    ...declarationProblems(order),
    ...fixedAmountProblems(definition, order),
    ...toldTwice(
      "indoorTemperatures",
      order.indoorTemperatures.map(({ unit }) => unit),
    ),
    ...toldTwice(
      "accessRefused",
      order.accessRefused.map(({ unit }) => unit),
    ),
    ...toldTwice(
      "jointDeclarations",
      order.jointDeclarations.map(({ unit, on }) => `${unit}, ${on}`),
    ),
    ...repeatedParts(order),
  ];
}

function boundsProblems({ boundedCost }: SettlementDefinition, { bounds }: SettlementOrder): Refusal[] {
  if (bounds === null) return [];
  return boundedCost === null ? [refusal("settlement-bounds-unexpected")] : [];
}

function temperatureProblems({ costs }: SettlementDefinition, order: SettlementOrder): Refusal[] {
  const isNeeded = costs.some(({ parts }) => parts.some(({ key }) => key === "degree-area"));
  return isNeeded && order.outdoorTemperature === null
    ? [refusal("settlement-outdoor-temperature-missing")]
    : [];
}

function declarationProblems({ jointDeclarations }: SettlementOrder): Refusal[] {
  return jointDeclarations
    .filter(({ formerPercent }) => {
      const percent = requiredDecimal(formerPercent);
      return percent.coefficient < 0n || compareDecimals(percent, { coefficient: 100n, scale: 0 }) > 0;
    })
    .map(({ unit, formerPercent }) =>
      refusal("settlement-declaration-percent", { unit, percent: formerPercent }),
    );
}

/** Amounts are told for costs that want them told, and only for those; each unit once. */
function fixedAmountProblems({ costs }: SettlementDefinition, order: SettlementOrder): Refusal[] {
  const { fixedAmounts = [] } = order;
  const wanted = costs.filter(({ parts }) =>
    parts.some(({ key, fixedAmount }) => key === "fixed-amount" && fixedAmount === undefined),
  );
  const told = Map.groupBy(fixedAmounts, ({ cost }) => cost);
  return [
    ...wanted
      .filter(({ id }) => !told.has(id) && order.costs.some(({ cost }) => cost === id))
      .map(({ id }) => refusal("fixed-amounts-missing", { cost: id })),
    ...[...told.keys()]
      .filter((cost) => wanted.every(({ id }) => id !== cost))
      .map((cost) => refusal("fixed-amounts-unexpected", { cost })),
    ...[...told].flatMap(([cost, amounts]) => {
      const units = amounts.map(({ unit }) => unit);
      const repeated = new Set(units.filter((unit, index) => units.indexOf(unit) !== index));
      return [...repeated].map((unit) => refusal("fixed-amount-told-twice", { cost, unit }));
    }),
  ];
}

/** Which of two contradicting facts was meant nobody can say. */
function toldTwice(field: string, names: readonly string[]): Refusal[] {
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...repeated].map((unit) => refusal("settlement-unit-told-twice", { field, unit }));
}

function repeatedParts({ commonParts }: SettlementOrder): Refusal[] {
  const ids = commonParts.map(({ id }) => id);
  const repeated = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  return [...repeated].map((participant) => refusal("participant-repeated", { participant }));
}

const OF_COMMON_PARTS_TOO: ReadonlySet<string> = new Set(["indoorTemperatures", "fixedAmounts"]);

/** Names in an order that nothing in the books answers to: its point, buildings, units, days of hand-over. */
export function unknownNames(
  order: SettlementOrder,
  facts: SettlementFacts,
  units: readonly SettledUnitFacts[],
): Refusal[] {
  const byCode = new Map(units.map((unit) => [unit.code, unit]));
  const parts = new Set(order.commonParts.map(({ id }) => id));
  const buildings = new Set(facts.units.map(({ buildingCode }) => buildingCode));
  const unknownUnit = (field: string) => (one: { readonly unit: string }) =>
    byCode.has(one.unit) || (OF_COMMON_PARTS_TOO.has(field) && parts.has(one.unit))
      ? []
      : [refusal("settlement-unit-unknown", { unit: one.unit, field })];
  return [
    ...(units.length === 0 && parts.size === 0 ? [refusal("settlement-without-participants")] : []),
    ...(order.point !== null && !facts.network.some(({ code }) => code === order.point)
      ? [refusal("settlement-point-unknown", { point: order.point })]
      : []),
    ...order.buildings
      .filter((building) => !buildings.has(building))
      .map((building) => refusal("settlement-building-unknown", { building })),
    ...order.commonParts
      .filter(({ id }) => byCode.has(id))
      .map(({ id }) => refusal("participant-repeated", { participant: id })),
    ...order.commonParts
      .filter(({ building }) => building !== undefined && !buildings.has(building))
      .map(({ building }) => refusal("settlement-building-unknown", { building: building! })),
    ...order.indoorTemperatures.flatMap(unknownUnit("indoorTemperatures")),
    ...(order.fixedAmounts ?? []).flatMap(unknownUnit("fixedAmounts")),
    ...order.accessRefused.flatMap(unknownUnit("accessRefused")),
    ...order.jointDeclarations.flatMap(unknownUnit("jointDeclarations")),
    ...order.jointDeclarations.flatMap(({ unit, on }) => {
      const rights = byCode.get(unit)?.rights;
      const isHandover = rights?.some(({ from }) => from === on) && rights.some(({ from }) => from < on);
      return rights === undefined || isHandover ? [] : [refusal("settlement-declaration-day", { unit, on })];
    }),
  ];
}
