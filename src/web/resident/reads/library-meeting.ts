import {
  deadlineState,
  type MeetingDeadline,
  meetingCalendar,
} from "../../../domain/governance/meeting-calendar.ts";
import type { PlainDate } from "../../../domain/values/plain-date.ts";
import { type MyMeeting, myMeeting, myMeetingDocuments } from "../../../store/portal/library-meetings.ts";
import type { ResidentReads } from "../reads.ts";
import type { DeadlineLine, MeetingHead } from "../view-models.ts";
import { documentHead } from "./library-head.ts";
import { type ReadingWorld, seePage } from "./reading.ts";

/** A General Meeting with its documents and deadlines; members only. */
export function meetingReads(world: ReadingWorld): Pick<ResidentReads, "loadMeeting"> {
  return {
    loadMeeting: (token, code) =>
      seePage(
        world,
        token,
        ["library"],
        [myMeeting(code), myMeetingDocuments(code)],
        (reader, [[row], documents]) => {
          if (row === undefined) return null;
          return {
            asOf: reader.asOf,
            code: row.code,
            today: reader.today,
            yearEnd: row.year_end,
            parts: [...row.parts].sort((a, b) => (`${a.on} ${a.at}` < `${b.on} ${b.at}` ? -1 : 1)),
            agenda: row.agenda,
            noticeGivenOn: row.notice_given_on,
            noticeDelivery: row.notice_delivery,
            draftsLaidOutOn: row.drafts_laid_out_on,
            results: row.results.split(/\n+/).filter((line) => line.trim() !== ""),
            sequence: row.sequence,
            deadlines: deadlinesOf(row, reader.today),
            documents: documents.map(documentHead),
          };
        },
      ),
  };
}

export function meetingHeads(rows: readonly MyMeeting[]): MeetingHead[] {
  return rows.map(({ code, parts }) => {
    const days = parts.map(({ on }) => on).sort();
    return { code, from: days[0] ?? null, to: days.at(-1) ?? null };
  });
}

/** None where no day is set, or for a meeting before the law's tables. */
function deadlinesOf(row: MyMeeting, today: PlainDate): DeadlineLine[] {
  const calendar = meetingCalendar({
    code: row.code,
    yearEnd: row.year_end,
    partDays: row.parts.map(({ on }) => on),
  });
  return calendar.ok ? calendar.value.map((deadline) => deadlineLine(deadline, row, today)) : [];
}

function deadlineLine(deadline: MeetingDeadline, row: MyMeeting, today: PlainDate): DeadlineLine {
  const { kind, day, article, dutyOf } = deadline;
  const line = { kind, day, article };
  if (dutyOf === "members")
    return { ...line, state: today <= day ? "open-for-members" : "closed-for-members", doneOn: null };
  const lastDay = row.parts
    .map(({ on }) => on)
    .sort()
    .at(-1)!;
  const doneOn = { notice: row.notice_given_on, "drafts-display": row.drafts_laid_out_on }[String(kind)];
  const happensOn = kind === "annual-meeting" ? lastDay : (doneOn ?? null);
  const state = deadlineState(deadline, happensOn, today);
  if (kind === "annual-meeting" && lastDay > today && state === "kept")
    return { ...line, state: "planned", doneOn: lastDay };
  return { ...line, state, doneOn: happensOn };
}
