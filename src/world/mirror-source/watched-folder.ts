import { mkdir, readdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { errorCode } from "../fault.ts";

/** A package that lies complete in the watched folder. */
export interface WaitingPackage {
  readonly name: string;
  readonly path: string;
  /** Names, lengths and times of its files: the same twice, nobody is writing any more. */
  readonly print: string;
}

/** Where packages go that were taken, and those that were refused. */
export const TAKEN = "przyjete";
export const REFUSED = "odrzucone";
const MANIFEST = "manifest.json";

/**
 * Packages of a watched folder in the order of their names: folders whose manifest.json can be read and whose files are all there, and zip
 * archives. @returns null where there is no such folder.
 */
export async function waitingPackages(folder: string): Promise<readonly WaitingPackage[] | null> {
  let names: string[];
  try {
    names = (await readdir(folder)).sort();
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return null;
  }
  const waiting: WaitingPackage[] = [];
  for (const name of names) {
    if (name.startsWith(".") || name === TAKEN || name === REFUSED) continue;
    const path = join(folder, name);
    const print = await printOf(path, name).catch((error: unknown) => {
      // Somebody took it away or renames it while we look.
      if (errorCode(error) === null) throw error;
      return null;
    });
    if (print !== null) waiting.push({ name, path, print });
  }
  return waiting;
}

/** Null while the package is not complete. */
async function printOf(path: string, name: string): Promise<string | null> {
  const state = await stat(path);
  if (state.isFile()) return /\.zip$/i.test(name) && state.size > 0 ? `${state.size} ${state.mtimeMs}` : null;
  if (!state.isDirectory()) return null;
  const listed = listedFiles(await readFile(join(path, MANIFEST), "utf8"));
  if (listed === null) return null;
  const prints: string[] = [];
  // The library's files are listed nowhere: whatever lies in the folder has to come to rest.
  for (const file of new Set([...listed, ...(await readdir(path, { recursive: true }))].sort())) {
    const { size, mtimeMs } = await stat(join(path, file));
    prints.push(`${file} ${size} ${mtimeMs}`);
  }
  return prints.join("\n");
}

/** Null while the manifest is half written. */
function listedFiles(text: string): string[] | null {
  try {
    const { files } = JSON.parse(text) as { readonly files?: readonly { readonly name?: unknown }[] };
    if (!Array.isArray(files)) return null;
    return files.flatMap(({ name }) => (typeof name === "string" && !name.includes("..") ? [name] : []));
  } catch {
    return null;
  }
}

/** Moves a package out of the watched folder; a report lies beside it where there is something to say. */
export async function putAway(
  folder: string,
  name: string,
  where: typeof TAKEN | typeof REFUSED,
  report: string,
): Promise<void> {
  const target = join(folder, where);
  await mkdir(target, { recursive: true });
  const taken = new Set(await readdir(target));
  let free = name;
  for (let index = 2; taken.has(free) || taken.has(`${free}.txt`); index += 1) free = `${index}-${name}`;
  await rename(join(folder, name), join(target, free));
  await writeFile(join(target, `${free}.txt`), `${report}\n`);
}
