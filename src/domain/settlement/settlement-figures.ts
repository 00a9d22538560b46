import { formatScaled } from "../values/decimal.ts";
import type { WorkingStep } from "../values/working.ts";
import type { SettlementDefinition } from "./definition.ts";
import { quantityText } from "./device-record.ts";
import { compareDecimals, decimalText, inUnitsOf, requiredDecimal } from "./exact-decimal.ts";
import type { MainComparison } from "./main-comparison.ts";
import type { MeasuredTable } from "./measured-table.ts";
import type { Measuring } from "./measuring-terms.ts";
import { countsMeters } from "./meter-count.ts";
import type { ParticipantFacts } from "./participant-facts.ts";
import { isMeasuredKey } from "./pool-case.ts";
import { isPersonsKey } from "./settlement-case.ts";
import type { HeatDelivered } from "./settlement-checks.ts";
import type { SettlementOrder } from "./settlement-order.ts";
import type { SettledCostFigures, SettlementFigures } from "./settlement-record.ts";
import type { SharedPool } from "./shared-pool.ts";

export interface FiguresContext {
  readonly definition: SettlementDefinition;
  readonly order: SettlementOrder;
  readonly participants: readonly ParticipantFacts[];
  readonly measuring: Measuring;
  readonly table: MeasuredTable;
  readonly pools: readonly SharedPool[];
  /** Those whose days add up to the period. */
  readonly comparisons: readonly MainComparison[];
  readonly heat: HeatDelivered;
  readonly legalChecks: SettlementFigures["legalChecks"];
}

/** What every participant sees of the building: sums, prices, the difference of the main meter. Nothing of a single unit. */
export function figuresOf(context: FiguresContext): SettlementFigures {
  const { definition, order, participants, comparisons, pools } = context;
  const start: WorkingStep = {
    step: "settlement-period",
    inputs: { from: order.period.from, to: order.period.to },
    outcome: definition.rounding,
  };
  return {
    medium: definition.medium,
    period: order.period,
    regulation: definition.regulation,
    buildings: buildingsOf(participants),
    costs: definition.costs.flatMap((cost) => costFigures(cost, context)),
    totals: totalsOf(context),
    variance: varianceOf(context),
    bounds: pools.some(({ bounds }) => bounds.size > 0) ? order.bounds : null,
    participants: participants.length,
    working: [
      start,
      ...comparisons.flatMap(({ working }) => working),
      ...pools.flatMap(({ working }) => working),
    ],
    legalChecks: context.legalChecks,
  };
}

function buildingsOf(participants: readonly ParticipantFacts[]): string[] {
  const names = new Map<string, string>();
  for (const { unit } of participants) if (unit !== null) names.set(unit.buildingCode, unit.buildingName);
  return [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, name]) => name);
}

function costFigures(
  { id, name, nature }: SettlementDefinition["costs"][number],
  { pools, order }: FiguresContext,
): SettledCostFigures[] {
  const own = pools.filter(({ pool }) => pool.cost.id === id);
  if (own.length === 0) return [];
  const documents = order.costs.filter(({ cost }) => cost === id);
  const amountGrosze = documents.reduce((sum, document) => sum + document.amountGrosze, 0);
  const accessRefusedGrosze = own.reduce((sum, pool) => sum + pool.accessRefusedGrosze, 0);
  const parts = own.flatMap((pool) => pool.parts);
  const refused = accessRefusedGrosze === 0 ? {} : { accessRefusedGrosze };
  return [{ id, name, nature, amountGrosze, parts, ...refused }];
}

function totalsOf(context: FiguresContext): SettlementFigures["totals"] {
  const { definition, participants, measuring, table, heat } = context;
  const keys = new Set(definition.costs.flatMap(({ parts }) => parts.map(({ key }) => key)));
  const totals: SettlementFigures["totals"][number][] = [];
  const add = (fact: string, quantity: string | null, unit: string) => {
    if (quantity !== null) totals.push({ fact, quantity, unit });
  };
  const sum = (of: (one: ParticipantFacts) => number) => participants.reduce((all, one) => all + of(one), 0);
  const plain = (quantity: number, scale: number) =>
    formatScaled(quantity, scale, { separator: ".", minimumDecimals: Math.min(scale, 2) });
  add(
    "area",
    plain(
      sum(({ usableAreaCm2 }) => usableAreaCm2),
      4,
    ),
    "m2",
  );
  if (definition.medium === "heat" || keys.has("heated-area"))
    add(
      "heated-area",
      plain(
        sum(({ heatedAreaCm2 }) => heatedAreaCm2),
        4,
      ),
      "m2",
    );
  if (definition.medium === "heat" || keys.has("volume"))
    add(
      "volume",
      plain(
        sum(({ volumeDm3 }) => volumeDm3 ?? 0),
        3,
      ),
      "m3",
    );
  if ([...keys].some(isPersonsKey))
    add("person-days", String(sum(({ personDays }) => personDays)), "person-days");
  if (countsMeters(definition)) add("meter", quantityText(sum(({ meters }) => meters)), "devices");
  for (const key of keys)
    if (isMeasuredKey(key)) {
      const counted = sum((one) =>
        table.daysOf(key).reduce((all, days) => all + (table.of(one, key, days).quantity ?? 0), 0),
      );
      add(key, quantityText(counted), measuring.measureOf(key));
    }
  add("heat", heat.total, "GJ");
  add("heat-heating", heat.heating, "GJ");
  add("heat-hot-water", heat.hotWater, "GJ");
  return totals;
}

function varianceOf({ definition, comparisons, pools }: FiguresContext): SettlementFigures["variance"] {
  if (definition.variance === null || comparisons.length === 0) return null;
  const sum = (of: (one: MainComparison) => number) =>
    quantityText(comparisons.reduce((all, one) => all + of(one), 0));
  return {
    main: sum(({ main }) => main),
    submeters: sum(({ submeters }) => submeters),
    difference: sum(({ difference }) => difference),
    method: definition.variance,
    operatingGrosze: pools.reduce((all, { operating }) => all + (operating?.grosze ?? 0), 0),
  };
}

/** Heat as the order tells it; of the rest, what follows: total − hot water, or the main heat meters. */
export function heatDelivered(
  { medium }: SettlementDefinition,
  { heat }: SettlementOrder,
  mainGigajoules: string | null,
): HeatDelivered {
  const total = heat?.totalGJ ?? mainGigajoules;
  const hotWater = heat?.hotWaterGJ ?? null;
  const isHeatOnly = medium === "heat" && hotWater === null && heat?.totalGJ == null;
  const heating = heat?.heatingGJ ?? difference(total, hotWater) ?? (isHeatOnly ? total : null);
  return { total, heating, hotWater };
}

function difference(total: string | null, part: string | null): string | null {
  if (total === null || part === null) return null;
  const [whole, taken] = [requiredDecimal(total), requiredDecimal(part)];
  if (compareDecimals(whole, taken) < 0) return null;
  const scale = Math.max(whole.scale, taken.scale);
  return decimalText({ coefficient: inUnitsOf(whole, scale) - inUnitsOf(taken, scale), scale });
}
