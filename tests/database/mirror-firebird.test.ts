import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findFirebird } from "../../scripts/firebird.ts";
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
  execute block as declare n int = 0; begin while (n < 20000) do begin insert into dni values (:n); n = n + 1; end end^
  set term ;^
`;
const DAYS = `select cast(dateadd(lp day to cast('FIRST' as date)) as varchar(10)), dateadd(lp day to cast('FIRST' as date)),
  dateadd(lp day to cast('FIRST 00:00:00' as timestamp)) from dni order by lp`;

/** Of sixteen logins one has a salt that begins with a nought; which, chance says. */
const SALTED = Array.from({ length: 16 }, (_, index) => `NOWY${index}`);

async function rows(connection: SourceConnection, text: string, marks: readonly string[] = []) {
  const found: (string | null)[][] = [];
  for await (const batch of connection.read({ text, marks })) found.push(...batch.map((row) => [...row]));
  return found;
}

let server: FirebirdServer | null = null;
const opened: { close: () => Promise<void> }[] = [];
async function connect(database: "czynsze" | "wartosci", { user = "CZYTELNIK", options = "" } = {}) {
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

  it.each(["Europe/Warsaw", "America/Sao_Paulo", "UTC"])(
    "gives days as the server has them where this machine lives in %s",
    async (zone) => {
      const home = process.env.TZ;
      process.env.TZ = zone;
      try {
        expect(new Date(2018, 6, 1).getTimezoneOffset()).toBe(
          { "Europe/Warsaw": -120, "America/Sao_Paulo": 180 }[zone] ?? 0,
        );
        const connection = await connect("wartosci");
        for (const first of ["1890-01-01", "1980-01-01"]) {
          const found = await rows(connection, DAYS.replaceAll("FIRST", first));
          expect(found).toHaveLength(20_000);
          expect(
            found.filter(([text, day, moment]) => day !== text || moment?.slice(0, 10) !== text),
          ).toEqual([]);
        }
      } finally {
        if (home === undefined) delete process.env.TZ;
        else process.env.TZ = home;
      }
    },
  );

  it("goes on after a query that was left early", async () => {
    const connection = await connect("wartosci");
    for await (const batch of connection.read({ text: "select lp from dni", marks: [] })) {
      expect(batch.length).toBeLessThan(20_000);
      break;
    }
    expect(await rows(connection, "select count(*) from dni")).toEqual([["20000"]]);
  });

  it("lets everybody in with their password, whatever salt the server gave them", async () => {
    server!.change(
      "czynsze",
      SALTED.map((user) => `create user ${user} password '${FIREBIRD_PASSWORD}';`).join("\n"),
    );
    for (const user of SALTED) await (await connect("czynsze", { user })).close();
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
