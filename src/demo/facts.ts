import type { Month } from "../domain/values/month.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import {
  type DemoAccount,
  type DemoOpeningItem,
  type DemoVirtualAccount,
  demoAccounts,
  demoOpeningItems,
  demoVirtualAccounts,
} from "./books.ts";
import { demoEstate, type Estate } from "./estate.ts";
import { type DemoPersons, type DemoRight, demoPersons, demoRights } from "./households.ts";
import { type DemoMeter, type DemoRadio, demoMeters, demoRadios } from "./metering-meters.ts";
import { type DemoPoint, demoPoints } from "./metering-network.ts";
import { type MonthlyUse, monthlyUse } from "./metering-use.ts";
import { type DemoPersonRow, PeopleRegister } from "./people.ts";
import { happens } from "./random.ts";
import { type DemoDisputedRate, demoDisputedRates, demoTariff, type RateChange } from "./tariff.ts";

export interface DemoMembership {
  readonly person: string;
  readonly number: string;
  readonly from: PlainDate;
  readonly until: PlainDate | null;
}

/** Everything the demo's cooperative knows of itself, for the months told. */
export interface DemoFacts {
  readonly months: readonly Month[];
  readonly estate: Estate;
  readonly people: readonly DemoPersonRow[];
  readonly rights: readonly DemoRight[];
  readonly persons: readonly DemoPersons[];
  readonly members: readonly DemoMembership[];
  readonly tariff: readonly RateChange[];
  readonly disputedRates: readonly DemoDisputedRate[];
  readonly openingItems: readonly DemoOpeningItem[];
  readonly accounts: readonly DemoAccount[];
  readonly virtualAccounts: readonly DemoVirtualAccount[];
  readonly metering: DemoMetering;
}

/** Where something is measured, by which meters, and what they show at the end of each month. */
export interface DemoMetering {
  readonly points: readonly DemoPoint[];
  readonly meters: readonly DemoMeter[];
  readonly radios: readonly DemoRadio[];
  readonly use: MonthlyUse;
}

/** The same months give the same facts, down to the letter. */
export function demoFacts(months: readonly Month[]): DemoFacts {
  const estate = demoEstate();
  const register = new PeopleRegister();
  const rights = demoRights(estate, months, register);
  const openingItems = demoOpeningItems(rights, months[0]!);
  const persons = demoPersons(estate, months);
  return {
    months,
    estate,
    people: register.rows,
    rights,
    persons,
    members: memberships(rights),
    tariff: demoTariff(estate, months),
    disputedRates: demoDisputedRates(months),
    openingItems,
    accounts: demoAccounts(rights, openingItems),
    virtualAccounts: demoVirtualAccounts(rights),
    metering: demoMetering(estate, persons, months),
  };
}

function demoMetering(
  estate: Estate,
  persons: readonly DemoPersons[],
  months: readonly Month[],
): DemoMetering {
  const points = demoPoints(estate);
  const use = monthlyUse(estate, persons, points, months);
  const meters = demoMeters(points, use, months);
  return { points, meters, radios: demoRadios(meters, months), use };
}

/**
 * Holders of cooperative rights and of expectancies are members by law, owners where they joined; membership ends when the last
 * such title does. @law usm art. 3
 */
function memberships(rights: readonly DemoRight[]): DemoMembership[] {
  const titles = new Map<string, { from: PlainDate; until: PlainDate | null }[]>();
  for (const right of rights) {
    for (const { person, from, until } of right.holders) {
      if (!makesMember(right, person)) continue;
      const known = titles.get(person);
      if (known) known.push({ from, until });
      else titles.set(person, [{ from, until }]);
    }
  }
  return [...titles]
    .map(([person, periods]) => {
      const ends = periods.map((period) => period.until);
      const lastEnd = ends.includes(null) ? null : (ends.toSorted().at(-1) ?? null);
      return { person, from: periods.map((period) => period.from).sort()[0]!, until: lastEnd };
    })
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.person < b.person ? -1 : 1))
    .map((member, index) => ({ ...member, number: String(101 + index) }));
}

function makesMember({ kind, unit }: DemoRight, person: string): boolean {
  if (unit.kind !== "dwelling") return false;
  if (kind === "separate-ownership") return person !== "O00002" && happens(`${person}/joined`, 68);
  return kind === "tenancy-right" || kind === "ownership-right" || kind === "expectancy";
}
