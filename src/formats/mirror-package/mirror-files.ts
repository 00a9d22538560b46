import { MIRROR_KINDS, type MirrorKind } from "../../domain/mirror/areas.ts";
import { TABLES } from "../package/tables.ts";
import { DELETED_TABLE } from "./deleted-table.ts";
import { MIRROR_TABLES } from "./mirror-tables.ts";
import { TOTALS_TABLE } from "./totals-table.ts";

/** The kind of rows by the file of the books. */
export const KIND_OF_BOOKS_FILE: ReadonlyMap<string, MirrorKind> = new Map(
  MIRROR_KINDS.map((kind) => [MIRROR_TABLES[kind].file, kind]),
);

/** Files that only a picture of another program's books has. */
export const MIRROR_FILES: ReadonlySet<string> = new Set([
  ...KIND_OF_BOOKS_FILE.keys(),
  TOTALS_TABLE.file,
  DELETED_TABLE.file,
]);

/** Files of any size: read as they come, never held as a whole. */
export const STREAMED_FILES: readonly string[] = [...KIND_OF_BOOKS_FILE.keys(), TOTALS_TABLE.file];

/** Documents of the library lie in this folder of the package, with their index. */
export const LIBRARY_FOLDER = "library/";
export const LIBRARY_INDEX = "library/index.csv";

/** Files of the exchange package that no picture has: it says what is open and what was read in its books. */
export const NOT_IN_MIRROR: readonly string[] = ["opening-items.csv", "readings.csv"];

const REGISTER_FILES: ReadonlySet<string> = new Set(
  Object.values(TABLES)
    .map(({ file }) => file as string)
    .filter((file) => !NOT_IN_MIRROR.includes(file)),
);

/** Files of the register, the same as in the exchange package. */
export function isRegisterFile(name: string): boolean {
  return REGISTER_FILES.has(name);
}

/** Files that the reader of the register leaves alone in a picture. */
export function isInMirrorOnly(name: string): boolean {
  return MIRROR_FILES.has(name) || NOT_IN_MIRROR.includes(name) || name.startsWith(LIBRARY_FOLDER);
}
