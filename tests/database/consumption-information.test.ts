import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { month } from "../../src/domain/values/month.ts";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import { issueConsumptionInformation } from "../../src/operations/issue-consumption-information.ts";
import { monthsWithoutInformation } from "../../src/store/consumption-information.ts";
import { inScope } from "../../src/world/database/scope.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { accepted, type FeeBooks, feeBooks, type Row } from "./assessment-books.ts";

const JANUARY = { month: month("2026-01") };
const SINCE_2020 = "[2020-01-01,)";

let database: TestDatabase;
let books: FeeBooks;
let units: Readonly<Record<"M1" | "M2" | "M3" | "M4", number>>;

beforeAll(async () => {
  database = await freshDatabase();
  books = await feeBooks(database);
  const [M1, M2, M3, M4] = [
    await books.unit("M1"),
    await books.unit("M2", { right: { during: "[2025-06-01,)" } }),
    await books.unit("M3", { right: null }),
    await books.unit("M4"),
  ];
  units = { M1: M1.unitId, M2: M2.unitId, M3: M3.unitId, M4: M4.unitId };
  // M1: two allocators, 10 × 1,5 × 0,8 and 20 units; a year before 5 × 1,5 × 0,8 and 10 units; and a water meter
  const first = await device("heat", "unit", { factor: 1_500_000, laf: 800_000, units: [M1.unitId] });
  await read(first, ["2025-01-01", 10], ["2025-02-01", 15], ["2026-01-01", 100], ["2026-02-01", 110]);
  const second = await device("heat", "unit", { units: [M1.unitId] });
  await read(second, ["2025-01-01", 0], ["2025-02-01", 10], ["2026-01-01", 100], ["2026-02-01", 120]);
  const water = await device("cold-water", "m3", { units: [M1.unitId] });
  await read(water, ["2026-01-01", 50], ["2026-02-01", 53.5]);
  // M2 came in June 2025 and has one silent allocator; M3 is vacant and shares a water meter with M2, 3 to 1; M4 is not read remotely
  const silent = await device("heat", "unit", { units: [M2.unitId] });
  await read(silent, ["2025-11-01", 7]);
  const shared = await device("cold-water", "m3", {
    units: [M2.unitId, M3.unitId],
    shares: [750_000, 250_000],
  });
  await read(shared, ["2025-01-01", 0], ["2025-02-01", 4], ["2026-01-01", 30], ["2026-02-01", 38]);
  const byHand = await device("heat", "unit", { units: [M4.unitId], isRemote: false });
  await read(byHand, ["2026-01-01", 0], ["2026-02-01", 99]);
  const heating = await device("heat", "GJ", { level: "main" });
  await read(heating, ["2025-01-01", 0], ["2025-02-01", 200], ["2026-01-01", 1000], ["2026-02-01", 1187.5]);
  const hotWater = await device("hot-water", "GJ", { level: "main" });
  await read(hotWater, ["2026-01-01", 10], ["2026-02-01", 52]);
});
afterAll(() => database.close());

interface Device {
  readonly point: number;
  readonly meter: number;
}

interface DeviceWish {
  readonly level?: string;
  readonly factor?: number;
  readonly laf?: number;
  readonly units?: readonly number[];
  readonly shares?: readonly number[];
  readonly isRemote?: boolean;
}

let count = 0;

async function device(medium: string, measure: string, wish: DeviceWish): Promise<Device> {
  const { level = "individual", factor = 1_000_000, laf = 1_000_000, isRemote = true } = wish;
  count += 1;
  const code = `P${count}`;
  const [building] = await books.sql<{ id: number }>(
    "select id from app.building where cooperative_id = $1 and code = 'B0'",
    [books.cooperativeId],
  );
  const point = await books.insert("metering_point", { code, medium, level });
  await books.insert("metering_point_state", {
    point_id: point,
    during: SINCE_2020,
    building_id: building!.id,
    location_factor_millionths: laf,
    is_remote: isRemote,
  });
  for (const [index, unit] of (wish.units ?? []).entries()) {
    await books.insert("metering_point_unit", {
      point_id: point,
      unit_id: unit,
      during: SINCE_2020,
      share_millionths: wish.shares?.[index] ?? 1_000_000,
    });
  }
  const meter = await books.insert("meter", {
    code,
    point_id: point,
    serial: code,
    kind: measure === "unit" ? "heat-cost-allocator" : measure === "GJ" ? "heat-meter" : "water-meter",
    measure,
    during: SINCE_2020,
    factor_millionths: factor,
  });
  return { point, meter };
}

async function read(
  { point, meter }: Device,
  ...readings: (readonly [day: string, value: number, more?: Row])[]
) {
  for (const [day, value, more = {}] of readings) {
    await books.insert("reading", {
      point_id: point,
      meter_id: meter,
      read_on: day,
      value_millionths: Math.round(value * 1_000_000),
      source: "radio",
      import_id: 1,
      import_line: 1,
      ...more,
    });
  }
}

const issue = async (written = JANUARY, today = "2026-02-15") =>
  accepted(
    await issueConsumptionInformation(
      { ...books.context, today: () => plainDate(today) },
      books.scope,
      written,
    ),
  );

/** "M1 R-M1 heat/unit 32 16 2026-02-15" */
const told = async () =>
  (
    await books.sql<{ text: string }>(
      `select concat_ws(' ', u.code, coalesce(r.code, '-'), i.medium || '/' || i.measure,
         coalesce(trim_scale(i.quantity_millionths / 1000000.0)::text, '?'), coalesce(trim_scale(i.last_year_millionths / 1000000.0)::text, '?'),
         case when i.is_estimated then '~' end, i.issued_on::text) as text
       from app.consumption_information i join app.unit u on u.id = i.unit_id left join app.unit_right r on r.id = i.right_id
       order by i.month, u.code, i.medium`,
    )
  ).map(({ text }) => text);

const buildings = async () =>
  (
    await books.sql<{ text: string }>(
      `select concat_ws(' ', b.code, i.medium || '/' || i.measure, coalesce(trim_scale(i.quantity_millionths / 1000000.0)::text, '?'),
         coalesce(trim_scale(i.last_year_millionths / 1000000.0)::text, '?'), nullif(i.counted_with, '')) as text
       from app.building_consumption i join app.building b on b.id = i.building_id order by b.code, i.medium, i.measure`,
    )
  ).map(({ text }) => text);

const missing = (from: string, to: string, medium: "heat" | null = null) =>
  inScope(database.pools.runtime, books.scope.token, (tx) =>
    monthsWithoutInformation(tx, Object.values(units), { from: plainDate(from), to: plainDate(to) }, medium),
  );

describe("information of a month", () => {
  it("is refused while the month lasts", async () => {
    const early = { ...books.context, today: () => plainDate("2026-01-31") };
    expect(await issueConsumptionInformation(early, books.scope, JANUARY)).toMatchObject({
      ok: false,
      refusals: [{ reason: "information-month-not-over" }],
    });
    expect(await told()).toEqual([]);
    expect([...(await missing("2026-01-01", "2026-01-31"))]).toEqual([
      ["M1", 1],
      ["M2", 1],
      ["M3", 1],
    ]);
  });

  it("tells units read from a distance, weighted and by share, and names those without a reading", async () => {
    expect(await issue()).toEqual({
      month: "2026-01",
      units: 3,
      buildings: 1,
      withoutReading: [{ unit: "M2", medium: "heat" }],
      written: 9,
      removed: 0,
    });
    expect(await told()).toEqual([
      "M1 R-M1 cold-water/m3 3.5 ? 2026-02-15",
      "M1 R-M1 heat/unit 32 16 2026-02-15",
      // last year's water was a former holder's
      "M2 R-M2 cold-water/m3 6 ? 2026-02-15",
      "M2 R-M2 heat/unit ? ? 2026-02-15",
      "M3 - cold-water/m3 2 1 2026-02-15",
    ]);
  });

  it("sums units by building and tells its heat meters, for heating and for hot water", async () => {
    expect(await buildings()).toEqual([
      "B0 cold-water/m3 11.5 4",
      "B0 heat/GJ 187.5 200",
      "B0 heat/unit 32 16",
      "B0 hot-water/GJ 42 ?",
    ]);
  });

  it("changes nothing when it is issued again, whatever the day", async () => {
    expect(await issue(JANUARY, "2026-03-20")).toMatchObject({ written: 0, removed: 0 });
    expect((await told()).every((line) => line.endsWith("2026-02-15"))).toBe(true);
  });

  it("is brought up to date by a reading that came late and by one that was corrected, and by nothing else", async () => {
    const [silent] = await books.sql<{ point_id: number; meter_id: number }>(
      "select point_id, meter_id from app.reading where value_millionths = 7000000",
    );
    await read({ point: silent!.point_id, meter: silent!.meter_id }, ["2026-02-01", 99]);
    const [wrong] = await books.sql<{ id: number; point_id: number; meter_id: number }>(
      "select id, point_id, meter_id from app.reading where value_millionths = 53500000",
    );
    await read({ point: wrong!.point_id, meter: wrong!.meter_id }, [
      "2026-02-01",
      52,
      { corrects_reading_id: wrong!.id, source: "office" },
    ]);
    expect(await issue(JANUARY, "2026-03-21")).toMatchObject({ written: 4, removed: 4, withoutReading: [] });
    expect(await told()).toEqual([
      "M1 R-M1 cold-water/m3 2 ? 2026-03-21",
      "M1 R-M1 heat/unit 32 16 2026-02-15",
      "M2 R-M2 cold-water/m3 6 ? 2026-02-15",
      // 92 in 92 days: no more than their average
      "M2 R-M2 heat/unit 31 ? ~ 2026-03-21",
      "M3 - cold-water/m3 2 1 2026-02-15",
    ]);
  });

  it("goes on at the month's own average after the last reading, an estimate beyond a week", async () => {
    const [shared] = await books.sql<{ point_id: number; meter_id: number }>(
      "select point_id, meter_id from app.reading where value_millionths = 38000000",
    );
    await read({ point: shared!.point_id, meter: shared!.meter_id }, ["2026-02-15", 42]);
    expect(await issue({ month: month("2026-02") }, "2026-03-01")).toMatchObject({
      withoutReading: [
        { unit: "M1", medium: "heat" },
        { unit: "M1", medium: "cold-water" },
        { unit: "M2", medium: "heat" },
      ],
    });
    // 4 in 14 days: 8 in 28, of which M3 has a quarter
    expect((await told()).at(-1)).toBe("M3 - cold-water/m3 2 ? ~ 2026-03-01");
    expect((await told()).filter((line) => line.startsWith("M4"))).toEqual([]);
  });

  it("leaves months without a figure to the legal check, per unit and medium", async () => {
    expect([...(await missing("2025-12-01", "2026-02-28"))]).toEqual([
      ["M1", 2],
      ["M2", 2],
      ["M3", 1],
    ]);
    expect([...(await missing("2026-01-01", "2026-01-31", "heat"))]).toEqual([]);
    await books.sql("update app.consumption_information set quantity_millionths = null where unit_id = $1", [
      units.M1,
    ]);
    expect([...(await missing("2026-01-01", "2026-01-31", "heat"))]).toEqual([["M1", 1]]);
  });
});

describe("one node for two buildings", () => {
  it("is told whole to each, with the names of both; a building's own heat meter goes before it", async () => {
    const node = await device("heat", "GJ", { level: "main" });
    await read(node, ["2025-01-01", 0], ["2025-02-01", 300], ["2026-01-01", 3000], ["2026-02-01", 3290]);
    const next = await books.unit("N1", { place: 1 });
    const allocator = await device("heat", "unit", { units: [next.unitId] });
    await read(allocator, ["2026-01-01", 0], ["2026-02-01", 7]);
    const [M1] = await books.sql<{ point_id: number }>(
      "select min(point_id) as point_id from app.metering_point_unit where unit_id = $1",
      [units.M1],
    );
    await books.sql("update app.metering_point_state set building_id = null where point_id = $1", [
      node.point,
    ]);
    await books.sql(
      "update app.metering_point_state set behind_point_id = $1, building_id = null where point_id = any ($2)",
      [node.point, [allocator.point, M1!.point_id]],
    );
    await issue(JANUARY, "2026-03-25");
    // February, issued above, was not read.
    const heat = async () =>
      (await buildings()).filter((line) => line.includes("/GJ") && !line.endsWith("? ?"));
    expect(await heat()).toEqual([
      "B0 heat/GJ 187.5 200",
      "B0 hot-water/GJ 42 ?",
      "B1 heat/GJ 290 300 ul. Próbna 1, ul. Próbna 2",
    ]);
    // Without its own heat meter the first building is told the node's, too.
    await books.sql(
      `update app.metering_point_state set building_id = null
       where point_id = (select point_id from app.reading where value_millionths = 1187500000)`,
    );
    await issue(JANUARY, "2026-03-26");
    expect(await heat()).toEqual([
      "B0 heat/GJ 290 300 ul. Próbna 1, ul. Próbna 2",
      "B0 hot-water/GJ 42 ?",
      "B1 heat/GJ 290 300 ul. Próbna 1, ul. Próbna 2",
    ]);
  });
});
