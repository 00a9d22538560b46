/** Stands for a number that is not there; no amount, id or day comes near it. */
export const NO_NUMBER = -2147483648;
/** Stands for a text that is not there; no text of a package holds this character. */
export const NO_TEXT = "\u0001";

const START = 0x9e3779b9 + 3923095;
/** Texts up to this length are first tried as ASCII. */
const SCRATCH_BYTES = 1 << 16;

/**
 * The 64-bit hash of a row as PostgreSQL computes it with `hashint8extended` and `hashtextextended`, each value seeded with the hash of
 * those before it; and the sum of the hashes of many rows, modulo 2^64. What is sent and what is stored are compared by it, so both
 * sides compute it on their own.
 */
export class RowHash {
  /** Hash so far: the upper and the lower 32 bits. */
  #high = 0;
  #low = 1;
  #sumHigh = 0;
  #sumLow = 0;
  #count = 0;
  #scratch: Uint8Array = new Uint8Array(SCRATCH_BYTES);
  #a = 0;
  #b = 0;
  #c = 0;
  readonly #encode: (text: string) => Uint8Array;

  /** @param encode writes a text as UTF-8. */
  constructor(encode: (text: string) => Uint8Array) {
    this.#encode = encode;
  }

  /** Rows that were summed. */
  get count(): number {
    return this.#count;
  }

  /** Begins a row. */
  begin(): void {
    this.#high = 0;
    this.#low = 1;
  }

  /** Takes a whole number within ±2^53. */
  number(value: number): void {
    const low = value | 0;
    let key = low;
    if (low !== value) {
      const high = Math.floor(value / 4294967296) | 0;
      key = low ^ (value >= 0 ? high : ~high);
    }
    this.#seed(4);
    this.#a = (this.#a + key) | 0;
    this.#final();
  }

  text(text: string): void {
    const { length } = text;
    let bytes = this.#scratch;
    let count = 0;
    if (length <= SCRATCH_BYTES)
      for (; count < length; count += 1) {
        const code = text.charCodeAt(count);
        if (code > 0x7f) break;
        bytes[count] = code;
      }
    if (count < length) {
      bytes = this.#encode(text);
      count = bytes.length;
    }
    this.#bytes(bytes, count);
  }

  /** Ends a row and counts it in. */
  end(): void {
    this.#count += 1;
    this.#sumLow += this.#low >>> 0;
    this.#sumHigh = (this.#sumHigh + this.#high) | 0;
    if (this.#sumLow >= 4294967296) {
      this.#sumLow -= 4294967296;
      this.#sumHigh = (this.#sumHigh + 1) | 0;
    }
  }

  /** Sum of the rows' hashes modulo 2^64, from 0. */
  get sum(): bigint {
    return (BigInt(this.#sumHigh >>> 0) << 32n) | BigInt(this.#sumLow);
  }

  #bytes(bytes: Uint8Array, count: number): void {
    this.#seed(count);
    let at = 0;
    let left = count;
    for (; left >= 12; left -= 12, at += 12) {
      this.#a = (this.#a + word(bytes, at, 4)) | 0;
      this.#b = (this.#b + word(bytes, at + 4, 4)) | 0;
      this.#c = (this.#c + word(bytes, at + 8, 4)) | 0;
      this.#mix();
    }
    this.#a = (this.#a + word(bytes, at, Math.min(left, 4))) | 0;
    if (left > 4) this.#b = (this.#b + word(bytes, at + 4, Math.min(left - 4, 4))) | 0;
    // The lowest byte of the last word is left to the length.
    if (left > 8) this.#c = (this.#c + (word(bytes, at + 8, left - 8) << 8)) | 0;
    this.#final();
  }

  #seed(length: number): void {
    const start = (START + length) | 0;
    this.#a = this.#b = this.#c = start;
    if (this.#high === 0 && this.#low === 0) return;
    this.#a = (start + this.#high) | 0;
    this.#b = (start + this.#low) | 0;
    this.#mix();
  }

  #mix(): void {
    let [a, b, c] = [this.#a, this.#b, this.#c];
    a = (a - c) ^ ((c << 4) | (c >>> 28));
    c = (c + b) | 0;
    b = (b - a) ^ ((a << 6) | (a >>> 26));
    a = (a + c) | 0;
    c = (c - b) ^ ((b << 8) | (b >>> 24));
    b = (b + a) | 0;
    a = (a - c) ^ ((c << 16) | (c >>> 16));
    c = (c + b) | 0;
    b = (b - a) ^ ((a << 19) | (a >>> 13));
    a = (a + c) | 0;
    c = (c - b) ^ ((b << 4) | (b >>> 28));
    b = (b + a) | 0;
    this.#a = a;
    this.#b = b;
    this.#c = c;
  }

  #final(): void {
    let [a, b, c] = [this.#a, this.#b, this.#c];
    c = ((c ^ b) - ((b << 14) | (b >>> 18))) | 0;
    a = ((a ^ c) - ((c << 11) | (c >>> 21))) | 0;
    b = ((b ^ a) - ((a << 25) | (a >>> 7))) | 0;
    c = ((c ^ b) - ((b << 16) | (b >>> 16))) | 0;
    a = ((a ^ c) - ((c << 4) | (c >>> 28))) | 0;
    b = ((b ^ a) - ((a << 14) | (a >>> 18))) | 0;
    c = ((c ^ b) - ((b << 24) | (b >>> 8))) | 0;
    this.#high = b;
    this.#low = c;
  }
}

/** Up to four bytes, the first one lowest. */
function word(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  if (count > 0) value = bytes[at]!;
  if (count > 1) value |= bytes[at + 1]! << 8;
  if (count > 2) value |= bytes[at + 2]! << 16;
  if (count > 3) value |= bytes[at + 3]! << 24;
  return value;
}
