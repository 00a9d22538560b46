import { sql } from "kysely";
import type { ScopedTransaction } from "../../world/database/scope.ts";

/** A file that a row of the cooperative names. */
export interface NamedFile {
  /** In the words of the books. */
  readonly place: string;
  /** In hexadecimal. */
  readonly sha256: string;
}

/** Files of the library and of answers to requests, each once for every place that names it. */
export async function listNamedFiles(tx: ScopedTransaction, cooperativeId: number): Promise<NamedFile[]> {
  const { rows } = await sql<NamedFile>`
    select 'dokument ' || d.code || ', wersja ' || v.version as place, encode(v.file_sha256, 'hex') as sha256
    from app.library_version v
    join app.library_document d on d.cooperative_id = v.cooperative_id and d.id = v.document_id
    where v.cooperative_id = ${cooperativeId}
    union all
    select 'wniosek ' || r.id, encode(r.file_sha256, 'hex')
    from app.document_request r
    where r.cooperative_id = ${cooperativeId} and r.file_sha256 is not null
    order by 1`.execute(tx);
  return rows;
}
