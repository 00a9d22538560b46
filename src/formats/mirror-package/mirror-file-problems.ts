import { MANIFEST, type Manifest } from "../package/manifest.ts";
import type { PackageProblem } from "../package/problem.ts";
import { DELETED_TABLE } from "./deleted-table.ts";
import {
  isInMirrorOnly,
  isRegisterFile,
  LIBRARY_FOLDER,
  LIBRARY_INDEX,
  MIRROR_FILES,
  NOT_IN_MIRROR,
} from "./mirror-files.ts";
import { TOTALS_TABLE } from "./totals-table.ts";

/** What is wrong with the files of a picture as such; those of the register are judged with the register. */
export function mirrorFileProblems({ mirror, files }: Manifest, names: readonly string[]): PackageProblem[] {
  const problems: PackageProblem[] = [];
  const report = (file: string, reason: string) =>
    problems.push({ file, line: null, column: null, reason, data: { name: file } });
  const [listed, there] = [new Set(files.map(({ name }) => name)), new Set(names)];
  if (mirror === null && there.has(MANIFEST)) report(MANIFEST, "not-a-mirror");
  const expected = new Set([TOTALS_TABLE.file, ...[...listed].filter(isInMirrorOnly)]);
  if (names.some((name) => name.startsWith(LIBRARY_FOLDER))) expected.add(LIBRARY_INDEX);
  for (const name of expected) if (!there.has(name)) report(name, "missing-file");
  const isWithRegister = mirror?.since == null || names.some(isRegisterFile);
  for (const name of names) {
    if (name === MANIFEST) continue;
    if (NOT_IN_MIRROR.includes(name)) report(name, "not-in-mirror");
    else if (MIRROR_FILES.has(name) && !listed.has(name)) report(name, "file-not-listed");
    else if (!isInMirrorOnly(name) && !isWithRegister) report(name, "unknown-file");
  }
  if (mirror !== null && mirror.since === null && there.has(DELETED_TABLE.file))
    report(DELETED_TABLE.file, "deleted-in-whole");
  return problems;
}
