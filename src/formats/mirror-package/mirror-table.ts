import type { Table } from "../package/table.ts";

/** One file of the mirrored books; its bucket is what a difference replaces as a whole. */
export interface MirrorTable extends Table {
  /** Fields that name the bucket of a row: all rows of a bucket come together. */
  readonly bucket: readonly string[];
}
