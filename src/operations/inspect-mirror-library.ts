import { entryProblems, orderEntries } from "../domain/governance/entries.ts";
import { publicationProblems } from "../domain/governance/publication.ts";
import type { MirrorArea } from "../domain/mirror/areas.ts";
import type { CooperativeFacts } from "../domain/register/facts.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import { accept, type Refusal, type Result, refusal, refuse } from "../domain/values/result.ts";
import {
  type LibraryEntry,
  type LibraryReview,
  readLibraryIndex,
} from "../formats/mirror-package/library-index.ts";
import { LIBRARY_FOLDER, LIBRARY_INDEX } from "../formats/mirror-package/mirror-files.ts";
import type { MirrorFiles, MirrorPackage } from "../formats/mirror-package/read-mirror-package.ts";
import type { PackageProblem } from "../formats/package/problem.ts";
import { findPersonalData } from "../formats/personal-data/find-personal-data.ts";
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
import { inScope, type ScopedTransaction } from "../world/database/scope.ts";
import type { FileStore } from "../world/files.ts";
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
}

/**
 * Looks at every file of a picture's library, each PDF in the inspecting process, and keeps those that may be kept: files nobody reads
 * until `shelve` names them. All problems of the index and of the files are told at once. Null: the picture has no library, and what is
 * known stands.
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
  const named = [...read.entries, ...read.otherFiles.map((each) => ({ ...each, code: null }))];
  await inspectEach(named, async (each, inspector) => {
    await looking.at(each, inspector);
    await breathe();
  });
  const problems = [
    ...read.problems,
    ...judge(read, kept.documents),
    ...(read.isCut ? [] : notIndexed(names, named)),
    ...looking.problems,
  ].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return { problems, shelve: (tx, run) => shelve(tx, { ...run, ...scope }, bytes, looking.found) };
}

const areaIsOurs = refusal("area-is-ours", { area: "library" });

function useless(problems: readonly PackageProblem[]): InspectedLibrary {
  return { problems, shelve: async () => refuse(...problems) };
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

/** What of the entries contradicts each other or what stays in the library beside them. */
function judge({ entries }: LibraryReview, documents: readonly KeptDocument[]): PackageProblem[] {
  const lineOf = new Map(entries.map(({ code, line }) => [code, line]));
  const others = documents.filter(({ code }) => !lineOf.has(code));
  const marked = new Set(documents.filter((each) => each.concernsPersonsDebt).map(({ code }) => code));
  const known = new Set([...lineOf.keys(), ...others.map(({ code }) => code)]);
  // What would only follow from a row that cannot be read is not held against the others.
  const judgeable = entries.filter(({ amends, repeals, consolidates }) =>
    [...amends, ...repeals, ...(consolidates === null ? [] : [consolidates])].every((code) =>
      known.has(code),
    ),
  );
  const ordered = orderEntries(entries);
  return [
    ...entryProblems(judgeable, others).map(({ code, refusal: found }) =>
      inIndex(lineOf.get(code)!, null, found),
    ),
    ...(ordered.ok ? [] : ordered.refusals.map((each) => inIndex(null, null, each))),
    ...entries
      .filter(({ code, facts }) => marked.has(code) && !facts.concernsPersonsDebt)
      .map(({ code, line }) => inIndex(line, "persons_debt", refusal("debt-mark-stays", { code }))),
  ];
}

function notIndexed(names: readonly string[], named: readonly { readonly file: string }[]): PackageProblem[] {
  const indexed = new Set([LIBRARY_INDEX, ...named.map(({ file }) => LIBRARY_FOLDER + file)]);
  return names
    .filter((name) => !indexed.has(name))
    .map((name) => inIndex(null, null, refusal("folder-file-not-indexed", { file: name })));
}

type FoundFile = Pick<ShelvedDocument, "file" | "signed">;

/** A file that a row names; without a code where the row cannot be read otherwise. */
type NamedFile = LibraryEntry | { readonly line: number; readonly file: string; readonly code: null };

/** Reads, inspects and keeps files one by one. */
class Looking {
  readonly problems: PackageProblem[] = [];
  readonly found = new Map<string, FoundFile>();
  readonly #context: OperationContext;
  readonly #scope: OperatorScope;
  readonly #from: { readonly store: FileStore; readonly files: MirrorFiles; readonly kept: KeptLibrary };
  readonly #firstWith = new Map<string, string>();

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
    if (known === null) await store.keep(bytes);
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
    const { publishedVersion = null } = this.#from.kept.documents.find((each) => each.code === code) ?? {};
    const isRead = known !== null && known.version === publishedVersion && signed.sha256 === sha256;
    // What is read already was judged when it was published.
    if (isRead) return accept({ confirmedBy: signed.by, confirmedOn: signed.on, findings: null });
    const text = inspected ?? (await this.#keptText(code, known!.version));
    const { counts, total } = findingsIn([facts.title, facts.topic, facts.number ?? ""], text);
    const copy = {
      number: known?.version ?? this.#from.kept.files.filter((each) => each.code === code).length + 1,
      role: "publication-copy",
      digest: sha256,
      findings: text.isScan ? null : total,
    } as const;
    const problems = publicationProblems(facts, [], copy, {
      copyDigest: signed.sha256,
      confirmedBy: signed.by,
      carriesNoPersonalData: true,
      findingsShown: signed.findings ?? copy.findings,
      originalNeedsNoRedaction: true,
    });
    if (problems.length > 0) return refuse(...problems);
    return accept({ confirmedBy: signed.by, confirmedOn: signed.on, findings: counts });
  }

  async #keptText(code: string, version: number): Promise<KeptVersion> {
    const { id } = this.#from.kept.documents.find((each) => each.code === code)!;
    return inScope(this.#context.pools.runtime, this.#scope.token, async (tx) => {
      return (await loadVersions(tx, id)).find((each) => each.version === version)!;
    });
  }
}

/** How often each kind of probable personal data stands in the copy; null of a scan, where there is no text to look through. */
function findingsIn(titles: readonly string[], { pages, unseen, isScan }: InspectedPdf) {
  const found = [...titles, ...unseen, ...pages].flatMap((text) => findPersonalData(text));
  const kinds = Map.groupBy(found, ({ kind }) => kind);
  const counts = Object.fromEntries([...kinds].map(([kind, all]) => [kind, all.length]));
  return { total: found.length, counts: isScan && found.length === 0 ? null : counts };
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

function inIndex(line: number | null, column: string | null, { reason, data }: Refusal): PackageProblem {
  return { file: LIBRARY_INDEX, line, column, reason, data };
}
