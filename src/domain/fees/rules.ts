import { vatRateOn } from "../law/vat-rates.ts";
import { firstDay, type Month } from "../values/month.ts";
import { accept, type Refusal, type Result, refusal, refuse } from "../values/result.ts";
import { type FeeComponent, VAT_RATES_OF_COMPONENTS, type VatRate } from "./components.ts";
import { PropertySplit } from "./property-split.ts";
import { type FeeRate, RateIndex } from "./rates.ts";

/** A rate in court: while the case is on, the old amount is due. @law usm art. 4 ust. 8 */
export interface DisputedRate {
  readonly unitId: number;
  readonly componentId: number;
  readonly amountMillionths: number;
}

/** Everything a month's fees follow from, apart from the units themselves. */
export interface FeeRules {
  readonly month: Month;
  /** In the order of calculation: what a percentage is taken of comes before it. */
  readonly components: readonly FeeComponent[];
  readonly rates: RateIndex;
  readonly split: PropertySplit;
  /** VAT in millionths of a percent by the component's code. */
  readonly vatMillionths: Readonly<Record<VatRate, number>>;
  readonly disputes: ReadonlyMap<number, ReadonlyMap<number, number>>;
  readonly usesEquipment: boolean;
}

/**
 * Prepares the rules of a month from its components and the rates in force on its first day.
 * Refuses `percent-of-itself` (components whose percentages go round in a circle) and `rate-unknown` (VAT before its table).
 */
export function feeRules(
  month: Month,
  components: readonly FeeComponent[],
  rates: readonly FeeRate[],
  disputes: readonly DisputedRate[],
): Result<FeeRules> {
  const ordered = calculationOrder(components, rates);
  const vat = vatPercentages(month, components);
  if (!ordered.ok || !vat.ok) {
    return refuse(...(ordered.ok ? [] : ordered.refusals), ...(vat.ok ? [] : vat.refusals));
  }
  const index = new RateIndex(rates);
  return accept({
    month,
    components: ordered.value,
    rates: index,
    split: new PropertySplit(rates, index),
    vatMillionths: vat.value,
    disputes: disputesByUnit(disputes),
    usesEquipment: rates.some((rate) => rate.base === "equipment"),
  });
}

/** Components by their place in the list, each after those it takes a percentage of. */
function calculationOrder(
  components: readonly FeeComponent[],
  rates: readonly FeeRate[],
): Result<FeeComponent[]> {
  const needs = new Map<number, Set<number>>();
  for (const { componentId, percentOfComponentId } of rates) {
    if (percentOfComponentId === null) continue;
    const set = needs.get(componentId) ?? new Set();
    needs.set(componentId, set.add(percentOfComponentId));
  }
  const waiting = [...components].sort((a, b) => a.position - b.position || a.id - b.id);
  const ordered: FeeComponent[] = [];
  const known = new Set<number>();
  const all = new Set(components.map(({ id }) => id));
  while (waiting.length > 0) {
    const ready = waiting.findIndex(({ id }) =>
      [...(needs.get(id) ?? [])].every((needed) => known.has(needed) || !all.has(needed)),
    );
    if (ready < 0) {
      return refuse(...waiting.map(({ code }) => refusal("percent-of-itself", { component: code })));
    }
    const [component] = waiting.splice(ready, 1);
    ordered.push(component!);
    known.add(component!.id);
  }
  return accept(ordered);
}

const NOT_TAXED = { "23": 0, "8": 0, "5": 0, "0": 0, exempt: 0 } as const;
const MILLIONTHS_IN_A_HUNDREDTH = 10_000;

/** The month's VAT rates; only those that some component names have to be in the table. */
function vatPercentages(month: Month, components: readonly FeeComponent[]): Result<Record<VatRate, number>> {
  const percentages: Record<VatRate, number> = { ...NOT_TAXED };
  const refusals: Refusal[] = [];
  for (const code of VAT_RATES_OF_COMPONENTS) {
    if (code === "exempt" || !components.some(({ vatRate }) => vatRate === code)) continue;
    const found = vatRateOn(code, firstDay(month));
    if (found.ok) percentages[code] = found.value.value * MILLIONTHS_IN_A_HUNDREDTH;
    else refusals.push(...found.refusals);
  }
  return refusals.length > 0 ? refuse(...refusals) : accept(percentages);
}

function disputesByUnit(disputes: readonly DisputedRate[]): Map<number, Map<number, number>> {
  const byUnit = new Map<number, Map<number, number>>();
  for (const { unitId, componentId, amountMillionths } of disputes) {
    const ofUnit = byUnit.get(unitId) ?? new Map<number, number>();
    byUnit.set(unitId, ofUnit.set(componentId, amountMillionths));
  }
  return byUnit;
}
