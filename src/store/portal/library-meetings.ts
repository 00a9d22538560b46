import { sql } from "kysely";
import type { PlainDate } from "../../domain/values/plain-date.ts";
import { queries } from "../../world/database/scope.ts";
import type { MyDocumentHead } from "./library.ts";

export interface MyMeetingPart {
  readonly on: PlainDate;
  /** "17:00" */
  readonly at: string;
  readonly place: string;
  /** "Część I"; empty for a meeting held as a whole. */
  readonly name: string;
}

/** A General Meeting; members only, by row security. */
export interface MyMeeting {
  readonly code: string;
  readonly year_end: PlainDate | null;
  readonly parts: readonly MyMeetingPart[];
  readonly agenda: readonly string[];
  readonly notice_given_on: PlainDate | null;
  readonly notice_delivery: string;
  readonly drafts_laid_out_on: PlainDate | null;
  readonly results: string;
  readonly sequence: number;
}

const COLUMNS = sql`m.code, m.year_end, m.parts, m.agenda, m.notice_given_on, m.notice_delivery, m.drafts_laid_out_on, m.results, m.sequence`;

export function myMeetings() {
  return sql<MyMeeting>`
    select ${COLUMNS} from app.general_meeting m where m.cooperative_id = (select app.my_cooperative())
    order by jsonb_path_query_first(m.parts, '$[*].on') #>> '{}' desc nulls last, m.id desc`.compile(queries);
}

export function myMeeting(code: string) {
  return sql<MyMeeting>`
    select ${COLUMNS} from app.general_meeting m
    where m.cooperative_id = (select app.my_cooperative()) and m.code = ${code}`.compile(queries);
}

/** What belongs to a meeting, as it comes up there. */
export function myMeetingDocuments(code: string) {
  return sql<MyDocumentHead>`
    select d.id, d.kind, d.organ, d.number, d.dated_on, d.year, d.title, d.topic, d.status, lower(d.validity) as valid_from,
           upper(d.validity) as valid_until, d.consolidates_document_id is not null as is_consolidated, d.gone_on
    from app.general_meeting m
    join app.library_document d on d.cooperative_id = m.cooperative_id and d.meeting_id = m.id
    where m.cooperative_id = (select app.my_cooperative()) and m.code = ${code}
    order by d.dated_on, d.number, d.id`.compile(queries);
}
