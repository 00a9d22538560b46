import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MeteredMedium } from "../../src/domain/metering/meters.ts";
import { month } from "../../src/domain/values/month.ts";
import { insertSession } from "../../src/store/session.ts";
import { residentReads } from "../../src/web/resident/reads/resident-reads.ts";
import { fixedClock } from "../../src/world/clock.ts";
import { inScope } from "../../src/world/database/scope.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { meteringBooks } from "../setup/metering-books.ts";
import { wholeBooks } from "../setup/whole-books.ts";

/** Media odczyty as each person meets them: readings of the time of their own right, the day of the hand-over included. */

const PEOPLE = { member: "P1", jointHolder: "P2", formerHolder: "P3", successor: "P4", firm: "P5" } as const;
type Person = keyof typeof PEOPLE;

let database: TestDatabase;
const tokens = new Map<Person, string>();
const units = new Map<string, string>();

beforeAll(async () => {
  database = await freshDatabase();
  await wholeBooks(database);
  await meteringBooks(database);
  const rows = <Row>(text: string): Promise<Row[]> =>
    database.asSuperuser(async (client) => (await client.query(text)).rows as Row[]);
  const people = await rows<{ id: number; code: string }>("select id, code from app.person");
  for (const { id, code } of await rows<{ id: number; code: string }>("select id, code from app.unit"))
    units.set(code, String(id));
  for (const person of Object.keys(PEOPLE) as Person[]) {
    const personId = people.find(({ code }) => code === PEOPLE[person])!.id;
    const token = await inScope(database.pools.signin, null, (tx) =>
      insertSession(tx, {
        cooperativeId: 1,
        kind: "resident",
        personId,
        loginId: null,
        userAgent: "",
        address: "",
        idleSeconds: 900,
        lifetimeSeconds: 3600,
      }),
    );
    tokens.set(person, token);
  }
});
afterAll(() => database.close());

const reads = () =>
  residentReads({
    reading: database.pools.reading,
    searching: database.pools.searching,
    clock: fixedClock("2026-06-15T10:00:00Z"),
    touch: async () => {},
  });

async function yearOf(
  person: Person,
  unit: string | null = null,
  year: number | null = 2026,
  medium: MeteredMedium | null = "cold-water",
) {
  const unitId = unit === null ? null : (units.get(unit) ?? unit);
  return (await reads().loadReadings(tokens.get(person)!, year, medium, unitId)).view;
}

/** Day and consumption in litres of each line at a place. */
async function linesOf(person: Person, unit: string, place: string) {
  const view = await yearOf(person, unit);
  const lines = view?.places.find((each) => each.place === place)?.lines ?? [];
  return lines.map(({ day, kind, from, consumption }) => [
    day,
    kind,
    from === null ? null : from / 1000,
    consumption === null ? null : consumption / 1000,
  ]);
}

describe("a flat that changed hands on 15 March", () => {
  it("shows the former holder the readings up to the hand-over, that one included", async () => {
    expect(await linesOf("formerHolder", "B1-2", "łazienka")).toEqual([
      ["2026-02-01", "reading", null, null],
      ["2026-03-15", "reading", 191_200, 4200],
    ]);
  });

  it("shows the next one the hand-over and what follows, and not what the dial showed before", async () => {
    expect(await linesOf("successor", "B1-2", "łazienka")).toEqual([
      ["2026-03-15", "reading", null, null],
      ["2026-05-01", "reading", 195_400, 5900],
    ]);
    const view = await yearOf("successor", "B1-2");
    // 17 + 30 days of the 47 between the two readings; May is not read to its end.
    expect(view?.consumption[0]?.total).toMatchObject({
      from: "2026-03",
      to: "2026-04",
      quantity: 5_900_000,
    });
  });

  it("and the room was not empty: both sides of the line are there", async () => {
    const [count] = await database.asSuperuser(
      async (client) =>
        (
          await client.query(
            "select count(*)::int as n from app.reading r join app.meter m on m.id = r.meter_id where m.code = 'L5' and r.read_on >= '2026-01-01'",
          )
        ).rows,
    );
    expect(count.n).toBe(3);
  });

  it("does not tell a former holder when a meter went after their time, and what it showed then", async () => {
    await database.asSuperuser((client) =>
      client.query(
        "update app.meter set during = daterange(lower(during), '2026-06-01'), end_millionths = 209999000 where code = 'L5'",
      ),
    );
    const former = await yearOf("formerHolder", "B1-2");
    expect(former?.places.flatMap((place) => place.meters.map((meter) => meter.removedOn))).not.toContain(
      "2026-06-01",
    );
    expect(JSON.stringify(former)).not.toContain("209999000");
    expect(JSON.stringify(await yearOf("successor", "B1-2"))).toContain("209999000");
  });
});

describe("a flat held jointly", () => {
  it("shows the same to both: a correction, a replacement in words, the shared laundry", async () => {
    expect(await linesOf("member", "B1-1", "łazienka")).toEqual([
      ["2026-02-01", "reading", null, null],
      ["2026-02-11", "removal", 338_400, 2807],
      ["2026-03-01", "reading", null, null],
      ["2026-03-03", "reading", 12, 1600],
      ["2026-04-01", "reading", 1612, 2400],
      ["2026-05-01", "reading", 4012, 3088],
    ]);
    const [one, other] = [await yearOf("member", "B1-1"), await yearOf("jointHolder", "B1-1")];
    expect(one?.places).toEqual(other?.places);
    expect(one?.media).toEqual(["cold-water", "heat"]);
    expect(one?.places.find((place) => place.share === 500_000)).toBeDefined();
    const [consumption] = one?.consumption ?? [];
    expect(consumption?.months[3]).toMatchObject({ quantity: 3_088_000 });
    expect(consumption?.unreadPlaces).toEqual(["pralnia (B1-1 i B1-2)"]);
  });

  it("opens at the latest year and the first medium of the first unit", async () => {
    const view = await yearOf("member", null, null, null);
    expect(view).toMatchObject({ year: 2026, medium: "cold-water", unit: { unitId: units.get("B1-1") } });
  });

  it("has its own words where nothing is measured, not this, or not this year", async () => {
    expect(await yearOf("member", "B2-G1", null, null)).toMatchObject({ media: [], hasEverBeenRead: false });
    expect(await yearOf("firm", "B1-U1")).toMatchObject({ media: [], places: [], consumption: [] });
    expect(await yearOf("member", "B1-1", 2026, "gas")).toMatchObject({ medium: "gas", places: [] });
    expect(await yearOf("member", "B1-1", 2019)).toMatchObject({ hasEverBeenRead: true, places: [] });
  });
});

describe("what is somebody else's", () => {
  it("does not exist: a unit, and the monthly information of another holder of the same unit", async () => {
    expect(await yearOf("successor", "B1-1")).toBeNull();
    expect(await yearOf("firm", "B1-2")).toBeNull();
    expect(await yearOf("firm", "999999")).toBeNull();
    const told = async (person: Person, unit: string, written: string) =>
      (
        await reads().loadConsumptionInformation(
          tokens.get(person)!,
          month(written),
          "cold-water",
          units.get(unit)!,
        )
      ).view;
    expect(await told("formerHolder", "B1-2", "2026-02")).toMatchObject({
      measures: [{ unit: { quantity: 2_511_000 }, building: { quantity: 90_000_000 } }],
    });
    expect(await told("successor", "B1-2", "2026-04")).toMatchObject({ previous: null, next: null });
    expect(await told("successor", "B1-2", "2026-02")).toBeNull();
    expect(await told("formerHolder", "B1-2", "2026-04")).toBeNull();
    expect(await told("firm", "B1-2", "2026-04")).toBeNull();
  });

  it("is not the building's heat: it stands beside units of allocators, with the names of the buildings of one node", async () => {
    await database.asSuperuser(async (client) => {
      await client.query(
        `insert into app.consumption_information (cooperative_id, month, medium, unit_id, right_id, measure, quantity_millionths,
           is_estimated, building_id, issued_on)
         select r.cooperative_id, '2026-04-01', 'heat', r.unit_id, r.id, 'unit', 32000000, false, u.building_id, '2026-05-04'
         from app.unit_right r join app.unit u on u.cooperative_id = r.cooperative_id and u.id = r.unit_id
         where r.code in ('R1', 'R2A')`,
      );
      await client.query(
        `insert into app.building_consumption (cooperative_id, month, building_id, medium, measure, quantity_millionths,
           last_year_millionths, counted_with, issued_on)
         select distinct i.cooperative_id, i.month, i.building_id, m.medium, m.measure, 187500000, 200000000, m.counted_with, i.issued_on
         from app.consumption_information i,
           (values ('heat', 'GJ', 'ul. A 1, ul. A 2'), ('heat', 'unit', ''), ('hot-water', 'GJ', '')) m (medium, measure, counted_with)
         where i.medium = 'heat'`,
      );
    });
    const heatOf = async (person: Person, medium: MeteredMedium) =>
      (
        await reads().loadConsumptionInformation(
          tokens.get(person)!,
          month("2026-04"),
          medium,
          units.get("B1-1")!,
        )
      ).view;
    const figures = { quantity: 187_500_000, lastYear: 200_000_000, difference: -12_500_000 };
    expect(await heatOf("member", "heat")).toMatchObject({
      measures: [{ measure: "unit", countedWith: "", building: { quantity: 187_500_000 } }],
      buildingHeat: [
        { medium: "heat", measure: "GJ", figures, countedWith: "ul. A 1, ul. A 2" },
        { medium: "hot-water", measure: "GJ", figures, countedWith: "" },
      ],
    });
    expect(await heatOf("member", "cold-water")).toMatchObject({ buildingHeat: [] });
    expect(await heatOf("successor", "heat")).toBeNull();
  });

  it("is not in any table of the metering for who asks without a session, and not a neighbour's rows", async () => {
    const seen = async (token: string | null, query: string) =>
      inScope(database.pools.reading, token, async (tx) => (await tx.client.query(query)).rows);
    const tables = ["metering_point", "metering_point_state", "metering_point_unit", "meter", "reading"];
    for (const table of [...tables, "consumption_information", "building_consumption"])
      for (const token of [null, "x"])
        expect(await seen(token, `select 1 from app.${table}`), table).toEqual([]);
    const codes = "select code from app.meter order by code";
    expect(await seen(tokens.get("successor")!, codes)).toEqual([{ code: "L5" }, { code: "L6" }]);
    expect(await seen(tokens.get("firm")!, codes)).toEqual([]);
    expect(await seen(tokens.get("member")!, codes)).toEqual(
      ["L3", "L4", "L6", "L7"].map((code) => ({ code })),
    );
    const days =
      "select read_on::text as day from app.reading r join app.meter m on m.id = r.meter_id where m.code = 'L5' order by 1";
    expect(await seen(tokens.get("successor")!, days)).toEqual([
      { day: "2026-03-15" },
      { day: "2026-05-01" },
    ]);
    for (const table of ["reading_import", "refused_reading", "reading_mapping", "meter_radio"])
      await expect(seen(tokens.get("member")!, `select 1 from app.${table}`)).rejects.toThrow(
        /permission denied/,
      );
  });

  it("would be seen if the policy let it: a planted one shows the predecessor's reading", async () => {
    const days = await database.asSuperuser(async (client) => {
      await client.query("begin");
      await client.query("create policy planted on app.reading for select to osiedle_resident using (true)");
      await client.query("set local role osiedle_resident");
      await client.query("select set_config('app.session_token', $1, true)", [tokens.get("successor")]);
      const { rows } = await client.query("select read_on::text as day from app.reading");
      await client.query("rollback");
      return rows.map((row) => row.day);
    });
    expect(days).toContain("2026-02-01");
  });
});
