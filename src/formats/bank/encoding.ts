import iconv from "iconv-lite";
import type { StatementEncoding } from "./statement.ts";
import { createUtf8Check } from "./utf8-check.ts";

/** First pass over a file: looks at every byte, keeps only counts. */
export interface EncodingDetector {
  push(bytes: Uint8Array): void;
  finish(): StatementEncoding;
}

/** Order of preference when the bytes read the same: Polish banks write ISO-8859-2 more than the others. */
const SINGLE_BYTE: readonly StatementEncoding[] = ["iso-8859-2", "windows-1250", "cp852"];

/**
 * Valid UTF-8 (with or without BOM, ASCII included) is UTF-8 whatever the file declares. Otherwise an XML declaration
 * that names one of our encodings is believed, and without one the letters decide: each high byte is read in every
 * encoding between its neighbours, where a Polish letter speaks for it and a box drawing or a misplaced case against.
 */
export function createEncodingDetector(): EncodingDetector {
  const utf8 = createUtf8Check();
  const contexts = new Map<number, number>();
  let head = "";
  let before = 0;
  let pending = -1;
  return {
    push(bytes) {
      if (head.length < HEAD_LENGTH) head += latin(bytes.subarray(0, HEAD_LENGTH - head.length));
      utf8.push(bytes);
      for (let place = 0; place < bytes.length; place += 1) {
        const byte = bytes[place] ?? 0;
        if (byte < 0x80 && pending < 0) {
          before = byte;
          continue;
        }
        if (pending >= 0) {
          countContext(contexts, before, pending, byte);
          before = pending;
        }
        if (byte < 0x80) before = byte;
        pending = byte < 0x80 ? -1 : byte;
      }
    },
    finish() {
      if (pending >= 0) countContext(contexts, before, pending, 0);
      pending = -1;
      if (utf8.isUtf8()) return "utf-8";
      return declaredEncoding(head) ?? mostPolish(contexts);
    },
  };
}

/** Turns bytes that come in pieces into text. */
export interface TextDecoding {
  write(bytes: Uint8Array): string;
  end(): string | undefined;
}

/** A decoder that keeps its state between pieces; a leading BOM is dropped. */
export function createDecoder(encoding: StatementEncoding): TextDecoding {
  return iconv.getDecoder(encoding);
}

const HEAD_LENGTH = 200;

function latin(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

function declaredEncoding(head: string): StatementEncoding | null {
  const name = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']/i.exec(head)?.[1]?.toLowerCase();
  if (name === undefined) return null;
  if (/^(iso[-_]?8859-?2|latin-?2)$/.test(name)) return "iso-8859-2";
  if (/^(windows|cp|win)-?1250$/.test(name)) return "windows-1250";
  return /^(ibm|cp)-?852$/.test(name) ? "cp852" : null;
}

/** Neighbours matter only as lower, upper or neither; a high neighbour is weighed by its own letter later. */
function countContext(contexts: Map<number, number>, before: number, byte: number, after: number): void {
  const key = (caseOf(before) * 256 + byte) * 3 + caseOf(after);
  contexts.set(key, (contexts.get(key) ?? 0) + 1);
}

const NEITHER = 0;
const LOWER = 1;
const UPPER = 2;

function caseOf(byte: number): number {
  if (byte >= 0x61 && byte <= 0x7a) return LOWER;
  return byte >= 0x41 && byte <= 0x5a ? UPPER : NEITHER;
}

function mostPolish(contexts: ReadonlyMap<number, number>): StatementEncoding {
  let best: StatementEncoding = "iso-8859-2";
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const encoding of SINGLE_BYTE) {
    const table = iconv.decode(
      Uint8Array.from({ length: 256 }, (_, byte) => byte),
      encoding,
    );
    let score = 0;
    for (const [key, count] of contexts) {
      const after = key % 3;
      const byte = Math.floor(key / 3) % 256;
      const before = Math.floor(key / 768);
      score += count * weight(table[byte] ?? "", before, after);
    }
    if (score > bestScore) {
      bestScore = score;
      best = encoding;
    }
  }
  return best;
}

const POLISH_LOWER = "ąćęłńóśźż";
const POLISH_UPPER = "ĄĆĘŁŃÓŚŹŻ";
/** Signs at home in any text: filler 0xFF, no-break space, quotes, dashes, section, degree. */
const NEUTRAL = "˙\u00a0§°„”“’‘–—…€«»";

function weight(sign: string, before: number, after: number): number {
  const inWord = before !== NEITHER || after !== NEITHER;
  if (POLISH_LOWER.includes(sign)) return before === UPPER && after === UPPER ? -1 : 4;
  if (POLISH_UPPER.includes(sign)) return before === LOWER ? -2 : 4;
  if (NEUTRAL.includes(sign)) return inWord ? -1 : 0;
  if (/\p{L}/u.test(sign)) return -1;
  return /\p{Cc}|\ufffd/u.test(sign) ? -6 : inWord ? -4 : -2;
}
