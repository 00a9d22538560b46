import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openOperatorSession } from "../../src/access/operator.ts";
import { insertSession, type SessionKind } from "../../src/store/session.ts";
import { inScope } from "../../src/world/database/scope.ts";
import { participantOf } from "../setup/computed-settlement.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { accepted, feeBooks } from "./assessment-books.ts";
import { appendByHand, computedByHand, type SettlementBooks, settlementBooks } from "./settlement-books.ts";

/** Who sees which rows of a settlement; the superuser proves each time that the others' rows are there. */

const TABLES = [
  "settlement_definition",
  "settlement",
  "settlement_order",
  "settlement_cost",
  "settlement_share",
  "settlement_result",
  "settlement_document",
] as const;
/** Rows of one participant. */
const OWN_TABLES = ["settlement_share", "settlement_result"] as const;

let database: TestDatabase;
let books: SettlementBooks;
/** Held L1 until the end of January, and has a part of its result. */
let former: { personId: number; rightId: number };
/** Left the joint right of L2 before the settlement was posted. */
let leftJointly: number;
let stranger: number;

beforeAll(async () => {
  database = await freshDatabase();
  books = await settlementBooks(database);
  former = await addFormerHolder();
  leftJointly = await addJointHolder("P-odeszla", "[2020-01-01,2026-02-15)");
  stranger = await books.insert("person", { code: "P-obca", kind: "natural", last_name: "Obca" });
  await books.insert("right_holder", {
    right_id: books.units.L2.rightId,
    person_id: books.units.L1.personId,
    during: "[2021-01-01,2026-02-15)",
  });
  const { L1 } = books.units;
  const part = participantOf({
    unitId: L1.unitId,
    code: "L1",
    rightId: former.rightId,
    cost: 0,
    changes: { propertyId: books.properties[0] },
  });
  const computed = computedByHand(books);
  accepted(
    await appendByHand(database, books, { ...computed, participants: [part, ...computed.participants] }),
  );
});
afterAll(() => database?.close());

async function addFormerHolder() {
  await books.sql("update app.right_holder set during = '[2026-02-01,)' where right_id = $1", [
    books.units.L1.rightId,
  ]);
  await books.sql("update app.unit_right set during = '[2026-02-01,)' where id = $1", [
    books.units.L1.rightId,
  ]);
  return books.right(books.units.L1.unitId, "R-dawne", "[2010-01-01,2026-02-01)");
}

async function addJointHolder(code: string, during: string): Promise<number> {
  const person = await books.insert("person", { code, kind: "natural", last_name: code });
  await books.insert("right_holder", { right_id: books.units.L2.rightId, person_id: person, during });
  return person;
}

function session(personId: number, kind: SessionKind = "resident"): Promise<string> {
  return inScope(database.pools.signin, null, (tx) =>
    insertSession(tx, {
      cooperativeId: books.cooperativeId,
      kind,
      personId,
      loginId: null,
      userAgent: "",
      address: "",
      idleSeconds: 900,
      lifetimeSeconds: 3600,
    }),
  );
}

async function seen(token: string | null, table: string, pool = database.pools.reading): Promise<number> {
  try {
    return await inScope(pool, token, async (tx) => {
      const { rows } = await tx.client.query(`select count(*)::int as n from app.${table}`);
      return rows[0].n;
    });
  } catch (error) {
    if (error instanceof Error && error.message.includes("permission denied")) return 0;
    throw error;
  }
}

async function rightsSeen(token: string, table: (typeof OWN_TABLES)[number]): Promise<unknown[]> {
  const { rows } = await inScope(database.pools.reading, token, (tx) =>
    tx.client.query(`select distinct right_id from app.${table} order by 1`),
  );
  return rows.map((row) => row.right_id);
}

describe("who sees a settlement", () => {
  it("the room is not empty", async () => {
    for (const table of TABLES) {
      const [row] = await books.sql<{ n: number }>(`select count(*)::int as n from app.${table}`);
      expect(row!.n, table).toBeGreaterThan(0);
    }
    const rights = await books.sql("select distinct right_id from app.settlement_result");
    expect(rights).toHaveLength(5);
  });

  it("nobody without a resident's session sees a row", async () => {
    const starter = await session(books.units.L1.personId, "starter");
    for (const table of TABLES)
      for (const token of [null, "", "zmyślony", starter]) expect(await seen(token, table), table).toBe(0);
  });

  it.each(OWN_TABLES)(
    "a holder sees their own row of %s: no neighbour's, no predecessor's, nobody's",
    async (table) => {
      const token = await session(books.units.L1.personId);
      expect(await rightsSeen(token, table)).toEqual([books.units.L1.rightId]);
    },
  );

  it.each(OWN_TABLES)("who held the unit before sees their own part of %s alone", async (table) => {
    expect(await rightsSeen(await session(former.personId), table)).toEqual([former.rightId]);
  });

  it("who took part sees head, costs and regulation; the order and the list of documents nobody of them", async () => {
    for (const person of [books.units.L1.personId, books.units.L2.personId, former.personId]) {
      const token = await session(person);
      for (const table of ["settlement", "settlement_cost", "settlement_definition"])
        expect(await seen(token, table), table).toBe(1);
      for (const table of ["settlement_order", "settlement_document"])
        expect(await seen(token, table), table).toBe(0);
    }
  });

  it("who took no part, or left a joint right before it was posted, sees of it nothing", async () => {
    for (const person of [stranger, leftJointly]) {
      const token = await session(person);
      for (const table of TABLES.filter((name) => name !== "settlement_definition"))
        expect(await seen(token, table), table).toBe(0);
    }
  });

  it("who left a joint right sees of it what was posted before", async () => {
    const token = await session(leftJointly);
    const post = (day: string) => books.sql("update app.settlement set posted_on = $1", [day]);
    await post("2026-02-14");
    for (const table of OWN_TABLES) expect(await rightsSeen(token, table)).toEqual([books.units.L2.rightId]);
    await post("2026-02-15");
    for (const table of OWN_TABLES) expect(await rightsSeen(token, table)).toEqual([]);
    await post("2026-04-29");
  });

  it("an operator sees their own cooperative's and no other's; no connection opens with the other's token", async () => {
    const other = await feeBooks(database, { slug: "obca" });
    const strangers = await openOperatorSession(database.pools.signin, other.cooperativeId);
    const resident = await session(books.units.L1.personId);
    for (const table of TABLES) {
      expect(await seen(books.scope.token, table, database.pools.runtime), table).toBeGreaterThan(0);
      expect(await seen(strangers.token, table, database.pools.runtime), table).toBe(0);
      expect(await seen(books.scope.token, table), table).toBe(0);
      expect(await seen(resident, table, database.pools.runtime), table).toBe(0);
    }
  });

  it("a policy too wide is noticed: with it the neighbour's result shows", async () => {
    const token = await session(books.units.L1.personId);
    const rights = await database.asSuperuser(async (client) => {
      await client.query("begin");
      await client.query(
        "create policy planted on app.settlement_result for select to osiedle_resident using (true)",
      );
      await client.query("set local role osiedle_resident");
      await client.query("select set_config('app.session_token', $1, true)", [token]);
      const { rowCount } = await client.query("select distinct right_id from app.settlement_result");
      await client.query("rollback");
      return rowCount;
    });
    expect(rights).toBe(5);
  });
});
