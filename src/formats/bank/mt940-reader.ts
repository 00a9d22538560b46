import { readStatementLine, type StatementLine } from "./field-61.ts";
import { readDetails } from "./field-86.ts";
import { createLineCutter, LONGEST_LINE } from "./lines.ts";
import { createMt940Statement, type Mt940Statement } from "./mt940-statement.ts";
import type { StatementEvent, StatementProblemReason } from "./statement.ts";

/** Reads decoded text in pieces. */
export interface TextReader {
  push(text: string): StatementEvent[];
  finish(): StatementEvent[];
}

/** Only fields that a statement can hold end the one before: a text line may begin with a colon too. */
const TAG = /^ *:(20|21|25P?|28C?|60[FM]|61|62[FM]|64|65|86|13D?|34F|90[CD]|NS|940):/;
/** `-` alone, `-}` of a SWIFT block, `-XXX` of ING in the Netherlands. */
const END_OF_STATEMENT = /^-(?:\s*$|\}|XXX)/;
/** Text lines of one field beyond this are dropped: memory stays flat whatever the file holds. */
const MOST_LINES = 200;

interface Field {
  readonly tag: string;
  readonly line: number;
  readonly texts: string[];
}

interface OpenEntry {
  readonly line: number;
  readonly currency: string | null;
  readonly statementLine: StatementLine;
  readonly details: (readonly string[])[];
}

/**
 * MT940 (and MT942) in the dialects of Polish banks. A statement begins with `:20:`, or with a header field that the
 * open one has already; text outside fields — SWIFT blocks, blank lines, bank headers — is passed over.
 */
export function createMt940Reader(): TextReader {
  const cutter = createLineCutter();
  const events: StatementEvent[] = [];
  let lineNumber = 0;
  let field: Field | null = null;
  let entry: OpenEntry | null = null;
  let statement: Mt940Statement | null = null;
  let isStatementSeen = false;

  const problem = (line: number, reason: StatementProblemReason) =>
    events.push({ kind: "problem", problem: { line, reason } });

  const openStatement = (line: number): Mt940Statement => {
    isStatementSeen = true;
    statement ??= createMt940Statement(line, events);
    return statement;
  };
  const closeEntry = () => {
    if (entry === null) return;
    const { valueDate, bookingDate, side, isReversal, amountMinor, bankReference, customerReference } =
      entry.statementLine;
    const { title, counterpartyName, counterpartyAccount, addressedTo } = readDetails(entry.details);
    openStatement(entry.line).addEntry(
      {
        bookingDate,
        valueDate,
        side,
        isReversal,
        amountMinor,
        currency: entry.currency,
        bankReference,
        customerReference,
        counterpartyName,
        counterpartyAccount,
        title,
        batchIndex: null,
      },
      addressedTo,
      entry.line,
    );
    entry = null;
  };
  const closeStatement = (isTerminated: boolean) => {
    closeEntry();
    statement?.close(lineNumber, isTerminated);
    statement = null;
  };
  const readEntry = (text: string, line: number) => {
    closeEntry();
    const currency = openStatement(line).currency();
    const reading = readStatementLine(text.trimEnd(), currency);
    if (reading.ok) entry = { line, currency, statementLine: reading.line, details: [] };
    else {
      problem(line, reading.reason);
      openStatement(line).markIncomplete();
    }
  };
  const closeField = () => {
    if (field === null) return;
    const { tag, line, texts } = field;
    field = null;
    if (tag === "86") {
      openStatement(line);
      entry?.details.push(texts);
      return;
    }
    if (tag === "NS") return;
    if (tag === "61") {
      readEntry(texts[0] ?? "", line);
      return;
    }
    closeEntry();
    if (statement?.isNextHeader(tag, texts[0] ?? "") === true) closeStatement(false);
    if (tag !== "940") openStatement(line).addHeader(tag, texts[0] ?? "", line);
  };
  const readLine = (written: string) => {
    lineNumber += 1;
    if (written.length >= LONGEST_LINE) problem(lineNumber, "line-too-long");
    const text = withoutEnvelope(written);
    const tag = TAG.exec(text);
    if (tag?.[1] !== undefined) {
      closeField();
      field = { tag: tag[1], line: lineNumber, texts: [text.slice(tag[0].length)] };
    } else if (END_OF_STATEMENT.test(text)) {
      closeField();
      closeStatement(true);
    } else if (field !== null && text !== "" && field.texts.length < MOST_LINES) field.texts.push(text);
  };
  const told = () => events.splice(0, events.length);

  return {
    push(text) {
      for (const line of cutter.push(text)) readLine(line);
      return told();
    },
    finish() {
      for (const line of cutter.finish()) readLine(line);
      closeField();
      closeStatement(false);
      if (!isStatementSeen) problem(lineNumber, "statement-missing");
      return told();
    },
  };
}

/** A line without the control signs and SWIFT blocks that may stand before its first field. */
function withoutEnvelope(line: string): string {
  let from = 0;
  while (from < line.length && line.charCodeAt(from) < 32 && line[from] !== "\t") from += 1;
  const text = from === 0 ? line : line.slice(from);
  if (!text.startsWith("{1:") && !text.startsWith("{4:")) return text;
  const block = text.indexOf("{4:");
  return block < 0 ? "" : text.slice(block + 3);
}
