import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changePassword } from "../../src/access/password-change.ts";
import { tidySignIn } from "../../src/access/sessions.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { PASSWORD, type SignInWorld, signInWorld } from "../setup/sign-in.ts";

let database: TestDatabase;
let world: SignInWorld;

beforeEach(async () => {
  database = await freshDatabase();
  world = await signInWorld(database, "hamulec");
});
afterEach(() => database.close());

const WRONG = "nie to hasło, zupełnie inne";

/** Guesses noted in the last 24 hours that were really compared with the login's hash. */
function evaluated(): Promise<number> {
  return database.asSuperuser(async (client) => {
    const { rows } = await client.query(
      "select count(*)::int as count from app.sign_in_attempt where was_evaluated and not succeeded and attempted_at > now() - interval '24 hours'",
    );
    return rows[0].count;
  });
}

/** Wrong guesses, each from an address of its own, far enough apart for the delays. */
async function guessPatiently(login: string, times: number, from = {}): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    await world.guess(login, WRONG, { address: `203.0.113.${time}`, ...from });
    await world.passTime("15 minutes 1 second");
  }
}

describe("guessing", () => {
  it("costs one hash and answers the same for every kind of login and every password", async () => {
    const known = await world.settle(world.people[0]);
    const letter = await world.issue(world.people[1]);
    await guessPatiently(known.loginName, 1);
    const throttled = await signInWorld(database, "zamknieta");
    const locked = await throttled.settle(throttled.people[0]);
    for (let time = 0; time < 8; time += 1) await throttled.guess(locked.loginName, WRONG);
    const answers = [];
    for (const [place, login, password] of [
      [world, "9999999", WRONG],
      [world, known.loginName, WRONG],
      [world, letter.loginName, WRONG],
      [
        world,
        letter.loginName,
        `${letter.password.slice(0, -1)}${letter.password.endsWith("A") ? "B" : "A"}`,
      ],
      [world, "", ""],
      [world, "x'; drop table app.login; --\0", "\0\ud800"],
      [world, known.loginName, "ż".repeat(1000)],
      [throttled, locked.loginName, WRONG],
      [throttled, locked.loginName, PASSWORD],
    ] as const) {
      const before = place.access.hashing.evaluations();
      answers.push(await place.guess(login, password, { address: `2001:db8:${answers.length}::1` }));
      expect(place.access.hashing.evaluations() - before).toBe(1);
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set([JSON.stringify({ outcome: "refused" })]),
    );
    // The passwords were right for somebody: the owner gets in once time has passed.
    await world.passTime("1 day");
    expect(await throttled.guess(locked.loginName, PASSWORD)).toMatchObject({ outcome: "signed-in" });
  });

  it("is slowed down after four mistakes, and a right password without waiting is refused", async () => {
    const { loginName } = await world.settle(world.people[0]);
    for (let time = 0; time < 5; time += 1) await world.guess(loginName, WRONG);
    expect(await evaluated()).toBe(5);
    expect(await world.guess(loginName, PASSWORD)).toEqual({ outcome: "refused" });
    expect(await evaluated()).toBe(5);
    await world.passTime("2 seconds");
    expect(await world.guess(loginName, PASSWORD)).toMatchObject({ outcome: "signed-in" });
  });

  it("is evaluated a hundred times a day at most, all ways in together", async () => {
    const { loginName, deviceToken } = await world.settle(world.people[0]);
    const letter = await world.issue(world.people[0]);
    const wrongLetter = `${letter.password.slice(0, 4)}-2222-2222-2222`;
    for (let time = 0; time < 90; time += 1) {
      await world.guess(loginName, WRONG, { address: `203.0.113.${time}` });
      await world.guess(loginName, WRONG, { deviceToken });
      await world.guess(loginName, wrongLetter, { address: `192.0.2.${time}` });
      await world.passTime("15 minutes 1 second");
    }
    const spread = await evaluated();
    await world.passTime("-15 hours");
    const crowded = await evaluated();
    expect(spread).toBeLessThanOrEqual(100);
    expect(crowded).toBe(100);
  });

  it("by strangers never keeps the owner out: a known browser and a new letter get in", async () => {
    const { loginName, deviceToken } = await world.settle(world.people[0]);
    for (let time = 0; time < 80; time += 1)
      await world.guess(loginName, WRONG, { address: `203.0.113.${time}` });
    await guessPatiently(loginName, 70);
    await world.passTime("-10 hours");
    expect(await world.guess(loginName, PASSWORD)).toEqual({ outcome: "refused" });
    expect(await world.guess(loginName, PASSWORD, { deviceToken: "b".repeat(43) })).toEqual({
      outcome: "refused",
    });
    const known = await world.guess(loginName, PASSWORD, { deviceToken });
    expect(known).toMatchObject({ outcome: "signed-in", mustChangePassword: false });
    // The browser is known by its new token from now on, and no longer by the one it had.
    expect(await world.guess(loginName, PASSWORD, { deviceToken })).toEqual({ outcome: "refused" });
    const letter = await world.issue(world.people[0]);
    expect(await world.guess(letter.loginName, letter.password)).toMatchObject({ outcome: "signed-in" });
  });

  it("is counted before it is evaluated: a hundred at once are no more than the limit", async () => {
    const { loginName } = await world.settle(world.people[0]);
    const guesses = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        world.guess(loginName, index === 59 ? PASSWORD : WRONG, { address: `203.0.113.${index}` }),
      ),
    );
    expect(guesses.filter(({ outcome }) => outcome === "signed-in").length).toBeLessThanOrEqual(1);
    // Four without waiting; the fifth has to wait a second, the sixth two.
    expect(await evaluated()).toBeLessThanOrEqual(6);
    expect(await evaluated()).toBeGreaterThanOrEqual(4);
  });

  it("from one address is slowed down whatever the login; a /64 is one address", async () => {
    for (let time = 0; time < 20; time += 1)
      await world.guess(`88${time}`, WRONG, { address: `2001:db8:1:2::${time.toString(16)}` });
    expect(await evaluated()).toBe(20);
    const { loginName, deviceToken } = await world.settle(world.people[0]);
    const near = { address: "2001:0db8:0001:0002:ffff::1" };
    expect(await world.guess(loginName, PASSWORD, near)).toEqual({ outcome: "refused" });
    expect(await world.guess(loginName, PASSWORD, { ...near, deviceToken })).toMatchObject({
      outcome: "signed-in",
    });
    expect(await world.guess(loginName, PASSWORD, { address: "2001:db8:1:3::1" })).toMatchObject({
      outcome: "signed-in",
    });
  });

  it("everywhere at once slows strangers down, and only them", async () => {
    const { loginName, deviceToken } = await world.settle(world.people[0]);
    await database.asSuperuser((client) =>
      client.query(
        `insert into app.sign_in_attempt (cooperative_id, name_hash, address, lane, succeeded, was_evaluated)
         select $1, sha256(n::text::bytea), '192.0.2.' || n, 'stranger', false, true from generate_series(1, 600) n`,
        [world.cooperativeId],
      ),
    );
    expect(await world.guess(loginName, PASSWORD)).toEqual({ outcome: "refused" });
    expect(await world.guess(loginName, PASSWORD, { deviceToken })).toMatchObject({ outcome: "signed-in" });
    await world.passTime("6 minutes");
    expect(await world.guess(loginName, PASSWORD)).toMatchObject({ outcome: "signed-in" });
  });

  it("at the present password of a stolen session is limited too", async () => {
    const { token } = await world.settle(world.people[0]);
    const tried = [];
    for (let time = 0; time < 7; time += 1) {
      const outcome = await changePassword(world.access, {
        token,
        currentPassword: `${WRONG} ${time}`,
        newPassword: "sześć kominów bez dymu",
        address: "198.51.100.7",
        userAgent: "Test",
        deviceToken: null,
      });
      tried.push(outcome.outcome === "refused" ? outcome.currentPassword[0]?.reason : outcome.outcome);
    }
    expect(tried).toEqual([
      ...Array(5).fill("password-current-wrong"),
      "password-tries-exhausted",
      "password-tries-exhausted",
    ]);
  });

  it("is forgotten when no limit looks at it any more", async () => {
    await world.guess("8800001", WRONG);
    await world.passTime("2 days 1 hour");
    await tidySignIn(world.access);
    await database.asSuperuser(async (client) => {
      expect((await client.query("select from app.sign_in_attempt")).rowCount).toBe(0);
    });
  });
});

describe("the gate of the hashes", () => {
  it("tells strangers to come back when too many wait, and counts nothing for it; the owner passes", async () => {
    const narrow = await signInWorld(database, "wasko", {
      limits: { parallel: 1, waitingStrangers: 2, waitingOwners: 3 },
      cost: { memoryCost: 64 * 1024, timeCost: 12, parallelism: 1 },
    });
    const { loginName, deviceToken } = await narrow.settle(narrow.people[0]);
    const strangers = Array.from({ length: 6 }, (_, index) =>
      narrow.guess(`77${index}`, WRONG, { address: `203.0.113.${index}` }),
    );
    const owner = narrow.guess(loginName, PASSWORD, { deviceToken });
    const outcomes = (await Promise.all(strangers)).map(({ outcome }) => outcome);
    expect(await owner).toMatchObject({ outcome: "signed-in" });
    const busy = outcomes.filter((outcome) => outcome === "busy").length;
    expect(busy).toBeGreaterThan(0);
    expect(outcomes.filter((outcome) => outcome === "refused")).toHaveLength(6 - busy);
    expect(await evaluated()).toBe(6 - busy);
  });
});
