import type { Cooperative, CooperativeFacts } from "../domain/register/facts.ts";
import { type Result, refusal, refuse } from "../domain/values/result.ts";
import { checkMirror } from "../formats/mirror-package/check-mirror.ts";
import { codesOfPicture } from "../formats/mirror-package/codes-of-picture.ts";
import { readLibraryIndex } from "../formats/mirror-package/library-index.ts";
import {
  inIndex,
  judgeEntries,
  judgeSignature,
  type NamedFile,
  namedFiles,
  notIndexed,
} from "../formats/mirror-package/library-problems.ts";
import { LIBRARY_FOLDER, LIBRARY_INDEX } from "../formats/mirror-package/mirror-files.ts";
import { type MirrorPackage, readMirrorPackage } from "../formats/mirror-package/read-mirror-package.ts";
import type { MirrorHead } from "../formats/package/manifest.ts";
import type { PackageProblem } from "../formats/package/problem.ts";
import { isMirrorPackage, readPackage } from "../formats/package/read-package.ts";
import type { OpenPackage } from "../world/package-files.ts";
import { inspectEach } from "../world/pdf/inspect-files.ts";
import type { PdfInspector } from "../world/pdf/inspect-pdf.ts";

/** What checking a package answers: whose it is, how much it holds, and everything wrong with it. */
export interface PackageCheck {
  readonly slug: string;
  readonly name: string;
  readonly firstMonth: string;
  /** Which picture of another program's books it is; null: an exchange package. */
  readonly mirror: MirrorHead | null;
  readonly rows: Readonly<Record<string, number>>;
  readonly problems: readonly PackageProblem[];
}

/** Reads a package, or a picture of another program's books, and judges it by itself, without a database. */
export async function checkPackage(files: OpenPackage): Promise<PackageCheck> {
  if (await isMirrorPackage(files)) {
    const mirror = await readMirrorPackage(files);
    const { rows, problems } = await checkMirror(mirror);
    const register = mirror.review === null ? {} : rowsOf(mirror.review.facts);
    const library = await checkLibrary(files, mirror);
    return {
      ...headOf(mirror.cooperative),
      mirror: mirror.head,
      rows: { ...register, ...rows, ...(library === null ? {} : { library: library.documents }) },
      problems: [...problems, ...(library?.problems ?? [])],
    };
  }
  const { facts, problems } = await readPackage(files);
  return { ...headOf(facts.cooperative), mirror: null, rows: rowsOf(facts), problems };
}

interface LibraryCheck {
  readonly documents: number;
  readonly problems: readonly PackageProblem[];
}

/**
 * What is wrong with a picture's library by itself: its index, its files, each PDF in the inspecting process, and the signatures under
 * the copies. Null: it has none, or no index, which is told as a missing file.
 */
async function checkLibrary(
  files: OpenPackage,
  { library, review }: MirrorPackage,
): Promise<LibraryCheck | null> {
  if (!library.includes(LIBRARY_INDEX)) return null;
  const index = await files.read(LIBRARY_INDEX);
  if (!index.ok) return { documents: 0, problems: index.refusals.map((each) => inIndex(null, null, each)) };
  const read = readLibraryIndex(index.value.bytes, codesOfPicture(review?.facts ?? null));
  const problems = [
    ...read.problems.filter((each) => review !== null || !isOfUnknownRegister(each)),
    ...judgeEntries(read, []),
    ...notIndexed(library, read),
  ];
  const firstWith = new Map<string, string>();
  await inspectEach(namedFiles(read), async (named, inspector) => {
    const looked = await lookAt(files, named, inspector, firstWith);
    if (!looked.ok) problems.push(...looked.refusals.map((each) => inIndex(named.line, "file", each)));
  });
  return {
    documents: read.entries.length,
    problems: problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
  };
}

/** A difference without a register does not say which buildings there are. */
function isOfUnknownRegister({ column, reason }: PackageProblem): boolean {
  return column === "building" && reason === "unknown-reference";
}

async function lookAt(
  files: OpenPackage,
  named: NamedFile,
  inspector: PdfInspector,
  firstWith: Map<string, string>,
): Promise<Result<unknown>> {
  const name = LIBRARY_FOLDER + named.file;
  if (!files.names.includes(name)) return refuse(refusal("index-file-missing", { file: named.file }));
  const file = await files.read(name);
  if (!file.ok) return file;
  const { sha256, bytes } = file.value;
  const first = firstWith.get(sha256);
  if (first !== undefined) return refuse(refusal("index-same-content", { file: named.file, first }));
  firstWith.set(sha256, named.file);
  const inspected = await inspector.inspect(bytes);
  if (!inspected.ok || named.code === null || named.signed === null) return inspected;
  return judgeSignature(named.facts, named.signed, { sha256, version: 1, text: inspected.value });
}

function headOf({ slug, name, firstMonth }: Cooperative): Pick<PackageCheck, "slug" | "name" | "firstMonth"> {
  return { slug, name, firstMonth };
}

function rowsOf({ cooperative: _, ...kinds }: CooperativeFacts): Record<string, number> {
  return Object.fromEntries(Object.entries(kinds).map(([kind, { count }]) => [kind, count]));
}
