import { sql } from "kysely";
import type { ScopedTransaction } from "../../world/database/scope.ts";
import type { MyDocumentFile, MyDocumentHead } from "./library.ts";

/** What a cooperative shows to everybody, the newest first; asked without a session, so that row security leaves nothing else. */
export async function listPublicDocuments(
  tx: ScopedTransaction,
  cooperativeId: number,
): Promise<readonly MyDocumentHead[]> {
  const { rows } = await sql<MyDocumentHead>`
    select d.id, d.kind, d.organ, d.number, d.dated_on, d.year, d.title, d.topic, d.status, lower(d.validity) as valid_from,
           upper(d.validity) as valid_until, d.consolidates_document_id is not null as is_consolidated, d.gone_on
    from app.library_document d
    where d.cooperative_id = ${cooperativeId}
    order by d.dated_on desc, d.number desc, d.id desc`.execute(tx);
  return rows;
}

/** Null for whatever is not public. */
export async function findPublicDocument(
  tx: ScopedTransaction,
  cooperativeId: number,
  id: number,
): Promise<MyDocumentFile | null> {
  const { rows } = await sql<MyDocumentFile>`
    select d.kind, d.number, d.dated_on, d.title, encode(v.file_sha256, 'hex') as sha256, v.byte_count
    from app.library_document d
    join app.library_version v on v.cooperative_id = d.cooperative_id and v.document_id = d.id and v.version = d.published_version
    where d.cooperative_id = ${cooperativeId} and d.id = ${id}`.execute(tx);
  return rows[0] ?? null;
}
