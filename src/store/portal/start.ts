import { sql } from "kysely";
import type { Grosze } from "../../domain/values/money.ts";
import type { PlainDate } from "../../domain/values/plain-date.ts";
import { queries } from "../../world/database/scope.ts";

/** What is open on the receivable accounts of a unit, summed by due day and month. */
export interface OpenSum {
  readonly unit_id: number;
  readonly due_on: PlainDate | null;
  readonly month: PlainDate | null;
  readonly remaining_grosze: Grosze;
}

/** Open items of the person's receivable accounts per unit; court claims, invoices and past accounts are no receivables here. */
export function myOpenSums() {
  return sql<OpenSum>`
    select r.unit_id, case when i.remaining_grosze > 0 then i.due_on end as due_on,
           case when i.remaining_grosze > 0 then i.concerns_month end as month,
           sum(i.remaining_grosze)::bigint as remaining_grosze
    from app.account a
    join app.unit_right r on r.cooperative_id = a.cooperative_id and r.id = a.right_id
    join app.shown_open_item i on i.cooperative_id = a.cooperative_id and i.account_id = a.id
    where a.cooperative_id = (select app.my_cooperative()) and a.nature = 'receivable'
      and a.id = any ((select app.my_account_ids())::int[]) and not a.is_past and i.remaining_grosze <> 0
    group by 1, 2, 3
    order by 1, 2 nulls last, 3`.compile(queries);
}

/** Balance of receivable accounts that others hold on, as it stood when the person's own holding ended. */
export function myFormerBalances() {
  return sql<{ unit_id: number; balance_grosze: Grosze }>`
    select r.unit_id, sum(case p.side when 'D' then p.amount_grosze else -p.amount_grosze end)::bigint as balance_grosze
    from app.account a
    join app.unit_right r on r.cooperative_id = a.cooperative_id and r.id = a.right_id
    join app.shown_posting p on p.cooperative_id = a.cooperative_id and p.account_id = a.id
    where a.cooperative_id = (select app.my_cooperative()) and a.nature = 'receivable'
      and a.id = any ((select app.my_limited_account_ids())::int[])
      -- what was carried over counts once: on the new account, where the person still saw it
      and not (a.is_past and exists (
        select from app.account n join app.posting q on q.cooperative_id = n.cooperative_id and q.account_id = n.id
        where n.cooperative_id = a.cooperative_id and n.right_id = a.right_id and not n.is_past))
    group by r.unit_id`.compile(queries);
}

export interface CreditedPayment {
  readonly unit_id: number;
  readonly bank_entry_id: number;
  readonly paid_on: PlainDate;
  readonly statement_number: string;
  readonly amount_grosze: Grosze;
}

/** The last payments of each unit that stayed: what was taken back again is left out. */
export function myLastPayments(perUnit: number) {
  return sql<CreditedPayment>`
    select unit_id, bank_entry_id, paid_on, statement_number, amount_grosze from (
      select r.unit_id, c.bank_entry_id, c.paid_on, max(c.statement_number) as statement_number,
             sum(c.amount_grosze)::bigint as amount_grosze,
             row_number() over (partition by r.unit_id order by c.paid_on desc, c.bank_entry_id desc) as place
      from app.shown_crediting c
      join app.unit_right r on r.cooperative_id = c.cooperative_id and r.id = c.right_id
      where c.cooperative_id = (select app.my_cooperative()) and c.right_id = any ((select app.my_right_ids())::int[])
      group by r.unit_id, c.bank_entry_id, c.paid_on
      having sum(c.amount_grosze) > 0) payments
    where place <= ${perUnit}
    order by unit_id, paid_on desc`.compile(queries);
}

export interface FeeNews {
  readonly unit_id: number;
  readonly month: PlainDate;
  readonly kind: "A" | "C";
  readonly posted_on: PlainDate | null;
  readonly amount_grosze: Grosze;
}

/** Newest assessed month of each unit, and corrections of the last year's months, with the day they were posted. */
export function myFeeNews(since: PlainDate) {
  return sql<FeeNews>`
    select r.unit_id, c.month, case when c.kind = 'V' then 'A' else c.kind end as kind, max(d.posted_on) as posted_on,
           sum(c.amount_grosze)::bigint as amount_grosze
    from app.shown_charge c
    join app.unit_right r on r.cooperative_id = c.cooperative_id and r.id = c.right_id
    left join app.shown_document d on d.cooperative_id = c.cooperative_id and d.id = c.document_id
    where c.cooperative_id = (select app.my_cooperative()) and c.right_id = any ((select app.my_right_ids())::int[])
      and c.month >= ${since}::date and c.kind in ('A', 'C', 'V')
    group by 1, 2, 3
    order by c.month desc`.compile(queries);
}
