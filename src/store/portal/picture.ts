import { sql } from "kysely";
import type { MirrorArea } from "../../domain/mirror/areas.ts";
import type { PlainDate } from "../../domain/values/plain-date.ts";
import { queries } from "../../world/database/scope.ts";

/** What of the cooperative's records another program keeps, and its picture that is shown; null fields: none came yet. */
export interface MyPicture {
  readonly areas: readonly MirrorArea[];
  readonly program: string | null;
  /** As of when the source says its records are, in local time. */
  readonly shows_date: PlainDate | null;
  readonly shows_time: string | null;
}

/** The moment of a picture p as a clock in Poland shows it. */
export const SHOWN_AT = sql`(p.as_of at time zone 'Europe/Warsaw')::date as shows_date,
           to_char(p.as_of at time zone 'Europe/Warsaw', 'FMHH24:MI') as shows_time`;

/** One row, whatever is mirrored. */
export function myPicture() {
  return sql<MyPicture>`
    select coalesce((select array_agg(a.area) from app.mirror_area a where a.cooperative_id = (select app.my_cooperative())), '{}') as areas,
           p.program, ${SHOWN_AT}
    from (select app.my_cooperative() as id) me
    left join app.mirror_picture p on p.cooperative_id = me.id`.compile(queries);
}
