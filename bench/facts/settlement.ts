import type pg from "pg";
import { copyRows } from "../../src/world/database/copy.ts";
import type { CopyType } from "../../src/world/database/copy-encoding.ts";

/** On top of the units of `facts/assessment.ts`: what a year of heat is settled from. */

export const ALLOCATORS_A_UNIT = 4;
export const READINGS_AN_ALLOCATOR = 13;

type Columns = readonly (readonly [name: string, type: CopyType])[];

/**
 * A main meter a building, four allocators a unit, each read at the beginning of every month of 2026 and once after it; a year of fees,
 * fifteen components a month; accounts; every fourth unit owes 300,00 of its fees.
 */
export async function loadSettlementYear(
  client: pg.Client,
  cooperativeId: number,
  unitCount: number,
): Promise<void> {
  const copy = (table: string, columns: Columns, rows: Iterable<readonly unknown[]>) =>
    copyRows(
      client,
      `app.${table}`,
      [["cooperative_id", "int4"], ...columns],
      withCooperative(cooperativeId, rows),
    );
  await client.query("begin; set local session_replication_role = replica");
  await insertBySql(client, cooperativeId);
  const pointCount = unitCount * ALLOCATORS_A_UNIT;
  await copy("metering_point", POINT_COLUMNS, pointRows(pointCount));
  await copy("metering_point_state", STATE_COLUMNS, stateRows(pointCount));
  await copy("metering_point_unit", SERVED_COLUMNS, servedRows(pointCount));
  await copy("meter", METER_COLUMNS, meterRows(pointCount));
  await copy("reading", READING_COLUMNS, readingRows(pointCount));
  await client.query("commit");
  await client.query("vacuum analyze");
}

/** Mains of buildings have ids above those of allocators. */
const MAINS_FROM = 10_000_000;

async function insertBySql(client: pg.Client, cooperativeId: number): Promise<void> {
  await client.query(
    `insert into app.account (cooperative_id, id, code, name, right_id, purpose, nature)
     select cooperative_id, 1000000 + id, 'M' || id, 'media', id, 'media', 'receivable' from app.unit_right where cooperative_id = $1`,
    [cooperativeId],
  );
  await client.query(
    `insert into app.account (cooperative_id, id, code, name, role, medium) values ($1, 1000000, 'KC', 'koszty ciepła', 'media-cost', 'heat')`,
    [cooperativeId],
  );
  await client.query(
    `insert into app.metering_point (cooperative_id, id, code, medium, level)
     select cooperative_id, ${MAINS_FROM} + id, 'W' || id, 'heat', 'main' from app.building where cooperative_id = $1`,
    [cooperativeId],
  );
  await client.query(
    `insert into app.metering_point_state (cooperative_id, point_id, during, building_id)
     select cooperative_id, ${MAINS_FROM} + id, '[2020-01-01,)', id from app.building where cooperative_id = $1`,
    [cooperativeId],
  );
  await client.query(
    `insert into app.charge (cooperative_id, right_id, account_id, component_id, rate_id, document_id, month, base, rate,
       amount_grosze, kind, is_disputed)
     select $1, r.id, a.id, f.id, 1, 1, m.month, 1, 1, 5000 + 100 * f.id + r.id % 900, 'A', false
     from generate_series('2026-01-01'::date, '2026-12-01', interval '1 month') as m (month)
     cross join app.unit_right r
     join app.account a on a.cooperative_id = r.cooperative_id and a.right_id = r.id and a.purpose = 'fees'
     cross join app.fee_component f
     where r.cooperative_id = $1 and f.cooperative_id = $1`,
    [cooperativeId],
  );
  await client.query(
    `insert into app.open_item (cooperative_id, document_id, line, account_id, amount_grosze, remaining_grosze, due_on, opened_on)
     select cooperative_id, 1000000000, right_id, id, 30000, 30000, '2026-11-10', '2026-11-01'
     from app.account where cooperative_id = $1 and purpose = 'fees' and right_id % 4 = 0`,
    [cooperativeId],
  );
}

const POINT_COLUMNS: Columns = [
  ["id", "int4"],
  ["code", "text"],
  ["medium", "text"],
  ["level", "text"],
  ["place", "text"],
];

function* pointRows(count: number) {
  for (let id = 1; id <= count; id += 1)
    yield [id, `P${id}`, "heat", "individual", `pokój ${1 + (id % ALLOCATORS_A_UNIT)}`];
}

const STATE_COLUMNS: Columns = [
  ["point_id", "int4"],
  ["during", "daterange"],
  ["behind_point_id", "int4"],
  ["location_factor_millionths", "int8"],
  ["is_remote", "bool"],
];
const SINCE = "[2020-01-01,)";
const UNITS_A_BUILDING = 50;

function unitOf(pointId: number): number {
  return 1 + Math.floor((pointId - 1) / ALLOCATORS_A_UNIT);
}

function* stateRows(count: number) {
  for (let id = 1; id <= count; id += 1) {
    const building = 1 + Math.floor((unitOf(id) - 1) / UNITS_A_BUILDING);
    yield [id, SINCE, MAINS_FROM + building, 800_000 + (id % 5) * 50_000, true];
  }
}

const SERVED_COLUMNS: Columns = [
  ["point_id", "int4"],
  ["unit_id", "int4"],
  ["during", "daterange"],
  ["share_millionths", "int8"],
];

function* servedRows(count: number) {
  for (let id = 1; id <= count; id += 1) yield [id, unitOf(id), SINCE, 1_000_000];
}

const METER_COLUMNS: Columns = [
  ["id", "int4"],
  ["code", "text"],
  ["point_id", "int4"],
  ["serial", "text"],
  ["kind", "text"],
  ["measure", "text"],
  ["during", "daterange"],
  ["factor_millionths", "int8"],
];

function* meterRows(count: number) {
  for (let id = 1; id <= count; id += 1)
    yield [id, `D${id}`, id, `S${id}`, "heat-cost-allocator", "unit", SINCE, 900_000 + (id % 40) * 20_000];
}

const READING_COLUMNS: Columns = [
  ["point_id", "int4"],
  ["meter_id", "int4"],
  ["read_on", "date"],
  ["value_millionths", "int8"],
  ["source", "text"],
  ["import_id", "int4"],
  ["import_line", "int4"],
];

function* readingRows(count: number) {
  for (let month = 0; month < READINGS_AN_ALLOCATOR; month += 1) {
    const readOn = `${2026 + Math.floor(month / 12)}-${String(1 + (month % 12)).padStart(2, "0")}-01`;
    for (let id = 1; id <= count; id += 1)
      yield [id, id, readOn, month * (20 + (id % 97)) * 1_000_000, "radio", 1, id];
  }
}

function* withCooperative(cooperativeId: number, rows: Iterable<readonly unknown[]>) {
  for (const row of rows) yield [cooperativeId, ...row];
}
