import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { link, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { errorCode } from "./fault.ts";

/** Kept files, each under the SHA-256 of its content: the same bytes are stored once and never change. */
export interface FileStore {
  /** @returns the content's SHA-256 in hexadecimal and its length. */
  readonly keep: (content: Uint8Array | AsyncIterable<Uint8Array>) => Promise<KeptFile>;
  /** Keeps content of which it is not yet known whether anything will name it. */
  readonly keepForNow: (content: Uint8Array) => Promise<FileForNow>;
  /** @throws RangeError when the name is not a SHA-256 in hexadecimal. */
  readonly read: (sha256: string) => Readable;
  readonly has: (sha256: string) => Promise<boolean>;
}

export interface KeptFile {
  readonly sha256: string;
  readonly sizeBytes: number;
}

export interface FileForNow {
  /** Takes the file away again, unless it was there before or somebody has kept the same content since. */
  readonly discard: () => Promise<void>;
}

export function openFileStore(dataFolder: string): FileStore {
  const folder = join(dataFolder, "files");
  const pathOf = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError("not a SHA-256");
    return join(folder, sha256.slice(0, 2), sha256);
  };
  return {
    keep: (content) => keep(folder, pathOf, content),
    keepForNow: async (content) => {
      let isOwn = true;
      const { sha256 } = await keep(folder, pathOf, content, async (draft, path) => {
        isOwn = await placeNew(draft, path);
      });
      const path = pathOf(sha256);
      const own = isOwn ? await identityOf(path) : null;
      return { discard: async () => (own === null ? undefined : discard(path, own)) };
    },
    read: (sha256) => createReadStream(pathOf(sha256)),
    has: async (sha256) => (await identityOf(pathOf(sha256))) !== null,
  };
}

async function keep(
  folder: string,
  pathOf: (sha256: string) => string,
  content: Uint8Array | AsyncIterable<Uint8Array>,
  place: (draft: string, path: string) => Promise<void> = rename,
): Promise<KeptFile> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `.${randomUUID()}`);
  const hash = createHash("sha256");
  let sizeBytes = 0;
  const source = content instanceof Uint8Array ? Readable.from([content]) : Readable.from(content);
  try {
    await pipeline(
      source,
      async function* (chunks) {
        for await (const chunk of chunks as AsyncIterable<Uint8Array>) {
          hash.update(chunk);
          sizeBytes += chunk.length;
          yield chunk;
        }
      },
      createWriteStream(draft, { mode: 0o600, flush: true }),
    );
    const sha256 = hash.digest("hex");
    const path = pathOf(sha256);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await place(draft, path);
    await flushFolder(dirname(path));
    return { sha256, sizeBytes };
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** @returns false: the content was there already. */
async function placeNew(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    await rm(draft);
    return true;
  } catch (error) {
    if (errorCode(error) === null) throw error;
    // There already, or on a disk without links, where nobody could tell whose it is.
    await rename(draft, path);
    return false;
  }
}

/** Which file lies there; null: none. */
async function identityOf(path: string): Promise<string | null> {
  try {
    const found = await stat(path, { bigint: true });
    return found.isFile() ? `${found.ino} ${found.mtimeNs}` : null;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  }
}

/** Whoever keeps the same content puts a file of its own there: only the very file is taken away, and another is put back. */
async function discard(path: string, own: string): Promise<void> {
  if ((await identityOf(path)) !== own) return;
  const aside = join(dirname(path), `.${randomUUID()}`);
  await rename(path, aside);
  if ((await identityOf(aside)) === own) await rm(aside);
  else await rename(aside, path);
}

/** A rename survives a power cut only once its folder is on disk. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
