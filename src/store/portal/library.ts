import { sql } from "kysely";
import type { DocumentKind, DocumentStatus, Organ } from "../../domain/governance/documents.ts";
import type { PlainDate } from "../../domain/values/plain-date.ts";
import { queries, type ScopedTransaction } from "../../world/database/scope.ts";

/** Row security says which documents these are: published ones that the person who asks may read. */
export const MINE = sql<boolean>`d.cooperative_id = (select app.my_cooperative())`;

/** What lists name a document by. */
export const HEAD = sql`d.id, d.kind, d.organ, d.number, d.dated_on, d.year, d.title, d.topic, d.status, lower(d.validity) as valid_from,
  upper(d.validity) as valid_until, d.consolidates_document_id is not null as is_consolidated, d.gone_on`;

/** A document as lists name it. */
export interface MyDocumentHead {
  readonly id: number;
  readonly kind: DocumentKind;
  readonly organ: Organ;
  readonly number: string | null;
  readonly dated_on: PlainDate;
  readonly year: number;
  readonly title: string;
  readonly topic: string;
  readonly status: DocumentStatus;
  readonly valid_from: PlainDate;
  /** First day on which it no longer holds. */
  readonly valid_until: PlainDate | null;
  readonly is_consolidated: boolean;
  /** Since when the mirrored program no longer has it. */
  readonly gone_on: PlainDate | null;
}

/** Which documents a page of the library lists: those of some organs and kinds, and those of other kinds whatever the organ. */
export interface LibraryShelf {
  readonly organs: readonly Organ[];
  readonly kindsOfOrgans: readonly DocumentKind[];
  readonly kinds: readonly DocumentKind[];
}

function onShelf({ organs, kindsOfOrgans, kinds }: LibraryShelf) {
  return sql<boolean>`((d.organ = any (${organs}::text[]) and d.kind = any (${kindsOfOrgans}::text[])) or d.kind = any (${kinds}::text[]))`;
}

/** Whether the person is a member today, and when their last membership ended. */
export function myMembership() {
  return sql<{ is_member: boolean; ended_on: PlainDate | null }>`
    select app.is_member() as is_member,
           (select max(upper(m.during)) from app.membership m
            where m.cooperative_id = (select app.my_cooperative()) and m.person_id = (select app.me())
              and upper(m.during) <= current_date) as ended_on`.compile(queries);
}

/** How many documents of each organ and kind the person may read. */
export function myDocumentCounts() {
  return sql<{ organ: Organ; kind: DocumentKind; documents: number }>`
    select d.organ, d.kind, count(*)::int as documents from app.library_document d where ${MINE} group by 1, 2`.compile(
    queries,
  );
}

export function myNewestDocuments(limit: number) {
  return sql<MyDocumentHead>`
    select ${HEAD} from app.library_document d where ${MINE} order by d.published_on desc, d.dated_on desc, d.id desc limit ${limit}`.compile(
    queries,
  );
}

/** Years of a shelf's documents, the newest first. */
export function myShelfYears(shelf: LibraryShelf) {
  return sql<{ year: number }>`
    select distinct d.year from app.library_document d where ${MINE} and ${onShelf(shelf)} order by 1 desc`.compile(
    queries,
  );
}

/** Years of all the documents the person may read, the newest first. */
export function myLibraryYears() {
  return sql<{
    year: number;
  }>`select distinct d.year from app.library_document d where ${MINE} order by 1 desc`.compile(queries);
}

/** A year's documents, the newest first. */
export function myShelfOfYear(shelf: LibraryShelf, year: number) {
  return sql<MyDocumentHead>`
    select ${HEAD} from app.library_document d where ${MINE} and ${onShelf(shelf)} and d.year = ${year}
    order by d.dated_on desc, d.number desc, d.id desc`.compile(queries);
}

/** Documents since a day, or those in force on the day of asking. */
export function myPresentShelf(shelf: LibraryShelf, since: PlainDate | null) {
  const isPresent =
    since === null
      ? sql<boolean>`d.status <> 'draft' and d.validity @> current_date`
      : sql<boolean>`d.dated_on > ${since}::date`;
  return sql<MyDocumentHead>`
    select ${HEAD} from app.library_document d where ${MINE} and ${onShelf(shelf)} and ${isPresent}
    order by d.dated_on desc, d.number desc, d.id desc`.compile(queries);
}

/** A document with its text. */
export interface MyDocument extends MyDocumentHead {
  readonly property: string | null;
  readonly building: string | null;
  readonly meeting_code: string | null;
  readonly published_on: PlainDate;
  readonly page_count: number;
  readonly byte_count: number;
  /** Pages parted by a form feed. */
  readonly text: string;
  readonly is_scan: boolean;
  /** Whether it is a resolution behind fee rates. */
  readonly sets_fees: boolean;
}

export function myDocument(id: number) {
  return sql<MyDocument>`
    select ${HEAD}, p.name as property, concat_ws(' ', b.street, b.house_number) as building, m.code as meeting_code, d.published_on,
           v.page_count, v.byte_count, v.text, v.is_scan, d.resolution_id is not null as sets_fees
    from app.library_document d
    join app.library_version v on v.cooperative_id = d.cooperative_id and v.document_id = d.id and v.version = d.published_version
    left join app.property p on p.cooperative_id = d.cooperative_id and p.id = d.property_id
    left join app.building b on b.cooperative_id = d.cooperative_id and b.id = d.building_id
    left join app.general_meeting m on m.cooperative_id = d.cooperative_id and m.id = d.meeting_id
    where ${MINE} and d.id = ${id}`.compile(queries);
}

export interface MyDocumentLink extends MyDocumentHead {
  readonly relation: "amends" | "amended-by" | "consolidates" | "consolidated-by" | "repealed-by" | "repeals";
}

/** Documents that one changes or that change it, as far as the person may read them; the newest first. */
export function myDocumentLinks(id: number) {
  return sql<MyDocumentLink>`
    with linked as (
      select 'amends' as relation, a.amends_document_id as id from app.library_amendment a
      where a.cooperative_id = (select app.my_cooperative()) and a.document_id = ${id}
      union all
      select 'amended-by', a.document_id from app.library_amendment a
      where a.cooperative_id = (select app.my_cooperative()) and a.amends_document_id = ${id}
      union all
      select 'consolidates', d.consolidates_document_id from app.library_document d where ${MINE} and d.id = ${id}
      union all
      select 'consolidated-by', d.id from app.library_document d where ${MINE} and d.consolidates_document_id = ${id}
      union all
      select 'repealed-by', d.repealed_by_document_id from app.library_document d where ${MINE} and d.id = ${id}
      union all
      select 'repeals', d.id from app.library_document d where ${MINE} and d.repealed_by_document_id = ${id})
    select l.relation, ${HEAD}
    from linked l
    join app.library_document d on ${MINE} and d.id = l.id
    order by d.dated_on desc, d.id desc`.compile(queries);
}

/** The person's own record of a document's downloads. */
export function myDownloads(id: number) {
  return sql<{ downloads: number; last_on: string | null }>`
    select count(*)::int as downloads,
           to_char(max(l.downloaded_at) at time zone 'Europe/Warsaw', 'YYYY-MM-DD HH24:MI') as last_on
    from app.library_download l
    where l.cooperative_id = (select app.my_cooperative()) and l.person_id = (select app.me()) and l.document_id = ${id}`.compile(
    queries,
  );
}

export interface MyDocumentFile extends Pick<MyDocumentHead, "kind" | "number" | "dated_on" | "title"> {
  /** In hexadecimal. */
  readonly sha256: string;
  readonly byte_count: number;
}

/** The publication copy of a document, its download recorded; null where there is none for the person who asks. */
export async function takeMyDocument(tx: ScopedTransaction, id: number): Promise<MyDocumentFile | null> {
  const { rows } = await sql<MyDocumentFile & { version: number }>`
    select d.kind, d.number, d.dated_on, d.title, v.version, encode(v.file_sha256, 'hex') as sha256, v.byte_count
    from app.library_document d
    join app.library_version v on v.cooperative_id = d.cooperative_id and v.document_id = d.id and v.version = d.published_version
    where ${MINE} and d.id = ${id}`.execute(tx);
  const file = rows[0];
  if (file === undefined) return null;
  await sql`select app.record_download(${id}, ${file.version})`.execute(tx);
  return file;
}
