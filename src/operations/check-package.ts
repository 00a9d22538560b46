import type { Cooperative, CooperativeFacts } from "../domain/register/facts.ts";
import { checkMirror } from "../formats/mirror-package/check-mirror.ts";
import { readMirrorPackage } from "../formats/mirror-package/read-mirror-package.ts";
import type { MirrorHead } from "../formats/package/manifest.ts";
import type { PackageProblem } from "../formats/package/problem.ts";
import { isMirrorPackage, readPackage } from "../formats/package/read-package.ts";
import type { OpenPackage } from "../world/package-files.ts";

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
    return { ...headOf(mirror.cooperative), mirror: mirror.head, rows: { ...register, ...rows }, problems };
  }
  const { facts, problems } = await readPackage(files);
  return { ...headOf(facts.cooperative), mirror: null, rows: rowsOf(facts), problems };
}

function headOf({ slug, name, firstMonth }: Cooperative): Pick<PackageCheck, "slug" | "name" | "firstMonth"> {
  return { slug, name, firstMonth };
}

function rowsOf({ cooperative: _, ...kinds }: CooperativeFacts): Record<string, number> {
  return Object.fromEntries(Object.entries(kinds).map(([kind, { count }]) => [kind, count]));
}
