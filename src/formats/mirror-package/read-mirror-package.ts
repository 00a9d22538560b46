import iconv from "iconv-lite";
import type { MirrorKind } from "../../domain/mirror/areas.ts";
import { MirrorTotals } from "../../domain/mirror/mirror-totals.ts";
import type { Cooperative } from "../../domain/register/facts.ts";
import { MANIFEST, type MirrorHead, readManifest } from "../package/manifest.ts";
import { type PackageFile, PackageReader, type PackageReview } from "../package/package-reader.ts";
import type { PackageProblem } from "../package/problem.ts";
import type { FilesOfPackage } from "../package/read-package.ts";
import type { Table } from "../package/table.ts";
import { DELETED_TABLE, type Deleted, takeDeleted } from "./deleted-table.ts";
import { mirrorFileProblems } from "./mirror-file-problems.ts";
import { isInMirrorOnly, isRegisterFile, KIND_OF_BOOKS_FILE, LIBRARY_FOLDER } from "./mirror-files.ts";
import { MIRROR_TABLES } from "./mirror-tables.ts";
import { type FileStream, provenRows, type ReportProblem } from "./proven-rows.ts";
import type { MirrorBatch } from "./row-scanner.ts";
import { TOTALS_TABLE, takeTotals } from "./totals-table.ts";

/** The files of a picture; those of the books are read as they come. */
export interface MirrorFiles extends FilesOfPackage {
  readonly stream: (name: string) => FileStream;
}

/** A picture of another program's books: everything but the rows of the books themselves. */
export interface MirrorPackage {
  /** Whose books they are, as the manifest says. */
  readonly cooperative: Cooperative;
  readonly head: MirrorHead;
  /** What the register files say; null: a difference that has none, and what is known stands. */
  readonly review: PackageReview | null;
  /** Kinds of rows whose file is there, in the order in which they are read. */
  readonly kinds: readonly MirrorKind[];
  readonly totals: MirrorTotals;
  /** Buckets that the source no longer has; of a difference. */
  readonly deleted: readonly Deleted[];
  /** Files of the library, `library/index.csv` among them. */
  readonly library: readonly string[];
  /** Everything that is wrong so far, the register's problems too. */
  readonly problems: readonly PackageProblem[];
  /**
   * The rows of a kind, batch by batch; at the end of the file its SHA-256, count and sums are held against the manifest. Whoever
   * stops before the end has proven nothing.
   */
  readonly rowsOf: (kind: MirrorKind, report: ReportProblem) => AsyncGenerator<MirrorBatch>;
}

/** Reads a picture but for its books' rows, which `rowsOf` streams, and lists everything that is wrong with it. */
export async function readMirrorPackage(files: MirrorFiles): Promise<MirrorPackage> {
  const problems: PackageProblem[] = [];
  const report = (problem: PackageProblem) => void problems.push(problem);
  const bytes = files.names.includes(MANIFEST) ? (await open(files, MANIFEST, report))?.bytes : undefined;
  const { manifest, problems: ofManifest } = readManifest(bytes ?? null, (text) =>
    iconv.decode(text, "utf8"),
  );
  const rowsOf = (table: Table, to: ReportProblem) => {
    const promised = manifest.files.find(({ name }) => name === table.file);
    return provenRows(table, files.stream(table.file), promised, to);
  };
  const isWithRegister = manifest.mirror?.since == null || files.names.some(isRegisterFile);
  problems.push(...mirrorFileProblems(manifest, files.names));
  const totals = new MirrorTotals();
  if (files.names.includes(TOTALS_TABLE.file))
    for await (const batch of rowsOf(TOTALS_TABLE, report)) takeTotals(batch, totals, report);
  const deleted: Deleted[] = [];
  if (files.names.includes(DELETED_TABLE.file))
    for await (const batch of rowsOf(DELETED_TABLE, report)) takeDeleted(batch, deleted, report);
  const review = isWithRegister ? await readRegister(files, bytes ?? null, report) : null;
  return {
    cooperative: manifest.cooperative,
    head: manifest.mirror ?? { mark: "", since: null, asOf: "1970-01-01T00:00:00Z" },
    review,
    kinds: [...KIND_OF_BOOKS_FILE].flatMap(([file, kind]) => (files.names.includes(file) ? [kind] : [])),
    totals,
    deleted,
    library: files.names.filter((name) => name.startsWith(LIBRARY_FOLDER)),
    problems: [...problems, ...(review?.problems ?? ofManifest)],
    rowsOf: (kind, to) => rowsOf(MIRROR_TABLES[kind], to),
  };
}

/** The register as the exchange package has it; problems of the manifest are among its own. */
async function readRegister(
  files: MirrorFiles,
  manifest: Uint8Array | null,
  report: ReportProblem,
): Promise<PackageReview> {
  const names = files.names.filter((name) => !isInMirrorOnly(name));
  const reader = new PackageReader(manifest, names, isInMirrorOnly);
  for (const name of reader.order) {
    const file = await open(files, name, report);
    if (file) reader.add(file);
  }
  const review = reader.finish();
  return { ...review, problems: review.problems.filter(({ reason }) => !JUDGED_BY_THE_SOURCE.has(reason)) };
}

/** How another program sets and announces its rates is its own business: the mirror shows what was charged, it charges nothing. */
const JUDGED_BY_THE_SOURCE: ReadonlySet<string> = new Set([
  "rate-notice-missing",
  "rate-before-notice",
  "rates-overlap",
]);

async function open(files: MirrorFiles, name: string, report: ReportProblem): Promise<PackageFile | null> {
  const file = await files.read(name);
  if (file.ok) return file.value;
  for (const { reason, data } of file.refusals)
    report({ file: name, line: null, column: null, reason, data });
  return null;
}
