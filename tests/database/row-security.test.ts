import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ledgerLine } from "../../src/domain/ledger/balance.ts";
import { grosze } from "../../src/domain/values/money.ts";
import { insertSession, type SessionKind } from "../../src/store/session.ts";
import { inScope } from "../../src/world/database/scope.ts";
import { draftOf, residentLine, type SmallBooks, smallBooks } from "../setup/books.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";

/**
 * Row security as each kind of person meets it, and the proof that the room was not empty: what one may not see is there.
 */

let database: TestDatabase;
let books: SmallBooks;
let other: SmallBooks;
/** Someone who held the first flat before today's holder, and someone who held it jointly and left. */
let predecessor: number;
let formerJoint: number;
let predecessorAccount: number;

beforeAll(async () => {
  database = await freshDatabase();
  books = await smallBooks(database);
  other = await smallBooks(database, "obca");
  await addFormerHolders();
  for (const own of [books, other]) await fill(own);
  await postTo(books, predecessorAccount, "2026-01-20", 777);
});
afterAll(() => database.close());

const RESIDENT_TABLES = [
  "account",
  "posting",
  "document",
  "open_item",
  "turnover",
  "charge",
  "crediting",
  "unit",
  "unit_right",
  "person",
  // With rows of their own in readings-resident.test.ts.
  "meter",
  "reading",
  "consumption_information",
];

describe("who sees which rows", () => {
  it("nobody without a session sees a row of any table, and the rows are there", async () => {
    for (const table of await tables()) {
      if (table === "cooperative") continue;
      for (const pool of [database.pools.reading, database.pools.runtime]) {
        const seen = await countAs(pool, null, table);
        expect(seen === 0 || seen === "denied", table).toBe(true);
      }
    }
    expect(await countAsSuperuser("posting")).toBeGreaterThan(8);
  });

  it.each(["", "x", "0", "'; select 1 --"])("a made-up token %j sees nothing", async (token) => {
    for (const table of RESIDENT_TABLES)
      expect(await countAs(database.pools.reading, token, table), table).toBe(0);
  });

  it("a starter session and an ended, expired or idle one see nothing", async () => {
    const starter = await session("starter", books.people[0]);
    const tokens = [starter];
    for (const change of [
      "ended_at = now()",
      "expires_at = now() - interval '1 second'",
      "last_seen_at = now() - interval '16 minutes'",
    ]) {
      const token = await session("resident", books.people[0]);
      expect(await countAs(database.pools.reading, token, "posting")).toBeGreaterThan(0);
      await database.asSuperuser((client) =>
        client.query(`update app.session set ${change} where token_hash = sha256(convert_to($1, 'UTF8'))`, [
          token,
        ]),
      );
      tokens.push(token);
    }
    for (const token of tokens) {
      for (const table of RESIDENT_TABLES)
        expect(await countAs(database.pools.reading, token, table), table).toBe(0);
    }
  });

  it("a resident sees the accounts of their own right alone, court claims left out", async () => {
    const token = await session("resident", books.people[0]);
    const codes = await column(token, "select code from app.account order by code");
    expect(codes).toEqual(["200-deposit", "200-fees", "200-interest", "200-repair-fund"]);
    const accounts = await column(token, "select distinct account_id from app.posting");
    expect(accounts).toEqual([books.account(0, "fees")]);
    expect(await column(token, "select code from app.unit")).toEqual(["L0"]);
    expect(await column(token, "select code from app.unit_right order by 1")).toEqual(["R0"]);
    const [all] = await database.asSuperuser(
      async (client) =>
        (
          await client.query(
            "select count(distinct account_id)::int as n from app.posting where account_id in (select id from app.account where right_id is not null)",
          )
        ).rows,
    );
    expect(all.n).toBeGreaterThanOrEqual(6);
  });

  it("a resident sees documents that touch them, and only their own lines of these", async () => {
    const token = await session("resident", books.people[0]);
    const documents = await column(token, "select id from app.document");
    const touched = await database.asSuperuser(async (client) =>
      (
        await client.query("select distinct document_id from app.posting where account_id = $1 order by 1", [
          books.account(0, "fees"),
        ])
      ).rows.map((row) => row.document_id),
    );
    expect(documents.sort()).toEqual(touched);
    expect(touched.length).toBeGreaterThan(1);
  });

  it("the next holder never sees the former one's account; the former one keeps it", async () => {
    const holder = await session("resident", books.people[0]);
    const former = await session("resident", predecessor);
    expect(await column(holder, `select id from app.account where id = ${predecessorAccount}`)).toEqual([]);
    expect(await column(former, "select account_id from app.posting")).toEqual([predecessorAccount]);
    expect(await column(former, "select code from app.account")).toEqual(["200-dawny"]);
  });

  it("who left a joint right sees it up to the day they left", async () => {
    const token = await session("resident", formerJoint);
    expect(await column(token, "select posted_on from app.posting order by 1")).toEqual(["2026-01-05"]);
    expect(await column(token, "select remaining_grosze from app.open_item")).toEqual([]);
    expect(await column(token, "select month from app.turnover")).toEqual([]);
    const [all] = await database.asSuperuser(
      async (client) =>
        (
          await client.query("select count(*)::int as n from app.posting where account_id = $1", [
            books.account(1, "fees"),
          ])
        ).rows,
    );
    expect(all.n).toBe(2);
  });

  it("names of joint holders are visible, their details are not", async () => {
    const token = await session("resident", formerJoint);
    expect((await column(token, "select last_name from app.person order by 1")).sort()).toEqual([
      "Odeszła",
      "P1",
    ]);
    expect(await column(token, "select email from app.person_detail")).toEqual(["odeszla@example.pl"]);
    expect(await countAsSuperuser("person_detail")).toBe(2);
  });

  it("an operator sees their own cooperative and no other", async () => {
    for (const table of ["account", "posting", "unit", "person"]) {
      const cooperatives = await column(
        books.scope.token,
        `select distinct cooperative_id from app.${table}`,
        database.pools.runtime,
      );
      expect(cooperatives, table).toEqual([books.scope.cooperativeId]);
    }
  });

  it("an operator cannot write into another cooperative", async () => {
    await expect(
      inScope(database.pools.runtime, books.scope.token, (tx) =>
        tx.client.query("insert into app.property (cooperative_id, code, name) values ($1, 'X', 'X')", [
          other.scope.cooperativeId,
        ]),
      ),
    ).rejects.toThrow(/row-level security/);
    const { rowCount } = await inScope(database.pools.runtime, books.scope.token, (tx) =>
      tx.client.query("update app.person set last_name = 'X' where cooperative_id = $1", [
        other.scope.cooperativeId,
      ]),
    );
    expect(rowCount).toBe(0);
  });

  it("a resident can change nothing at all", async () => {
    const token = await session("resident", books.people[0]);
    for (const table of await tables()) {
      const attempt = inScope(database.pools.reading, token, (tx) =>
        tx.client.query(`update app.${table} set cooperative_id = cooperative_id`),
      );
      await expect(attempt.then((result) => result.rowCount))
        .resolves.toBe(0)
        .catch(async () => {
          await expect(attempt).rejects.toThrow(/permission denied|does not exist/);
        });
    }
  });

  it("a resident's token opens nothing on the operations' connections, an operator's nothing on the pages'", async () => {
    const token = await session("resident", books.people[0]);
    for (const table of RESIDENT_TABLES) {
      expect(await countAs(database.pools.runtime, token, table), table).toBe(0);
      expect(await countAs(database.pools.reading, books.scope.token, table), table).toBe(0);
    }
  });

  it("the token is gone when its transaction has ended", async () => {
    const token = await session("resident", books.people[0]);
    await inScope(database.pools.reading, token, (tx) => tx.client.query("select 1"));
    for (let borrowed = 0; borrowed < 30; borrowed += 1) {
      const { rows } = await database.pools.reading.query("select count(*)::int as n from app.posting");
      expect(rows[0].n).toBe(0);
    }
  });

  it("an injected SET of somebody's id yields nothing", async () => {
    const { rows } = await inScope(database.pools.reading, null, async (tx) => {
      await tx.client.query(
        "select set_config('app.person_id', $1, true), set_config('app.cooperative_id', '1', true)",
        [String(books.people[0])],
      );
      return tx.client.query("select count(*)::int as n from app.posting");
    });
    expect(rows[0].n).toBe(0);
  });

  it("a dropped policy is noticed by these tests: without it the neighbour's rows show", async () => {
    const token = await session("resident", books.people[0]);
    const seen = await database.asSuperuser(async (client) => {
      await client.query("begin");
      await client.query("create policy planted on app.posting for select to osiedle_resident using (true)");
      await client.query("set local role osiedle_resident");
      await client.query("select set_config('app.session_token', $1, true)", [token]);
      const { rows } = await client.query("select distinct account_id from app.posting");
      await client.query("rollback");
      return rows.length;
    });
    expect(seen).toBeGreaterThan(1);
  });
});

describe("the catalogue", () => {
  it("forces row security on every table", async () => {
    const rows = await database.asSuperuser(
      async (client) =>
        (
          await client.query(`select c.relname from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')
        and not (c.relrowsecurity and c.relforcerowsecurity)`)
        ).rows,
    );
    expect(rows).toEqual([]);
  });

  it("has no view that reads as its owner, and no definer function without a pinned search path or open to everybody", async () => {
    const faults = await database.asSuperuser(
      async (client) =>
        (
          await client.query(`
        select relname as name from pg_class where relnamespace = 'app'::regnamespace
          and (relkind = 'm' or relkind = 'v' and not coalesce(reloptions @> '{security_invoker=true}', false))
        union all
        select proname from pg_proc where pronamespace = 'app'::regnamespace and prosecdef
          and (proconfig is null or not exists (select from unnest(proconfig) each where each like 'search_path=%'))
        union all
        select proname from pg_proc p where pronamespace = 'app'::regnamespace
          and (proacl is null or exists (select from aclexplode(proacl) where grantee = 0))`)
        ).rows,
    );
    expect(faults).toEqual([]);
  });

  // osiedle_admin is the embedded server's own superuser: it founds the database and holds no pool.
  it("lets no login of the program bypass row security but the loader, which reads nothing, and the verifier, which writes nothing", async () => {
    const rows = await database.asSuperuser(
      async (client) =>
        (
          await client.query(
            "select rolname, rolsuper, rolbypassrls from pg_roles where rolname like 'osiedle%' and rolcanlogin and rolname <> 'osiedle_admin' order by 1",
          )
        ).rows,
    );
    expect(rows.filter((row) => row.rolsuper)).toEqual([]);
    expect(rows.filter((row) => row.rolbypassrls).map((row) => row.rolname)).toEqual([
      "osiedle_loader",
      "osiedle_verify",
    ]);
    const grants = await database.asSuperuser(
      async (client) =>
        (
          await client.query(`select grantee, privilege_type from information_schema.role_table_grants
        where table_schema = 'app' and grantee in ('osiedle_loader', 'osiedle_verify') group by 1, 2 order by 1, 2`)
        ).rows,
    );
    expect(grants).toEqual([
      { grantee: "osiedle_loader", privilege_type: "INSERT" },
      { grantee: "osiedle_verify", privilege_type: "SELECT" },
    ]);
  });

  it("keeps hashes from the runtime role and postings from the sign-in role", async () => {
    await expect(database.pools.runtime.query("select password_hash from app.login")).rejects.toThrow(
      /permission denied/,
    );
    await expect(database.pools.reading.query("select token_hash from app.session")).rejects.toThrow(
      /permission denied/,
    );
    await expect(database.pools.signin.query("select 1 from app.posting")).rejects.toThrow(
      /permission denied/,
    );
    await expect(database.pools.loader.query("select 1 from app.posting")).rejects.toThrow(
      /permission denied/,
    );
  });
});

async function session(kind: SessionKind, personId: number): Promise<string> {
  return inScope(database.pools.signin, null, (tx) =>
    insertSession(tx, {
      cooperativeId: books.scope.cooperativeId,
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

async function column(
  token: string | null,
  query: string,
  pool = database.pools.reading,
): Promise<unknown[]> {
  const { rows } = await inScope(pool, token, (tx) => tx.client.query(query));
  return rows.map((row) => Object.values(row)[0]);
}

async function countAs(pool: pg.Pool, token: string | null, table: string): Promise<number | "denied"> {
  try {
    const { rows } = await inScope(pool, token, (tx) =>
      tx.client.query(`select count(*)::int as n from app.${table}`),
    );
    return rows[0].n;
  } catch (error) {
    if (error instanceof Error && error.message.includes("permission denied")) return "denied";
    throw error;
  }
}

async function countAsSuperuser(table: string): Promise<number> {
  return database.asSuperuser(
    async (client) => (await client.query(`select count(*)::int as n from app.${table}`)).rows[0].n,
  );
}

async function tables(): Promise<string[]> {
  return database.asSuperuser(async (client) =>
    (
      await client.query(
        "select relname from pg_class where relnamespace = 'app'::regnamespace and relkind = 'r' order by 1",
      )
    ).rows.map((row) => row.relname),
  );
}

async function fill(own: SmallBooks): Promise<void> {
  for (const place of [0, 1] as const) {
    await postTo(own, own.account(place, "fees"), "2026-01-05", 64218, place);
    await postTo(own, own.account(place, "fees"), "2026-02-05", 64218, place);
    await postTo(own, own.account(place, "court-claim"), "2026-02-05", 100, place);
  }
}

function postTo(own: SmallBooks, accountId: number, postedOn: string, amount: number, place: 0 | 1 = 0) {
  return own.post(
    draftOf("interest-note", postedOn, [
      residentLine(accountId, own.properties[place], "D", amount, postedOn),
      ledgerLine(own.ledger("operating-revenue"), own.properties[place], "C", grosze(amount)),
    ]),
  );
}

async function addFormerHolders(): Promise<void> {
  await database.asSuperuser(async (client) => {
    const cooperative = books.scope.cooperativeId;
    const one = async (text: string, ...values: unknown[]): Promise<number> =>
      (await client.query(text, values)).rows[0].id;
    const person = (code: string, name: string) =>
      one(
        "insert into app.person (cooperative_id, code, kind, last_name) values ($1, $2, 'natural', $3) returning id",
        cooperative,
        code,
        name,
      );
    predecessor = await person("P-dawny", "Dawny");
    formerJoint = await person("P-odeszla", "Odeszła");
    const unit = await one("select unit_id as id from app.unit_right where id = $1", books.rights[0]);
    const right = await one(
      "insert into app.unit_right (cooperative_id, code, unit_id, kind, during) values ($1, 'R-dawne', $2, 'ownership-right', '[2010-01-01,2020-01-01)') returning id",
      cooperative,
      unit,
    );
    await client.query(
      "insert into app.right_holder values ($1, $2, $3, '[2010-01-01,2020-01-01)'), ($1, $4, $5, '[2020-01-01,2026-02-01)')",
      [cooperative, right, predecessor, books.rights[1], formerJoint],
    );
    predecessorAccount = await one(
      "insert into app.account (cooperative_id, code, name, right_id, purpose, nature) values ($1, '200-dawny', 'dawny', $2, 'fees', 'receivable') returning id",
      cooperative,
      right,
    );
    await client.query(
      "insert into app.person_detail (cooperative_id, person_id, email) values ($1, $2, 'odeszla@example.pl'), ($1, $3, 'p1@example.pl')",
      [cooperative, formerJoint, books.people[1]],
    );
  });
}
