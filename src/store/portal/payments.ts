import { sql } from "kysely";
import type { Grosze } from "../../domain/values/money.ts";
import type { PlainDate } from "../../domain/values/plain-date.ts";
import { queries } from "../../world/database/scope.ts";

export interface MyPayment {
  readonly bank_entry_id: number;
  readonly unit_id: number;
  readonly paid_on: PlainDate;
  readonly statement_number: string;
  readonly title: string;
  /** What stays credited; zero once the payment was returned. */
  readonly amount_grosze: Grosze;
  /** What was credited at first. */
  readonly credited_grosze: Grosze;
}

/** One bank entry as it concerns the person's rights; nothing when none of it does. */
export function myPayment(bankEntryId: number) {
  return sql<MyPayment>`
    select c.bank_entry_id, min(r.unit_id) as unit_id, min(c.paid_on) as paid_on, min(c.statement_number) as statement_number,
           (array_agg(c.title order by c.id))[1] as title,
           sum(c.amount_grosze)::bigint as amount_grosze,
           sum(c.amount_grosze) filter (where c.amount_grosze > 0)::bigint as credited_grosze
    from app.shown_crediting c
    join app.unit_right r on r.cooperative_id = c.cooperative_id and r.id = c.right_id
    where c.cooperative_id = (select app.my_cooperative()) and c.bank_entry_id = ${bankEntryId}
      and c.right_id = any ((select app.my_right_ids())::int[])
    group by c.bank_entry_id`.compile(queries);
}

export interface CoveredItem {
  readonly claim_document_id: number;
  readonly claim_line: number;
  readonly document_number: string;
  readonly text: string;
  readonly due_on: PlainDate | null;
  readonly posted_on: PlainDate;
  readonly amount_grosze: Grosze;
  readonly account_id: number;
  readonly code: string;
  readonly purpose: string;
  readonly nature: "receivable" | "fund";
  readonly unit_id: number;
}

/** What a bank entry covers now: allocations in force of the items it opened on the person's accounts. */
export function myCoveredItems(bankEntryId: number) {
  return sql<CoveredItem>`
    select l.claim_document_id, l.claim_line, d.number as document_number, coalesce(q.text, d.description) as text, q.due_on,
           q.posted_on, sum(l.amount_grosze)::bigint as amount_grosze, a.id as account_id, a.code, a.purpose, a.nature, r.unit_id
    from app.account a
    join app.unit_right r on r.cooperative_id = a.cooperative_id and r.id = a.right_id
    join app.shown_posting p on p.cooperative_id = a.cooperative_id and p.account_id = a.id and p.bank_entry_id = ${bankEntryId}
    join app.shown_allocation l on l.cooperative_id = p.cooperative_id and l.credit_document_id = p.document_id and l.credit_line = p.line
    join app.shown_posting q on q.cooperative_id = l.cooperative_id and q.document_id = l.claim_document_id and q.line = l.claim_line
    join app.shown_document d on d.cooperative_id = q.cooperative_id and d.id = q.document_id
    where a.cooperative_id = (select app.my_cooperative()) and a.id = any ((select app.my_account_ids())::int[])
      and q.bank_entry_id is distinct from ${bankEntryId}
    group by l.claim_document_id, l.claim_line, d.number, d.position, q.text, d.description, q.due_on, q.posted_on,
             a.id, a.code, a.purpose, a.nature, r.unit_id
    having sum(l.amount_grosze) <> 0
    order by q.due_on nulls last, d.position`.compile(queries);
}

/** Sums of the same: covered, and what covers nothing yet. */
export function myPaymentSums(bankEntryId: number) {
  return sql<{ surplus_grosze: Grosze }>`
    select coalesce(-sum(i.remaining_grosze), 0)::bigint as surplus_grosze
    from app.account a
    join app.shown_posting p on p.cooperative_id = a.cooperative_id and p.account_id = a.id and p.bank_entry_id = ${bankEntryId}
    join app.shown_open_item i on i.cooperative_id = p.cooperative_id and i.document_id = p.document_id and i.line = p.line
    where a.cooperative_id = (select app.my_cooperative()) and a.id = any ((select app.my_account_ids())::int[])`.compile(
    queries,
  );
}
