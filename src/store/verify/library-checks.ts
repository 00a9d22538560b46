import { sql } from "kysely";
import type { Check } from "./check.ts";

const PLACE = sql`'dokument ' || d.code`;

/** What the library says of itself: what people read is a copy that somebody confirmed, and no version is missing. */
export const libraryChecks: readonly Check[] = [
  {
    name: "library-shows-a-confirmed-copy",
    differences: (cooperativeId) => sql`
      select ${PLACE} || ', wersja ' || d.published_version as place, 'publication, confirmed' as expected,
             concat_ws(', ', v.role, case when p.confirmed_by <> '' then 'confirmed' end) as found
      from app.library_document d
      left join app.library_version v on v.cooperative_id = d.cooperative_id and v.document_id = d.id and v.version = d.published_version
      left join lateral (
        select p.confirmed_by from app.library_publication p
        where p.cooperative_id = d.cooperative_id and p.document_id = d.id and p.version = d.published_version
          and p.confirmed_on <= d.published_on
        order by p.created_at desc limit 1) p on true
      where d.cooperative_id = ${cooperativeId} and d.published_version is not null
        and (v.role is distinct from 'publication' or coalesce(p.confirmed_by, '') = '')`,
  },
  {
    name: "library-hides-debts-of-persons",
    differences: (cooperativeId) => sql`
      select ${PLACE} as place, null::text as expected, 'wersja ' || p.version as found
      from app.library_document d
      join app.library_publication p on p.cooperative_id = d.cooperative_id and p.document_id = d.id
      where d.cooperative_id = ${cooperativeId} and d.concerns_debt
      union all
      select ${PLACE}, null, 'wersja ' || d.published_version
      from app.library_document d
      where d.cooperative_id = ${cooperativeId} and d.concerns_debt and d.published_version is not null`,
  },
  {
    name: "library-versions-are-without-gaps",
    differences: (cooperativeId) => sql`
      select ${PLACE} as place, count(v.version)::text as expected, coalesce(max(v.version), 0)::text as found
      from app.library_document d
      left join app.library_version v on v.cooperative_id = d.cooperative_id and v.document_id = d.id
      where d.cooperative_id = ${cooperativeId}
      group by d.id, d.code
      having count(v.version) = 0 or count(v.version) <> max(v.version)`,
  },
  {
    name: "library-repealed-has-its-day",
    differences: (cooperativeId) => sql`
      select ${PLACE} as place, 'repealed' as expected, concat_ws(', ', d.status, case when upper_inf(d.validity) then 'without end' end) as found
      from app.library_document d
      where d.cooperative_id = ${cooperativeId} and (d.repealed_by_document_id is not null or d.status = 'repealed')
        and (d.status <> 'repealed' or upper_inf(d.validity))`,
  },
];
