import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyBooks } from "../../src/operations/verify-books.ts";
import { MIRROR_SPECS } from "../../src/store/mirror/kinds.ts";
import { mirrorChecks } from "../../src/store/verify/mirror-checks.ts";
import { inScope } from "../../src/world/database/scope.ts";
import type { TestDatabase } from "../setup/database.ts";
import type { MirrorRows } from "../setup/mirror-package.ts";
import { type Mirrored, wholePicture, withRows } from "../setup/mirrored.ts";
import { wholeBooksToMirror } from "../setup/whole-mirror.ts";

/** `verify` names any changed row of the mirrored books: each column of each table is changed in one row. */

let database: TestDatabase;
let there: Mirrored;

beforeAll(async () => {
  const books = await wholeBooksToMirror();
  const { rows } = books;
  ({ database, there } = books);
  const loaded = await there.load(wholePicture(withConsumption(rows), "1"));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusals.slice(0, 3)));
  await database.asSuperuser(async (client) => {
    await client.query("create schema whole");
    for (const table of TABLES)
      await client.query(`create table whole.${table} as select * from app.${table}`);
  });
});

afterAll(() => database?.close());

/** Nobody in the example has meters read from afar; and one account whose opening the source leaves to its documents. */
function withConsumption(rows: MirrorRows): MirrorRows {
  const told = {
    medium: "heat",
    month: "2026-03",
    measure: "GJ",
    quantity: "1.5",
    last_year: "2",
    issued_on: "2026-04-10",
  };
  const information = withRows(rows, "consumption_information", () => [
    { ...told, unit: "B1-1", right: "R1", building: "B1", estimated: "no" },
  ]);
  const buildings = withRows(information, "building_consumption", () => [
    { ...told, building: "B1", counted_with: "" },
  ]);
  return withRows(buildings, "account_year", (all) => all.filter(({ account }) => account !== "204-R1-01"));
}

const TABLES = [
  ...MIRROR_SPECS.map(({ table }) => table.replace("app.", "")),
  "mirror_turnover",
  "mirror_total",
];

/** Columns that only we use: an id of a row that no other row and no address of the source's names. */
const OURS = new Set([
  "cooperative_id",
  "mirror_crediting.id",
  "mirror_reading.id",
  "mirror_reading.read_at",
]);

/** Another value for each type. */
const OTHER: Readonly<Record<string, (column: string) => string>> = {
  integer: (column) => `coalesce(${column}, 0) + 100000`,
  smallint: (column) => `coalesce(${column}, 0) + 1000`,
  bigint: (column) => `coalesce(${column}, 0) + 1`,
  numeric: (column) => `${column} + 1`,
  date: (column) => `coalesce(${column}, '2026-01-01') + 1`,
  text: (column) => `coalesce(${column}, '') || 'x'`,
  boolean: (column) => `not ${column}`,
  '"char"': (column) => `case ${column} when 'D' then 'C' when 'A' then 'C' else 'A' end`,
  daterange: (column) => `daterange(lower(${column}) + 1, upper(${column}))`,
  jsonb: (column) => `${column} || '{"inne": 1}'`,
  ARRAY: (column) => `array_append(${column}, 'inna')`,
};

/** What the checks of the mirror alone name: `verify` runs them among all others. */
function namedPlaces(): Promise<string[]> {
  return inScope(database.pools.verify, null, async (tx) => {
    const places: string[] = [];
    for (const { differences } of mirrorChecks) {
      const { rows } = await differences(there.scope.cooperativeId).execute(tx);
      places.push(...rows.map(({ place }) => place));
    }
    return places;
  });
}

const verify = () => verifyBooks(there.context, there.scope.cooperativeId, null);

describe("verify of mirrored books", () => {
  it("finds them whole", async () => {
    expect((await verify()).differences).toEqual([]);
  });

  it.each(TABLES)("names a change of any column of %s", async (table) => {
    const silent: string[] = [];
    let tried = 0;
    await database.asSuperuser(async (client) => {
      const { rows: columns } = await client.query<{ name: string; type: string }>(
        `select column_name as name, data_type as type from information_schema.columns
         where table_schema = 'app' and table_name = $1 order by ordinal_position`,
        [table],
      );
      await client.query("set session_replication_role = replica");
      for (const { name, type } of columns) {
        if (OURS.has(name) || OURS.has(`${table}.${name}`)) continue;
        const { rows: checks } = await client.query<{ name: string }>(
          `select conname as name from pg_constraint where conrelid = ('app.' || $1)::regclass and contype = 'c'`,
          [table],
        );
        for (const check of checks)
          await client.query(`alter table app.${table} drop constraint ${check.name}`);
        const { rowCount } = await client.query(
          `update app.${table} set ${name} = ${OTHER[type]!(name)} where ctid = (select max(ctid) from app.${table})`,
        );
        expect(rowCount).toBe(1);
        tried += 1;
        const places = await namedPlaces();
        if (!places.some((place) => /\S/.test(place))) silent.push(name);
        await client.query(`delete from app.${table}`);
        await client.query(`insert into app.${table} select * from whole.${table}`);
      }
    });
    expect(silent).toEqual([]);
    expect(tried).toBeGreaterThan(3);
  });

  it.each(MIRROR_SPECS.map(({ table }) => table.replace("app.", "")))(
    "names a row that is gone from %s",
    async (table) => {
      await database.asSuperuser(async (client) => {
        await client.query("set session_replication_role = replica");
        await client.query(`delete from app.${table} where ctid = (select max(ctid) from app.${table})`);
        expect((await verify()).isWhole).toBe(false);
        await client.query(`delete from app.${table}`);
        await client.query(`insert into app.${table} select * from whole.${table}`);
      });
      expect((await verify()).differences).toEqual([]);
    },
  );

  it("knows of every table of the mirrored books", async () => {
    const { rows } = await database.asSuperuser((client) =>
      client.query<{ name: string }>(
        `select table_name as name from information_schema.columns where table_schema = 'app' and table_name like 'mirror%'
           and table_name not like 'mirror_stage%' and data_type in ('bigint', 'numeric') group by 1`,
      ),
    );
    // A run counts rows, a change keeps what they were.
    const known = [...TABLES, "mirror_run", "mirror_change"];
    expect(rows.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
  });
});
