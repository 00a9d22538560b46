import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import {
  mirrorTableHeading,
  mirrorTableLine,
  type WrittenRow,
  WrittenRows,
} from "../../formats/mirror-package/write-mirror-table.ts";
import type { ManifestFile } from "../../formats/package/manifest.ts";
import type { Table } from "../../formats/package/table.ts";

const PIECE = 1 << 20;

/** Writes one file of a package in pieces, with its digest, count and sums. */
export class CsvFile {
  readonly #table: Table;
  readonly #file: FileHandle;
  readonly #digest = createHash("sha256");
  readonly #written: WrittenRows;
  #piece: string;
  #rows = 0;

  private constructor(table: Table, file: FileHandle) {
    this.#table = table;
    this.#file = file;
    this.#written = new WrittenRows(table);
    this.#piece = mirrorTableHeading(table);
  }

  static async create(folder: string, table: Table): Promise<CsvFile> {
    return new CsvFile(table, await open(join(folder, table.file), "wx", 0o600));
  }

  get rows(): number {
    return this.#rows;
  }

  add(row: WrittenRow): void {
    this.#piece += mirrorTableLine(this.#table, row);
    this.#written.add(row);
    this.#rows += 1;
  }

  /** Writes what has gathered; called between batches so that memory stays flat. */
  async flush(least = PIECE): Promise<void> {
    if (this.#piece.length < least) return;
    const bytes = Buffer.from(this.#piece);
    this.#piece = "";
    this.#digest.update(bytes);
    await this.#file.write(bytes);
  }

  /** @returns what the manifest says of the file. */
  async close(): Promise<ManifestFile> {
    await this.flush(1);
    await this.#file.sync();
    await this.#file.close();
    return this.#written.entry(this.#digest.digest("hex"));
  }

  /** Lets the file go where reading broke off; the folder is removed by whoever made it. */
  async abandon(): Promise<void> {
    await this.#file.close().catch(() => {});
  }
}
