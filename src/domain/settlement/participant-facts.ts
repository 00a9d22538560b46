import type { Quantity } from "../values/quantity.ts";
import { multiplyDivideHalfUp } from "../values/rounding.ts";
import type { WorkingStep } from "../values/working.ts";
import { daysIn, type SettledDays } from "./cost-pools.ts";
import type { SettlementDefinition } from "./definition.ts";
import { type ExactDecimal, inUnitsOf, requiredDecimal } from "./exact-decimal.ts";
import { countedMeters, countsMeters, ONE_METER } from "./meter-count.ts";
import { overlapDays } from "./overlap-days.ts";
import type { SettledUnitFacts, SettlementFacts, UnitStateDuring } from "./settlement-facts.ts";
import type { SettlementOrder } from "./settlement-order.ts";

/** A unit or a common part with its facts of the whole period. */
export interface ParticipantFacts {
  /** Code of the unit or id of the common part. */
  readonly id: string;
  readonly unit: SettledUnitFacts | null;
  readonly common: SettlementOrder["commonParts"][number] | null;
  readonly propertyId: number;
  /** Means over the period, days without the unit counted as nothing. */
  readonly usableAreaCm2: number;
  readonly heatedAreaCm2: number;
  /** Null where nobody told it. */
  readonly volumeDm3: number | null;
  readonly shareMillionths: number;
  readonly personDays: number;
  /** Devices of the settled medium, millionths: mean over the period, a shared one by its share. */
  readonly meters: Quantity;
  /** Heated or usable area, whichever the definition shares by: of substitutes, of bounds, of refused access. */
  readonly referenceAreaCm2: number;
  readonly indoorTemperature: ExactDecimal | null;
  /** (inside − outside temperature) × m²; null without a temperature. */
  readonly degreeArea: ExactDecimal | null;
  readonly working: readonly WorkingStep[];
}

/** The area that stands in where a device is missing: heated where the definition shares by heated area and not by usable. */
export function isByHeatedArea({ costs }: SettlementDefinition): boolean {
  const keys = costs.flatMap(({ parts }) => parts.map(({ key }) => key));
  return keys.includes("heated-area") && !keys.includes("area");
}

export function participantFacts(
  definition: SettlementDefinition,
  order: SettlementOrder,
  units: readonly SettledUnitFacts[],
  points: SettlementFacts["points"],
): ParticipantFacts[] {
  const isHeated = isByHeatedArea(definition);
  const isByMeters = countsMeters(definition);
  const indoor = new Map(order.indoorTemperatures.map((one) => [one.unit, requiredDecimal(one.temperature)]));
  const outdoor = order.outdoorTemperature === null ? null : requiredDecimal(order.outdoorTemperature);
  const withDegrees = (
    facts: Omit<ParticipantFacts, "referenceAreaCm2" | "indoorTemperature" | "degreeArea">,
  ) => {
    const referenceAreaCm2 = isHeated ? facts.heatedAreaCm2 : facts.usableAreaCm2;
    const indoorTemperature = indoor.get(facts.id) ?? null;
    const degreeArea = degreesTimesArea(indoorTemperature, outdoor, referenceAreaCm2);
    return { ...facts, referenceAreaCm2, indoorTemperature, degreeArea };
  };
  return [
    ...units.map((unit) => {
      const { meters, steps } = isByMeters
        ? countedMeters(unit, definition, order, points)
        : { meters: 0, steps: [] };
      const facts = unitFacts(unit, order.period);
      return withDegrees({ ...facts, meters, working: [...facts.working, ...steps] });
    }),
    ...order.commonParts.map((part) => withDegrees(commonPartFacts(part, units))),
  ];
}

function unitFacts(unit: SettledUnitFacts, period: SettledDays) {
  const days = daysIn(period);
  const states = unit.states
    .map((state) => ({ ...state, days: overlapDays(state, period) }))
    .filter((state) => state.days > 0);
  const working: WorkingStep[] = [];
  const mean = (fact: StateFact) => meanOver(states, fact, days, working);
  return {
    id: unit.code,
    unit,
    common: null,
    propertyId: unit.propertyId,
    usableAreaCm2: mean("usableAreaCm2"),
    heatedAreaCm2: mean("heatedAreaCm2"),
    volumeDm3: mean("volumeDm3"),
    shareMillionths: mean("shareMillionths"),
    personDays: states.reduce((sum, state) => sum + state.persons * state.days, 0),
    working,
  };
}

function commonPartFacts(part: SettlementOrder["commonParts"][number], units: readonly SettledUnitFacts[]) {
  const neighbour = units.find(({ buildingCode }) => buildingCode === part.building) ?? units[0];
  return {
    id: part.id,
    unit: null,
    common: part,
    propertyId: neighbour?.propertyId ?? 0,
    usableAreaCm2: part.areaCm2,
    heatedAreaCm2: part.areaCm2,
    volumeDm3: part.volumeDm3 ?? null,
    shareMillionths: 0,
    personDays: 0,
    meters: part.consumption === null ? 0 : ONE_METER,
    working: [],
  };
}

type StateFact = "usableAreaCm2" | "heatedAreaCm2" | "volumeDm3" | "shareMillionths";
type DatedState = UnitStateDuring & { readonly days: number };

/** Mean weighted by days, rounded half up to the whole unit; the working tells of it where the fact changed. */
function meanOver(
  states: readonly DatedState[],
  fact: StateFact,
  days: number,
  working: WorkingStep[],
): number {
  const [first] = states;
  if (first === undefined) return 0;
  const covered = states.reduce((sum, state) => sum + state.days, 0);
  if (covered === days && states.every((state) => state[fact] === first[fact])) return first[fact];
  const total = states.reduce((sum, state) => sum + state[fact] * state.days, 0);
  const mean = multiplyDivideHalfUp(total, 1, days);
  for (const state of states)
    working.push({ step: "fact-during", inputs: { fact, days: state.days }, outcome: state[fact] });
  working.push({ step: "fact-mean", inputs: { fact, total, days }, outcome: mean });
  return mean;
}

function degreesTimesArea(
  indoor: ExactDecimal | null,
  outdoor: ExactDecimal | null,
  areaCm2: number,
): ExactDecimal | null {
  if (indoor === null || outdoor === null) return null;
  const scale = Math.max(indoor.scale, outdoor.scale);
  const difference = inUnitsOf(indoor, scale) - inUnitsOf(outdoor, scale);
  return { coefficient: difference * BigInt(areaCm2), scale: scale + 4 };
}
