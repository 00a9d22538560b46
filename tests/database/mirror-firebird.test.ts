import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findFirebird } from "../../scripts/firebird.ts";
import { groupedQuery } from "../../src/world/mirror-source/grouped-totals.ts";
import type { SourceConnection } from "../../src/world/mirror-source/source.ts";
import { FIREBIRD_PASSWORD, type FirebirdServer, firebirdServer } from "../setup/firebird-server.ts";
import { connectSource } from "../setup/mirror-installation.ts";
import { SMALL_FIREBIRD } from "../setup/small-vendor-firebird.ts";

/** `firebird://user:password@host/database` of another server that is there for tests. */
const NAMED = process.env.OSIEDLE_TEST_FIREBIRD;
const isInstalled = findFirebird() !== null;

const VALUES = `
  create table wartosci (lp int, kwota numeric(15,2), krotka numeric(4,2), drobna numeric(9,9), dluga numeric(18,4), dzien date,
    chwila timestamp, znaki char(10), tekst varchar(10), ulamek double precision, krotki float, tak boolean, opis blob sub_type text,
    duza bigint, godzina time);
  create table zle (lp int, tekst varchar(10), surowy varchar(10) character set none, obcy varchar(10) character set utf8);
  create table dni (lp int);
  grant select on wartosci to CZYTELNIK; grant select on zle to CZYTELNIK; grant select on dni to CZYTELNIK;
  commit;
  insert into wartosci values (1, 1234567890123.45, -0.05, 0.000000001, 1.2345, '1899-12-31', '2026-01-31 04:05:06', 'Łódź', '', 0.1, 100.1,
    true, 'Zażółć', 9223372036854775807, '12:00');
  insert into wartosci values (2, -9999999999999.99, 99.99, 0, -0.0001, '0001-01-01', '1850-01-01 23:59:59', '', ' ', 1e-7, -2.5, false, '',
    -1, '23:59:59');
  insert into wartosci (lp, dzien, znaki) values (3, '9999-12-31', '€„”');
  insert into zle values (1, cast(x'A381' as varchar(10) character set win1250), x'A3F36492', 'Żuk');
  insert into zle values (2, 'Ł', x'41', 'Жук');
  set term ^;
  execute block as declare n int = 0; begin while (n < 12000) do begin insert into dni values (:n); n = n + 1; end end^
  set term ;^
`;
const OLD = `
  create table dok (nr int, data date, kwota numeric(15,2), mala numeric(9,2), nazwa varchar(20) character set none);
  grant select on dok to CZYTELNIK;
  commit;
  insert into dok values (1, '2026-03-29', 1234567890123.45, 10.10, cast('A' as varchar(20) character set none));
  insert into dok values (1, '2018-11-04', 0.10, -0.05, 'B');
`;
const DAYS = `select cast(dateadd(lp day to cast('FIRST' as date)) as varchar(10)), dateadd(lp day to cast('FIRST' as date)),
  cast(dateadd(lp * 5 hour to cast('FIRST 00:30:00' as timestamp)) as varchar(24)), dateadd(lp * 5 hour to cast('FIRST 00:30:00' as timestamp))
  from dni order by lp`;

/** Logins whose salt begins with a nought, as one in sixteen has it: the server keeps its bytes. */
const SHORT_SALTS =
  "select trim(plg$user_name) from plg$srp where ascii_val(substring(plg$salt from 1 for 1)) < 16";

async function rows(connection: SourceConnection, text: string, marks: readonly string[] = []) {
  const found: (string | null)[][] = [];
  for await (const batch of connection.read({ text, marks })) found.push(...batch.map((row) => [...row]));
  return found;
}

let server: FirebirdServer | null = null;
const opened: { close: () => Promise<void> }[] = [];
async function connect(database: string, { user = "CZYTELNIK", options = "" } = {}) {
  const connection = await connectSource({
    url: `${server!.address(database, user)}${options}`,
    password: FIREBIRD_PASSWORD,
  });
  opened.push(connection);
  return connection;
}
beforeAll(async () => {
  server = await firebirdServer({
    czynsze: { characterSet: "WIN1250", script: SMALL_FIREBIRD },
    wartosci: { characterSet: "WIN1250", script: VALUES },
    bez_kodowania: { characterSet: "NONE", script: OLD },
    dawna: { characterSet: "WIN1250", script: OLD, dialect: 1 },
  });
});
afterAll(async () => {
  for (const each of opened.reverse()) await each.close();
  await server?.close();
});

if (!NAMED && !isInstalled)
  it("Firebird is skipped: it is not installed, and no server is named in OSIEDLE_TEST_FIREBIRD", ({
    skip,
  }) => skip());

const SERVERS = [
  ...(isInstalled ? ["of the test"] : []),
  ...(NAMED ? ["named in OSIEDLE_TEST_FIREBIRD"] : []),
];
describe.each(SERVERS)("a Firebird server %s", (name) => {
  let connection: SourceConnection;
  beforeAll(async () => {
    if (name === "of the test") connection = await connect("wartosci");
    else {
      const url = new URL(NAMED!);
      const password = decodeURIComponent(url.password);
      url.password = "";
      connection = await connectSource({ url: url.href, password });
      opened.push(connection);
    }
  });

  it("tells a query's columns without reading its rows", async () => {
    const described = await connection.describe(
      {
        text: "select cast(1.5 as numeric(9,2)) as kwota, cast('2026-01-31' as date) as dzien, cast('a' as varchar(5)) as tekst from rdb$database where 1 = cast(? as int)",
        marks: [],
      },
      "postings",
    );
    expect(described).toEqual({
      ok: true,
      value: [
        { name: "KWOTA", type: "number" },
        { name: "DZIEN", type: "day" },
        { name: "TEKST", type: "text" },
      ],
    });
    expect(
      await connection.describe({ text: "select nic from nigdzie", marks: [] }, "postings"),
    ).toMatchObject({ ok: false, refusals: [{ reason: "query-failed" }] });
  });

  it("gives amounts, days and Polish letters as they are", async () => {
    expect(
      await rows(
        connection,
        "select cast(1234567890123.45 as numeric(18,2)), cast('2026-01-31' as date), cast('2026-01-31 04:05:06' as timestamp), _UTF8 'Zażółć', null from rdb$database where 1 = cast(? as int)",
        ["1"],
      ),
    ).toEqual([["1234567890123.45", "2026-01-31", "2026-01-31 04:05:06", "Zażółć", null]]);
  });

  it("is only read", async () => {
    await expect(
      rows(connection, "update rdb$database set rdb$description = 'x' returning 1"),
    ).rejects.toMatchObject({ refusal: { reason: "source-read-failed" } });
  });
});

describe.runIf(isInstalled)("a Firebird database in Windows-1250", () => {
  it.each(["", "?encoding=WIN1250"])("gives every type as it is: %s", async (options) => {
    const connection = await connect("wartosci", { options });
    expect(await rows(connection, "select * from wartosci order by lp")).toEqual([
      [
        "1",
        "1234567890123.45",
        "-0.05",
        "0.000000001",
        "1.2345",
        "1899-12-31",
        "2026-01-31 04:05:06",
        "Łódź      ",
        "",
        "0.1",
        "100.1",
        "1",
        "Zażółć",
        "9223372036854775807",
        "12:00:00",
      ],
      [
        "2",
        "-9999999999999.99",
        "99.99",
        "0.000000000",
        "-0.0001",
        "0001-01-01",
        "1850-01-01 23:59:59",
        "          ",
        " ",
        "1e-7",
        "-2.5",
        "0",
        "",
        "-1",
        "23:59:59",
      ],
      [
        "3",
        null,
        null,
        null,
        null,
        "9999-12-31",
        null,
        "€„”       ",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
      ],
    ]);
  });

  it.each(["Europe/Warsaw", "America/Sao_Paulo"])(
    "gives days and hours as the server has them where this machine lives in %s",
    async (zone) => {
      const home = process.env.TZ;
      process.env.TZ = zone;
      try {
        expect(new Date(2018, 6, 1).getTimezoneOffset()).toBe(
          { "Europe/Warsaw": -120, "America/Sao_Paulo": 180 }[zone] ?? 0,
        );
        const connection = await connect("wartosci");
        for (const first of ["1890-01-01", "2009-01-01"]) {
          const found = await rows(connection, DAYS.replaceAll("FIRST", first));
          expect(found).toHaveLength(12_000);
          expect(
            found.filter(([dayText, day, text, moment]) => day !== dayText || moment !== text?.slice(0, 19)),
          ).toEqual([]);
        }
      } finally {
        if (home === undefined) delete process.env.TZ;
        else process.env.TZ = home;
      }
    },
  );

  it("reads a base without an encoding by the one its texts were written in", async () => {
    server!.change("bez_kodowania", "update dok set nazwa = x'A3F364BC9C' where mala > 0;");
    const query = "select nazwa from dok where nr = 1 and mala > 0";
    expect(await rows(await connect("bez_kodowania", { options: "?encoding=WIN1250" }), query)).toEqual([
      ["ŁódĽś"],
    ]);
    expect(await rows(await connect("bez_kodowania"), query)).toEqual([[expect.stringContaining("\ufffd")]]);
  });

  it("reads and sums a base of the old dialect, whose long amounts are binary fractions", async () => {
    const connection = await connect("dawna");
    const query = { text: "select nr, data, kwota, mala from dok", marks: [] };
    expect(await connection.describe(query, "postings")).toMatchObject({
      value: [{ type: "number" }, { type: "moment" }, { type: "float" }, { type: "number" }],
    });
    expect(await rows(connection, query.text)).toEqual([
      ["1", "2026-03-29 00:00:00", "1234567890123.45", "10.10"],
      ["1", "2018-11-04 00:00:00", "0.1", "-0.05"],
    ]);
    const grouped = groupedQuery(connection, { query, by: ["NR"], sums: ["MALA"], days: null });
    expect(await rows(connection, grouped.text)).toEqual([["1", "2", "10.05"]]);
  });

  it("goes on after a query that was left early", async () => {
    const connection = await connect("wartosci");
    for await (const batch of connection.read({ text: "select lp from dni", marks: [] })) {
      expect(batch.length).toBeLessThan(12_000);
      break;
    }
    expect(await rows(connection, "select count(*) from dni")).toEqual([["12000"]]);
  });

  it("lets everybody in with their password, whatever salt the server gave them, and nobody else", async () => {
    let short: (string | null)[][] = [];
    for (let batch = 0; batch < 20 && short.length === 0; batch += 1) {
      const users = Array.from(
        { length: 16 },
        (_, index) => `create user n${batch}_${index} password '${FIREBIRD_PASSWORD}';`,
      );
      server!.change("czynsze", users.join("\n"));
      const keeper = await connect("security", { user: "SYSDBA" });
      short = await rows(keeper, SHORT_SALTS);
      await keeper.close();
    }
    expect(short.length).toBeGreaterThan(0);
    for (const [user] of short) await connect("czynsze", { user: user! });
    await expect(connectSource({ url: server!.address("czynsze"), password: "inne" })).rejects.toMatchObject({
      refusal: { reason: "source-unreachable" },
    });
  });

  it("warns of a login that may write", async () => {
    for (const [user, warned] of [
      ["CZYTELNIK", []],
      ["PISARZ", ["source-login-may-write"]],
      ["SYSDBA", ["source-login-may-write"]],
    ] as const) {
      const { warnings } = await connect("czynsze", { user });
      expect(warnings.map(({ reason }) => reason)).toEqual(warned);
    }
  });
});
