import { sql } from "kysely";
import type {
  Concern,
  DocumentKind,
  DocumentStatus,
  LibraryDocument,
  Organ,
  Visibility,
} from "../domain/governance/documents.ts";
import { type PlainDate, plainDate } from "../domain/values/plain-date.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";

/** A document with what the office knows of it besides what decides who reads it. */
export interface KeptDocument extends LibraryDocument {
  readonly code: string;
  readonly publishedVersion: number | null;
  readonly withdrawnOn: PlainDate | null;
  /** The office took it back from people: no picture of another program shows it again. */
  readonly isWithheld: boolean;
  /** Since when the mirrored program no longer names it. */
  readonly goneOn: PlainDate | null;
  readonly repealedById: number | null;
  readonly meetingId: number | null;
  readonly feeResolutionId: number | null;
}

/** A document that is not in the library yet; what it names is there. */
export interface NewDocument
  extends Omit<LibraryDocument, "cooperativeId" | "id" | "publication">,
    Pick<KeptDocument, "code" | "meetingId" | "feeResolutionId"> {
  /** Documents that no longer hold since this one does. */
  readonly repeals: readonly number[];
}

const MINE = sql`(select app.operator_cooperative())`;

/** Makes changes of this cooperative's library follow each other until the transaction ends. */
export async function lockLibrary(tx: ScopedTransaction, cooperativeId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('library', ${cooperativeId}::bigint))`.execute(tx);
}

interface DocumentRow {
  readonly cooperative_id: number;
  readonly id: number;
  readonly code: string;
  readonly kind: DocumentKind;
  readonly organ: Organ;
  readonly number: string | null;
  readonly dated_on: string;
  readonly year: number;
  readonly title: string;
  readonly topic: string;
  readonly status: DocumentStatus;
  readonly valid_from: string;
  readonly valid_until: string | null;
  readonly property_id: number | null;
  readonly building_id: number | null;
  readonly building_property_id: number | null;
  readonly visibility: Visibility["to"] | null;
  readonly group_id: number | null;
  readonly person_id: number | null;
  readonly meeting_id: number | null;
  readonly resolution_id: number | null;
  readonly concerns_debt: boolean;
  readonly published_version: number | null;
  readonly published_on: string | null;
  readonly withdrawn_on: string | null;
  readonly is_withheld: boolean;
  readonly gone_on: string | null;
  readonly repealed_by_document_id: number | null;
  readonly consolidates_document_id: number | null;
  readonly amends: readonly number[];
}

/** Documents of these codes; of null all. In the order of their ids. */
export async function loadDocuments(
  tx: ScopedTransaction,
  codes: readonly string[] | null,
): Promise<KeptDocument[]> {
  const { rows } = await sql<DocumentRow>`
    select d.*, lower(d.validity) as valid_from, upper(d.validity) as valid_until, b.property_id as building_property_id,
      coalesce(a.amends, '{}') as amends
    from app.library_document d
    left join app.building b on b.cooperative_id = d.cooperative_id and b.id = d.building_id
    left join (
      select document_id, array_agg(amends_document_id order by amends_document_id) as amends
      from app.library_amendment where cooperative_id = ${MINE} group by 1) a on a.document_id = d.id
    where d.cooperative_id = ${MINE} and (${codes}::text[] is null or d.code = any (${codes}))
    order by d.id`.execute(tx);
  return rows.map(documentOf);
}

/** Null for an unknown code. */
export async function findDocument(tx: ScopedTransaction, code: string): Promise<KeptDocument | null> {
  return (await loadDocuments(tx, [code]))[0] ?? null;
}

function documentOf(row: DocumentRow): KeptDocument {
  const { published_version: copyId, published_on: publishedOn } = row;
  return {
    cooperativeId: row.cooperative_id,
    id: row.id,
    code: row.code,
    kind: row.kind,
    organ: row.organ,
    number: row.number,
    date: plainDate(row.dated_on),
    year: row.year,
    title: row.title,
    topic: row.topic,
    status: row.status,
    validity: { from: plainDate(row.valid_from), until: dayOrNull(row.valid_until) },
    concern: concernOf(row),
    visibility: visibilityOf(row),
    concernsPersonsDebt: row.concerns_debt,
    amends: row.amends,
    consolidates: row.consolidates_document_id,
    publication:
      copyId === null || publishedOn === null
        ? null
        : { copyId, during: { from: plainDate(publishedOn), until: null } },
    publishedVersion: copyId,
    withdrawnOn: dayOrNull(row.withdrawn_on),
    isWithheld: row.is_withheld,
    goneOn: dayOrNull(row.gone_on),
    repealedById: row.repealed_by_document_id,
    meetingId: row.meeting_id,
    feeResolutionId: row.resolution_id,
  };
}

function concernOf({ property_id, building_id, building_property_id }: DocumentRow): Concern {
  if (building_id !== null)
    return { of: "building", propertyId: building_property_id!, buildingId: building_id };
  return property_id === null ? { of: "cooperative" } : { of: "property", propertyId: property_id };
}

function visibilityOf({ visibility, group_id, person_id }: DocumentRow): Visibility | null {
  if (visibility === null) return null;
  if (visibility === "group") return { to: visibility, groupId: group_id! };
  if (visibility === "person") return { to: visibility, personId: person_id! };
  return { to: visibility };
}

function dayOrNull(text: string | null): PlainDate | null {
  return text === null ? null : plainDate(text);
}

/** Adds a document, notes what it amends, and ends what it repeals. @returns its id. */
export async function insertDocument(
  tx: ScopedTransaction,
  cooperativeId: number,
  document: NewDocument,
): Promise<number> {
  const { validity, amends, repeals } = document;
  const { id } = await tx
    .insertInto("app.library_document")
    .values({ cooperative_id: cooperativeId, code: document.code, ...factColumns(document) })
    .returning("id")
    .executeTakeFirstOrThrow();
  await insertAmendments(tx, cooperativeId, id, amends);
  if (repeals.length > 0)
    await sql`
      update app.library_document d
      set status = 'repealed', repealed_by_document_id = ${id}::int,
          validity = case when upper_inf(d.validity) then daterange(lower(d.validity), ${validity.from}) else d.validity end
      where d.cooperative_id = ${cooperativeId} and d.id = any (${repeals}::int[])`.execute(tx);
  return id;
}

/** Replaces what is known of a document, but for its code and what was published of it. */
export async function setFacts(
  tx: ScopedTransaction,
  { cooperativeId, id }: Pick<KeptDocument, "cooperativeId" | "id">,
  document: Omit<NewDocument, "code" | "repeals"> & Pick<KeptDocument, "repealedById">,
): Promise<void> {
  await tx
    .updateTable("app.library_document")
    .set({ ...factColumns(document), repealed_by_document_id: document.repealedById })
    .where("cooperative_id", "=", cooperativeId)
    .where("id", "=", id)
    .execute();
  await tx
    .deleteFrom("app.library_amendment")
    .where("cooperative_id", "=", cooperativeId)
    .where("document_id", "=", id)
    .execute();
  await insertAmendments(tx, cooperativeId, id, document.amends);
}

function factColumns(document: Omit<NewDocument, "code" | "repeals">) {
  const { concern, visibility, validity } = document;
  return {
    kind: document.kind,
    organ: document.organ,
    number: document.number,
    dated_on: document.date,
    year: document.year,
    title: document.title,
    topic: document.topic,
    status: document.status,
    validity: sql<string>`daterange(${validity.from}, ${validity.until})`,
    property_id: concern.of === "cooperative" ? null : concern.propertyId,
    building_id: concern.of === "building" ? concern.buildingId : null,
    visibility: visibility?.to ?? null,
    group_id: visibility?.to === "group" ? visibility.groupId : null,
    person_id: visibility?.to === "person" ? visibility.personId : null,
    meeting_id: document.meetingId,
    resolution_id: document.feeResolutionId,
    concerns_debt: document.concernsPersonsDebt,
    consolidates_document_id: document.consolidates,
  };
}

async function insertAmendments(
  tx: ScopedTransaction,
  cooperativeId: number,
  id: number,
  amends: readonly number[],
): Promise<void> {
  if (amends.length > 0)
    await sql`insert into app.library_amendment (cooperative_id, document_id, amends_document_id)
      select ${cooperativeId}::int, ${id}::int, amended from unnest(${amends}::int[]) amended`.execute(tx);
}
