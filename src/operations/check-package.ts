import type { PackageProblem } from "../formats/package/problem.ts";
import { readPackage } from "../formats/package/read-package.ts";
import type { PackageFiles } from "../world/package-files.ts";

/** What checking a package answers: whose it is, how much it holds, and everything wrong with it. */
export interface PackageCheck {
  readonly slug: string;
  readonly name: string;
  readonly firstMonth: string;
  readonly rows: Readonly<Record<string, number>>;
  readonly problems: readonly PackageProblem[];
}

/** Reads a package and judges it by itself, without a database. */
export async function checkPackage(files: PackageFiles): Promise<PackageCheck> {
  const { facts, problems } = await readPackage(files);
  const { cooperative, ...kinds } = facts;
  return {
    slug: cooperative.slug,
    name: cooperative.name,
    firstMonth: cooperative.firstMonth,
    rows: Object.fromEntries(Object.entries(kinds).map(([kind, { count }]) => [kind, count])),
    problems,
  };
}
