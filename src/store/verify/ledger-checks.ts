import { sql } from "kysely";
import { NATURE_OF_PURPOSE } from "../../domain/ledger/accounts.ts";
import type { Check } from "./check.ts";

const DOCUMENT = sql`d.series || '/' || d.year || '/' || d.number`;
const EFFECT = sql`case p.side when 'D' then p.amount_grosze else -p.amount_grosze end`;

/** What the books began with is carried into their first year and is no turnover. */
const IS_OPENING = sql`exists (select from app.document o
  where o.cooperative_id = p.cooperative_id and o.id = p.document_id and o.kind = 'opening-balance')`;

/** What the ledger says of itself: balances, turnover, open items, allocations, numbers, carried balances. */
export const ledgerChecks: readonly Check[] = [
  {
    name: "document-balances-in-every-property",
    differences: (cooperativeId) => sql`
      select ${DOCUMENT} || ', nieruchomość ' || coalesce(n.code, 'spółdzielnia') as place, '0' as expected, sum(${EFFECT})::text as found
      from app.posting p
      join app.document d on d.cooperative_id = p.cooperative_id and d.id = p.document_id
      left join app.property n on n.cooperative_id = p.cooperative_id and n.id = p.property_id
      where p.cooperative_id = ${cooperativeId}
      group by d.series, d.year, d.number, n.code, p.property_id
      having sum(${EFFECT}) <> 0`,
  },
  {
    name: "posting-belongs-to-a-document",
    differences: (cooperativeId) => sql`
      select 'zapis ' || p.document_id || '/' || p.line as place, 'dokument' as expected, null as found
      from app.posting p
      where p.cooperative_id = ${cooperativeId} and not exists (
        select from app.document d
        where d.cooperative_id = p.cooperative_id and d.id = p.document_id and d.posted_on = p.posted_on)`,
  },
  {
    name: "turnover",
    differences: (cooperativeId) => sql`
      select a.code || ', ' || to_char(month, 'YYYY-MM') as place,
             coalesce(s.debit, 0) || ' / ' || coalesce(s.credit, 0) as expected,
             coalesce(t.debit_grosze, 0) || ' / ' || coalesce(t.credit_grosze, 0) as found
      from (select account_id, property_id, date_trunc('month', posted_on)::date as month,
                   coalesce(sum(amount_grosze) filter (where side = 'D'), 0) as debit,
                   coalesce(sum(amount_grosze) filter (where side = 'C'), 0) as credit
            from app.posting p where cooperative_id = ${cooperativeId} and not ${IS_OPENING} group by 1, 2, 3) s
      full join (select * from app.turnover where cooperative_id = ${cooperativeId}) t using (account_id, property_id, month)
      left join app.account a on a.cooperative_id = ${cooperativeId} and a.id = account_id
      where coalesce(s.debit, 0) <> coalesce(t.debit_grosze, 0) or coalesce(s.credit, 0) <> coalesce(t.credit_grosze, 0)`,
  },
  {
    name: "open-item-is-its-posting",
    differences: (cooperativeId) => sql`
      select 'pozycja ' || document_id || '/' || line as place, s.effect::text as expected, i.amount_grosze::text as found
      from (select p.document_id, p.line, p.account_id, ${EFFECT} as effect
            from app.posting p
            join app.account a on a.cooperative_id = p.cooperative_id and a.id = p.account_id and a.right_id is not null
            where p.cooperative_id = ${cooperativeId}) s
      full join (select * from app.open_item where cooperative_id = ${cooperativeId}) i using (document_id, line)
      where s.effect is distinct from i.amount_grosze or s.account_id is distinct from i.account_id`,
  },
  {
    name: "open-item-has-the-days-of-its-posting",
    differences: (cooperativeId) => sql`
      select 'pozycja ' || i.document_id || '/' || i.line as place,
             concat_ws(' / ', p.effective_on, p.due_on, p.concerns_month) as expected,
             concat_ws(' / ', i.opened_on, i.due_on, i.concerns_month) as found
      from app.open_item i
      join app.posting p on p.cooperative_id = i.cooperative_id and p.document_id = i.document_id and p.line = i.line
      where i.cooperative_id = ${cooperativeId}
        and (i.opened_on, i.due_on, i.concerns_month) is distinct from (p.effective_on, p.due_on, p.concerns_month)`,
  },
  {
    name: "open-item-remaining",
    differences: (cooperativeId) => sql`
      select a.code || ', pozycja ' || i.document_id || '/' || i.line as place,
             (i.amount_grosze + coalesce(c.amount, 0) - coalesce(d.amount, 0))::text as expected, i.remaining_grosze::text as found
      from app.open_item i
      join app.account a on a.cooperative_id = i.cooperative_id and a.id = i.account_id
      left join (select credit_document_id as document_id, credit_line as line, sum(amount_grosze) as amount
                 from app.allocation where cooperative_id = ${cooperativeId} group by 1, 2) c using (document_id, line)
      left join (select claim_document_id as document_id, claim_line as line, sum(amount_grosze) as amount
                 from app.allocation where cooperative_id = ${cooperativeId} group by 1, 2) d using (document_id, line)
      where i.cooperative_id = ${cooperativeId}
        and i.remaining_grosze <> i.amount_grosze + coalesce(c.amount, 0) - coalesce(d.amount, 0)`,
  },
  {
    name: "allocation-covers-a-claim-of-its-account",
    differences: (cooperativeId) => sql`
      select 'zarachowanie ' || l.credit_document_id || '/' || l.credit_line || ' → ' || l.claim_document_id || '/' || l.claim_line as place,
             a.code as expected, l.amount_grosze::text as found
      from app.allocation l
      join app.account a on a.cooperative_id = l.cooperative_id and a.id = l.account_id
      left join app.open_item c on c.cooperative_id = l.cooperative_id and c.document_id = l.credit_document_id and c.line = l.credit_line
      left join app.open_item d on d.cooperative_id = l.cooperative_id and d.document_id = l.claim_document_id and d.line = l.claim_line
      where l.cooperative_id = ${cooperativeId}
        and (c.account_id is distinct from l.account_id or d.account_id is distinct from l.account_id
          or coalesce(c.amount_grosze, 0) >= 0 or coalesce(d.amount_grosze, 0) <= 0)`,
  },
  {
    name: "allocation-is-of-the-day-of-its-document",
    differences: (cooperativeId) => sql`
      select ${DOCUMENT} || ', zarachowanie ' || l.credit_document_id || '/' || l.credit_line as place,
             d.posted_on::text as expected, l.allocated_on::text as found
      from app.allocation l
      join app.document d on d.cooperative_id = l.cooperative_id and d.id = l.document_id
      where l.cooperative_id = ${cooperativeId} and l.allocated_on <> d.posted_on`,
  },
  {
    // A receivable marked as anything else would leave "do zapłaty", or the portal altogether.
    name: "account-nature-is-that-of-its-purpose",
    differences: (cooperativeId) => sql`
      select a.code as place, n.nature as expected, a.nature as found
      from app.account a
      join jsonb_each_text(${JSON.stringify(NATURE_OF_PURPOSE)}::jsonb) as n (purpose, nature) using (purpose)
      where a.cooperative_id = ${cooperativeId} and a.nature <> n.nature`,
  },
  {
    name: "account-balance-is-its-open-items",
    differences: (cooperativeId) => sql`
      select a.code as place, s.balance::text as expected, coalesce(i.remaining, 0)::text as found
      from (select p.account_id, sum(${EFFECT}) as balance from app.posting p
            where p.cooperative_id = ${cooperativeId} group by 1) s
      join app.account a on a.cooperative_id = ${cooperativeId} and a.id = s.account_id and a.right_id is not null
      left join (select account_id, sum(remaining_grosze) as remaining from app.open_item
                 where cooperative_id = ${cooperativeId} group by 1) i using (account_id)
      where s.balance <> coalesce(i.remaining, 0)`,
  },
  {
    name: "balance-carried-into-a-year",
    differences: (cooperativeId) => sql`
      select a.code || ', ' || year as place, coalesce(s.opening, 0)::text as expected, coalesce(o.opening_grosze, 0)::text as found
      from (select y.year, p.account_id, p.property_id, sum(${EFFECT}) as opening
            from (select distinct year from app.account_year where cooperative_id = ${cooperativeId}) y
            join app.posting p on p.cooperative_id = ${cooperativeId} 
              and (p.posted_on < make_date(y.year, 1, 1) or (p.posted_on <= make_date(y.year, 12, 31) and ${IS_OPENING}))
            group by 1, 2, 3) s
      full join (select * from app.account_year where cooperative_id = ${cooperativeId}) o using (year, account_id, property_id)
      left join app.account a on a.cooperative_id = ${cooperativeId} and a.id = account_id
      where coalesce(s.opening, 0) <> coalesce(o.opening_grosze, 0)`,
  },
  {
    name: "opening-balance-counts-its-items",
    differences: (cooperativeId) => sql`
      select a.code || ', ' || y.year as place, s.items::text as expected, y.item_count::text as found
      from app.account_year y
      join app.account a on a.cooperative_id = y.cooperative_id and a.id = y.account_id
      join app.document d on d.cooperative_id = y.cooperative_id and d.id = y.document_id and d.kind = 'opening-balance'
      cross join lateral (
        select count(*) as items from app.posting p
        join app.document o on o.cooperative_id = p.cooperative_id and o.id = p.document_id and o.kind = 'opening-balance'
        where p.cooperative_id = y.cooperative_id and p.account_id = y.account_id and p.property_id = y.property_id
          and o.year = y.year) s
      where y.cooperative_id = ${cooperativeId} and y.item_count <> s.items`,
  },
  {
    name: "carried-balance-names-its-opening",
    differences: (cooperativeId) => sql`
      select a.code || ', ' || y.year as place, y.year::text as expected, ${DOCUMENT} as found
      from app.account_year y
      join app.account a on a.cooperative_id = y.cooperative_id and a.id = y.account_id
      left join app.document d on d.cooperative_id = y.cooperative_id and d.id = y.document_id
        and d.kind in ('opening-balance', 'year-opening') and d.year = y.year
      where y.cooperative_id = ${cooperativeId} and d.id is null`,
  },
  {
    name: "document-numbers-without-gaps",
    differences: (cooperativeId) => sql`
      select d.series || '/' || d.year as place, count(*)::text as expected, max(d.number)::text as found
      from app.document d where d.cooperative_id = ${cooperativeId}
      group by d.series, d.year
      having count(*) <> max(d.number) or min(d.number) <> 1`,
  },
];
