import { entryProblems, orderEntries, resolveLinks } from "../domain/governance/entries.ts";
import { accept, type Refusal, type Result, refusal, refuse } from "../domain/values/result.ts";
import { INDEX_FILE } from "../formats/document-index/index-table.ts";
import {
  type IndexedDocument,
  type IndexReview,
  readDocumentIndex,
} from "../formats/document-index/read-index.ts";
import type { PackageProblem } from "../formats/package/problem.ts";
import {
  findDocument,
  insertDocument,
  type KeptDocument,
  loadDocuments,
  lockLibrary,
} from "../store/library.ts";
import { loadLibraryCodes } from "../store/library-codes.ts";
import {
  findFiles,
  findInspectedFile,
  insertVersion,
  type KnownFile,
  loadVersions,
  type VersionRole,
} from "../store/library-versions.ts";
import { mirroredRefusals } from "../store/mirror/areas.ts";
import { inScope } from "../world/database/scope.ts";
import type { DocumentFolder } from "../world/document-folder.ts";
import type { FileStore } from "../world/files.ts";
import { inspectEach } from "../world/pdf/inspect-files.ts";
import type { InspectedPdf, PdfInspector } from "../world/pdf/inspect-pdf.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

export interface FolderInput {
  readonly folder: DocumentFolder;
  /** What the files of this folder are. */
  readonly role: VersionRole;
  readonly files: FileStore;
}

export interface ImportedFolder {
  /** Documents that are new in the library. */
  readonly documents: number;
  /** Files added now, those of new documents included. */
  readonly added: number;
  /** Files that were in the library already. */
  readonly known: number;
  /** Codes of added files that are scans without text. */
  readonly scans: readonly string[];
}

/**
 * Adds a folder of PDF files by its index. Everything that is wrong with any row or file is told at once and nothing is written;
 * then it writes document by document, so that what stops it leaves whole documents only and the same command does the rest: files that
 * are there are recognised. Refuses what `readDocumentIndex`, `entryProblems`, `orderEntries` and `openPdfInspector` name, and
 * `index-file-missing`, `folder-file-not-indexed`, `index-same-content`, `file-of-other-document`, `index-file-changed`.
 */
export async function importDocuments(
  context: OperationContext,
  scope: OperatorScope,
  input: FolderInput,
): Promise<Result<ImportedFolder, PackageProblem>> {
  const { folder, role } = input;
  const books = await inScope(context.pools.runtime, scope.token, async (tx) => ({
    library: await loadDocuments(tx, null),
    codes: await loadLibraryCodes(tx, null),
    theirs: await mirroredRefusals(tx, scope.cooperativeId, ["library"]),
  }));
  if (books.theirs.length > 0) return refuse(...books.theirs.map((each) => inIndex(null, null, each)));
  const known = { ...books.codes, documents: new Set(books.library.map(({ code }) => code)) };
  const review = readDocumentIndex(folder.index, known);
  const problems = [...review.problems];
  const ordered = orderEntries(review.documents);
  problems.push(
    ...(review.isCut ? [] : notIndexed(folder, [...review.documents, ...review.otherFiles])),
    ...contradictions(judgeable(review.documents, known.documents), books.library),
    ...(ordered.ok ? [] : ordered.refusals.map((each) => inIndex(null, null, each))),
  );
  const inspected = await inspectAll(context, scope, review, input);
  problems.push(...inspected.problems);
  if (problems.length > 0 || !ordered.ok) return refuse(...problems.sort(byLine));
  return write(context, scope, { ...input, role }, ordered.value, inspected.files);
}

/** A file of a row; without a code where the row cannot be read otherwise. */
interface NamedFile {
  readonly line: number;
  readonly file: string;
  readonly code: string | null;
}

/** A file with what was found in it; no inspection where it is in the library already. */
interface InspectedFile {
  readonly sha256: string;
  readonly pdf: InspectedPdf | null;
}

async function inspectAll(
  { pools, progress }: OperationContext,
  { token }: OperatorScope,
  { documents, otherFiles }: Pick<IndexReview, "documents" | "otherFiles">,
  { folder, role }: FolderInput,
): Promise<{
  readonly files: ReadonlyMap<string, InspectedFile>;
  readonly problems: readonly PackageProblem[];
}> {
  const files = new Map<string, InspectedFile>();
  const problems: PackageProblem[] = [];
  const firstWith = new Map<string, string>();
  const waiting: NamedFile[] = [...documents, ...otherFiles.map((each) => ({ ...each, code: null }))];
  const total = waiting.length + documents.length;
  let done = 0;
  const inspectNext = async (document: NamedFile, inspector: PdfInspector): Promise<readonly Refusal[]> => {
    const file = await folder.read(document.file);
    if (!file.ok) return file.refusals;
    const { sha256, bytes } = file.value;
    const first = firstWith.get(sha256);
    if (first !== undefined) return [refusal("index-same-content", { file: document.file, first })];
    firstWith.set(sha256, document.file);
    const { kept, inspected } = await inScope(pools.runtime, token, async (tx) => ({
      kept: await findFiles(tx, sha256),
      inspected: await findInspectedFile(tx, sha256),
    }));
    const other = kept.find(({ code }) => code !== (document.code ?? code));
    if (other !== undefined) return [elsewhere(other)];
    const isKnown = kept.some((each) => each.role === role);
    // An original that is to be published as it is was looked at when it was taken in.
    const pdf = isKnown ? accept(null) : inspected ? accept(inspected) : await inspector.inspect(bytes);
    if (!pdf.ok) return pdf.refusals;
    if (document.code !== null) files.set(document.code, { sha256, pdf: pdf.value });
    return [];
  };
  await inspectEach(waiting, async (document, inspector) => {
    const found = await inspectNext(document, inspector);
    problems.push(...found.map((each) => inIndex(document.line, "file", each)));
    done += 1;
    progress?.(done, total);
  });
  return { files, problems };
}

async function write(
  context: OperationContext,
  scope: OperatorScope,
  input: FolderInput,
  ordered: readonly IndexedDocument[],
  inspected: ReadonlyMap<string, InspectedFile>,
): Promise<Result<ImportedFolder, PackageProblem>> {
  const tally = { documents: 0, added: 0, known: 0, scans: [] as string[] };
  for (const [index, document] of ordered.entries()) {
    const file = inspected.get(document.code)!;
    const added = await writeOne(context, scope, input, document, file);
    if (!added.ok) return refuse(...added.refusals.map((each) => inIndex(document.line, "file", each)));
    tally[added.value.isKnown ? "known" : "added"] += 1;
    if (added.value.isNewDocument) tally.documents += 1;
    if (!added.value.isKnown && file.pdf?.isScan) tally.scans.push(document.code);
    context.progress?.(ordered.length + index + 1, ordered.length * 2);
  }
  return accept(tally);
}

/** One document with its file, or nothing of it. */
async function writeOne(
  { pools, today }: OperationContext,
  { token, cooperativeId }: OperatorScope,
  { folder, role, files }: FolderInput,
  document: IndexedDocument,
  { sha256, pdf }: InspectedFile,
): Promise<Result<{ readonly isKnown: boolean; readonly isNewDocument: boolean }>> {
  if (pdf === null) return accept({ isKnown: true, isNewDocument: false });
  const file = await folder.read(document.file);
  if (!file.ok) return file;
  if (file.value.sha256 !== sha256) return refuse(refusal("index-file-changed", { file: document.file }));
  return inScope(pools.runtime, token, async (tx) => {
    await lockLibrary(tx, cooperativeId);
    const theirs = await mirroredRefusals(tx, cooperativeId, ["library"]);
    if (theirs.length > 0) return refuse(...theirs);
    const known = await findFiles(tx, sha256);
    const other = known.find(({ code }) => code !== document.code);
    if (other !== undefined) return refuse(elsewhere(other));
    if (known.some((each) => each.role === role)) return accept({ isKnown: true, isNewDocument: false });
    const kept = await findDocument(tx, document.code);
    const named = [
      ...document.amends,
      ...document.repeals,
      ...(document.consolidates === null ? [] : [document.consolidates]),
    ];
    const idOf = new Map((await loadDocuments(tx, named)).map(({ code, id }) => [code, id]));
    const entry = { ...document, ...document.facts, ...resolveLinks(document, idOf) };
    const id = kept?.id ?? (await insertDocument(tx, cooperativeId, entry));
    const version =
      kept === null ? 1 : Math.max(...(await loadVersions(tx, id)).map((each) => each.version)) + 1;
    const { sizeBytes: byteCount } = await files.keep(file.value.bytes);
    const fileName = document.file.split("/").at(-1)!;
    const { title, number, topic } = document.facts;
    await insertVersion(
      tx,
      cooperativeId,
      { id, title, number, topic },
      { ...pdf, version, role, sha256, fileName, byteCount },
      today(),
    );
    return accept({ isKnown: false, isNewDocument: kept === null });
  });
}

function notIndexed(
  { names }: DocumentFolder,
  documents: readonly { readonly file: string }[],
): PackageProblem[] {
  const indexed = new Set(documents.map(({ file }) => file));
  return [...names]
    .filter((name) => !indexed.has(name))
    .map((name) => inIndex(null, null, refusal("folder-file-not-indexed", { file: name })));
}

/** What would only follow from a row that cannot be read is not held against the others. */
function judgeable(
  documents: readonly IndexedDocument[],
  library: ReadonlySet<string>,
): readonly IndexedDocument[] {
  const read = new Set(documents.map(({ code }) => code));
  return documents.filter(({ amends, repeals, consolidates }) =>
    [...amends, ...repeals, ...(consolidates === null ? [] : [consolidates])].every(
      (code) => read.has(code) || library.has(code),
    ),
  );
}

function contradictions(
  documents: readonly IndexedDocument[],
  library: readonly KeptDocument[],
): PackageProblem[] {
  const lineOf = new Map(documents.map(({ code, line }) => [code, line]));
  return entryProblems(documents, library).map(({ code, refusal: found }) =>
    inIndex(lineOf.get(code)!, null, found),
  );
}

function elsewhere({ code, title, version }: KnownFile): Refusal {
  return refusal("file-of-other-document", { code, title, version });
}

function inIndex(line: number | null, column: string | null, { reason, data }: Refusal): PackageProblem {
  return { file: INDEX_FILE, line, column, reason, data };
}

function byLine(a: PackageProblem, b: PackageProblem): number {
  return (a.line ?? 0) - (b.line ?? 0);
}
