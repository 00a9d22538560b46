import { type Column, LATIN, little } from "./columns.ts";

/** Tokens of a server's answer ([MS-TDS] 2.2.7). */
export const DONE = 0xfd;
export const DONE_PROC = 0xfe;
export const DONE_IN_PROC = 0xff;
/** Status of the end of an answer: an error stands in it, it has a count, more follows, an attention is acknowledged. */
export const STATUS = { final: 0, more: 1, error: 2, count: 0x10, attention: 0x20 } as const;

/** @param flags by default: it may be null, and whether it may be written is not known. */
export function columnMetadata(columns: readonly Column[], flags = 0x09): Buffer {
  const parts = columns.flatMap(({ name, typeInfo }) => [
    Buffer.alloc(4),
    little(BigInt(flags), 2),
    typeInfo,
    shortName(name),
  ]);
  return Buffer.concat([Buffer.from([0x81]), little(BigInt(columns.length), 2), ...parts]);
}

export function row(columns: readonly Column[], values: readonly (string | null)[]): Buffer {
  return Buffer.concat([Buffer.from([0xd1]), ...columns.map(({ value }, index) => value(values[index]!))]);
}

/** A row whose nulls are only told by a bit each. */
export function nullBitmapRow(columns: readonly Column[], values: readonly (string | null)[]): Buffer {
  const bitmap = Buffer.alloc(Math.ceil(columns.length / 8));
  for (const [index, value] of values.entries())
    if (value === null) bitmap[index >> 3] = bitmap[index >> 3]! | (1 << (index & 7));
  const present = columns.flatMap(({ value }, index) =>
    values[index] === null ? [] : [value(values[index]!)],
  );
  return Buffer.concat([Buffer.from([0xd2]), bitmap, ...present]);
}

export function done(token: number, status: number, rows = 0, command = 0xc1): Buffer {
  return Buffer.concat([
    Buffer.from([token]),
    little(BigInt(status), 2),
    little(BigInt(command), 2),
    little(BigInt(rows), 8),
  ]);
}

export function returnStatus(): Buffer {
  return Buffer.from([0x79, 0, 0, 0, 0]);
}

export interface ServerError {
  readonly number: number;
  readonly message: string;
}

export function error({ number, message }: ServerError): Buffer {
  const body = Buffer.concat([
    little(BigInt(number), 4),
    Buffer.from([1, 14]),
    little(BigInt(message.length), 2),
    Buffer.from(message, "utf16le"),
    shortName("SERWER"),
    shortName(""),
    little(1n, 4),
  ]);
  return counted(0xaa, body);
}

/** What a server says of itself when it lets somebody in. */
export function loginAcknowledgement(): Buffer {
  const body = Buffer.concat([
    // The language of queries, TDS 7.4, the program and its version.
    Buffer.from([1, 0x74, 0, 0, 4]),
    shortName("Microsoft SQL Server"),
    Buffer.from([15, 0, 0x07, 0xd0]),
  ]);
  return counted(0xad, body);
}

/** Changes of the surroundings that are told by texts: the database (1), the language (2), the packet size (4). */
export function changed(type: 1 | 2 | 4, now: string, before: string): Buffer {
  return counted(0xe3, Buffer.concat([Buffer.from([type]), shortName(now), shortName(before)]));
}

/** The server's collation (7), and the descriptor of a transaction that began (8). */
export function changedBytes(type: 7 | 8, now: Buffer = LATIN): Buffer {
  return counted(0xe3, Buffer.concat([Buffer.from([type, now.length]), now, Buffer.from([0])]));
}

function counted(token: number, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from([token]), little(BigInt(body.length), 2), body]);
}

function shortName(text: string): Buffer {
  return Buffer.concat([Buffer.from([text.length]), Buffer.from(text, "utf16le")]);
}
