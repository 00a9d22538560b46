import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyRows } from "../../src/world/database/copy.ts";
import { type Migration, migrate, readMigrations } from "../../src/world/database/migrations.ts";
import { inScope, queries, readInScope } from "../../src/world/database/scope.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.close());

const token = sql<{ token: string; role: string }>`
  select current_setting('app.session_token', true) as token, current_user as role`;

describe("scoped transaction", () => {
  it("hands over the token for this transaction only", async () => {
    const inside = await inScope(
      database.pools.runtime,
      "secret",
      async (tx) => (await token.execute(tx)).rows,
    );
    expect(inside).toEqual([{ token: "secret", role: "osiedle_runtime" }]);
    const afterwards = await inScope(
      database.pools.runtime,
      null,
      async (tx) => (await token.execute(tx)).rows,
    );
    expect(afterwards[0]?.token).toBe("");
  });

  it("keeps nothing of work that throws", async () => {
    await database.asSuperuser((admin) =>
      admin.query("create table public.kept (n int); grant all on public.kept to osiedle_runtime"),
    );
    const work = inScope(database.pools.runtime, null, async (tx) => {
      await sql`insert into public.kept values (1)`.execute(tx);
      throw new Error("half way");
    });
    await expect(work).rejects.toThrow("half way");
    const swallowed = inScope(database.pools.runtime, null, async (tx) => {
      await sql`insert into public.kept values (2)`.execute(tx);
      await sql`select 1 / 0`.execute(tx).catch(() => {});
    });
    await expect(swallowed).rejects.toThrow("rolled back");
    expect((await database.pools.runtime.query("select n from public.kept")).rows).toEqual([]);
  });

  it("reads several answers in one trip and survives one that fails", async () => {
    const read = token.compile(queries);
    const [first, second] = await readInScope(database.pools.reading, "a", [read, read]);
    expect([first[0]?.token, second[0]?.token]).toEqual(["a", "a"]);
    const division = sql`select 1 / 0`.compile(queries);
    await expect(readInScope(database.pools.reading, "b", [read, division, read])).rejects.toThrow(
      "division by zero",
    );
    const [third] = await readInScope(database.pools.reading, null, [read]);
    expect(third[0]?.token).toBe("");
  });

  it("refuses writes in a read", async () => {
    const write = sql`insert into public.kept values (3)`.compile(queries);
    await expect(readInScope(database.pools.reading, null, [write])).rejects.toThrow("read-only");
  });
});

describe("binary COPY", () => {
  it("writes every type so that the server reads the same value", async () => {
    await database.asSuperuser(async (admin) => {
      await admin.query(
        "create temp table kinds (a int2, b int4, c int8, d text, e date, f bool, g jsonb, h bytea, i int4[], j daterange, k uuid, l timestamptz, m text[])",
      );
      const columns = [
        ["a", "int2"],
        ["b", "int4"],
        ["c", "int8"],
        ["d", "text"],
        ["e", "date"],
        ["f", "bool"],
        ["g", "jsonb"],
        ["h", "bytea"],
        ["i", "int4[]"],
        ["j", "daterange"],
        ["k", "uuid"],
        ["l", "timestamptz"],
        ["m", "text[]"],
      ] as const;
      const id = "018f0000-0000-7000-8000-000000000001";
      const written = await copyRows(admin, "kinds", columns, [
        [
          -32768,
          2147483647,
          -(2 ** 40) - 1,
          "Zażółć gęślą jaźń",
          "2024-02-29",
          true,
          { ł: [1] },
          Buffer.from("ab"),
          [1, null, -2],
          "[2026-01-01,2026-02-01)",
          id,
          "2026-03-29T01:30:00.123456Z",
          ["ą", null],
        ],
        [
          32767,
          -2147483648,
          2 ** 53 - 1,
          "x".repeat(2_000_000),
          "1899-12-31",
          false,
          null,
          Buffer.alloc(0),
          [],
          "empty",
          null,
          null,
          [],
        ],
        [null, null, null, null, null, null, "text", null, null, "[,)", null, null, null],
      ]);
      expect(written).toBe(3);
      const { rows } = await admin.query(
        "select a, b, c::text, left(d, 17) as d, length(d) as n, e::text, f, g, h::text, i::text, j::text, k, l::text, m::text from kinds",
      );
      expect(rows).toEqual([
        {
          a: -32768,
          b: 2147483647,
          c: "-1099511627777",
          d: "Zażółć gęślą jaźń",
          n: 17,
          e: "2024-02-29",
          f: true,
          g: { ł: [1] },
          h: "\\x6162",
          i: "{1,NULL,-2}",
          j: "[2026-01-01,2026-02-01)",
          k: id,
          l: "2026-03-29 01:30:00.123456+00",
          m: "{ą,NULL}",
        },
        {
          a: 32767,
          b: -2147483648,
          c: "9007199254740991",
          d: "x".repeat(17),
          n: 2_000_000,
          e: "1899-12-31",
          f: false,
          g: null,
          h: "\\x",
          i: "{}",
          j: "empty",
          k: null,
          l: null,
          m: "{}",
        },
        {
          a: null,
          b: null,
          c: null,
          d: null,
          n: null,
          e: null,
          f: null,
          g: "text",
          h: null,
          i: null,
          j: "(,)",
          k: null,
          l: null,
          m: null,
        },
      ]);
    });
  });

  it("streams more than its buffers hold, in order, from a generator and from an asynchronous source", async () => {
    await database.asSuperuser(async (admin) => {
      await admin.query("create temp table many (n int8, label text)");
      const count = 120_000;
      const columns = [
        ["n", "int8"],
        ["label", "text"],
      ] as const;
      function* rows() {
        for (let n = 0; n < count; n += 1) yield [n, `wiersz ${n}`];
      }
      async function* later() {
        yield* rows();
      }
      expect(await copyRows(admin, "many", columns, rows())).toBe(count);
      expect(await copyRows(admin, "many", columns, later())).toBe(count);
      const { rows: sums } = await admin.query(
        "select count(*)::int as n, count(distinct label)::int as labels, sum(n)::text as total from many where label = 'wiersz ' || n",
      );
      expect(sums).toEqual([{ n: 2 * count, labels: count, total: String(count * (count - 1)) }]);
    });
  });

  it("leaves nothing and a usable connection when a value, a column or the source is wrong", async () => {
    await database.asSuperuser(async (admin) => {
      await admin.query("create temp table strict (n int4 check (n < 100))");
      const columns = [["n", "int4"]] as const;
      await expect(copyRows(admin, "strict", columns, [[1], [1.5]])).rejects.toThrow(RangeError);
      await expect(copyRows(admin, "strict", columns, [[1], [2 ** 31]])).rejects.toThrow(RangeError);
      await expect(copyRows(admin, "strict", columns, [[1], [100]])).rejects.toThrow("strict_n_check");
      await expect(copyRows(admin, "strict", [["missing", "int4"]], [[1]])).rejects.toThrow("missing");
      function* failing() {
        yield [1];
        throw new Error("source ended early");
      }
      await expect(copyRows(admin, "strict", columns, failing())).rejects.toThrow("source ended early");
      expect((await admin.query("select count(*)::int as n from strict")).rows).toEqual([{ n: 0 }]);
    });
  });
});

describe("values read back", () => {
  it("keeps dates as text and refuses an integer that would be rounded", async () => {
    const { rows } = await database.pools.runtime.query(
      "select '2026-03-01'::date as day, array['2026-03-01'::date] as days, 42::int8 as n, array[1::int8, null] as ns, '[2026-01-01,)'::daterange as during",
    );
    expect(rows).toEqual([
      { day: "2026-03-01", days: ["2026-03-01"], n: 42, ns: [1, null], during: "[2026-01-01,)" },
    ]);
    await expect(database.pools.runtime.query("select 9007199254740993::int8")).rejects.toThrow(
      "safe integer",
    );
  });
});

describe("migrations", () => {
  it("are applied once and refuse a changed or an unknown applied file", async () => {
    const migrations = readMigrations();
    expect(await migrate(database.pools.owner, migrations)).toEqual([]);
    const changed = migrations.map(
      (migration, index): Migration => (index === 0 ? { ...migration, checksum: "0" } : migration),
    );
    await expect(migrate(database.pools.owner, changed)).rejects.toThrow("zmienił się po zastosowaniu");
    await expect(migrate(database.pools.owner, migrations.slice(1))).rejects.toThrow("nie zna");
  });

  it("of two programs at once apply each step once, and a failing step leaves nothing", async () => {
    const extra = { name: "9000_extra.sql", sql: "create table app.extra (n int)", checksum: "1" };
    const both = await Promise.all([
      migrate(database.pools.owner, [...readMigrations(), extra]),
      migrate(database.pools.owner, [...readMigrations(), extra]),
    ]);
    expect(both.flat()).toEqual(["9000_extra.sql"]);
    const broken = {
      name: "9001_broken.sql",
      sql: "create table app.more (n int); select 1 / 0",
      checksum: "2",
    };
    await expect(migrate(database.pools.owner, [...readMigrations(), extra, broken])).rejects.toThrow(
      "9001_broken",
    );
    const { rows } = await database.pools.owner.query("select to_regclass('app.more') as found");
    expect(rows).toEqual([{ found: null }]);
  });
});

describe("roles and text search", () => {
  it("gives nobody but the verifier and the loaders a way around row security", async () => {
    const { rows } = await database.pools.verify.query(
      "select rolname, rolbypassrls, rolsuper, rolcreaterole, rolcanlogin from pg_roles where rolname like 'osiedle\\_%' and rolname <> 'osiedle_admin' order by 1",
    );
    expect(rows.filter((role) => role.rolsuper || role.rolcreaterole)).toEqual([]);
    expect(rows.filter((role) => role.rolbypassrls).map((role) => role.rolname)).toEqual([
      "osiedle_loader",
      "osiedle_poster",
      "osiedle_verify",
    ]);
    expect(rows.filter((role) => !role.rolcanlogin).map((role) => role.rolname)).toEqual([
      "osiedle_auth",
      "osiedle_poster",
    ]);
  });

  it("finds Polish words by their stems", async () => {
    const { rows } = await database.pools.runtime.query(
      "select to_tsvector('public.polish', 'Uchwałami protokołów mieszkańców') @@ to_tsquery('public.polish', 'uchwała & protokół & mieszkaniec') as found",
    );
    expect(rows).toEqual([{ found: true }]);
  });
});
