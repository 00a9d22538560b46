import { dayInMonth, type Month } from "../domain/values/month.ts";
import { addDays, type PlainDate, plainDate, writeDate } from "../domain/values/plain-date.ts";
import {
  FORMER_HOLDER,
  FORMER_HOLDER_LAST_MONTH,
  FORMER_UNIT,
  JOINT_GARAGE,
  JOINT_HOLDER,
  JOINT_SPOUSE,
  JOINT_UNIT,
  MEMBER,
  MEMBER_UNIT,
  NEWCOMER_UNITS,
  NEWCOMERS,
  NON_MEMBER,
  NON_MEMBER_UNIT,
} from "./demo-people.ts";
import type { DemoUnit, Estate } from "./estate.ts";
import type { PeopleRegister } from "./people.ts";
import { draw, drawByShare, drawOne, drawWhole, happens } from "./random.ts";

export type RightKind =
  | "tenancy-right"
  | "ownership-right"
  | "separate-ownership"
  | "lease"
  | "expectancy"
  | "no-title";

export interface DemoHolder {
  readonly person: string;
  readonly from: PlainDate;
  /** The day after the last; null for ever. */
  readonly until: PlainDate | null;
}

export interface DemoRight {
  readonly code: string;
  readonly unit: DemoUnit;
  readonly kind: RightKind;
  readonly from: PlainDate;
  readonly until: PlainDate | null;
  readonly basisDocument: string;
  readonly holders: readonly DemoHolder[];
}

/** Years in which rights of each kind were granted. */
const GRANTED: Readonly<Record<RightKind, readonly [number, number]>> = {
  "tenancy-right": [1978, 1999],
  "ownership-right": [1984, 2006],
  "separate-ownership": [2009, 2022],
  lease: [2016, 2023],
  expectancy: [2022, 2023],
  "no-title": [2019, 2022],
};

const BASIS: Readonly<Record<RightKind, string>> = {
  "tenancy-right": "Przydział lokalu mieszkalnego",
  "ownership-right": "Przydział lokalu na warunkach własnościowych",
  "separate-ownership": "Akt notarialny, rep. A",
  lease: "Umowa najmu",
  expectancy: "Umowa o budowę lokalu",
  "no-title": "Protokół zajmowania lokalu",
};

/** Shops that wait for a tenant. */
const VACANT: readonly string[] = ["BUK2/U03", "BUK2/U07", "WIA4/U01"];

/** Who holds which unit, from when until when, through the months of the demo. */
export function demoRights(estate: Estate, months: readonly Month[], people: PeopleRegister): DemoRight[] {
  const rights: DemoRight[] = [];
  const steady: DemoRight[] = [];
  for (const unit of estate.units) {
    if (unit.kind !== "dwelling") continue;
    const ofUnit = dwellingRights(unit, months, people);
    rights.push(...ofUnit);
    if (ofUnit.length === 1 && isSteady(ofUnit[0]!)) steady.push(ofUnit[0]!);
  }
  for (const unit of estate.units) {
    if (unit.kind === "commercial") {
      if (!VACANT.includes(unit.code)) rights.push(commercialLease(unit, people));
    } else if (unit.kind !== "dwelling") rights.push(secondUnit(unit, steady));
  }
  return rights;
}

function isSteady(right: DemoRight): boolean {
  return right.kind !== "no-title" && right.holders.every((holder) => holder.until === null);
}

function dwellingRights(unit: DemoUnit, months: readonly Month[], people: PeopleRegister): DemoRight[] {
  const named = namedHousehold(unit, months, people);
  if (named !== null) return named;
  const first = right(unit, 1, kindOf(unit), people.household(unit.code));
  if (first.kind === "expectancy" && happens(`${unit.code}/deed`, 50)) {
    const deed = dayInMonth(months[10]!, 16);
    return handedOver(first, deed, "separate-ownership", (from) =>
      first.holders.map((each) => ({ ...each, from })),
    );
  }
  if (first.kind !== "tenancy-right" && happens(`${unit.code}/sold`, 4.5)) {
    const day = dayInMonth(
      months[drawWhole(`${unit.code}/sold-month`, 2, 23)]!,
      drawWhole(`${unit.code}/sold-day`, 1, 28),
    );
    return handedOver(first, day, "separate-ownership", (from) =>
      newHolders(people.household(`${unit.code}/2`), from),
    );
  }
  if (first.holders.length === 2 && happens(`${unit.code}/parted`, 1.6)) {
    const day = dayInMonth(months[drawWhole(`${unit.code}/parted-month`, 3, 22)]!, 11);
    const [stays, leaves] = first.holders;
    return [{ ...first, holders: [stays!, { ...leaves!, until: day }] }];
  }
  return [first];
}

function namedHousehold(
  unit: DemoUnit,
  months: readonly Month[],
  people: PeopleRegister,
): DemoRight[] | null {
  const newcomer = (NEWCOMER_UNITS as readonly string[]).indexOf(unit.code);
  if (newcomer >= 0) return [right(unit, 1, "ownership-right", [NEWCOMERS[newcomer]!.code])];
  switch (unit.code) {
    case MEMBER_UNIT:
      return [right(unit, 1, "ownership-right", [MEMBER.code])];
    case NON_MEMBER_UNIT:
      return [right(unit, 1, "separate-ownership", [NON_MEMBER.code])];
    case JOINT_UNIT:
      return [right(unit, 1, "tenancy-right", [JOINT_HOLDER.code, JOINT_SPOUSE.code])];
    case FORMER_UNIT: {
      const day = dayInMonth(months[FORMER_HOLDER_LAST_MONTH]!, 19);
      return handedOver(
        right(unit, 1, "ownership-right", [FORMER_HOLDER.code]),
        day,
        "separate-ownership",
        (from) => newHolders(people.household(`${unit.code}/2`), from),
      );
    }
    default:
      return null;
  }
}

function kindOf(unit: DemoUnit): RightKind {
  if (unit.building.code === "BUK9" && unit.floor === 4) return "expectancy";
  if (happens(`${unit.code}/untitled`, 0.6)) return "no-title";
  return unit.property === "BUKOWA"
    ? drawByShare(`${unit.code}/right`, { "separate-ownership": 80, "ownership-right": 20 })
    : drawByShare(`${unit.code}/right`, {
        "tenancy-right": 22,
        "ownership-right": 40,
        "separate-ownership": 38,
      });
}

function commercialLease(unit: DemoUnit, people: PeopleRegister): DemoRight {
  return right(unit, 1, "lease", [people.business(unit.code)]);
}

/** Garages, parking spaces and storage rooms belong to people who live in the same property. */
function secondUnit(unit: DemoUnit, steady: readonly DemoRight[]): DemoRight {
  const kind: RightKind =
    unit.kind === "storage" || happens(`${unit.code}/leased`, 30) ? "lease" : "separate-ownership";
  if (unit.code === JOINT_GARAGE) return right(unit, 1, "lease", [JOINT_HOLDER.code, JOINT_SPOUSE.code]);
  const neighbours = steady.filter((each) => each.unit.property === unit.property && !isNamed(each));
  const home = drawOne(`${unit.code}/home`, neighbours);
  return right(
    unit,
    1,
    kind,
    home.holders.map((holder) => holder.person),
  );
}

function isNamed({ unit }: DemoRight): boolean {
  const named: readonly string[] = [MEMBER_UNIT, NON_MEMBER_UNIT, JOINT_UNIT, ...NEWCOMER_UNITS];
  return named.includes(unit.code);
}

function right(unit: DemoUnit, serial: number, kind: RightKind, persons: readonly string[]): DemoRight {
  const [firstYear, lastYear] = GRANTED[kind];
  const year = unit.property === "BUKOWA" ? Math.max(firstYear, 2010) : firstYear;
  const from = writeDate(
    drawWhole(`${unit.code}/year`, year, Math.max(lastYear, year)),
    drawWhole(`${unit.code}/month`, 1, 12),
    drawWhole(`${unit.code}/day`, 1, 28),
  );
  return {
    code: `${unit.code}-${serial}`,
    unit,
    kind,
    from,
    until: null,
    basisDocument: basis(unit, kind, from),
    holders: newHolders(persons, from),
  };
}

/** The first right ends, another one begins with a new number. */
function handedOver(
  before: DemoRight,
  day: PlainDate,
  kind: RightKind,
  holdersFrom: (day: PlainDate) => readonly DemoHolder[],
): DemoRight[] {
  return [
    { ...before, until: day, holders: before.holders.map((holder) => ({ ...holder, until: day })) },
    {
      code: before.code.replace(/\d$/, "2"),
      unit: before.unit,
      kind,
      from: day,
      until: null,
      basisDocument: basis(before.unit, kind, day),
      holders: holdersFrom(day),
    },
  ];
}

function newHolders(persons: readonly string[], from: PlainDate): DemoHolder[] {
  return persons.map((person) => ({ person, from, until: null }));
}

function basis(unit: DemoUnit, kind: RightKind, day: PlainDate): string {
  return `${BASIS[kind]} nr ${1 + Math.floor(draw(`${unit.code}/${kind}`) * 4000)}/${day.slice(0, 4)}`;
}

export interface DemoPersons {
  readonly unit: string;
  readonly from: PlainDate;
  readonly until: PlainDate | null;
  readonly persons: number;
}

/** Since when the register holds what it knows of a unit. */
export const STATES_SINCE = plainDate("2015-01-01");

/** How many persons live in a unit over time: in one of ten dwellings the number changes once. */
export function demoPersons(estate: Estate, months: readonly Month[]): DemoPersons[] {
  return estate.units.flatMap(({ code, kind, persons }): DemoPersons[] => {
    const whole = { unit: code, from: STATES_SINCE, until: null, persons };
    if (kind !== "dwelling" || !happens(`${code}/moves`, 10)) return [whole];
    const day = dayInMonth(
      months[drawWhole(`${code}/moves-month`, 1, 24)]!,
      drawWhole(`${code}/moves-day`, 1, 28),
    );
    const later = persons > 1 && happens(`${code}/moves-out`, 50) ? persons - 1 : persons + 1;
    return [
      { ...whole, until: day },
      { ...whole, from: day, persons: later },
    ];
  });
}

/** The day before: periods of the package are written with their last day. */
export function lastDayOf(until: PlainDate | null): string {
  return until === null ? "" : addDays(until, -1);
}
