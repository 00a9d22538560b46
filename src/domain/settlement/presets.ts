import type { SettlementDefinition } from "./definition.ts";

type Rules = SettlementDefinition["consumption"];

const UNMETERED_RULES: Rules = {
  missedOnce: ["previous-period", "same-period-last-year"],
  missedTwice: [],
  normPerPersonMonth: null,
  vacantNormPercent: null,
  expiredVerification: "as-metered",
  brokenSeal: "as-unmetered",
  spread: "degree-days",
};

const WATER_RULES: Rules = {
  missedOnce: ["previous-period", "same-period-last-year", "norm"],
  missedTwice: ["norm"],
  normPerPersonMonth: 3_000_000,
  vacantNormPercent: 75,
  expiredVerification: "as-unmetered",
  brokenSeal: "as-unmetered",
  spread: "daily",
};

const COMMON = {
  regulation: "Wzór: wpisz tytuł, numer i datę regulaminu spółdzielni",
  costDays: "whole-period",
  isBehindBooster: false,
  variance: null,
  substitute: "area",
  boundedCost: null,
  accessRefusalPercent: "100",
  holderChange: "new-holder",
  rounding: "largest-remainder",
  termMonths: 2,
  interestFreeMonths: null,
  proposedAdvancePercent: "100",
} as const;

const HEATING = {
  ...COMMON,
  medium: "heat",
  advanceMedia: ["heat"],
  participants: { unitKinds: ["dwelling", "commercial"], having: null },
  consumption: UNMETERED_RULES,
  vatRate: "23",
} as const;

const FIXED_BY_AREA = {
  id: "stale",
  name: "Koszty stałe ciepła",
  nature: "fixed",
  parts: [{ key: "area", percent: "100" }],
} as const;

function variableHeat(parts: SettlementDefinition["costs"][number]["parts"]) {
  return { id: "zmienne", name: "Koszty zmienne ciepła", nature: "variable", parts } as const;
}

function water(code: string, name: string, variance: SettlementDefinition["variance"]): SettlementDefinition {
  return {
    ...COMMON,
    code,
    name,
    costDays: "own-days",
    medium: "cold-water",
    advanceMedia: ["cold-water"],
    participants: { unitKinds: ["dwelling", "commercial"], having: null },
    costs: [
      {
        id: "woda-i-scieki",
        name: "Zimna woda i ścieki",
        nature: "variable",
        parts: [{ key: "consumption:cold-water", percent: "100" }],
      },
    ],
    variance,
    consumption: WATER_RULES,
    vatRate: "8",
  };
}

/** Usual regulations, ready to be copied and edited (docs/guides/settlement.md). */
export const SETTLEMENT_PRESETS: readonly SettlementDefinition[] = [
  {
    ...HEATING,
    code: "CO-POWIERZCHNIA",
    name: "Ogrzewanie według powierzchni",
    costs: [FIXED_BY_AREA, variableHeat([{ key: "area", percent: "100" }])],
  },
  {
    ...HEATING,
    code: "CO-PODZIELNIKI",
    name: "Ogrzewanie według podzielników (70% zmiennych) i powierzchni (30%)",
    costs: [
      FIXED_BY_AREA,
      variableHeat([
        { key: "allocator-units", percent: "70" },
        { key: "area", percent: "30" },
      ]),
    ],
    boundedCost: "zmienne",
  },
  {
    ...HEATING,
    code: "CO-TEMPERATURA",
    name: "Ogrzewanie: 40% według powierzchni, 30% według temperatury, 30% według podzielników",
    costs: [
      { ...FIXED_BY_AREA, name: "Koszty stałe ciepła (40% całości)" },
      {
        ...variableHeat([
          { key: "degree-area", percent: "50" },
          { key: "allocator-units", percent: "50" },
        ]),
        name: "Koszty zmienne ciepła (60% całości)",
      },
    ],
    boundedCost: "zmienne",
  },
  {
    ...HEATING,
    code: "CO-CIEPLOMIERZE",
    name: "Ogrzewanie według ciepłomierzy",
    costs: [FIXED_BY_AREA, variableHeat([{ key: "consumption:heat", percent: "100" }])],
  },
  water("ZW", "Zimna woda; różnicę ponosi koszt eksploatacji", "operating-cost"),
  water("ZW-ZUZYCIE", "Zimna woda; różnica proporcjonalnie do zużycia", "consumption"),
  water("ZW-ROWNO", "Zimna woda; różnica po równo na lokal", "equal"),
  water("ZW-POWIERZCHNIA", "Zimna woda; różnica według powierzchni", "area"),
  {
    ...COMMON,
    code: "CW",
    name: "Podgrzanie wody: zmienne według wodomierzy, stałe po równo na lokal",
    costDays: "own-days",
    medium: "hot-water",
    advanceMedia: ["hot-water"],
    participants: { unitKinds: ["dwelling", "commercial"], having: null },
    costs: [
      {
        id: "podgrzanie",
        name: "Ciepło na podgrzanie wody",
        nature: "variable",
        parts: [{ key: "consumption:hot-water", percent: "100" }],
      },
      {
        id: "stale",
        name: "Koszty stałe podgrzania",
        nature: "fixed",
        parts: [{ key: "equal", percent: "100" }],
      },
    ],
    consumption: WATER_RULES,
    vatRate: "23",
  },
];
