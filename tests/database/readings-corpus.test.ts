import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import { HAS_SHARED_DATA, sharedBytes, sharedText } from "../corpus/shared-data.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { type MeterToStand, type ReadingRegister, readingRegister } from "../setup/reading-register.ts";

const TELEGRAMS = "metering/wmbusmeters";
const GATEWAY = "metering/gateway-csv";
const GATEWAY_DAYS = [
  "2023-02-16",
  "2023-03-09",
  "2023-03-16",
  "2023-04-13",
  "2023-04-20",
  "2023-05-11",
  "2023-05-18",
  "2023-10-15",
  "2023-10-31",
];

const sumOf = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** The meters that telegrams name, as `kind` says. */
function metersOf(text: string, kind: Omit<MeterToStand, "serial">): MeterToStand[] {
  const ids = text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => (JSON.parse(line) as { id: string }).id);
  return [...new Set(ids)].map((serial) => ({ serial, during: "[2010-01-01,)", ...kind }));
}

describe.skipIf(!HAS_SHARED_DATA)("real telegrams", () => {
  let database: TestDatabase;
  let slugs = 0;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.close());

  const register = async (meters: readonly MeterToStand[]): Promise<ReadingRegister> => {
    slugs += 1;
    const books = await readingRegister(database, `telegramy-${slugs}`, "2026-11-25");
    await books.stand(...meters);
    return books;
  };

  it("of allocators: set days, a low battery, a telegram without a value", async () => {
    const text = sharedText(`${TELEGRAMS}/hca.jsonl`);
    const books = await register(
      metersOf(text, { medium: "heat", kind: "heat-cost-allocator", measure: "unit" }),
    );
    expect(await books.tally(text)).toEqual({
      lines: 9,
      accepted: 4,
      duplicates: 1,
      flagged: { "device-fault": 1 },
      refused: { "day-unknown": 1, "value-missing": 2 },
    });
    expect((await books.readings()).filter((each) => /^(90919293|60366655)/.test(each))).toEqual([
      "90919293 2020-12-31 270 radio restarts",
      "90919293 2021-07-02 97 radio",
      "90919293 2021-08-02 97 radio",
      "60366655 2020-12-31 652 radio restarts",
      "60366655 2021-01-26 89 radio device-fault",
    ]);
  });

  it("of heat meters: kWh counted into GJ, broken sensors, cooling that is no heating", async () => {
    const text = sharedText(`${TELEGRAMS}/heat.jsonl`);
    const books = await register(metersOf(text, { medium: "heat", kind: "heat-meter", measure: "GJ" }));
    expect(await books.tally(text)).toEqual({
      lines: 29,
      accepted: 7,
      duplicates: 5,
      flagged: { "device-fault": 2 },
      refused: { "day-unknown": 13, "wrong-medium": 2 },
    });
    expect((await books.readings()).filter((each) => /^(78787878|85412440)/.test(each))).toEqual([
      "78787878 2023-01-20 4.00176 radio",
      "85412440 2024-04-05 19 radio",
    ]);
  });

  it("of water meters: most tell no day, so they are taken only when somebody tells it", async () => {
    const text = sharedText(`${TELEGRAMS}/water.jsonl`);
    const warm = new Set(["65656565", "60904720"]);
    const meters = metersOf(text, {}).map((each) => ({
      ...each,
      medium: warm.has(each.serial) ? "hot-water" : "cold-water",
    }));
    const known = meters.filter(({ serial }) => serial !== "20202020");
    const books = await register(known);
    expect(await books.tally(text)).toEqual({
      lines: 32,
      accepted: 1,
      duplicates: 0,
      flagged: {},
      refused: { "day-unknown": 31 },
    });
    const day = { day: plainDate("2026-10-31") };
    expect(await books.tally(text, day)).toEqual({
      lines: 32,
      accepted: 24,
      duplicates: 4,
      // Two telegrams of one meter, 4.352 m³ apart, become readings of one day.
      flagged: { "device-fault": 1, "improbable-jump": 1, leak: 1 },
      refused: { "unknown-serial": 1 },
    });
    const readings = await books.readings();
    expect(readings).toContain("48500375 2026-10-31 521.602 radio leak");
    expect(readings).toContain("21242472 2026-10-31 3.488 radio device-fault");
    expect(readings).toContain("02035240 2026-10-31 904.398 radio");
    expect(await books.tally(text, day)).toMatchObject({ accepted: 0, duplicates: 32 });
  });

  it("of a house's gateway: nine files, every telegram accounted for, headings and closing marks no lines", async () => {
    const ids = new Set(
      GATEWAY_DAYS.flatMap((on) =>
        sharedText(`${GATEWAY}/hca-gateway-${on}.csv`)
          .split("\r\n")
          .flatMap((line) => (line.startsWith("SND_NR") ? [line.split(";")[2]!] : [])),
      ),
    );
    expect(ids.size).toBe(50);
    const known = [...ids].filter((serial) => serial !== "21116049");
    const books = await register(
      known.map((serial) => ({
        serial,
        medium: "heat",
        kind: "heat-cost-allocator",
        measure: "unit",
        during: "[2021-01-01,)",
      })),
    );
    const counts: number[][] = [];
    for (const on of [...GATEWAY_DAYS].reverse()) {
      const tally = await books.tally(sharedBytes(`${GATEWAY}/hca-gateway-${on}.csv`));
      const { lines, accepted, duplicates, flagged, refused } = tally;
      expect(accepted + duplicates + sumOf(flagged) + sumOf(refused)).toBe(lines);
      // The file of 15 October is that of 18 May to the byte: nothing in it is new, not even what was refused.
      expect(refused).toEqual(on === "2023-05-18" ? {} : { "unknown-serial": 1 });
      counts.push([lines, accepted, duplicates, sumOf(flagged)]);
    }
    expect(counts).toEqual([
      [50, 48, 0, 1],
      [49, 47, 0, 1],
      [49, 0, 49, 0],
      [49, 47, 0, 1],
      [49, 47, 0, 1],
      [49, 47, 0, 1],
      [49, 47, 0, 1],
      [49, 47, 0, 1],
      [49, 47, 0, 1],
    ]);
    expect((await books.readings()).filter((each) => each.startsWith("21116044"))).toEqual([
      "21116044 2022-12-31 98 radio restarts",
      "21116044 2023-02-16 72 radio",
      "21116044 2023-03-09 83 radio",
      "21116044 2023-03-16 84 radio",
      "21116044 2023-04-13 89 radio",
      "21116044 2023-04-20 89 radio",
      "21116044 2023-05-11 89 radio",
      "21116044 2023-05-18 89 radio",
      "21116044 2023-10-31 93 radio",
    ]);
  });
});
