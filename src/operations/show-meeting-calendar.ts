import {
  deadlineState,
  type MeetingDeadline,
  meetingCalendar,
} from "../domain/governance/meeting-calendar.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import { type ListedDocument, listDocuments } from "../store/library-listed.ts";
import { findMeeting, type KeptMeeting, listMeetings } from "../store/meetings.ts";
import { inScope } from "../world/database/scope.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

export interface ShownDeadline extends MeetingDeadline {
  /** planned: it will be done in time, on a day that is still to come. */
  readonly state: "kept" | "late" | "open" | "missed" | "planned";
  /** When it was done, or for the annual meeting the day it is held; null: not yet, or it is for members to do. */
  readonly doneOn: PlainDate | null;
}

export interface ShownMeeting extends KeptMeeting {
  /** The earliest first; none for a meeting without a day. */
  readonly deadlines: readonly ShownDeadline[];
  readonly documents: readonly ListedDocument[];
}

/**
 * A General Meeting with every deadline, where it stands today, and its documents. Refuses `meeting-unknown`, and
 * `rate-unknown` for a meeting before the tables of the law.
 */
export async function showMeeting(
  { pools, today }: OperationContext,
  { token }: OperatorScope,
  code: string,
): Promise<Result<ShownMeeting>> {
  return inScope(pools.runtime, token, async (tx) => {
    const meeting = await findMeeting(tx, code);
    if (meeting === null) return refuse(refusal("meeting-unknown", { code }));
    const documents = await listDocuments(tx, { ...ANY, meeting: code });
    const calendar = calendarOf(meeting, today());
    return calendar.ok ? accept({ ...meeting, deadlines: calendar.value, documents }) : calendar;
  });
}

/** All General Meetings, the latest first. */
export function showMeetings(
  { pools }: OperationContext,
  { token }: OperatorScope,
): Promise<readonly KeptMeeting[]> {
  return inScope(pools.runtime, token, (tx) => listMeetings(tx));
}

const ANY = { organ: null, kind: null, year: null, status: null, isPublished: null };

function calendarOf(meeting: KeptMeeting, today: PlainDate): Result<ShownDeadline[]> {
  if (meeting.parts.length === 0) return accept([]);
  const partDays = meeting.parts.map(({ on }) => on);
  const calendar = meetingCalendar({ code: meeting.code, yearEnd: meeting.yearEnd, partDays });
  if (!calendar.ok) return calendar;
  const done: Partial<Record<MeetingDeadline["kind"], PlainDate | null>> = {
    notice: meeting.noticeGivenOn,
    "drafts-display": meeting.draftsLaidOutOn,
    "annual-meeting": [...partDays].sort().at(-1)!,
  };
  return accept(
    calendar.value.map((deadline) => {
      const doneOn = done[deadline.kind] ?? null;
      const state = deadlineState(deadline, doneOn, today);
      const isToCome = state === "kept" && doneOn !== null && doneOn > today;
      return { ...deadline, doneOn, state: isToCome ? "planned" : state };
    }),
  );
}
