import type { Quantity, Rate } from "../values/quantity.ts";
import type { RightKind, UnitFacts, UnitKind } from "./unit-facts.ts";

export const RATE_BASES = [
  "usable-area",
  "heated-area",
  "volume",
  "persons",
  "meters",
  "unit",
  "share",
  "property",
  "fixed",
  "norm-persons",
  "percent",
  "equipment",
] as const;
export type RateBase = (typeof RATE_BASES)[number];

/** A rate in force on the first day of the month assessed. Negative: a rebate. */
export interface FeeRate {
  readonly id: number;
  readonly code: string;
  readonly componentId: number;
  readonly base: RateBase;
  /** Millionths of a złoty per unit of the base; millionths of a percent for "percent"; the whole amount for "property". */
  readonly amountMillionths: Rate;
  /** Name of the equipment counted, for base "equipment". */
  readonly equipment: string | null;
  /** m³ for one person, for base "norm-persons". */
  readonly normMillionths: Quantity | null;
  readonly percentOfComponentId: number | null;
  /** At most one of the four is set; none: the whole cooperative. */
  readonly propertyId: number | null;
  readonly buildingId: number | null;
  readonly staircaseId: number | null;
  readonly unitId: number | null;
  readonly rightKind: RightKind | null;
  readonly unitKind: UnitKind | null;
  readonly membership: "any" | "member" | "non-member";
  readonly floorFrom: number | null;
  readonly floorTo: number | null;
  readonly personsFrom: number | null;
  readonly personsTo: number | null;
}

/** The rate that applies to a unit, and another one just as specific where the books do not say which. */
export interface ChosenRate {
  readonly rate: FeeRate;
  readonly rival: FeeRate | null;
}

/** Rates of all components, ready to be asked for a unit. */
export class RateIndex {
  readonly #byComponent = new Map<number, ScopedRates>();

  constructor(rates: readonly FeeRate[]) {
    const ordered = [...rates].sort((a, b) => specificity(b) - specificity(a) || a.id - b.id);
    for (const rate of ordered) {
      const scoped = this.#byComponent.get(rate.componentId) ?? newScopedRates();
      this.#byComponent.set(rate.componentId, scoped);
      const [scope, place] = scopeOf(rate);
      const list = scoped[scope].get(place);
      if (list === undefined) scoped[scope].set(place, [rate]);
      else list.push(rate);
    }
  }

  /**
   * The most specific rate that fits: unit, staircase, building, property, cooperative; then a named kind of right, kind of unit,
   * membership; then named floors and persons. Null: the component is not charged on this unit.
   */
  choose(componentId: number, facts: UnitFacts): ChosenRate | null {
    const scoped = this.#byComponent.get(componentId);
    if (scoped === undefined) return null;
    return (
      firstFitting(scoped.unit, facts.unitId, facts) ??
      (facts.staircaseId === null ? null : firstFitting(scoped.staircase, facts.staircaseId, facts)) ??
      firstFitting(scoped.building, facts.buildingId, facts) ??
      firstFitting(scoped.property, facts.propertyId, facts) ??
      firstFitting(scoped.cooperative, EVERYWHERE, facts)
    );
  }
}

type Scope = "unit" | "staircase" | "building" | "property" | "cooperative";
type ScopedRates = Record<Scope, Map<number, FeeRate[]>>;

const EVERYWHERE = 0;

function newScopedRates(): ScopedRates {
  return {
    unit: new Map(),
    staircase: new Map(),
    building: new Map(),
    property: new Map(),
    cooperative: new Map(),
  };
}

function scopeOf(rate: FeeRate): readonly [Scope, number] {
  if (rate.unitId !== null) return ["unit", rate.unitId];
  if (rate.staircaseId !== null) return ["staircase", rate.staircaseId];
  if (rate.buildingId !== null) return ["building", rate.buildingId];
  if (rate.propertyId !== null) return ["property", rate.propertyId];
  return ["cooperative", EVERYWHERE];
}

/** Rates of one place come the most specific first, so a rival can only be the next that fits. */
function firstFitting(places: Map<number, FeeRate[]>, place: number, facts: UnitFacts): ChosenRate | null {
  const rates = places.get(place);
  if (rates === undefined) return null;
  const position = rates.findIndex((rate) => fits(rate, facts));
  const rate = rates[position];
  if (rate === undefined) return null;
  for (let next = position + 1; next < rates.length; next += 1) {
    const other = rates[next]!;
    if (specificity(other) !== specificity(rate)) break;
    if (fits(other, facts)) return { rate, rival: other };
  }
  return { rate, rival: null };
}

/** Order of conditions inside one scope: each named one outweighs all that come after it. */
function specificity(rate: FeeRate): number {
  return (
    (rate.rightKind === null ? 0 : 12) +
    (rate.unitKind === null ? 0 : 6) +
    (rate.membership === "any" ? 0 : 3) +
    (namesFloors(rate) ? 1 : 0) +
    (namesPersons(rate) ? 1 : 0)
  );
}

function namesFloors(rate: FeeRate): boolean {
  return rate.floorFrom !== null || rate.floorTo !== null;
}

function namesPersons(rate: FeeRate): boolean {
  return rate.personsFrom !== null || rate.personsTo !== null;
}

function fits(rate: FeeRate, facts: UnitFacts): boolean {
  return (
    (rate.rightKind === null || rate.rightKind === facts.right?.rightKind) &&
    (rate.unitKind === null || rate.unitKind === facts.unitKind) &&
    (rate.membership === "any" ||
      (facts.right !== null && facts.right.isMember === (rate.membership === "member"))) &&
    (!namesFloors(rate) || isWithin(facts.floor, rate.floorFrom, rate.floorTo)) &&
    (!namesPersons(rate) || isWithin(facts.state?.persons ?? null, rate.personsFrom, rate.personsTo))
  );
}

function isWithin(value: number | null, from: number | null, to: number | null): boolean {
  return value !== null && (from === null || value >= from) && (to === null || value <= to);
}
