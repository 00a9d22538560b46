import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";

/** A file of the received package as the manifest lists it. */
export interface WrittenFile {
  readonly name: string;
  readonly rows: number;
  readonly sha256: string;
  readonly sums: Readonly<Record<string, string>>;
}

const PIECE = 1 << 20;
const NEEDS_QUOTES = /[;"\r\n]|^\s|\s$/;

/** Writes one file of a package in pieces, with its digest. */
export class CsvFile {
  readonly #name: string;
  readonly #file: FileHandle;
  readonly #digest = createHash("sha256");
  #piece = "";
  #rows = -1;

  private constructor(name: string, file: FileHandle) {
    this.#name = name;
    this.#file = file;
  }

  static async create(folder: string, name: string, heading: readonly string[]): Promise<CsvFile> {
    const file = new CsvFile(name, await open(join(folder, name), "wx", 0o600));
    file.add(heading);
    return file;
  }

  get rows(): number {
    return this.#rows;
  }

  add(cells: readonly string[]): void {
    let line = "";
    for (let index = 0; index < cells.length; index += 1) {
      const cell = cells[index]!;
      if (index > 0) line += ";";
      line += NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
    }
    this.#piece += `${line}\n`;
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

  async close(sums: Readonly<Record<string, string>> = {}): Promise<WrittenFile> {
    await this.flush(1);
    await this.#file.sync();
    await this.#file.close();
    return { name: this.#name, rows: this.#rows, sha256: this.#digest.digest("hex"), sums };
  }

  /** Lets the file go where reading broke off; the folder is removed by whoever made it. */
  async abandon(): Promise<void> {
    await this.#file.close().catch(() => {});
  }
}
