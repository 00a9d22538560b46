import { sql } from "kysely";
import type { PlainDate } from "../../domain/values/plain-date.ts";
import { queries } from "../../world/database/scope.ts";

/** A unit the person holds or held a right on, with the day from which they no longer hold it. */
export interface MyUnit {
  readonly unit_id: number;
  readonly kind: string;
  readonly number: string;
  readonly street: string;
  readonly house_number: string;
  /** Null while at least one of the person's rights on the unit goes on. */
  readonly held_until: PlainDate | null;
}

/** The person's units, those held now first. */
export function myUnits() {
  return sql<MyUnit>`
    select u.id as unit_id, u.kind, u.number, b.street, b.house_number,
           case when bool_or(upper_inf(h.during) or upper(h.during) > current_date) then null else max(upper(h.during)) end as held_until
    from app.right_holder h
    join app.unit_right r on r.cooperative_id = h.cooperative_id and r.id = h.right_id
    join app.unit u on u.cooperative_id = r.cooperative_id and u.id = r.unit_id
    join app.building b on b.cooperative_id = u.cooperative_id and b.id = u.building_id
    where h.cooperative_id = (select app.my_cooperative()) and h.person_id = (select app.me())
      and lower(h.during) <= current_date
    group by u.id, u.kind, u.number, b.street, b.house_number
    order by held_until desc nulls first, (u.kind = 'dwelling') desc, b.street collate "pl-x-icu", b.house_number, u.number`.compile(
    queries,
  );
}
