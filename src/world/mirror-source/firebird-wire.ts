import { createRequire } from "node:module";
import type * as Serialize from "node-firebird/lib/wire/serialize.js";

const SALT_DIGITS = 64;
const LENGTH = 2;
const isHexadecimal = (bytes: Uint8Array) =>
  bytes.every((byte) => /[0-9a-f]/i.test(String.fromCharCode(byte)));

/**
 * A server's answer to a login, with its key where the client looks for it. The answer is a length, the login's salt as hexadecimal
 * digits, a length, the key; a salt that begins with noughts has fewer digits. The client (2.17.1) rounds the place of the key up or
 * down to four bytes, which is right after 64 digits only: one login in sixteen was told that its password is wrong, whatever it was, and
 * one in 256 ended the program.
 */
export function withKeyWhereItIsSought(answer: Buffer): Buffer {
  const digits = answer.length < LENGTH ? 0 : answer.readUInt16LE(0);
  const keyAt = LENGTH + digits + LENGTH;
  if (digits === 0 || digits >= SALT_DIGITS || answer.length <= keyAt) return answer;
  const key = answer.subarray(keyAt);
  const salt = answer.subarray(LENGTH, LENGTH + digits);
  if (answer.readUInt16LE(keyAt - LENGTH) !== key.length || !isHexadecimal(salt) || !isHexadecimal(key))
    return answer;
  const soughtAt = (LENGTH + digits + 3) & ~3;
  const before = Buffer.alloc(soughtAt);
  answer.copy(before, 0, 0, Math.min(soughtAt, keyAt));
  return Buffer.concat([before, key]);
}

/** What the client reads values from. */
interface WireReader {
  readInt(): number;
  readUInt(): number;
}
type Decode = (reader: WireReader, hasNullAfter: boolean) => string | null;

/** 17 November 1858 is day 0 of the server, 1 January 1970 this one. */
const DAY_1970 = 40_587;
const MILLISECONDS_OF_DAY = 86_400_000;
/** Ten-thousandths of a second, whose seconds are kept. */
const UNITS_OF_MILLISECOND = 10;

/** The days and times of a base by how they are sent: no zone has a part in them. */
export const DECODERS: Readonly<Record<"SQLVarDate" | "SQLVarTime" | "SQLVarTimeStamp", Decode>> = {
  SQLVarDate: (reader, hasNullAfter) => unlessNull(dayOf(reader.readInt()), reader, hasNullAfter),
  SQLVarTime: (reader, hasNullAfter) => unlessNull(timeOf(reader.readUInt()), reader, hasNullAfter),
  SQLVarTimeStamp: (reader, hasNullAfter) => {
    const day = reader.readInt();
    return unlessNull(`${dayOf(day)} ${timeOf(reader.readUInt())}`, reader, hasNullAfter);
  },
};

/** Old servers tell after the value whether it is one. */
function unlessNull(text: string, reader: WireReader, hasNullAfter: boolean): string | null {
  return hasNullAfter && reader.readInt() !== 0 ? null : text;
}

function dayOf(day: number): string {
  return new Date((day - DAY_1970) * MILLISECONDS_OF_DAY).toISOString().slice(0, 10);
}

function timeOf(units: number): string {
  return new Date(Math.floor(units / UNITS_OF_MILLISECOND)).toISOString().slice(11, 19);
}

let isTold = false;

/**
 * Makes the client (2.17.1) read what the server sends as it is: a login's answer with a short salt, and days and times, which it would
 * turn into moments of this machine's zone, where an hour of the spring is missing.
 */
export function readAsSent(): void {
  if (isTold) return;
  isTold = true;
  const load = createRequire(import.meta.url);
  const answers = load("node-firebird/lib/wire/serialize.js") as { BlrReader: typeof Serialize.BlrReader };
  answers.BlrReader = class extends answers.BlrReader {
    constructor(buffer: Buffer) {
      super(Buffer.isBuffer(buffer) ? withKeyWhereItIsSought(buffer) : buffer);
    }
  };
  const values = load("node-firebird/lib/wire/xsqlvar.js") as Record<
    keyof typeof DECODERS,
    { prototype: { decode: Decode } }
  >;
  for (const [name, decode] of Object.entries(DECODERS) as [keyof typeof DECODERS, Decode][])
    values[name].prototype.decode = decode;
}
