import { type RawBuilder, sql } from "kysely";
import type { Check } from "./check.ts";

const RESULT = sql`'rozliczenie ' || s.code || ', uczestnik ' || r.participant`;

/** Results with their settlement `s` and its definition `d`; reversed settlements stay as they were posted. */
const RESULTS = sql`
  from app.settlement_result r
  join app.settlement s on s.cooperative_id = r.cooperative_id and s.id = r.settlement_id
  join app.settlement_definition d on d.cooperative_id = s.cooperative_id and d.id = s.definition_id`;

/** A result and something it says that has to follow from something else. */
function follows(
  name: string,
  expected: RawBuilder<unknown>,
  found: RawBuilder<unknown>,
  joins = sql``,
): Check {
  return {
    name,
    differences: (cooperativeId) => sql`
      select place, expected, found from (
        select ${RESULT} as place, (${expected})::text as expected, (${found})::text as found ${RESULTS} ${joins}
        where r.cooperative_id = ${cooperativeId}) said
      where expected is distinct from found`,
  };
}

/** A settlement and a sum that two sides must agree on. */
function agrees(name: string, expected: RawBuilder<unknown>, found: RawBuilder<unknown>): Check {
  return {
    name,
    differences: (cooperativeId) => sql`
      select place, expected, found from (
        select 'rozliczenie ' || s.code as place, (${expected})::text as expected, (${found})::text as found
        from app.settlement s
        join app.settlement_definition d on d.cooperative_id = s.cooperative_id and d.id = s.definition_id
        where s.cooperative_id = ${cooperativeId}) said
      where expected is distinct from found`,
  };
}

const POSTING = sql`
  left join app.posting p on p.cooperative_id = r.cooperative_id and p.document_id = r.document_id and p.line = r.line
  left join app.account a on a.cooperative_id = r.cooperative_id and a.id = r.account_id`;

const EFFECT = sql`case p.side when 'D' then p.amount_grosze else -p.amount_grosze end`;

const OF_SETTLEMENT = sql`x.cooperative_id = s.cooperative_id and x.settlement_id = s.id`;

/** Documents of the settlement that no storno has undone. */
const STANDING = sql`
  from app.settlement_document x
  where ${OF_SETTLEMENT} and not exists (
    select from app.document v where v.cooperative_id = x.cooperative_id and v.reverses_document_id = x.document_id)`;

/** What the settlement's own documents (no set-offs) post on ledger accounts of a role, Wn − Ma. */
function postedOn(role: string) {
  return sql`(
    select coalesce(sum(${EFFECT}), 0) from app.settlement_document x
    join app.document o on o.cooperative_id = x.cooperative_id and o.id = x.document_id and o.kind = 'media-settlement'
    join app.posting p on p.cooperative_id = x.cooperative_id and p.document_id = x.document_id
    join app.account a on a.cooperative_id = p.cooperative_id and a.id = p.account_id and a.role = ${role}
    where ${OF_SETTLEMENT})`;
}

/** Calendar months that the days of the settlement touch. */
const MONTHS = sql`(12 * (extract(year from upper(s.during) - 1) - extract(year from lower(s.during)))
  + extract(month from upper(s.during) - 1) - extract(month from lower(s.during)) + 1)`;

function sumOfHeld(column: RawBuilder<unknown>) {
  return sql`(select coalesce(sum(${column}), 0) from app.settlement_result x where ${OF_SETTLEMENT} and x.right_id is not null)`;
}

/** What settlements say of themselves: costs shared to the grosz, results that are their shares, and what of them stands in the ledger. */
export const settlementChecks: readonly Check[] = [
  {
    name: "settlement-shares-sum-to-its-costs",
    differences: (cooperativeId) => sql`
      select 'rozliczenie ' || s.code || ', koszt ' || cost as place, coalesce(c.amount, 0)::text as expected,
             coalesce(h.amount, 0)::text as found
      from (select settlement_id, cost, sum(amount_grosze) as amount from app.settlement_cost
            where cooperative_id = ${cooperativeId} group by 1, 2) c
      full join (select settlement_id, cost, sum(amount_grosze) as amount from app.settlement_share
                 where cooperative_id = ${cooperativeId} group by 1, 2) h using (settlement_id, cost)
      join app.settlement s on s.cooperative_id = ${cooperativeId} and s.id = settlement_id
      where coalesce(c.amount, 0) <> coalesce(h.amount, 0)`,
  },
  {
    name: "settlement-costs-are-those-ordered",
    differences: (cooperativeId) => sql`
      select 'rozliczenie ' || s.code || ', dokument kosztu ' || coalesce(c.position, t.position) as place,
             concat_ws(' / ', t.one ->> 'cost', t.one ->> 'document', t.one ->> 'from', t.one ->> 'to', t.one ->> 'amountGrosze') as expected,
             concat_ws(' / ', c.cost, c.document, lower(c.during), upper(c.during) - 1, c.amount_grosze) as found
      from app.settlement s
      join app.settlement_order o on o.cooperative_id = s.cooperative_id and o.settlement_id = s.id
      cross join lateral jsonb_array_elements(o.body -> 'costs') with ordinality as t (one, position)
      full join app.settlement_cost c on c.cooperative_id = s.cooperative_id and c.settlement_id = s.id and c.position = t.position
      where coalesce(s.cooperative_id, c.cooperative_id) = ${cooperativeId}
        and (c.cost, c.document, lower(c.during), upper(c.during) - 1, c.amount_grosze) is distinct from
            (t.one ->> 'cost', t.one ->> 'document', (t.one ->> 'from')::date, (t.one ->> 'to')::date, (t.one ->> 'amountGrosze')::bigint)`,
  },
  follows(
    "settlement-cost-is-its-shares",
    sql`coalesce(h.amount, 0)`,
    sql`r.cost_grosze`,
    sql`left join lateral (select sum(amount_grosze) as amount from app.settlement_share h
      where h.cooperative_id = r.cooperative_id and h.settlement_id = r.settlement_id and h.participant = r.participant
        and h.right_id is not distinct from r.right_id) h on true`,
  ),
  follows(
    "settlement-shares-are-those-of-the-record",
    sql`(select string_agg(concat_ws(' ', cost, key, amount, is_estimated), ', ' order by cost, key)
      from (select e ->> 'cost' as cost, e ->> 'key' as key, sum((e ->> 'grosze')::bigint) as amount,
                   bool_or((e ->> 'isEstimated')::boolean) as is_estimated
            from jsonb_array_elements(r.details -> 'shares') e group by 1, 2) told)`,
    sql`(select string_agg(concat_ws(' ', h.cost, h.key, h.amount_grosze, h.is_estimated), ', ' order by h.cost, h.key)
      from app.settlement_share h
      where h.cooperative_id = r.cooperative_id and h.settlement_id = r.settlement_id and h.participant = r.participant)`,
  ),
  follows(
    "settlement-result-stands-in-its-document",
    sql`case when r.right_id is null then 0 else r.result_grosze + r.vat_grosze end`,
    sql`coalesce(${EFFECT}, 0)`,
    POSTING,
  ),
  follows(
    "settlement-result-is-on-its-account",
    sql`concat_ws(' / ', case when r.line is null then r.account_id else p.account_id end, s.posted_on,
      case when r.line is not null and r.result_grosze + r.vat_grosze > 0 then s.due_on end)`,
    sql`concat_ws(' / ', r.account_id, coalesce(p.posted_on, s.posted_on), p.due_on)`,
    POSTING,
  ),
  follows(
    "settlement-account-is-of-its-right",
    sql`concat_ws(' / ', coalesce(a.right_id, r.right_id), case when u.kind = 'commercial' then 'invoice' else 'media' end, t.unit_id)`,
    sql`concat_ws(' / ', r.right_id, coalesce(a.purpose, case when u.kind = 'commercial' then 'invoice' else 'media' end),
      case when r.right_id is not null then r.unit_id end)`,
    sql`${POSTING}
      left join app.unit_right t on t.cooperative_id = r.cooperative_id and t.id = r.right_id
      left join app.unit u on u.cooperative_id = r.cooperative_id and u.id = r.unit_id`,
  ),
  follows(
    "settlement-days-are-those-of-the-record",
    sql`daterange((r.details ->> 'from')::date, (r.details ->> 'to')::date, '[]')`,
    sql`r.during * s.during`,
  ),
  follows(
    "settlement-proposes-its-advance",
    sql`case when r.proposed_advance_grosze is not null then (
      select greatest(0, round(sum(x.cost_grosze) * (d.body ->> 'proposedAdvancePercent')::numeric / 100 / ${MONTHS}))
      from app.settlement_result x
      where ${OF_SETTLEMENT} and x.unit_id = r.unit_id) end`,
    sql`r.proposed_advance_grosze`,
  ),
  {
    // What was charged until the settlement was posted; a correction that came later waits for a correction of the settlement.
    name: "settlement-advances-are-those-charged",
    differences: (cooperativeId) => sql`
      select 'rozliczenie ' || s.code || ', lokal ' || u.code as place, coalesce(c.amount, 0)::text as expected, r.advances::text as found
      from (select settlement_id, unit_id, sum(advances_grosze) as advances from app.settlement_result
            where cooperative_id = ${cooperativeId} and unit_id is not null group by 1, 2) r
      join app.settlement s on s.cooperative_id = ${cooperativeId} and s.id = r.settlement_id
      join app.settlement_definition d on d.cooperative_id = s.cooperative_id and d.id = s.definition_id
      join app.unit u on u.cooperative_id = s.cooperative_id and u.id = r.unit_id
      left join lateral (
        select min(o.chain_position) as first from app.settlement_document x
        join app.document o on o.cooperative_id = x.cooperative_id and o.id = x.document_id
        where ${OF_SETTLEMENT}) own on true
      left join lateral (
        select sum(c.amount_grosze) as amount
        from app.unit_right t
        join app.charge c on c.cooperative_id = t.cooperative_id and c.right_id = t.id and s.during @> c.month
        join app.fee_component f on f.cooperative_id = c.cooperative_id and f.id = c.component_id and f.posted_to = 'advances'
          and d.body -> 'advanceMedia' ? f.medium
        join app.document o on o.cooperative_id = c.cooperative_id and o.id = c.document_id
          and o.chain_position < coalesce(own.first, 2147483647)
        where t.cooperative_id = u.cooperative_id and t.unit_id = u.id and t.during && s.during) c on true
      where coalesce(c.amount, 0) <> r.advances`,
  },
  agrees("settlement-takes-its-advances", sumOfHeld(sql`x.advances_grosze`), postedOn("advances")),
  agrees("settlement-takes-its-cost", sumOfHeld(sql`-x.cost_grosze`), postedOn("media-cost")),
  agrees("settlement-takes-its-tax", sumOfHeld(sql`-x.vat_grosze`), postedOn("output-vat")),
  agrees(
    "settlement-names-what-the-cooperative-bears",
    sql`(select coalesce(sum(x.cost_grosze), 0) from app.settlement_result x where ${OF_SETTLEMENT} and x.right_id is null)`,
    sql`s.borne_by_cooperative_grosze`,
  ),
  agrees(
    "settlement-is-free-of-interest-as-ruled",
    sql`(s.posted_on + make_interval(months => (d.body ->> 'interestFreeMonths')::int))::date`,
    sql`s.interest_free_until`,
  ),
  {
    name: "settlement-document-has-its-settlement",
    differences: (cooperativeId) => sql`
      select d.series || '/' || d.year || '/' || d.number as place, 'rozliczenie' as expected, null as found
      from app.document d
      where d.cooperative_id = ${cooperativeId} and d.kind = 'media-settlement' and not exists (
        select from app.settlement_document x where x.cooperative_id = d.cooperative_id and x.document_id = d.id)`,
  },
  agrees(
    "settlement-has-its-documents",
    sql`case s.state when 'posted' then (select count(*) from app.settlement_document x where ${OF_SETTLEMENT}) else 0 end`,
    sql`(select count(*) ${STANDING})`,
  ),
  agrees(
    "settlement-is-of-the-medium-and-days-ordered",
    sql`(select concat_ws(' / ', o.body ->> 'code', d.body ->> 'medium', d.code,
        daterange((o.body #>> '{period,from}')::date, (o.body #>> '{period,to}')::date, '[]'))
      from app.settlement_order o where o.cooperative_id = s.cooperative_id and o.settlement_id = s.id)`,
    sql`concat_ws(' / ', s.code, s.medium, (select o.body ->> 'definition' from app.settlement_order o
      where o.cooperative_id = s.cooperative_id and o.settlement_id = s.id), s.during)`,
  ),
];
