import { describe, expect, it } from "vitest";
import { plainDate } from "../values/plain-date.ts";
import { REGISTRY_COURT_DAYS } from "./document-request-terms.ts";
import { EXTERNAL_COST_NOTICE_DAYS, FEE_CHANGE_NOTICE_MONTHS, FEE_DUE_DAY } from "./fee-terms.ts";
import {
  AMENDMENT_DAYS,
  ANNUAL_MEETING_MONTHS,
  DRAFT_SUPPORTERS,
  DRAFTS_DISPLAY_DAYS,
  MEETING_NOTICE_DAYS,
  MEMBERS_DRAFT_DAYS,
  PARTS_ABOVE_MEMBERS,
  PROXY_DELIVERY_DAYS,
  SUPERVISORY_BOARD_TERM_YEARS,
} from "./general-meeting-terms.ts";
import { LATE_INTEREST_RATES } from "./late-interest-rates.ts";
import { type LegalTable, valueOn } from "./legal-table.ts";
import { VAT_CODES, VAT_RATES, vatRateOn } from "./vat-rates.ts";

const rateOn = (day: string) => {
  const found = valueOn(LATE_INTEREST_RATES, plainDate(day));
  return found.ok ? [found.value.value, found.value.citation] : found.refusals;
};

describe("a legal table", () => {
  it("gives the value of the day, not of today", () => {
    expect(rateOn("2025-05-07")).toEqual([1125, "M.P. 2023 poz. 1123"]);
    expect(rateOn("2025-05-08")).toEqual([1075, "M.P. 2025 poz. 540"]);
    expect(rateOn("2014-12-23")).toEqual([800, "Dz.U. 2014 poz. 1858"]);
  });

  it("keeps the last value after the table's end", () => {
    expect(rateOn("2031-01-01")).toEqual([925, "M.P. 2026 poz. 367"]);
  });

  it("refuses a day before the table's start", () => {
    expect(rateOn("2014-12-22")).toEqual([
      {
        reason: "rate-unknown",
        data: { table: "late-interest-rate", day: "2014-12-22", knownFrom: "2014-12-23" },
      },
    ]);
  });

  const tables: LegalTable<number>[] = [
    LATE_INTEREST_RATES,
    FEE_DUE_DAY,
    FEE_CHANGE_NOTICE_MONTHS,
    EXTERNAL_COST_NOTICE_DAYS,
    MEETING_NOTICE_DAYS,
    DRAFTS_DISPLAY_DAYS,
    MEMBERS_DRAFT_DAYS,
    AMENDMENT_DAYS,
    PROXY_DELIVERY_DAYS,
    DRAFT_SUPPORTERS,
    PARTS_ABOVE_MEMBERS,
    ANNUAL_MEETING_MONTHS,
    SUPERVISORY_BOARD_TERM_YEARS,
    REGISTRY_COURT_DAYS,
    ...VAT_CODES.map((code) => VAT_RATES[code]),
  ];
  it.each(tables)("$name is in order, whole and cited", (table) => {
    const days = table.values.map((entry) => entry.validFrom);
    expect(days).toEqual([...new Set(days)].sort());
    expect(days.length).toBeGreaterThan(0);
    for (const entry of table.values) {
      expect(Number.isInteger(entry.value)).toBe(true);
      expect(entry.citation).toMatch(/(Dz\.U\.|M\.P\.) \d{4}|art\. \d+/);
    }
  });
});

describe("fee terms and VAT", () => {
  it("knows the due day and the notice periods", () => {
    const day = plainDate("2026-11-23");
    expect(valueOn(FEE_DUE_DAY, day)).toMatchObject({ value: { value: 10 } });
    expect(valueOn(FEE_CHANGE_NOTICE_MONTHS, day)).toMatchObject({ value: { value: 3 } });
    expect(valueOn(EXTERNAL_COST_NOTICE_DAYS, day)).toMatchObject({ value: { value: 14 } });
  });

  it("knows VAT by code and refuses an unknown one", () => {
    const day = plainDate("2026-11-23");
    expect(vatRateOn("23", day)).toMatchObject({ ok: true, value: { value: 2300 } });
    expect(vatRateOn("zw", day)).toMatchObject({ ok: true, value: { value: 0 } });
    expect(vatRateOn("22", day)).toMatchObject({ ok: false, refusals: [{ reason: "vat-code-unknown" }] });
    expect(vatRateOn("23", plainDate("2010-12-31"))).toMatchObject({
      ok: false,
      refusals: [{ reason: "rate-unknown" }],
    });
  });
});
