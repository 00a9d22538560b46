import { addGrosze, type Grosze, grosze, NO_GROSZE } from "../values/money.ts";
import type { ChargeLine } from "./charges.ts";
import type { RightFacts, UnitFacts } from "./unit-facts.ts";

/** What a person should look at before closing a month. Lists are cut, counts are whole. */
export interface Anomalies {
  readonly vacantUnits: NamedUnits;
  /** Held, but nothing is known of area and persons on the first day. */
  readonly unitsWithoutState: NamedUnits;
  /** Held, but no rate gives an amount. */
  readonly unitsWithoutCharges: NamedUnits;
  /** Rights whose month differs from the one before by more than the percentage asked for. */
  readonly largeChanges: {
    readonly count: number;
    readonly rights: readonly {
      readonly unit: string;
      readonly right: string;
      readonly beforeGrosze: Grosze;
      readonly nowGrosze: Grosze;
    }[];
  };
}

export interface NamedUnits {
  readonly count: number;
  readonly units: readonly string[];
}

const NAMED_AT_MOST = 50;

/** Watches a month being drafted. */
export class AnomalyWatch {
  readonly #previous: ReadonlyMap<number, number>;
  readonly #changePercent: number;
  readonly #vacant = newUnitList();
  readonly #withoutState = newUnitList();
  readonly #withoutCharges = newUnitList();
  readonly #changes: Anomalies["largeChanges"]["rights"][number][] = [];
  #changeCount = 0;

  /** @param previous totals of the month before by right; rights without one are not compared. */
  constructor(previous: ReadonlyMap<number, number>, changePercent: number) {
    this.#previous = previous;
    this.#changePercent = changePercent;
  }

  see(facts: UnitFacts, lines: readonly ChargeLine[]): void {
    const { right, state, unitCode } = facts;
    if (right === null) note(this.#vacant, unitCode);
    else if (state === null) note(this.#withoutState, unitCode);
    else if (lines.length === 0) note(this.#withoutCharges, unitCode);
    if (right !== null && state !== null) this.#compare(right, unitCode, lines);
  }

  #compare(right: RightFacts, unitCode: string, lines: readonly ChargeLine[]): void {
    const before = this.#previous.get(right.rightId);
    if (before === undefined) return;
    const now = lines.length === 0 ? NO_GROSZE : addGrosze(...lines.map((line) => line.amountGrosze));
    if (Math.abs(now - before) * 100 <= this.#changePercent * Math.abs(before)) return;
    this.#changeCount += 1;
    if (this.#changes.length < NAMED_AT_MOST) {
      this.#changes.push({
        unit: unitCode,
        right: right.rightCode,
        beforeGrosze: grosze(before),
        nowGrosze: now,
      });
    }
  }

  get found(): Anomalies {
    return {
      vacantUnits: this.#vacant,
      unitsWithoutState: this.#withoutState,
      unitsWithoutCharges: this.#withoutCharges,
      largeChanges: { count: this.#changeCount, rights: this.#changes },
    };
  }
}

interface UnitList {
  count: number;
  readonly units: string[];
}

function newUnitList(): UnitList {
  return { count: 0, units: [] };
}

function note(list: UnitList, unitCode: string): void {
  list.count += 1;
  if (list.units.length < NAMED_AT_MOST) list.units.push(unitCode);
}
