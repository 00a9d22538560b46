import { apportion } from "../values/apportion.ts";
import { type Grosze, grosze } from "../values/money.ts";
import { pieces, priceOf, type Rate } from "../values/quantity.ts";
import { divideHalfUp } from "../values/rounding.ts";
import type { FeeRate, RateIndex } from "./rates.ts";
import type { UnitFacts } from "./unit-facts.ts";

/**
 * Splits the whole monthly amount of each property over the units that its rate applies to, by usable area and with the largest
 * remainder (ties: the lower unit id). Vacant units take part: their share is borne by the cooperative and charged to nobody.
 */
export class PropertySplit {
  readonly #components: readonly number[];
  readonly #rates: RateIndex;
  readonly #groups = new Map<string, SplitGroup>();

  constructor(rates: readonly FeeRate[], index: RateIndex) {
    this.#components = [
      ...new Set(rates.filter((rate) => rate.base === "property").map((rate) => rate.componentId)),
    ];
    this.#rates = index;
  }

  /** False: no rate of the month asks for it, so no unit has to be added. */
  get isNeeded(): boolean {
    return this.#components.length > 0;
  }

  /** Every unit of the cooperative, in any order, before the first share is asked for; one with several holders in the month counts once. */
  add(facts: UnitFacts): void {
    if (facts.state === null || facts.state.usableAreaCm2 === 0) return;
    for (const componentId of this.#components) {
      const rate = this.#rates.choose(componentId, facts)?.rate;
      if (rate?.base !== "property") continue;
      const key = groupKey(rate.id, facts.propertyId);
      let group = this.#groups.get(key);
      if (group === undefined) {
        group = { rate, areas: new Map(), shares: null, totalAreaCm2: 0 };
        this.#groups.set(key, group);
      }
      if (group.areas.has(facts.unitId)) continue;
      group.areas.set(facts.unitId, facts.state.usableAreaCm2);
      group.totalAreaCm2 += facts.state.usableAreaCm2;
    }
  }

  /** The unit's share of its property's amount; nothing for a unit without area. */
  shareOf(rate: FeeRate, facts: UnitFacts): Grosze {
    const group = this.#groups.get(groupKey(rate.id, facts.propertyId));
    if (group === undefined) return grosze(0);
    group.shares ??= sharesOf(group);
    return group.shares.get(facts.unitId) ?? grosze(0);
  }

  /** The share by another whole amount (a disputed rate), rounded half up: the other units are not charged for the difference. */
  shareOfAmount(amount: Rate, rate: FeeRate, facts: UnitFacts): Grosze {
    const group = this.#groups.get(groupKey(rate.id, facts.propertyId));
    if (group === undefined || facts.state === null) return grosze(0);
    const whole = BigInt(wholeAmount(amount)) * BigInt(facts.state.usableAreaCm2);
    return grosze(Number(divideHalfUp(whole, BigInt(group.totalAreaCm2))));
  }
}

interface SplitGroup {
  readonly rate: FeeRate;
  /** Square centimetres by unit. */
  readonly areas: Map<number, number>;
  shares: Map<number, Grosze> | null;
  totalAreaCm2: number;
}

function sharesOf({ rate, areas }: SplitGroup): Map<number, Grosze> {
  const ordered = [...areas].sort(([a], [b]) => a - b);
  const parts = apportion(
    wholeAmount(rate.amountMillionths),
    ordered.map(([, areaCm2]) => BigInt(areaCm2)),
  );
  return new Map(ordered.map(([unitId], index) => [unitId, grosze(parts[index]!)]));
}

function wholeAmount(amountMillionths: Rate): Grosze {
  return priceOf(amountMillionths, pieces(1));
}

function groupKey(rateId: number, propertyId: number): string {
  return `${rateId}/${propertyId}`;
}
