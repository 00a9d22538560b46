import { sql } from "kysely";
import type { PlainDate } from "../../domain/values/plain-date.ts";
import { queries } from "../../world/database/scope.ts";

export interface MyPerson {
  readonly kind: string;
  readonly first_name: string;
  readonly last_name: string;
  /** The last four digits alone: the whole number never leaves the database. */
  readonly pesel_end: string | null;
  readonly street_address: string | null;
  readonly postal_code: string | null;
  readonly city: string | null;
  readonly correspondence_address: string | null;
  readonly email: string | null;
  readonly telephone: string | null;
  readonly login: string | null;
  readonly member_number: string | null;
  readonly member_since: PlainDate | null;
}

/** The person who asks. */
export function myPerson() {
  return sql<MyPerson>`
    select p.kind, p.first_name, p.last_name, nullif(right(d.pesel, 4), '') as pesel_end, d.street_address, d.postal_code, d.city,
           d.correspondence_address, d.email, d.telephone, l.name as login, m.number as member_number, lower(m.during) as member_since
    from app.person p
    left join app.person_detail d on d.cooperative_id = p.cooperative_id and d.person_id = p.id
    left join app.login l on l.cooperative_id = p.cooperative_id and l.person_id = p.id
    left join app.membership m on m.cooperative_id = p.cooperative_id and m.person_id = p.id and m.during @> current_date
    where p.cooperative_id = (select app.my_cooperative()) and p.id = (select app.me())`.compile(queries);
}

export interface MyRight {
  readonly right_id: number;
  readonly unit_id: number;
  readonly unit_kind: string;
  readonly kind: string;
  readonly basis_document: string;
  readonly basis_date: PlainDate | null;
  readonly held_from: PlainDate;
  readonly held_until: PlainDate | null;
  readonly joint_holders: readonly string[];
  readonly usable_area_cm2: number | null;
  readonly persons: number | null;
}

/** The person's rights in all units, present and past, with who held them at the same time. */
export function myRights() {
  return sql<MyRight>`
    select r.id as right_id, r.unit_id, u.kind as unit_kind, r.kind, r.basis_document, r.basis_date,
           min(lower(h.during)) as held_from,
           case when bool_or(upper_inf(h.during)) then null else max(upper(h.during)) end as held_until,
           coalesce((select array_agg(distinct concat_ws(' ', nullif(o.first_name, ''), o.last_name))
                     from app.right_holder j
                     join app.person o on o.cooperative_id = j.cooperative_id and o.id = j.person_id
                     where j.cooperative_id = r.cooperative_id and j.right_id = r.id and j.person_id <> (select app.me())
                       and j.during && range_merge(range_agg(h.during))), '{}') as joint_holders,
           (select s.usable_area_cm2 from app.unit_state s
            where s.cooperative_id = r.cooperative_id and s.unit_id = r.unit_id and s.during && range_merge(range_agg(h.during))
              and lower(s.during) <= current_date
            order by lower(s.during) desc limit 1) as usable_area_cm2,
           (select s.persons from app.unit_state s
            where s.cooperative_id = r.cooperative_id and s.unit_id = r.unit_id and s.during && range_merge(range_agg(h.during))
              and lower(s.during) <= current_date
            order by lower(s.during) desc limit 1) as persons
    from app.right_holder h
    join app.unit_right r on r.cooperative_id = h.cooperative_id and r.id = h.right_id
    join app.unit u on u.cooperative_id = r.cooperative_id and u.id = r.unit_id
    where h.cooperative_id = (select app.my_cooperative()) and h.person_id = (select app.me())
    group by r.cooperative_id, r.id, r.unit_id, u.kind, r.kind, r.basis_document, r.basis_date
    order by held_until desc nulls first, held_from desc`.compile(queries);
}
