import { describe, expect, it } from "vitest";
import type { DegreeDayWeights } from "../../src/domain/metering/degree-days.ts";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import { quantityForPeople } from "../../src/domain/values/quantity.ts";
import { consume, consumed, historyOf, meter, millionths, reading, written } from "./consumption-facts.ts";

describe("an estimate above what was read later", () => {
  const estimate = reading("2025-07-01", 130, { source: "estimate" });
  const later = [reading("2026-01-01", 125), reading("2026-07-01", 140)];

  it("is cut to it, so that what was read counts: 125 − 100 in the year, 15 in the half-year after it", () => {
    const history = historyOf([meter()], [reading("2025-01-01", 100), estimate, ...later]);
    expect(written(consumed(history, "2025-01-01", "2026-01-01"))).toEqual([
      "read W1 2025-01-01–2026-01-01: 25",
      "25",
    ]);
    const first = consumed(history, "2025-01-01", "2025-07-01");
    expect(written(first)).toEqual(["read W1 2025-01-01–2025-07-01: 25", "~25"]);
    expect(first.working[0]).toMatchObject({
      step: "estimate-cut",
      inputs: { estimate: "130" },
      outcome: "125",
    });
    expect(consumed(history, "2025-07-01", "2026-01-01").quantity).toBe(0);
    expect(written(consumed(history, "2026-01-01", "2026-07-01")).at(-1)).toBe("15");
  });

  it("is cut to what the meter showed when it was taken out", () => {
    const removed = meter({ until: "2026-01-01", end: millionths(125) });
    const history = historyOf([removed], [reading("2025-01-01", 100), estimate]);
    expect(written(consumed(history, "2025-01-01", "2026-01-01")).at(-1)).toBe("25");
  });

  it("is not cut where the dial went past its largest number, nor by a reading that fell below an earlier one", () => {
    const rolled = historyOf(
      [meter({ dialDigits: 3, start: millionths(900) })],
      [
        reading("2025-01-01", 980),
        reading("2025-07-01", 990, { source: "estimate" }),
        reading("2026-01-01", 5),
      ],
    );
    expect(consumed(rolled, "2025-01-01", "2026-01-01").quantity).toBe(millionths(25));
    const wrong = historyOf([meter()], [reading("2025-01-01", 100), estimate, reading("2026-01-01", 12)]);
    expect(consumed(wrong, "2025-01-01", "2025-07-01").quantity).toBe(millionths(30));
  });
});

describe("a period without a reading", () => {
  // read from 1 October 2025 to 1 January 2026: 9,2 m³ in 92 days
  const history = historyOf([meter()], [reading("2025-10-01", 100), reading("2026-01-01", 109.2)]);

  it("takes the average day of the period before: 9,2 in 92 days, 90 days of the first quarter", () => {
    const consumption = consumed(history, "2026-01-01", "2026-04-01");
    expect(written(consumption)).toEqual(["previous-period W1 2026-01-01–2026-04-01: 9", "~9"]);
    expect(consumption.working.at(-1)).toMatchObject({
      step: "consumption-previous-period",
      inputs: {
        referenceFrom: "2025-10-01",
        referenceUntil: "2026-01-01",
        counted: "9.2",
        measured: "92",
        part: "90",
      },
      outcome: "9",
    });
  });

  it("takes the norm of the persons after two such periods: 3 m³ × 2 persons × 3 months", () => {
    expect(written(consumed(history, "2026-04-01", "2026-07-01"))).toEqual([
      "norm W1 2026-04-01–2026-07-01: 18",
      "~18",
    ]);
  });

  it("takes the same period of last year where the regulation says so, days for days", () => {
    const rules = { missedTwice: ["same-period-last-year", "norm"] as const };
    expect(written(consumed(history, "2026-10-01", "2027-01-01", { rules }))).toEqual([
      "same-period-last-year W1 2026-10-01–2027-01-01: 9,2",
      "~9,2",
    ]);
  });

  it("tries the methods in order and takes the first that can say something", () => {
    const fresh = historyOf(
      [meter({ from: "2025-10-01", start: millionths(100) })],
      [reading("2026-01-01", 109.2)],
    );
    const rules = { missedTwice: ["same-period-last-year", "previous-period", "norm"] as const };
    expect(written(consumed(fresh, "2026-04-01", "2026-07-01", { rules })).at(0)).toMatch(/^norm/);
    const without = consume(fresh, "2026-04-01", "2026-07-01", {
      rules: { ...rules, normPerPersonMonth: null },
    });
    expect(without).toMatchObject({ ok: false, refusals: [{ reason: "consumption-unknown" }] });
  });

  it("calls a tail of more than 31 days an estimate, though it counts the same", () => {
    const tail = (until: string) => consumed(history, "2025-10-01", until);
    expect(written(tail("2026-02-01")).at(-1)).toBe("12,3");
    expect(written(tail("2026-02-02")).at(-1)).toBe("~12,4");
  });
});

describe("the norm", () => {
  const nothing = historyOf([meter()], []);
  const norm = (
    persons: { from: string; until: string | null; persons: number }[],
    from: string,
    until: string,
  ) => written(consumed(nothing, from, until, { persons: persons as never }));

  it("is 75 % of one norm where nobody lives: 3 × 0,75 × 3 months", () => {
    expect(norm([], "2026-01-01", "2026-04-01")).toEqual(["norm W1 2026-01-01–2026-04-01: 6,75", "~6,75"]);
  });

  it("is nothing where the regulation has no norm for a vacant unit", () => {
    const vacant = consumed(nothing, "2026-01-01", "2026-04-01", {
      persons: [],
      rules: { vacantNormPercent: null },
    });
    expect(vacant.quantity).toBe(0);
  });

  it("follows the persons by days, a part of a month by its days: 2 + 14 of 31 months of 1, the rest of 3", () => {
    const persons = [
      { from: "2025-01-01", until: "2026-03-15", persons: 1 },
      { from: "2026-03-15", until: null, persons: 3 },
    ];
    // 3 × (2 + 14/31) = 7,354839; 3 × 3 × 17/31 = 4,935483 as what is left of March to 31 days
    expect(norm(persons, "2026-01-01", "2026-04-01")).toEqual([
      "norm W1 2026-01-01–2026-03-15: 7,354839",
      "norm W1 2026-03-15–2026-04-01: 4,935483",
      "~12,290322",
    ]);
  });
});

describe("a meter that no longer counts", () => {
  const readings = [reading("2026-01-01", 10), reading("2026-07-01", 28.1)];

  it("is settled by the norm after its verification expired: 90 of 181 days of 18,1 and 3 months of 2 persons", () => {
    const history = historyOf([meter({ verifiedUntil: plainDate("2026-03-31") })], readings);
    const consumption = consumed(history, "2026-01-01", "2026-07-01");
    expect(written(consumption)).toEqual([
      "spread W1 2026-01-01–2026-04-01: 9",
      "unmetered W1 2026-04-01–2026-07-01: 18",
      "~27",
    ]);
    expect(consumption.working).toContainEqual({
      step: "consumption-unmetered",
      inputs: { serial: "W1", from: "2026-04-01", to: "2026-07-01" },
      outcome: "verification-expired",
    });
  });

  it("counts on where the regulation says so", () => {
    const history = historyOf([meter({ verifiedUntil: plainDate("2026-03-31") })], readings);
    const rules = { expiredVerification: "as-metered" } as const;
    expect(written(consumed(history, "2026-01-01", "2026-07-01", { rules }))).toEqual([
      "read W1 2026-01-01–2026-07-01: 18,1",
      "18,1",
    ]);
  });

  it("is settled by the norm from the reading that found its seal broken", () => {
    const broken = reading("2026-05-01", 22, { flags: ["seal-broken"] });
    const history = historyOf([meter()], [...readings, broken]);
    expect(written(consumed(history, "2026-01-01", "2026-07-01"))).toEqual([
      "read W1 2026-01-01–2026-05-01: 12",
      "unmetered W1 2026-05-01–2026-07-01: 12",
      "~24",
    ]);
    const rules = { brokenSeal: "as-metered" } as const;
    expect(written(consumed(history, "2026-01-01", "2026-07-01", { rules })).at(-1)).toBe("18,1");
  });

  it("is refused where there is no norm to settle it by, each stretch named", () => {
    const meters = [
      meter({ verifiedUntil: plainDate("2026-01-31"), until: "2026-03-01", end: millionths(20) }),
      meter({ id: 2, serial: "W2", from: "2026-03-01", verifiedUntil: plainDate("2026-04-30") }),
    ];
    const history = historyOf(meters, [reading("2026-01-01", 10), reading("2026-07-01", 9, { meterId: 2 })]);
    expect(
      consume(history, "2026-01-01", "2026-07-01", { rules: { normPerPersonMonth: null } }),
    ).toMatchObject({
      ok: false,
      refusals: [
        { reason: "consumption-unknown", data: { from: "2026-02-01", until: "2026-03-01" } },
        { reason: "consumption-unknown", data: { from: "2026-05-01", until: "2026-07-01" } },
      ],
    });
  });

  it("was away: up to 31 days at the period's average, longer by the norm", () => {
    const gap = (until: string) =>
      historyOf(
        [
          meter({ until: "2026-03-02", end: millionths(16) }),
          meter({ id: 2, serial: "W2", from: until, start: millionths(5) }),
        ],
        [reading("2026-01-01", 10), reading("2026-07-01", 5, { meterId: 2 })],
      );
    // 6 in 60 days and 0 in 111, 10 days away: 6 × 10 ÷ 171
    expect(written(consumed(gap("2026-03-12"), "2026-01-01", "2026-07-01"))[1]).toBe(
      "spread – 2026-03-02–2026-03-12: 0,350877",
    );
    expect(written(consumed(gap("2026-05-02"), "2026-01-01", "2026-07-01"))[1]).toMatch(/^unmetered – /);
  });
});

describe("heating-degree weights instead of days", () => {
  const rules = { spread: "degree-days" } as const;
  const history = historyOf([meter()], [reading("2025-09-01", 0), reading("2026-05-01", 840)]);

  it("lay a season over its months: 30 + 80 + 120 + 160 + 170 + 150 + 130 + 80 of 920", () => {
    const december = consumed(history, "2025-12-01", "2026-01-01", { rules });
    // 840 × 160 ÷ 920 = 146,086957
    expect(quantityForPeople(december.quantity)).toBe("146,086957");
    expect(december.working[0]).toMatchObject({
      inputs: { scale: "degree-days", part: "160", whole: "920", counted: "840" },
      source: "tabela stopniodni VDI 2067",
    });
  });

  it("can be a regulation's own", () => {
    const weights: DegreeDayWeights[] = [
      {
        validFrom: plainDate("2020-01-01"),
        source: "regulamin",
        months: [250, 0, 0, 0, 0, 0, 0, 0, 0, 250, 250, 250],
      },
    ];
    const december = consumed(history, "2025-12-01", "2026-01-01", { rules, weights });
    expect(quantityForPeople(december.quantity)).toBe("210");
  });
});

describe("a shared meter", () => {
  it("counts the unit's share of what it measured, and the norm of the unit's own persons whole", () => {
    const history = historyOf(
      [meter({ verifiedUntil: plainDate("2026-02-28") })],
      [reading("2026-01-01", 0), reading("2026-03-01", 10), reading("2026-04-01", 15)],
    );
    const consumption = consumed(history, "2026-01-01", "2026-04-01", { share: millionths("0.25") });
    // 10 × 0,25 + 6
    expect(quantityForPeople(consumption.quantity)).toBe("8,5");
    expect(consumption.segments[0]).toMatchObject({ quantity: millionths(10) });
    expect(consumption.working.at(-1)).toMatchObject({
      step: "consumption-of-unit",
      inputs: { measured: "10", share: "0.25", own: "6" },
      outcome: "8.5",
    });
  });
});

describe("readings that cannot all be true", () => {
  it("leave out one that is lower than an earlier one, and say so", () => {
    const history = historyOf(
      [meter()],
      [reading("2026-01-01", 10), reading("2026-02-01", 9), reading("2026-03-01", 12)],
    );
    const consumption = consumed(history, "2026-01-01", "2026-03-01");
    expect(written(consumption)).toEqual(["read W1 2026-01-01–2026-03-01: 2", "2"]);
    expect(consumption.working[0]).toMatchObject({ step: "reading-left-out", outcome: "9" });
  });

  it("take a hand-over reading before others of its day, else the lowest", () => {
    const of = (source: "hand-over" | "visit") =>
      historyOf(
        [meter()],
        [reading("2026-01-01", 0), reading("2026-02-01", 5), reading("2026-02-01", 6, { source })],
      );
    expect(quantityForPeople(consumed(of("visit"), "2026-01-01", "2026-02-01").quantity)).toBe("5");
    expect(quantityForPeople(consumed(of("hand-over"), "2026-01-01", "2026-02-01").quantity)).toBe("6");
  });
});
