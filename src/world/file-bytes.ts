import { createHash } from "node:crypto";
import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";

/** Pieces in which a long file is read. */
export const AS_PIECES = { highWaterMark: 1 << 18 };

/** The bytes of a file as they come, digested on their way; to be gone through once. */
export class FileBytes implements AsyncIterable<Uint8Array> {
  readonly #name: string;
  readonly #open: () => Promise<AsyncIterable<unknown>>;
  readonly #digest = createHash("sha256");
  #bytes = 0;
  #sha256: string | null = null;

  constructor(name: string, open: () => Promise<AsyncIterable<unknown>>) {
    this.#name = name;
    this.#open = open;
  }

  /** Ends early where the file cannot be read on; `end` says so. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    try {
      for await (const piece of (await this.#open()) as AsyncIterable<Uint8Array>) {
        this.#digest.update(piece);
        this.#bytes += piece.byteLength;
        yield piece;
      }
      this.#sha256 = this.#digest.digest("hex");
    } catch {
      // An entry of an archive that is damaged, or longer than it says.
    }
  }

  /** After the last byte: what came, its SHA-256 in hexadecimal. Refuses `package-file-damaged`, also where reading was left off. */
  end(): Result<{ readonly sha256: string; readonly bytes: number }> {
    return this.#sha256 === null
      ? refuse(refusal("package-file-damaged", { name: this.#name }))
      : accept({ sha256: this.#sha256, bytes: this.#bytes });
  }
}
