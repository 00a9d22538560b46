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

let isTold = false;

/** Makes the client read such answers as they are. */
export function readShortSalts(): void {
  if (isTold) return;
  isTold = true;
  const client = createRequire(import.meta.url)("node-firebird/lib/wire/serialize.js") as {
    BlrReader: typeof Serialize.BlrReader;
  };
  client.BlrReader = class extends client.BlrReader {
    constructor(buffer: Buffer) {
      super(Buffer.isBuffer(buffer) ? withKeyWhereItIsSought(buffer) : buffer);
    }
  };
}
