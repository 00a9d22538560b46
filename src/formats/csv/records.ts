import { parse } from "csv-parse/sync";
import iconv from "iconv-lite";

/** One record of a CSV file with the line it ends on (the first line is 1). */
export interface CsvRecord {
  readonly cells: readonly string[];
  readonly line: number;
}

/** A file that is no CSV from this line on, for example after a quotation mark that is never closed. */
export interface CsvFault {
  readonly line: number;
}

export type Delimiter = ";" | ",";

const PIECE_BYTES = 1 << 18;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const QUOTE = 0x22;

/**
 * Reads UTF-8 text (a byte order mark is tolerated) piece by piece, so that memory stays flat however long the file is.
 * The delimiter is the one of `;` and `,` that the first line holds more often. Blank lines are no records; bytes that are no
 * UTF-8 become U+FFFD.
 */
export function* csvRecords(bytes: Uint8Array): Generator<CsvRecord, CsvFault | null> {
  const delimiter = delimiterOf(bytes);
  let line = 0;
  for (const piece of pieces(bytes)) {
    const text = iconv.decode(piece, "utf8");
    let records: ReturnType<typeof parseRecords>;
    try {
      records = parseRecords(text, delimiter);
    } catch (error) {
      return { line: line + (openQuoteLine(piece) ?? faultLine(error)) };
    }
    for (const { record, info } of records) yield { cells: record, line: line + info.lines };
    line += lineCount(piece);
  }
  return null;
}

/** The delimiter of a file, by its first line. */
export function delimiterOf(bytes: Uint8Array): Delimiter {
  let [semicolons, commas] = [0, 0];
  for (const byte of bytes) {
    if (byte === LINE_FEED || byte === CARRIAGE_RETURN) break;
    if (byte === 0x3b) semicolons += 1;
    if (byte === 0x2c) commas += 1;
  }
  return commas > semicolons ? "," : ";";
}

function parseRecords(text: string, delimiter: Delimiter) {
  return parse(text, {
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    record_delimiter: ["\r\n", "\n", "\r"],
  });
}

/** Cuts after a line that ends outside quotation marks: an even number of them stands before it. */
function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  let start = 0;
  let isQuoted = false;
  for (let offset = 0; offset < bytes.length; offset += 1) {
    const byte = bytes[offset];
    if (byte === QUOTE) isQuoted = !isQuoted;
    else if (byte === LINE_FEED && !isQuoted && offset - start >= PIECE_BYTES) {
      yield bytes.subarray(start, offset + 1);
      start = offset + 1;
    }
  }
  if (start < bytes.length) yield bytes.subarray(start);
}

/** Line of the quotation mark that is never closed; null when all are. */
function openQuoteLine(piece: Uint8Array): number | null {
  let [line, opened, isQuoted] = [1, 1, false];
  for (const byte of piece) {
    if (byte === LINE_FEED) line += 1;
    if (byte !== QUOTE) continue;
    isQuoted = !isQuoted;
    if (isQuoted) opened = line;
  }
  return isQuoted ? opened : null;
}

function lineCount(piece: Uint8Array): number {
  let count = 0;
  for (const byte of piece) if (byte === LINE_FEED) count += 1;
  return count;
}

function faultLine(error: unknown): number {
  const lines = error instanceof Error && "lines" in error ? error.lines : null;
  return typeof lines === "number" ? lines : 1;
}
