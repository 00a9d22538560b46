import { sql } from "kysely";
import type { Grosze } from "../../domain/values/money.ts";
import type { PlainDate } from "../../domain/values/plain-date.ts";
import { queries } from "../../world/database/scope.ts";

export interface ChargedMonth {
  readonly unit_id: number;
  readonly month: PlainDate;
  readonly assessed_grosze: Grosze;
  readonly corrections_grosze: Grosze;
  readonly total_grosze: Grosze;
}

/** The months of a unit in which the person's rights were charged, with what was assessed and corrected. */
export function myChargedMonths(unitId: number | null) {
  return sql<ChargedMonth>`
    select r.unit_id, c.month,
           coalesce(sum(c.amount_grosze) filter (where ${IS_ASSESSED}), 0)::bigint as assessed_grosze,
           coalesce(sum(c.amount_grosze) filter (where not ${IS_ASSESSED}), 0)::bigint as corrections_grosze,
           sum(c.amount_grosze)::bigint as total_grosze
    from app.unit_right r
    join app.shown_charge c on c.cooperative_id = r.cooperative_id and c.right_id = r.id
    where r.cooperative_id = (select app.my_cooperative()) and r.id = any ((select app.my_right_ids())::int[])
      and ${ofUnit(unitId)}
    group by r.unit_id, c.month
    order by c.month desc`.compile(queries);
}

/** The same summed by year. */
export function myChargedYears(unitId: number | null) {
  return sql<{
    unit_id: number;
    year: number;
    assessed_grosze: Grosze;
    corrections_grosze: Grosze;
    total_grosze: Grosze;
  }>`
    select r.unit_id, extract(year from c.month)::int as year,
           coalesce(sum(c.amount_grosze) filter (where ${IS_ASSESSED}), 0)::bigint as assessed_grosze,
           coalesce(sum(c.amount_grosze) filter (where not ${IS_ASSESSED}), 0)::bigint as corrections_grosze,
           sum(c.amount_grosze)::bigint as total_grosze
    from app.unit_right r
    join app.shown_charge c on c.cooperative_id = r.cooperative_id and c.right_id = r.id
    where r.cooperative_id = (select app.my_cooperative()) and r.id = any ((select app.my_right_ids())::int[])
      and ${ofUnit(unitId)}
    group by 1, 2
    order by 2 desc`.compile(queries);
}

/** One unit, or all of the person's. */
function ofUnit(unitId: number | null) {
  return unitId === null ? sql<boolean>`true` : sql<boolean>`r.unit_id = ${unitId}`;
}

/** Lines of the assessment itself; everything else came later. */
const IS_ASSESSED = sql<boolean>`c.kind in ('A', 'V')`;

export interface ChargeRow {
  readonly unit_id: number;
  readonly line_id: string;
  readonly kind: "A" | "C" | "R" | "V";
  readonly component: string | null;
  readonly explanation: string | null;
  readonly component_code: string | null;
  readonly base: number;
  readonly base_kind: string | null;
  readonly equipment: string | null;
  readonly rate: number;
  readonly rate_from: PlainDate | null;
  readonly amount_grosze: Grosze;
  readonly is_disputed: boolean;
  readonly days_charged: number | null;
  readonly vat_rate: string | null;
  readonly resolution_id: number | null;
  readonly resolution_number: string | null;
  readonly resolution_organ: string | null;
  readonly resolution_adopted_on: PlainDate | null;
  readonly resolution_title: string | null;
  readonly justification: string | null;
  readonly percent_of_component: string | null;
  readonly norm_millionths: number | null;
  readonly court_case: string | null;
  readonly document_number: string | null;
  readonly posted_on: PlainDate | null;
  readonly description: string | null;
}

/** Every charge line of a unit's month under the person's rights, with its rate, resolution and document. */
export function myCharges(unitId: number | null, month: PlainDate) {
  return sql<ChargeRow>`
    select r.unit_id, concat_ws('-', c.document_id, coalesce(c.component_id, 0), coalesce(c.rate_id, 0), c.vat_rate, c.right_id) as line_id,
           c.kind, f.name as component, f.explanation, f.code as component_code, c.base, t.base as base_kind, t.equipment,
           c.rate, lower(t.during) as rate_from, c.amount_grosze, c.is_disputed, c.days_charged, c.vat_rate,
           s.id as resolution_id, s.number as resolution_number, s.organ as resolution_organ, s.adopted_on as resolution_adopted_on,
           s.title as resolution_title, s.justification, p.name as percent_of_component, t.norm_millionths, q.court_case,
           d.number as document_number, d.posted_on, d.description
    from app.unit_right r
    join app.shown_charge c on c.cooperative_id = r.cooperative_id and c.right_id = r.id and c.month = ${month}::date
    left join app.fee_component f on f.cooperative_id = c.cooperative_id and f.id = c.component_id
    left join app.fee_rate t on t.cooperative_id = c.cooperative_id and t.id = c.rate_id
    left join app.fee_component p on p.cooperative_id = t.cooperative_id and p.id = t.percent_of_component_id
    left join app.resolution s on s.cooperative_id = t.cooperative_id and s.id = t.resolution_id
    left join app.shown_document d on d.cooperative_id = c.cooperative_id and d.id = c.document_id
    left join app.disputed_rate q on c.is_disputed and q.cooperative_id = c.cooperative_id and q.unit_id = r.unit_id
      and q.component_id = c.component_id and q.during @> c.month
    where r.cooperative_id = (select app.my_cooperative()) and r.id = any ((select app.my_right_ids())::int[])
      and ${ofUnit(unitId)}
    order by c.kind in ('C', 'R'), d.position, f.position nulls last, c.rate_id, c.vat_rate`.compile(queries);
}

/** The documents of the library that are fee resolutions, as far as the person may read them. */
export function myResolutionDocuments() {
  return sql<{ resolution_id: number; document_id: number }>`
    select d.resolution_id, max(d.id) as document_id
    from app.library_document d
    where d.cooperative_id = (select app.my_cooperative()) and d.resolution_id is not null
    group by 1`.compile(queries);
}

/** Net amounts and VAT of a month's assessment by rate, where there is VAT. */
export function myMonthVat(unitId: number | null, month: PlainDate) {
  return sql<{ unit_id: number; vat_rate: string; net_grosze: Grosze; vat_grosze: Grosze }>`
    select r.unit_id, c.vat_rate,
           coalesce(sum(c.amount_grosze) filter (where c.kind = 'A'), 0)::bigint as net_grosze,
           coalesce(sum(c.amount_grosze) filter (where c.kind = 'V'), 0)::bigint as vat_grosze
    from app.unit_right r
    join app.shown_charge c on c.cooperative_id = r.cooperative_id and c.right_id = r.id and c.month = ${month}::date
    where r.cooperative_id = (select app.my_cooperative()) and r.id = any ((select app.my_right_ids())::int[])
      and ${ofUnit(unitId)} and c.kind in ('A', 'V') and c.vat_rate is not null
    group by r.unit_id, c.vat_rate
    order by c.vat_rate`.compile(queries);
}

/** Due day of a month's assessment on the unit's accounts. */
export function myDueDay(unitId: number | null, month: PlainDate) {
  return sql<{ unit_id: number; due_on: PlainDate | null }>`
    select r.unit_id, max(p.due_on) as due_on
    from app.unit_right r
    join app.account a on a.cooperative_id = r.cooperative_id and a.right_id = r.id
    join app.shown_posting p on p.cooperative_id = a.cooperative_id and p.account_id = a.id and p.concerns_month = ${month}::date
    join app.shown_document d on d.cooperative_id = p.cooperative_id and d.id = p.document_id and d.kind = 'assessment'
    where r.cooperative_id = (select app.my_cooperative()) and r.id = any ((select app.my_right_ids())::int[])
      and ${ofUnit(unitId)}
    group by r.unit_id`.compile(queries);
}
