import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  endOwnSession,
  listSessions,
  openNamedSession,
  signOut,
  signOutEverywhere,
  tidySignIn,
} from "../../src/access/sessions.ts";
import { disablePersonLogin } from "../../src/operations/disable-login.ts";
import { currentSessionQuery, hashToken } from "../../src/store/session.ts";
import { inScope, readInScope } from "../../src/world/database/scope.ts";
import { draftOf, residentLine } from "../setup/books.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { PASSWORD, type Settled, type SignInWorld, signInWorld } from "../setup/sign-in.ts";

let database: TestDatabase;
let world: SignInWorld;

beforeAll(async () => {
  database = await freshDatabase();
  world = await signInWorld(database, "sesje");
});
afterAll(() => database.close());

const holds = async (token: string) => {
  const [asked] = await readInScope(database.pools.reading, token, [currentSessionQuery]);
  const named = await openNamedSession(world.access, token);
  // Both doors, the page's own read and the sign-in role's look, always agree.
  expect(asked.length === 1).toBe(named !== null);
  return named !== null;
};

async function signedIn(settled: Settled, from = {}): Promise<string> {
  const outcome = await world.guess(settled.loginName, PASSWORD, from);
  if (outcome.outcome !== "signed-in") throw new Error(outcome.outcome);
  return outcome.token;
}

describe("a session", () => {
  it("ends after 15 idle minutes, and use keeps it", async () => {
    const settled = await world.settle(world.people[0]);
    await world.passTime("14 minutes");
    expect(await holds(settled.token)).toBe(true);
    await world.passTime("14 minutes");
    expect(await holds(settled.token)).toBe(true);
    await world.passTime("15 minutes 1 second");
    expect(await holds(settled.token)).toBe(false);
  });

  it("ends after 12 hours however busy", async () => {
    const settled = await world.settle(world.people[0]);
    for (let hour = 0; hour < 71; hour += 1) {
      await world.passTime("10 minutes");
      await openNamedSession(world.access, settled.token);
    }
    expect(await holds(settled.token)).toBe(true);
    await world.passTime("10 minutes");
    expect(await holds(settled.token)).toBe(false);
  });

  it("is not revived by a clock that steps back", async () => {
    const seen = await world.settle(world.people[0]);
    const unseen = await signedIn(seen);
    await world.passTime("16 minutes");
    expect(await holds(seen.token)).toBe(false);
    await tidySignIn(world.access);
    await world.passTime("-1 hour");
    expect(await holds(seen.token)).toBe(false);
    expect(await holds(unseen)).toBe(false);
  });

  it("is not lengthened by a clock that steps back", async () => {
    const settled = await world.settle(world.people[0]);
    await world.passTime("-1 hour");
    expect(await holds(settled.token)).toBe(false);
  });

  it("is noted as in use once a minute at most", async () => {
    const settled = await world.settle(world.people[0]);
    const lastSeen = () =>
      database.asSuperuser(async (client) => {
        const { rows } = await client.query("select last_seen_at from app.session where token_hash = $1", [
          hashToken(settled.token),
        ]);
        return String(rows[0].last_seen_at.getTime());
      });
    const before = await lastSeen();
    await openNamedSession(world.access, settled.token);
    expect(await lastSeen()).toBe(before);
    await world.passTime("61 seconds");
    await openNamedSession(world.access, settled.token);
    expect(await lastSeen()).not.toBe(before);
  });

  it("is seen and ended by its owner, alone or with all others", async () => {
    const settled = await world.settle(world.people[0]);
    const phone = await signedIn(settled, { userAgent: "Telefon", address: "203.0.113.9" });
    const listed = await listSessions(world.access, settled.token);
    expect(listed.map(({ isPresent, userAgent, address }) => ({ isPresent, userAgent, address }))).toEqual([
      { isPresent: true, userAgent: "Test", address: "198.51.100.7" },
      { isPresent: false, userAgent: "Telefon", address: "203.0.113.9" },
    ]);
    expect(listed[0]!.startedAt).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d$/);
    expect(await endOwnSession(world.access, settled.token, listed[1]!.sessionId)).toBe(true);
    expect(await endOwnSession(world.access, settled.token, listed[1]!.sessionId)).toBe(false);
    expect(await endOwnSession(world.access, settled.token, "x' or true")).toBe(false);
    expect(await holds(phone)).toBe(false);
    expect(await holds(settled.token)).toBe(true);
    const laptop = await signedIn(settled);
    await signOutEverywhere(world.access, laptop);
    expect([await holds(settled.token), await holds(laptop)]).toEqual([false, false]);
  });

  it("begins with a token nobody could have planted, and ends the one before", async () => {
    const settled = await world.settle(world.people[0]);
    const planted = "a".repeat(43);
    const token = await signedIn(settled, { formerToken: planted, deviceToken: planted });
    expect(token).not.toBe(planted);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(await holds(planted)).toBe(false);
    const next = await signedIn(settled, { formerToken: token });
    expect([await holds(token), await holds(next)]).toEqual([false, true]);
    await signOut(world.access, next);
    expect(await holds(next)).toBe(false);
  });
});

describe("a disabled login", () => {
  it("loses its session at the next request and answers like an unknown one", async () => {
    const settled = await world.settle(world.people[1]);
    expect(await holds(settled.token)).toBe(true);
    const disabled = await disablePersonLogin(world.books.context, world.books.scope, "P1");
    expect(disabled).toMatchObject({ ok: true, value: { endedSessions: 1 } });
    expect(await holds(settled.token)).toBe(false);
    expect(await world.guess(settled.loginName, PASSWORD)).toEqual({ outcome: "refused" });
    expect(await world.guess(settled.loginName, PASSWORD, { deviceToken: settled.deviceToken })).toEqual({
      outcome: "refused",
    });
    expect(await disablePersonLogin(world.books.context, world.books.scope, "P1")).toMatchObject({
      refusals: [{ reason: "login-already-disabled" }],
    });
    expect(await disablePersonLogin(world.books.context, world.books.scope, "P404")).toMatchObject({
      refusals: [{ reason: "person-unknown" }],
    });
  });

  it("is disabled only by the operator of its own cooperative, whatever else the operator names", async () => {
    const other = await signInWorld(database, "obca");
    const settled = await world.settle(world.people[0]);
    const foreign = { token: other.books.scope.token, cooperativeId: world.cooperativeId };
    expect(await disablePersonLogin(world.books.context, foreign, "P0")).toMatchObject({
      refusals: [{ reason: "login-missing" }],
    });
    expect(await holds(settled.token)).toBe(true);
  });
});

describe("each role", () => {
  it("reads no more of signing in than it needs", async () => {
    const settled = await world.settle(world.people[0]);
    await world.books.post(
      draftOf("interest-note", "2026-01-01", [
        residentLine(world.books.account(0, "fees"), world.books.properties[0], "D", 100, "2026-01-10"),
        residentLine(world.books.account(0, "fees"), world.books.properties[0], "C", 100, "2026-01-10"),
      ]),
    );
    const secrets = [
      "select password_hash from app.login",
      "select starter_hash from app.login",
      "select * from app.session",
      "select * from app.sign_in_attempt",
      "select * from app.known_device",
    ];
    for (const query of secrets) {
      await expect(database.pools.runtime.query(query)).rejects.toMatchObject({ code: "42501" });
      // As a resident and as the operator too.
      for (const token of [settled.token, world.books.scope.token])
        await expect(
          inScope(database.pools.runtime, token, (tx) => tx.client.query(query)),
        ).rejects.toMatchObject({ code: "42501" });
      await expect(database.pools.loader.query(query)).rejects.toMatchObject({ code: "42501" });
    }
    for (const table of ["posting", "document", "charge", "person_detail", "unit", "account", "open_item"])
      await expect(database.pools.signin.query(`select * from app.${table}`)).rejects.toMatchObject({
        code: "42501",
      });
    // The rooms were not empty.
    await database.asSuperuser(async (client) => {
      for (const table of [
        "login",
        "session",
        "sign_in_attempt",
        "known_device",
        "posting",
        "unit",
        "account",
      ])
        expect((await client.query(`select from app.${table}`)).rowCount).toBeGreaterThan(0);
    });
  });

  it("sees its own login's name and nobody else's", async () => {
    const mine = await world.settle(world.people[0]);
    const names = await inScope(database.pools.reading, mine.token, async (tx) => {
      const { rows } = await tx.client.query<{ name: string }>("select name from app.login");
      return rows.map((row) => row.name);
    });
    expect(names).toEqual([mine.loginName]);
  });

  it("keeps tokens and passwords only as hashes", async () => {
    const settled = await world.settle(world.people[0]);
    await database.asSuperuser(async (client) => {
      for (const table of ["login", "session", "known_device", "sign_in_attempt"]) {
        const { rows } = await client.query(`select t::text as row from app.${table} t`);
        for (const { row } of rows)
          for (const secret of [settled.token, settled.deviceToken, PASSWORD])
            expect(row).not.toContain(secret);
      }
    });
  });
});
