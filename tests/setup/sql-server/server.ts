import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import type { Column } from "./columns.ts";
import { type Login, readBatch, readCall, readIsolation, readLogin } from "./requests.ts";
import * as tokens from "./tokens.ts";

/** What the stand-in says to a query. */
export interface Answer {
  readonly columns: readonly Column[];
  readonly rows: Iterable<readonly (string | null)[]>;
  /** Stands after the rows. */
  readonly error?: tokens.ServerError;
  /** The connection is cut after the rows. */
  readonly isCut?: boolean;
}

export interface Asked {
  readonly text: string;
  readonly declared: string | null;
  readonly parameters: Readonly<Record<string, string | null>>;
}

/** A stand-in of SQL Server: it speaks TDS 7.4 over a real socket and answers what the test tells it. */
export interface StandIn {
  readonly port: number;
  readonly logins: readonly Login[];
  readonly asked: readonly Asked[];
  /** Batches of SQL, which the client sends to set its session up. */
  readonly batches: readonly string[];
  readonly isolations: readonly number[];
  /** Rows of the present answer that were put on the wire. */
  readonly sent: () => number;
  readonly close: () => Promise<void>;
}

export interface StandInOptions {
  /** @returns null where nothing is known of the query, which is then an error as the server tells it. */
  readonly answer: (asked: Asked) => Answer | null | Promise<Answer | null>;
  readonly password?: string;
  /** Nulls are told by a bitmap. */
  readonly hasNullBitmaps?: boolean;
}

const TYPE = {
  batch: 1,
  call: 3,
  answer: 4,
  attention: 6,
  transaction: 14,
  login: 16,
  prelogin: 18,
} as const;
const HEADER = 8;
const PACKET = 4096;
const SNAPSHOT = Buffer.from("0100000000000000", "hex");

export async function standIn(options: StandInOptions): Promise<StandIn> {
  const state: State = { logins: [], asked: [], batches: [], isolations: [], sent: 0 };
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
    new Session(socket, options, state).listen();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as { port: number }).port,
    ...state,
    sent: () => state.sent,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

interface State {
  readonly logins: Login[];
  readonly asked: Asked[];
  readonly batches: string[];
  readonly isolations: number[];
  sent: number;
}

class Session {
  readonly #socket: Socket;
  readonly #options: StandInOptions;
  readonly #state: State;
  #incoming = Buffer.alloc(0);
  #message: Buffer[] = [];
  /** Bytes of an answer that do not fill a packet yet. */
  #outgoing: Buffer[] = [];
  #outgoingLength = 0;
  #packet = 1;
  #isStopped = false;
  #working: Promise<void> = Promise.resolve();

  constructor(socket: Socket, options: StandInOptions, state: State) {
    this.#socket = socket;
    this.#options = options;
    this.#state = state;
  }

  listen(): void {
    this.#socket.on("data", (bytes) => {
      this.#incoming = Buffer.concat([this.#incoming, bytes as Buffer]);
      while (this.#incoming.length >= HEADER && this.#incoming.length >= this.#incoming.readUInt16BE(2))
        this.#take(this.#incoming.readUInt16BE(2));
    });
  }

  #take(length: number): void {
    const [type, status] = [this.#incoming[0]!, this.#incoming[1]!];
    this.#message.push(this.#incoming.subarray(HEADER, length));
    this.#incoming = this.#incoming.subarray(length);
    if ((status & 1) === 0) return;
    const message = Buffer.concat(this.#message);
    this.#message = [];
    // An attention stops the answer that is going on; all else waits for its turn.
    if (type === TYPE.attention) this.#isStopped = true;
    this.#working = this.#working
      .then(() => this.#handle(type, message))
      .catch((error: Error) => {
        this.#socket.destroy(error);
      });
  }

  async #handle(type: number, message: Buffer): Promise<void> {
    switch (type) {
      case TYPE.prelogin:
        return this.#end(PRELOGIN);
      case TYPE.login:
        return this.#login(readLogin(message));
      case TYPE.batch:
        this.#state.batches.push(readBatch(message));
        return this.#end(tokens.done(tokens.DONE, tokens.STATUS.final));
      case TYPE.transaction: {
        const isolation = readIsolation(message);
        if (isolation !== null) this.#state.isolations.push(isolation);
        return this.#end(
          tokens.changedBytes(8, SNAPSHOT),
          tokens.done(tokens.DONE, tokens.STATUS.final, 0, 0xd4),
        );
      }
      case TYPE.attention:
        this.#isStopped = false;
        return this.#end(tokens.done(tokens.DONE, tokens.STATUS.attention));
      case TYPE.call:
        return this.#call(readCall(message));
      default:
        throw new Error(`message of type ${type}`);
    }
  }

  async #login(login: Login): Promise<void> {
    this.#state.logins.push(login);
    if (login.password !== (this.#options.password ?? "tajne"))
      return this.#end(
        tokens.error({ number: 18456, message: `Login failed for user '${login.user}'.` }),
        tokens.done(tokens.DONE, tokens.STATUS.error),
      );
    return this.#end(
      tokens.changed(1, login.database, "master"),
      tokens.changedBytes(7),
      tokens.changed(2, "us_english", ""),
      tokens.loginAcknowledgement(),
      tokens.changed(4, String(PACKET), String(PACKET)),
      tokens.done(tokens.DONE, tokens.STATUS.final),
    );
  }

  async #call(asked: Asked): Promise<void> {
    this.#state.asked.push(asked);
    this.#state.sent = 0;
    const answer = await this.#options.answer(asked);
    if (answer === null) {
      const message = `Invalid object name in: ${asked.text.slice(0, 60)}`;
      return this.#fail({ number: 208, message });
    }
    const { columns, rows } = answer;
    const rowOf = this.#options.hasNullBitmaps ? tokens.nullBitmapRow : tokens.row;
    this.#put(tokens.columnMetadata(columns));
    for (const values of rows) {
      if (this.#isStopped) return this.#end(tokens.done(tokens.DONE, tokens.STATUS.error));
      this.#put(rowOf(columns, values));
      this.#state.sent += 1;
      if (this.#outgoingLength >= PACKET) await this.#flush(false);
    }
    if (answer.isCut) {
      await this.#flush(false);
      this.#socket.destroy();
      return;
    }
    if (answer.error) return this.#fail(answer.error);
    return this.#end(
      tokens.done(tokens.DONE_IN_PROC, tokens.STATUS.more | tokens.STATUS.count, this.#state.sent),
      tokens.returnStatus(),
      tokens.done(tokens.DONE_PROC, tokens.STATUS.final, 0, 0xe0),
    );
  }

  #fail(error: tokens.ServerError): Promise<void> {
    return this.#end(tokens.error(error), tokens.done(tokens.DONE_PROC, tokens.STATUS.error));
  }

  #put(bytes: Buffer): void {
    this.#outgoing.push(bytes);
    this.#outgoingLength += bytes.length;
  }

  #end(...parts: readonly Buffer[]): Promise<void> {
    for (const part of parts) this.#put(part);
    return this.#flush(true);
  }

  /** Sends what fills packets, at the end of an answer all of it; waits while the client does not read. */
  async #flush(isEnd: boolean): Promise<void> {
    const room = PACKET - HEADER;
    if (!isEnd && this.#outgoingLength < room) return;
    let bytes = Buffer.concat(this.#outgoing);
    while (bytes.length >= room || (isEnd && bytes.length > 0)) {
      const body = bytes.subarray(0, room);
      bytes = bytes.subarray(body.length);
      const isLast = isEnd && bytes.length === 0;
      if (
        !this.#socket.write(Buffer.concat([this.#header(body.length, isLast), body])) &&
        !this.#socket.destroyed
      )
        await Promise.race([once(this.#socket, "drain"), once(this.#socket, "close")]);
      if (isLast) break;
    }
    this.#outgoing = bytes.length > 0 ? [bytes] : [];
    this.#outgoingLength = bytes.length;
  }

  #header(length: number, isLast: boolean): Buffer {
    const header = Buffer.from([TYPE.answer, isLast ? 1 : 0, 0, 0, 0, 51, this.#packet, 0]);
    header.writeUInt16BE(length + HEADER, 2);
    this.#packet = isLast ? 1 : (this.#packet + 1) & 0xff;
    return header;
  }
}

/** Its version, and that it does not encrypt. */
const PRELOGIN = Buffer.from("00000b00060100110001ff0f0007d0000002", "hex");
