import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changePassword } from "../../src/access/password-change.ts";
import { endOwnSession, listSessions, openNamedSession, signOut } from "../../src/access/sessions.ts";
import { currentSessionQuery } from "../../src/store/session.ts";
import { inScope, readInScope } from "../../src/world/database/scope.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { PASSWORD, type SignInWorld, signInWorld } from "../setup/sign-in.ts";

let database: TestDatabase;
let world: SignInWorld;

beforeAll(async () => {
  database = await freshDatabase();
  world = await signInWorld(database, "startowa");
});
afterAll(() => database.close());

const ORIGIN = { address: "198.51.100.7", userAgent: "Test", deviceToken: null };

async function tokenOf(outcome: ReturnType<SignInWorld["guess"]>): Promise<string> {
  const signedIn = await outcome;
  if (signedIn.outcome !== "signed-in") throw new Error(signedIn.outcome);
  return signedIn.token;
}

/** What row security lets this token read of the register. */
function peopleSeenBy(token: string) {
  return inScope(database.pools.reading, token, async (tx) => {
    const { rows } = await tx.client.query<{ id: number }>("select id from app.person");
    return rows.map((row) => row.id);
  });
}

describe("the starter password", () => {
  it("opens a session in which only the password can be changed", async () => {
    const { loginName, password } = await world.issue(world.people[0]);
    const signedIn = await world.guess(loginName, password);
    expect(signedIn).toMatchObject({ outcome: "signed-in", mustChangePassword: true, deviceToken: null });
    const token = await tokenOf(Promise.resolve(signedIn));
    expect((await openNamedSession(world.access, token))?.kind).toBe("starter");
    expect(await peopleSeenBy(token)).toEqual([]);
    expect(await listSessions(world.access, token)).toEqual([]);
    const [session] = await readInScope(database.pools.reading, token, [currentSessionQuery]);
    expect(session).toMatchObject([{ kind: "starter", personId: world.people[0] }]);

    const changed = await changePassword(world.access, {
      ...ORIGIN,
      token,
      currentPassword: null,
      newPassword: PASSWORD,
    });
    if (changed.outcome !== "changed") throw new Error(changed.outcome);
    // The room was not empty: the same person sees themselves, with another token.
    expect(await peopleSeenBy(changed.token)).toEqual([world.people[0]]);
    expect(changed.token).not.toBe(token);
    expect(await openNamedSession(world.access, token)).toBeNull();
  });

  it("works once, also when typed in small letters with other separators", async () => {
    const { loginName, password } = await world.issue(world.people[0]);
    const typed = ` ${password.toLowerCase().replaceAll("-", " – ")} `;
    const spaced = `${loginName.slice(0, 3)} ${loginName.slice(3)}`;
    expect(await world.guess(spaced, typed)).toMatchObject({ outcome: "signed-in" });
    expect(await world.guess(loginName, password)).toEqual({ outcome: "refused" });
  });

  it("dies with the next letter", async () => {
    const former = await world.issue(world.people[0]);
    const latest = await world.issue(world.people[0]);
    expect(latest.loginName).toBe(former.loginName);
    expect(await world.guess(former.loginName, former.password)).toEqual({ outcome: "refused" });
    expect(await world.guess(latest.loginName, latest.password)).toMatchObject({ outcome: "signed-in" });
  });

  it("is good for 14 days and not longer", async () => {
    const first = await world.issue(world.people[1]);
    await world.passTime("13 days 23 hours");
    expect(await world.guess(first.loginName, first.password)).toMatchObject({ outcome: "signed-in" });
    const second = await world.issue(world.people[1]);
    await world.passTime("14 days 1 minute");
    expect(await world.guess(second.loginName, second.password)).toEqual({ outcome: "refused" });
  });

  it("is the person's own: at another login it opens nothing", async () => {
    const mine = await world.issue(world.people[0]);
    const others = await world.issue(world.people[1]);
    expect(await world.guess(others.loginName, mine.password)).toEqual({ outcome: "refused" });
    const { cooperativeId } = await signInWorld(database, "inna");
    expect(await world.guess(mine.loginName, mine.password, { cooperativeId })).toEqual({
      outcome: "refused",
    });
    expect(await world.guess(mine.loginName, mine.password)).toMatchObject({ outcome: "signed-in" });
  });

  it("leaves a chosen password alone until another is chosen", async () => {
    const settled = await world.settle(world.people[1]);
    const letter = await world.issue(world.people[1]);
    expect(await world.guess(settled.loginName, PASSWORD)).toMatchObject({ mustChangePassword: false });
    const token = await tokenOf(world.guess(letter.loginName, letter.password));
    const newPassword = "trzy rowery stoją pod daszkiem";
    await changePassword(world.access, { ...ORIGIN, token, currentPassword: null, newPassword });
    expect(await world.guess(settled.loginName, PASSWORD)).toEqual({ outcome: "refused" });
    expect(await world.guess(settled.loginName, newPassword)).toMatchObject({ outcome: "signed-in" });
  });
});

describe("a password of one's own", () => {
  it("is refused with every reason and nothing is changed", async () => {
    const { loginName, password } = await world.issue(world.people[0]);
    const token = await tokenOf(world.guess(loginName, password));
    const refused = async (newPassword: string) => {
      const outcome = await changePassword(world.access, {
        ...ORIGIN,
        token,
        currentPassword: null,
        newPassword,
      });
      return outcome.outcome === "refused" ? outcome.newPassword.map(({ reason }) => reason) : [];
    };
    expect(await refused("krótkie")).toEqual(["password-too-short"]);
    expect(await refused("Próbna1 Testów!")).toContain("password-of-own-names");
    expect(await refused(`${loginName}${loginName}${loginName}`)).toContain("password-of-own-names");
    expect(await refused(password)).toContain("password-like-starter");
    expect((await openNamedSession(world.access, token))?.kind).toBe("starter");
  });

  it("needs the present one later, ends the other sessions and carries on under a new token", async () => {
    const settled = await world.settle(world.people[0]);
    const elsewhere = await tokenOf(world.guess(settled.loginName, PASSWORD, { address: "203.0.113.9" }));
    const change = { ...ORIGIN, token: settled.token, newPassword: "cztery chmury nad jeziorem" };
    expect(
      await changePassword(world.access, { ...change, currentPassword: "niedobre hasło, bo nie to" }),
    ).toMatchObject({ outcome: "refused", currentPassword: [{ reason: "password-current-wrong" }] });
    expect(
      await changePassword(world.access, {
        ...change,
        currentPassword: PASSWORD,
        newPassword: PASSWORD.normalize("NFD"),
      }),
    ).toMatchObject({ newPassword: [{ reason: "password-unchanged" }] });
    expect(await openNamedSession(world.access, elsewhere)).not.toBeNull();
    const changed = await changePassword(world.access, { ...change, currentPassword: PASSWORD });
    if (changed.outcome !== "changed") throw new Error(changed.outcome);
    expect(await openNamedSession(world.access, elsewhere)).toBeNull();
    expect(await openNamedSession(world.access, settled.token)).toBeNull();
    expect((await openNamedSession(world.access, changed.token))?.kind).toBe("resident");
  });

  it("of two changes at once only one is made", async () => {
    const { loginName, password } = await world.issue(world.people[0]);
    const token = await tokenOf(world.guess(loginName, password));
    const change = (newPassword: string) =>
      changePassword(world.access, { ...ORIGIN, token, currentPassword: null, newPassword });
    const outcomes = await Promise.all([
      change("pierwsze zdanie o żabach"),
      change("drugie zdanie o bocianach"),
    ]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(["changed", "refused"]);
  });

  it("is one password however its letters are composed", async () => {
    const settled = await world.settle(world.people[0], "żółta łódź płynie ćwierć mili".normalize("NFC"));
    expect(
      await world.guess(settled.loginName, "żółta łódź płynie ćwierć mili".normalize("NFD")),
    ).toMatchObject({ outcome: "signed-in" });
  });

  it("is not asked of a session that ended, nor of another person's", async () => {
    const settled = await world.settle(world.people[0]);
    const other = await world.settle(world.people[1]);
    const [present] = await listSessions(world.access, settled.token);
    expect(await endOwnSession(world.access, other.token, present!.sessionId)).toBe(false);
    await signOut(world.access, settled.token);
    expect(
      await changePassword(world.access, {
        ...ORIGIN,
        token: settled.token,
        currentPassword: PASSWORD,
        newPassword: "pięć okien na podwórze",
      }),
    ).toMatchObject({ outcome: "refused", newPassword: [{ reason: "session-ended" }] });
  });
});
