import type { ExactDecimal } from "./exact-decimal.ts";
import {
  type CostKey,
  isEqualKey,
  type Participant,
  type PlainKey,
  type RegulationKey,
} from "./settlement-case.ts";

interface KeyFact {
  /** Name of the fact in the case. */
  readonly fact: string;
  /** Decimals between the fact and the unit of its price: 4 from cm² to m². */
  readonly priceDecimals: number;
  readonly of: (participant: Participant) => ExactDecimal | null | undefined;
}

const PERSONS: KeyFact = { fact: "persons", priceDecimals: 0, of: ({ persons }) => persons };

const FACTS: Readonly<
  Record<Exclude<PlainKey | RegulationKey, "equal" | "units" | "fixed-amount">, KeyFact>
> = {
  area: { fact: "areaCm2", priceDecimals: 4, of: ({ areaCm2 }) => areaCm2 },
  "heated-area": {
    fact: "heatedAreaCm2",
    priceDecimals: 4,
    of: ({ heatedAreaCm2 }) => heatedAreaCm2,
  },
  volume: { fact: "volumeDm3", priceDecimals: 3, of: ({ volumeDm3 }) => volumeDm3 },
  persons: PERSONS,
  "person-days": PERSONS,
  meter: { fact: "meters", priceDecimals: 0, of: ({ meters }) => meters },
  share: { fact: "share", priceDecimals: 0, of: ({ share }) => share },
  "allocator-units": { fact: "units", priceDecimals: 0, of: ({ units }) => units },
  "degree-area": { fact: "degreeArea", priceDecimals: 0, of: ({ degreeArea }) => degreeArea },
};

/** Area, which the substitute rule `area` and the bounds need besides the key. */
export const AREA_FACT: KeyFact = FACTS.area;

/** What the substitute rule `previous` needs. */
export const PREVIOUS_UNITS_FACT: KeyFact = {
  fact: "previousUnits",
  priceDecimals: 0,
  of: ({ previousUnits }) => previousUnits,
};

/** Every fact but the consumption of a medium. */
export const ALL_FACTS: readonly KeyFact[] = [...new Set([...Object.values(FACTS), PREVIOUS_UNITS_FACT])];

/** The fact by which a key splits; null for `equal`, which needs none. Amounts that are told split nothing: that would be a bug. */
export function factOf(key: CostKey): KeyFact | null {
  if (isEqualKey(key)) return null;
  if (key === "fixed-amount") throw new RangeError("a fixed amount is no weight");
  if (key in FACTS) return FACTS[key as keyof typeof FACTS];
  const medium = key.slice("consumption:".length);
  return {
    fact: `consumption.${medium}`,
    priceDecimals: 0,
    of: ({ consumption }) => consumption?.get(medium),
  };
}
