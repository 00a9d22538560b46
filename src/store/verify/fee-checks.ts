import { sql } from "kysely";
import type { Check } from "./check.ts";

const DOCUMENT = sql`d.series || '/' || d.year || '/' || d.number`;

/** The court may change what is due meanwhile: then the correction carries the present rate, and the line before it the former. */
export const IS_SUPERSEDED = sql`(c.kind = 'R' or exists (
  select from app.charge l
  where l.cooperative_id = c.cooperative_id and l.month = c.month and l.right_id = c.right_id and l.account_id = c.account_id
    and l.component_id = c.component_id and l.document_id > c.document_id and l.kind in ('C', 'R')))`;

/** Charges against their rates and against the postings of their documents. */
export const feeChecks: readonly Check[] = [
  {
    name: "charge-carries-the-rate-it-names",
    differences: (cooperativeId) => sql`
      select 'naliczenie ' || to_char(c.month, 'YYYY-MM') || ', prawo ' || r.code || ', ' || f.name as place,
             coalesce(q.amount_millionths, t.amount_millionths)::text as expected, c.rate::text as found
      from app.charge c
      join app.unit_right r on r.cooperative_id = c.cooperative_id and r.id = c.right_id
      join app.fee_component f on f.cooperative_id = c.cooperative_id and f.id = c.component_id
      left join app.fee_rate t on t.cooperative_id = c.cooperative_id and t.id = c.rate_id
      left join app.disputed_rate q on c.is_disputed and q.cooperative_id = c.cooperative_id and q.unit_id = r.unit_id
        and q.component_id = c.component_id and q.during @> c.month
      where c.cooperative_id = ${cooperativeId} and c.rate_id is not null
        and c.rate is distinct from coalesce(q.amount_millionths, t.amount_millionths)
        and not (c.is_disputed and ${IS_SUPERSEDED})`,
  },
  {
    // the share of a property and a part of a month come from a division of the whole, which their document sums up
    name: "charge-is-its-rate-times-its-base",
    differences: (cooperativeId) => sql`
      select 'naliczenie ' || to_char(c.month, 'YYYY-MM') || ', prawo ' || r.code || ', ' || coalesce(f.name, 'VAT') as place,
             round(c.rate::numeric * c.base / case when t.base = 'percent' or c.kind = 'V' then 1e12 else 1e10 end)::text as expected,
             c.amount_grosze::text as found
      from app.charge c
      join app.unit_right r on r.cooperative_id = c.cooperative_id and r.id = c.right_id
      left join app.fee_component f on f.cooperative_id = c.cooperative_id and f.id = c.component_id
      left join app.fee_rate t on t.cooperative_id = c.cooperative_id and t.id = c.rate_id
      where c.cooperative_id = ${cooperativeId} and c.kind in ('A', 'V') and c.days_charged is null and t.base is distinct from 'property'
        and c.amount_grosze
          <> round(c.rate::numeric * c.base / case when t.base = 'percent' or c.kind = 'V' then 1e12 else 1e10 end)`,
  },
  {
    name: "charges-are-the-postings-of-their-document",
    differences: (cooperativeId) => sql`
      select ${DOCUMENT} || ', konto ' || a.code as place, coalesce(s.amount, 0)::text as expected, coalesce(c.amount, 0)::text as found
      from (select c.document_id, c.account_id, sum(c.amount_grosze) as amount from app.charge c
            where c.cooperative_id = ${cooperativeId} group by 1, 2) c
      full join (
        select p.document_id, p.account_id, sum(case p.side when 'D' then p.amount_grosze else -p.amount_grosze end) as amount
        from app.posting p
        join app.account a on a.cooperative_id = p.cooperative_id and a.id = p.account_id and a.right_id is not null
        join app.document d on d.cooperative_id = p.cooperative_id and d.id = p.document_id
        left join app.document o on o.cooperative_id = d.cooperative_id and o.id = d.reverses_document_id
        where p.cooperative_id = ${cooperativeId} and coalesce(o.kind, d.kind) in ('assessment', 'correction')
        group by 1, 2) s using (document_id, account_id)
      join app.document d on d.cooperative_id = ${cooperativeId} and d.id = document_id
      left join app.account a on a.cooperative_id = ${cooperativeId} and a.id = account_id
      where coalesce(c.amount, 0) <> coalesce(s.amount, 0)`,
  },
  {
    name: "charge-belongs-to-a-fee-document",
    differences: (cooperativeId) => sql`
      select 'naliczenie ' || to_char(c.month, 'YYYY-MM') || ', prawo ' || c.right_id as place, 'dokument' as expected, null as found
      from app.charge c
      where c.cooperative_id = ${cooperativeId} and not exists (
        select from app.document d where d.cooperative_id = c.cooperative_id and d.id = c.document_id)`,
  },
];
