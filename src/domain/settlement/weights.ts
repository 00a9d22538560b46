import { type ExactDecimal, finestScale, inUnitsOf } from "./exact-decimal.ts";
import { AREA_FACT, factOf, PREVIOUS_UNITS_FACT } from "./facts.ts";
import type { CostKey, Participant, SubstituteRule } from "./settlement-case.ts";

/** What each participant weighs in one split: whole, not negative, on a common scale. */
export interface Weights {
  readonly values: readonly bigint[];
  readonly total: bigint;
  readonly largest: bigint;
  /** The same values where they and their sum are safe numbers. */
  readonly numbers: readonly number[] | null;
}

/** The weights of a key, with what its working shows. */
export interface KeyWeights extends Weights {
  /** Which participants were settled by a substitute; null for none. */
  readonly estimated: readonly boolean[] | null;
  /** Sum of the fact over all that have it, before any substitute by area. */
  readonly factTotal: ExactDecimal;
  /** Areas behind the substitute by area; null without one. */
  readonly substituteArea: { readonly estimatedCm2: ExactDecimal; readonly totalCm2: ExactDecimal } | null;
}

/**
 * The weights of all participants under a key. Every needed fact must be there and not below zero (`caseProblems`).
 *
 * A participant without a device weighs, by rule `previous`, its units of the period before; by rule `area`, as many units
 * as the others have on its area on average. That is the same as charging it the average cost per m² of the whole split.
 */
export function weightsOfKey(
  key: CostKey,
  participants: readonly Participant[],
  substitute: SubstituteRule | null,
): KeyWeights {
  const fact = factOf(key);
  if (fact === null) {
    const values = participants.map(() => 1n);
    return withoutSubstitute(values, 0);
  }
  const isEstimated = participants.map((one) => fact.of(one) === null);
  if (!isEstimated.includes(true)) return plainWeights(participants.map(fact.of));
  if (substitute !== "area") {
    const instead = participants.map((one) => fact.of(one) ?? PREVIOUS_UNITS_FACT.of(one));
    return { ...plainWeights(instead), estimated: isEstimated };
  }
  return weightsByArea(participants.map(fact.of), participants.map(AREA_FACT.of), isEstimated);
}

/** Wraps whole weights with their sum, and as numbers where that is exact. */
export function weightsOf(values: readonly bigint[]): Weights {
  let total = 0n;
  let largest = 0n;
  for (const value of values) {
    total += value;
    if (value > largest) largest = value;
  }
  const isSafe = total <= BigInt(Number.MAX_SAFE_INTEGER);
  return { values, total, largest, numbers: isSafe ? values.map(Number) : null };
}

type Facts = readonly (ExactDecimal | null | undefined)[];

/** A missing fact counts as nothing; that it is missing has been told before. */
function scaled(facts: Facts): { readonly values: readonly bigint[]; readonly scale: number } {
  const scale = finestScale(facts.filter((fact) => fact != null));
  return { values: facts.map((fact) => (fact == null ? 0n : inUnitsOf(fact, scale))), scale };
}

function plainWeights(facts: Facts): KeyWeights {
  const { values, scale } = scaled(facts);
  return withoutSubstitute(values, scale);
}

function withoutSubstitute(values: readonly bigint[], scale: number): KeyWeights {
  const weights = weightsOf(values);
  return {
    ...weights,
    estimated: null,
    factTotal: { coefficient: weights.total, scale },
    substituteArea: null,
  };
}

/** Metered: units × metered area. Without a device: area × units of all metered. So that the scale is common and whole. */
function weightsByArea(unitFacts: Facts, areaFacts: Facts, estimated: readonly boolean[]): KeyWeights {
  const units = scaled(unitFacts);
  const areas = scaled(areaFacts);
  const unitTotal = weightsOf(units.values).total;
  const areaTotal = weightsOf(areas.values).total;
  const estimatedArea = weightsOf(areas.values.filter((_, index) => estimated[index])).total;
  const meteredArea = areaTotal - estimatedArea;
  const values = areas.values.map((area, index) => {
    if (!estimated[index]) return units.values[index]! * meteredArea;
    return meteredArea === 0n ? area : area * unitTotal;
  });
  return {
    ...weightsOf(values),
    estimated,
    factTotal: { coefficient: unitTotal, scale: units.scale },
    substituteArea: {
      estimatedCm2: { coefficient: estimatedArea, scale: areas.scale },
      totalCm2: { coefficient: areaTotal, scale: areas.scale },
    },
  };
}
