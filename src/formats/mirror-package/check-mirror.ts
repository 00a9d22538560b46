import type { MirrorKind } from "../../domain/mirror/areas.ts";
import { MirrorTotals } from "../../domain/mirror/mirror-totals.ts";
import { compareTotals, missingTotals } from "../../domain/mirror/totals.ts";
import type { Month } from "../../domain/values/month.ts";
import type { PackageProblem } from "../package/problem.ts";
import { BoundedReport } from "./bounded-report.ts";
import { countBatch } from "./found-totals.ts";
import { KnownCodes } from "./known-codes.ts";
import { MIRROR_TABLES } from "./mirror-tables.ts";
import type { MirrorPackage } from "./read-mirror-package.ts";
import type { MirrorBatch, ReportRow } from "./row-scanner.ts";
import { TOTALS_TABLE } from "./totals-table.ts";

/** What a picture holds, and everything wrong with it that shows without a database. */
export interface MirrorCheck {
  readonly rows: Readonly<Partial<Record<MirrorKind, number>>>;
  readonly problems: readonly PackageProblem[];
}

/**
 * Reads all rows of a picture. A whole one is judged wholly: what rows name is there, and every total of the source agrees. Of a
 * difference only what it says itself can be judged: its totals are those of the picture it leads to.
 */
export async function checkMirror(mirror: MirrorPackage): Promise<MirrorCheck> {
  const problems = [...mirror.problems];
  const isWhole = mirror.head.since === null;
  const codes = new KnownCodes(mirror.review?.facts ?? null);
  const [found, named] = [new MirrorTotals(), new NamedRows()];
  const rows: Partial<Record<MirrorKind, number>> = {};
  const unread = new Set<MirrorKind>();
  if (isWhole) codes.know(named);
  for (const kind of mirror.kinds) {
    const before = problems.length;
    const report = (problem: PackageProblem) => void problems.push(problem);
    const references = new BoundedReport(MIRROR_TABLES[kind].file, report);
    let count = 0;
    for await (const batch of mirror.rowsOf(kind, report)) {
      count += batch.count;
      named.add(kind, batch);
      codes.check(kind, batch, references.add);
      countBatch(kind, batch, named.documents, found);
    }
    if (isWhole) named.checkOwn(kind, references.add);
    references.finish();
    rows[kind] = count;
    if (problems.length > before) unread.add(kind);
  }
  // A posting has the month of its document.
  if (unread.has("document")) unread.add("posting");
  found.sumUp();
  const told = [
    ...missingTotals(mirror.totals, mirror.kinds, isWhole ? found : []),
    ...(isWhole ? compareTotals(mirror.totals, found, unread) : []),
  ];
  const ofTotals = { file: TOTALS_TABLE.file, line: null, column: null };
  return { rows, problems: [...problems, ...told.map((refusal) => ({ ...ofTotals, ...refusal }))] };
}

/** Documents and settlements of the picture, and which others of their kind they name. */
class NamedRows {
  /** The month in which each was posted. */
  readonly documents = new Map<string, Month>();
  readonly settlements = new Set<string>();
  #own: { readonly line: number; readonly code: string }[] = [];

  add(kind: MirrorKind, { count, values, lines }: MirrorBatch): void {
    if (kind !== "document" && kind !== "settlement") return;
    const others = values[kind === "document" ? "reverses" : "corrects"]!;
    for (let row = 0; row < count; row += 1) {
      const code = values.code![row] as string;
      if (kind === "settlement") this.settlements.add(code);
      else this.documents.set(code, (values.postedOn![row] as string).slice(0, 7) as Month);
      if (others[row] !== null) this.#own.push({ line: lines[row]!, code: others[row] as string });
    }
  }

  /** After the last row of the kind: it may name one that stands further down. */
  checkOwn(kind: MirrorKind, report: ReportRow): void {
    const known = kind === "document" ? this.documents : this.settlements;
    const column = kind === "document" ? "reverses" : "corrects";
    for (const { line, code } of this.#own)
      if (!known.has(code)) report(line, column, "unknown-reference", { code });
    this.#own = [];
  }
}
