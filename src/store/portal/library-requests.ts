import { sql } from "kysely";
import type { RefusalGround, RequestSubject } from "../../domain/governance/requests.ts";
import type { Grosze } from "../../domain/values/money.ts";
import type { DateRange, PlainDate } from "../../domain/values/plain-date.ts";
import { queries, type ScopedTransaction } from "../../world/database/scope.ts";

export interface MyRequest {
  readonly id: number;
  readonly asked_on: PlainDate;
  readonly subject: RequestSubject;
  readonly wording: string;
  readonly state: "asked" | "answered" | "refused";
  readonly answered_on: PlainDate | null;
  readonly ground: RefusalGround | null;
  readonly answer: string;
  readonly is_handed_over: boolean;
  readonly fee_grosze: Grosze;
  /** In hexadecimal; null where no file was sent. */
  readonly sha256: string | null;
  readonly file_name: string | null;
}

/** The person's requests for copies, the newest first; they stay theirs when the membership is over. */
export function myRequests() {
  return sql<MyRequest>`
    select r.id, r.asked_on, r.subject, r.wording, r.state, r.answered_on, r.ground, r.answer, r.is_handed_over, r.fee_grosze,
           encode(r.file_sha256, 'hex') as sha256, r.file_name
    from app.document_request r
    where r.cooperative_id = (select app.my_cooperative()) and r.person_id = (select app.me())
    order by r.asked_on desc, r.id desc`.compile(queries);
}

/** Days within which the cooperative answers: its own term, the law sets none. */
export function myRequestTerm() {
  return sql<{ answer_days: number }>`
    select c.request_answer_days::int as answer_days from app.cooperative c where c.id = (select app.my_cooperative())`.compile(
    queries,
  );
}

/** Requests of one person that wait at most; the database keeps to it (`app.ask_for_document`). */
export const MOST_WAITING = 20;

/** The memberships of the person who asks. */
export async function loadMyMemberships(tx: ScopedTransaction): Promise<readonly DateRange[]> {
  const { rows } = await sql<DateRange>`
    select lower(m.during) as "from", upper(m.during) as until
    from app.membership m
    where m.cooperative_id = (select app.my_cooperative()) and m.person_id = (select app.me())`.execute(tx);
  return rows;
}

/** Null where the database takes no request of this person. */
export async function insertMyRequest(
  tx: ScopedTransaction,
  subject: RequestSubject,
  wording: string,
): Promise<number | null> {
  const { rows } = await sql<{ id: number | null }>`
    select app.ask_for_document(${subject}, ${wording}, null) as id`.execute(tx);
  return rows[0]?.id ?? null;
}
