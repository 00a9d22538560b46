import type { SettlementDefinition } from "../domain/settlement/definition.ts";

const ONE = 1_000_000;

const COMMON = {
  costDays: "whole-period",
  isBehindBooster: false,
  substitute: "area",
  boundedCost: null,
  accessRefusalPercent: "100",
  holderChange: "new-holder",
  rounding: "largest-remainder",
  termMonths: 2,
  interestFreeMonths: 3,
  proposedAdvancePercent: "104",
  variance: null,
} as const;

const WATER_READINGS = {
  missedOnce: ["previous-period", "same-period-last-year", "norm"],
  missedTwice: ["norm"],
  vacantNormPercent: 75,
  expiredVerification: "as-unmetered",
  brokenSeal: "as-unmetered",
  spread: "daily",
} as const;

const coldWater: SettlementDefinition = {
  ...COMMON,
  code: "ZW",
  name: "Zimna woda i kanalizacja",
  regulation: "Regulamin rozliczania wody, uchwała Rady Nadzorczej nr 18/2023",
  medium: "cold-water",
  advanceMedia: ["cold-water"],
  participants: { unitKinds: ["dwelling", "commercial"], having: "point" },
  costs: [
    {
      id: "woda",
      name: "Woda i ścieki",
      nature: "variable",
      parts: [{ key: "consumption:cold-water", percent: "100" }],
    },
  ],
  variance: "consumption",
  consumption: { ...WATER_READINGS, normPerPersonMonth: 3 * ONE },
  vatRate: "8",
};

const hotWater: SettlementDefinition = {
  ...COMMON,
  code: "CW",
  name: "Podgrzanie wody",
  regulation: "Regulamin rozliczania ciepła, uchwała Rady Nadzorczej nr 19/2023",
  medium: "hot-water",
  advanceMedia: ["hot-water"],
  participants: { unitKinds: ["dwelling"], having: "point" },
  costs: [
    { id: "stale", name: "Moc zamówiona", nature: "fixed", parts: [{ key: "area", percent: "100" }] },
    {
      id: "zmienne",
      name: "Ciepło na podgrzanie",
      nature: "variable",
      parts: [{ key: "consumption:hot-water", percent: "100" }],
    },
  ],
  variance: "consumption",
  consumption: { ...WATER_READINGS, normPerPersonMonth: 2 * ONE },
  vatRate: "23",
};

const heating: SettlementDefinition = {
  ...COMMON,
  code: "CO",
  name: "Centralne ogrzewanie według powierzchni",
  regulation: "Regulamin rozliczania ciepła, uchwała Rady Nadzorczej nr 19/2023",
  medium: "heat",
  advanceMedia: ["heat"],
  participants: { unitKinds: ["dwelling", "commercial"], having: "heated-area" },
  costs: [
    {
      id: "stale",
      name: "Moc zamówiona i przesył",
      nature: "fixed",
      parts: [{ key: "heated-area", percent: "100" }],
    },
    {
      id: "zmienne",
      name: "Zużyte ciepło",
      nature: "variable",
      parts: [{ key: "heated-area", percent: "100" }],
    },
  ],
  consumption: {
    ...WATER_READINGS,
    normPerPersonMonth: null,
    vacantNormPercent: null,
    spread: "degree-days",
  },
  vatRate: "23",
};

/** What the variable cost of heating is shared by, besides area. */
function heatingBy(
  code: string,
  name: string,
  parts: SettlementDefinition["costs"][number]["parts"],
  isBounded: boolean,
): SettlementDefinition {
  const [fixed, variable] = heating.costs;
  return {
    ...heating,
    code,
    name,
    costs: [fixed!, { ...variable!, parts }],
    boundedCost: isBounded ? "zmienne" : null,
  };
}

/** The regulations of the demo cooperative: water, hot water, and heating in the three ways in which its houses are fitted out. */
export const DEMO_DEFINITIONS: readonly SettlementDefinition[] = [
  coldWater,
  {
    ...coldWater,
    code: "ZW-HYDROFORNIA",
    name: "Zimna woda i kanalizacja za hydrofornią",
    isBehindBooster: true,
  },
  hotWater,
  heating,
  heatingBy(
    "CO-PODZIELNIKI",
    "Centralne ogrzewanie według podzielników",
    [
      { key: "allocator-units", percent: "70" },
      { key: "heated-area", percent: "30" },
    ],
    true,
  ),
  heatingBy(
    "CO-CIEPŁOMIERZE",
    "Centralne ogrzewanie według ciepłomierzy",
    [{ key: "consumption:heat", percent: "100" }],
    false,
  ),
];
