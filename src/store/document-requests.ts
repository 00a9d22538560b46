import { sql } from "kysely";
import type {
  DocumentRequest,
  RefusalGround,
  RequestAnswer,
  RequestSubject,
} from "../domain/governance/requests.ts";
import { type Grosze, grosze } from "../domain/values/money.ts";
import { type PlainDate, plainDate } from "../domain/values/plain-date.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";

/** A request for a copy as the office has it. */
export interface KeptRequest {
  readonly id: number;
  readonly person: string;
  readonly name: string;
  readonly askedOn: PlainDate;
  readonly subject: RequestSubject;
  readonly wording: string;
  /** Code of the document of the library that was meant; null where none was named. */
  readonly document: string | null;
  readonly state: "asked" | "answered" | "refused";
  readonly answeredOn: PlainDate | null;
  readonly ground: RefusalGround | null;
  readonly answer: string;
  readonly isHandedOver: boolean;
  readonly feeGrosze: Grosze;
  /** In hexadecimal; null where no file was sent. */
  readonly sha256: string | null;
  readonly fileName: string | null;
}

const MINE = sql`(select app.operator_cooperative())`;

/** Requests, the oldest first: those that wait, or all. */
export async function listRequests(
  tx: ScopedTransaction,
  by: { readonly id: number | null; readonly isWaiting: boolean },
): Promise<KeptRequest[]> {
  const { rows } = await sql<KeptRequest>`
    select r.id, p.code as person, concat_ws(' ', p.first_name, p.last_name) as name, r.asked_on as "askedOn", r.subject,
      r.wording, d.code as document, r.state, r.answered_on as "answeredOn", r.ground, r.answer,
      r.is_handed_over as "isHandedOver", r.fee_grosze as "feeGrosze", encode(r.file_sha256, 'hex') as sha256,
      r.file_name as "fileName"
    from app.document_request r
    join app.person p on p.cooperative_id = r.cooperative_id and p.id = r.person_id
    left join app.library_document d on d.cooperative_id = r.cooperative_id and d.id = r.document_id
    where r.cooperative_id = ${MINE} and (${by.id}::int is null or r.id = ${by.id})
      and (not ${by.isWaiting}::boolean or r.state = 'asked')
    order by r.asked_on, r.id`.execute(tx);
  return rows;
}

/** Null for an unknown number. */
export async function findRequest(tx: ScopedTransaction, id: number): Promise<KeptRequest | null> {
  return (await listRequests(tx, { id, isWaiting: false }))[0] ?? null;
}

/** The request as its rules know it. */
export function asRequest(kept: KeptRequest): DocumentRequest {
  const { subject, wording, askedOn } = kept;
  return { subject, wording, askedOn: plainDate(askedOn), memberships: [], answer: answerOf(kept) };
}

function answerOf({ state, answeredOn, ...kept }: KeptRequest): RequestAnswer | null {
  if (state === "asked" || answeredOn === null) return null;
  const day = plainDate(answeredOn);
  if (state === "refused")
    return { state, answeredOn: day, ground: kept.ground, reasons: kept.answer, namesRegistryCourt: true };
  const { sha256: fileDigest, isHandedOver, feeGrosze } = kept;
  return { state, answeredOn: day, fileDigest, isHandedOver, feeGrosze: grosze(feeGrosze) };
}

/** What the office answers. */
export interface KeptAnswer {
  readonly state: "answered" | "refused";
  readonly answeredOn: PlainDate;
  readonly ground: RefusalGround | null;
  readonly answer: string;
  readonly isHandedOver: boolean;
  readonly feeGrosze: Grosze;
  readonly sha256: string | null;
  readonly fileName: string | null;
}

/** Answers a request that waits; it can be answered once. */
export async function saveAnswer(tx: ScopedTransaction, id: number, answer: KeptAnswer): Promise<void> {
  await tx
    .updateTable("app.document_request")
    .set({
      state: answer.state,
      answered_on: answer.answeredOn,
      ground: answer.ground,
      answer: answer.answer,
      is_handed_over: answer.isHandedOver,
      fee_grosze: answer.feeGrosze,
      file_sha256: answer.sha256 === null ? null : Buffer.from(answer.sha256, "hex"),
      file_name: answer.fileName,
    })
    .where("cooperative_id", "=", sql<number>`${MINE}`)
    .where("id", "=", id)
    .where("state", "=", "asked")
    .execute();
}

/** Days within which the cooperative answers: its own term, the law sets none. */
export async function loadAnswerDays(tx: ScopedTransaction): Promise<number> {
  const { rows } = await sql<{ days: number }>`
    select request_answer_days::int as days from app.cooperative where id = ${MINE}`.execute(tx);
  return rows[0]!.days;
}

export async function saveAnswerDays(
  tx: ScopedTransaction,
  cooperativeId: number,
  days: number,
): Promise<void> {
  await tx
    .updateTable("app.cooperative")
    .set({ request_answer_days: days })
    .where("id", "=", cooperativeId)
    .execute();
}
