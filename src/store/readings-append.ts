import type { ReadingSource } from "../domain/metering/meters.ts";
import type { ReadingTally } from "../domain/metering/reading-tally.ts";
import type { ReadingProblem, TakenReading } from "../domain/metering/reading-terms.ts";
import type { BulkTransaction, CopyColumns } from "../world/database/bulk.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";

const MINE = "(select app.operator_cooperative())";

/** A file or form with readings as it is kept. */
export interface ReadingImportRow {
  readonly fileName: string;
  /** In hexadecimal; null for a form. */
  readonly sha256: string | null;
  readonly format: string;
  readonly source: ReadingSource;
  readonly tally: ReadingTally;
}

/** @returns the id of the import, which its rows name. */
export async function insertReadingImport(
  tx: ScopedTransaction,
  cooperativeId: number,
  { fileName, sha256, format, source, tally }: ReadingImportRow,
): Promise<number> {
  const { rows } = await tx.client.query<{ id: number }>(
    `insert into app.reading_import (cooperative_id, file_name, file_sha256, format, source, line_count, accepted_count,
       duplicate_count, flagged, refused)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id`,
    [
      cooperativeId,
      fileName,
      sha256 === null ? null : Buffer.from(sha256, "hex"),
      format,
      source,
      tally.lines,
      tally.accepted,
      tally.duplicates,
      tally.flagged,
      tally.refused,
    ],
  );
  return rows[0]!.id;
}

/** Reasons for which lines of the same file were refused before, by line; a line may have several from several runs. */
export async function loadRefusedBefore(
  tx: ScopedTransaction,
  sha256: string,
): Promise<ReadonlyMap<number, ReadonlySet<string>>> {
  const { rows } = await tx.client.query<{ line: number; reasons: string[] }>(
    `select r.line, array_agg(distinct r.reason) as reasons
     from app.reading_import i
     join app.refused_reading r on r.cooperative_id = i.cooperative_id and r.import_id = i.id
     where i.cooperative_id = ${MINE} and i.file_sha256 = $1
     group by r.line`,
    [Buffer.from(sha256, "hex")],
  );
  return new Map(rows.map(({ line, reasons }) => [line, new Set(reasons)]));
}

const READING_COLUMNS: CopyColumns = [
  ["cooperative_id", "int4"],
  ["point_id", "int4"],
  ["meter_id", "int4"],
  ["read_on", "date"],
  ["read_at", "time"],
  ["value_millionths", "int8"],
  ["source", "text"],
  ["flags", "text[]"],
  ["device_status", "text"],
  ["restarts", "bool"],
  ["import_id", "int4"],
  ["import_line", "int4"],
  ["corrects_reading_id", "int8"],
  ["note", "text"],
];

/** Where readings come from and, for a correction, the id of the wrong reading. */
export interface ReadingOrigin {
  readonly cooperativeId: number;
  readonly importId: number;
  readonly correctsReadingId?: number;
}

/** Appends readings by COPY; a set-day reading goes in before the line that told it. */
export async function appendReadings(
  tx: BulkTransaction,
  origin: ReadingOrigin,
  taken: Iterable<TakenReading>,
): Promise<void> {
  await tx.copy("app.reading", READING_COLUMNS, readingRows(origin, taken));
}

function* readingRows(
  { cooperativeId, importId, correctsReadingId }: ReadingOrigin,
  taken: Iterable<TakenReading>,
) {
  for (const { line, identified, flags, restart } of taken) {
    const { meter, reading, value } = identified;
    const head = [cooperativeId, meter.pointId, meter.id];
    if (restart !== null)
      yield [
        ...head,
        restart.on,
        null,
        restart.value,
        restart.source,
        [],
        "",
        true,
        importId,
        line,
        null,
        "",
      ];
    yield [
      ...head,
      reading.readOn,
      reading.readAt,
      value,
      reading.source,
      flags,
      reading.deviceStatus,
      reading.restarts,
      importId,
      line,
      correctsReadingId ?? null,
      reading.note,
    ];
  }
}

const REFUSED_COLUMNS: CopyColumns = [
  ["cooperative_id", "int4"],
  ["import_id", "int4"],
  ["line", "int4"],
  ["reason", "text"],
  ["written", "jsonb"],
];

/** Keeps refused lines with what was written in them. */
export async function appendRefusedReadings(
  tx: BulkTransaction,
  { cooperativeId, importId }: ReadingOrigin,
  refused: Iterable<ReadingProblem>,
  written: ReadonlyMap<number, string>,
): Promise<void> {
  await tx.copy("app.refused_reading", REFUSED_COLUMNS, refusedRows());
  function* refusedRows() {
    for (const { line, refusal } of refused) {
      const text = keptLine(written.get(line) ?? "");
      yield [cooperativeId, importId, line, refusal.reason, { text, ...refusal.data }];
    }
  }
}

const LONGEST_KEPT = 4000;

/** jsonb takes neither NUL nor half of a character pair. */
function keptLine(text: string): string {
  return text.slice(0, LONGEST_KEPT).toWellFormed().replaceAll("\u0000", "\ufffd");
}
