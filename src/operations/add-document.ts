import { createHash } from "node:crypto";
import { entryProblems, resolveLinks } from "../domain/governance/entries.ts";
import { nextVersion } from "../domain/governance/publication.ts";
import { accept, type Refusal, type Result, refusal, refuse } from "../domain/values/result.ts";
import { readFileName } from "../formats/document-index/index-table.ts";
import { readDocumentIndex } from "../formats/document-index/read-index.ts";
import { type IndexCells, writeDocumentIndex } from "../formats/document-index/write-index.ts";
import {
  findDocument,
  insertDocument,
  type KeptDocument,
  loadDocuments,
  lockLibrary,
  type NewDocument,
} from "../store/library.ts";
import { loadLibraryCodes } from "../store/library-codes.ts";
import { findFiles, insertVersion, loadVersions, type VersionRole } from "../store/library-versions.ts";
import { mirroredRefusals } from "../store/mirror/areas.ts";
import { inScope, type ScopedTransaction } from "../world/database/scope.ts";
import type { FileStore } from "../world/files.ts";
import { inspectPdf } from "../world/pdf/inspect-pdf.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

export interface AddInput {
  readonly code: string;
  /** In the words of the index of a folder; null: a further version of a document that is in the library. */
  readonly facts: Omit<IndexCells, "code" | "file"> | null;
  readonly role: VersionRole;
  readonly file: { readonly name: string; readonly bytes: Uint8Array };
  readonly files: FileStore;
}

export interface AddedDocument {
  readonly code: string;
  readonly title: string;
  readonly version: number;
  readonly role: VersionRole;
  readonly pages: number;
  /** Pictures of pages: people can read it, the search cannot. */
  readonly isScan: boolean;
  /** False: a further version of a document that was in the library. */
  readonly isNewDocument: boolean;
}

/**
 * Adds a PDF to the library: a new document with its first version, or the next version of one that is there. Nobody but the
 * office sees it before a copy is published. Refuses what `inspectPdf`, `readDocumentIndex` and `entryProblems` name, and
 * `library-document-unknown`, `version-known` (of this document, in the same role) and `file-of-other-document` (the same bytes,
 * whatever their role).
 */
export async function addDocument(
  { pools, today }: OperationContext,
  { token, cooperativeId }: OperatorScope,
  input: AddInput,
): Promise<Result<AddedDocument>> {
  const { code, role, file, files } = input;
  const inspected = await inspectPdf(file.bytes);
  const sha256 = createHash("sha256").update(file.bytes).digest("hex");
  return inScope(pools.runtime, token, async (tx) => {
    await lockLibrary(tx, cooperativeId);
    const theirs = await mirroredRefusals(tx, cooperativeId, ["library"]);
    if (theirs.length > 0) return refuse(...theirs);
    const kept = await findDocument(tx, code);
    const entered = await readEntry(tx, input, kept);
    const number = await nextNumber(tx, kept, code, role, sha256);
    if (!inspected.ok || !entered.ok || !number.ok)
      return refuse(...[inspected, entered, number].flatMap((each) => (each.ok ? [] : each.refusals)));
    const document = kept ?? (await enter(tx, cooperativeId, entered.value!));
    const { pages, isScan, unseen, earlierStates } = inspected.value;
    const { sizeBytes: byteCount } = await files.keep(file.bytes);
    const version = { version: number.value, role, sha256, fileName: file.name, byteCount };
    await insertVersion(
      tx,
      cooperativeId,
      document,
      { ...version, pages, isScan, unseen, earlierStates },
      today(),
    );
    const { title } = document;
    const isNewDocument = kept === null;
    return accept({ code, title, version: number.value, role, pages: pages.length, isScan, isNewDocument });
  });
}

async function enter(tx: ScopedTransaction, cooperativeId: number, document: NewDocument) {
  const { title, number, topic } = document;
  return { id: await insertDocument(tx, cooperativeId, document), title, number, topic };
}

/** The new document with the ids of what it names; null where only a version is added. */
async function readEntry(
  tx: ScopedTransaction,
  { code, facts, file }: AddInput,
  kept: KeptDocument | null,
): Promise<Result<NewDocument | null>> {
  if (facts === null) {
    const name = readFileName(file.name);
    const problems: Refusal[] = kept === null ? [refusal("library-document-unknown", { code })] : [];
    if (typeof name !== "string") problems.push(name);
    return problems.length > 0 ? refuse(...problems) : accept(null);
  }
  const library = await loadDocuments(tx, null);
  const audience = facts.visibility === "person" && facts.audience !== undefined ? [facts.audience] : [];
  const review = readDocumentIndex(Buffer.from(writeDocumentIndex([{ ...facts, code, file: file.name }])), {
    ...(await loadLibraryCodes(tx, audience)),
    documents: new Set(library.map((document) => document.code)),
  });
  if (review.problems.length > 0)
    return refuse(...review.problems.map(({ reason, data, column }) => refusal(reason, { ...data, column })));
  const entry = review.documents[0]!;
  const contradictions = entryProblems([entry], library);
  if (contradictions.length > 0) return refuse(...contradictions.map((each) => each.refusal));
  const idOf = new Map(library.map((document) => [document.code, document.id]));
  const { meetingId, feeResolutionId } = entry;
  return accept({ ...entry.facts, ...resolveLinks(entry, idOf), code, meetingId, feeResolutionId });
}

/** The number of the version to come; the same file is recognised wherever it is kept. */
async function nextNumber(
  tx: ScopedTransaction,
  kept: KeptDocument | null,
  code: string,
  role: VersionRole,
  sha256: string,
): Promise<Result<number>> {
  const [elsewhere] = (await findFiles(tx, sha256)).filter((found) => found.code !== code);
  if (elsewhere !== undefined) {
    const { title, version } = elsewhere;
    return refuse(refusal("file-of-other-document", { code: elsewhere.code, title, version }));
  }
  const versions = kept === null ? [] : await loadVersions(tx, kept.id);
  return nextVersion(
    versions.map((each) => ({
      number: each.version,
      digest: each.sha256,
      role: domainRole(each.role),
      findings: null,
    })),
    { digest: sha256, role: domainRole(role) },
  );
}

function domainRole(role: VersionRole) {
  return role === "publication" ? "publication-copy" : role;
}
