import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL("../../../shared/data/", import.meta.url));

/** Real files that are not part of this repository; tests that need them are skipped, visibly, where they are absent. */
export const HAS_SHARED_DATA = existsSync(FOLDER);

export function sharedBytes(path: string): Uint8Array {
  return readFileSync(`${FOLDER}${path}`);
}

export function sharedText(path: string): string {
  return readFileSync(`${FOLDER}${path}`, "utf8");
}
