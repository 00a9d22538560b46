import type { Writable } from "node:stream";
import pg from "pg";
import { CopyBuffer, type CopyType } from "./copy-encoding.ts";

/** A socket takes so much at once: the server has rows to work on while the next are read and filled. */
const CHUNK_BYTES = 32 * 1024;
/** Most statements of COPY are short: buffers grow to the size of a chunk only where rows fill them. */
const FIRST_BYTES = 16 * 1024;

/** CopyData message: one byte of kind and four of length stand before the rows. */
const MESSAGE_HEAD_BYTES = 5;
const COPY_DATA = 0x64;

/** SQL on either side of a COPY; all three travel and succeed or fail together. */
export interface CopyFrame {
  readonly before: string;
  readonly after: string;
}

/**
 * Streams rows into a table by binary COPY; two buffers take turns, one filled while the other is on its way. Few rows take one
 * round trip, none at all take none.
 * @param client a connection of a role that may INSERT and that row security does not refuse (`loader`), or the
 *   owner of a temporary table; never a pipelined one. Inside a transaction where there is a frame.
 * @param table as written in SQL, schema included.
 * @param columns name and type of each value, in the order the rows give them.
 * @returns how many rows the server took; a fault in any row rolls back the whole statement.
 */
export async function copyRows(
  client: pg.ClientBase,
  table: string,
  columns: readonly (readonly [name: string, type: CopyType])[],
  rows: Iterable<readonly unknown[]> | AsyncIterable<readonly unknown[]>,
  frame?: CopyFrame,
): Promise<number> {
  const names = columns.map(([name]) => pg.escapeIdentifier(name)).join(", ");
  const types = columns.map(([, type]) => type);
  const text = `copy ${table} (${names}) from stdin with (format binary)`;
  const copy = new CopyIn(client, frame ? `${frame.before}; ${text}; ${frame.after}` : text);
  try {
    if (Symbol.asyncIterator in rows) {
      for await (const row of rows) {
        if (copy.add(types, row)) await copy.send();
      }
    } else {
      for (const row of rows) {
        if (copy.add(types, row)) await copy.send();
      }
    }
    return await copy.finish();
  } catch (error) {
    await copy.cancel();
    throw error;
  }
}

/** What `pg` gives a query of one's own; the published types leave these out. */
interface CopyConnection {
  readonly stream: Writable;
  query(text: string): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
}

class CopyIn implements pg.Submittable {
  readonly #client: pg.ClientBase;
  readonly #text: string;
  readonly #begun = Promise.withResolvers<CopyConnection>();
  readonly #end = Promise.withResolvers<number>();
  #isAsked = false;
  #filling = new CopyBuffer(FIRST_BYTES);
  #resting = new CopyBuffer(FIRST_BYTES);
  #inFlight: Promise<void> = Promise.resolve();
  #isEmpty = true;
  #rowCount = 0;
  #failure: Error | null = null;
  #settled = false;

  constructor(client: pg.ClientBase, text: string) {
    this.#client = client;
    this.#text = text;
    this.#begun.promise.catch(() => {});
    this.#end.promise.catch(() => {});
    this.#filling.offset = MESSAGE_HEAD_BYTES;
    this.#filling.header();
  }

  /** @returns true when it is time to send. */
  add(types: readonly CopyType[], row: readonly unknown[]): boolean {
    this.#isEmpty = false;
    this.#filling.row(types, row);
    return this.#filling.offset >= CHUNK_BYTES;
  }

  async send(): Promise<void> {
    const connection = await this.#begin();
    const full = this.#filling;
    await this.#inFlight;
    if (this.#failure) throw this.#failure;
    this.#inFlight = write(connection, full);
    this.#filling = this.#resting;
    this.#filling.offset = MESSAGE_HEAD_BYTES;
    this.#resting = full;
  }

  async finish(): Promise<number> {
    if (this.#isEmpty) return 0;
    this.#filling.trailer();
    await this.send();
    const connection = await this.#begin();
    connection.endCopyFrom();
    return this.#end.promise;
  }

  /** Ends a COPY that cannot be completed; the statement fails and its transaction with it. */
  async cancel(): Promise<void> {
    if (!this.#isAsked || this.#settled) return;
    await this.#inFlight;
    (await this.#begin()).sendCopyFail("cancelled by the program");
    await this.#end.promise.catch(() => {});
  }

  /** The server is asked with the first rows in hand, and not waited for: rows of a refused COPY it passes over. */
  #begin(): Promise<CopyConnection> {
    if (!this.#isAsked) this.#client.query(this);
    this.#isAsked = true;
    return this.#begun.promise;
  }

  submit(connection: pg.Connection): void {
    const copying = connection as unknown as CopyConnection;
    // What is written until the next tick leaves in one piece.
    copying.stream.cork();
    process.nextTick(() => copying.stream.uncork());
    copying.query(this.#text);
    this.#begun.resolve(copying);
  }

  handleCopyInResponse(): void {}

  handleCommandComplete(message: { readonly text?: string }): void {
    const copied = /^COPY (\d+)$/.exec(message.text ?? "");
    if (copied) this.#rowCount = Number(copied[1]);
  }

  handleReadyForQuery(): void {
    this.#settled = true;
    this.#end.resolve(this.#rowCount);
  }

  handleError(error: Error): void {
    this.#settled = true;
    this.#failure = error;
    this.#begun.reject(error);
    this.#end.reject(error);
  }
}

function write({ stream }: CopyConnection, buffer: CopyBuffer): Promise<void> {
  buffer.bytes[0] = COPY_DATA;
  buffer.bytes.writeInt32BE(buffer.offset - 1, 1);
  const { promise, resolve } = Promise.withResolvers<void>();
  // The buffer is used again only after the socket has let go of it; a broken socket reports through handleError.
  stream.write(buffer.bytes.subarray(0, buffer.offset), () => resolve());
  return promise;
}
