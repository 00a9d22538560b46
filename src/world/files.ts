import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { link, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { errorCode } from "./fault.ts";

/** Kept files, each under the SHA-256 of its content: the same bytes are stored once and never change. */
export interface FileStore {
  /** @returns the content's SHA-256 in hexadecimal and its length. */
  readonly keep: (content: Uint8Array | AsyncIterable<Uint8Array>) => Promise<KeptFile>;
  /**
   * Keeps content of which it is not yet known whether anything will name it.
   * @param owner for whom, a word of letters, digits and hyphens: who takes up what a killed program left asks for it by that.
   */
  readonly keepForNow: (owner: string, content: Uint8Array) => Promise<FileForNow>;
  /** What the owner kept for now and neither settled nor discarded. Only asked while nobody else keeps for that owner. */
  readonly leftForNow: (owner: string) => Promise<readonly FileForNow[]>;
  /** @throws RangeError when the name is not a SHA-256 in hexadecimal. */
  readonly read: (sha256: string) => Readable;
  readonly has: (sha256: string) => Promise<boolean>;
}

export interface KeptFile {
  readonly sha256: string;
  readonly sizeBytes: number;
}

export interface FileForNow {
  /** In hexadecimal. */
  readonly sha256: string;
  /** Something names it: it stays. */
  readonly settle: () => Promise<void>;
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
    keepForNow: async (owner, content) => {
      const notes = await ForNow.open(folder, owner);
      const { sha256 } = await keep(notes.folder, pathOf, content, (draft, path) =>
        placeNew(draft, path, notes),
      );
      return notes.file(sha256, pathOf(sha256));
    },
    leftForNow: async (owner) => {
      const notes = await ForNow.open(folder, owner);
      await notes.removeDrafts();
      return (await notes.names()).map((sha256) => notes.file(sha256, pathOf(sha256)));
    },
    read: (sha256) => createReadStream(pathOf(sha256)),
    has: async (sha256) => (await identityOf(pathOf(sha256))) !== null,
  };
}

/**
 * Files kept for now, each with a note of which very file it is, written before the file takes its place: what a killed program leaves can
 * be told from what somebody else has kept of the same content. Drafts lie beside the notes, where nobody else's lie.
 */
class ForNow {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async open(files: string, owner: string): Promise<ForNow> {
    if (!/^[a-z0-9-]+$/.test(owner)) throw new RangeError("not an owner");
    const folder = join(files, "for-now", owner);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return new ForNow(folder);
  }

  async note(path: string, identity: string): Promise<void> {
    await writeFile(this.#noteOf(basename(path)), identity, { mode: 0o600, flush: true });
    await flushFolder(this.folder);
  }

  async forget(sha256: string): Promise<void> {
    await rm(this.#noteOf(sha256), { force: true });
  }

  async names(): Promise<string[]> {
    return (await readdir(this.folder)).filter((name) => !name.startsWith("."));
  }

  async removeDrafts(): Promise<void> {
    for (const name of await readdir(this.folder))
      if (name.startsWith(".")) await rm(join(this.folder, name), { force: true });
  }

  file(sha256: string, path: string): FileForNow {
    return {
      sha256,
      settle: () => this.forget(sha256),
      discard: async () => {
        const own = await readNote(this.#noteOf(sha256));
        if (own !== null) await discard(path, own);
        await this.forget(sha256);
      },
    };
  }

  #noteOf(sha256: string): string {
    return join(this.folder, sha256);
  }
}

/** Null: there is none. */
async function readNote(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  }
}

/** @param folder where the content is written before it takes its place, on the same disk. */
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

async function placeNew(draft: string, path: string, notes: ForNow): Promise<void> {
  await notes.note(path, (await identityOf(draft))!);
  try {
    await link(draft, path);
    await rm(draft);
  } catch (error) {
    if (errorCode(error) === null) throw error;
    // There already, or on a disk without links, where nobody could tell whose it is.
    await notes.forget(basename(path));
    await rename(draft, path);
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
