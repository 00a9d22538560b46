import { describe, expect, it } from "vitest";
import { BUSY, createHashing } from "./hashing.ts";

const CHEAP = { memoryCost: 64, timeCost: 1, parallelism: 1 };

describe("the gate of the hashes", () => {
  it("lets so many work and so many wait; further ones are told to come back", async () => {
    const { hash, evaluations } = createHashing(
      { parallel: 1, waitingStrangers: 2, waitingOwners: 1 },
      CHEAP,
    );
    const strangers = Array.from({ length: 6 }, () => hash("hasło", "stranger"));
    const owners = Array.from({ length: 3 }, () => hash("hasło", "owner"));
    const isBusy = async (answers: Promise<unknown>[]) =>
      (await Promise.all(answers)).map((answer) => answer === BUSY);
    expect(await isBusy(strangers)).toEqual([false, false, false, true, true, true]);
    expect(await isBusy(owners)).toEqual([false, true, true]);
    expect(evaluations()).toBe(4);
    expect(await hash("hasło", "stranger")).not.toBe(BUSY);
  });

  it("lets owners go before strangers who came earlier", async () => {
    const { hash } = createHashing({ parallel: 1, waitingStrangers: 2, waitingOwners: 2 }, CHEAP);
    const order: string[] = [];
    const note = async (name: string, answer: Promise<unknown>) => {
      await answer;
      order.push(name);
    };
    await Promise.all([
      note("first stranger", hash("a", "stranger")),
      note("second stranger", hash("b", "stranger")),
      note("owner", hash("c", "owner")),
    ]);
    expect(order).toEqual(["first stranger", "owner", "second stranger"]);
  });

  it("gives its place back when a hash fails", async () => {
    const { hash, verify } = createHashing({ parallel: 1, waitingStrangers: 0, waitingOwners: 0 }, CHEAP);
    await expect(verify("no hash at all", "hasło", "stranger")).rejects.toThrow();
    expect(await hash("hasło", "stranger")).not.toBe(BUSY);
  });
});

describe("a hash", () => {
  it("costs 64 MiB and three passes of Argon2id, and so does the decoy", async () => {
    const { hash, verify, evaluations } = createHashing();
    const kept = await hash("jedno zdanie o pogodzie", "owner");
    expect(kept).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/);
    expect(await verify(kept as string, "jedno zdanie o pogodzie", "owner")).toBe(true);
    expect(await verify(kept as string, "inne zdanie o pogodzie", "owner")).toBe(false);
    expect(evaluations()).toBe(3);
    expect(await verify(null, "jedno zdanie o pogodzie", "owner")).toBe(false);
    expect(evaluations()).toBe(4);
  });
});
