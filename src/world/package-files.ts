import { createHash } from "node:crypto";
import { lstat, readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { accept, type Refusal, type Result, refusal, refuse } from "../domain/values/result.ts";
import { errorCode } from "./fault.ts";

/** The files of an exchange package, wherever they lie; nothing is ever unpacked to disk. */
export interface PackageFiles {
  readonly names: readonly string[];
  /** Refuses `package-file-damaged`, naming the file. */
  readonly read: (name: string) => Promise<Result<PackageBytes>>;
  readonly close: () => Promise<void>;
}

export interface PackageBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes in hexadecimal. */
  readonly sha256: string;
}

/** More than a package for half a million units needs; beyond lies a decompression bomb or the wrong file. */
const LIMITS = { files: 200, fileBytes: 512 * 1024 * 1024, packageBytes: 2 * 1024 * 1024 * 1024 };

/**
 * Opens a folder or a zip archive.
 * Refuses, each with the path or name: `package-not-found`, `package-not-readable`, `package-unsafe-name` (a name that leads out of
 * the package), `package-entry-twice`, `package-encrypted`, `package-not-a-file` (a link or device), `package-too-large`,
 * `package-too-many-files`.
 */
export async function openPackageFiles(path: string): Promise<Result<PackageFiles>> {
  try {
    return (await stat(path)).isDirectory() ? await openFolder(path) : await openArchive(path);
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return refuse(refusal("package-not-found", { path }));
    if (code !== null) return refuse(refusal("package-not-readable", { path }));
    throw error;
  }
}

async function openFolder(path: string): Promise<Result<PackageFiles>> {
  const names = (await readdir(path)).filter(isOfPackage).sort();
  const sizes = new Map<string, number>();
  const refusals: Refusal[] = [];
  for (const name of names) {
    const entry = await lstat(join(path, name));
    if (entry.isFile()) sizes.set(name, entry.size);
    else refusals.push(refusal("package-not-a-file", { name }));
  }
  refusals.push(...sizeRefusals(sizes));
  if (refusals.length > 0) return refuse(...refusals);
  return accept({
    names,
    read: async (name) => accept(digested(name, await readFile(join(path, name)))),
    close: async () => {},
  });
}

async function openArchive(path: string): Promise<Result<PackageFiles>> {
  let archive: ZipFile;
  try {
    archive = await openPromise(path, { autoClose: false, strictFileNames: true });
  } catch (error) {
    if (errorCode(error) === "ENOENT") throw error;
    return refuse(refusal("package-not-readable", { path }));
  }
  const entries = await listEntries(archive, path);
  if (!entries.ok) {
    archive.close();
    return entries;
  }
  return accept({
    names: [...entries.value.keys()].sort(),
    read: (name) => readEntry(archive, name, entries.value.get(name)),
    close: async () => archive.close(),
  });
}

/** Entries by name; where everything lies in one folder, without that folder's name. */
async function listEntries(archive: ZipFile, path: string): Promise<Result<ReadonlyMap<string, Entry>>> {
  const entries = new Map<string, Entry>();
  const refusals: Refusal[] = [];
  if (archive.entryCount > LIMITS.files)
    return refuse(refusal("package-too-many-files", { files: archive.entryCount, most: LIMITS.files }));
  try {
    for await (const entry of archive.eachEntry()) {
      const name = entry.fileName;
      if (name.endsWith("/") || !isOfPackage(name.split("/").at(-1)!) || name.startsWith("__MACOSX/"))
        continue;
      if (entries.has(name)) refusals.push(refusal("package-entry-twice", { name }));
      if (entry.isEncrypted() || !entry.canDecodeFileData())
        refusals.push(refusal("package-encrypted", { name }));
      if (isLink(entry)) refusals.push(refusal("package-not-a-file", { name }));
      entries.set(name, entry);
    }
  } catch (error) {
    return refuse(unreadable(error, path));
  }
  refusals.push(
    ...sizeRefusals(new Map([...entries].map(([name, entry]) => [name, entry.uncompressedSize]))),
  );
  return refusals.length > 0 ? refuse(...refusals) : accept(withoutFolder(entries));
}

function unreadable(error: unknown, path: string): Refusal {
  const message = error instanceof Error ? error.message : "";
  const unsafe = /^(?:absolute path|invalid relative path|invalid characters in fileName): (.*)$/s.exec(
    message,
  );
  return unsafe
    ? refusal("package-unsafe-name", { name: unsafe[1]! })
    : refusal("package-not-readable", { path });
}

function withoutFolder(entries: ReadonlyMap<string, Entry>): ReadonlyMap<string, Entry> {
  const folders = new Set([...entries.keys()].map((name) => name.slice(0, name.indexOf("/") + 1)));
  const [folder = ""] = folders;
  if (folders.size !== 1 || folder === "") return entries;
  return new Map([...entries].map(([name, entry]) => [name.slice(folder.length), entry]));
}

async function readEntry(
  archive: ZipFile,
  name: string,
  entry: Entry | undefined,
): Promise<Result<PackageBytes>> {
  if (entry === undefined) throw new Error(`not in the package: ${name}`);
  const chunks: Buffer[] = [];
  try {
    // The library ends the stream with an error once an entry is longer than it says.
    for await (const chunk of await archive.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
  } catch {
    return refuse(refusal("package-file-damaged", { name }));
  }
  return accept(digested(name, Buffer.concat(chunks)));
}

function digested(name: string, bytes: Uint8Array): PackageBytes {
  return { name, bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
}

function sizeRefusals(sizes: ReadonlyMap<string, number>): Refusal[] {
  const refusals: Refusal[] = [];
  if (sizes.size > LIMITS.files)
    refusals.push(refusal("package-too-many-files", { files: sizes.size, most: LIMITS.files }));
  let total = 0;
  for (const [name, bytes] of sizes) {
    total += bytes;
    if (bytes > LIMITS.fileBytes)
      refusals.push(refusal("package-too-large", { name, bytes, most: LIMITS.fileBytes }));
  }
  if (total > LIMITS.packageBytes)
    refusals.push(refusal("package-too-large", { name: "", bytes: total, most: LIMITS.packageBytes }));
  return refusals;
}

/** Hidden files of the system and a note to the reader are no part of the package. */
function isOfPackage(name: string): boolean {
  return !name.startsWith(".") && !/^readme(\.|$)/i.test(name);
}

/** Unix file type in the upper half of the attributes; 0 where the archive was made elsewhere. */
function isLink(entry: Entry): boolean {
  const type = (entry.externalFileAttributes >>> 16) & 0o170000;
  return entry.versionMadeBy >>> 8 === 3 && type !== 0 && type !== 0o100000;
}
