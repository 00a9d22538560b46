import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readSourceAddress } from "../../src/world/mirror-source/address.ts";
import { openSource } from "../../src/world/mirror-source/open.ts";
import type { SourceConnection } from "../../src/world/mirror-source/source.ts";

/** `firebird://user:password@host/database` of a server that is there for tests; without it nothing of this is run. */
const SERVER = process.env.OSIEDLE_TEST_FIREBIRD;

describe.runIf(SERVER)("a Firebird database (OSIEDLE_TEST_FIREBIRD)", () => {
  let connection: SourceConnection;
  beforeAll(async () => {
    const url = new URL(SERVER!);
    const password = decodeURIComponent(url.password);
    url.password = "";
    const address = readSourceAddress(url.href);
    if (!address.ok) throw new Error("no address");
    connection = await openSource(address.value, password);
  });
  afterAll(() => connection.close());

  async function rows(text: string, marks: readonly string[] = []) {
    const found: (string | null)[][] = [];
    for await (const batch of connection.read({ text, marks })) found.push(...batch.map((row) => [...row]));
    return found;
  }

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
    ).toMatchObject({
      ok: false,
      refusals: [{ reason: "query-failed" }],
    });
  });

  it("gives amounts, days and Polish letters as they are", async () => {
    expect(
      await rows(
        "select cast(1234567890123.45 as numeric(18,2)), cast('2026-01-31' as date), cast('2026-01-31 04:05:06' as timestamp), _UTF8 'Zażółć', null from rdb$database where 1 = cast(? as int)",
        ["1"],
      ),
    ).toEqual([["1234567890123.45", "2026-01-31", "2026-01-31 04:05:06", "Zażółć", null]]);
  });

  it("is only read", async () => {
    await expect(rows("update rdb$database set rdb$description = 'x' returning 1")).rejects.toMatchObject({
      refusal: { reason: "source-read-failed" },
    });
  });
});

it.runIf(!SERVER)("Firebird is skipped: no server is named in OSIEDLE_TEST_FIREBIRD", ({ skip }) => {
  skip();
});
