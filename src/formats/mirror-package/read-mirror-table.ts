import iconv from "iconv-lite";
import { csvRecords, delimiterOf } from "../csv/records.ts";
import type { PackageProblem } from "../package/problem.ts";
import { isWide, reportHeading } from "../package/read-table.ts";
import type { Table } from "../package/table.ts";
import { BoundedReport } from "./bounded-report.ts";
import { type MirrorBatch, type ReportRow, RowScanner } from "./row-scanner.ts";

export type { MirrorBatch } from "./row-scanner.ts";

/** Rows handed over at a time. */
const BATCH = 10_000;
/** A record longer than this is a quotation mark that was never closed, or a file without lines. */
const LONGEST_RECORD = 16_000_000;

/**
 * Reads a file of any size as UTF-8 CSV, like `readTable`, holding one batch of at most 10 000 rows at a time. Problems go to `report`
 * with line and column and reading goes on; after a thousand of them one `problems-left-out` tells at the end how many more there
 * were. Nothing follows `not-csv`, `heading-missing` and text of two bytes a letter (`broken-encoding` in line 1).
 * @returns whether reading ended before the file did.
 */
export async function* readMirrorTable(
  table: Table,
  bytes: AsyncIterable<Uint8Array>,
  report: (problem: PackageProblem) => void,
): AsyncGenerator<MirrorBatch, boolean> {
  const problems = new BoundedReport(table.file, report);
  const cut = yield* readBatches(table, bytes, problems.add);
  if (cut !== null) problems.add(cut.line, null, cut.reason);
  problems.finish();
  return cut !== null;
}

interface Cut {
  readonly line: number;
  readonly reason: "not-csv" | "heading-missing" | "broken-encoding";
}

/** @returns where and why reading ended before the file did. */
async function* readBatches(
  table: Table,
  bytes: AsyncIterable<Uint8Array>,
  report: ReportRow,
): AsyncGenerator<MirrorBatch, Cut | null> {
  const decoder = iconv.getDecoder("utf8");
  let scanner: RowScanner | null = null;
  let beginning: string | null = null;
  for await (const piece of bytes) {
    if (beginning === null && isWide(piece)) return { line: 1, reason: "broken-encoding" };
    const text = decoder.write(piece);
    if (scanner === null) {
      beginning = (beginning ?? "") + text;
      const begun = begin(table, beginning, report);
      if (begun === "not-csv" || beginning.length > LONGEST_RECORD) return { line: 1, reason: "not-csv" };
      scanner = begun;
    } else scanner.add(text);
    if (scanner === null) continue;
    const fault = yield* fullBatches(scanner);
    if (fault !== null) return { line: fault, reason: "not-csv" };
  }
  // The last line may lack its end.
  const end = `${decoder.end() ?? ""}\n`;
  if (scanner === null) {
    const begun = begin(table, (beginning ?? "") + end, report);
    if (begun === null) return { line: 1, reason: "heading-missing" };
    if (begun === "not-csv") return { line: 1, reason: "not-csv" };
    scanner = begun;
  } else scanner.add(end);
  const fault = (yield* fullBatches(scanner)) ?? (scanner.waiting > 0 ? scanner.line + 1 : null);
  if (scanner.count > 0) yield scanner.takeBatch();
  return fault === null ? null : { line: fault, reason: "not-csv" };
}

/** @returns the line from which the text is no CSV. */
function* fullBatches(scanner: RowScanner): Generator<MirrorBatch, number | null> {
  for (;;) {
    const fault = scanner.scan(BATCH);
    if (fault !== null) return fault;
    if (scanner.count < BATCH) return scanner.waiting > LONGEST_RECORD ? scanner.line + 1 : null;
    yield scanner.takeBatch();
  }
}

/** The reader of the rows once the heading is there; null while it is not. */
function begin(table: Table, text: string, report: ReportRow): RowScanner | "not-csv" | null {
  let [start, line] = [0, 0];
  for (;;) {
    const length = text.slice(start).search(/[\r\n]/);
    const next = start + length + 1;
    // A carriage return may be half of the line's end.
    if (length < 0 || (next === text.length && text[next - 1] === "\r")) return null;
    const heading = text.slice(start, next - 1);
    start = text[next - 1] === "\r" && text[next] === "\n" ? next + 1 : next;
    line += 1;
    if (heading.trim() === "") {
      if (start >= text.length) return null;
      continue;
    }
    const encoded = iconv.encode(heading, "utf8");
    const record = csvRecords(encoded).next();
    if (record.done === true) return "not-csv";
    reportHeading(table, { cells: record.value.cells, line }, report);
    const scanner = new RowScanner(table, record.value.cells, delimiterOf(encoded), line, report);
    scanner.add(text.slice(start));
    return scanner;
  }
}
