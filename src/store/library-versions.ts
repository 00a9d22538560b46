import { type RawBuilder, sql } from "kysely";
import type { PlainDate } from "../domain/values/plain-date.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";
import { searchVectors, type Titled } from "./library-search.ts";

export const VERSION_ROLES = ["original", "publication"] as const;
export type VersionRole = (typeof VERSION_ROLES)[number];

/** A kept file of a document. */
export interface KeptVersion {
  readonly version: number;
  readonly role: VersionRole;
  /** In hexadecimal. */
  readonly sha256: string;
  readonly fileName: string;
  readonly byteCount: number;
  /** Text page by page; all empty for a scan. */
  readonly pages: readonly string[];
  readonly isScan: boolean;
  /** What the file says where nobody sees it: its properties, notes, fields, bookmarks. */
  readonly unseen: readonly string[];
  /** Former states of itself that the file still holds. */
  readonly earlierStates: number;
}

/** A file that is kept already, and for which document. */
export interface KnownFile {
  readonly code: string;
  readonly title: string;
  readonly version: number;
  readonly role: VersionRole;
  readonly concernsPersonsDebt: boolean;
}

const MINE = sql`(select app.operator_cooperative())`;

const MOST_STATES = 9999;
/** Soft hyphens and marks of no width, with the line end after a hyphen that only broke a word. */
const INVISIBLE = /\u00ad\n?|[\u200b\u2060\ufeff]/gu;

/** Between the pages of a kept text: the search takes it for a space. */
const PAGE_BREAK = "\f";

/** Versions of a document, the first one first. */
export function loadVersions(tx: ScopedTransaction, documentId: number): Promise<KeptVersion[]> {
  return versionsWhere(tx, sql`document_id = ${documentId}`);
}

/** What was found in a file when it was taken in first; null where nothing of the library is that file. */
export async function findInspectedFile(tx: ScopedTransaction, sha256: string): Promise<KeptVersion | null> {
  const [first = null] = await versionsWhere(tx, sql`file_sha256 = decode(${sha256}, 'hex')`);
  return first;
}

async function versionsWhere(tx: ScopedTransaction, condition: RawBuilder<unknown>): Promise<KeptVersion[]> {
  const { rows } = await sql<Omit<KeptVersion, "pages" | "unseen"> & { text: string; unseen: string }>`
    select version, role, encode(file_sha256, 'hex') as sha256, file_name as "fileName", byte_count as "byteCount", text,
      is_scan as "isScan", unseen, earlier_states as "earlierStates"
    from app.library_version
    where cooperative_id = ${MINE} and ${condition} order by version`.execute(tx);
  return rows.map(({ text, unseen, ...version }) => ({
    ...version,
    pages: text.split(PAGE_BREAK),
    unseen: unseen === "" ? [] : unseen.split(PAGE_BREAK),
  }));
}

/** For which documents, and in what roles, a file is kept. */
export async function findFiles(tx: ScopedTransaction, sha256: string): Promise<KnownFile[]> {
  const { rows } = await sql<KnownFile>`
    select d.code, d.title, v.version, v.role, d.concerns_debt as "concernsPersonsDebt"
    from app.library_version v
    join app.library_document d on d.cooperative_id = v.cooperative_id and d.id = v.document_id
    where v.cooperative_id = ${MINE} and v.file_sha256 = decode(${sha256}, 'hex')`.execute(tx);
  return rows;
}

/** Appends a version; only a copy for publication can be searched. */
export async function insertVersion(
  tx: ScopedTransaction,
  cooperativeId: number,
  document: Titled & { readonly id: number },
  { version, role, sha256, fileName, byteCount, pages, isScan, unseen, earlierStates }: KeptVersion,
  addedOn: PlainDate,
): Promise<void> {
  const text = pages.map(keptText).join(PAGE_BREAK);
  const empty = sql<string>`''::tsvector`;
  await tx
    .insertInto("app.library_version")
    .values({
      cooperative_id: cooperativeId,
      document_id: document.id,
      version,
      role,
      file_sha256: Buffer.from(sha256, "hex"),
      file_name: fileName,
      byte_count: byteCount,
      page_count: pages.length,
      text,
      is_scan: isScan,
      unseen: unseen.map(keptText).join(PAGE_BREAK),
      earlier_states: Math.min(earlierStates, MOST_STATES),
      added_on: addedOn,
      ...(role === "publication" ? searchVectors(document, text) : { title_search: empty, search: empty }),
    })
    .execute();
}

/**
 * The database takes neither NUL nor half of a character pair, and a page has no break within. Letters are joined with their accents
 * and words with themselves, so that the search knows them.
 */
function keptText(page: string): string {
  return page
    .toWellFormed()
    .normalize("NFC")
    .replace(INVISIBLE, "")
    .replaceAll("\u0000", "\ufffd")
    .replaceAll(PAGE_BREAK, " ");
}

export interface PublicationRow {
  readonly documentId: number;
  readonly version: number;
  readonly confirmedBy: string;
  readonly confirmedOn: PlainDate;
  /** Kinds of what was pointed at and how often; null: a scan, which cannot be searched. */
  readonly findings: Readonly<Record<string, number>> | null;
}

/** Keeps who confirmed that a version carries no personal data. */
export async function insertPublication(
  tx: ScopedTransaction,
  cooperativeId: number,
  { documentId, version, confirmedBy, confirmedOn, findings }: PublicationRow,
): Promise<void> {
  await tx
    .insertInto("app.library_publication")
    .values({
      cooperative_id: cooperativeId,
      document_id: documentId,
      version,
      confirmed_by: confirmedBy,
      confirmed_on: confirmedOn,
      findings: JSON.stringify(findings),
    })
    .execute();
}
