import { sql } from "kysely";
import { queries } from "../../world/database/scope.ts";
import { HEAD, MINE, type MyDocumentHead } from "./library.ts";

/** A document of which a regulation consists: itself, its consolidated texts, and what changes it. */
export interface MyRegulationPart extends MyDocumentHead {
  /** The statute or regulation that was asked about, or of which the text that was asked about is a consolidated one. */
  readonly regulation_id: number;
  readonly consolidates: number | null;
  readonly amends: readonly number[];
}

/** What a statute or regulation consists of, as far as the person may read it; nothing for any other document. */
export function myRegulationParts(id: number) {
  return sql<MyRegulationPart>`
    with recursive regulation as (
      select coalesce(d.consolidates_document_id, d.id) as id from app.library_document d
      where ${MINE} and d.id = ${id} and (d.kind in ('statute', 'regulation') or d.consolidates_document_id is not null)),
    family(id) as (
      select id from regulation
      union
      select a.document_id from app.library_amendment a
      join family f on a.cooperative_id = (select app.my_cooperative()) and a.amends_document_id = f.id)
    select r.id as regulation_id, ${HEAD}, d.consolidates_document_id as consolidates,
           array(select a.amends_document_id from app.library_amendment a
                 where a.cooperative_id = d.cooperative_id and a.document_id = d.id) as amends
    from regulation r
    join app.library_document d on ${MINE} and (d.id in (select id from family) or d.consolidates_document_id = r.id)`.compile(
    queries,
  );
}
