import { createHash } from "node:crypto";
import { lstat, readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import { errorCode } from "./fault.ts";

/** A folder with an index and the files it names. */
export interface DocumentFolder {
  readonly index: Uint8Array;
  /** PDF files by their names inside the folder, with `/` between folders. */
  readonly names: ReadonlySet<string>;
  /** Refuses `index-file-missing` (also what is no plain file: a link leads elsewhere) and `pdf-too-large`. */
  readonly read: (name: string) => Promise<Result<FolderFile>>;
}

export interface FolderFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** In hexadecimal. */
  readonly sha256: string;
}

const MOST_INDEX_BYTES = 64 * 2 ** 20;

/** Opens a folder of documents. Refuses `document-folder-not-readable`, `document-index-missing`, `document-index-too-large`. */
export async function openDocumentFolder(
  path: string,
  indexName: string,
  mostBytes: number,
): Promise<Result<DocumentFolder>> {
  const names = await namesIn(path);
  if (names === null) return refuse(refusal("document-folder-not-readable", { folder: path }));
  const indexPath = join(path, indexName);
  const indexFile = await lstat(indexPath).catch(() => null);
  if (indexFile === null || !indexFile.isFile())
    return refuse(refusal("document-index-missing", { folder: path, index: indexName }));
  if (indexFile.size > MOST_INDEX_BYTES)
    return refuse(refusal("document-index-too-large", { megabytes: MOST_INDEX_BYTES / 2 ** 20 }));
  const read: DocumentFolder["read"] = async (name) => {
    if (!names.has(name)) return refuse(refusal("index-file-missing", { file: name }));
    const file = join(path, name);
    if ((await lstat(file)).size > mostBytes)
      return refuse(refusal("pdf-too-large", { megabytes: mostBytes / 2 ** 20 }));
    const bytes = await readFile(file);
    return accept({ name, bytes, sha256: createHash("sha256").update(bytes).digest("hex") });
  };
  return accept({ index: await readFile(indexPath), names, read });
}

/** Plain files that end like a PDF; null where there is no such folder. Links are left out: they may lead out of it. */
async function namesIn(path: string): Promise<ReadonlySet<string> | null> {
  try {
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && /\.pdf$/i.test(entry.name));
    return new Set(
      files.map((entry) => relative(path, join(entry.parentPath, entry.name)).replaceAll(sep, "/")),
    );
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return null;
  }
}
