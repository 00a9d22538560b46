/** Cells of a row by the fields of its table; what is left out is blank. */
export type PackageRow = Readonly<Record<string, string>>;

/** Which package: the one that begins the books, or the later one with what was found out afterwards. */
export type PackageEdition = "opening" | "survey";

/** A file of the package: its name and its bytes. */
export interface WrittenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}
