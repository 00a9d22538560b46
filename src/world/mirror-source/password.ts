import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { errorCode, WorldFault } from "../fault.ts";

/** Where the data folder keeps what belongs to a cooperative's mirror. */
export function mirrorFolder(dataFolder: string, cooperativeId: number): string {
  return join(dataFolder, "mirror", String(cooperativeId));
}

/** Keeps the password of the other program's database: a file that only this account may read, never the database, never a log. */
export function keepPassword(dataFolder: string, cooperativeId: number, password: string): void {
  const folder = mirrorFolder(dataFolder, cooperativeId);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `password.${process.pid}`);
  writeFileSync(draft, password, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, join(folder, "password"));
}

export function forgetPassword(dataFolder: string, cooperativeId: number): void {
  rmSync(join(mirrorFolder(dataFolder, cooperativeId), "password"), { force: true });
}

/** @returns an empty text where none is kept. @throws WorldFault where others may read the file. */
export function readPassword(dataFolder: string, cooperativeId: number): string {
  const path = join(mirrorFolder(dataFolder, cooperativeId), "password");
  try {
    if ((statSync(path).mode & 0o077) !== 0)
      throw new WorldFault(`Plik z hasłem ${path} mogą czytać inni; ustaw mu prawa 0600.`);
    return readFileSync(path, "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return "";
    throw error;
  }
}
