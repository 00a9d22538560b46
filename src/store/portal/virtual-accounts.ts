import { sql } from "kysely";
import type { PlainDate } from "../../domain/values/plain-date.ts";
import { queries } from "../../world/database/scope.ts";

export interface MyVirtualAccount {
  readonly number: string;
  readonly purpose: string | null;
  readonly unit_id: number;
  readonly right_kind: string;
  readonly holders: readonly string[];
  readonly held_until: PlainDate | null;
  readonly withdrawn_on: PlainDate | null;
  readonly recipient_name: string;
  readonly recipient_short_name: string;
  readonly recipient_address: string;
  readonly nip: string;
}

/** The numbers to pay to: one behind each of the person's rights, or the unit's own for ever. */
export function myVirtualAccounts() {
  return sql<MyVirtualAccount>`
    select v.number, v.purpose, v.withdrawn_on, r.unit_id, r.kind as right_kind,
           coalesce((select array_agg(distinct concat_ws(' ', nullif(o.first_name, ''), o.last_name))
                     from app.right_holder j
                     join app.person o on o.cooperative_id = j.cooperative_id and o.id = j.person_id
                     where j.cooperative_id = r.cooperative_id and j.right_id = r.id), '{}') as holders,
           m.visible_to as held_until,
           k.name as recipient_name, k.short_name as recipient_short_name,
           concat_ws(', ', k.street, k.postal_code || ' ' || k.city) as recipient_address, k.nip
    from (select h.cooperative_id, h.right_id,
                 case when bool_or(upper_inf(h.during) or upper(h.during) > current_date) then null else max(upper(h.during)) end as visible_to
          from app.right_holder h
          where h.cooperative_id = (select app.my_cooperative()) and h.person_id = (select app.me())
            and lower(h.during) <= current_date
          group by h.cooperative_id, h.right_id) m
    join app.unit_right r on r.cooperative_id = m.cooperative_id and r.id = m.right_id
    join app.virtual_account v on v.cooperative_id = r.cooperative_id
      and (v.right_id = r.id or (v.unit_id = r.unit_id and m.visible_to is null))
    join app.cooperative k on k.id = r.cooperative_id
    order by v.withdrawn_on is not null, m.visible_to desc nulls first, r.unit_id, v.purpose nulls first, v.number`.compile(
    queries,
  );
}
