import { constants } from "node:fs";
import { copyFile, lstat, mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { errorCode } from "../fault.ts";

/** What a run was asked to bring; kept beside what it receives, so that a killed run is taken up as it was asked. */
export interface RunOrder {
  /** Folder or archive of a package; null: the database of the mapping. */
  readonly path: string | null;
  /** The whole picture even where the program can tell changes. */
  readonly isWhole: boolean;
}

/** The folder of one run inside the data folder: its order, and the received package once it is complete. */
export class ReceivedFolder {
  readonly #folder: string;

  constructor(dataFolder: string, folder: string) {
    this.#folder = join(dataFolder, folder);
  }

  async begin(order: RunOrder): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await writeFile(join(this.#folder, "order.json"), JSON.stringify(order), { mode: 0o600, flush: true });
  }

  /** Null where the folder is gone: nothing is known of what was asked. */
  async order(): Promise<RunOrder | null> {
    try {
      return JSON.parse(await readFile(join(this.#folder, "order.json"), "utf8")) as RunOrder;
    } catch (error) {
      if (errorCode(error) === "ENOENT" || error instanceof SyntaxError) return null;
      throw error;
    }
  }

  /** Path of the package that was received to its end; null while it was not. */
  async package(): Promise<string | null> {
    for (const name of ["package", "package.zip"]) {
      const path = join(this.#folder, name);
      if (await stat(path).catch(() => null)) return path;
    }
    return null;
  }

  /** An empty folder to write into; what a killed run wrote is removed. */
  async emptyDraft(): Promise<string> {
    const draft = join(this.#folder, "draft");
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft, { recursive: true, mode: 0o700 });
    return draft;
  }

  /** From now on the package counts as received. */
  async accept(): Promise<string> {
    const path = join(this.#folder, "package");
    await rename(join(this.#folder, "draft"), path);
    return path;
  }

  /** Copies a package from elsewhere: its place may be emptied while the run goes on. @returns false where it was asked to stop. */
  async copy(from: string, isStopped: (files: number) => Promise<boolean>): Promise<boolean> {
    if (!(await stat(from)).isDirectory()) {
      const draft = join(this.#folder, "draft.zip");
      await copyFile(from, draft, constants.COPYFILE_FICLONE);
      await rename(draft, join(this.#folder, "package.zip"));
      return true;
    }
    const draft = await this.emptyDraft();
    let copied = 0;
    for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const inside = entry.parentPath.slice(from.length).replace(/^[/\\]+/, "");
      await mkdir(join(draft, inside), { recursive: true, mode: 0o700 });
      await copyFile(
        join(entry.parentPath, entry.name),
        join(draft, inside, entry.name),
        constants.COPYFILE_FICLONE,
      );
      copied += 1;
      if (await isStopped(copied)) return false;
    }
    await this.accept();
    return true;
  }

  async remove(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Removes what earlier runs left beside this one: a refused package is kept until the next run. */
  async removeOthers(): Promise<void> {
    const parent = join(this.#folder, "..");
    for (const entry of await readdir(parent, { withFileTypes: true }).catch(() => []))
      if (entry.isDirectory() && entry.name !== basename(this.#folder))
        await rm(join(parent, entry.name), { recursive: true, force: true });
  }
}

/** Whether a path is a folder or file that can be seen. */
export async function isThere(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null)) !== null;
}
