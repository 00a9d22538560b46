import { createHash } from "node:crypto";
import { firstDay } from "../domain/values/month.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import { accept, type Refusal, type Result, refusal, refuse } from "../domain/values/result.ts";
import { type IndexCells, writeDocumentIndex } from "../formats/document-index/write-index.ts";
import type { MeetingChange } from "../formats/meeting/read-meeting.ts";
import { changeLibraryGroup } from "../operations/change-library-group.ts";
import type { OperationContext, OperatorScope } from "../operations/context.ts";
import { importDocuments } from "../operations/import-documents.ts";
import { listLibrary } from "../operations/list-documents.ts";
import { publishDocument } from "../operations/publish-document.ts";
import { putMeeting } from "../operations/put-meeting.ts";
import { widenVisibility } from "../operations/widen-visibility.ts";
import { withdrawDocument } from "../operations/withdraw-document.ts";
import { findGroup } from "../store/library-settings.ts";
import { inScope } from "../world/database/scope.ts";
import type { DocumentFolder } from "../world/document-folder.ts";
import type { FileStore } from "../world/files.ts";
import { openPdfPress } from "../world/pdf/typst.ts";
import { JOINT_HOLDER } from "./demo-people.ts";
import { demoLibrary } from "./library-documents.ts";
import type { LibraryFacts } from "./library-fees.ts";
import { type DemoDocument, isPersonal, printCopy, printOriginal } from "./library-paper.ts";
import { tellRequests } from "./library-requests.ts";
import { AUDIT_COMMITTEE, WITHDRAWN } from "./library-single.ts";

const SECRETARY = "Sekretarz Zarządu";

/**
 * Fills the demo's library: its meetings, and twelve years of documents, taken in on the first day of the demo's last month. What
 * is there already is recognised, so a run that was killed goes on.
 */
export async function tellLibrary(
  { pools, today }: OperationContext,
  scope: OperatorScope,
  facts: LibraryFacts,
  files: FileStore,
): Promise<void> {
  const openedOn = firstDay(facts.months.at(-1)!);
  const context = { pools, today: () => openedOn };
  const { meetings, documents } = demoLibrary(facts);
  await tellGroup(context, scope, firstDay(facts.months[0]!));
  for (const meeting of meetings) await tellMeeting(context, scope, meeting);
  const { originals, copies } = printFolders(documents);
  done(await importDocuments(context, scope, { folder: originals, role: "original", files }));
  done(await importDocuments(context, scope, { folder: copies, role: "publication", files }));
  await publishAll(context, scope, documents);
  done(await widenVisibility(context, scope, { kind: "cooperative-audit", audience: "public" }));
  await tellRequests({ pools, today }, scope, files);
}

/** Who reads the one document that is for a group. */
async function tellGroup(context: OperationContext, scope: OperatorScope, from: PlainDate): Promise<void> {
  const { code, name } = AUDIT_COMMITTEE;
  if ((await inScope(context.pools.runtime, scope.token, (tx) => findGroup(tx, code))) !== null) return;
  const add = { person: JOINT_HOLDER.code, during: { from, until: null } };
  done(await changeLibraryGroup(context, scope, { code, name, add, end: null }));
}

/** The demo's cooperative keeps every deadline. */
async function tellMeeting(
  context: OperationContext,
  scope: OperatorScope,
  meeting: MeetingChange,
): Promise<void> {
  const { missed } = done(await putMeeting(context, scope, meeting));
  if (missed.length > 0) throw new Error(`a demo meeting was late: ${JSON.stringify(missed)}`);
}

/** What a person would do with a list beside the copy: read what the program points at, confirm, publish. */
async function publishAll(
  context: OperationContext,
  scope: OperatorScope,
  documents: readonly DemoDocument[],
): Promise<void> {
  const every = { organ: null, kind: null, year: null, status: null, isPublished: false, meeting: null };
  const listed = await listLibrary(context, scope, every);
  const waiting = new Set(listed.filter((each) => each.withdrawnOn === null).map(({ code }) => code));
  for (const document of documents) {
    const { code, isPublished } = document;
    if (!isPublished || !waiting.has(code)) continue;
    const { findings, isOriginal } = done(
      await publishDocument(context, scope, { code, version: null, confirmation: null }),
    );
    const findingsShown = findings?.length ?? null;
    const confirmation = {
      confirmedBy: SECRETARY,
      findingsShown,
      originalNeedsNoRedaction: isOriginal && !isPersonal(document),
    };
    done(await publishDocument(context, scope, { code, version: null, confirmation }));
  }
  const isWithdrawn = listed.some(({ code, withdrawnOn }) => code === WITHDRAWN.code && withdrawnOn !== null);
  if (!isWithdrawn) done(await withdrawDocument(context, scope, WITHDRAWN));
}

/** Originals of everything, and what is to be shown: the same file, or a copy without anybody's data. */
function printFolders(documents: readonly DemoDocument[]): {
  readonly originals: DocumentFolder;
  readonly copies: DocumentFolder;
} {
  const press = openPdfPress();
  const originals = documents.map((document) => ({ document, bytes: printOriginal(press, document) }));
  const copies = originals
    .filter(({ document }) => document.isPublished)
    .map(({ document, bytes }) => ({
      document,
      bytes: isPersonal(document) ? printCopy(press, document) : bytes,
    }));
  return { originals: folderOf(originals), copies: folderOf(copies) };
}

/** A folder with its index that never was on disk. */
function folderOf(
  files: readonly { readonly document: DemoDocument; readonly bytes: Uint8Array }[],
): DocumentFolder {
  const byName = new Map(files.map(({ document, bytes }) => [fileName(document), bytes]));
  const rows = files.map(({ document }): IndexCells => {
    const { code, cells } = document;
    return { code, file: fileName(document), ...cells };
  });
  return {
    index: Buffer.from(writeDocumentIndex(rows)),
    names: new Set(byName.keys()),
    read: async (name) => {
      const bytes = byName.get(name);
      if (bytes === undefined) return refuse(refusal("index-file-missing", { file: name }));
      return accept({ name, bytes, sha256: createHash("sha256").update(bytes).digest("hex") });
    },
  };
}

function fileName({ code, cells }: DemoDocument): string {
  return `${cells.date.slice(0, 4)}/${code}.pdf`;
}

/** The demo's facts are right: a refusal here is a bug. */
function done<T, R extends Refusal>(result: Result<T, R>): T {
  if (result.ok) return result.value;
  throw new Error(`the demo's library was refused: ${JSON.stringify(result.refusals.slice(0, 5))}`);
}
