import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressBucket } from "./address.ts";
import { loginNameFor, loginNameForPeople, readLoginName } from "./login-name.ts";
import { inGroups, newStarterPassword, readStarterPassword } from "./starter-password.ts";
import { delaySeconds } from "./throttle.ts";

describe("a login name", () => {
  it("is a number with a check digit, as deterministic as the person's own", () => {
    expect([1, 2, 42, 1200].map(loginNameFor)).toEqual(["1000017", "1000025", "1000421", "1012004"]);
    expect(loginNameForPeople("1000421")).toBe("100 04 21");
    expect(readLoginName(" 100 04-21 ")).toBe("1000421");
  });

  it("is another person's after no slip of one key", () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 800_000 }),
        fc.nat({ max: 5 }),
        fc.nat({ max: 9 }),
        (person, place, digit) => {
          const name = loginNameFor(person);
          const slipped = `${name.slice(0, place)}${digit}${name.slice(place + 1)}`;
          const other = Number(slipped.slice(0, -1)) - 100_000;
          return slipped === name || loginNameFor(other) !== slipped;
        },
      ),
    );
  });

  it("read from anything is short and fit for the database", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (typed) => {
        const name = readLoginName(typed);
        return name.length <= 64 && name.isWellFormed() && !name.includes("\0");
      }),
    );
  });
});

describe("a starter password", () => {
  it("has 60 random bits beyond its first group, and no letters one mistakes", () => {
    const { characters, selector } = newStarterPassword();
    expect(inGroups(characters)).toMatch(/^([2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}$/);
    expect(selector).toBe(characters.slice(0, 4));
    // 32 characters are 5 bits each; 12 of them are secret.
    const seen = new Set(Array.from({ length: 400 }, () => newStarterPassword().characters).join(""));
    expect(seen.size).toBe(32);
  });

  it("is read back from its print however it was typed", () => {
    const { characters } = newStarterPassword();
    for (const typed of [
      inGroups(characters),
      ` ${inGroups(characters).toLowerCase().replaceAll("-", " ")}`,
      inGroups(characters).replaceAll("-", " – "),
      characters,
    ])
      expect(readStarterPassword(typed)?.characters).toBe(characters);
    expect(readStarterPassword(characters.slice(1))).toBeNull();
    expect(readStarterPassword(`0${characters.slice(1)}`)).toBeNull();
  });
});

describe("an address", () => {
  it.each([
    ["192.0.2.7", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:0DB8:0001:0002::1", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["64:ff9b::192.0.2.33", "64:ff9b:0:0::/64"],
    ["unknown", ""],
  ])("%s is counted as %s", (address, bucket) => {
    expect(addressBucket(address)).toBe(bucket);
  });
});

describe("the delay", () => {
  it("doubles after four free guesses up to a quarter of an hour", () => {
    expect([0, 4, 5, 6, 7, 10, 14, 15, 60].map(delaySeconds)).toEqual([0, 0, 1, 2, 4, 32, 512, 900, 900]);
  });
});
