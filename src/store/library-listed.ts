import { sql } from "kysely";
import type { ScopedTransaction } from "../world/database/scope.ts";

/** Which documents the office lists; null: any. */
export interface ListedBy {
  readonly organ: string | null;
  readonly kind: string | null;
  readonly year: number | null;
  readonly status: string | null;
  /** Published ones, or those that nobody outside the office sees. */
  readonly isPublished: boolean | null;
  /** Code of a General Meeting. */
  readonly meeting: string | null;
}

export interface ListedDocument {
  readonly code: string;
  readonly kind: string;
  readonly organ: string;
  readonly number: string | null;
  readonly date: string;
  readonly year: number;
  readonly title: string;
  readonly status: string;
  /** Null: as documents of its kind. */
  readonly visibility: string | null;
  readonly concernsPersonsDebt: boolean;
  readonly versions: number;
  readonly publishedVersion: number | null;
  readonly publishedOn: string | null;
  readonly withdrawnOn: string | null;
  readonly withdrawnReason: string;
  readonly goneOn: string | null;
  /** Its latest file is a scan without text. */
  readonly isScan: boolean;
  readonly meeting: string | null;
}

/** Documents with what became of them, the newest first. */
export async function listDocuments(tx: ScopedTransaction, by: ListedBy): Promise<ListedDocument[]> {
  const { rows } = await sql<ListedDocument>`
    select d.code, d.kind, d.organ, d.number, d.dated_on as date, d.year, d.title, d.status, d.visibility,
      d.concerns_debt as "concernsPersonsDebt", v.versions, d.published_version as "publishedVersion",
      d.published_on as "publishedOn", d.withdrawn_on as "withdrawnOn", d.withdrawn_reason as "withdrawnReason",
      d.gone_on as "goneOn",
      v.is_scan as "isScan", m.code as meeting
    from app.library_document d
    join (select document_id, count(*)::int as versions, (array_agg(is_scan order by version desc))[1] as is_scan
          from app.library_version where cooperative_id = (select app.operator_cooperative()) group by 1) v on v.document_id = d.id
    left join app.general_meeting m on m.cooperative_id = d.cooperative_id and m.id = d.meeting_id
    where d.cooperative_id = (select app.operator_cooperative())
      and (${by.organ}::text is null or d.organ = ${by.organ}) and (${by.kind}::text is null or d.kind = ${by.kind})
      and (${by.year}::int is null or d.year = ${by.year}) and (${by.status}::text is null or d.status = ${by.status})
      and (${by.isPublished}::boolean is null or (d.published_version is not null) = ${by.isPublished})
      and (${by.meeting}::text is null or m.code = ${by.meeting})
    order by d.dated_on desc, d.id desc`.execute(tx);
  return rows;
}
