import {
  AMENDMENT_DAYS,
  ANNUAL_MEETING_MONTHS,
  DRAFTS_DISPLAY_DAYS,
  MEETING_NOTICE_DAYS,
  MEMBERS_DRAFT_DAYS,
  PROXY_DELIVERY_DAYS,
} from "../law/general-meeting-terms.ts";
import { type LegalTable, valueOn } from "../law/legal-table.ts";
import { dayBefore, termOfMonths, workingDayUpTo } from "../law/term-counting.ts";
import { addDays, addMonths, type PlainDate } from "../values/plain-date.ts";
import { accept, type Refusal, type Result, refusal, refuse } from "../values/result.ts";

/** A General Meeting as it is prepared. Motions, proxies and votes attach to it by its code. */
export interface GeneralMeeting {
  readonly code: string;
  /** The last day of the accounting year it has to close; null for an extraordinary meeting. */
  readonly yearEnd: PlainDate | null;
  /** The days of its parts; one for a meeting held as a whole. */
  readonly partDays: readonly PlainDate[];
  readonly place: string;
  readonly agenda: readonly string[];
  readonly memberCount: number;
  /** The day by which every member had been told, as the statute wants it; delivered, where it goes by post. */
  readonly noticeGivenOn: PlainDate | null;
  readonly draftsLaidOutOn: PlainDate | null;
}

export const MEETING_DEADLINES = [
  "notice",
  "members-drafts",
  "drafts-display",
  "amendments",
  "proxies",
  "annual-meeting",
] as const;
export type MeetingDeadlineKind = (typeof MEETING_DEADLINES)[number];

/** One deadline of a meeting. */
export interface MeetingDeadline {
  readonly kind: MeetingDeadlineKind;
  /** The last day on which it is kept. */
  readonly day: PlainDate;
  /**
   * A day on which nobody can dispute it: a working day and, for what the cooperative has to do, one that leaves all the days in
   * full between the act and the meeting.
   */
  readonly prudentDay: PlainDate;
  readonly dutyOf: "cooperative" | "members";
  readonly article: string;
  readonly citation: string;
}

const BEFORE_MEETING: readonly [MeetingDeadlineKind, LegalTable<number>, MeetingDeadline["dutyOf"]][] = [
  ["notice", MEETING_NOTICE_DAYS, "cooperative"],
  ["members-drafts", MEMBERS_DRAFT_DAYS, "members"],
  ["drafts-display", DRAFTS_DISPLAY_DAYS, "cooperative"],
  ["amendments", AMENDMENT_DAYS, "members"],
  ["proxies", PROXY_DELIVERY_DAYS, "members"],
];

/**
 * Every deadline of a meeting with its day and article, the earliest first; all are counted from the first part. They are
 * counted back (`dayBefore`): the day of the meeting does not count, and a Saturday or holiday moves nothing. Only the annual
 * meeting's own due day is counted forward. Refuses `meeting-without-day`, and `rate-unknown` for a meeting before the tables
 * of the law.
 * @law usm art. 8³ ust. 2, 6, 10–12; kc art. 111, 112, 115
 */
export function meetingCalendar(
  meeting: Pick<GeneralMeeting, "code" | "yearEnd" | "partDays">,
): Result<readonly MeetingDeadline[]> {
  const first = firstPart(meeting);
  if (first === null) return refuse(refusal("meeting-without-day", { meeting: meeting.code }));
  const deadlines: MeetingDeadline[] = [];
  const refusals: Refusal[] = [];
  for (const [kind, table, dutyOf] of BEFORE_MEETING) {
    const days = valueOn(table, first);
    if (!days.ok) {
      refusals.push(...days.refusals);
      continue;
    }
    const day = dayBefore(first, days.value.value);
    const prudentDay = workingDayUpTo(dutyOf === "cooperative" ? addDays(day, -1) : day);
    const { citation } = days.value;
    deadlines.push({ kind, day, prudentDay, dutyOf, article: table.provision, citation });
  }
  if (meeting.yearEnd !== null) {
    const due = annualMeetingDueDay(meeting.yearEnd);
    if (due.ok) deadlines.push(due.value);
    else refusals.push(...due.refusals);
  }
  return refusals.length > 0 ? refuse(...refusals) : accept(deadlines.sort(byDay));
}

/**
 * The day by which the annual meeting is held: six months after the accounting year, on to the next working day where the
 * term ends on a Saturday, Sunday or holiday; the prudent day is the last working day within the six months. A year that
 * ends on 30 June gives 30 December (kc art. 112: the day with the same number). Refuses `rate-unknown`.
 * @law usm art. 8³ ust. 2; kc art. 112, 115
 */
export function annualMeetingDueDay(yearEnd: PlainDate): Result<MeetingDeadline> {
  const months = valueOn(ANNUAL_MEETING_MONTHS, yearEnd);
  if (!months.ok) return months;
  const { value, citation } = months.value;
  return accept({
    kind: "annual-meeting",
    day: termOfMonths(yearEnd, value),
    prudentDay: workingDayUpTo(addMonths(yearEnd, value)),
    dutyOf: "cooperative",
    article: ANNUAL_MEETING_MONTHS.provision,
    citation,
  });
}

/** Where a deadline stands: done in time, done late, still open, or missed. */
export function deadlineState(
  deadline: MeetingDeadline,
  doneOn: PlainDate | null,
  today: PlainDate,
): "kept" | "late" | "open" | "missed" {
  if (doneOn !== null) return doneOn <= deadline.day ? "kept" : "late";
  return today <= deadline.day ? "open" : "missed";
}

/** The day of the first part; null for a meeting without any day yet. */
export function firstPart({ partDays }: Pick<GeneralMeeting, "partDays">): PlainDate | null {
  return [...partDays].sort()[0] ?? null;
}

function byDay(a: MeetingDeadline, b: MeetingDeadline): number {
  return a.day < b.day ? -1 : a.day > b.day ? 1 : 0;
}
