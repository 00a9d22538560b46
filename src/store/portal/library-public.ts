import { sql } from "kysely";
import { queries, type ScopedTransaction } from "../../world/database/scope.ts";
import { HEAD, type MyDocumentFile, type MyDocumentHead } from "./library.ts";
import { type MyPicture, SHOWN_AT } from "./picture.ts";

/** What a cooperative shows to everybody, the newest first; asked without a session, so that row security leaves nothing else. */
export function publicDocuments(cooperativeId: number) {
  return sql<MyDocumentHead>`
    select ${HEAD} from app.library_document d
    where d.cooperative_id = ${cooperativeId}
    order by d.dated_on desc, d.number desc, d.id desc`.compile(queries);
}

/** One row where another program keeps the library of the cooperative, as `myPicture` tells it to people who signed in; else none. */
export function publicLibraryPicture(cooperativeId: number) {
  return sql<MyPicture>`
    select '{library}'::text[] as areas, p.program, ${SHOWN_AT}
    from app.public_library_picture(${cooperativeId}) p`.compile(queries);
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
