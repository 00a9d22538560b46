import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDocument } from "../../src/operations/add-document.ts";
import { checkPackage } from "../../src/operations/check-package.ts";
import { verifyBooks } from "../../src/operations/verify-books.ts";
import { setMirroredAreas } from "../../src/store/mirror/areas.ts";
import { DocumentPage } from "../../src/web/resident/document.page.tsx";
import { LibrarySearchPage } from "../../src/web/resident/library-search.page.tsx";
import { LibrarySectionPage } from "../../src/web/resident/library-section.page.tsx";
import { inScope } from "../../src/world/database/scope.ts";
import { openPackageFiles } from "../../src/world/package-files.ts";
import type { TestDatabase } from "../setup/database.ts";
import { accepted, facts } from "../setup/library.ts";
import { countedTotals } from "../setup/mirror/count-rows.ts";
import { openSide, type Side } from "../setup/mirror-equality.ts";
import type { MirrorRows } from "../setup/mirror-package.ts";
import { keptFiles, keptFolder, type Mirrored, wholePicture, withRows } from "../setup/mirrored.ts";
import { smallPdf, textPage } from "../setup/pdf.ts";
import { wordsOf } from "../setup/rendered.tsx";
import { wholeBooksToMirror } from "../setup/whole-mirror.ts";

/** The library of another program comes with its picture: whole or not at all, read where somebody signed the copy, never lost. */

let database: TestDatabase;
let rows: MirrorRows;
let there: Mirrored;
let side: Side;
let mark = 0;

beforeAll(async () => {
  ({ rows, database, there } = await wholeBooksToMirror());
});

afterAll(() => database.close());

type Cells = Readonly<Record<string, string>>;
interface Shelved {
  readonly cells: Cells;
  readonly bytes: Uint8Array;
}

const pdf = (text: string) => smallPdf("", [textPage(text)]);
const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** A document of the library, public, its copy signed or not. */
function document(
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

const THREE = [
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
];

/** The whole picture with these documents beside the books. */
function pictureWith(
  documents: readonly Shelved[],
  of: MirrorRows = rows,
  more: Readonly<Record<string, Uint8Array>> = {},
  totalled: MirrorRows = of,
): string {
  mark += 1;
  const folder = wholePicture(of, String(mark), countedTotals(totalled.books));
  mkdirSync(join(folder, "library"));
  const lines = documents.map(({ cells }) => HEADINGS.map((name) => cells[name] ?? "").join(";"));
  writeFileSync(join(folder, "library/index.csv"), `${[HEADINGS.join(";"), ...lines].join("\n")}\n`);
  for (const { cells, bytes } of documents) writeFileSync(join(folder, "library", cells.file!), bytes);
  for (const [name, bytes] of Object.entries(more)) writeFileSync(join(folder, "library", name), bytes);
  return folder;
}

async function shown(documents: readonly Shelved[], of?: MirrorRows) {
  const loaded = await there.load(pictureWith(documents, of));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusals.slice(0, 5)));
  return loaded.value;
}

async function refused(folder: string): Promise<string[]> {
  const before = await everything();
  const loaded = await there.load(folder);
  expect(await everything()).toEqual(before);
  return loaded.ok ? [] : loaded.refusals.map(({ file, line, reason }) => `${file} ${line} ${reason}`);
}

const OF_BOOKS = "file-of-other-document";

/** What the check says of the package without a database. */
async function checked(folder: string): Promise<string[]> {
  const files = await openPackageFiles(folder);
  const { problems } = await checkPackage(accepted(files));
  return problems.map(({ file, line, reason }) => `${file} ${line} ${reason}`);
}

const query = (text: string) => database.asSuperuser(async (client) => (await client.query(text)).rows);

/** All that is kept of the library, and which picture is shown. */
const everything = () =>
  query(`select (select jsonb_agg(d order by d.id) from app.library_document d) as documents,
    (select jsonb_agg(v order by v.document_id, v.version) from app.library_version v) as versions,
    (select jsonb_agg(p order by p.created_at) from app.library_publication p) as publications,
    (select jsonb_agg(c order by c.id) from app.mirror_change c) as changes,
    (select mark from app.mirror_picture) as mark`);

/** Codes and titles that a resident finds in the portal, without what the source no longer has. */
async function read(): Promise<Record<string, string>> {
  side ??= await openSide(database, "theirs", there.scope.cooperativeId, ["P1"], "2026-06-20T10:00:00Z");
  const ids = await database.asSuperuser(
    async (client) => (await client.query("select id, code from app.library_document order by code")).rows,
  );
  const found: [string, string][] = [];
  for (const { id, code } of ids) {
    const { view } = await side.reads.loadDocument(side.tokens.get("P1")!, String(id), null);
    if (view?.head.goneOn === null) found.push([code, view.head.title]);
  }
  return Object.fromEntries(found);
}

/** The words of a document's page, of the list of its section and of a search for it. */
async function pagesOf(code: string): Promise<string[]> {
  const token = side.tokens.get("P1")!;
  const [{ id }] = (await query(`select id from app.library_document where code = '${code}'`)) as [
    { id: number },
  ];
  const { view: document } = await side.reads.loadDocument(token, String(id), null);
  const { view: section } = await side.reads.loadLibrarySection(token, document!.section, 2026, null);
  const asked = { typed: "klatek", organ: null, kind: null, year: null };
  const { view: found } = await side.reads.searchLibrary(token, asked);
  return [
    wordsOf(DocumentPage, document!),
    wordsOf(LibrarySectionPage, section!),
    wordsOf(LibrarySearchPage, found!),
  ];
}

const changesOf = (runId: number) =>
  query(
    `select action, code, before, after from app.mirror_change where run_id = ${runId} and kind = 'library-document' order by code`,
  );
const versions = () =>
  query(`select d.code, v.version, v.role, d.published_version as read, d.withdrawn_reason as withdrawn
    from app.library_version v join app.library_document d on d.id = v.document_id order by 1, 2`);

describe("a library of another program", () => {
  it("comes with the picture; what nobody signed is kept and not read", async () => {
    const { outcome, counts, runId } = await shown(THREE);
    expect(outcome).toBe("shown");
    expect(counts.library).toEqual({ given: 3, inserted: 3, changed: 0, withdrawn: 0 });
    expect(await read()).toEqual({ "OGL-1": "Ogłoszenie OGL-1", "OGL-2": "Ogłoszenie OGL-2" });
    expect(await versions()).toEqual([
      { code: "OGL-1", version: 1, role: "publication", read: 1, withdrawn: "" },
      { code: "OGL-2", version: 1, role: "publication", read: 1, withdrawn: "" },
      { code: "OGL-3", version: 1, role: "original", read: null, withdrawn: "" },
    ]);
    expect(await changesOf(runId)).toEqual([]);
    for (const { bytes } of THREE) expect(await keptFiles.has(digest(bytes))).toBe(true);
    const verdict = await verifyBooks(there.context, there.scope.cooperativeId, null, keptFiles);
    expect(verdict.differences).toEqual([]);
  });

  it("that says the same again is nothing new", async () => {
    const [before] = await everything();
    const { outcome, counts } = await shown(THREE);
    expect(outcome).toBe("unchanged");
    expect(counts.library).toEqual({ given: 3, inserted: 0, changed: 0, withdrawn: 0 });
    expect((await everything())[0]).toEqual({ ...before, mark: String(mark) });
  });

  it("keeps a changed file as a next version, and reads it once it is signed", async () => {
    const better = pdf("Przeglad gazowy przelozony");
    const stale = document("OGL-1", better, { confirmed_sha256: digest(THREE[0]!.bytes) });
    expect(await refused(pictureWith([stale, ...THREE.slice(1)]))).toEqual([
      "library/index.csv 2 publication-confirmed-other-copy",
    ]);
    const { counts, runId } = await shown([document("OGL-1", better), ...THREE.slice(1)]);
    expect(counts.library).toEqual({ given: 3, inserted: 0, changed: 1, withdrawn: 0 });
    expect((await versions()).slice(0, 2)).toEqual([
      { code: "OGL-1", version: 1, role: "publication", read: 2, withdrawn: "" },
      { code: "OGL-1", version: 2, role: "publication", read: 2, withdrawn: "" },
    ]);
    expect(await changesOf(runId)).toEqual([
      {
        action: "changed",
        code: "OGL-1",
        before: { file: digest(THREE[0]!.bytes), publishedVersion: 1 },
        after: { file: digest(better), publishedVersion: 2 },
      },
    ]);
    const { runId: back, counts: again } = await shown(THREE);
    expect(again.library!.changed).toBe(1);
    expect(await versions()).toHaveLength(4);
    expect((await changesOf(back))[0]!.after).toEqual({ publishedVersion: 1 });
  });

  it("follows a changed title and what ends a document", async () => {
    const ends = document("OGL-4", pdf("Nowy regulamin"), { date: "2026-04-01", repeals: "OGL-1" });
    const { runId } = await shown([
      document("OGL-1", THREE[0]!.bytes, { title: "Przegląd gazowy" }),
      ...THREE.slice(1),
      ends,
    ]);
    expect((await read())["OGL-1"]).toBe("Przegląd gazowy");
    const [change] = await changesOf(runId);
    expect(change).toMatchObject({
      action: "changed",
      before: { title: "Ogłoszenie OGL-1", status: "in-force" },
      after: { title: "Przegląd gazowy", status: "repealed", validity: { until: "2026-04-01" } },
    });
    const again = await shown([
      document("OGL-1", THREE[0]!.bytes, { title: "Przegląd gazowy" }),
      ...THREE.slice(1),
      ends,
    ]);
    expect(again.outcome).toBe("unchanged");
    await shown(THREE);
    expect(
      await query(
        "select status, repealed_by_document_id as by from app.library_document where code = 'OGL-1'",
      ),
    ).toEqual([{ status: "in-force", by: null }]);
  });

  it("marks what it no longer names as gone; it is read as before, and what comes back is marked no more", async () => {
    const { counts, runId } = await shown([THREE[0]!]);
    expect(counts.library).toEqual({ given: 1, inserted: 0, changed: 0, withdrawn: 2 });
    for (const words of await pagesOf("OGL-2"))
      expect(words).toContain("wycofany: usunięty w źródle 16.06.2026");
    expect((await pagesOf("OGL-1"))[0]).not.toContain("usunięty w źródle");
    expect((await versions()).filter(({ code }) => code === "OGL-2" || code === "OGL-3")).toEqual([
      { code: "OGL-2", version: 1, role: "publication", read: 1, withdrawn: "" },
      { code: "OGL-3", version: 1, role: "original", read: null, withdrawn: "" },
    ]);
    expect((await changesOf(runId)).map(({ action, code }) => `${action} ${code}`)).toEqual([
      "withdrawn OGL-2",
      "withdrawn OGL-3",
    ]);
    expect((await shown([THREE[0]!])).outcome).toBe("unchanged");
    const back = await shown(THREE);
    expect(back.counts.library).toEqual({ given: 3, inserted: 0, changed: 2, withdrawn: 0 });
    expect((await changesOf(back.runId))[0]).toMatchObject({
      code: "OGL-2",
      before: { goneOn: "2026-06-16" },
      after: { goneOn: null },
    });
    expect((await pagesOf("OGL-2"))[0]).not.toContain("usunięty w źródle");
  });

  it("takes a copy back that nobody vouches for any longer, also of a document that was gone", async () => {
    await shown([THREE[0]!, THREE[2]!]);
    expect((await pagesOf("OGL-2"))[0]).toContain("usunięty w źródle");
    const unsigned = document("OGL-2", THREE[1]!.bytes, { signed: false });
    const { counts } = await shown([THREE[0]!, unsigned, THREE[2]!]);
    expect(counts.library!.withdrawn).toBe(1);
    const [{ id }] = (await query("select id from app.library_document where code = 'OGL-2'")) as [
      { id: number },
    ];
    expect((await side.reads.loadDocument(side.tokens.get("P1")!, String(id), null)).view).toBeNull();
    expect((await shown([THREE[0]!, unsigned, THREE[2]!])).outcome).toBe("unchanged");
    await shown(THREE);
  });

  it("names a property that comes with the same picture", async () => {
    const property = rows.register.properties[0]!;
    const renamed = {
      ...rows,
      register: {
        ...rows.register,
        properties: [...rows.register.properties, { ...property, code: "N-NOWA" }],
      },
    };
    const { counts } = await shown(
      [...THREE, document("OGL-5", pdf("Na nowej"), { property: "N-NOWA" })],
      renamed,
    );
    expect(counts.library!.inserted).toBe(1);
    await shown(THREE, renamed);
  });
});

const keptCount = () =>
  readdirSync(keptFolder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile()).length;

describe("what is wrong with the library refuses the whole picture", () => {
  const FAULTS: readonly (readonly [string, () => string, string[]])[] = [
    [
      "a PDF with a script",
      () =>
        pictureWith([
          ...THREE,
          document(
            "OGL-6",
            smallPdf("/OpenAction 20 0 R", [
              textPage("Skrypt"),
              "20 0 obj << /S /JavaScript /JS (app.alert\\(1\\)) >> endobj",
            ]),
          ),
        ]),
      ["library/index.csv 5 pdf-with-open-action", "library/index.csv 5 pdf-with-scripts"],
    ],
    [
      "no PDF",
      () => pictureWith([...THREE, document("OGL-6", Buffer.from("nic"))]),
      ["library/index.csv 5 not-a-pdf"],
    ],
    [
      "a row without all of its cells, and a file that no row names",
      () =>
        pictureWith([...THREE, document("OGL-6", pdf("x"), { kind: "inne" })], rows, {
          "obcy.pdf": pdf("y"),
        }),
      ["library/index.csv null folder-file-not-indexed", "library/index.csv 5 not-one-of"],
    ],
    [
      "a signature without a day",
      () => pictureWith([...THREE, document("OGL-6", pdf("x"), { confirmed_on: "" })]),
      ["library/index.csv 5 library-signature-incomplete"],
    ],
    [
      "a decision on a debt that is signed",
      () => pictureWith([...THREE, document("OGL-6", pdf("x"), { persons_debt: "yes" })]),
      ["library/index.csv 5 publication-persons-debt"],
    ],
    [
      "a signer who was shown other findings",
      () => pictureWith([...THREE, document("OGL-6", pdf("PESEL 44051401458"), { confirmed_findings: "0" })]),
      ["library/index.csv 5 publication-findings-not-shown"],
    ],
    [
      "a file of another document",
      () => pictureWith([...THREE.slice(1), document("OGL-6", THREE[0]!.bytes)]),
      ["library/index.csv 4 file-of-other-document"],
    ],
  ];

  it.each(FAULTS)("%s, and the check of the package says so before", async (_name, faulty, told) => {
    const folder = faulty();
    const files = keptCount();
    expect((await refused(folder)).sort()).toEqual([...told].sort());
    expect(keptCount()).toBe(files);
    // What only the books know, no check of a package can say.
    expect((await checked(folder)).sort()).toEqual(told.filter((each) => !each.endsWith(OF_BOOKS)).sort());
  });

  it("the check has nothing to say of a library that is good, or names what only the books know", async () => {
    const shownToGroup = document("OGL-8", pdf("Dla komisji"), { visibility: "group", audience: "KOMISJA" });
    const amending = document("OGL-9", pdf("Po dawnym"), { date: "2026-04-01", repeals: "DAWNY" });
    expect(await checked(pictureWith([...THREE, shownToGroup, amending]))).toEqual([]);
    const inNoProperty = document("OGL-8", pdf("Donikąd"), { property: "N-NIE-MA" });
    expect(await checked(pictureWith([...THREE, inNoProperty]))).toEqual([
      "library/index.csv 5 unknown-reference",
    ]);
  });

  it("and what is wrong with the books leaves the library as it was, and no file that nothing names", async () => {
    const broken = withRows(rows, "posting", (all) => all.slice(1));
    mark += 1;
    const fresh = pdf("Nowe");
    const told = await refused(pictureWith([...THREE, document("OGL-7", fresh)], broken, {}, rows));
    expect(await keptFiles.has(digest(fresh))).toBe(false);
    expect(told.some((each) => each.startsWith("totals.csv"))).toBe(true);
    expect(Object.keys(await read())).toEqual(["OGL-1", "OGL-2"]);
  });
});

describe("whose the library is", () => {
  it("a picture without one leaves it as it is; ours is not changed by a picture, theirs not by us", async () => {
    mark += 1;
    expect(await there.load(wholePicture(rows, String(mark)))).toMatchObject({ ok: true });
    expect(Object.keys(await read())).toEqual(["OGL-1", "OGL-2"]);
    const file = { name: "x.pdf", bytes: pdf("x") };
    const added = { code: "NASZ", facts: facts(), role: "original", file, files: keptFiles } as const;
    expect(await addDocument(there.context, there.scope, added)).toMatchObject({
      ok: false,
      refusals: [{ reason: "area-mirrored" }],
    });
    const { token, cooperativeId } = there.scope;
    const { pools } = there.context;
    await inScope(pools.runtime, token, (tx) =>
      setMirroredAreas(tx, cooperativeId, [
        "register",
        "fees",
        "accounts",
        "virtual-accounts",
        "metering",
        "settlements",
      ]),
    );
    expect(await refused(pictureWith(THREE))).toEqual(["library/index.csv null area-is-ours"]);
  });
});
