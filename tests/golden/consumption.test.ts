import { describe, expect, it } from "vitest";
import { quantityForPeople } from "../../src/domain/values/quantity.ts";
import { consume, consumed, historyOf, meter, millionths, reading, written } from "./consumption-facts.ts";

describe("what meters counted, by hand", () => {
  it("is the end less the start: a reading closes the day before and opens its own", () => {
    const history = historyOf([meter()], [reading("2025-10-01", 100), reading("2026-01-01", 112.5)]);
    expect(written(consumed(history, "2025-10-01", "2026-01-01"))).toEqual([
      "read W1 2025-10-01–2026-01-01: 12,5",
      "12,5",
    ]);
  });

  it("reads a year of monthly readings as one stretch with both ends of the dial", () => {
    const days = ["2025-10-01", "2025-11-01", "2025-12-01", "2026-01-01"];
    const readings = days.map((day, index) => reading(day, 100 + 3 * index));
    const { segments } = consumed(historyOf([meter()], readings), "2025-10-01", "2026-01-01");
    expect(segments).toHaveLength(1);
    expect(segments[0]).toMatchObject({ startValue: millionths(100), endValue: millionths(109) });
  });

  it("sums the segments of a replaced meter: 20 of the old and 7 of the new", () => {
    const history = historyOf(
      [
        meter({ until: "2025-11-15", end: millionths(120) }),
        meter({ id: 2, serial: "W2", from: "2025-11-15", start: millionths(1) }),
      ],
      [reading("2025-10-01", 100), reading("2026-01-01", 8, { meterId: 2 })],
    );
    const consumption = consumed(history, "2025-10-01", "2026-01-01");
    expect(written(consumption)).toEqual([
      "read W1 2025-10-01–2025-11-15: 20",
      "read W2 2025-11-15–2026-01-01: 7",
      "27",
    ]);
    expect(consumption.working).toContainEqual({
      step: "meter-replaced",
      inputs: { removed: "W1", on: "2025-11-15" },
      outcome: "W2",
    });
  });

  it("goes on from zero past the largest number: 99 990 → 99 999 → 12 is 22", () => {
    const readings = [
      reading("2025-10-01", 99_990),
      reading("2025-12-01", 99_995),
      reading("2026-01-01", 7),
      reading("2026-02-01", 12),
    ];
    const history = historyOf([meter({ dialDigits: 5, start: millionths(99_000) })], readings);
    expect(written(consumed(history, "2025-10-01", "2026-02-01"))).toEqual([
      "read W1 2025-10-01–2025-12-01: 5",
      "read W1 2025-12-01–2026-01-01: 12",
      "read W1 2026-01-01–2026-02-01: 5",
      "22",
    ]);
  });

  it("begins an allocator again at zero after its set day: 900 − 300 and then 250", () => {
    const allocator = meter({ kind: "heat-cost-allocator", measure: "unit", factor: millionths("1.5") });
    const readings = [
      reading("2025-10-01", 300),
      reading("2026-01-01", 900, { restarts: true }),
      reading("2026-05-01", 250),
    ];
    const laf = [{ from: "2020-01-01", until: null, factor: millionths("0.8") }] as never;
    const consumption = consumed(historyOf([allocator], readings, laf), "2025-10-01", "2026-05-01");
    // 600 × 1,5 × 0,8 and 250 × 1,5 × 0,8
    expect(written(consumption)).toEqual([
      "read W1 2025-10-01–2026-01-01: 720",
      "read W1 2026-01-01–2026-05-01: 300",
      "1020",
    ]);
    expect(quantityForPeople(consumption.quantity)).toBe("850");
  });

  it("counts an allocator's set day to its end: the year to 31 December is what it showed on 31 December", () => {
    const allocator = meter({ kind: "heat-cost-allocator", measure: "unit" });
    const readings = [
      reading("2024-12-31", 380, { restarts: true }),
      reading("2025-06-30", 250),
      reading("2025-12-31", 400, { restarts: true }),
      // Read on the set day itself, before its end, and the next morning.
      reading("2025-12-31", 398),
      reading("2026-01-01", 1, { source: "hand-over" }),
      reading("2026-01-31", 60),
    ];
    const history = historyOf([allocator], readings);
    const year = consumed(history, "2025-01-01", "2026-01-01");
    expect(written(year)).toEqual(["read W1 2025-01-01–2026-01-01: 400", "400"]);
    expect(year.working[0]?.inputs).toMatchObject({ from: "2024-12-31", to: "2025-12-31" });
    expect(written(consumed(history, "2026-01-01", "2026-02-01"))).toEqual([
      "read W1 2026-01-01–2026-02-01: 60",
      "60",
    ]);
    const halves = [
      consumed(history, "2025-01-01", "2025-07-01"),
      consumed(history, "2025-07-01", "2026-01-01"),
    ];
    expect(halves.reduce((total, { quantity }) => total + quantity, 0)).toBe(year.quantity);
  });

  it("takes what was read on the last day of a month for its end: the half-year is the later reading less the earlier", () => {
    const readings = [
      reading("2025-06-30", 100),
      reading("2025-09-12", 120),
      reading("2025-12-31", 149.5),
      reading("2025-12-31", 150),
      reading("2026-02-28", 165),
      // The day that begins with the month speaks for its beginning.
      reading("2026-03-01", 165.2),
      reading("2026-04-30", 180),
    ];
    const history = historyOf([meter()], readings);
    expect(written(consumed(history, "2025-07-01", "2026-01-01"))).toEqual([
      "read W1 2025-07-01–2026-01-01: 50",
      "50",
    ]);
    expect(written(consumed(history, "2026-01-01", "2026-03-01"))).toEqual([
      "read W1 2026-01-01–2026-03-01: 15,2",
      "15,2",
    ]);
    // From the beginning of 12 September to the end of 31 December are 111 days.
    const winter = consumed(history, "2025-10-01", "2025-11-01");
    expect(winter.working[0]?.inputs).toMatchObject({
      firstReadOn: "2025-09-12",
      lastReadOn: "2025-12-31 24:00",
      part: "31",
      whole: "111",
    });
    const broken = [reading("2025-06-30", 100), reading("2025-12-31", 150, { flags: ["seal-broken"] })];
    const rules = { brokenSeal: "as-unmetered", normPerPersonMonth: millionths(3) } as const;
    expect(written(consumed(historyOf([meter()], broken), "2025-07-01", "2026-01-01", { rules }))).toEqual([
      "read W1 2025-07-01–2026-01-01: 50",
      "50",
    ]);
  });

  it("counts a set day on which the meter was taken out, or that is told as the first of the next month", () => {
    const removed = meter({
      kind: "heat-cost-allocator",
      measure: "unit",
      from: "2025-01-01",
      until: "2026-01-01",
      end: millionths(0),
    });
    const setDay = reading("2025-12-31", 400, { restarts: true });
    expect(consumed(historyOf([removed], [setDay]), "2025-01-01", "2026-01-01").quantity).toBe(
      millionths(400),
    );
    const standing = meter({ kind: "heat-cost-allocator", measure: "unit", from: "2025-01-01" });
    const midnight = reading("2026-01-01", 400, { restarts: true });
    expect(written(consumed(historyOf([standing], [midnight]), "2025-01-01", "2026-01-01"))).toEqual([
      "read W1 2025-01-01–2026-01-01: 400",
      "400",
    ]);
  });
});

describe("days without a reading", () => {
  const readings = [reading("2025-09-21", 100), reading("2025-10-21", 130), reading("2025-11-20", 145)];
  const history = historyOf([meter()], readings);

  it("spreads an interval by days where a period begins inside it: 20 of 30 days of 30 m³", () => {
    expect(written(consumed(history, "2025-10-01", "2025-11-20"))).toEqual([
      "spread W1 2025-10-01–2025-10-21: 20",
      "read W1 2025-10-21–2025-11-20: 15",
      "35",
    ]);
  });

  it("goes on at the period's own average after the last reading: 35 in 50 days, 7 in 10", () => {
    expect(written(consumed(history, "2025-10-01", "2025-11-30"))).toEqual([
      "spread W1 2025-10-01–2025-10-21: 20",
      "read W1 2025-10-21–2025-11-20: 15",
      "spread W1 2025-11-20–2025-11-30: 7",
      "42",
    ]);
  });

  it("refuses what no listed method can say, every stretch of it", () => {
    const refused = consume(history, "2026-01-01", "2026-02-01", {
      rules: { missedOnce: [], missedTwice: [] },
    });
    expect(refused).toMatchObject({
      ok: false,
      refusals: [
        { reason: "consumption-unknown", data: { point: "PW-1", from: "2026-01-01", until: "2026-02-01" } },
      ],
    });
  });
});
