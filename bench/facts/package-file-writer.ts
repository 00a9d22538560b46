import { createHash, type Hash } from "node:crypto";
import { once } from "node:events";
import { createWriteStream, type WriteStream } from "node:fs";
import { join } from "node:path";

/** What a manifest says of a file. */
export interface FileState {
  readonly name: string;
  readonly rows: number;
  readonly sha256: string;
  readonly sums?: Record<string, string>;
}

/** One file of a package, written line by line with its digest. */
export class PackageFileWriter {
  readonly #name: string;
  readonly #stream: WriteStream;
  readonly #hash: Hash = createHash("sha256");
  #pending: string[] = [];
  #pendingLength = 0;
  #rows = -1;

  constructor(folder: string, name: string, heading: string) {
    this.#name = name;
    this.#stream = createWriteStream(join(folder, name));
    this.add(heading);
  }

  add(line: string): void {
    this.#pending.push(line);
    this.#pendingLength += line.length;
    this.#rows += 1;
  }

  /** Called now and then, so that nothing piles up. */
  async flush(isLast = false): Promise<void> {
    if (!isLast && this.#pendingLength < 1 << 20) return;
    if (this.#pending.length === 0) return;
    const bytes = Buffer.from(`${this.#pending.join("\n")}\n`);
    this.#hash.update(bytes);
    this.#pending = [];
    this.#pendingLength = 0;
    if (!this.#stream.write(bytes)) await once(this.#stream, "drain");
  }

  async end(sums?: Record<string, string>): Promise<FileState> {
    await this.flush(true);
    this.#stream.end();
    await once(this.#stream, "finish");
    return {
      name: this.#name,
      rows: this.#rows,
      sha256: this.#hash.digest("hex"),
      ...(sums ? { sums } : {}),
    };
  }
}
