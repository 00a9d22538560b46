import pg from "pg";
import { CopyBuffer, type CopyType } from "./copy-encoding.ts";

const CHUNK_BYTES = 512 * 1024;
/** Most statements of COPY are short: buffers grow to the size of a chunk only where rows fill them. */
const FIRST_BYTES = 16 * 1024;

/** CopyData message: one byte of kind and four of length stand before the rows. */
const MESSAGE_HEAD_BYTES = 5;
const COPY_DATA = 0x64;

/**
 * Streams rows into a table by binary COPY; two buffers take turns, one filled while the other is on its way.
 * @param client a connection of a role that may INSERT and that row security does not refuse (`loader`), or the
 *   owner of a temporary table; never a pipelined one.
 * @param table as written in SQL, schema included.
 * @param columns name and type of each value, in the order the rows give them.
 * @returns how many rows the server took; a fault in any row rolls back the whole statement.
 */
export async function copyRows(
  client: pg.ClientBase,
  table: string,
  columns: readonly (readonly [name: string, type: CopyType])[],
  rows: Iterable<readonly unknown[]> | AsyncIterable<readonly unknown[]>,
): Promise<number> {
  const names = columns.map(([name]) => pg.escapeIdentifier(name)).join(", ");
  const types = columns.map(([, type]) => type);
  const copy = new CopyIn(`copy ${table} (${names}) from stdin with (format binary)`);
  client.query(copy);
  try {
    await copy.ready;
    if (Symbol.asyncIterator in rows) {
      for await (const row of rows) {
        if (copy.add(types, row)) await copy.send();
      }
    } else {
      for (const row of rows) {
        if (copy.add(types, row)) await copy.send();
      }
    }
    await copy.finish();
  } catch (error) {
    await copy.cancel();
    throw error;
  }
  return copy.done;
}

/** What `pg` gives a query of one's own; the published types leave these out. */
interface CopyConnection {
  readonly stream: NodeJS.WritableStream & { readonly destroyed?: boolean };
  query(text: string): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
}

class CopyIn implements pg.Submittable {
  readonly ready: Promise<void>;
  readonly done: Promise<number>;
  readonly #text: string;
  readonly #events = Promise.withResolvers<void>();
  readonly #end = Promise.withResolvers<number>();
  #connection: CopyConnection | null = null;
  #filling = new CopyBuffer(FIRST_BYTES);
  #resting = new CopyBuffer(FIRST_BYTES);
  #inFlight: Promise<void> = Promise.resolve();
  #rowCount = 0;
  #failure: Error | null = null;
  #settled = false;

  constructor(text: string) {
    this.#text = text;
    this.ready = this.#events.promise;
    this.done = this.#end.promise;
    this.done.catch(() => {});
    this.#filling.offset = MESSAGE_HEAD_BYTES;
    this.#filling.header();
  }

  /** @returns true when it is time to send. */
  add(types: readonly CopyType[], row: readonly unknown[]): boolean {
    this.#filling.row(types, row);
    return this.#filling.offset >= CHUNK_BYTES;
  }

  async send(): Promise<void> {
    const full = this.#filling;
    await this.#inFlight;
    if (this.#failure) throw this.#failure;
    this.#inFlight = this.#write(full);
    this.#filling = this.#resting;
    this.#filling.offset = MESSAGE_HEAD_BYTES;
    this.#resting = full;
  }

  async finish(): Promise<void> {
    this.#filling.trailer();
    await this.send();
    await this.#inFlight;
    this.#connection?.endCopyFrom();
    await this.done;
  }

  /** Ends a COPY that cannot be completed; the statement fails and its transaction with it. */
  async cancel(): Promise<void> {
    if (this.#settled) return;
    await this.#inFlight;
    this.#connection?.sendCopyFail("cancelled by the program");
    await this.done.catch(() => {});
  }

  #write(buffer: CopyBuffer): Promise<void> {
    buffer.bytes[0] = COPY_DATA;
    buffer.bytes.writeInt32BE(buffer.offset - 1, 1);
    const { promise, resolve } = Promise.withResolvers<void>();
    // The buffer is used again only after the socket has let go of it; a broken socket reports through handleError.
    this.#connection?.stream.write(buffer.bytes.subarray(0, buffer.offset), () => resolve());
    return promise;
  }

  submit(connection: pg.Connection): void {
    this.#connection = connection as unknown as CopyConnection;
    this.#connection.query(this.#text);
  }

  handleCopyInResponse(): void {
    this.#events.resolve();
  }

  handleCommandComplete(message: { readonly text?: string }): void {
    this.#rowCount = Number(/^COPY (\d+)$/.exec(message.text ?? "")?.[1] ?? 0);
  }

  handleReadyForQuery(): void {
    this.#settled = true;
    this.#end.resolve(this.#rowCount);
  }

  handleError(error: Error): void {
    this.#settled = true;
    this.#failure = error;
    this.#events.reject(error);
    this.#end.reject(error);
  }
}
