import iconv from "iconv-lite";
import type { Result } from "../../domain/values/result.ts";
import { MANIFEST, readManifest } from "./manifest.ts";
import { type PackageFile, PackageReader, type PackageReview } from "./package-reader.ts";
import type { PackageProblem } from "./problem.ts";

/** The files of a package by name, read when asked for. */
export interface FilesOfPackage {
  readonly names: readonly string[];
  readonly read: (name: string) => Promise<Result<PackageFile>>;
}

const IN_MANIFEST = { file: MANIFEST, line: null, column: "mirror" };

/**
 * Reads a whole package, one file's bytes at a time, and lists everything that is wrong with it. A picture of another program's books
 * is none to import: `package-is-a-mirror` alone.
 */
export async function readPackage(files: FilesOfPackage): Promise<PackageReview> {
  const damaged: PackageProblem[] = [];
  const open = async (name: string): Promise<PackageFile | null> => {
    const file = await files.read(name);
    if (file.ok) return file.value;
    for (const { reason, data } of file.refusals)
      damaged.push({ file: name, line: null, column: null, reason, data });
    return null;
  };
  const manifest = files.names.includes(MANIFEST) ? await open(MANIFEST) : null;
  const reader = new PackageReader(manifest?.bytes ?? null, files.names);
  if (reader.manifest.mirror !== null)
    return { ...reader.finish(), problems: [{ ...IN_MANIFEST, reason: "package-is-a-mirror", data: {} }] };
  for (const name of reader.order) {
    const file = await open(name);
    if (file) reader.add(file);
  }
  const review = reader.finish();
  return { ...review, problems: [...damaged, ...review.problems] };
}

/** Whether the manifest says that this is a picture of another program's books. */
export async function isMirrorPackage(files: FilesOfPackage): Promise<boolean> {
  const manifest = files.names.includes(MANIFEST) ? await files.read(MANIFEST) : null;
  if (manifest === null || !manifest.ok) return false;
  return readManifest(manifest.value.bytes, (bytes) => iconv.decode(bytes, "utf8")).manifest.mirror !== null;
}
