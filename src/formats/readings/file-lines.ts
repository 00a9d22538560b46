import iconv from "iconv-lite";
import { createEncodingDetector } from "../bank/encoding.ts";
import { LONGEST_LINE } from "../bank/lines.ts";

/** A line of a file that is not blank, counted from 1. */
export interface FileLine {
  readonly line: number;
  readonly text: string;
}

/** A file of lines in the encoding found in its bytes: UTF-8 with or without a byte order mark, UTF-16, else a Polish one. */
export interface LinedFile {
  readonly bytes: Uint8Array;
  readonly encoding: string;
}

const PIECE_BYTES = 1 << 18;
const LINE_FEED = 0x0a;

export function linedFile(bytes: Uint8Array): LinedFile {
  const wide = wideEncodingOf(bytes);
  if (wide !== null) return { bytes: iconv.encode(iconv.decode(bytes, wide), "utf8"), encoding: "utf-8" };
  const detector = createEncodingDetector();
  detector.push(bytes);
  const found = detector.finish();
  // Gateways run on Windows; the two encodings differ in few letters and no heading of ours.
  return { bytes, encoding: found === "iso-8859-2" ? "windows-1250" : found };
}

/** UTF-16 by its byte order mark or, without one, by the zero half of the first two characters; null for anything else. */
function wideEncodingOf(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first === undefined || fourth === undefined) return null;
  if (first !== 0 && second === 0 && third !== 0 && fourth === 0) return "utf-16le";
  return first === 0 && second !== 0 && third === 0 && fourth !== 0 ? "utf-16be" : null;
}

/** Reads piece by piece, so that memory stays flat; CR, LF and CRLF end a line, an overlong one is given cut. */
export function* linesOf({ bytes, encoding }: LinedFile): Generator<FileLine> {
  let line = 0;
  for (const piece of pieces(bytes)) {
    const lines = iconv.decode(piece, encoding).split(/\r\n|\r|\n/);
    // A piece ends with a line end except the last one of a file.
    if (lines.at(-1) === "") lines.pop();
    for (const text of lines) {
      line += 1;
      if (text.trim() !== "") yield { line, text: text.slice(0, LONGEST_LINE) };
    }
  }
}

/** The texts of some lines, for keeping what was written. */
export function textsOfLines(file: LinedFile, wanted: ReadonlySet<number>): Map<number, string> {
  const texts = new Map<number, string>();
  if (wanted.size === 0) return texts;
  for (const { line, text } of linesOf(file)) if (wanted.has(line)) texts.set(line, text);
  return texts;
}

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  let start = 0;
  while (start < bytes.length) {
    const end = bytes.indexOf(LINE_FEED, Math.min(start + PIECE_BYTES, bytes.length - 1));
    const next = end < 0 ? bytes.length : end + 1;
    yield bytes.subarray(start, next);
    start = next;
  }
}
