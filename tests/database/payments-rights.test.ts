import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertSession } from "../../src/store/session.ts";
import { inScope } from "../../src/world/database/scope.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { mt940, type PaymentBooks, paymentBooks, transfer } from "../setup/payment-books.ts";

let database: TestDatabase;
let books: PaymentBooks;
let resident: string;

beforeAll(async () => {
  database = await freshDatabase();
  books = await paymentBooks(database, "prawa");
  const { cooperativeId } = books.scope;
  await books.importBytes(
    mt940([
      transfer({ amount: 100_00, title: books.numbers[0] }),
      transfer({ amount: 200_00, title: books.numbers[1] }),
      transfer({ amount: 300_00, title: "nie wiadomo czyje" }),
    ]),
  );
  const [login] = await books.sql(
    `insert into app.login (cooperative_id, person_id, name) values ($1, $2, 'osoba.pierwsza') returning id`,
    cooperativeId,
    books.people[0],
  );
  resident = await inScope(database.pools.signin, null, (tx) =>
    insertSession(tx, {
      cooperativeId,
      kind: "resident",
      personId: books.people[0],
      loginId: login?.id as number,
      userAgent: "",
      address: "",
      idleSeconds: 900,
      lifetimeSeconds: 3600,
    }),
  );
});
afterAll(() => database.close());

const seen = (token: string | null, table: string, pool = database.pools.reading) =>
  inScope(
    pool,
    token,
    async (tx) => (await tx.client.query(`select * from app.${table} order by 1, 2`)).rows,
  );

describe("a resident", () => {
  it("sees where their own payments went, and nobody else's", async () => {
    const rows = await seen(resident, "crediting");
    expect(rows.map((row) => [row.right_id, row.amount_grosze])).toEqual([[books.rights[0], 100_00]]);
  });

  it.each(["bank_entry", "bank_statement", "bank_file", "bank_account"])("never sees %s", async (table) => {
    await expect(seen(resident, table)).rejects.toThrow(/permission denied/);
    expect(await seen(resident, table, database.pools.runtime)).toEqual([]);
  });

  it("sees their own number only", async () => {
    const rows = await seen(resident, "virtual_account");
    expect(rows.map((row) => row.number)).toEqual([books.numbers[0]]);
  });
});

describe("nobody", () => {
  it.each(["crediting", "bank_entry", "virtual_account"])("sees no %s without a session", async (table) => {
    expect(await seen(null, table, database.pools.runtime)).toEqual([]);
  });

  it("may change or delete what was credited", async () => {
    for (const change of [
      "update app.crediting set amount_grosze = 1",
      "delete from app.bank_entry",
      "delete from app.crediting",
    ]) {
      await expect(database.pools.reading.query(change)).rejects.toThrow(/permission denied/);
      await expect(database.pools.loader.query(change)).rejects.toThrow(/permission denied/);
    }
  });
});

describe("the room was not empty", () => {
  it("for the operator", async () => {
    expect(await seen(books.scope.token, "crediting", database.pools.runtime)).toHaveLength(3);
    expect(await seen(books.scope.token, "bank_entry", database.pools.runtime)).toHaveLength(3);
    expect(await seen(books.scope.token, "virtual_account", database.pools.runtime)).toHaveLength(2);
  });
});
