import { sql } from "kysely";
import type { MeetingPart } from "../domain/governance/meeting-parts.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";

/** A General Meeting as it is kept. */
export interface KeptMeeting {
  readonly code: string;
  readonly yearEnd: PlainDate | null;
  readonly parts: readonly MeetingPart[];
  readonly agenda: readonly string[];
  readonly noticeGivenOn: PlainDate | null;
  readonly noticeDelivery: string;
  readonly draftsLaidOutOn: PlainDate | null;
  readonly results: string;
  /** Raised by every change. */
  readonly sequence: number;
}

const COLUMNS = sql`code, year_end as "yearEnd", parts, agenda, notice_given_on as "noticeGivenOn",
  notice_delivery as "noticeDelivery", drafts_laid_out_on as "draftsLaidOutOn", results, sequence`;
const MINE = sql`cooperative_id = (select app.operator_cooperative())`;

/** Null for an unknown code. */
export async function findMeeting(tx: ScopedTransaction, code: string): Promise<KeptMeeting | null> {
  const { rows } = await sql<KeptMeeting>`
    select ${COLUMNS} from app.general_meeting where ${MINE} and code = ${code}`.execute(tx);
  return rows[0] ?? null;
}

/** Meetings, the latest one first. */
export async function listMeetings(tx: ScopedTransaction): Promise<KeptMeeting[]> {
  const { rows } = await sql<KeptMeeting>`
    select ${COLUMNS} from app.general_meeting where ${MINE}
    order by (select max(part ->> 'on') from jsonb_array_elements(parts) part) desc nulls first, id desc`.execute(
    tx,
  );
  return rows;
}

/** Writes a meeting as it is from now on, with the next sequence number. */
export async function saveMeeting(
  tx: ScopedTransaction,
  cooperativeId: number,
  meeting: Omit<KeptMeeting, "sequence">,
): Promise<void> {
  const columns = {
    year_end: meeting.yearEnd,
    parts: JSON.stringify(meeting.parts),
    agenda: [...meeting.agenda],
    notice_given_on: meeting.noticeGivenOn,
    notice_delivery: meeting.noticeDelivery,
    drafts_laid_out_on: meeting.draftsLaidOutOn,
    results: meeting.results,
  };
  await tx
    .insertInto("app.general_meeting")
    .values({ cooperative_id: cooperativeId, code: meeting.code, ...columns })
    .onConflict((conflict) =>
      conflict
        .columns(["cooperative_id", "code"])
        .doUpdateSet({ ...columns, sequence: sql<number>`general_meeting.sequence + 1` }),
    )
    .execute();
}

/** Members on a day: on the meeting's, for whether it may be held in parts. */
export async function countMembers(tx: ScopedTransaction, day: PlainDate): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from app.membership where ${MINE} and during @> ${day}::date`.execute(tx);
  return rows[0]!.count;
}
