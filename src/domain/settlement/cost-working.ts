import type { WorkingStep } from "../values/working.ts";
import { decimalText, type ExactDecimal, powerOfTen, ratioText } from "./exact-decimal.ts";
import { decimalsOfPrice } from "./exact-grosze.ts";
import { AREA_FACT, factOf, PREVIOUS_UNITS_FACT } from "./facts.ts";
import type { SettledPart } from "./settled-cost.ts";
import type { Participant, SettlementCost } from "./settlement-case.ts";
import type { Remainder } from "./share-out.ts";
import type { KeyWeights } from "./weights.ts";

const FEWEST_PRICE_DECIMALS = 6;

/**
 * Steps of one part of a cost: its amount, the price of one unit of its key, and who was settled by a substitute.
 * Price × the participant's own fact gives the share before rounding.
 */
export function partWorking(
  cost: SettlementCost,
  percent: ExactDecimal,
  part: SettledPart,
  participants: readonly Participant[],
): WorkingStep[] {
  const { key, amountGrosze, weights } = part;
  const steps: WorkingStep[] = [
    {
      step: "cost-part",
      inputs: { cost: cost.id, key, costGrosze: cost.amountGrosze, percent: decimalText(percent) },
      outcome: amountGrosze,
    },
  ];
  if (weights.substituteArea !== null && weights.estimated !== null)
    steps.push(...substituteAreaSteps(cost.id, part, weights.substituteArea, participants));
  else if (weights.estimated !== null) steps.push(...previousUnitsSteps(cost.id, part, participants));
  return [...steps, ...unitPriceSteps(cost.id, part, participants)];
}

/** How many grosze the rounding left over and among how many participants; who they are is in the answer's remainders. */
export function remainderWorking(
  cost: string,
  key: string | null,
  remainders: readonly Remainder[],
): WorkingStep[] {
  if (remainders.length === 0) return [];
  const outcome = remainders.reduce((sum, { grosze }) => sum + grosze, 0);
  return [{ step: "remainder", inputs: { cost, key, participants: remainders.length }, outcome }];
}

/**
 * Grosze per m², m³, person, unit …, for showing: six decimals, or as many as it takes that price × fact misses no share by a
 * hundredth of a grosz. With a substitute by area only what falls on the area with devices is divided by their units.
 */
function unitPriceSteps(
  cost: string,
  { key, amountGrosze, weights }: SettledPart,
  participants: readonly Participant[],
): WorkingStep[] {
  const { factTotal, substituteArea } = weights;
  const fact = factOf(key);
  const scale = factTotal.scale + (fact?.priceDecimals ?? 0);
  const decimals = priceDecimals(fact, weights, participants);
  const total = decimalText({ coefficient: factTotal.coefficient, scale });
  const inputs = { cost, key, partGrosze: amountGrosze, total };
  const numerator = BigInt(amountGrosze) * powerOfTen(scale);
  if (factTotal.coefficient === 0n) return [];
  if (substituteArea === null) {
    const outcome = ratioText(numerator, factTotal.coefficient, decimals);
    return [{ step: "unit-price", inputs, outcome }];
  }
  const { totalCm2, estimatedCm2 } = substituteArea;
  if (totalCm2.coefficient === 0n) return [];
  const metered = { coefficient: totalCm2.coefficient - estimatedCm2.coefficient, scale: totalCm2.scale };
  const areas = { meteredAreaCm2: decimalText(metered), totalAreaCm2: decimalText(totalCm2) };
  const divisor = factTotal.coefficient * totalCm2.coefficient;
  const outcome = ratioText(numerator * metered.coefficient, divisor, decimals);
  return [{ step: "unit-price-with-devices", inputs: { ...inputs, ...areas }, outcome }];
}

function priceDecimals(
  fact: ReturnType<typeof factOf>,
  { estimated, largest, factTotal }: KeyWeights,
  participants: readonly Participant[],
): number {
  if (fact === null) return FEWEST_PRICE_DECIMALS;
  const quantities =
    estimated === null
      ? [{ coefficient: largest, scale: factTotal.scale }]
      : participants.map((one) => fact.of(one) ?? PREVIOUS_UNITS_FACT.of(one));
  return Math.max(FEWEST_PRICE_DECIMALS, decimalsOfPrice(quantities) - fact.priceDecimals);
}

function substituteAreaSteps(
  cost: string,
  { key, amountGrosze, parts, weights }: SettledPart,
  { totalCm2 }: NonNullable<KeyWeights["substituteArea"]>,
  participants: readonly Participant[],
): WorkingStep[] {
  return estimatedOnes(weights, participants).map(([participant, index]) => ({
    step: "substitute-area",
    inputs: {
      cost,
      key,
      participant: participant.id,
      partGrosze: amountGrosze,
      areaCm2: decimalText(AREA_FACT.of(participant)!),
      totalAreaCm2: decimalText(totalCm2),
    },
    outcome: parts[index]!,
    source: "art. 45a ust. 12 Prawa energetycznego",
  }));
}

function previousUnitsSteps(
  cost: string,
  { key, parts, weights }: SettledPart,
  participants: readonly Participant[],
): WorkingStep[] {
  return estimatedOnes(weights, participants).map(([participant, index]) => ({
    step: "substitute-previous",
    inputs: {
      cost,
      key,
      participant: participant.id,
      previousUnits: decimalText(PREVIOUS_UNITS_FACT.of(participant)!),
    },
    outcome: parts[index]!,
  }));
}

function estimatedOnes(
  { estimated }: KeyWeights,
  participants: readonly Participant[],
): (readonly [Participant, number])[] {
  return participants
    .map((participant, index) => [participant, index] as const)
    .filter(([, index]) => estimated?.[index]);
}
