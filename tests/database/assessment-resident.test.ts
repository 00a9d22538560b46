import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertSession } from "../../src/store/session.ts";
import { inScope } from "../../src/world/database/scope.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { assessMonth, type FeeBooks, type FeeUnit, feeBooks } from "./assessment-books.ts";

let database: TestDatabase;
let books: FeeBooks;
let mine: FeeUnit;
let neighbour: FeeUnit;

beforeAll(async () => {
  database = await freshDatabase();
  books = await feeBooks(database);
  mine = await books.unit("M1");
  neighbour = await books.unit("M2");
  const component = await books.component("EKSPL");
  await books.rate(component, "E-1", "usable-area", 1_570_000);
  await books.rate(component, "E-M2", "fixed", 9_000_000, { unit_id: neighbour.unitId });
  await books.insert("disputed_rate", {
    unit_id: neighbour.unitId,
    component_id: component,
    during: "[2026-01-01,)",
    amount_millionths: 8_000_000,
    court_case: "I C 2/26",
  });
  await assessMonth(books, "2026-01");
});
afterAll(() => database.close());

const sessionOf = (personId: number) =>
  inScope(database.pools.signin, null, (tx) =>
    insertSession(tx, {
      cooperativeId: books.cooperativeId,
      kind: "resident",
      personId,
      loginId: null,
      userAgent: "",
      address: "",
      idleSeconds: 900,
      lifetimeSeconds: 3600,
    }),
  );

/** Rows of each table on the connections of the pages, or of the operations. */
const seenBy = async (token: string | null, pool = database.pools.reading) => {
  const count = async (table: string) =>
    inScope(pool, token, async (tx) => {
      const { rows } = await sql<{ rights: number[] | null; count: number }>`
        select count(*)::int as count from ${sql.raw(table)}`.execute(tx);
      return rows[0]?.count;
    });
  return {
    charges: await count("app.charge"),
    items: await count("app.open_item"),
    rates: await count("app.fee_rate"),
    disputes: await count("app.disputed_rate"),
  };
};

describe("what a resident sees of the fees", () => {
  it("is their own charges and the rates that may concern them, never the neighbour's", async () => {
    const token = await sessionOf(mine.personId);
    expect(await seenBy(token)).toEqual({ charges: 1, items: 1, rates: 1, disputes: 0 });
    const rights = await inScope(database.pools.reading, token, async (tx) => {
      const { rows } = await sql<{ right_id: number }>`select right_id from app.charge`.execute(tx);
      return rows.map(({ right_id }) => right_id);
    });
    expect(rights).toEqual([mine.rightId]);
  });

  it("is for the neighbour their own, court case included", async () => {
    expect(await seenBy(await sessionOf(neighbour.personId))).toMatchObject({
      charges: 1,
      rates: 2,
      disputes: 1,
    });
  });

  it("is nothing for nobody, in a room that was not empty", async () => {
    const nothing = { charges: 0, items: 0, rates: 0, disputes: 0 };
    for (const pool of [database.pools.reading, database.pools.runtime])
      expect(await seenBy(null, pool)).toEqual(nothing);
    expect(await seenBy("no such token")).toEqual(nothing);
    expect(await seenBy(books.scope.token, database.pools.runtime)).toEqual({
      charges: 2,
      items: 2,
      rates: 2,
      disputes: 1,
    });
  });

  it("lets neither a resident nor the program write charges past the loader", async () => {
    const token = await sessionOf(mine.personId);
    for (const change of [
      "delete from app.charge",
      "update app.charge set amount_grosze = 0",
      "insert into app.charge select * from app.charge",
    ]) {
      await expect(
        inScope(database.pools.reading, token, (tx) => sql.raw(change).execute(tx)),
      ).rejects.toThrow(/permission denied/);
    }
    await expect(
      inScope(database.pools.reading, token, (tx) => sql`select from app.assessment`.execute(tx)),
    ).rejects.toThrow(/permission denied/);
  });
});
