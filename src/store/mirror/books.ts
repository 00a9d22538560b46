import { AREA_OF_KIND, type MirrorArea, type MirrorKind } from "../../domain/mirror/areas.ts";
import { type Refusal, refusal } from "../../domain/values/result.ts";
import type { BulkTransaction } from "../../world/database/bulk.ts";
import { loadRegisterCodes } from "./codes.ts";
import { contradictions } from "./consistency.ts";
import { sumOpenings, sumTotals, sumTurnover } from "./derive.ts";
import { MIRROR_SPECS, specOf, specsOf } from "./kinds.ts";
import { findDiffering, noteCells, replaceDiffering, storedRows } from "./merge.ts";
import { NumberedCodes } from "./numbered.ts";
import { isEmpty, nextPosition, refreshStageStatistics } from "./picture.ts";
import type { MirrorNames, MirrorRows } from "./row-writer.ts";
import type { MirrorCount } from "./runs.ts";
import type { MirrorSpec } from "./spec.ts";
import { clearStage, type ReportRow, type SentRows, sendRows } from "./stage.ts";
import { type NoticingRun, tellChanges } from "./tell-changes.ts";
import { findTwins, TwinRows } from "./twins.ts";

/** The books of a picture on their way into the database. */
export interface BooksLoad extends NoticingRun {
  readonly tx: BulkTransaction;
  readonly areas: readonly MirrorArea[];
  readonly isWhole: boolean;
}

/** What each kind's rows came to, and which kinds lie where they are shown already. */
export interface SentBooks {
  readonly sent: ReadonlyMap<MirrorKind, SentRows>;
  readonly straight: ReadonlySet<MirrorKind>;
  readonly names: MirrorNames;
}

/** How the rows of the files come, and whom to tell of them. */
export interface BooksSource {
  /** Kinds whose file is there. */
  readonly kinds: readonly MirrorKind[];
  readonly rowsOf: (kind: MirrorKind) => AsyncIterable<MirrorRows>;
  readonly report: (kind: MirrorKind) => ReportRow;
  readonly isWrong: () => boolean;
  readonly advance: (kind: MirrorKind, rows: number) => Promise<void>;
}

/** Sends all rows of the books: straight where nothing of their kind is shown, else to where they wait to be compared. */
export async function sendBooks(load: BooksLoad, source: BooksSource): Promise<SentBooks> {
  const { tx, cooperativeId, isWhole, areas } = load;
  await clearStage(tx, MIRROR_SPECS);
  const straight = new Set<MirrorKind>();
  for (const { kind, table } of specsOf(areas))
    if (isWhole && (await isEmpty(tx, cooperativeId, table))) straight.add(kind);
  const names = await openNames(load, straight);
  const sent = new Map<MirrorKind, SentRows>();
  for (const spec of MIRROR_SPECS) {
    const { kind } = spec;
    if (!source.kinds.includes(kind)) continue;
    const isTheirs = areas.includes(AREA_OF_KIND[kind]);
    const target = { spec, table: straight.has(kind) ? spec.table : spec.stage };
    const report = source.report(kind);
    const rows = await sendRows(tx, cooperativeId, target, names, source.rowsOf(kind), {
      report,
      isWrong: source.isWrong,
      advance: (count) => source.advance(kind, count),
    });
    sent.set(kind, rows);
    if (!isTheirs && rows.count > 0) report(null, null, "area-is-ours", { area: AREA_OF_KIND[kind] });
  }
  for (const code of names.documents.missing())
    source.report("document")(null, "reverses", "unknown-reference", { code });
  for (const code of names.settlements.missing())
    source.report("settlement")(null, "corrects", "unknown-reference", { code });
  return { sent, straight, names };
}

async function openNames(
  { tx, cooperativeId, isWhole }: BooksLoad,
  straight: ReadonlySet<MirrorKind>,
): Promise<MirrorNames> {
  const named = (kind: "document" | "settlement" | "payment", of: MirrorKind) =>
    new NumberedCodes(tx, cooperativeId, kind, { isFirst: straight.has(of), isWhole });
  return {
    register: await loadRegisterCodes(tx, cooperativeId),
    documents: named("document", "document"),
    settlements: named("settlement", "settlement"),
    payments: named("payment", "crediting"),
    isWhole,
    position: isWhole ? 1 : await nextPosition(tx, cooperativeId),
    freshIds: [],
  };
}

/**
 * Puts what was sent in the place of what is shown, tells what of the past it changes, and sums turnover, openings and totals again from
 * what is shown then. @returns what each kind's rows did.
 */
export async function mergeBooks(
  load: BooksLoad,
  { sent, straight, names }: SentBooks,
): Promise<Record<string, MirrorCount>> {
  const { tx, cooperativeId, isWhole, areas } = load;
  const specs = specsOf(areas);
  const waiting = specs.filter(({ kind }) => !straight.has(kind));
  const counts: Record<string, MirrorCount> = {};
  for (const { kind } of specs.filter((spec) => straight.has(spec.kind))) {
    const given = sent.get(kind)?.count ?? 0;
    counts[kind] = { given, inserted: given, changed: 0, withdrawn: 0 };
  }
  const differing: MirrorSpec[] = [];
  if (waiting.length > 0) await refreshStageStatistics(tx);
  for (const spec of waiting)
    if ((await findDiffering(tx, cooperativeId, spec, isWhole)) > 0) differing.push(spec);
  if (differing.length > 0) await refreshStageStatistics(tx);
  for (const spec of waiting) {
    const given = sent.get(spec.kind)?.count ?? 0;
    const done = differing.includes(spec)
      ? await tellChanges(tx, load, spec)
      : { inserted: 0, changed: 0, withdrawn: 0 };
    counts[spec.kind] = { given, ...done };
    if (differing.includes(spec)) await noteCells(tx, cooperativeId, spec);
  }
  for (const spec of differing) {
    const twins = await findTwins(tx, cooperativeId, spec, names);
    if (twins.length > 0) throw new TwinRows(spec.kind, null, twins);
    await replaceDiffering(tx, cooperativeId, spec);
  }
  await sumBooks(load, specs, straight);
  return counts;
}

async function sumBooks(
  { tx, cooperativeId, areas }: BooksLoad,
  specs: readonly MirrorSpec[],
  straight: ReadonlySet<MirrorKind>,
): Promise<void> {
  await refreshStageStatistics(tx);
  if (areas.includes("accounts")) {
    await sumTurnover(tx, cooperativeId, straight.has("posting"));
    await sumOpenings(tx, cooperativeId);
  }
  for (const spec of specs) await sumTotals(tx, cooperativeId, spec, straight.has(spec.kind));
}

/**
 * `digest-differs` where rows were sent that are not stored as they were sent: number and hashes of both, computed apart; and what
 * `contradictions` names.
 */
export async function proveBooks(load: BooksLoad, { sent, straight }: SentBooks): Promise<Refusal[]> {
  const { tx, cooperativeId, isWhole } = load;
  const refusals: Refusal[] = [];
  for (const [kind, { count, digest }] of sent) {
    const stored = await storedRows(tx, cooperativeId, specOf(kind), isWhole || straight.has(kind));
    if (stored.count !== count || stored.digest !== digest)
      refusals.push(refusal("digest-differs", { kind, sent: count, stored: stored.count }));
  }
  return [...refusals, ...(await contradictions(tx, cooperativeId))];
}
