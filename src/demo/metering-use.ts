import { lastDay, type Month } from "../domain/values/month.ts";
import { rangeContains } from "../domain/values/plain-date.ts";
import type { DemoUnit, Estate } from "./estate.ts";
import type { DemoPersons } from "./households.ts";
import { type DemoPoint, mainOf } from "./metering-network.ts";
import { draw } from "./random.ts";

/** What each point counted in each month, in thousandths: litres, watt-hours, thousandths of an allocator's unit. */
export type MonthlyUse = ReadonlyMap<string, readonly number[]>;

/** Of a year's heat, January first. */
const SEASON = [0.19, 0.16, 0.13, 0.08, 0.02, 0, 0, 0, 0.02, 0.09, 0.14, 0.17] as const;
/** People are away in summer, and at home in winter. */
const AT_HOME = [1.03, 1.02, 1.02, 1, 0.99, 0.97, 0.86, 0.84, 0.99, 1.01, 1.02, 1.04] as const;

/** Litres of a person in a month. */
const COLD_LITRES = 2_450;
const HOT_LITRES = 1_300;
/** Watt-hours that a square metre takes in a year: 0.36 GJ. */
const HEAT_OF_SQUARE_METRE = 100_000;
/** Thousandths of a unit of one radiator in a year. */
const ALLOCATOR_YEAR = 640_000;
/** A tap nobody turned off: in which month, counted from 0, and how many litres. */
const LEAKS: Readonly<Record<string, readonly [month: number, litres: number]>> = {
  "LIP10/17-ZW1": [9, 17_400],
};

export function isLeaking(point: string, monthIndex: number): boolean {
  return LEAKS[point]?.[0] === monthIndex;
}

/** Consumption of all points in the months; mains have what is behind them and a little more. */
export function monthlyUse(
  estate: Estate,
  persons: readonly DemoPersons[],
  points: readonly DemoPoint[],
  months: readonly Month[],
): MonthlyUse {
  const living = Map.groupBy(persons, ({ unit }) => unit);
  const use = new Map<string, number[]>();
  const roomsOf = Map.groupBy(
    points.filter(({ units }) => units.length > 0),
    ({ units, medium }) => `${units[0]!.unit.code}/${medium}`,
  );
  for (const point of points) {
    if (point.level !== "individual") continue;
    const { unit } = point.units[0]!;
    const rooms = roomsOf.get(`${unit.code}/${point.medium}`)!;
    use.set(
      point.code,
      months.map((month, index) => {
        const people = (living.get(unit.code) ?? []).find((each) => rangeContains(each, lastDay(month)));
        const leaked = isLeaking(point.code, index) ? LEAKS[point.code]![1] : 0;
        return Math.round(individualUse(point, unit, rooms, month, people?.persons ?? 0)) + leaked;
      }),
    );
  }
  for (const [main, monthly] of heatOfNodes(estate, points, use, months)) use.set(main, monthly);
  for (const level of ["main", "collective"] as const)
    for (const point of points)
      if (point.level === level && point.medium !== "heat")
        use.set(point.code, aboveBehind(point, points, use, months));
  return use;
}

function individualUse(
  point: DemoPoint,
  unit: DemoUnit,
  rooms: readonly DemoPoint[],
  month: Month,
  persons: number,
): number {
  const calendar = Number(month.slice(5)) - 1;
  const habit = 0.72 + draw(`${unit.code}/${point.medium}/habit`) * 0.56;
  const chance = 0.9 + draw(`${point.code}/${month}`) * 0.2;
  if (point.medium === "heat") {
    const year =
      point.measuredBy === "heat-meter"
        ? squareMetres(unit) * HEAT_OF_SQUARE_METRE
        : ALLOCATOR_YEAR * (0.5 + draw(`${point.code}/radiator`));
    return year * SEASON[calendar]! * habit * chance * (point.measuredBy === "heat-meter" ? 0.92 : 1);
  }
  const litres = point.medium === "cold-water" ? COLD_LITRES : HOT_LITRES;
  // A shop without people of its own has guests.
  const people = unit.kind === "commercial" ? persons + 0.6 : persons;
  const share = rooms.length === 1 ? 1 : rooms[0] === point ? 0.62 : 0.38 / (rooms.length - 1);
  return people * litres * habit * chance * AT_HOME[calendar]! * share;
}

/** A node gives every square metre behind it its heat; where dwellings have meters, a tenth more than they count. */
function heatOfNodes(
  { units }: Estate,
  points: readonly DemoPoint[],
  use: ReadonlyMap<string, readonly number[]>,
  months: readonly Month[],
): Map<string, number[]> {
  const heated = Map.groupBy(
    units.filter((unit) => unit.heatedAreaCm2 > 0),
    (unit) => mainOf(unit.building.code, "heat"),
  );
  const metered = Map.groupBy(
    points.filter(
      ({ level, medium, measuredBy }) =>
        level === "individual" && medium === "heat" && measuredBy === "heat-meter",
    ),
    ({ behind }) => behind!,
  );
  return new Map(
    [...heated].map(([main, behind]) => {
      const area = behind.reduce((sum, unit) => sum + squareMetres(unit), 0);
      const counted = metered.get(main);
      return [
        main,
        months.map((month, index) => {
          const chance = 0.95 + draw(`${main}/${month}`) * 0.1;
          if (counted)
            return wholeKilowattHours(
              1.1 * counted.reduce((sum, { code }) => sum + use.get(code)![index]!, 0),
            );
          return wholeKilowattHours(
            area * HEAT_OF_SQUARE_METRE * SEASON[Number(month.slice(5)) - 1]! * chance,
          );
        }),
      ];
    }),
  );
}

/** Two to four percent more than what is behind it; a booster loses less. */
function aboveBehind(
  { code, level }: DemoPoint,
  points: readonly DemoPoint[],
  use: ReadonlyMap<string, readonly number[]>,
  months: readonly Month[],
): number[] {
  const behind = points.filter((each) => each.behind === code);
  return months.map((month, index) => {
    const lost = level === "collective" ? 0.004 : 0.02 + draw(`${code}/${month}/lost`) * 0.02;
    const counted = behind.reduce((sum, each) => sum + (use.get(each.code)?.[index] ?? 0), 0);
    // Large meters show whole tenths.
    return Math.round((counted * (1 + lost)) / 100) * 100;
  });
}

function squareMetres({ areaCm2 }: DemoUnit): number {
  return areaCm2 / 10_000;
}

function wholeKilowattHours(wattHours: number): number {
  return Math.round(wattHours / 1000) * 1000;
}
