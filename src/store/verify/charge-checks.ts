import { type RawBuilder, sql } from "kysely";
import type { Check } from "./check.ts";
import { IS_SUPERSEDED } from "./fee-checks.ts";

const DOCUMENT = sql`d.series || '/' || d.year || '/' || d.number`;
const CHARGE = sql`'naliczenie ' || to_char(c.month, 'YYYY-MM') || ', prawo ' || r.code || ', ' || coalesce(f.name, 'VAT')`;

/** Charges with what they name; `c`, `r` right, `f` component, `t` rate, `a` account, `d` document. */
const CHARGES = sql`
  from app.charge c
  join app.document d on d.cooperative_id = c.cooperative_id and d.id = c.document_id
  join app.unit_right r on r.cooperative_id = c.cooperative_id and r.id = c.right_id
  left join app.account a on a.cooperative_id = c.cooperative_id and a.id = c.account_id
  left join app.fee_component f on f.cooperative_id = c.cooperative_id and f.id = c.component_id
  left join app.fee_rate t on t.cooperative_id = c.cooperative_id and t.id = c.rate_id`;

/** Of the month, where a holder changed inside it. */
const PART = sql`coalesce(c.days_charged / extract(day from c.month + interval '1 month' - interval '1 day'), 1)`;

/** A charge and something it says that has to follow from something else. */
function follows(name: string, expected: RawBuilder<unknown>, found: RawBuilder<unknown>): Check {
  return {
    name,
    differences: (cooperativeId) => sql`
      select place, expected, found from (
        select ${CHARGE} as place, (${expected})::text as expected, (${found})::text as found ${CHARGES}
        where c.cooperative_id = ${cooperativeId}) said
      where expected is distinct from found`,
  };
}

/** What a line of a fee says of itself: whose it is, of which month, of what; sums of documents alone would not notice. */
export const chargeChecks: readonly Check[] = [
  follows("charge-is-of-the-right-of-its-account", sql`a.right_id`, sql`c.right_id`),
  follows("charge-is-of-the-month-of-its-document", sql`d.concerns_month`, sql`c.month`),
  follows(
    "charge-is-of-the-component-of-its-rate",
    sql`coalesce(t.component_id, c.component_id)`,
    sql`c.component_id`,
  ),
  follows(
    "charge-is-of-the-purpose-of-its-account",
    sql`case when a.purpose = 'invoice' then 'invoice' else coalesce(f.purpose, 'invoice') end`,
    sql`a.purpose`,
  ),
  follows(
    "charge-is-of-the-kind-of-its-document",
    sql`case d.kind when 'correction' then 'C' when 'reversal' then 'R' else case when c.component_id is null then 'V' else 'A' end end`,
    sql`c.kind`,
  ),
  follows(
    "charge-has-tax-on-invoices-only",
    sql`case when a.purpose = 'invoice' then c.vat_rate end`,
    sql`c.vat_rate`,
  ),
  follows(
    "charge-without-a-rate-takes-back",
    sql`case when c.component_id is not null and c.rate_id is null then '0 × 0' else c.rate || ' × ' || c.base end`,
    sql`c.rate || ' × ' || c.base`,
  ),
  follows(
    "charge-is-of-whole-persons",
    sql`case when t.norm_millionths > 0 then 0 end`,
    sql`c.base % nullif(t.norm_millionths, 0)`,
  ),
  {
    name: "charge-is-in-the-time-of-its-rate",
    differences: (cooperativeId) => sql`
      select ${CHARGE} as place, t.during::text as expected, to_char(c.month, 'YYYY-MM') as found ${CHARGES}
      where c.cooperative_id = ${cooperativeId} and not t.during && daterange(c.month, (c.month + interval '1 month')::date)`,
  },
  {
    name: "disputed-charge-has-its-disputed-rate",
    differences: (cooperativeId) => sql`
      select ${CHARGE} as place, 'stawka w sporze' as expected, null as found ${CHARGES}
      where c.cooperative_id = ${cooperativeId} and c.is_disputed and not ${IS_SUPERSEDED} and not exists (
        select from app.disputed_rate q where q.cooperative_id = c.cooperative_id and q.unit_id = r.unit_id
          and q.component_id = c.component_id and q.during && daterange(c.month, (c.month + interval '1 month')::date))`,
  },
  {
    // Parts of a month sum to the whole, rounded once; each is within a grosz and a half of its exact share.
    name: "charge-of-some-days-is-their-part",
    differences: (cooperativeId) => sql`
      select place, expected, found from (
        select ${CHARGE} as place, round(part, 2)::text as expected, c.amount_grosze::text as found,
               abs(c.amount_grosze - part) > 1.5 as differs
        ${CHARGES}
        cross join lateral (select c.rate::numeric * c.base / 1e10 * ${PART} as part) p
        where c.cooperative_id = ${cooperativeId} and c.kind = 'A' and c.days_charged is not null
          and t.base not in ('property', 'percent')) said
      where differs`,
  },
  {
    // Everybody's share of a property's amount is in proportion to their base, and all together are no more than it.
    name: "charge-is-its-share-of-the-property",
    differences: (cooperativeId) => sql`
      select place, round(share, 2)::text as expected, found from (
        select ${CHARGE} as place, c.amount_grosze::text as found, c.amount_grosze,
               sum(c.amount_grosze) over property * b.weight / nullif(sum(b.weight) over property, 0) as share,
               abs(sum(c.amount_grosze) over property) > abs(c.rate / 1e4) + 2 as is_too_much
        ${CHARGES}
        join app.unit u on u.cooperative_id = r.cooperative_id and u.id = r.unit_id
        cross join lateral (select c.base * ${PART} as weight) b
        where c.cooperative_id = ${cooperativeId} and c.kind = 'A' and t.base = 'property' and not c.is_disputed
        window property as (partition by c.month, c.document_id, c.rate_id, u.property_id)) said
      where abs(amount_grosze - share) > 2 or is_too_much`,
  },
  {
    name: "tax-is-of-the-net-total",
    differences: (cooperativeId) => sql`
      select ${CHARGE} as place, coalesce(net.amount, 0)::text as expected, (c.base / 10000)::text as found ${CHARGES}
      cross join lateral (
        select sum(n.amount_grosze) as amount from app.charge n
        where n.cooperative_id = c.cooperative_id and n.month = c.month and n.right_id = c.right_id
          and n.document_id = c.document_id and n.account_id = c.account_id and n.kind = 'A' and n.vat_rate = c.vat_rate) net
      where c.cooperative_id = ${cooperativeId} and c.kind = 'V'
        and (coalesce(net.amount, 0) * 10000 <> c.base or c.days_charged is not null or c.is_disputed)`,
  },
  {
    name: "corrections-lead-to-the-rate-times-the-base",
    differences: (cooperativeId) => sql`
      select ${CHARGE} as place, due.amount::text as expected, charged.amount::text as found
      from (select distinct on (month, right_id, account_id, component_id) * from app.charge
            where cooperative_id = ${cooperativeId} and kind in ('C', 'R') and component_id is not null
            order by month, right_id, account_id, component_id, document_id desc) c
      join app.unit_right r on r.cooperative_id = c.cooperative_id and r.id = c.right_id
      join app.fee_component f on f.cooperative_id = c.cooperative_id and f.id = c.component_id
      left join app.fee_rate t on t.cooperative_id = c.cooperative_id and t.id = c.rate_id
      cross join lateral (
        select sum(amount_grosze) as amount from app.charge e
        where e.cooperative_id = c.cooperative_id and e.month = c.month and e.right_id = c.right_id
          and e.account_id = c.account_id and e.component_id = c.component_id and e.document_id <= c.document_id) charged
      cross join lateral (
        select round(c.rate::numeric * c.base / case when t.base = 'percent' then 1e12 else 1e10 end * ${PART}) as amount) due
      where c.kind = 'C' and t.base is distinct from 'property'
        and abs(charged.amount - due.amount) > case when c.days_charged is null then 0 else 2 end`,
  },
  {
    name: "reversed-charges-are-those-charged",
    differences: (cooperativeId) => sql`
      select ${DOCUMENT} || ', prawo ' || r.code || ', ' || coalesce(f.name, 'VAT') as place, '0' as expected, c.amount::text as found
      from (
        select coalesce(d.reverses_document_id, d.id) as document_id, c.month, c.right_id, c.account_id, c.component_id, c.rate_id,
               c.base, c.rate, c.is_disputed, c.days_charged, c.vat_rate, sum(c.amount_grosze) as amount
        from app.charge c
        join app.document d on d.cooperative_id = c.cooperative_id and d.id = c.document_id
        where c.cooperative_id = ${cooperativeId} and (d.reverses_document_id is not null or exists (
          select from app.document s where s.cooperative_id = d.cooperative_id and s.reverses_document_id = d.id))
        group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
        having sum(c.amount_grosze) <> 0) c
      join app.document d on d.cooperative_id = ${cooperativeId} and d.id = c.document_id
      join app.unit_right r on r.cooperative_id = ${cooperativeId} and r.id = c.right_id
      left join app.fee_component f on f.cooperative_id = ${cooperativeId} and f.id = c.component_id`,
  },
  {
    name: "assessment-totals-are-its-charges",
    differences: (cooperativeId) => sql`
      with live as (
        select d.id, d.concerns_month as month from app.document d
        where d.cooperative_id = ${cooperativeId} and d.kind = 'assessment' and not exists (
          select from app.document s where s.cooperative_id = d.cooperative_id and s.reverses_document_id = d.id)
      ), charged as (
        select c.month, f.code as component, count(*) as count, sum(c.amount_grosze) as amount
        from app.charge c join live on live.id = c.document_id
        left join app.fee_component f on f.cooperative_id = c.cooperative_id and f.id = c.component_id
        where c.cooperative_id = ${cooperativeId} group by 1, 2
      ), agreed as (
        select s.month, t.component, t.count, t.grosze as amount
        from app.assessment s
        cross join lateral jsonb_to_recordset(case jsonb_typeof(s.totals) when 'array' then s.totals else '[]' end) as t (component text, count bigint, grosze bigint)
        where s.cooperative_id = ${cooperativeId} and s.state = 'posted'
      )
      select 'naliczenie ' || to_char(coalesce(a.month, c.month), 'YYYY-MM') || ', ' || coalesce(a.component, c.component, 'VAT') as place,
             coalesce(c.count, 0) || ' × ' || coalesce(c.amount, 0) as expected,
             coalesce(a.count, 0) || ' × ' || coalesce(a.amount, 0) as found
      from charged c
      full join agreed a on a.month = c.month and coalesce(a.component, '') = coalesce(c.component, '')
      where (a.count, a.amount) is distinct from (c.count, c.amount::bigint)`,
  },
];
