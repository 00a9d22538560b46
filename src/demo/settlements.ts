import type { SettlementOrder } from "../domain/settlement/settlement-order.ts";
import { formatScaled } from "../domain/values/decimal.ts";
import { firstDay, lastDay, type Month, yearOf } from "../domain/values/month.ts";
import type { DemoFacts } from "./facts.ts";
import { mainOf } from "./metering-network.ts";
import { draw } from "./random.ts";

/** What a building was charged in advances of a medium, in grosze; by `building/medium`. */
export type ChargedAdvances = ReadonlyMap<string, number>;

interface SettledGroup {
  readonly code: string;
  readonly definition: string;
  readonly medium: "cold-water" | "hot-water" | "heat";
  readonly buildings: readonly string[];
  /** Of the cost, percent: what is fixed, where the definition knows it. */
  readonly fixedPercent: number | null;
}

const LIPOWA = ["LIP2", "LIP4", "LIP6", "LIP8", "LIP10", "LIP12", "JES1", "JES3"];
const KLONOWA = ["KLO1", "KLO3", "KLO5", "KLO7", "KLO9"];
const HIGH_HOUSES = ["WIA2", "WIA4"];
const BUKOWA = ["BUK1", "BUK3", "BUK5", "BUK7", "BUK9"];

const water = (code: string, definition: string, buildings: readonly string[]): SettledGroup => ({
  code,
  definition,
  medium: "cold-water",
  buildings,
  fixedPercent: null,
});
const hot = (code: string, buildings: readonly string[]): SettledGroup => ({
  code,
  definition: "CW",
  medium: "hot-water",
  buildings,
  fixedPercent: 18,
});
const heat = (code: string, definition: string, buildings: readonly string[]): SettledGroup => ({
  code,
  definition,
  medium: "heat",
  buildings,
  fixedPercent: 33,
});

/** Houses settled together: what one supplier invoices, and what is fitted out alike. */
const GROUPS: readonly SettledGroup[] = [
  water("ZW/LIPOWA", "ZW", LIPOWA),
  water("ZW/KLONOWA", "ZW", KLONOWA),
  water("ZW/WIĄZOWA", "ZW-HYDROFORNIA", HIGH_HOUSES),
  water("ZW/BUKOWA", "ZW", [...BUKOWA, "BUK2"]),
  hot("CW/LIPOWA", LIPOWA),
  hot("CW/KLONOWA", [...KLONOWA, ...HIGH_HOUSES]),
  hot("CW/BUKOWA", BUKOWA),
  heat("CO/LIPOWA-2-4", "CO-PODZIELNIKI", ["LIP2", "LIP4"]),
  heat("CO/LIPOWA-6-8", "CO-PODZIELNIKI", ["LIP6", "LIP8"]),
  heat("CO/LIPOWA", "CO", ["LIP10", "LIP12", "JES1", "JES3"]),
  heat("CO/KLONOWA-1-5", "CO-PODZIELNIKI", ["KLO1", "KLO3", "KLO5"]),
  heat("CO/KLONOWA", "CO", ["KLO7", "KLO9", ...HIGH_HOUSES]),
  heat("CO/BUKOWA-1", "CO-CIEPŁOMIERZE", ["BUK1"]),
  heat("CO/BUKOWA", "CO", ["BUK3", "BUK5", "BUK7", "BUK9", "BUK2"]),
];

/** Two years, each of twelve months of the demo, and the month at whose end the results are posted. */
export const SETTLED_YEARS = [
  { from: 0, to: 11, postedIn: 13 },
  { from: 12, to: 23, postedIn: 24 },
] as const;

type SettledYear = (typeof SETTLED_YEARS)[number];

/**
 * The settlements of a year with their invoices. What they cost follows from the advances: a few percent above or below, so that
 * results are shortfalls and surpluses of a size that people know.
 */
export function demoOrders(
  facts: DemoFacts,
  year: SettledYear,
  advances: ChargedAdvances,
): SettlementOrder[] {
  const { months } = facts;
  const period = { from: firstDay(months[year.from]!), to: lastDay(months[year.to]!) };
  const years = `${yearOf(period.from)}-${yearOf(period.to)}`;
  return GROUPS.map((group) => {
    const charged = group.buildings.reduce(
      (sum, building) => sum + (advances.get(`${building}/${group.medium}`) ?? 0),
      0,
    );
    const costGrosze = Math.round(charged * (0.965 + draw(`${group.code}/${years}`) * 0.08));
    const fixedGrosze = Math.round((costGrosze * (group.fixedPercent ?? 0)) / 100);
    return {
      code: `${group.code}/${years}`,
      definition: group.definition,
      period,
      point: null,
      buildings: group.buildings,
      costs: invoices(group, months, year, { fixedGrosze, variableGrosze: costGrosze - fixedGrosze }),
      bounds: boundsOf(facts, group, costGrosze - fixedGrosze),
      heat: heatOf(facts, group, year),
      outdoorTemperature: null,
      indoorTemperatures: [],
      degreeDays: year.from === 0 || group.medium !== "heat" ? null : { period: "3361", lastYear: "3455" },
      accessRefused: [],
      jointDeclarations: [],
      commonParts: [],
    };
  });
}

/** Two invoices of half a year for what was used, one of the year for what is fixed. */
function invoices(
  { code, medium, fixedPercent }: SettledGroup,
  months: readonly Month[],
  { from, to }: SettledYear,
  { fixedGrosze, variableGrosze }: { readonly fixedGrosze: number; readonly variableGrosze: number },
): SettlementOrder["costs"] {
  const middle = from + 6;
  const first = Math.round(
    variableGrosze * (medium === "heat" ? winterShare(months.slice(from, middle)) : 0.5),
  );
  const variable = medium === "cold-water" ? "woda" : "zmienne";
  const invoice = (
    cost: string,
    number: number,
    fromMonth: number,
    toMonth: number,
    amountGrosze: number,
  ) => ({
    cost,
    document: `FV ${number}/${code}/${months[toMonth]}`,
    from: firstDay(months[fromMonth]!),
    to: lastDay(months[toMonth]!),
    amountGrosze,
  });
  return [
    ...(fixedPercent === null ? [] : [invoice("stale", 1, from, to, fixedGrosze)]),
    invoice(variable, 2, from, middle - 1, first),
    invoice(variable, 3, middle, to, variableGrosze - first),
  ];
}

function winterShare(months: readonly Month[]): number {
  const cold = months.filter((month) => [10, 11, 12, 1, 2, 3, 4].includes(Number(month.slice(5)))).length;
  return cold / 7;
}

const LEAST_PERCENT = 40;
const MOST_PERCENT = 220;

/** Least and most of the variable cost per m²: parts of the mean. @law rozporządzenie z 7.12.2021, Dz.U. 2021 poz. 2273 */
function boundsOf(
  { estate }: DemoFacts,
  { definition, buildings }: SettledGroup,
  variableGrosze: number,
): SettlementOrder["bounds"] {
  if (definition !== "CO-PODZIELNIKI") return null;
  const heatedCm2 = estate.units
    .filter((unit) => buildings.includes(unit.building.code))
    .reduce((sum, unit) => sum + unit.heatedAreaCm2, 0);
  const meanGrosze = (variableGrosze * 10_000) / heatedCm2;
  const part = (percent: number) => String(Math.round((meanGrosze * percent) / 100));
  return { minGroszePerM2: part(LEAST_PERCENT), maxGroszePerM2: part(MOST_PERCENT) };
}

/** Gigajoules by the nodes' meters; hot water takes about a quarter of one for a cubic metre. */
function heatOf(
  { metering }: DemoFacts,
  { medium, buildings }: SettledGroup,
  { from, to }: SettledYear,
): SettlementOrder["heat"] {
  if (medium === "cold-water") return null;
  const used = (kind: "hot-water" | "heat") =>
    [...new Set(buildings.map((building) => mainOf(building, kind)))]
      .flatMap((main) => metering.use.get(main)?.slice(from, to + 1) ?? [])
      .reduce((sum, thousandths) => sum + thousandths, 0);
  const gigajoules = (hundredths: number) => formatScaled(Math.round(hundredths), 2, { separator: "." });
  if (medium === "hot-water")
    return { totalGJ: null, heatingGJ: null, hotWaterGJ: gigajoules((used("hot-water") / 1000) * 24) };
  const heating = gigajoules((used("heat") / 1000) * 0.36);
  return { totalGJ: heating, heatingGJ: heating, hotWaterGJ: null };
}
