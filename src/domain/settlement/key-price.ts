import type { CostPool } from "./cost-pools.ts";
import { decimalText, type ExactDecimal, powerOfTen, ratioText } from "./exact-decimal.ts";
import { decimalsOfPrice } from "./exact-grosze.ts";
import { AREA_FACT, factOf } from "./facts.ts";
import type { MeasuredKey } from "./measuring-terms.ts";
import type { CostKey, Participant, SubstituteRule } from "./settlement-case.ts";
import { weightsOfKey } from "./weights.ts";

const FEWEST_PRICE_DECIMALS = 6;

/** What one unit of a key costs, and the quantity of everybody. */
export interface KeyPrice {
  /** Σ of the key over all that are shared to by it. */
  readonly total: string;
  /** Złoty for one unit. */
  readonly price: string;
  /** Złoty for one m² of those without a device; null where there are none. */
  readonly substitutePrice: string | null;
  /** In the order of the participants; in m² for those without a device. */
  readonly quantities: readonly ExactDecimal[];
  readonly estimated: readonly boolean[] | null;
}

/**
 * The price of a part with so many decimals that price × quantity misses the exact share by less than a hundredth of a grosz.
 * With a substitute by area, what falls on the area with devices is divided by their units.
 */
export function keyPrice(
  amountGrosze: number,
  key: CostKey,
  participants: readonly Participant[],
  substitute: SubstituteRule | null,
): KeyPrice {
  const { factTotal, estimated, substituteArea } = weightsOfKey(key, participants, substitute);
  const fact = factOf(key);
  const quantities = participants.map((one) => {
    if (fact === null) return ONE;
    const own = fact.of(one);
    return own == null ? finer(AREA_FACT.of(one), AREA_FACT.priceDecimals) : finer(own, fact.priceDecimals);
  });
  const scale = factTotal.scale + (fact?.priceDecimals ?? 0);
  const decimals = decimalsFor(quantities);
  const inGrosze = BigInt(amountGrosze) * powerOfTen(scale);
  const total = decimalText({ coefficient: factTotal.coefficient, scale });
  if (substituteArea === null) {
    const price = zlotyPrice(inGrosze, factTotal.coefficient, decimals);
    return { total, price, substitutePrice: null, quantities, estimated };
  }
  const { totalCm2, estimatedCm2 } = substituteArea;
  const metered = totalCm2.coefficient - estimatedCm2.coefficient;
  const perSquareMetre = BigInt(amountGrosze) * powerOfTen(totalCm2.scale + AREA_FACT.priceDecimals);
  return {
    total,
    price: zlotyPrice(inGrosze * metered, factTotal.coefficient * totalCm2.coefficient, decimals),
    substitutePrice: zlotyPrice(perSquareMetre, totalCm2.coefficient, decimals),
    quantities,
    estimated,
  };
}

/** A price so fine that it times the quantity is right to the hundredth of a grosz. */
export function priceFor(numeratorGrosze: bigint, divisor: bigint, quantity: ExactDecimal): string {
  return zlotyPrice(numeratorGrosze, divisor, decimalsFor([quantity]));
}

/** Code of the unit that quantities of a key are counted in. */
export function unitOfKey(key: CostKey, measureOf: (key: MeasuredKey) => string): string {
  if (key === "allocator-units" || key.startsWith("consumption:")) return measureOf(key as MeasuredKey);
  return UNITS[key] ?? "";
}

/** Whether the pool's days are a part of the period only. */
export function daysOfPool({ days }: CostPool, period: CostPool["days"]) {
  return days.from === period.from && days.to === period.to ? {} : { from: days.from, to: days.to };
}

const UNITS: Readonly<Record<string, string>> = {
  area: "m2",
  "heated-area": "m2",
  volume: "m3",
  persons: "person-days",
  "person-days": "person-days",
  equal: "participants",
  units: "participants",
  meter: "devices",
  share: "share",
  "degree-area": "degree-m2",
};

const ONE: ExactDecimal = { coefficient: 1n, scale: 0 };
const NOTHING: ExactDecimal = { coefficient: 0n, scale: 0 };

function finer(decimal: ExactDecimal | null | undefined, decimals: number): ExactDecimal {
  return decimal == null ? NOTHING : { coefficient: decimal.coefficient, scale: decimal.scale + decimals };
}

/** Two more than a price in grosze needs. */
function decimalsFor(quantities: readonly ExactDecimal[]): number {
  return Math.max(FEWEST_PRICE_DECIMALS, decimalsOfPrice(quantities) + 2);
}

function zlotyPrice(numeratorGrosze: bigint, divisor: bigint, decimals: number): string {
  return divisor === 0n ? "0" : ratioText(numeratorGrosze, divisor * 100n, decimals);
}
