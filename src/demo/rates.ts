import type { Estate } from "./estate.ts";

/** A rate as the package writes it, in its columns' fields. */
export interface DemoRate {
  readonly component: string;
  readonly base: string;
  /** Złoty, or percent, with a dot. */
  readonly amount: string;
  readonly conditions: Readonly<Record<string, string>>;
}

const LIFT_BUILDINGS = (estate: Estate) => estate.buildings.filter((building) => building.hasLift);

/** What changes between the years; the amounts of each component follow from it. */
export interface Prices {
  readonly operation: Readonly<Record<"LIPOWA" | "KLONOWA" | "BUKOWA", string>>;
  readonly management: string;
  readonly repairFund: Readonly<Record<"LIPOWA" | "KLONOWA" | "BUKOWA", string>>;
  readonly lift: readonly [half: string, full: string];
  readonly parking: string;
  readonly rebate: string;
}

export const PRICES: readonly Prices[] = [
  {
    operation: { LIPOWA: "2.94", KLONOWA: "3.12", BUKOWA: "2.68" },
    management: "1.48",
    repairFund: { LIPOWA: "2.10", KLONOWA: "2.30", BUKOWA: "1.60" },
    lift: ["7.40", "14.80"],
    parking: "48",
    rebate: "-4",
  },
  {
    operation: { LIPOWA: "3.08", KLONOWA: "3.29", BUKOWA: "2.83" },
    management: "1.57",
    repairFund: { LIPOWA: "2.30", KLONOWA: "2.50", BUKOWA: "1.80" },
    lift: ["7.90", "15.80"],
    parking: "52",
    rebate: "-5",
  },
  {
    operation: { LIPOWA: "3.21", KLONOWA: "3.45", BUKOWA: "2.97" },
    management: "1.66",
    repairFund: { LIPOWA: "2.50", KLONOWA: "2.70", BUKOWA: "2.00" },
    lift: ["8.45", "16.90"],
    parking: "55",
    rebate: "-5.5",
  },
];

const rate = (
  code: string,
  base: string,
  amount: string,
  conditions: Readonly<Record<string, string>> = {},
): DemoRate => ({ component: code, base, amount, conditions });

/** Rates that the cooperative itself decides, of one of the three price years. */
export function ownRates(estate: Estate, prices: Prices): DemoRate[] {
  const others = ["garage", "parking-space", "storage", "commercial"];
  return [
    ...Object.entries(prices.operation).map(([property, amount]) =>
      rate("EKS", "usable-area", amount, { property, unitKind: "dwelling" }),
    ),
    ...others.map((unitKind) =>
      rate("EKS", "usable-area", unitKind === "commercial" ? "4.60" : "1.35", { unitKind }),
    ),
    rate("ZAR", "usable-area", prices.management),
    rate("BON", "percent", prices.rebate, { percentOf: "EKS", membership: "member", unitKind: "dwelling" }),
    ...Object.entries(prices.repairFund).map(([property, amount]) =>
      rate("FRE", "usable-area", amount, { property }),
    ),
    rate("FRE", "usable-area", "0", { property: "BUKOWA", rightKind: "expectancy" }),
    ...LIFT_BUILDINGS(estate).flatMap((building) => [
      rate("DZW", "persons", prices.lift[0], { building: building.code, floorFrom: "1", floorTo: "1" }),
      rate("DZW", "persons", prices.lift[1], { building: building.code, floorFrom: "2" }),
    ]),
    rate("MPO", "fixed", prices.parking, { unitKind: "parking-space" }),
  ];
}

/** Rates that do not change in the time of the demo. */
export function steadyRates(): DemoRate[] {
  return [
    rate("POD", "usable-area", "0.10", { unitKind: "dwelling" }),
    rate("POD", "usable-area", "2.83", { unitKind: "commercial" }),
    ...["garage", "parking-space", "storage"].map((unitKind) =>
      rate("POD", "usable-area", "0.76", { unitKind }),
    ),
    rate("UBE", "share", "1460", { property: "LIPOWA" }),
    rate("UBE", "share", "1715", { property: "KLONOWA" }),
    rate("UBE", "share", "1130", { property: "BUKOWA" }),
    rate("DOM", "equipment", "2.50", { equipment: "domofon" }),
    rate("ANT", "equipment", "4.20", { equipment: "antena" }),
    rate("LEG", "meters", "3.10"),
    rate("GAR", "unit", "9.50", { unitKind: "garage" }),
    rate("CZN", "usable-area", "31.50", { unitKind: "commercial", rightKind: "lease" }),
  ];
}

/** Prices of suppliers: heat, water and light follow their tariffs. */
export function mediaRates(estate: Estate, level: 0 | 1 | 2): DemoRate[] {
  const lights = { LIPOWA: 186, KLONOWA: 242, BUKOWA: 228 } as const;
  return [
    rate("COS", "heated-area", ["1.62", "1.71", "1.79"][level]!),
    rate("COZ", "heated-area", ["3.35", "3.58", "3.74"][level]!, { property: "LIPOWA" }),
    rate("COZ", "heated-area", ["3.62", "3.86", "4.02"][level]!, { property: "KLONOWA" }),
    rate("COZ", "heated-area", ["2.74", "2.95", "3.08"][level]!, { property: "BUKOWA" }),
    rate("CWU", "norm-persons", ["26.40", "27.90", "29.15"][level]!, { norm: "2.5" }),
    rate("ZWK", "norm-persons", ["12.86", "13.42", "14.05"][level]!, { norm: "3" }),
    ...estate.buildings
      .filter((building) => building.name === "")
      .map((building) =>
        rate("OSW", "property", String(lights[building.property as keyof typeof lights] + level * 14), {
          building: building.code,
        }),
      ),
  ];
}

/** Households of five and more pay a lump sum. */
export function wasteRates(perPerson: string, lumpSum: string): DemoRate[] {
  return [
    rate("ODP", "persons", perPerson, { personsTo: "4" }),
    rate("ODP", "fixed", lumpSum, { personsFrom: "5" }),
  ];
}
