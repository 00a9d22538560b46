import { DRAFT_SUPPORTERS, PARTS_ABOVE_MEMBERS } from "../law/general-meeting-terms.ts";
import { valueOn } from "../law/legal-table.ts";
import { addDays, daysBetween, type PlainDate } from "../values/plain-date.ts";
import { type Refusal, refusal } from "../values/result.ts";
import {
  deadlineState,
  firstPart,
  type GeneralMeeting,
  type MeetingDeadline,
  meetingCalendar,
} from "./meeting-calendar.ts";

/**
 * Why a meeting cannot be held as it is planned, all reasons at once, each with its article:
 * `meeting-notice-missed` and `meeting-notice-late`, `meeting-drafts-missed` and `meeting-drafts-late` (with the last day and the
 * earliest day on which the meeting could be held instead), `meeting-place-missing` and `meeting-agenda-missing` once a notice is
 * given, `meeting-parts-not-allowed`, `annual-meeting-early` (the year it closes is not over), `annual-meeting-late`; and whatever `meetingCalendar` refuses. A year's meeting that
 * can no longer be in time is not refused, or it could never be held: its calendar shows the deadline as missed.
 * @law usm art. 8³ ust. 1, 2, 6, 10
 */
export function meetingProblems(meeting: GeneralMeeting, today: PlainDate): Refusal[] {
  const calendar = meetingCalendar(meeting);
  if (!calendar.ok) return [...calendar.refusals];
  const first = firstPart(meeting)!;
  const deadline = (kind: MeetingDeadline["kind"]) => calendar.value.find((found) => found.kind === kind);
  const [notice, drafts, annual] = [
    deadline("notice")!,
    deadline("drafts-display")!,
    deadline("annual-meeting"),
  ];
  const problems = [
    ...missedDuty(notice, "meeting-notice", meeting.noticeGivenOn, first, today),
    ...missedDuty(drafts, "meeting-drafts", meeting.draftsLaidOutOn, first, today),
    ...noticeContents(meeting, notice.article),
    ...partsProblems(meeting, first),
  ];
  if (meeting.yearEnd !== null && first <= meeting.yearEnd)
    problems.push(
      refusal("annual-meeting-early", {
        meetingDay: first,
        yearEnd: meeting.yearEnd,
        article: annual?.article ?? "",
      }),
    );
  if (annual !== undefined)
    problems.push(...annualProblems(meeting, annual, daysBetween(notice.day, first), today));
  return problems;
}

/** What members hand in before a meeting. */
export type Submission =
  | { readonly of: "draft-resolution"; readonly submittedOn: PlainDate; readonly supporters: number }
  | { readonly of: "amendment" | "proxy"; readonly submittedOn: PlainDate };

const SUBMISSIONS = {
  "draft-resolution": { deadline: "members-drafts", late: "member-draft-late" },
  amendment: { deadline: "amendments", late: "amendment-late" },
  proxy: { deadline: "proxies", late: "proxy-late" },
} as const;

/**
 * Why something that members hand in cannot be taken: `member-draft-late`, `member-draft-supporters`, `amendment-late`,
 * `proxy-late`, each with its article; and whatever `meetingCalendar` refuses.
 * @law usm art. 8³ ust. 11, 12
 */
export function submissionProblems(meeting: GeneralMeeting, submission: Submission): Refusal[] {
  const calendar = meetingCalendar(meeting);
  if (!calendar.ok) return [...calendar.refusals];
  const { deadline, late } = SUBMISSIONS[submission.of];
  const { day, article } = calendar.value.find(({ kind }) => kind === deadline)!;
  const { submittedOn } = submission;
  const problems = submittedOn > day ? [refusal(late, { submittedOn, day, article })] : [];
  if (submission.of !== "draft-resolution") return problems;
  const needed = valueOn(DRAFT_SUPPORTERS, firstPart(meeting)!);
  if (!needed.ok) return [...problems, ...needed.refusals];
  if (submission.supporters >= needed.value.value) return problems;
  const supporters = { supporters: submission.supporters, needed: needed.value.value };
  return [
    ...problems,
    refusal("member-draft-supporters", { ...supporters, article: DRAFT_SUPPORTERS.provision }),
  ];
}

function missedDuty(
  deadline: MeetingDeadline,
  duty: "meeting-notice" | "meeting-drafts",
  doneOn: PlainDate | null,
  meetingDay: PlainDate,
  today: PlainDate,
): Refusal[] {
  const state = deadlineState(deadline, doneOn, today);
  if (state === "kept" || state === "open") return [];
  const days = daysBetween(deadline.day, meetingDay);
  // A notice or display in the past stands; one that is still missing can be made today at the earliest.
  const data = { meetingDay, day: deadline.day, days, article: deadline.article };
  return doneOn !== null
    ? [refusal(`${duty}-late`, { ...data, doneOn, earliest: addDays(doneOn, days) })]
    : [refusal(`${duty}-missed`, { ...data, earliest: addDays(today, days) })];
}

function noticeContents(meeting: GeneralMeeting, article: string): Refusal[] {
  if (meeting.noticeGivenOn === null) return [];
  const problems: Refusal[] = [];
  if (meeting.place.trim() === "") problems.push(refusal("meeting-place-missing", { article }));
  if (meeting.agenda.length === 0) problems.push(refusal("meeting-agenda-missing", { article }));
  return problems;
}

function partsProblems({ partDays, memberCount }: GeneralMeeting, first: PlainDate): readonly Refusal[] {
  const above = valueOn(PARTS_ABOVE_MEMBERS, first);
  if (!above.ok) return above.refusals;
  if (partDays.length === 1 || memberCount > above.value.value) return [];
  const data = { parts: partDays.length, members: memberCount, above: above.value.value };
  return [refusal("meeting-parts-not-allowed", { ...data, article: PARTS_ABOVE_MEMBERS.provision })];
}

function annualProblems(
  { partDays, yearEnd }: GeneralMeeting,
  due: MeetingDeadline,
  noticeDays: number,
  today: PlainDate,
): Refusal[] {
  const meetingDay = [...partDays].sort().at(-1)!;
  const isAvoidable = addDays(today, noticeDays) <= due.day;
  if (meetingDay <= due.day || !isAvoidable) return [];
  return [refusal("annual-meeting-late", { meetingDay, day: due.day, yearEnd, article: due.article })];
}
