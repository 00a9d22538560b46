import { afterEach, describe, expect, it } from "vitest";
import { readSourceAddress } from "../src/world/mirror-source/address.ts";
import { openSource } from "../src/world/mirror-source/open.ts";
import type { SourceConnection } from "../src/world/mirror-source/source.ts";
import * as columns from "./setup/sql-server/columns.ts";
import { type DatabaseState, databaseAnswers } from "./setup/sql-server/database.ts";
import { type Answer, type StandIn, type StandInOptions, standIn } from "./setup/sql-server/server.ts";

/** SQL Server runs nowhere where these tests do: the client is real, the server is a stand-in that speaks its protocol. */
const opened: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});

async function serving(
  queries: Readonly<Record<string, Answer>> = {},
  options: DatabaseState & Partial<StandInOptions> = {},
): Promise<StandIn> {
  const server = await standIn({ answer: databaseAnswers(queries, options), ...options });
  opened.push(server);
  return server;
}

async function open(
  { port }: StandIn,
  password = "tajne",
  options = "?encrypt=no",
): Promise<SourceConnection> {
  const address = readSourceAddress(`sqlserver://kto@127.0.0.1:${port}/Czynsze${options}`);
  if (!address.ok) throw new Error("no address");
  const connection = await openSource(address.value, password);
  opened.push(connection);
  return connection;
}

async function rows(connection: SourceConnection, text: string, marks: readonly string[] = []) {
  const found: (string | null)[][] = [];
  for await (const batch of connection.read({ text, marks })) found.push(...batch.map((row) => [...row]));
  return found;
}

function* counting(most: number, width = 0) {
  for (let number = 1; number <= most; number += 1) yield [String(number), "ź".repeat(width)];
}
const COUNTED = [columns.integer("nr", 4), columns.nvarchar("opis", 1000)];

describe("SQL Server's client lets somebody in", () => {
  it("as a reader of one snapshot, its dates in an order that no language changes", async () => {
    const server = await serving();
    const connection = await open(server, "tajne");
    expect(connection).toMatchObject({
      kind: "sqlserver",
      asOf: "2026-03-31T08:00:00.1234567Z",
      warnings: [],
    });
    expect(server.logins).toEqual([
      { user: "kto", password: "tajne", database: "Czynsze", application: "osiedle mirror", readsOnly: true },
    ]);
    expect(server.isolations).toEqual([5]);
    expect(server.batches.join("\n")).toContain("set dateformat mdy");
  });

  it.each([
    ["a wrong password", {}, "złe", "source-unreachable", { said: "Login failed for user 'kto'." }],
    ["a login that may write", { mayWrite: true }, "tajne", "source-login-must-not-write", { user: "kto" }],
    [
      "a base without snapshots",
      { hasSnapshots: false },
      "tajne",
      "source-no-snapshot",
      { database: "Czynsze" },
    ],
  ])("refuses %s", async (_name, state, password, reason, data) => {
    const server = await serving({}, state);
    await expect(open(server, password)).rejects.toMatchObject({ refusal: { reason, data } });
  });

  it("tells no password to a server that does not encrypt", async () => {
    const server = await serving();
    await expect(open(server, "tajne", "")).rejects.toMatchObject({
      refusal: { reason: "source-unreachable" },
    });
    expect(server.logins).toEqual([]);
  });

  it("asks for the rights on every table, not only on the base", async () => {
    const server = await serving();
    await open(server);
    expect(server.asked[0]?.text).toMatch(/has_perms_by_name\(o\.name, 'object', 'insert'\)/);
  });
});

/** What each type holds, as it has to arrive. */
const VALUES: readonly (readonly [columns.Column, string])[] = [
  [columns.decimal("x", 9, 2), "-1234567.80"],
  [columns.decimal("x", 15, 2), "1234567890123.45"],
  [columns.decimal("x", 18, 2), "1234567890123456.78"],
  [columns.decimal("x", 18, 2), "-9999999999999999.99"],
  [columns.decimal("x", 28, 10), "1000000.0000000000"],
  [columns.numeric("x", 38, 0), "12345678901234567890123456789012345678"],
  [columns.numeric("x", 38, 18), "1234567.890000000000000001"],
  [columns.numeric("x", 9, 9), "0.000000001"],
  [columns.decimal("x", 5, 2), "0.00"],
  [columns.money("x"), "449999999999.9999"],
  [columns.money("x"), "-0.0100"],
  [columns.money("x", 4), "-214748.3648"],
  [columns.integer("x", 8), "-9223372036854775808"],
  [columns.integer("x", 1), "255"],
  [columns.bit("x"), "1"],
  [columns.float("x", 8), "0.1"],
  [columns.float("x", 4), "100.1"],
  [columns.date("x"), "1899-12-31"],
  [columns.date("x"), "0001-01-01"],
  [columns.date("x"), "9999-12-31"],
  [columns.datetime("x"), "1753-01-01 23:59:59"],
  [columns.datetime("x"), "2026-03-29 02:30:00"],
  [columns.datetime("x", 4), "2026-10-25 02:59:00"],
  [columns.datetime2("x", 0), "2026-03-29 00:00:00"],
  [columns.datetime2("x", 7), "0001-01-01 00:00:00"],
  [columns.varchar("x", 20), "Zażółć gęślą"],
  [columns.char("x", 8), "Łódź    "],
  [columns.nvarchar("x", 20), "„Ślą” €"],
  [columns.nvarchar("x", 20), ""],
  [columns.nvarcharMax("x"), "Protokół zebrania. ".repeat(2000)],
  [columns.uniqueIdentifier("x"), "6F9619FF-8B86-D011-B42D-00C04FC964FF"],
];

describe("SQL Server's client hands values over as they are", () => {
  it.each([false, true])("of every type, with nulls told by a bitmap: %s", async (hasNullBitmaps) => {
    const named = VALUES.map(([column], index) => ({ ...column, name: `x${index}` }));
    const texts = VALUES.map(([, text]) => text);
    const answer = { columns: named, rows: [texts, texts.map(() => null), texts] };
    const connection = await open(await serving({ q: answer }, { hasNullBitmaps }));
    expect(await rows(connection, "q")).toEqual([texts, texts.map(() => null), texts]);
  });

  it("and moments with an offset by the clock of Poland, whose days the books have", async () => {
    const connection = await open(
      await serving({
        q: {
          columns: [columns.datetimeoffset("x", 7)],
          rows: [["2026-03-31T00:30:00+02:00"], ["2026-12-31T23:30:00+00:00"]],
        },
      }),
    );
    expect(await rows(connection, "q")).toEqual([
      ["2026-03-31T00:30:00+02:00"],
      ["2027-01-01T00:30:00+01:00"],
    ]);
  });

  it("asks for long decimals as texts, and refuses them where the query cannot stand inside another", async () => {
    const queries = {
      "select kwota, nr from t": {
        columns: [columns.decimal("kwota", 18, 2), columns.integer("nr", 4)],
        rows: [["1234567890123456.78", "1"]],
      },
      "select kwota from t order by 1": {
        columns: [columns.decimal("kwota", 18, 2)],
        rows: [["12.30"], ["1234567890123456.78"]],
      },
    };
    const server = await serving(queries);
    const connection = await open(server);
    await rows(connection, "select kwota, nr from t");
    expect(server.asked.at(-1)?.text).toBe(
      "select convert(varchar(60), q.[kwota]) as [kwota], q.[nr] from (select kwota, nr from t\n) q",
    );
    await expect(rows(connection, "select kwota from t order by 1")).rejects.toMatchObject({
      refusal: { reason: "source-number-not-exact", data: { column: "kwota" } },
    });
  });
});

describe("SQL Server's client reads", () => {
  it("every row in batches", async () => {
    const connection = await open(await serving({ q: { columns: COUNTED, rows: counting(12_000) } }));
    const read: (string | null)[] = [];
    for await (const batch of connection.read({ text: "q", marks: [] })) {
      expect(batch.length).toBeLessThan(6000);
      read.push(...batch.map((row) => row[0] ?? null));
    }
    expect(read).toEqual(Array.from({ length: 12_000 }, (_, index) => String(index + 1)));
  });

  it("no faster than its batches are worked on, and the next query after one that was left early", async () => {
    const server = await serving({
      many: { columns: COUNTED, rows: counting(200_000, 200) },
      few: { columns: COUNTED, rows: counting(2) },
    });
    const connection = await open(server);
    for await (const batch of connection.read({ text: "many", marks: [] })) {
      expect(batch).toHaveLength(5000);
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(server.sent()).toBeLessThan(100_000);
      break;
    }
    expect(await rows(connection, "few")).toHaveLength(2);
  });

  it("what stands before an error, and then says the error", async () => {
    const error = { number: 8134, message: "Divide by zero error encountered." };
    const connection = await open(await serving({ q: { columns: COUNTED, rows: counting(3), error } }));
    const read = rows(connection, "q");
    await expect(read).rejects.toMatchObject({
      refusal: { reason: "source-read-failed", data: { said: error.message } },
    });
    await expect(rows(connection, "nic")).rejects.toMatchObject({
      refusal: { reason: "source-read-failed" },
    });
  });

  it("no further than a cut connection, and closes it", async () => {
    const connection = await open(
      await serving({ q: { columns: COUNTED, rows: counting(20_000), isCut: true } }),
    );
    await expect(rows(connection, "q")).rejects.toMatchObject({ refusal: { reason: "source-read-failed" } });
    await connection.close();
  });

  it("changes by their mark, which is a parameter", async () => {
    const server = await serving({ "q @since": { columns: COUNTED, rows: counting(1) } });
    const connection = await open(server);
    await rows(connection, `q ${connection.writeMark("x")}`, ["o'brien; drop table t"]);
    expect(server.asked.at(-1)).toMatchObject({
      declared: expect.stringMatching(/^@since nvarchar\(\d+\)$/),
      parameters: { since: "o'brien; drop table t" },
    });
  });

  it("the tables there are, with their columns", async () => {
    const connection = await open(
      await serving(
        {},
        {
          tables: [
            ["[dbo].[Lokale]", "Powierzchnia", "decimal"],
            ["[dbo].[Lokale]", "Uwagi", "xml"],
          ],
        },
      ),
    );
    expect(await connection.listTables()).toEqual([
      {
        name: "[dbo].[Lokale]",
        columns: [
          { name: "Powierzchnia", type: "number" },
          { name: "Uwagi", type: "other" },
        ],
      },
    ]);
  });

  it("a query's columns without its rows", async () => {
    const server = await serving({
      q: { columns: [columns.decimal("kwota", 18, 2), columns.date("dzień")], rows: counting(1) },
    });
    const connection = await open(server);
    expect(await connection.describe({ text: "q", marks: [] }, "postings")).toEqual({
      ok: true,
      value: [
        { name: "kwota", type: "number" },
        { name: "dzień", type: "day" },
      ],
    });
    expect(server.asked.at(-1)?.parameters).toEqual({ query: "q", declared: "@since nvarchar(400)" });
    expect(await connection.describe({ text: "nic", marks: [] }, "postings")).toMatchObject({
      ok: false,
      refusals: [{ reason: "query-failed", data: { place: "postings" } }],
    });
  });
});
