import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import type pg from "pg";
import { LIBRARY_TABLE } from "../../../src/formats/mirror-package/library-index.ts";
import type { FileStore } from "../../../src/world/files.ts";
import { type PackageRow, writeTable } from "./write-package.ts";

/** The file that another program would hand over: the copy that people read, else the last original, which nobody signed. */
const LIBRARY_ROWS = `
  select d.code, d.code || '.pdf' as file, d.kind, d.organ, d.number, d.dated_on::text as date, d.title, d.year::text, d.status, d.topic,
    lower(d.validity)::text as first_day, (upper(d.validity) - 1)::text as last_day, p.code as property, b.code as building,
    coalesce(d.visibility, case when d.status <> 'draft' then w.audience end) as visibility,
    coalesce(g.code, r.code) as audience,
    (select string_agg(o.code, ' ' order by o.id) from app.library_amendment a
     join app.library_document o on o.cooperative_id = a.cooperative_id and o.id = a.amends_document_id
     where a.cooperative_id = d.cooperative_id and a.document_id = d.id) as amends,
    c.code as consolidates,
    (select string_agg(o.code, ' ' order by o.id) from app.library_document o
     where o.cooperative_id = d.cooperative_id and o.repealed_by_document_id = d.id) as repeals,
    m.code as meeting, f.code as fee_resolution, case when d.concerns_debt then 'yes' end as persons_debt,
    k.confirmed_by, k.confirmed_on::text, case when k.confirmed_by is not null then v.sha256 end as confirmed_sha256,
    d.published_on::text, v.sha256
  from app.library_document d
  join lateral (
    select v.version, encode(v.file_sha256, 'hex') as sha256 from app.library_version v
    where v.cooperative_id = d.cooperative_id and v.document_id = d.id and v.version = coalesce(d.published_version, v.version)
    order by v.version desc limit 1) v on true
  left join lateral (
    select k.confirmed_by, k.confirmed_on from app.library_publication k
    where k.cooperative_id = d.cooperative_id and k.document_id = d.id and k.version = d.published_version
    order by k.created_at desc limit 1) k on true
  left join app.property p on p.cooperative_id = d.cooperative_id and p.id = d.property_id
  left join app.building b on b.cooperative_id = d.cooperative_id and b.id = d.building_id
  left join app.library_group g on g.cooperative_id = d.cooperative_id and g.id = d.group_id
  left join app.person r on r.cooperative_id = d.cooperative_id and r.id = d.person_id
  left join app.library_widening w on w.cooperative_id = d.cooperative_id and w.kind = d.kind
  left join app.library_document c on c.cooperative_id = d.cooperative_id and c.id = d.consolidates_document_id
  left join app.general_meeting m on m.cooperative_id = d.cooperative_id and m.id = d.meeting_id
  left join app.resolution f on f.cooperative_id = d.cooperative_id and f.id = d.resolution_id
  where d.cooperative_id = $1 order by d.id`;

/** The engine's own library of a cooperative as the `library/` folder of a package. */
export async function writeLibrary(
  client: pg.ClientBase,
  cooperativeId: number,
  { folder, files }: { readonly folder: string; readonly files: FileStore },
): Promise<void> {
  const { rows } = await client.query<PackageRow>(LIBRARY_ROWS, [cooperativeId]);
  const shelf = join(folder, "library");
  mkdirSync(shelf, { recursive: true });
  for (const { file, sha256 } of rows) writeFileSync(join(shelf, file!), await buffer(files.read(sha256!)));
  writeTable(
    folder,
    LIBRARY_TABLE,
    rows.map(({ sha256: _file, ...row }) => row),
  );
}
