import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { DocumentPage } from "../../src/web/resident/document.page.tsx";
import { LibrarySearchPage } from "../../src/web/resident/library-search.page.tsx";
import { LibrarySectionPage } from "../../src/web/resident/library-section.page.tsx";
import type { DocumentView } from "../../src/web/resident/view-models.ts";
import type { TestDatabase } from "./database.ts";
import { accepted } from "./library.ts";
import { countedTotals } from "./mirror/count-rows.ts";
import { openSide, type Side } from "./mirror-equality.ts";
import type { MirrorRows } from "./mirror-package.ts";
import { type Mirrored, wholePicture } from "./mirrored.ts";
import { smallPdf, textPage } from "./pdf.ts";
import { wordsOf } from "./rendered.tsx";
import { wholeBooksToMirror } from "./whole-mirror.ts";

type Cells = Readonly<Record<string, string>>;
export interface Shelved {
  readonly cells: Cells;
  readonly bytes: Uint8Array;
}

export const pdf = (text: string) => smallPdf("", [textPage(text)]);
export const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** A document of the library, public, its copy signed or not. */
export function document(
  code: string,
  bytes: Uint8Array,
  { signed = true, ...more }: { signed?: boolean } & Record<string, unknown> = {},
): Shelved {
  const signature = signed
    ? { confirmed_by: "Anna Sekretarz", confirmed_on: "2026-05-04", confirmed_sha256: digest(bytes) }
    : {};
  const own = {
    code,
    file: `${code}.pdf`,
    kind: "announcement",
    organ: "management-board",
    date: "2026-03-02",
  };
  const shown = { title: `Ogłoszenie ${code}`, status: "in-force", visibility: "public" };
  return { cells: { ...own, ...shown, ...signature, ...(more as Cells) }, bytes };
}

export const THREE = [
  document("OGL-1", pdf("Przeglad gazowy")),
  document("OGL-2", pdf("Mycie klatek")),
  document("OGL-3", pdf("Projekt zmian"), { signed: false }),
];

const HEADINGS = [
  "code",
  "file",
  "kind",
  "organ",
  "number",
  "date",
  "title",
  "status",
  "topic",
  "last_day",
  "property",
  "visibility",
  "audience",
  "repeals",
  "persons_debt",
  "confirmed_by",
  "confirmed_on",
  "confirmed_sha256",
  "confirmed_findings",
  "published_on",
];

/** A cooperative whose library another program keeps, and pictures of it one after the other. */
export class LibraryPictures {
  readonly rows: MirrorRows;
  readonly database: TestDatabase;
  readonly there: Mirrored;
  #side: Side | null = null;
  #mark = 0;

  constructor({ rows, database, there }: Awaited<ReturnType<typeof wholeBooksToMirror>>) {
    this.rows = rows;
    this.database = database;
    this.there = there;
  }

  get mark(): string {
    return String(this.#mark);
  }

  /** The whole picture with these documents beside the books. */
  with(
    documents: readonly Shelved[],
    of: MirrorRows = this.rows,
    more: Readonly<Record<string, Uint8Array>> = {},
    totalled: MirrorRows = of,
  ): string {
    const folder = this.withoutLibrary(of, totalled);
    mkdirSync(join(folder, "library"));
    const lines = documents.map(({ cells }) => HEADINGS.map((name) => cells[name] ?? "").join(";"));
    writeFileSync(join(folder, "library/index.csv"), `${[HEADINGS.join(";"), ...lines].join("\n")}\n`);
    for (const { cells, bytes } of documents) writeFileSync(join(folder, "library", cells.file!), bytes);
    for (const [name, bytes] of Object.entries(more)) writeFileSync(join(folder, "library", name), bytes);
    return folder;
  }

  withoutLibrary(of: MirrorRows = this.rows, totalled: MirrorRows = of): string {
    this.#mark += 1;
    return wholePicture(of, this.mark, countedTotals(totalled.books));
  }

  async shown(documents: readonly Shelved[], of?: MirrorRows) {
    return accepted(await this.there.load(this.with(documents, of)));
  }

  /** What a picture is refused for; nothing of what is kept may have changed. */
  async refused(folder: string): Promise<string[]> {
    const before = await this.everything();
    const loaded = await this.there.load(folder);
    expect(await this.everything()).toEqual(before);
    return loaded.ok ? [] : loaded.refusals.map(({ file, line, reason }) => `${file} ${line} ${reason}`);
  }

  query(text: string) {
    return this.database.asSuperuser(async (client) => (await client.query(text)).rows);
  }

  /** All that is kept of the library, and which picture is shown. */
  everything() {
    return this.query(`select (select jsonb_agg(d order by d.id) from app.library_document d) as documents,
    (select jsonb_agg(v order by v.document_id, v.version) from app.library_version v) as versions,
    (select jsonb_agg(p order by p.created_at) from app.library_publication p) as publications,
    (select jsonb_agg(c order by c.id) from app.mirror_change c) as changes,
    (select mark from app.mirror_picture) as mark`);
  }

  /** Codes and titles that a resident finds in the portal, without what the source no longer has. */
  async read(): Promise<Record<string, string>> {
    const found: [string, string][] = [];
    for (const { code } of await this.query("select code from app.library_document order by code")) {
      const view = await this.open(code);
      if (view?.head.goneOn === null) found.push([code, view.head.title]);
    }
    return Object.fromEntries(found);
  }

  /** The page of a document as a resident opens it; null: there is none. */
  async open(code: string): Promise<DocumentView | null> {
    const { reads, token } = await this.#resident();
    const [{ id }] = (await this.query(`select id from app.library_document where code = '${code}'`)) as [
      { id: number },
    ];
    return (await reads.loadDocument(token, String(id), null)).view;
  }

  /** The words of a document's page, of the list of its section and of a search for it. */
  async pagesOf(code: string): Promise<string[]> {
    const { reads, token } = await this.#resident();
    const document = await this.open(code);
    const { view: section } = await reads.loadLibrarySection(token, document!.section, 2026, null);
    const asked = { typed: "klatek", organ: null, kind: null, year: null };
    const { view: found } = await reads.searchLibrary(token, asked);
    return [
      wordsOf(DocumentPage, document!),
      wordsOf(LibrarySectionPage, section!),
      wordsOf(LibrarySearchPage, found!),
    ];
  }

  changesOf(runId: number) {
    return this.query(
      `select action, code, before, after from app.mirror_change where run_id = ${runId} and kind = 'library-document' order by code`,
    );
  }

  versions() {
    return this.query(`select d.code, v.version, v.role, d.published_version as read, d.withdrawn_reason as withdrawn
    from app.library_version v join app.library_document d on d.id = v.document_id order by 1, 2`);
  }

  async #resident(): Promise<{ readonly reads: Side["reads"]; readonly token: string }> {
    const { cooperativeId } = this.there.scope;
    this.#side ??= await openSide(this.database, "theirs", cooperativeId, ["P1"], "2026-06-20T10:00:00Z");
    return { reads: this.#side.reads, token: this.#side.tokens.get("P1")! };
  }
}

export async function libraryPictures(): Promise<LibraryPictures> {
  return new LibraryPictures(await wholeBooksToMirror());
}
