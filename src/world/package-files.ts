import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { lstat, readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { accept, type Refusal, type Result, refusal, refuse } from "../domain/values/result.ts";
import { errorCode } from "./fault.ts";
import { AS_PIECES, FileBytes } from "./file-bytes.ts";

/** The files of an exchange package, wherever they lie; nothing is ever unpacked to disk. */
export interface PackageFiles {
  readonly names: readonly string[];
  /** Refuses `package-file-damaged`, naming the file. */
  readonly read: (name: string) => Promise<Result<PackageBytes>>;
  readonly close: () => Promise<void>;
}

/** The same, and files too long to be held. */
export interface OpenPackage extends PackageFiles {
  /** The file's bytes as they come. */
  readonly stream: (name: string) => FileBytes;
}

export interface PackageBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes in hexadecimal. */
  readonly sha256: string;
}

const GIGABYTE = 1024 * 1024 * 1024;
/** More than a package for half a million units needs; beyond lies a decompression bomb or the wrong file. */
const LIMITS = { files: 200, fileBytes: GIGABYTE / 2, packageBytes: 2 * GIGABYTE };
/** The same for files that are never held as a whole, and for the documents of a library. */
const LARGE = { files: 20_000, fileBytes: 32 * GIGABYTE, packageBytes: 64 * GIGABYTE };
/** The one folder that a package may have. */
const LIBRARY = "library";

/**
 * Opens a folder or a zip archive.
 * Refuses, each with the path or name: `package-not-found`, `package-not-readable`, `package-unsafe-name` (a name that leads out of
 * the package), `package-entry-twice`, `package-encrypted`, `package-not-a-file` (a link or device), `package-too-large`,
 * `package-too-many-files`.
 * @param streamed files that are only ever streamed: they may be many times as long as the others.
 */
export async function openPackageFiles(
  path: string,
  streamed: readonly string[] = [],
): Promise<Result<OpenPackage>> {
  try {
    return (await stat(path)).isDirectory()
      ? await openFolder(path, streamed)
      : await openArchive(path, streamed);
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return refuse(refusal("package-not-found", { path }));
    if (code !== null) return refuse(refusal("package-not-readable", { path }));
    throw error;
  }
}

async function openFolder(path: string, streamed: readonly string[]): Promise<Result<OpenPackage>> {
  const names = await namesIn(path);
  const sizes = new Map<string, number>();
  const refusals: Refusal[] = [];
  for (const name of names) {
    const entry = await lstat(join(path, name));
    if (entry.isFile()) sizes.set(name, entry.size);
    else refusals.push(refusal("package-not-a-file", { name }));
  }
  refusals.push(...sizeRefusals(sizes, streamed));
  if (refusals.length > 0) return refuse(...refusals);
  return accept({
    names,
    read: async (name) => accept(digested(name, await readFile(join(path, name)))),
    stream: (name) => new FileBytes(name, async () => createReadStream(join(path, name), AS_PIECES)),
    close: async () => {},
  });
}

/** Files of the folder and of its library with the folders in it. */
async function namesIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true });
  const names = entries.map(({ name }) => name).filter(isOfPackage);
  const library = entries.find((entry) => entry.name === LIBRARY && entry.isDirectory());
  if (library === undefined) return names.sort();
  const root = join(path, LIBRARY);
  const documents = (await readdir(root, { recursive: true, withFileTypes: true }))
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => [LIBRARY, ...relative(root, parentPath).split(sep), name])
    .filter((parts) => parts.every((part) => part === "" || isOfPackage(part)))
    .map((parts) => parts.filter((part) => part !== "").join("/"));
  return [...names.filter((name) => name !== LIBRARY), ...documents].sort();
}

async function openArchive(path: string, streamed: readonly string[]): Promise<Result<OpenPackage>> {
  let archive: ZipFile;
  try {
    archive = await openPromise(path, { autoClose: false, strictFileNames: true });
  } catch (error) {
    if (errorCode(error) === "ENOENT") throw error;
    return refuse(refusal("package-not-readable", { path }));
  }
  const entries = await listEntries(archive, path, streamed);
  if (!entries.ok) {
    archive.close();
    return entries;
  }
  return accept({
    names: [...entries.value.keys()].sort(),
    read: (name) => readEntry(archive, name, entries.value.get(name)),
    stream: (name) =>
      new FileBytes(name, () => archive.openReadStreamPromise(entryOf(name, entries.value.get(name)))),
    close: async () => archive.close(),
  });
}

/** Entries by name; where everything lies in one folder, without that folder's name. */
async function listEntries(
  archive: ZipFile,
  path: string,
  streamed: readonly string[],
): Promise<Result<ReadonlyMap<string, Entry>>> {
  const entries = new Map<string, Entry>();
  const refusals: Refusal[] = [];
  if (archive.entryCount > LARGE.files)
    return refuse(refusal("package-too-many-files", { files: archive.entryCount, most: LARGE.files }));
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
  const named = withoutFolder(entries);
  const sizes = new Map([...named].map(([name, entry]) => [name, entry.uncompressedSize]));
  refusals.push(...sizeRefusals(sizes, streamed));
  return refusals.length > 0 ? refuse(...refusals) : accept(named);
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
  if (folders.size !== 1 || folder === "" || folder === `${LIBRARY}/`) return entries;
  return new Map([...entries].map(([name, entry]) => [name.slice(folder.length), entry]));
}

async function readEntry(
  archive: ZipFile,
  name: string,
  entry: Entry | undefined,
): Promise<Result<PackageBytes>> {
  const known = entryOf(name, entry);
  const chunks: Buffer[] = [];
  try {
    // The library ends the stream with an error once an entry is longer than it says.
    for await (const chunk of await archive.openReadStreamPromise(known)) chunks.push(chunk as Buffer);
  } catch {
    return refuse(refusal("package-file-damaged", { name }));
  }
  return accept(digested(name, Buffer.concat(chunks)));
}

function entryOf(name: string, entry: Entry | undefined): Entry {
  if (entry === undefined) throw new Error(`not in the package: ${name}`);
  return entry;
}

function digested(name: string, bytes: Uint8Array): PackageBytes {
  return { name, bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
}

/** Files that are held as a whole are counted apart from those that are not. */
function sizeRefusals(sizes: ReadonlyMap<string, number>, streamed: readonly string[]): Refusal[] {
  const isLarge = (name: string) => streamed.includes(name) || name.startsWith(`${LIBRARY}/`);
  return [
    [...sizes].filter(([name]) => !isLarge(name)),
    [...sizes].filter(([name]) => isLarge(name)),
  ].flatMap((part, index) => refusalsWithin(part, index === 0 ? LIMITS : LARGE));
}

function refusalsWithin(sizes: readonly (readonly [string, number])[], most: typeof LIMITS): Refusal[] {
  const refusals: Refusal[] = [];
  if (sizes.length > most.files)
    refusals.push(refusal("package-too-many-files", { files: sizes.length, most: most.files }));
  let total = 0;
  for (const [name, bytes] of sizes) {
    const mostBytes = name.startsWith(`${LIBRARY}/`) ? LIMITS.fileBytes : most.fileBytes;
    total += bytes;
    if (bytes > mostBytes) refusals.push(refusal("package-too-large", { name, bytes, most: mostBytes }));
  }
  if (total > most.packageBytes)
    refusals.push(refusal("package-too-large", { name: "", bytes: total, most: most.packageBytes }));
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
