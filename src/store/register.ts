import type { CooperativeFacts, FactKind } from "../domain/register/facts.ts";
import { NO_ROW } from "../domain/register/facts.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";
import type { ImportTally, RowIds } from "./import-tally.ts";
import { type ColumnOfRows, loadIds, loadKeptKeys, mergeRows, type TrackedValue } from "./merge-rows.ts";
import { type DatedTable, loadOwnersWithout, replaceDated } from "./replace-dated.ts";

/** Where an import stands: its transaction, cooperative and facts, and what it has done. */
export interface Import {
  readonly tx: ScopedTransaction;
  readonly cooperativeId: number;
  readonly facts: CooperativeFacts;
  readonly tally: ImportTally;
  /** Whether months are posted already, so that changes of the past matter. */
  readonly isTracked: boolean;
}

/** Ids of the register by row of the package. */
export interface RegisterIds {
  readonly properties: RowIds;
  readonly buildings: RowIds;
  readonly staircases: RowIds;
  readonly units: RowIds;
  readonly people: RowIds;
  readonly rights: RowIds;
}

/** What a unit is decides which rates fit it, whatever the day. */
const UNIT_IN_FEES: TrackedValue = {
  owner: "'unit ' || r.code",
  value: "concat_ws('|', r.kind, r.floor, r.building_id, r.staircase_id)",
  during: "daterange(null, null)",
};
const RIGHT_IN_FEES: TrackedValue = { owner: "'right ' || r.code", value: "r.kind", during: "r.during" };

/** Brings the register to what the package says; rows it no longer names stay. */
export async function mergeRegister(work: Import): Promise<RegisterIds> {
  const { tx, facts } = work;
  // A right that ends and the next that begins change in one go; so do a right and its holders.
  await tx.client.query(
    "set constraints app.unit_right_one_at_a_time, app.right_holder_inside_right deferred",
  );
  const properties = await mergeCoded(work, "properties", "app.property", [
    text("name", facts.properties.name),
  ]);
  const buildings = await mergeBuildings(work, properties);
  const staircases = await mergeCoded(work, "staircases", "app.staircase", [
    ids("building_id", facts.staircases.building, buildings),
    text("name", facts.staircases.name),
  ]);
  const units = await mergeUnits(work, { properties, buildings, staircases });
  const people = await mergePeople(work);
  const rights = await mergeRights(work, units);
  const register = { properties, buildings, staircases, units, people, rights };
  await replaceUnitStates(work, register);
  await replaceHolders(work, register);
  await replaceResidents(work, register);
  await replaceMembers(work, register);
  return register;
}

function mergeBuildings(work: Import, properties: RowIds): Promise<RowIds> {
  const { buildings } = work.facts;
  return mergeCoded(work, "buildings", "app.building", [
    ids("property_id", buildings.property, properties),
    text("name", buildings.name),
    text("street", buildings.street),
    text("house_number", buildings.houseNumber),
    text("postal_code", buildings.postalCode),
    text("city", buildings.city),
  ]);
}

function mergeUnits(
  work: Import,
  { properties, buildings, staircases }: Pick<RegisterIds, "properties" | "buildings" | "staircases">,
): Promise<RowIds> {
  const {
    units,
    buildings: { property },
  } = work.facts;
  const columns: ColumnOfRows[] = [
    text("kind", units.kind),
    { name: "property_id", type: "int", at: (row) => properties[property[units.building[row]!]!] },
    ids("building_id", units.building, buildings),
    ids("staircase_id", units.staircase, staircases),
    text("number", units.number),
    { name: "floor", type: "smallint", at: (row) => units.floor[row] },
  ];
  return mergeCoded(work, "units", "app.unit", columns, UNIT_IN_FEES);
}

async function mergePeople(work: Import): Promise<RowIds> {
  const { people } = work.facts;
  const found = await mergeCoded(work, "people", "app.person", [
    text("kind", people.kind),
    text("first_name", people.firstName),
    text("last_name", people.lastName),
  ]);
  const details = await mergeRows(
    work.tx,
    work.cooperativeId,
    "app.person_detail",
    "person_id",
    [
      { name: "person_id", type: "int", at: (row) => found[row] },
      text("pesel", people.pesel),
      text("nip", people.nip),
      text("street_address", people.streetAddress),
      text("postal_code", people.postalCode),
      text("city", people.city),
      text("correspondence_address", people.correspondenceAddress),
      text("email", people.email),
      text("telephone", people.telephone),
    ],
    people.count,
  );
  work.tally.addDetails("people", details.updated);
  return found;
}

function mergeRights(work: Import, units: RowIds): Promise<RowIds> {
  const { rights } = work.facts;
  const columns: ColumnOfRows[] = [
    ids("unit_id", rights.unit, units),
    text("kind", rights.kind),
    text("basis_document", rights.basisDocument),
    { name: "basis_date", type: "date", at: (row) => rights.basisDate[row] },
    days(rights),
  ];
  return mergeCoded(work, "rights", "app.unit_right", columns, RIGHT_IN_FEES);
}

function replaceUnitStates(work: Import, { units }: RegisterIds): Promise<void> {
  const states = work.facts.unitStates;
  const ownerOf = (row: number) => units[states.unit[row]!]!;
  return replaceKind(work, "unitStates", units, work.facts.units.code, {
    table: "app.unit_state",
    owner: "unit_id",
    ownerOf,
    count: states.count,
    columns: [
      { name: "unit_id", type: "int", at: ownerOf },
      days(states),
      { name: "usable_area_cm2", type: "bigint", at: (row) => states.usableAreaCm2[row] },
      { name: "heated_area_cm2", type: "bigint", at: (row) => states.heatedAreaCm2[row] },
      { name: "volume_dm3", type: "bigint", at: (row) => states.volumeDm3[row] },
      { name: "persons", type: "smallint", at: (row) => states.persons[row] },
      { name: "meters", type: "smallint", at: (row) => states.meters[row] },
      { name: "share_millionths", type: "bigint", at: (row) => states.shareMillionths[row] },
      { name: "equipment", type: "jsonb", at: (row) => states.equipment[row] },
    ],
  });
}

function replaceHolders(work: Import, { rights, people }: RegisterIds): Promise<void> {
  const holders = work.facts.rightHolders;
  const ownerOf = (row: number) => rights[holders.right[row]!]!;
  return replaceKind(work, "rightHolders", rights, work.facts.rights.code, {
    table: "app.right_holder",
    owner: "right_id",
    ownerOf,
    count: holders.count,
    columns: [
      { name: "right_id", type: "int", at: ownerOf },
      ids("person_id", holders.person, people),
      days(holders),
    ],
  });
}

function replaceResidents(work: Import, { units, people }: RegisterIds): Promise<void> {
  const { residents } = work.facts;
  const ownerOf = (row: number) => units[residents.unit[row]!]!;
  const table: DatedTable = {
    table: "app.residency",
    owner: "unit_id",
    ownerOf,
    count: residents.count,
    columns: [
      { name: "unit_id", type: "int", at: ownerOf },
      ids("person_id", residents.person, people),
      days(residents),
    ],
  };
  // Fees count the persons of a unit's state, not the people who live there by name.
  return replaceKind({ ...work, isTracked: false }, "residents", units, work.facts.units.code, table);
}

function replaceMembers(work: Import, { people }: RegisterIds): Promise<void> {
  const { members } = work.facts;
  const ownerOf = (row: number) => people[members.person[row]!]!;
  return replaceKind(work, "members", people, work.facts.people.code, {
    table: "app.membership",
    owner: "person_id",
    ownerOf,
    count: members.count,
    columns: [{ name: "person_id", type: "int", at: ownerOf }, text("number", members.number), days(members)],
  });
}

/** Merges rows that have a code, and answers their ids. */
export async function mergeCoded(
  { tx, cooperativeId, facts, tally, isTracked }: Import,
  kind: Exclude<FactKind, UncodedKind>,
  table: string,
  columns: readonly ColumnOfRows[],
  tracked?: TrackedValue,
): Promise<RowIds> {
  const { code, count } = facts[kind];
  const all = [text("code", code), ...columns];
  const merged = await mergeRows(
    tx,
    cooperativeId,
    table,
    "code",
    all,
    count,
    isTracked ? tracked : undefined,
  );
  tally.addChanges(merged.changes);
  tally.add(facts, kind, { ...merged, kept: await loadKeptKeys(tx, cooperativeId, table, "code", code) });
  const known = await loadIds(tx, cooperativeId, table);
  return code.map((value) => known.get(value)!);
}

type UncodedKind = {
  [K in FactKind]: Import["facts"][K] extends { readonly code: readonly string[] } ? never : K;
}[FactKind];

/** Replaces the dated facts of each owner, and names the owners of whom nothing is told any more. */
export async function replaceKind(
  { tx, cooperativeId, facts, tally, isTracked }: Import,
  kind: FactKind,
  owners: RowIds,
  ownerCodes: readonly string[],
  table: DatedTable,
): Promise<void> {
  const done = await replaceDated(tx, cooperativeId, table, isTracked);
  tally.addChanges(done.changes);
  const untold = new Set(await loadOwnersWithout(tx, cooperativeId, table, owners));
  const kept = ownerCodes.filter((_, row) => untold.has(owners[row]!));
  tally.add(facts, kind, { inserted: done.inserted, replaced: done.deleted, kept });
}

/** A column of texts, null where there is none. */
export function text(name: string, values: readonly (string | null)[]): ColumnOfRows {
  return { name, type: "text", at: (row) => values[row] };
}

/** A column of ids, null where the reference is blank. */
export function ids(name: string, references: readonly number[], of: RowIds): ColumnOfRows {
  return { name, type: "int", at: (row) => (references[row] === NO_ROW ? null : of[references[row]!]) };
}

/** The days on which rows hold, as PostgreSQL writes a half-open range. */
export function days(rows: {
  readonly from: readonly string[];
  readonly until: readonly (string | null)[];
}): ColumnOfRows {
  return { name: "during", type: "daterange", at: (row) => `[${rows.from[row]},${rows.until[row] ?? ""})` };
}
