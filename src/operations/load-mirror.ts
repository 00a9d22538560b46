import { MIRROR_KINDS, type MirrorArea, type MirrorKind } from "../domain/mirror/areas.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import { accept, type Refusal, type Result, refusal, refuse } from "../domain/values/result.ts";
import { MIRROR_TABLES, type MirrorTable } from "../formats/mirror-package/mirror-tables.ts";
import { PictureProblems } from "../formats/mirror-package/picture-problems.ts";
import {
  type MirrorFiles,
  type MirrorPackage,
  readMirrorPackage,
} from "../formats/mirror-package/read-mirror-package.ts";
import { TOTALS_TABLE } from "../formats/mirror-package/totals-table.ts";
import type { PackageProblem } from "../formats/package/problem.ts";
import { lockBooks } from "../store/ledger.ts";
import { loadMirroredAreas } from "../store/mirror/areas.ts";
import { type BooksLoad, mergeBooks, proveBooks, sendBooks } from "../store/mirror/books.ts";
import { noteDeleted } from "../store/mirror/deleted.ts";
import {
  dayInPoland,
  loadPicture,
  lockStage,
  refreshPictureStatistics,
  type ShownPicture,
  showPicture,
  takeRoom,
} from "../store/mirror/picture.ts";
import { mergePictureRegister } from "../store/mirror/register.ts";
import { endRun, type MirrorCount, type MirrorCounts, noteHead, tellProgress } from "../store/mirror/runs.ts";
import { compareStagedTotals, missingStagedTotals, stageTotals } from "../store/mirror/totals.ts";
import { TwinRows } from "../store/mirror/twins.ts";
import { endDeleted } from "../store/mirror/vanished.ts";
import { type BulkTransaction, inBulkScope } from "../world/database/bulk.ts";
import { inScope, type ScopedTransaction } from "../world/database/scope.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

export interface MirrorLoad {
  readonly runId: number;
  /** Unchanged: the source says the same as before, of a later moment. */
  readonly outcome: "shown" | "unchanged";
  readonly counts: MirrorCounts;
}

/** The documents of a picture's library, looked at before it is loaded; brought in with it. */
export interface LibraryOfPicture {
  readonly problems: readonly PackageProblem[];
  readonly shelve: (
    tx: ScopedTransaction,
    run: { readonly runId: number; readonly noticedOn: PlainDate },
  ) => Promise<Result<MirrorCount, PackageProblem>>;
  /** It is shown: its files stay. */
  readonly settle: () => Promise<void>;
  /** Takes away the files that were kept for it, when it will not be shown. */
  readonly discard: () => Promise<void>;
}

/** Looks at a picture's library, which is an operation of its own; `breathe` is asked after each file. Null: it has none. */
export type InspectLibrary = (
  read: MirrorPackage,
  breathe: () => Promise<void>,
) => Promise<LibraryOfPicture | null>;

/** Milliseconds between two notes of how far a run has come. */
const NOTE_EVERY = 1000;

/**
 * Loads a picture of another program's books and shows it, whole or not at all: until it is complete, proven against the source's own
 * totals and committed, residents see the one before. Ends the run in its journal, with counts or with every problem at once.
 * Refuses what `readMirrorPackage` names; `other-cooperative`, `mark-does-not-follow`, `mirror-run-cancelled`; what `mergePictureRegister`,
 * `sendBooks`, `proveBooks` and `inspectLibrary` name; `row-twice`; `totals-missing` and `total-disagrees` with account, month, promised and found.
 */
export async function loadMirror(
  context: OperationContext,
  scope: OperatorScope,
  runId: number,
  files: MirrorFiles,
  inspectLibrary: InspectLibrary,
): Promise<Result<MirrorLoad, PackageProblem>> {
  const run = new Run(context, scope, runId);
  try {
    const loaded = await load(run, await readMirrorPackage(files), inspectLibrary);
    await run.library?.settle();
    return accept(loaded);
  } catch (error) {
    // Rows may be written already: the transaction had to be undone, so the refusals came as an exception.
    const problems = problemsOf(error);
    // Where the database is gone the run stays unfinished, and the next one takes it up.
    await run.end(problems, error instanceof Cancelled).catch((fault) => {
      if (problems !== null) throw fault;
    });
    // After a fault nobody knows whether the rows that name the files were stored: the next run looks.
    if (problems === null) throw error;
    await run.library?.discard();
    return refuse(...problems);
  }
}

async function load(run: Run, read: MirrorPackage, inspectLibrary: InspectLibrary): Promise<MirrorLoad> {
  const { context, scope } = run;
  await run.begin(read);
  const library = await inspectLibrary(read, () => run.breathe("library"));
  run.library = library;
  const problems = [...read.problems, ...(library?.problems ?? [])];
  if (problems.length > 0) throw new Contradiction(await allProblems(read, problems));
  return inBulkScope(context.pools.loader, scope.token, async (tx) => {
    await lockStage(tx);
    await takeRoom(tx);
    await lockBooks(tx);
    const areas = await loadMirroredAreas(tx, scope.cooperativeId);
    const picture = await loadPicture(tx, scope.cooperativeId);
    const { mark, since } = read.head;
    // A difference that came twice is shown already.
    if (since !== null && picture?.mark === mark && since !== mark) {
      await library?.discard();
      return finish(run, tx, read, picture, false, {});
    }
    if (since !== null && picture?.mark !== since)
      throw new Contradiction([
        inManifest("since", "mark-does-not-follow", { since, mark: picture?.mark ?? null }),
      ]);
    return write(run, tx, { read, library, areas, picture });
  });
}

interface Writing {
  readonly read: MirrorPackage;
  readonly library: LibraryOfPicture | null;
  readonly areas: readonly MirrorArea[];
  readonly picture: ShownPicture | null;
}

async function write(
  run: Run,
  tx: BulkTransaction,
  { read, library, areas, picture }: Writing,
): Promise<MirrorLoad> {
  const { cooperativeId } = run.scope;
  const noticing = { cooperativeId, runId: run.id, noticedOn: run.context.today() };
  const asOf = await dayInPoland(tx, read.head.asOf);
  const registered = await mergeFacts(tx, { ...noticing, asOf }, read, areas);
  const shelved = await library?.shelve(tx, noticing);
  if (shelved?.ok === false) throw new Contradiction(shelved.refusals);
  const books: BooksLoad = {
    ...noticing,
    tx,
    areas,
    isWhole: read.head.since === null,
    lateBefore: picture?.month ?? null,
  };
  const problems = new PictureProblems();
  const sent = await sendBooks(books, {
    kinds: read.kinds,
    rowsOf: (kind) => read.rowsOf(kind, (problem) => problems.add(problem)),
    report: (kind) => problems.of(MIRROR_TABLES[kind]),
    isWrong: () => problems.any,
    advance: (kind, rows) => run.advance(kind, rows),
  });
  const unknown = problems.of(TOTALS_TABLE as unknown as MirrorTable);
  await stageTotals(tx, cooperativeId, read.totals, sent.names.register.accounts, (account) =>
    unknown(null, "account", "unknown-reference", { code: account }),
  );
  if (problems.any) throw new Contradiction(problems.all());
  await noteDeleted(tx, cooperativeId, read.deleted);
  await run.step("merge");
  const counts = await mergeBooks(books, sent);
  await run.step("totals");
  const disagreements = [
    ...(await missingStagedTotals(tx, cooperativeId, areas, books.isWhole)),
    ...(await compareStagedTotals(tx, cooperativeId)),
    ...(await proveBooks(books, sent)),
  ];
  if (disagreements.length > 0) throw new Contradiction(disagreements.map(inTotals));
  const told = shelved === undefined ? counts : { ...counts, library: shelved.value };
  const isChanged =
    registered.isChanged ||
    Object.values(told).some(({ inserted, changed, withdrawn }) => inserted + changed + withdrawn > 0);
  return finish(run, tx, read, picture, isChanged, { ...registered.counts, ...told });
}

async function mergeFacts(
  tx: BulkTransaction,
  noticing: Parameters<typeof mergePictureRegister>[1],
  { review, deleted }: MirrorPackage,
  areas: readonly MirrorArea[],
): Promise<{ readonly isChanged: boolean; readonly counts: MirrorCounts }> {
  if (review === null) return { isChanged: (await endDeleted(tx, noticing, deleted)) > 0, counts: {} };
  const registered = await mergePictureRegister(tx, noticing, review.facts, areas);
  if (registered.problems.length > 0) throw new Contradiction(registered.problems.map(review.place));
  return registered;
}

async function finish(
  run: Run,
  tx: BulkTransaction,
  { head }: MirrorPackage,
  picture: ShownPicture | null,
  isChanged: boolean,
  counts: MirrorCounts,
): Promise<MirrorLoad> {
  const outcome = picture === null || isChanged ? "shown" : "unchanged";
  await showPicture(tx, run.scope.cooperativeId, run.id, head);
  if (outcome === "shown") await refreshPictureStatistics(tx);
  await endRun(tx, run.id, { state: outcome, counts });
  return { runId: run.id, outcome, counts };
}

/** A run in its journal: notes go over connections of their own, so that everybody sees them while the picture is being loaded. */
class Run {
  readonly context: OperationContext;
  readonly scope: OperatorScope;
  readonly id: number;
  library: LibraryOfPicture | null = null;
  #done = 0;
  #total = 0;
  #noted = 0;

  constructor(context: OperationContext, scope: OperatorScope, id: number) {
    this.context = context;
    this.scope = scope;
    this.id = id;
  }

  async begin({ head, totals }: MirrorPackage): Promise<void> {
    for (const kind of MIRROR_KINDS) this.#total += totals.find(kind, null, null)?.rows ?? 0;
    await inScope(this.context.pools.runtime, this.scope.token, (tx) => noteHead(tx, this.id, head));
    await this.step("register");
  }

  async advance(kind: MirrorKind, rows: number): Promise<void> {
    this.#done += rows;
    this.context.progress?.(this.#done, Math.max(this.#done, this.#total));
    await this.breathe(kind);
  }

  /** Notes the step where the last note is old. */
  async breathe(step: string): Promise<void> {
    if (Date.now() - this.#noted >= NOTE_EVERY) await this.step(step);
  }

  /** Notes the step; throws where somebody asked to cancel. */
  async step(step: string): Promise<void> {
    this.#noted = Date.now();
    const progress = { step, done: this.#done, total: this.#total, state: "loading" } as const;
    const { isCancelAsked } = await inScope(this.context.pools.runtime, this.scope.token, (tx) =>
      tellProgress(tx, this.id, progress),
    );
    if (isCancelAsked) throw new Cancelled();
  }

  /** @param problems null: a fault of ours. */
  async end(problems: readonly PackageProblem[] | null, isCancelled: boolean): Promise<void> {
    const state = problems === null ? "failed" : isCancelled ? "cancelled" : "refused";
    await inScope(this.context.pools.runtime, this.scope.token, (tx) =>
      endRun(tx, this.id, { state, problems: problems ?? [refusal("mirror-run-failed", { error: "" })] }),
    );
  }
}

class Cancelled extends Error {}

class Contradiction extends Error {
  readonly problems: readonly PackageProblem[];

  constructor(problems: readonly PackageProblem[]) {
    super("the picture cannot be shown");
    this.problems = problems;
  }
}

function problemsOf(error: unknown): readonly PackageProblem[] | null {
  if (error instanceof Contradiction) return error.problems;
  if (error instanceof Cancelled) return [inManifest(null, "mirror-run-cancelled", {})];
  if (!(error instanceof TwinRows)) return null;
  const { kind, line, twins } = error;
  return twins.map((data) => ({
    file: MIRROR_TABLES[kind].file,
    line,
    column: null,
    reason: "row-twice",
    data,
  }));
}

/** What is wrong with the register does not hide what is wrong with the rows of the books. */
async function allProblems(read: MirrorPackage, known: readonly PackageProblem[]): Promise<PackageProblem[]> {
  const problems = [...known];
  for (const kind of read.kinds)
    for await (const _ of read.rowsOf(kind, (problem) => problems.push(problem)));
  return problems;
}

function inManifest(column: string | null, reason: string, data: Refusal["data"]): PackageProblem {
  return { file: "manifest.json", line: null, column, reason, data };
}

function inTotals({ reason, data }: Refusal): PackageProblem {
  return { file: TOTALS_TABLE.file, line: null, column: null, reason, data };
}
