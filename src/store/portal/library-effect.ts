import { sql } from "kysely";
import type { Grosze } from "../../domain/values/money.ts";
import type { PlainDate } from "../../domain/values/plain-date.ts";
import { queries } from "../../world/database/scope.ts";

/** A fee component of one of the person's rights from the first month charged at a rate of the resolution. */
export interface MyChangedFee {
  readonly unit_id: number;
  readonly line_id: string;
  readonly component: string;
  readonly base_kind: string;
  readonly month: PlainDate;
  readonly rate: number;
  readonly amount_grosze: Grosze;
  /** As charged in the month before that the component was charged in; null where it is new. */
  readonly former_rate: number | null;
  readonly former_base_kind: string | null;
  readonly former_amount_grosze: Grosze | null;
}

/** What the fee resolution that a document is changed in the person's own fees. */
export function myFeesChangedBy(documentId: number) {
  return sql<MyChangedFee>`
    with set_by as (
      select t.component_id, t.id as rate_id
      from app.library_document d
      join app.fee_rate t on t.cooperative_id = d.cooperative_id and t.resolution_id = d.resolution_id
      where d.cooperative_id = (select app.my_cooperative()) and d.id = ${documentId}),
    own as (
      select c.cooperative_id, c.right_id, r.unit_id, c.component_id, c.rate_id, c.month, c.rate, t.base, c.document_id, c.vat_rate,
             c.amount_grosze
      from app.shown_charge c
      join app.fee_rate t on t.cooperative_id = c.cooperative_id and t.id = c.rate_id
      join app.unit_right r on r.cooperative_id = c.cooperative_id and r.id = c.right_id
      where c.cooperative_id = (select app.my_cooperative()) and c.right_id = any ((select app.my_right_ids())::int[])
        and c.kind = 'A' and c.component_id in (select component_id from set_by)),
    first as (
      select distinct on (o.right_id, o.component_id) o.*
      from own o
      where o.rate_id in (select rate_id from set_by)
      order by o.right_id, o.component_id, o.month)
    select f.unit_id, concat_ws('-', f.document_id, f.component_id, f.rate_id, f.vat_rate, f.right_id) as line_id, n.name as component,
           f.base as base_kind, f.month, f.rate, f.amount_grosze,
           before.rate as former_rate, before.base as former_base_kind, before.amount_grosze as former_amount_grosze
    from first f
    join app.fee_component n on n.cooperative_id = f.cooperative_id and n.id = f.component_id
    left join lateral (
      select o.rate, o.base, o.amount_grosze from own o
      where o.right_id = f.right_id and o.component_id = f.component_id and o.month < f.month
      order by o.month desc limit 1) before on true
    order by f.unit_id, n.position, f.right_id`.compile(queries);
}
