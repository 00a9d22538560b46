import { describe, expect, it } from "vitest";
import { boardTermProblems } from "../../src/domain/governance/board-term.ts";
import {
  annualMeetingDueDay,
  deadlineState,
  MEETING_DEADLINES,
  meetingCalendar,
} from "../../src/domain/governance/meeting-calendar.ts";
import { meetingProblems, submissionProblems } from "../../src/domain/governance/meeting-problems.ts";
import { addDays, plainDate } from "../../src/domain/values/plain-date.ts";
import { days, generalMeeting, reasons } from "./governance-facts.ts";

/** "notice 2026-06-01 (2026-05-29)": the last day, and the prudent one. */
function calendarOf(...partDays: string[]): string[] {
  const calendar = meetingCalendar(generalMeeting(partDays));
  return calendar.ok
    ? calendar.value.map(({ kind, day, prudentDay }) => `${kind} ${day} (${prudentDay})`)
    : reasons(calendar.refusals);
}

describe("the calendar of a meeting, by hand", () => {
  it("counts back across the end of a month; Sunday 7 June moves nothing, Corpus Christi is the 4th", () => {
    expect(calendarOf("2026-06-22")).toEqual([
      "notice 2026-06-01 (2026-05-29)",
      "members-drafts 2026-06-07 (2026-06-05)",
      "drafts-display 2026-06-08 (2026-06-05)",
      "amendments 2026-06-19 (2026-06-19)",
      "proxies 2026-06-19 (2026-06-19)",
    ]);
  });

  it("counts through 29 February of a leap year, and past 28 February of another", () => {
    expect(calendarOf("2024-03-15").slice(0, 2)).toEqual([
      "notice 2024-02-23 (2024-02-22)",
      "members-drafts 2024-02-29 (2024-02-29)",
    ]);
    expect(calendarOf("2023-03-15").slice(0, 2)).toEqual([
      "notice 2023-02-22 (2023-02-21)",
      "members-drafts 2023-02-28 (2023-02-28)",
    ]);
  });

  it("counts across the year and Christmas: St Stephen's Day stays, Christmas Eve is free since 2025", () => {
    expect(calendarOf("2026-01-10")).toEqual([
      "notice 2025-12-20 (2025-12-19)",
      "members-drafts 2025-12-26 (2025-12-23)",
      "drafts-display 2025-12-27 (2025-12-23)",
      "amendments 2026-01-07 (2026-01-07)",
      // Before 28.01.2026 a proxy could be shown at the meeting.
      "proxies 2026-01-10 (2026-01-09)",
    ]);
  });

  it("counts back over Easter 2026 (5 and 6 April)", () => {
    expect(calendarOf("2026-04-27").slice(0, 2)).toEqual([
      "notice 2026-04-06 (2026-04-03)",
      "members-drafts 2026-04-12 (2026-04-10)",
    ]);
  });

  it("counts from the first part, in whatever order the parts are given", () => {
    expect(calendarOf("2026-06-24", "2026-06-22", "2026-06-23")).toEqual(calendarOf("2026-06-22"));
  });

  it("names the article and the act of every deadline", () => {
    const calendar = meetingCalendar(generalMeeting(["2026-06-22"], { yearEnd: plainDate("2025-12-31") }));
    expect(
      calendar.ok && calendar.value.map(({ kind, article, citation }) => [kind, article, citation]),
    ).toEqual([
      ["notice", "art. 8³ ust. 6 usm", "art. 8³ ust. 6 usm (Dz.U. 2007 nr 125 poz. 873)"],
      ["members-drafts", "art. 8³ ust. 11 usm", "art. 8³ ust. 11 usm (Dz.U. 2007 nr 125 poz. 873)"],
      ["drafts-display", "art. 8³ ust. 10 usm", "art. 8³ ust. 10 usm (Dz.U. 2007 nr 125 poz. 873)"],
      ["amendments", "art. 8³ ust. 12 usm", "art. 8³ ust. 12 usm (Dz.U. 2007 nr 125 poz. 873)"],
      ["proxies", "art. 8³ usm", "art. 8³ usm (Dz.U. 2026 poz. 39)"],
      ["annual-meeting", "art. 8³ ust. 2 usm", "art. 8³ ust. 2 usm (Dz.U. 2007 nr 125 poz. 873)"],
    ]);
    expect(calendar.ok && calendar.value.map(({ kind }) => kind).sort()).toEqual(
      [...MEETING_DEADLINES].sort(),
    );
  });

  it("refuses a meeting without a day, and one before the law", () => {
    expect(calendarOf()).toEqual(["meeting-without-day"]);
    expect(new Set(calendarOf("2007-07-30"))).toEqual(new Set(["rate-unknown"]));
    expect(calendarOf("2007-07-31")).toHaveLength(5);
  });
});

describe("the annual meeting", () => {
  it.each([
    ["2025-12-31", "2026-06-30", "2026-06-30", "a Tuesday"],
    ["2023-12-31", "2024-07-01", "2024-06-28", "30 June is a Sunday"],
    ["2028-12-31", "2029-07-02", "2029-06-29", "30 June is a Saturday"],
    ["2026-06-30", "2026-12-30", "2026-12-30", "the day with the same number, not the month's last"],
    ["2023-08-31", "2024-02-29", "2024-02-29", "no 31st, a leap year"],
    ["2024-08-31", "2025-02-28", "2025-02-28", "no 31st"],
    ["2015-12-31", "2016-06-30", "2016-06-30", "a Thursday"],
    ["2011-12-31", "2012-06-30", "2012-06-30", "a Saturday, which moved no term before 2017"],
  ])("of the year to %s is held by %s, prudently by %s (%s)", (yearEnd, day, prudentDay) => {
    const due = annualMeetingDueDay(plainDate(yearEnd));
    expect(due).toMatchObject({ ok: true, value: { day, prudentDay } });
  });

  it.each([
    ["2025-12-31", ["annual-meeting-early"]],
    ["2026-01-01", []],
  ])("on %s, of a year to 31.12.2025: %j", (day, expected) => {
    const meeting = generalMeeting([day], { yearEnd: plainDate("2025-12-31") });
    expect(reasons(meetingProblems(meeting, plainDate("2025-11-01")))).toEqual(expected);
  });

  it("is refused for a day after it while an earlier one is still possible, by its last part", () => {
    const late = generalMeeting(["2026-06-30", "2026-07-01"], {
      yearEnd: plainDate("2025-12-31"),
      memberCount: 501,
    });
    expect(meetingProblems(late, plainDate("2026-06-09"))).toEqual([
      {
        reason: "annual-meeting-late",
        data: {
          meetingDay: "2026-07-01",
          day: "2026-06-30",
          yearEnd: "2025-12-31",
          article: "art. 8³ ust. 2 usm",
        },
      },
    ]);
    // 21 days from the 10th are past 30 June: better late than never.
    const later = { ...late, partDays: [plainDate("2026-07-10")] };
    expect(meetingProblems(later, plainDate("2026-06-10"))).toEqual([]);
  });
});

describe("a meeting that misses a deadline", () => {
  const meeting = generalMeeting(["2026-06-22"]);
  const on = (today: string, facts: Partial<typeof meeting> = {}) =>
    meetingProblems({ ...meeting, ...facts }, plainDate(today));

  it("is fine on the last day and refused on the next", () => {
    expect(on("2026-06-01")).toEqual([]);
    expect(on("2026-06-02")).toEqual([
      {
        reason: "meeting-notice-missed",
        data: {
          meetingDay: "2026-06-22",
          day: "2026-06-01",
          days: 21,
          article: "art. 8³ ust. 6 usm",
          earliest: "2026-06-23",
        },
      },
    ]);
  });

  it("is held to the day a duty was done, whatever the day of asking", () => {
    const kept = { noticeGivenOn: plainDate("2026-06-01"), draftsLaidOutOn: plainDate("2026-06-08") };
    expect(on("2026-06-20", kept)).toEqual([]);
    const late = { noticeGivenOn: plainDate("2026-06-02"), draftsLaidOutOn: plainDate("2026-06-09") };
    expect(on("2026-06-20", late)).toMatchObject([
      { reason: "meeting-notice-late", data: { doneOn: "2026-06-02", earliest: "2026-06-23" } },
      { reason: "meeting-drafts-late", data: { doneOn: "2026-06-09", earliest: "2026-06-23" } },
    ]);
  });

  it("names everything at once: notice, drafts, place, agenda, parts", () => {
    const facts = { noticeGivenOn: plainDate("2026-06-05"), place: " ", agenda: [], memberCount: 500 };
    const parts = [plainDate("2026-06-23"), plainDate("2026-06-22")];
    expect(reasons(on("2026-06-10", { ...facts, partDays: parts }))).toEqual([
      "meeting-notice-late",
      "meeting-drafts-missed",
      "meeting-place-missing",
      "meeting-agenda-missing",
      "meeting-parts-not-allowed",
    ]);
    expect(reasons(on("2026-05-01", { partDays: parts, memberCount: 501 }))).toEqual([]);
  });

  it("lets the earliest day it names be kept", () => {
    const [problem] = on("2026-06-15");
    const moved = generalMeeting([String(problem!.data.earliest)]);
    expect(meetingProblems(moved, plainDate("2026-06-15"))).toEqual([]);
    const sooner = generalMeeting([addDays(moved.partDays[0]!, -1)]);
    expect(reasons(meetingProblems(sooner, plainDate("2026-06-15")))).toEqual(["meeting-notice-missed"]);
  });
});

describe("what members hand in", () => {
  const meeting = generalMeeting(["2026-06-22"]);
  it.each([
    ["a draft by ten on the 15th day before", "draft-resolution", "2026-06-07", 10, []],
    ["a draft on the 14th day before", "draft-resolution", "2026-06-08", 10, ["member-draft-late"]],
    ["a draft by nine", "draft-resolution", "2026-06-07", 9, ["member-draft-supporters"]],
    ["both", "draft-resolution", "2026-06-10", 1, ["member-draft-late", "member-draft-supporters"]],
    ["an amendment on the third day before", "amendment", "2026-06-19", 0, []],
    ["an amendment on the second", "amendment", "2026-06-20", 0, ["amendment-late"]],
    ["a proxy on the third day before", "proxy", "2026-06-19", 0, []],
    ["a proxy on the second", "proxy", "2026-06-20", 0, ["proxy-late"]],
  ] as const)("%s", (_case, of, day, supporters, expected) => {
    const submission = { of, submittedOn: plainDate(day), supporters };
    expect(reasons(submissionProblems(meeting, submission))).toEqual(expected);
  });

  it("keeps the law of the meeting's day: a proxy on the day itself in January 2026", () => {
    const january = generalMeeting(["2026-01-10"]);
    const proxy = { of: "proxy", submittedOn: plainDate("2026-01-10") } as const;
    expect(submissionProblems(january, proxy)).toEqual([]);
    expect(reasons(submissionProblems(generalMeeting([]), proxy))).toEqual(["meeting-without-day"]);
  });
});

describe("where a deadline stands", () => {
  const calendar = meetingCalendar(generalMeeting(["2026-06-22"]));
  const notice = calendar.ok ? calendar.value[0]! : null;
  it.each([
    [null, "2026-06-01", "open"],
    [null, "2026-06-02", "missed"],
    ["2026-06-01", "2026-06-20", "kept"],
    ["2026-06-02", "2026-06-02", "late"],
  ] as const)("done %s, asked on %s: %s", (doneOn, today, state) => {
    const done = doneOn === null ? null : plainDate(doneOn);
    expect(deadlineState(notice!, done, plainDate(today))).toBe(state);
  });
});

describe("a term of the supervisory board", () => {
  it.each([
    ["2023-06-15", "2026-06-16", []],
    ["2023-06-15", "2026-06-17", ["board-term-too-long"]],
    ["2023-06-15", null, ["board-term-too-long"]],
    ["2024-02-29", "2027-03-01", []],
    ["2024-02-29", "2027-03-02", ["board-term-too-long"]],
    ["2007-07-30", "2009-01-01", ["rate-unknown"]],
  ])("from %s until before %s", (from, until, expected) => {
    expect(reasons(boardTermProblems(days(from, until)))).toEqual(expected);
  });
});
