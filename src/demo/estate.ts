import { apportion } from "../domain/values/apportion.ts";
import { draw, drawOne, drawWhole, happens } from "./random.ts";

export type UnitKind = "dwelling" | "commercial" | "garage" | "parking-space" | "storage";

export interface DemoBuilding {
  readonly code: string;
  readonly property: string;
  readonly name: string;
  readonly street: string;
  readonly houseNumber: string;
  readonly hasLift: boolean;
}

export interface DemoStaircase {
  readonly code: string;
  readonly building: string;
  readonly name: string;
}

export interface DemoUnit {
  readonly code: string;
  readonly kind: UnitKind;
  readonly property: string;
  readonly building: DemoBuilding;
  readonly staircase: string | null;
  readonly number: string;
  readonly floor: number | null;
  readonly areaCm2: number;
  readonly heatedAreaCm2: number;
  readonly volumeDm3: number;
  /** Persons at the beginning; later changes are dated facts. */
  readonly persons: number;
  readonly meters: number;
  readonly shareMillionths: number;
  /** "antena=1 domofon=1", as the package writes it. */
  readonly equipment: string;
}

export interface Estate {
  readonly buildings: readonly DemoBuilding[];
  readonly staircases: readonly DemoStaircase[];
  readonly units: readonly DemoUnit[];
}

interface BuildingPlan {
  readonly property: string;
  readonly code: string;
  readonly street: string;
  readonly houseNumber: string;
  readonly kind: "low-rise" | "high-rise" | "with-parking" | "garages" | "pavilion";
  /** Of garages and the pavilion. */
  readonly count?: number;
}

const PLANS: readonly BuildingPlan[] = [
  ...houses("LIPOWA", "LIP", "ul. Lipowa", ["2", "4", "6", "8", "10", "12"], "low-rise"),
  ...houses("LIPOWA", "JES", "ul. Jesionowa", ["1", "3"], "low-rise"),
  { property: "LIPOWA", code: "JES5", street: "ul. Jesionowa", houseNumber: "5", kind: "garages", count: 40 },
  ...houses("KLONOWA", "KLO", "ul. Klonowa", ["1", "3", "5", "7", "9"], "low-rise"),
  ...houses("KLONOWA", "WIA", "ul. Wiązowa", ["2", "4"], "high-rise"),
  { property: "KLONOWA", code: "WIA6", street: "ul. Wiązowa", houseNumber: "6", kind: "garages", count: 36 },
  ...houses("BUKOWA", "BUK", "ul. Bukowa", ["1", "3", "5", "7", "9"], "with-parking"),
  { property: "BUKOWA", code: "BUK2", street: "ul. Bukowa", houseNumber: "2", kind: "pavilion", count: 8 },
  { property: "BUKOWA", code: "BUK4", street: "ul. Bukowa", houseNumber: "4", kind: "garages", count: 28 },
];

/** Staircases, floors (the ground floor included) and flats on a floor. */
const SHAPES = {
  "low-rise": { staircases: 3, floors: 5, flats: 3 },
  "high-rise": { staircases: 2, floors: 11, flats: 4 },
  "with-parking": { staircases: 2, floors: 5, flats: 5 },
} as const;

/** m² of flats beside each other on a landing, before the small differences between them. */
const FLAT_AREAS = [48.5, 37.2, 63.1, 55.4, 71.8] as const;

const SQUARE_CENTIMETRES = 10_000;
const ROOM_HEIGHT = 2.5;

/** 24 buildings and some 1 200 units; the same every time. */
export function demoEstate(): Estate {
  const staircases: DemoStaircase[] = [];
  const buildings: DemoBuilding[] = [];
  const units: DemoUnit[] = [];
  for (const plan of PLANS) {
    const building: DemoBuilding = {
      code: plan.code,
      property: plan.property,
      name: plan.kind === "garages" ? "Garaże" : plan.kind === "pavilion" ? "Pawilon handlowy" : "",
      street: plan.street,
      houseNumber: plan.houseNumber,
      hasLift: plan.kind === "high-rise" || plan.kind === "with-parking",
    };
    buildings.push(building);
    units.push(...unitsOf(plan, building, staircases));
  }
  return { buildings, staircases, units: withShares(units) };
}

function houses(
  property: string,
  code: string,
  street: string,
  numbers: readonly string[],
  kind: BuildingPlan["kind"],
): BuildingPlan[] {
  return numbers.map((houseNumber) => ({
    property,
    code: `${code}${houseNumber}`,
    street,
    houseNumber,
    kind,
  }));
}

function unitsOf(plan: BuildingPlan, building: DemoBuilding, staircases: DemoStaircase[]): DemoUnit[] {
  if (plan.kind === "garages") return rows(building, "garage", "G", plan.count ?? 0, 18.4);
  if (plan.kind === "pavilion") return rows(building, "commercial", "U", plan.count ?? 0, 84.6);
  const shape = SHAPES[plan.kind];
  const flats: DemoUnit[] = [];
  for (let staircase = 1; staircase <= shape.staircases; staircase += 1) {
    const code = `${plan.code}-${"ABC"[staircase - 1]}`;
    staircases.push({ code, building: plan.code, name: `Klatka ${"ABC"[staircase - 1]}` });
    for (let floor = 0; floor < shape.floors; floor += 1) {
      for (let place = 0; place < shape.flats; place += 1) {
        flats.push(flat(building, code, String(flats.length + 1), floor, place));
      }
    }
  }
  if (plan.kind === "high-rise")
    return [
      ...flats,
      ...rows(building, "commercial", "U", 1, 61.2),
      ...rows(building, "storage", "K", 11, 6.3),
    ];
  if (plan.kind === "with-parking") return [...flats, ...rows(building, "parking-space", "MP", 12, 12.5)];
  return flats;
}

function flat(
  building: DemoBuilding,
  staircase: string,
  number: string,
  floor: number,
  place: number,
): DemoUnit {
  const code = `${building.code}/${number}`;
  const areaCm2 = areaNear(code, FLAT_AREAS[place]!, 1.4);
  const rooms = areaCm2 > 50 * SQUARE_CENTIMETRES ? 5 : 3;
  return {
    ...unitOf(building, code, "dwelling", number, floor, areaCm2),
    staircase,
    persons: Math.min(drawWhole(`${code}/persons`, 1, rooms), drawWhole(`${code}/persons-too`, 1, 5)),
    meters: areaCm2 > 60 * SQUARE_CENTIMETRES ? 4 : 2,
    equipment: happens(`${code}/antenna`, 84) ? "antena=1 domofon=1" : "domofon=1",
  };
}

function rows(
  building: DemoBuilding,
  kind: UnitKind,
  letter: string,
  count: number,
  area: number,
): DemoUnit[] {
  return Array.from({ length: count }, (_, index) => {
    const number = `${letter}${String(index + 1).padStart(2, "0")}`;
    const code = `${building.code}/${number}`;
    const floor = kind === "parking-space" || kind === "storage" ? -1 : 0;
    const unit = unitOf(building, code, kind, number, floor, areaNear(code, area, area / 9));
    return kind === "commercial"
      ? { ...unit, meters: 1, persons: drawOne(`${code}/persons`, [0, 1, 2]) }
      : { ...unit, heatedAreaCm2: 0 };
  });
}

function unitOf(
  building: DemoBuilding,
  code: string,
  kind: UnitKind,
  number: string,
  floor: number,
  areaCm2: number,
): DemoUnit {
  return {
    code,
    kind,
    property: building.property,
    building,
    staircase: null,
    number,
    floor,
    areaCm2,
    heatedAreaCm2: areaCm2,
    volumeDm3: (areaCm2 / 10) * ROOM_HEIGHT,
    persons: 0,
    meters: 0,
    shareMillionths: 0,
    equipment: "",
  };
}

/** Whole hundredths of a square metre. */
function areaNear(code: string, area: number, spread: number): number {
  return Math.round((area + (draw(`${code}/area`) * 2 - 1) * spread) * 100) * (SQUARE_CENTIMETRES / 100);
}

/** Shares in the common property of each property sum to the whole. */
function withShares(units: readonly DemoUnit[]): DemoUnit[] {
  const shares = new Map<string, number>();
  for (const [, group] of Map.groupBy(units, (unit) => unit.property)) {
    const parts = apportion(
      1_000_000,
      group.map((unit) => BigInt(unit.areaCm2)),
    );
    for (const [index, unit] of group.entries()) shares.set(unit.code, parts[index]!);
  }
  return units.map((unit) => ({ ...unit, shareMillionths: shares.get(unit.code)! }));
}
