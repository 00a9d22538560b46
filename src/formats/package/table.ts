import type { Column } from "./columns.ts";

/** One file of the package: its columns by the field they fill, and which of them name a row. */
export interface Table {
  readonly file: string;
  /** A file without which a package says too little. */
  readonly isRequired: boolean;
  /** Fields that are the same in no two rows, together. */
  readonly key: readonly string[];
  /** Amounts whose sum the manifest must give. */
  readonly sums?: readonly string[];
  readonly columns: Readonly<Record<string, Column<unknown>>>;
}
