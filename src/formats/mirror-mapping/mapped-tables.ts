import type { MirrorKind } from "../../domain/mirror/areas.ts";
import { LIBRARY_TABLE } from "../mirror-package/library-index.ts";
import { MIRROR_TABLES } from "../mirror-package/mirror-tables.ts";
import { TABLES, type Table } from "../package/tables.ts";

/** A file of the mirror package that a mapping fills from queries. */
export interface MappedTable {
  /** The file's name without its ending: what the mapping calls it. */
  readonly name: string;
  readonly table: Table;
  /** Null for the register and the library. */
  readonly kind: MirrorKind | null;
}

/** The index of documents whose files lie in the mapping's `libraryFolder`. */
export const LIBRARY = "library";

/** Told by the mirrored books themselves, never beside them. */
const NOT_MAPPED = new Set(["opening-items", "readings"]);

/** Every table that a mapping may name, in the order in which the files are written. */
export const MAPPED_TABLES: ReadonlyMap<string, MappedTable> = new Map(
  [
    ...Object.values(TABLES).map((table) => mapped(table, null)),
    ...Object.entries(MIRROR_TABLES).map(([kind, table]) => mapped(table, kind as MirrorKind)),
  ]
    .filter(({ name }) => !NOT_MAPPED.has(name))
    .concat({ name: LIBRARY, table: { ...LIBRARY_TABLE, isRequired: false }, kind: null })
    .map((table) => [table.name, table]),
);

/** The name under which a mapping gives the rows of a kind. */
export const NAME_OF_KIND = Object.fromEntries(
  [...MAPPED_TABLES.values()].flatMap(({ kind, name }) => (kind === null ? [] : [[kind, name]])),
) as Readonly<Record<MirrorKind, string>>;

function mapped(table: Table, kind: MirrorKind | null): MappedTable {
  return { name: table.file.replace(/\.csv$/, ""), table, kind };
}
