import { assessUnit } from "../../src/domain/fees/assess.ts";
import type { ChargeLine } from "../../src/domain/fees/charges.ts";
import type { FeeComponent } from "../../src/domain/fees/components.ts";
import { FeeProblems } from "../../src/domain/fees/problems.ts";
import type { FeeRate, RateBase } from "../../src/domain/fees/rates.ts";
import { type DisputedRate, feeRules } from "../../src/domain/fees/rules.ts";
import type { RightFacts, UnitFacts, UnitState } from "../../src/domain/fees/unit-facts.ts";
import { formatScaled, parseScaled } from "../../src/domain/values/decimal.ts";
import { month } from "../../src/domain/values/month.ts";

/** Facts of a month by hand: a flat of 48,50 m² with two persons, and whatever a case changes. Invented. */
export function flat(unitId: number, changes: FlatChanges = {}): UnitFacts {
  const { state = {}, right = {}, ...place } = changes;
  return {
    unitId,
    unitCode: `L${unitId}`,
    unitKind: "dwelling",
    propertyId: 1,
    buildingId: 10,
    staircaseId: 100,
    floor: 2,
    ...place,
    state: {
      usableAreaCm2: 485_000,
      heatedAreaCm2: 470_000,
      volumeDm3: 121_250,
      persons: 2,
      meters: 3,
      shareMillionths: 12_500,
      equipment: { lift: 1, intercom: 2 },
      ...state,
    },
    right:
      right === null
        ? null
        : {
            rightId: unitId,
            rightCode: `P${unitId}`,
            rightKind: "ownership-right",
            isMember: true,
            feesAccountId: unitId * 10 + 1,
            repairFundAccountId: unitId * 10 + 2,
            invoiceAccountId: unitId * 10 + 3,
            days: null,
            ...right,
          },
  };
}

export type FlatChanges = Partial<Omit<UnitFacts, "state" | "right">> & {
  readonly state?: Partial<UnitState>;
  readonly right?: Partial<RightFacts> | null;
};

/** "3,42" as millionths. */
export function millionths(written: string): number {
  const parsed = parseScaled(written, 6);
  if (!parsed.ok) throw new Error(`not a number: ${written}`);
  return parsed.value;
}

export function component(id: number, changes: Partial<FeeComponent> = {}): FeeComponent {
  return {
    id,
    code: `S${id}`,
    name: `Składnik ${id}`,
    purpose: "fees",
    postedTo: "operating-revenue",
    medium: null,
    vatRate: null,
    position: id,
    ...changes,
  };
}

export function rate(
  id: number,
  componentId: number,
  base: RateBase,
  amount: string,
  changes: Partial<FeeRate> = {},
): FeeRate {
  return {
    id,
    code: `T${id}`,
    componentId,
    base,
    amountMillionths: millionths(amount),
    equipment: null,
    normMillionths: null,
    percentOfComponentId: null,
    propertyId: null,
    buildingId: null,
    staircaseId: null,
    unitId: null,
    rightKind: null,
    unitKind: null,
    membership: "any",
    floorFrom: null,
    floorTo: null,
    personsFrom: null,
    personsTo: null,
    ...changes,
  };
}

export interface MonthByHand {
  readonly components?: readonly FeeComponent[];
  readonly rates: readonly FeeRate[];
  readonly units: readonly UnitFacts[];
  readonly disputes?: readonly DisputedRate[];
}

/** Rules of February 2026 (28 days). Components that no case describes are plain ones. */
export function rulesOf({ components, rates, units, disputes = [] }: MonthByHand) {
  const ids = [...new Set(rates.map(({ componentId }) => componentId))];
  const prepared = feeRules(month("2026-02"), components ?? ids.map((id) => component(id)), rates, disputes);
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.refusals));
  for (const unit of units) prepared.value.split.add(unit);
  return prepared.value;
}

export function assess(byHand: MonthByHand): {
  readonly lines: ChargeLine[];
  readonly problems: FeeProblems;
} {
  const rules = rulesOf(byHand);
  const problems = new FeeProblems();
  return { lines: byHand.units.flatMap((unit) => assessUnit(rules, unit, problems)), problems };
}

/** "1/S1 165,87" per line: right, component (VAT of a rate), złoty. */
export function written(lines: readonly ChargeLine[]): string[] {
  return lines.map(({ rightId, componentId, vatRate, amountGrosze }) => {
    const what = componentId === null ? `VAT${vatRate}` : `S${componentId}`;
    return `${rightId}/${what} ${formatScaled(amountGrosze, 2, { minimumDecimals: 2 })}`;
  });
}
