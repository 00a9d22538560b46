import { sql } from "kysely";
import { type DocumentEntry, type ResolvedLinks, resolveLinks } from "../../domain/governance/entries.ts";
import type { PlainDate } from "../../domain/values/plain-date.ts";
import type { ScopedTransaction } from "../../world/database/scope.ts";
import { insertDocument, type KeptDocument, loadDocuments, setFacts } from "../library.ts";
import { setPublished, setWithdrawn } from "../library-changes.ts";
import { learnWords, searchByTitle, titleWords } from "../library-search.ts";
import {
  insertPublication,
  insertVersion,
  type KeptVersion,
  loadVersions,
  type PublicationRow,
  type VersionRole,
} from "../library-versions.ts";
import type { MirrorCount } from "./runs.ts";

/** Why a document is no longer read: nobody vouches for its copy in the library of the other program. */
const NO_LONGER_SIGNED = "bez potwierdzonej kopii w programie spółdzielni";

/** A document of a picture with its file. */
export interface ShelvedDocument extends DocumentEntry {
  readonly file: Pick<KeptVersion, "role" | "sha256" | "fileName" | "byteCount"> & {
    /** Null: the file is kept already. */
    readonly inspected: Pick<KeptVersion, "pages" | "isScan" | "unseen" | "earlierStates"> | null;
  };
  /** Null: nobody vouches for the copy, and nobody outside the office reads it. */
  readonly signed:
    | (Pick<PublicationRow, "confirmedBy" | "confirmedOn" | "findings"> & {
        /** Since when people find it in the library; null: since it is shown here. */
        readonly publishedOn: PlainDate | null;
      })
    | null;
}

export interface ShelvingRun {
  readonly cooperativeId: number;
  readonly runId: number;
  readonly noticedOn: PlainDate;
}

/** A file that is kept, without its text. */
export interface ShelvedFile {
  readonly code: string;
  readonly version: number;
  readonly role: VersionRole;
  readonly sha256: string;
}

/** Every kept file of the library. */
export async function loadShelvedFiles(tx: ScopedTransaction, cooperativeId: number): Promise<ShelvedFile[]> {
  const { rows } = await sql<ShelvedFile>`
    select d.code, v.version, v.role, encode(v.file_sha256, 'hex') as sha256
    from app.library_version v
    join app.library_document d on d.cooperative_id = v.cooperative_id and d.id = v.document_id
    where v.cooperative_id = ${cooperativeId} order by d.code, v.version`.execute(tx);
  return rows;
}

/** The kept file that a document's file is; an unsigned one may be kept in any role. */
export function shelvedAs(
  files: readonly ShelvedFile[],
  { role, sha256 }: Pick<ShelvedFile, "role" | "sha256">,
): ShelvedFile | null {
  return files.find((file) => file.sha256 === sha256 && (role === "original" || file.role === role)) ?? null;
}

/**
 * Brings the library to what a picture says, whole: new documents, new versions of changed files, facts as they are now; copies are read
 * where somebody vouches for them. What it no longer names is marked as gone, and read as before. Under the lock of the library.
 * @param documents each after those it names.
 */
export async function mergeLibrary(
  tx: ScopedTransaction,
  run: ShelvingRun,
  documents: readonly ShelvedDocument[],
): Promise<MirrorCount> {
  const { cooperativeId } = run;
  const library = await loadDocuments(tx, null);
  const kept = new Map(library.map((document) => [document.code, document]));
  const filesOf = Map.groupBy(await loadShelvedFiles(tx, cooperativeId), ({ code }) => code);
  const named = new Map(documents.map((document) => [document.code, document]));
  const idOf = new Map(library.map(({ code, id }) => [code, id]));
  const count = { given: documents.length, inserted: 0, changed: 0, withdrawn: 0 };
  const back = await takeBack(tx, cooperativeId, [...named.keys()]);
  for (const document of documents) {
    if (kept.has(document.code)) continue;
    const { meetingId, feeResolutionId } = document;
    const links = resolveLinks(document, idOf);
    const others = { ...document, repeals: document.repeals.filter((code) => !named.has(code)) };
    const { repeals } = resolveLinks(others, idOf);
    const facts = { ...document.facts, ...links, repeals, code: document.code, meetingId, feeResolutionId };
    idOf.set(document.code, await insertDocument(tx, cooperativeId, facts));
  }
  const endedBy = new Map(documents.flatMap((each) => each.repeals.map((code) => [code, each] as const)));
  for (const document of documents) {
    const wanted = wantedOf(document, endedBy.get(document.code) ?? null, idOf);
    const prior = kept.get(document.code) ?? null;
    const shelf = new Shelf(tx, run, document, wanted, idOf.get(document.code)!);
    const done = await shelf.put(prior, filesOf.get(document.code) ?? []);
    if (prior === null) count.inserted += 1;
    else if (done !== null) count[done] += 1;
    else if (back.has(document.code)) {
      await noteChange(tx, run, "changed", document.code, { goneOn: prior.goneOn }, { goneOn: null });
      count.changed += 1;
    }
  }
  for (const document of library)
    if (!named.has(document.code) && document.goneOn === null) {
      await markGone(tx, run, document);
      count.withdrawn += 1;
    }
  return count;
}

type Wanted = Omit<ResolvedLinks, "repeals"> &
  DocumentEntry["facts"] &
  Pick<DocumentEntry, "meetingId" | "feeResolutionId"> &
  Pick<KeptDocument, "repealedById">;

/** What the picture says of a document, by its own row and by that of the document which ends it. */
function wantedOf(
  document: DocumentEntry,
  endedBy: DocumentEntry | null,
  idOf: ReadonlyMap<string, number>,
): Wanted {
  const { facts, meetingId, feeResolutionId } = document;
  const { amends, consolidates } = resolveLinks(document, idOf);
  const wanted = { ...facts, amends, consolidates, meetingId, feeResolutionId, repealedById: null };
  if (endedBy === null) return wanted;
  const until = facts.validity.until ?? endedBy.facts.validity.from;
  return {
    ...wanted,
    status: "repealed",
    validity: { ...facts.validity, until },
    repealedById: idOf.get(endedBy.code)!,
  };
}

type Said = Readonly<Record<string, unknown>>;

/** One document while it is brought to what the picture says. */
class Shelf {
  readonly #tx: ScopedTransaction;
  readonly #run: ShelvingRun;
  readonly #document: ShelvedDocument;
  readonly #wanted: Wanted;
  readonly #kept: Pick<KeptDocument, "cooperativeId" | "id">;

  constructor(
    tx: ScopedTransaction,
    run: ShelvingRun,
    document: ShelvedDocument,
    wanted: Wanted,
    id: number,
  ) {
    this.#tx = tx;
    this.#run = run;
    this.#document = document;
    this.#wanted = wanted;
    this.#kept = { cooperativeId: run.cooperativeId, id };
  }

  /** @returns what it did to a document that was there; null: it says the same as before. */
  async put(
    prior: KeptDocument | null,
    files: readonly ShelvedFile[],
  ): Promise<"changed" | "withdrawn" | null> {
    const [tx, { file, code }] = [this.#tx, this.#document];
    // What the office took back from people comes back by the office alone.
    const signed = prior?.isWithheld === true ? null : this.#document.signed;
    const [before, after]: [Record<string, unknown>, Record<string, unknown>] = [{}, {}];
    const published = prior?.publishedVersion ?? null;
    const isTakenBack = published !== null && signed === null;
    if (isTakenBack) {
      await setWithdrawn(tx, prior!, this.#run.noticedOn, { reason: NO_LONGER_SIGNED, by: "source" });
      [before.publishedVersion, after.publishedVersion] = [published, null];
    }
    const differing = prior === null ? [] : differingFacts(prior, this.#wanted);
    if (differing.length > 0 || (prior === null && this.#wanted.repealedById !== null))
      await setFacts(tx, this.#kept, this.#wanted);
    for (const [name, was, is] of differing) [before[name], after[name]] = [was, is];
    const isRetitled = differing.some(([name]) => ["title", "number", "topic"].includes(name));
    if (isRetitled) await this.#retitle(published);
    const known = shelvedAs(files, file);
    const version = known?.version ?? (await this.#keepFile(files));
    if (known === null) {
      before.file = files.at(-1)?.sha256 ?? null;
      after.file = file.sha256;
    }
    if (signed !== null && published !== version) {
      await this.#publish(version);
      [before.publishedVersion, after.publishedVersion] = [published, version];
    } else if (signed !== null && signed.publishedOn !== null) {
      const since = prior!.publication!.during.from;
      if (since !== signed.publishedOn) {
        await setPublished(tx, this.#kept, version, signed.publishedOn);
        [before.publishedOn, after.publishedOn] = [since, signed.publishedOn];
      }
    }
    if (prior === null || Object.keys(after).length === 0) return null;
    const action = isTakenBack ? "withdrawn" : "changed";
    await noteChange(tx, this.#run, action, code, before, after);
    return action;
  }

  async #retitle(published: number | null): Promise<void> {
    const { cooperativeId } = this.#kept;
    await searchByTitle(this.#tx, cooperativeId, { ...this.#wanted, id: this.#kept.id });
    if (published !== null) await learnWords(this.#tx, cooperativeId, titleWords(this.#wanted));
  }

  async #keepFile(files: readonly ShelvedFile[]): Promise<number> {
    const { inspected, ...file } = this.#document.file;
    if (inspected === null) throw new Error(`${file.fileName} was not inspected`);
    const version = (files.at(-1)?.version ?? 0) + 1;
    const { cooperativeId, id } = this.#kept;
    const kept = { ...file, ...inspected, version };
    await insertVersion(this.#tx, cooperativeId, { ...this.#wanted, id }, kept, this.#run.noticedOn);
    return version;
  }

  async #publish(version: number): Promise<void> {
    const { cooperativeId, id } = this.#kept;
    const { pages } = (await loadVersions(this.#tx, id)).find((each) => each.version === version)!;
    const { publishedOn, ...signed } = this.#document.signed!;
    await insertPublication(this.#tx, cooperativeId, { documentId: id, version, ...signed });
    await setPublished(this.#tx, this.#kept, version, publishedOn ?? this.#run.noticedOn);
    await learnWords(this.#tx, cooperativeId, [titleWords(this.#wanted), ...pages].join("\n"));
  }
}

/** Facts of which a document says something else now: name, as it was, as it is. */
function differingFacts(kept: KeptDocument, wanted: Wanted): [name: string, was: unknown, is: unknown][] {
  const was: Said = { ...kept, amends: [...kept.amends].sort() };
  const is: Said = { ...wanted, amends: [...wanted.amends].sort() };
  return Object.keys(is)
    .filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]))
    .map((name) => [name, was[name], is[name]]);
}

/** Documents that the source names again are no longer marked as gone. @returns their codes. */
async function takeBack(
  tx: ScopedTransaction,
  cooperativeId: number,
  codes: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ code: string }>`
    update app.library_document set gone_on = null
    where cooperative_id = ${cooperativeId} and gone_on is not null and code = any (${codes}::text[])
    returning code`.execute(tx);
  return new Set(rows.map(({ code }) => code));
}

async function markGone(tx: ScopedTransaction, run: ShelvingRun, document: KeptDocument): Promise<void> {
  const { publishedVersion, code, title, cooperativeId, id } = document;
  await tx
    .updateTable("app.library_document")
    .set({ gone_on: run.noticedOn })
    .where("cooperative_id", "=", cooperativeId)
    .where("id", "=", id)
    .execute();
  await noteChange(tx, run, "withdrawn", code, { title, publishedVersion }, null);
}

async function noteChange(
  tx: ScopedTransaction,
  { cooperativeId, runId, noticedOn }: ShelvingRun,
  action: "changed" | "withdrawn",
  code: string,
  before: Said,
  after: Said | null,
): Promise<void> {
  await tx
    .insertInto("app.mirror_change")
    .values({
      cooperative_id: cooperativeId,
      run_id: runId,
      noticed_on: noticedOn,
      kind: "library-document",
      action,
      code,
      before: JSON.stringify(before),
      after: after === null ? null : JSON.stringify(after),
    })
    .execute();
}
