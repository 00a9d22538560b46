import { sql } from "kysely";
import type { ParticipantRecord, SettlementFigures } from "../../domain/settlement/settlement-record.ts";
import type { Grosze } from "../../domain/values/money.ts";
import type { PlainDate } from "../../domain/values/plain-date.ts";
import { queries } from "../../world/database/scope.ts";

/** Results of the person's own rights; of a right that others hold on, only settlements posted while the person still held it. */
export const MY_RESULTS = sql<boolean>`r.cooperative_id = (select app.my_cooperative())
  and (r.right_id = any ((select app.my_whole_right_ids())::int[])
    or (r.right_id = any ((select app.my_limited_right_ids())::int[]) and s.posted_on < app.my_limit(r.right_id)))`;

export const SETTLEMENT_OF_RESULT = sql`join app.shown_settlement s on s.cooperative_id = r.cooperative_id and s.id = r.settlement_id`;

/** The media account as in Księgowość, of a past one and its successor the one that was posted to; units that are invoiced have none there. */
const MEDIA_ACCOUNT = sql`left join lateral (
      select m.id, m.code, m.is_past from app.account m
      where m.cooperative_id = r.cooperative_id and m.right_id = r.right_id and m.purpose = 'media' and m.nature = 'receivable'
      order by m.id = r.account_id desc nulls last, m.is_past
      limit 1) a on true`;

export interface MySettlement {
  readonly settlement_id: number;
  readonly participant: number;
  readonly unit_id: number;
  readonly code: string;
  readonly medium: string;
  readonly name: string;
  readonly period_from: PlainDate;
  readonly period_to: PlainDate;
  readonly state: "posted" | "reversed";
  readonly posted_on: PlainDate;
  readonly due_on: PlainDate;
  readonly cost_grosze: Grosze;
  readonly advances_grosze: Grosze;
  readonly result_grosze: Grosze;
  readonly account_id: number | null;
}

/** Every settlement of the person's rights, the newest first, without its figures. */
export function mySettlements() {
  return sql<MySettlement>`
    select r.settlement_id, r.participant, r.unit_id, s.code, s.medium, s.definition_name as name, lower(s.during) as period_from,
           upper(s.during) - 1 as period_to, s.state, s.posted_on, s.due_on, r.cost_grosze, r.advances_grosze, r.result_grosze,
           a.id as account_id
    from app.shown_settlement_result r
    ${SETTLEMENT_OF_RESULT}
    ${MEDIA_ACCOUNT}
    where ${MY_RESULTS} and r.unit_id is not null
    order by s.posted_on desc, s.id desc, r.participant`.compile(queries);
}

export interface MyMediaAccount {
  readonly account_id: number;
  readonly code: string;
  readonly unit_id: number;
}

/** The person's media accounts, also those to which nothing was posted. */
export function myMediaAccounts() {
  return sql<MyMediaAccount>`
    select a.id as account_id, a.code, u.unit_id
    from app.account a
    join app.unit_right u on u.cooperative_id = a.cooperative_id and u.id = a.right_id
    where a.cooperative_id = (select app.my_cooperative()) and a.purpose = 'media' and a.nature = 'receivable'
      and a.id = any ((select app.my_shown_account_ids())::int[])
    order by a.id`.compile(queries);
}

export interface MySettlementDetails extends MySettlement {
  readonly own_from: PlainDate;
  readonly own_to: PlainDate;
  readonly interest_free_until: PlainDate | null;
  readonly account_code: string | null;
  readonly is_invoiced: boolean;
  readonly vat_grosze: Grosze;
  readonly proposed_advance_grosze: Grosze | null;
  readonly document_number: string | null;
  /** What is still to be paid (above zero) or used (below); null where others hold the account now, or nobody posts to it any more. */
  readonly remaining_grosze: Grosze | null;
  readonly replaced_by_settlement_id: number | null;
  readonly replaced_by_participant: number | null;
  readonly replaced_by_code: string | null;
  readonly replaced_by_posted_on: PlainDate | null;
  readonly corrects_settlement_id: number | null;
  readonly corrects_participant: number | null;
  readonly corrects_code: string | null;
  readonly figures: SettlementFigures;
  readonly details: ParticipantRecord;
}

/** One settlement of one right with everything it left behind; nothing when it is not the person's. */
export function mySettlement(settlementId: number, participant: number) {
  return sql<MySettlementDetails>`
    select r.settlement_id, r.participant, r.unit_id, s.code, s.medium, s.definition_name as name, lower(s.during) as period_from,
           upper(s.during) - 1 as period_to, s.state, s.posted_on, s.due_on, r.cost_grosze, r.advances_grosze, r.result_grosze,
           a.id as account_id, a.code as account_code, r.account_id is not null and r.account_id is distinct from a.id as is_invoiced,
           lower(r.during) as own_from, upper(r.during) - 1 as own_to, s.interest_free_until, r.vat_grosze,
           r.proposed_advance_grosze, doc.number as document_number,
           case when a.is_past is not true then i.remaining_grosze end as remaining_grosze,
           later.settlement_id as replaced_by_settlement_id, later.participant as replaced_by_participant,
           later.code as replaced_by_code, later.posted_on as replaced_by_posted_on,
           earlier.settlement_id as corrects_settlement_id, earlier.participant as corrects_participant,
           earlier.code as corrects_code, s.figures, r.details
    from app.shown_settlement_result r
    ${SETTLEMENT_OF_RESULT}
    ${MEDIA_ACCOUNT}
    left join app.shown_document doc on doc.cooperative_id = r.cooperative_id and doc.id = r.document_id
    left join app.shown_open_item i on i.cooperative_id = r.cooperative_id and i.document_id = r.document_id and i.line = r.line
    left join lateral (
      select n.settlement_id, n.participant, t.code, t.posted_on
      from app.shown_settlement t
      join app.shown_settlement_result n on n.cooperative_id = t.cooperative_id and n.settlement_id = t.id
      where t.cooperative_id = s.cooperative_id and t.corrects_settlement_id = s.id
        and n.right_id = r.right_id and n.unit_id = r.unit_id
      order by n.participant limit 1) later on true
    left join lateral (
      select n.settlement_id, n.participant, t.code
      from app.shown_settlement t
      join app.shown_settlement_result n on n.cooperative_id = t.cooperative_id and n.settlement_id = t.id
      where t.cooperative_id = s.cooperative_id and t.id = s.corrects_settlement_id
        and n.right_id = r.right_id and n.unit_id = r.unit_id
      order by n.participant limit 1) earlier on true
    where ${MY_RESULTS} and r.unit_id is not null and r.settlement_id = ${settlementId} and r.participant = ${participant}`.compile(
    queries,
  );
}

export interface MySetOff {
  readonly document_id: number;
  readonly line: number;
  readonly document_number: string;
  readonly posted_on: PlainDate;
  readonly amount_grosze: Grosze;
  readonly account_id: number;
  readonly purpose: string;
}

/**
 * What the result was set off with on other accounts of the same right: arrears that a surplus covered, surplus that covered a
 * shortfall. A set-off stands on two lines of its document, Wn before Ma.
 */
export function mySettlementSetOffs(settlementId: number, participant: number) {
  return sql<MySetOff>`
    select p.document_id, p.line, doc.number as document_number, doc.posted_on, used.amount_grosze, a.id as account_id, a.purpose
    from app.shown_settlement_result r
    ${SETTLEMENT_OF_RESULT}
    join lateral (
      select l.claim_document_id as document_id, l.claim_line + 1 as other_line, sum(l.amount_grosze)::bigint as amount_grosze
      from app.shown_allocation l
      where l.cooperative_id = r.cooperative_id and l.credit_document_id = r.document_id and l.credit_line = r.line
      group by l.claim_document_id, l.claim_line
      union all
      select l.credit_document_id, l.credit_line - 1, sum(l.amount_grosze)::bigint
      from app.shown_allocation l
      where l.cooperative_id = r.cooperative_id and l.claim_document_id = r.document_id and l.claim_line = r.line
      group by l.credit_document_id, l.credit_line) used on used.amount_grosze <> 0
    join app.shown_document doc on doc.cooperative_id = r.cooperative_id and doc.id = used.document_id and doc.kind = 'set-off'
    join app.shown_posting p on p.cooperative_id = r.cooperative_id and p.document_id = doc.id and p.line = used.other_line
    join app.account a on a.cooperative_id = p.cooperative_id and a.id = p.account_id and a.right_id = r.right_id
      and a.nature = 'receivable' and a.id <> r.account_id
    where ${MY_RESULTS} and r.settlement_id = ${settlementId} and r.participant = ${participant}
    order by p.document_id, p.line`.compile(queries);
}
