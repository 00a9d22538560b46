import { createCamtReader } from "./camt-reader.ts";
import { createDecoder, createEncodingDetector } from "./encoding.ts";
import { createMt940Reader, type TextReader } from "./mt940-reader.ts";
import type {
  ParsedStatement,
  ParsedStatementFile,
  StatementEncoding,
  StatementEntry,
  StatementEvent,
  StatementProblem,
  StatementReader,
} from "./statement.ts";

/** Reads a whole file at once; the same result as the two passes in pieces. */
export function readStatements(bytes: Uint8Array): ParsedStatementFile {
  const detector = createEncodingDetector();
  detector.push(bytes);
  const encoding = detector.finish();
  const reader = createStatementReader({ encoding });
  return collectStatements(encoding, [...reader.push(bytes), ...reader.finish()]);
}

/** Second pass over a file: decodes, finds out the format and tells what it reads, piece by piece; never throws. */
export function createStatementReader({ encoding }: { encoding: StatementEncoding }): StatementReader {
  const decoder = createDecoder(encoding);
  let reader: TextReader | null = null;
  let head = "";
  let isUnknown = false;
  const read = (text: string, isEnd: boolean): StatementEvent[] => {
    if (reader !== null) return reader.push(text);
    if (isUnknown) return [];
    head += text;
    const format = sniff(head.slice(0, LONGEST_HEAD), isEnd);
    isUnknown = format === null && head.length > LONGEST_HEAD;
    if (format === null) return [];
    const opened = openReader(format);
    reader = opened.reader;
    const all = head;
    head = "";
    return [...opened.events, ...reader.push(all)];
  };
  return {
    push: (bytes) => read(decoder.write(bytes), false),
    finish() {
      const events = read(decoder.end() ?? "", true);
      if (reader !== null) return [...events, ...reader.finish()];
      const reason = head.trim() === "" ? "file-empty" : "format-unknown";
      return [...events, { kind: "problem", problem: { line: 1, reason } }];
    },
  };
}

/** Gathers events into the form that `statements parse --json` prints. */
export function collectStatements(
  encoding: StatementEncoding,
  events: Iterable<StatementEvent>,
): ParsedStatementFile {
  const statements: ParsedStatement[] = [];
  const problems: StatementProblem[] = [];
  let format: string | null = null;
  let entries: StatementEntry[] = [];
  for (const event of events) {
    if (event.kind === "format") format = event.format;
    else if (event.kind === "problem") problems.push(event.problem);
    else if (event.kind === "entry") entries.push(event.entry);
    else if (event.kind === "statement-end") {
      const { account, number, currency, opening, closing, balances } = event.statement;
      statements.push({ account, number, currency, opening, closing, balances, entries });
      entries = [];
    }
  }
  return { format, encoding, statements, problems };
}

type StatementFormat = "mt940" | "camt";

const MT940_FIELD = /(?:^|[\r\n{4:])\s*:(?:20|21|25P?|28C?|60[FM]|61|62[FM]|64|86|940):/;
/** A statement shows its format within this many signs; more is not looked at. */
const LONGEST_HEAD = 64 * 1024;

/** Null while it cannot be said yet, or when it can never be. */
function sniff(head: string, isEnd: boolean): StatementFormat | null {
  const text = head.replace(/^[\s\p{Cc}\ufeff]+/u, "");
  if (text.length < 2 && !isEnd) return null;
  if (/^<[?!\p{L}_]/u.test(text)) return "camt";
  return MT940_FIELD.test(text) ? "mt940" : null;
}

function openReader(format: StatementFormat): { reader: TextReader; events: StatementEvent[] } {
  return format === "camt"
    ? { reader: createCamtReader(), events: [] }
    : { reader: createMt940Reader(), events: [{ kind: "format", format: "mt940" }] };
}
