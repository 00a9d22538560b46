import { createHash } from "node:crypto";
import { constants, createReadStream } from "node:fs";
import { access, copyFile, mkdir, realpath, stat } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { readFileName } from "../../formats/document-index/index-table.ts";
import { errorCode } from "../fault.ts";
import { polishMoment } from "./source.ts";

const DAY_LENGTH = "2026-01-31".length;

/** Whether a path is a folder whose files can be looked up. */
export async function isReadableFolder(path: string): Promise<boolean> {
  try {
    await access(path, constants.R_OK | constants.X_OK);
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

/** A file of the library as it was copied. */
export interface BroughtFile {
  readonly sha256: string;
  /** Day in Poland on which the program's file was written last. */
  readonly changedOn: string;
}

/** Copies the files that a library's index names from the program's folder into the package's. */
export class LibraryFiles {
  readonly #from: string;
  readonly #to: string;

  private constructor(from: string, to: string) {
    this.#from = from;
    this.#to = to;
  }

  static async open(from: string, to: string): Promise<LibraryFiles> {
    await mkdir(to, { mode: 0o700 });
    return new LibraryFiles((await realpath(from)) + sep, to);
  }

  /**
   * @returns null for what is not there, is no PDF by its name or leads out of the folder, also by a link: it is left out, and whoever
   * inspects the package tells it by its line of the index.
   */
  async bring(name: string): Promise<BroughtFile | null> {
    if (typeof readFileName(name) !== "string") return null;
    const target = join(this.#to, name);
    try {
      const source = await realpath(join(this.#from, name));
      if (!source.startsWith(this.#from) || !(await stat(source)).isFile()) return null;
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      await copyFile(source, target, constants.COPYFILE_FICLONE);
      // Asked after the copy: a file written meanwhile counts as written later.
      const { mtime } = await stat(source);
      return { sha256: await digestOf(target), changedOn: polishMoment(mtime).slice(0, DAY_LENGTH) };
    } catch (error) {
      if (["ENOENT", "ENOTDIR", "EACCES"].includes(errorCode(error) ?? "")) return null;
      throw error;
    }
  }
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}
