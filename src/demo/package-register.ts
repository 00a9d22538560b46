import { formatScaled } from "../domain/values/decimal.ts";
import { firstDay } from "../domain/values/month.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import { DEMO_COOPERATIVE } from "./cooperative.ts";
import type { DemoUnit } from "./estate.ts";
import type { DemoFacts } from "./facts.ts";
import { type DemoPersons, lastDayOf } from "./households.ts";
import type { PackageEdition, PackageRow } from "./package-rows.ts";

/** Flats that a survey measured anew, and by how many cm² they are smaller than the register said. */
const SURVEYED: Readonly<Record<string, number>> = { "KLO7/11": 6_300, "KLO7/14": 5_800, "KLO7/17": 12_400 };
/** A household that reported a child late. */
const REPORTED_LATE = "LIP6/22";

/** The first month, from 0, that the survey concerns. */
export const SURVEY_MONTH = 19;
const REPORT_MONTH = 22;

/** What is measured and counted of every unit; the later edition knows what was found out about months already assessed. */
export function stateRows({ estate, persons, months }: DemoFacts, edition: PackageEdition): PackageRow[] {
  const units = new Map(estate.units.map((unit) => [unit.code, unit]));
  return persons.flatMap((state): PackageRow[] => {
    const unit = units.get(state.unit)!;
    const shrinks = edition === "survey" ? SURVEYED[unit.code] : undefined;
    if (shrinks !== undefined)
      return changedOn(state, firstDay(months[SURVEY_MONTH]!), (part, isLater) =>
        stateRow({ ...unit, areaCm2: unit.areaCm2 - (isLater ? shrinks : 0) }, part),
      );
    if (edition === "survey" && unit.code === REPORTED_LATE)
      return changedOn(state, firstDay(months[REPORT_MONTH]!), (part, isLater) =>
        stateRow(unit, { ...part, persons: part.persons + (isLater ? 1 : 0) }),
      );
    return [stateRow(unit, state)];
  });
}

/** The rows of a state that a change on the day cuts in two, or that lies wholly on one side of it. */
function changedOn(
  state: DemoPersons,
  day: PlainDate,
  rowOf: (part: DemoPersons, isLater: boolean) => PackageRow,
): PackageRow[] {
  if (state.from >= day) return [rowOf(state, true)];
  if (state.until !== null && state.until <= day) return [rowOf(state, false)];
  return [rowOf({ ...state, until: day }, false), rowOf({ ...state, from: day }, true)];
}

function stateRow(unit: DemoUnit, state: DemoPersons): PackageRow {
  return {
    unit: unit.code,
    from: state.from,
    until: lastDayOf(state.until),
    usableAreaCm2: formatScaled(unit.areaCm2, 4, { separator: ".", minimumDecimals: 2 }),
    heatedAreaCm2: formatScaled(unit.heatedAreaCm2 === 0 ? 0 : unit.areaCm2, 4, {
      separator: ".",
      minimumDecimals: 2,
    }),
    volumeDm3: formatScaled(unit.volumeDm3, 3, { separator: "." }),
    persons: String(state.persons),
    meters: String(unit.meters),
    shareMillionths: formatScaled(unit.shareMillionths, 6, { separator: "." }),
    equipment: unit.equipment,
  };
}

/** People live at the first dwelling they hold or held; firms where they rent. */
export function peopleRows({ people, rights }: DemoFacts): PackageRow[] {
  const homes = new Map<string, DemoUnit>();
  for (const right of rights) {
    for (const { person } of right.holders) if (!homes.has(person)) homes.set(person, right.unit);
  }
  return people.map((person) => {
    const home = homes.get(person.code);
    const { street, houseNumber } = home?.building ?? { street: "", houseNumber: "" };
    return {
      code: person.code,
      kind: person.kind,
      firstName: person.firstName,
      lastName: person.lastName,
      pesel: person.pesel,
      nip: person.nip,
      streetAddress:
        home === undefined
          ? ""
          : `${street} ${houseNumber}${home.kind === "dwelling" ? ` m. ${home.number}` : ` lok. ${home.number}`}`,
      postalCode: home === undefined ? "" : DEMO_COOPERATIVE.postalCode,
      city: home === undefined ? "" : DEMO_COOPERATIVE.city,
      email: person.email,
      telephone: person.telephone,
    };
  });
}

/** Holders live in their dwellings. */
export function residentRows({ rights }: DemoFacts): PackageRow[] {
  return rights
    .filter(({ unit }) => unit.kind === "dwelling")
    .flatMap(({ unit, holders }) =>
      holders.map(({ person, from, until }) => ({ unit: unit.code, person, from, until: lastDayOf(until) })),
    );
}
