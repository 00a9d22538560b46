import { describe, expect, it } from "vitest";
import { grosze } from "../values/money.ts";
import { month } from "../values/month.ts";
import { plainDate } from "../values/plain-date.ts";
import { amountDue, type OpenAmount } from "./due.ts";

const today = plainDate("2026-12-01");
const claim = (amount: number, due: string): OpenAmount => ({
  remainingGrosze: grosze(amount),
  dueOn: plainDate(due),
  month: month(due.slice(0, 7)),
});
const credit = (amount: number): OpenAmount => ({
  remainingGrosze: grosze(-amount),
  dueOn: null,
  month: null,
});

describe("amountDue", () => {
  it("asks for the next due day, arrears included", () => {
    expect(
      amountDue([claim(10000, "2026-11-10"), claim(64218, "2026-12-10"), claim(5000, "2027-02-10")], today),
    ).toEqual({
      balanceGrosze: 79218,
      due: { amountGrosze: 74218, by: "2026-12-10", month: "2026-12" },
      overdueGrosze: 10000,
    });
  });

  it("takes overpayments off, from the oldest claim first", () => {
    expect(amountDue([claim(10000, "2026-11-10"), claim(64218, "2026-12-10"), credit(12000)], today)).toEqual(
      {
        balanceGrosze: 62218,
        due: { amountGrosze: 62218, by: "2026-12-10", month: "2026-12" },
        overdueGrosze: 0,
      },
    );
  });

  it("asks for nothing when the overpayment covers what is due", () => {
    expect(amountDue([claim(64218, "2026-12-10"), credit(70000)], today)).toEqual({
      balanceGrosze: -5782,
      due: null,
      overdueGrosze: 0,
    });
  });

  it("names the latest passed day when nothing falls due any more", () => {
    expect(amountDue([claim(10000, "2026-10-10"), claim(20000, "2026-11-10")], today)).toEqual({
      balanceGrosze: 30000,
      due: { amountGrosze: 30000, by: "2026-11-10", month: "2026-11" },
      overdueGrosze: 30000,
    });
  });

  it("is due on its day, not overdue", () => {
    expect(amountDue([claim(100, "2026-12-01")], today).overdueGrosze).toBe(0);
  });

  it("knows empty accounts", () => {
    expect(amountDue([], today)).toEqual({ balanceGrosze: 0, due: null, overdueGrosze: 0 });
  });
});
