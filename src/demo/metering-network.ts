import type { MeteredMedium, PointLevel } from "../domain/metering/meters.ts";
import type { DemoBuilding, DemoUnit, Estate } from "./estate.ts";

/** A place where something is measured, as it stands through the months of the demo. */
export interface DemoPoint {
  readonly code: string;
  readonly medium: MeteredMedium;
  readonly level: PointLevel;
  readonly place: string;
  /** Null: it serves several. */
  readonly building: string | null;
  readonly behind: string | null;
  readonly locationFactor: string;
  readonly isRemote: boolean;
  /** Units that it serves, each with its share. */
  readonly units: readonly { readonly unit: DemoUnit; readonly share: string }[];
  readonly measuredBy: "water-meter" | "heat-meter" | "heat-cost-allocator";
}

/** How the heat of a building is told apart between its units. */
export type HeatKey = "allocators" | "heat-meters" | "area";

const ALLOCATORS: readonly string[] = ["LIP2", "LIP4", "LIP6", "LIP8", "KLO1", "KLO3", "KLO5"];
const HEAT_METERS: readonly string[] = ["BUK1"];
/** One heat node, two buildings. */
const ONE_NODE: readonly string[] = ["LIP2", "LIP4"];
/** High houses get their water through one booster. */
const BOOSTED: readonly string[] = ["WIA2", "WIA4"];
/** No radio yet: somebody comes twice a year. */
const VISITED: readonly string[] = ["KLO9", "BUK2"];
/** Two flats of an old house share the bathroom between them. */
const SHARED_BATHROOM = ["JES3/44", "JES3/45"] as const;

export const BOOSTER = "ZW-HYDROFORNIA";

export function heatKeyOf(building: string): HeatKey {
  if (ALLOCATORS.includes(building)) return "allocators";
  return HEAT_METERS.includes(building) ? "heat-meters" : "area";
}

/** Whether the meters of a building are read by somebody who comes. */
export function isVisited(building: string): boolean {
  return VISITED.includes(building);
}

/** The main point of a building and medium. */
export function mainOf(building: string, medium: "cold-water" | "hot-water" | "heat"): string {
  if (medium === "heat") return ONE_NODE.includes(building) ? `CO-${ONE_NODE.join("-")}` : `CO-${building}`;
  return `${medium === "cold-water" ? "ZW" : "CW"}-${building}`;
}

/** Buildings with water and heat: not the garages. */
export function meteredBuildings({ buildings }: Estate): DemoBuilding[] {
  return buildings.filter(({ name }) => name !== "Garaże");
}

/** Every metering point of the cooperative; those before others first. */
export function demoPoints(estate: Estate): DemoPoint[] {
  const buildings = meteredBuildings(estate);
  const unitsOf = Map.groupBy(estate.units, (unit) => unit.building.code);
  const nodes = [...new Set(buildings.map(({ code }) => mainOf(code, "heat")))];
  return [
    point(BOOSTER, "cold-water", "collective", "hydrofornia, ul. Wiązowa", { building: null }),
    ...nodes.map((code) => {
      const served = buildings.filter((building) => mainOf(building.code, "heat") === code);
      const building = served.length === 1 ? served[0]!.code : null;
      return point(code, "heat", "main", "węzeł cieplny", { building, measuredBy: "heat-meter" });
    }),
    ...buildings.flatMap((building) => waterMains(building)),
    ...buildings.flatMap((building) =>
      (unitsOf.get(building.code) ?? []).flatMap((unit) => unitPoints(unit)),
    ),
    ...sharedBathroom(estate),
  ];
}

function waterMains({ code, name }: DemoBuilding): DemoPoint[] {
  const behind = BOOSTED.includes(code) ? BOOSTER : null;
  const cold = point(mainOf(code, "cold-water"), "cold-water", "main", "przyłącze wody", {
    building: code,
    behind,
  });
  if (name !== "") return [cold];
  return [cold, point(mainOf(code, "hot-water"), "hot-water", "main", "węzeł cieplny", { building: code })];
}

function unitPoints(unit: DemoUnit): DemoPoint[] {
  if (unit.meters === 0) return [];
  const rooms =
    unit.kind === "commercial" ? ["zaplecze"] : unit.meters > 2 ? ["łazienka", "kuchnia"] : ["łazienka"];
  const media =
    unit.kind === "commercial" ? (["cold-water"] as const) : (["cold-water", "hot-water"] as const);
  const water = rooms.flatMap((room, index) =>
    media.map((medium) =>
      individual(unit, `${medium === "cold-water" ? "ZW" : "CW"}${index + 1}`, medium, room),
    ),
  );
  return [...water, ...heatPoints(unit)];
}

function heatPoints(unit: DemoUnit): DemoPoint[] {
  if (unit.kind !== "dwelling") return [];
  switch (heatKeyOf(unit.building.code)) {
    case "area":
      return [];
    case "heat-meters":
      return [individual(unit, "CO", "heat", "szafka na klatce", "heat-meter")];
    case "allocators":
      return roomsOf(unit).map((room, index) => ({
        ...individual(unit, `CO${index + 1}`, "heat", room, "heat-cost-allocator"),
        locationFactor: locationFactor(unit),
      }));
  }
}

const SQUARE_CENTIMETRES = 10_000;

function roomsOf({ areaCm2 }: DemoUnit): readonly string[] {
  if (areaCm2 < 50 * SQUARE_CENTIMETRES) return ["pokój 1", "kuchnia"];
  return areaCm2 < 65 * SQUARE_CENTIMETRES ? ["pokój 1", "pokój 2"] : ["pokój 1", "pokój 2", "pokój 3"];
}

const TOP_FLOOR = 4;

/** Flats at the ground, under the roof and at a gable lose more than those between them. */
function locationFactor({ floor, number, staircase }: DemoUnit): string {
  const isEdge = floor === 0 || floor === TOP_FLOOR;
  const isGable =
    (staircase?.endsWith("A") && Number(number) % 3 === 1) ||
    (staircase?.endsWith("C") && Number(number) % 3 === 0);
  if (isEdge) return isGable ? "0.74" : floor === 0 ? "0.85" : "0.8";
  return isGable ? "0.9" : "1";
}

function sharedBathroom({ units }: Estate): DemoPoint[] {
  const sharing = units.filter(({ code }) => (SHARED_BATHROOM as readonly string[]).includes(code));
  const building = sharing[0]!.building.code;
  return (["cold-water", "hot-water"] as const).map((medium) => ({
    ...point(
      `JES3-44-45-${medium === "cold-water" ? "ZW" : "CW"}`,
      medium,
      "individual",
      "wspólna łazienka",
      {
        building,
        behind: mainOf(building, medium),
      },
    ),
    units: sharing.map((unit) => ({ unit, share: "0.5" })),
  }));
}

function individual(
  unit: DemoUnit,
  letter: string,
  medium: "cold-water" | "hot-water" | "heat",
  place: string,
  measuredBy: DemoPoint["measuredBy"] = "water-meter",
): DemoPoint {
  const building = unit.building.code;
  return {
    ...point(`${unit.code}-${letter}`, medium, "individual", place, {
      building,
      behind: mainOf(building, medium),
      isRemote: !isVisited(building),
      measuredBy,
    }),
    units: [{ unit, share: "1" }],
  };
}

function point(
  code: string,
  medium: MeteredMedium,
  level: PointLevel,
  place: string,
  options: Partial<DemoPoint>,
): DemoPoint {
  return {
    code,
    medium,
    level,
    place,
    building: null,
    behind: null,
    locationFactor: "1",
    isRemote: true,
    units: [],
    measuredBy: "water-meter",
    ...options,
  };
}
