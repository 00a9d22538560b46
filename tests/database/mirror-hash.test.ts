import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { jsonbText } from "../../src/domain/mirror/jsonb-text.ts";
import { RowHash } from "../../src/domain/mirror/row-hash.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";

/** The program's hash of a row is the server's own: on numbers, texts and JSON that nobody chose. */

let database: TestDatabase;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.close());

const number = fc.oneof(
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  fc.integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }),
  fc.constantFrom(0, -1, 2 ** 31, -(2 ** 31) - 1, 2 ** 32, -(2 ** 32), 2 ** 32 - 1),
);
/** Whole characters without the one PostgreSQL cannot hold. */
const text = fc
  .oneof(
    fc.string({ maxLength: 40 }),
    fc.string({ unit: "grapheme", maxLength: 40 }),
    fc.string({ maxLength: 400 }),
  )
  .map((value) => value.replaceAll("\0", ""));

function hashOf(values: readonly (number | string)[]): bigint {
  const hash = new RowHash((value) => Buffer.from(value, "utf8"));
  hash.begin();
  for (const value of values) {
    if (typeof value === "number") hash.number(value);
    else hash.text(value);
  }
  hash.end();
  return hash.sum;
}

describe("the hash of a row", () => {
  it("is what the server computes, value upon value", async () => {
    const rows = fc.sample(fc.tuple(number, text, number, text), 3000);
    const { rows: served } = await database.asSuperuser((client) =>
      client.query<{ hash: string }>(
        `select hashtextextended(d, hashint8extended(c, hashtextextended(b, hashint8extended(a, 1))))::text as hash
         from unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[]) with ordinality as g(a, b, c, d, n) order by n`,
        [0, 1, 2, 3].map((index) => rows.map((row) => row[index])),
      ),
    );
    expect(served.map(({ hash }) => BigInt.asUintN(64, BigInt(hash)))).toEqual(rows.map(hashOf));
  });

  it("of an empty text, one of eleven, twelve and thirteen bytes", async () => {
    const texts = ["", "a".repeat(11), "ż".repeat(6), "a".repeat(13), "€".repeat(70_000)];
    const { rows } = await database.asSuperuser((client) =>
      client.query<{ hash: string }>(
        "select hashtextextended(t, 1)::text as hash from unnest($1::text[]) with ordinality as g(t, n) order by n",
        [texts],
      ),
    );
    expect(rows.map(({ hash }) => BigInt.asUintN(64, BigInt(hash)))).toEqual(
      texts.map((each) => hashOf([each])),
    );
  });

  it("sums over many rows as the server's sum does, modulo 2^64", async () => {
    const numbers = fc.sample(number, 5000);
    const hash = new RowHash((value) => Buffer.from(value, "utf8"));
    for (const each of numbers) {
      hash.begin();
      hash.number(each);
      hash.end();
    }
    const { rows } = await database.asSuperuser((client) =>
      client.query<{ sum: string }>(
        "select sum(hashint8extended(n, 1))::text as sum from unnest($1::bigint[]) g(n)",
        [numbers],
      ),
    );
    expect(hash.sum).toBe(BigInt.asUintN(64, BigInt(rows[0]!.sum)));
  });
});

it("a JSON value is written as the server writes it", async () => {
  const values = fc
    .sample(fc.dictionary(text, fc.jsonValue({ maxDepth: 3 })), 500)
    .map((value) => JSON.parse(JSON.stringify(value).replaceAll("\\u0000", "")));
  const kept = values.filter((value) => JSON.stringify(value).isWellFormed());
  const { rows } = await database.asSuperuser((client) =>
    client.query<{ text: string }>(
      "select t::jsonb::text as text from unnest($1::text[]) with ordinality as g(t, n) order by n",
      [kept.map((value) => JSON.stringify(value))],
    ),
  );
  expect(rows.map((row) => row.text)).toEqual(kept.map(jsonbText));
});
