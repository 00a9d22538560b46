import { orderEntries } from "../domain/governance/entries.ts";
import type { MirrorArea } from "../domain/mirror/areas.ts";
import type { CooperativeFacts } from "../domain/register/facts.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import { type LibraryEntry, readLibraryIndex } from "../formats/mirror-package/library-index.ts";
import {
  inIndex,
  judgeEntries,
  judgeSignature,
  type NamedFile,
  namedFiles,
  notIndexed,
} from "../formats/mirror-package/library-problems.ts";
import { LIBRARY_FOLDER, LIBRARY_INDEX } from "../formats/mirror-package/mirror-files.ts";
import type { MirrorFiles, MirrorPackage } from "../formats/mirror-package/read-mirror-package.ts";
import type { PackageProblem } from "../formats/package/problem.ts";
import { type KeptDocument, loadDocuments, lockLibrary } from "../store/library.ts";
import { type LibraryCodes, loadLibraryCodes } from "../store/library-codes.ts";
import { type KeptVersion, loadVersions, type VersionRole } from "../store/library-versions.ts";
import { loadMirroredAreas } from "../store/mirror/areas.ts";
import {
  loadShelvedFiles,
  mergeLibrary,
  type ShelvedDocument,
  type ShelvedFile,
  shelvedAs,
} from "../store/mirror/library.ts";
import type { MirrorCount } from "../store/mirror/runs.ts";
import { listNamedFiles } from "../store/verify/kept-files.ts";
import { inScope, type ScopedTransaction } from "../world/database/scope.ts";
import type { FileForNow, FileStore } from "../world/files.ts";
import { inspectEach } from "../world/pdf/inspect-files.ts";
import type { InspectedPdf, PdfInspector } from "../world/pdf/inspect-pdf.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

/** The documents of a picture, looked at and kept before it is loaded. */
export interface InspectedLibrary {
  readonly problems: readonly PackageProblem[];
  /** Brings the library to what the picture says, in the transaction that shows it. */
  readonly shelve: (
    tx: ScopedTransaction,
    run: { readonly runId: number; readonly noticedOn: PlainDate },
  ) => Promise<Result<MirrorCount, PackageProblem>>;
  /** The picture is shown: its files stay. */
  readonly settle: () => Promise<void>;
  /** Takes away the files that were kept for this picture, when it will not be shown. */
  readonly discard: () => Promise<void>;
}

/**
 * Looks at every file of a picture's library, each PDF in the inspecting process, and keeps those that may be kept: files nobody reads
 * until `shelve` names them. All problems of the index and of the files are told at once. Null: the picture has no library, and what is
 * known stands. Where it throws, nothing of the picture is kept. Before all that, what a killed run left of its files is taken away.
 * Refuses `area-is-ours` and what `readLibraryIndex`, `entryProblems`, `orderEntries`, `openPdfInspector` and `publicationProblems` name,
 * and `index-file-missing`, `folder-file-not-indexed`, `index-same-content`, `file-of-other-document`, `debt-mark-stays`.
 * @param breathe asked after each file; throws where somebody asked to cancel.
 */
export async function inspectMirrorLibrary(
  context: OperationContext,
  scope: OperatorScope,
  store: FileStore,
  files: MirrorFiles,
  { library: names, review }: Pick<MirrorPackage, "library" | "review">,
  breathe: () => Promise<void>,
): Promise<InspectedLibrary | null> {
  await removeLeft(context, scope, store);
  if (names.length === 0) return null;
  const kept = await inScope(context.pools.runtime, scope.token, (tx) => loadKept(tx, scope));
  if (!kept.areas.includes("library")) return useless([inIndex(null, null, areaIsOurs)]);
  const index = names.includes(LIBRARY_INDEX) ? await files.read(LIBRARY_INDEX) : null;
  if (index === null) return useless([]);
  if (!index.ok) return useless(index.refusals.map((each) => inIndex(null, null, each)));
  const { bytes } = index.value;
  const codes = review === null ? kept.codes : withCodesToCome(kept.codes, review.facts);
  const read = readLibraryIndex(bytes, { ...codes, documents: codesOf(kept.documents) });
  const looking = new Looking(context, scope, { store, files, kept });
  try {
    await inspectEach(namedFiles(read), async (each, inspector) => {
      await looking.at(each, inspector);
      await breathe();
    });
  } catch (error) {
    await looking.discard();
    throw error;
  }
  const problems = [
    ...read.problems,
    ...judgeEntries(read, kept.documents),
    ...notIndexed(names, read),
    ...looking.problems,
  ].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return {
    problems,
    shelve: (tx, run) => shelve(tx, { ...run, ...scope }, bytes, looking.found),
    settle: () => looking.settle(),
    discard: () => looking.discard(),
  };
}

const areaIsOurs = refusal("area-is-ours", { area: "library" });

const nothing = async () => {};

function useless(problems: readonly PackageProblem[]): InspectedLibrary {
  return { problems, shelve: async () => refuse(...problems), settle: nothing, discard: nothing };
}

/** Under whose name a cooperative's files are kept until its picture is shown. */
function ownerOf({ cooperativeId }: OperatorScope): string {
  return `mirror-${cooperativeId}`;
}

/**
 * Takes away what a killed or broken run left: files kept for a picture that nothing names. One run at a time has the installation's place
 * (`holdMirror`), so whoever kept them is gone; the office waits for the lock of the library, and what it has kept of the same content
 * since is another file.
 */
async function removeLeft(
  { pools }: OperationContext,
  scope: OperatorScope,
  store: FileStore,
): Promise<void> {
  const left = await store.leftForNow(ownerOf(scope));
  if (left.length === 0) return;
  await inScope(pools.runtime, scope.token, async (tx) => {
    await lockLibrary(tx, scope.cooperativeId);
    const named = new Set((await listNamedFiles(tx, scope.cooperativeId)).map(({ sha256 }) => sha256));
    for (const file of left) await (named.has(file.sha256) ? file.settle() : file.discard());
  });
}

/** What the library has before the picture. */
interface KeptLibrary {
  readonly areas: readonly MirrorArea[];
  readonly documents: readonly KeptDocument[];
  readonly codes: LibraryCodes;
  readonly files: readonly ShelvedFile[];
}

async function loadKept(tx: ScopedTransaction, { cooperativeId }: OperatorScope): Promise<KeptLibrary> {
  return {
    areas: await loadMirroredAreas(tx, cooperativeId),
    documents: await loadDocuments(tx, null),
    codes: await loadLibraryCodes(tx, null),
    files: await loadShelvedFiles(tx, cooperativeId),
  };
}

function codesOf(documents: readonly KeptDocument[]): ReadonlySet<string> {
  return new Set(documents.map(({ code }) => code));
}

/** Codes that the register of the same picture brings: they are judged before they have an id. */
function withCodesToCome(codes: LibraryCodes, facts: CooperativeFacts): LibraryCodes {
  const place = (row: number) => -2 - row;
  const coming = (kind: { readonly code: readonly string[] }, known: ReadonlyMap<string, number>) =>
    new Map([...kind.code.map((code, row) => [code, place(row)] as const), ...known]);
  const properties = coming(facts.properties, codes.properties);
  const buildings = facts.buildings.code.map((code, row) => {
    const property = facts.properties.code[facts.buildings.property[row]!]!;
    return [code, { id: place(row), propertyId: properties.get(property)! }] as const;
  });
  return {
    ...codes,
    properties,
    buildings: new Map([...buildings, ...codes.buildings]),
    people: coming(facts.people, codes.people),
    feeResolutions: coming(facts.resolutions, codes.feeResolutions),
  };
}

type FoundFile = Pick<ShelvedDocument, "file" | "signed">;

/** Reads, inspects and keeps files one by one. */
class Looking {
  readonly problems: PackageProblem[] = [];
  readonly found = new Map<string, FoundFile>();
  readonly #context: OperationContext;
  readonly #scope: OperatorScope;
  readonly #from: { readonly store: FileStore; readonly files: MirrorFiles; readonly kept: KeptLibrary };
  readonly #firstWith = new Map<string, string>();
  readonly #kept: FileForNow[] = [];

  constructor(
    context: OperationContext,
    scope: OperatorScope,
    from: { readonly store: FileStore; readonly files: MirrorFiles; readonly kept: KeptLibrary },
  ) {
    this.#context = context;
    this.#scope = scope;
    this.#from = from;
  }

  async at(named: NamedFile, inspector: PdfInspector): Promise<void> {
    const looked = await this.#look(named, inspector);
    if (!looked.ok) this.problems.push(...looked.refusals.map((each) => inIndex(named.line, "file", each)));
  }

  async settle(): Promise<void> {
    for (const file of this.#kept) await file.settle();
  }

  async discard(): Promise<void> {
    for (const file of this.#kept) await file.discard();
  }

  async #look(named: NamedFile, inspector: PdfInspector): Promise<Result<null>> {
    const { files, kept, store } = this.#from;
    const name = LIBRARY_FOLDER + named.file;
    if (!files.names.includes(name)) return refuse(refusal("index-file-missing", { file: named.file }));
    const file = await files.read(name);
    if (!file.ok) return file;
    const { sha256, bytes } = file.value;
    const first = this.#firstWith.get(sha256);
    if (first !== undefined) return refuse(refusal("index-same-content", { file: named.file, first }));
    this.#firstWith.set(sha256, named.file);
    const other = kept.files.find(
      (each) => each.sha256 === sha256 && each.code !== (named.code ?? each.code),
    );
    if (other !== undefined) {
      const { title } = kept.documents.find(({ code }) => code === other.code)!;
      return refuse(refusal("file-of-other-document", { code: other.code, title, version: other.version }));
    }
    const role: VersionRole = named.code !== null && named.signed !== null ? "publication" : "original";
    const own = kept.files.filter(({ code }) => code === named.code);
    const known = shelvedAs(own, { role, sha256 });
    const inspected = known === null ? await inspector.inspect(bytes) : accept(null);
    if (!inspected.ok) return inspected;
    if (named.code === null) return accept(null);
    const signed = await this.#signature(named, sha256, inspected.value, known);
    if (!signed.ok) return signed;
    if (known === null) this.#kept.push(await store.keepForNow(ownerOf(this.#scope), bytes));
    const kind = { role, sha256, fileName: named.file.split("/").at(-1)!, byteCount: bytes.length };
    this.found.set(named.code, { file: { ...kind, inspected: inspected.value }, signed: signed.value });
    return accept(null);
  }

  /** The signature under a copy, held against the copy; null: there is none. */
  async #signature(
    { code, facts, signed }: LibraryEntry,
    sha256: string,
    inspected: InspectedPdf | null,
    known: ShelvedFile | null,
  ): Promise<Result<FoundFile["signed"]>> {
    if (signed === null) return accept(null);
    const vouched = { confirmedBy: signed.by, confirmedOn: signed.on, publishedOn: signed.publishedOn };
    const { publishedVersion = null } = this.#from.kept.documents.find((each) => each.code === code) ?? {};
    const isRead = known !== null && known.version === publishedVersion && signed.sha256 === sha256;
    // What is read already was judged when it was published.
    if (isRead) return accept({ ...vouched, findings: null });
    const text = inspected ?? (await this.#keptText(code, known!.version));
    const version = known?.version ?? this.#from.kept.files.filter((each) => each.code === code).length + 1;
    const judged = judgeSignature(facts, signed, { sha256, version, text });
    if (!judged.ok) return judged;
    return accept({ ...vouched, findings: judged.value });
  }

  async #keptText(code: string, version: number): Promise<KeptVersion> {
    const { id } = this.#from.kept.documents.find((each) => each.code === code)!;
    return inScope(this.#context.pools.runtime, this.#scope.token, async (tx) => {
      return (await loadVersions(tx, id)).find((each) => each.version === version)!;
    });
  }
}

async function shelve(
  tx: ScopedTransaction,
  run: { readonly cooperativeId: number; readonly runId: number; readonly noticedOn: PlainDate },
  index: Uint8Array,
  found: ReadonlyMap<string, FoundFile>,
): Promise<Result<MirrorCount, PackageProblem>> {
  await lockLibrary(tx, run.cooperativeId);
  if (!(await loadMirroredAreas(tx, run.cooperativeId)).includes("library"))
    return refuse(inIndex(null, null, areaIsOurs));
  const documents = codesOf(await loadDocuments(tx, null));
  // Now that the register is merged, codes have their ids.
  const { entries, problems } = readLibraryIndex(index, { ...(await loadLibraryCodes(tx, null)), documents });
  const ordered = orderEntries(entries);
  if (problems.length > 0) return refuse(...problems);
  if (!ordered.ok) return refuse(...ordered.refusals.map((each) => inIndex(null, null, each)));
  return accept(
    await mergeLibrary(
      tx,
      run,
      ordered.value.map((entry) => ({ ...entry, ...found.get(entry.code)! })),
    ),
  );
}
