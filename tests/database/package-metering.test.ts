import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PlainDate, plainDate } from "../../src/domain/values/plain-date.ts";
import { importPackage, type PackageImport } from "../../src/operations/import-package.ts";
import { sentenceOf } from "../../src/web/messages/refusals.pl.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { change, type DraftPackage, examplePackage, sealed } from "../setup/exchange-package.ts";

const TODAY = plainDate("2026-11-23");

let database: TestDatabase;
let first: PackageImport;

beforeAll(async () => {
  database = await freshDatabase();
  first = await imported(examplePackage());
});

afterAll(() => database.close());

function importAt(draft: DraftPackage, today: PlainDate = TODAY) {
  return importPackage({ pools: database.pools, today: () => today }, sealed(draft), null);
}

async function imported(draft: DraftPackage): Promise<PackageImport> {
  const result = await importAt(draft);
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return result.value;
}

async function refusalsOf(draft: DraftPackage, today?: PlainDate) {
  const result = await importAt(draft, today);
  const refusals = result.ok ? [] : result.refusals;
  for (const refusal of refusals) expect(sentenceOf(refusal)).not.toContain(refusal.reason);
  return refusals.map(({ file, line, column, reason }) => [file, line, column, reason]);
}

async function rowsOf(text: string): Promise<unknown[]> {
  return database.asSuperuser(async (client) => (await client.query({ text, rowMode: "array" })).rows);
}

function edits(
  changes: readonly (readonly [name: string, from: string | RegExp, to: string])[],
): DraftPackage {
  return changes.reduce(
    (draft, [name, from, to]) => change(draft, name, (text) => text.replace(from, to)),
    examplePackage(),
  );
}

const READINGS = `select m.code, p.code, r.read_on::text, r.value_millionths::text, r.source, r.restarts, r.note, r.import_line
  from app.reading r join app.meter m on m.id = r.meter_id join app.metering_point p on p.id = r.point_id order by r.id`;

describe("the metering network of the example package", () => {
  it("stands in the books as it is told", async () => {
    expect(
      await rowsOf(
        `select p.code, b.code, f.code, s.location_factor_millionths::text, s.is_remote, s.during::text
         from app.metering_point_state s join app.metering_point p on p.id = s.point_id
         left join app.building b on b.id = s.building_id left join app.metering_point f on f.id = s.behind_point_id
         order by p.code, s.during`,
      ),
    ).toEqual([
      ["B1-1-CO1", "B1", "B1-CO", "850000", true, "[2026-01-01,)"],
      ["B1-1-ZW", "B1", "B1-ZW", "1000000", true, "[2026-01-01,)"],
      ["B1-2-ZW", "B1", "B1-ZW", "1000000", false, "[2026-01-01,2026-04-01)"],
      ["B1-2-ZW", "B1", "B1-ZW", "1000000", true, "[2026-04-01,)"],
      ["B1-CO", "B1", null, "1000000", false, "[2026-01-01,)"],
      ["B1-W-ZW", "B1", "B1-ZW", "1000000", false, "[2026-01-01,)"],
      ["B1-ZW", "B1", null, "1000000", true, "[2026-01-01,)"],
    ]);
    expect(
      await rowsOf(
        `select u.code, n.share_millionths::text from app.metering_point_unit n join app.unit u on u.id = n.unit_id
         join app.metering_point p on p.id = n.point_id where p.code = 'B1-W-ZW' order by 1`,
      ),
    ).toEqual([
      ["B1-1", "500000"],
      ["B1-2", "500000"],
    ]);
    expect(
      await rowsOf(
        `select m.code, m.during::text, m.start_millionths::text, m.end_millionths::text, m.verified_until::text, m.end_reason
         from app.meter m join app.metering_point p on p.id = m.point_id where p.code = 'B1-1-ZW' order by 1`,
      ),
    ).toEqual([
      ["L3", "[2021-02-11,2026-02-11)", "0", "341207000", "2026-02-11", "koniec legalizacji"],
      ["L4", "[2026-02-11,)", "12000", null, "2031-02-11", ""],
    ]);
  });

  it("brings its readings as one import", async () => {
    const readings = await rowsOf(READINGS);
    expect(readings).toHaveLength(9);
    expect(readings[7]).toEqual([
      "L7",
      "B1-1-CO1",
      "2024-12-31",
      "1480000000",
      "visit",
      true,
      "dzień odczytu, podzielnik liczy od zera",
      9,
    ]);
    expect(
      await rowsOf(
        "select format, source, line_count, accepted_count, duplicate_count, flagged, refused from app.reading_import",
      ),
    ).toEqual([["package", "import", 9, 9, 0, {}, {}]]);
    expect(first.kinds.filter(({ kind }) => /^meter|^readings/.test(kind))).toMatchObject([
      { kind: "meteringPoints", inserted: 6 },
      { kind: "meteringPointStates", inserted: 7 },
      { kind: "meteringPointUnits", inserted: 5 },
      { kind: "meters", inserted: 7 },
      { kind: "meterRadios", inserted: 4 },
      { kind: "readings", inserted: 9 },
    ]);
  });
});

describe("a package against meters in the books", () => {
  it("again changes not a single row", async () => {
    expect(await imported(examplePackage())).toMatchObject({ isUnchanged: true });
    expect(await rowsOf("select count(*)::int from app.reading_import")).toEqual([[1]]);
  });

  it("never takes a meter to another point or measure, nor a point to another medium", async () => {
    const swapped = edits([
      ["meters.csv", "L5;B1-2-ZW", "L5;B1-W-ZW"],
      ["meters.csv", "L6;B1-W-ZW", "L6;B1-2-ZW"],
    ]);
    expect(await refusalsOf(swapped)).toEqual([
      ["meters.csv", 6, "point", "fixed-once-imported"],
      ["meters.csv", 7, "point", "fixed-once-imported"],
    ]);
    expect(await refusalsOf(edits([["meters.csv", "heat-meter;;GJ", "heat-meter;;MWh"]]))).toEqual([
      ["meters.csv", 3, "measure", "fixed-once-imported"],
    ]);
    expect(await refusalsOf(edits([["metering-points.csv", "B1-W-ZW;cold", "B1-W-ZW;hot"]]))).toEqual([
      ["metering-points.csv", 6, "medium", "fixed-once-imported"],
    ]);
  });

  it("never takes the days of readings from a meter", async () => {
    const later = edits([
      ["meters.csv", "2024-01-15;;", "2026-01-01;;"],
      ["readings.csv", "L6;2025-12-31;44,05;visit;;\n", ""],
    ]);
    expect(await refusalsOf(later)).toEqual([["meters.csv", 7, "first_day", "meter-without-its-readings"]]);
  });

  it("puts nothing where a meter or radio module stands that it no longer names", async () => {
    const meter = edits([
      ["meters.csv", /L5;.*\nL6;.*\n/, "L9;B1-2-ZW;99000006;water-meter;DN15;m3;2024-01-15;;;0;;5;;\n"],
      ["meter-radios.csv", /L5;.*\nL5;.*\n/, ""],
      ["readings.csv", /L5;.*\nL6;.*\n/, ""],
    ]);
    expect((await refusalsOf(meter)).toSorted()).toEqual([
      ["meters.csv", 6, "first_day", "meters-overlap"],
      ["meters.csv", 6, "first_day", "serial-at-two-points"],
    ]);
    const radio = edits([
      ["meters.csv", /L7;.*\n/, ""],
      ["meter-radios.csv", /L7;.*\n/, ""],
      ["meter-radios.csv", "L4;99000004", "L4;99000007"],
      ["readings.csv", /L7;.*\nL7;.*\n/, ""],
    ]);
    expect(await refusalsOf(radio)).toEqual([["meter-radios.csv", 2, "radio_id", "radio-at-two-meters"]]);
  });

  it("reads nothing before its day", async () => {
    const draft = edits([["readings.csv", "L6;2025-12-31;44,05", "L6;2026-11-24;44,05"]]);
    expect(await refusalsOf(draft)).toEqual([["readings.csv", 8, "read_on", "reading-of-the-future"]]);
    expect(await refusalsOf(draft, plainDate("2026-11-24"))).toEqual([]);
    await database.asSuperuser((client) =>
      client.query("delete from app.reading where read_on = '2026-11-24'"),
    );
  });
});

describe("a later package", () => {
  it("replaces, moves and exchanges meters in one go, and adds only readings that are new", async () => {
    const later = edits([
      // L5 is taken out and put in, under another code, where L6 was; radio modules change places.
      [
        "meters.csv",
        /L5;.*\nL6;.*\n/,
        `L5;B1-2-ZW;99000005;water-meter;DN15;m3;2023-06-20;2026-05-31;2028-06-20;0;201,5;5;;zamiana
L6;B1-W-ZW;99000006;water-meter;DN15;m3;2024-01-15;2026-05-31;2029-01-15;0;50,2;5;;zamiana
L8;B1-2-ZW;99000006;water-meter;DN15;m3;2026-06-01;;2029-01-15;50,2;;5;;
L9;B1-W-ZW;99000005;water-meter;DN15;m3;2026-06-01;;2028-06-20;201,5;;5;;
`,
      ],
      ["meter-radios.csv", /L4;[\s\S]*/, "L4;99000007;2026-02-11;\nL7;99000004;2026-02-11;\n"],
      ["readings.csv", /$/, "L5;2026-06-01;201,5;visit;;\n"],
    ]);
    const done = await imported(later);
    expect(
      done.kinds.filter(({ inserted, updated, replaced }) => inserted + updated + replaced > 0),
    ).toMatchObject([
      { kind: "meters", inserted: 2, updated: 2 },
      { kind: "meterRadios", inserted: 2, replaced: 2, kept: ["L5"] },
      { kind: "readings", given: 10, inserted: 1 },
    ]);
    expect(
      await rowsOf(
        "select line_count, accepted_count, duplicate_count from app.reading_import where line_count = 10",
      ),
    ).toEqual([[10, 1, 9]]);
    expect(done.monthsToCorrect).toEqual([]);
    expect(await imported(later)).toMatchObject({ isUnchanged: true });
  });

  it("keeps what it no longer names", async () => {
    const files = new Map([...examplePackage().files].filter(([name]) => !/^meter|^readings/.test(name)));
    const done = await imported({ files, manifest: examplePackage().manifest });
    expect(done.isUnchanged).toBe(true);
    expect(done.kinds.find(({ kind }) => kind === "meteringPoints")!.kept).toHaveLength(6);
    expect(await rowsOf("select count(*)::int from app.meter")).toEqual([[9]]);
  });
});
