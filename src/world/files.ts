import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { errorCode } from "./fault.ts";

/** Kept files, each under the SHA-256 of its content: the same bytes are stored once and never change. */
export interface FileStore {
  /** @returns the content's SHA-256 in hexadecimal and its length. */
  readonly keep: (content: Uint8Array | AsyncIterable<Uint8Array>) => Promise<KeptFile>;
  /** @throws RangeError when the name is not a SHA-256 in hexadecimal. */
  readonly read: (sha256: string) => Readable;
  readonly has: (sha256: string) => Promise<boolean>;
}

export interface KeptFile {
  readonly sha256: string;
  readonly sizeBytes: number;
}

export function openFileStore(dataFolder: string): FileStore {
  const folder = join(dataFolder, "files");
  const pathOf = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError("not a SHA-256");
    return join(folder, sha256.slice(0, 2), sha256);
  };
  return {
    keep: (content) => keep(folder, pathOf, content),
    read: (sha256) => createReadStream(pathOf(sha256)),
    has: async (sha256) => {
      try {
        return (await stat(pathOf(sha256))).isFile();
      } catch (error) {
        if (errorCode(error) === "ENOENT") return false;
        throw error;
      }
    },
  };
}

async function keep(
  folder: string,
  pathOf: (sha256: string) => string,
  content: Uint8Array | AsyncIterable<Uint8Array>,
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
    await rename(draft, path);
    await flushFolder(dirname(path));
    return { sha256, sizeBytes };
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
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
