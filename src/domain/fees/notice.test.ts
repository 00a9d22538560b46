import { describe, expect, it } from "vitest";
import { plainDate } from "../values/plain-date.ts";
import { checkNotice, earliestStart, type NoticedRate } from "./notice.ts";

const rate: NoticedRate = {
  rateCode: "EKSPL-2027",
  componentCode: "EKSPL",
  isControllable: true,
  startsOn: plainDate("2026-12-01"),
  announcedOn: plainDate("2026-08-31"),
  isAlreadyAnnounced: false,
  feeDueDay: 10,
};

describe("notice of a changed fee", () => {
  it.each([
    ["the last day of a month", "2026-08-31", true, 10, "2026-12-01"],
    ["a day later costs a month", "2026-09-01", true, 10, "2027-01-01"],
    ["the middle of a month", "2026-08-15", true, 10, "2026-12-01"],
    ["months run out on a shorter month's last day", "2025-11-30", true, 10, "2026-03-01"],
    ["own costs do not ask for the due day", "2026-08-31", true, 28, "2026-12-01"],
    ["14 days before the 10th", "2026-11-26", false, 10, "2026-12-01"],
    ["13 days before the 10th", "2026-11-27", false, 10, "2027-01-01"],
    ["a late due day: the last day of the month before", "2026-11-30", false, 28, "2026-12-01"],
    ["a late due day: a day in the month itself is too late", "2026-12-01", false, 28, "2027-01-01"],
    ["due on the 14th, 14 days before is the last of November", "2026-11-30", false, 14, "2026-12-01"],
  ])("%s: announced %s", (_case, announcedOn, isControllable, dueDay, earliest) => {
    const term = earliestStart(plainDate(announcedOn), isControllable, dueDay);
    expect(term.ok && term.value.earliestStart).toBe(earliest);
  });

  it("lets a rate start on the earliest day and refuses the day before with the article", () => {
    expect(checkNotice(rate)).toEqual([]);
    expect(checkNotice({ ...rate, startsOn: plainDate("2026-11-30") })).toEqual([
      {
        reason: "rate-before-notice",
        data: {
          rate: "EKSPL-2027",
          component: "EKSPL",
          startsOn: "2026-11-30",
          announcedOn: "2026-08-31",
          earliestStart: "2026-12-01",
          article: "art. 4 ust. 7 usm",
        },
      },
    ]);
  });

  it("refuses a rate nobody announced and passes one already announced", () => {
    expect(checkNotice({ ...rate, announcedOn: null })).toMatchObject([{ reason: "rate-notice-missing" }]);
    expect(checkNotice({ ...rate, announcedOn: null, isAlreadyAnnounced: true })).toEqual([]);
  });

  it("refuses an announcement from before the known wording of the act", () => {
    expect(checkNotice({ ...rate, announcedOn: plainDate("2009-12-15") })).toMatchObject([
      { reason: "rate-unknown" },
    ]);
  });
});
