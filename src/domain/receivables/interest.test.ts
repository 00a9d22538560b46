import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { grosze } from "../values/money.ts";
import { addDays, daysBetween, plainDate } from "../values/plain-date.ts";
import { lateInterest } from "./interest.ts";

function interest(principalGrosze: number, due: string, paid: string) {
  const result = lateInterest({
    principalGrosze: grosze(principalGrosze),
    due: plainDate(due),
    paid: plainDate(paid),
  });
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return result.value;
}

function refused(principalGrosze: number, due: string, paid: string) {
  const result = lateInterest({
    principalGrosze: grosze(principalGrosze),
    due: plainDate(due),
    paid: plainDate(paid),
  });
  return result.ok ? [] : result.refusals.map((refusal) => refusal.reason);
}

describe("interest for delay, worked by hand", () => {
  it("rounds each rate period, then sums", () => {
    const { interestGrosze, dueMoved, periods } = interest(100000, "2025-04-15", "2025-10-31");
    expect(interestGrosze).toBe(5752);
    expect(dueMoved).toBe("2025-04-15");
    expect(
      periods.map((p) => [p.from, p.to, p.days, p.rateHundredthsOfPercent, p.interestGrosze, p.act]),
    ).toEqual([
      ["2025-04-16", "2025-05-07", 22, 1125, 678, "M.P. 2023 poz. 1123"],
      ["2025-05-08", "2025-07-02", 56, 1075, 1649, "M.P. 2025 poz. 540"],
      ["2025-07-03", "2025-09-03", 63, 1050, 1812, "M.P. 2025 poz. 685"],
      ["2025-09-04", "2025-10-08", 35, 1025, 983, "M.P. 2025 poz. 1015"],
      ["2025-10-09", "2025-10-31", 23, 1000, 630, "M.P. 2025 poz. 1136"],
    ]);
  });

  it.each([
    ["paid on the due day", "2025-04-15", "2025-04-15", "2025-04-15"],
    ["paid before the due day", "2025-04-15", "2024-01-01", "2025-04-15"],
    ["paid on the moved due day", "2025-12-24", "2025-12-29", "2025-12-29"],
    ["paid in time before the table begins", "2010-03-10", "2010-03-10", "2010-03-10"],
  ])("owes nothing when %s", (_case, due, paid, dueMoved) => {
    expect(interest(100000, due, paid)).toMatchObject({ interestGrosze: 0, dueMoved, periods: [] });
  });

  it("counts the first day after the moved due day", () => {
    // 1 000 000.00 zł × 9.5 % / 365 = 260.27 zł a day
    expect(interest(100_000_000, "2025-12-24", "2025-12-30").periods).toMatchObject([
      { from: "2025-12-30", to: "2025-12-30", days: 1, interestGrosze: 26027 },
    ]);
  });

  it("moves a Saturday since 2017 only", () => {
    expect(interest(100000, "2016-12-10", "2016-12-12").periods[0]).toMatchObject({
      from: "2016-12-11",
      days: 2,
    });
    expect(interest(100000, "2017-01-07", "2017-01-10").periods[0]).toMatchObject({
      from: "2017-01-10",
      days: 1,
    });
  });

  it("divides by 365 in a leap year too", () => {
    // 366 days of 2024: 1000.00 × 11.25 % × 366 / 365 = 112.808… zł; 31.12.2023 was a Sunday and 1.01 a holiday
    expect(interest(100000, "2023-12-29", "2024-12-29")).toMatchObject({
      interestGrosze: 11281,
      periods: [{ from: "2023-12-30", to: "2024-12-29", days: 366 }],
    });
  });

  it("charges the new rate for the payment day on which it starts", () => {
    const { periods } = interest(100000, "2025-07-01", "2025-07-03");
    expect(periods.map((p) => [p.days, p.rateHundredthsOfPercent])).toEqual([
      [1, 1075],
      [1, 1050],
    ]);
  });

  it("rounds half a grosz up", () => {
    // 182.50 zł × 10 % × 1 / 365 = 0.05 zł exactly; 18.25 zł gives 0.005 zł, which is half a grosz
    expect(interest(18250, "2025-10-16", "2025-10-17").interestGrosze).toBe(5);
    expect(interest(1825, "2025-10-16", "2025-10-17").interestGrosze).toBe(1);
    expect(interest(1824, "2025-10-16", "2025-10-17").interestGrosze).toBe(0);
  });

  it("goes on with the last known rate and says so", () => {
    const { periods, working } = interest(100000, "2026-10-12", "2026-12-31");
    expect(periods).toMatchObject([{ rateHundredthsOfPercent: 925, days: 80 }]);
    expect(working.map((step) => step.step)).toEqual([
      "due-day-moved",
      "late-interest-period",
      "last-known-rate-continued",
      "late-interest-total",
    ]);
  });
});

describe("refusals", () => {
  it("knows no rate before the table, and needs only the days that bear interest", () => {
    expect(refused(100000, "2014-12-01", "2015-02-01")).toEqual(["rate-unknown"]);
    expect(refused(100000, "2014-12-21", "2015-02-01")).toEqual([]);
    expect(refused(100000, "2014-12-19", "2015-02-01")).toEqual(["rate-unknown"]);
  });

  it("finds all reasons at once", () => {
    expect(refused(-1, "2001-01-01", "2002-01-01")).toEqual(["principal-negative", "rate-unknown"]);
    expect(refused(1_000_000_000_001, "2025-01-01", "2025-01-02")).toEqual(["principal-too-large"]);
  });
});

describe("properties", () => {
  const due = fc.integer({ min: 0, max: 5000 }).map((days) => addDays(plainDate("2014-12-23"), days));
  const late = fc.record({
    principalGrosze: fc.integer({ min: 0, max: 100_000_000 }).map(grosze),
    due,
    days: fc.integer({ min: 0, max: 2000 }),
  });

  it("periods follow one another without gaps from the day after the due day to the payment", () => {
    fc.assert(
      fc.property(late, ({ principalGrosze, due, days }) => {
        const paid = addDays(due, days);
        const { dueMoved, periods, interestGrosze } = interest(principalGrosze, due, paid);
        let expected = addDays(dueMoved, 1);
        for (const period of periods) {
          expect(period.from).toBe(expected);
          expect(period.days).toBe(daysBetween(period.from, period.to) + 1);
          expected = addDays(period.to, 1);
        }
        if (paid > dueMoved) expect(expected).toBe(addDays(paid, 1));
        else expect(periods).toEqual([]);
        expect(interestGrosze).toBe(periods.reduce((sum, period) => sum + period.interestGrosze, 0));
      }),
    );
  });

  it("a later payment and a larger debt never cost less", () => {
    fc.assert(
      fc.property(late, fc.integer({ min: 0, max: 400 }), ({ principalGrosze, due, days }, more) => {
        const base = interest(principalGrosze, due, addDays(due, days)).interestGrosze;
        expect(
          interest(principalGrosze, due, addDays(due, days + more)).interestGrosze,
        ).toBeGreaterThanOrEqual(base);
        expect(
          interest(principalGrosze + more, due, addDays(due, days)).interestGrosze,
        ).toBeGreaterThanOrEqual(base);
      }),
    );
  });

  it("days inside one rate add up, but for the rounding of each part", () => {
    // The only rate from 2023-10-05 to 2025-05-07; both due days below are working days.
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000_000 }),
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 100 }),
        (principal, first, second) => {
          const start = plainDate("2023-10-10");
          const whole = interest(principal, start, addDays(start, first + second)).interestGrosze;
          const parts =
            Math.round((principal * 1125 * first) / 3_650_000) +
            Math.round((principal * 1125 * second) / 3_650_000);
          expect(Math.abs(whole - parts)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});
