import { describe, expect, it } from "vitest";
import { fixedClock, readClock, systemClock } from "./clock.ts";

describe("clock", () => {
  it.each([
    ["2026-12-31T22:59:59Z", "2026-12-31"],
    ["2026-12-31T23:00:00Z", "2027-01-01"],
    ["2026-03-28T23:00:00Z", "2026-03-29"],
    ["2026-07-01T21:59:59Z", "2026-07-01"],
    ["2026-07-01T22:00:00Z", "2026-07-02"],
  ])("at %s it is %s in Poland", (instant, day) => {
    expect(fixedClock(instant).today()).toBe(day);
  });

  it("stands still only with demo data", () => {
    const environment = { OSIEDLE_CLOCK: "2026-11-23T08:00:00Z" };
    expect(readClock(environment, true).today()).toBe("2026-11-23");
    expect(() => readClock(environment, false)).toThrow("tylko z danymi pokazowymi");
    expect(() => readClock({ OSIEDLE_CLOCK: "jutro" }, true)).toThrow("„jutro”");
    expect(readClock({}, false)).toBe(systemClock);
  });
});
