import { createHash } from "node:crypto";
import { checkReadings } from "../domain/metering/check-readings.ts";
import { identifyReadings } from "../domain/metering/check-readings-identity.ts";
import type { ReadingSource } from "../domain/metering/meters.ts";
import { type ReadingTally, tallyReadings } from "../domain/metering/reading-tally.ts";
import type {
  IdentifiedReading,
  ReadingProblem,
  ReadingVerdict,
  ReadReading,
} from "../domain/metering/reading-terms.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import { accept, type Refusal, type Result, refuse } from "../domain/values/result.ts";
import { type LinedFile, linedFile, textsOfLines } from "../formats/readings/file-lines.ts";
import {
  type ReadingFileKind,
  type ReadingFormat,
  readReadings,
  recogniseReadings,
} from "../formats/readings/read-readings.ts";
import { type ReadingMapping, readMapping } from "../formats/readings/reading-mapping.ts";
import { lockBooks } from "../store/ledger.ts";
import { mirroredRefusals } from "../store/mirror/areas.ts";
import {
  type JudgedDays,
  loadInhabitedDays,
  loadMeterHistories,
  loadMetersNamed,
} from "../store/readings.ts";
import {
  appendReadings,
  appendRefusedReadings,
  insertReadingImport,
  loadRefusedBefore,
} from "../store/readings-append.ts";
import { listReadingMappings } from "../store/readings-mapping.ts";
import { type BulkTransaction, inBulkScope } from "../world/database/bulk.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

export interface ReadingFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface ReadingImportInput {
  readonly format: ReadingFormat | null;
  /** Name of a column mapping. */
  readonly mapping: string | null;
  /** Source of lines that tell none; null: radio, and import for our own table. */
  readonly source: ReadingSource | null;
  /** Day of lines that tell none. */
  readonly day: PlainDate | null;
}

export interface ImportedReadings {
  readonly kind: ReadingFileKind;
  readonly tally: ReadingTally;
  /** Lines refused now, by line. */
  readonly refused: readonly ReadingProblem[];
  /** Lines that were refused before for the same reason when the same file was read; counted among the duplicates. */
  readonly refusedBefore: number;
}

/** Meters whose past is held in memory at a time. */
const METERS_AT_A_TIME = 2000;

/**
 * Takes the readings of one file: all that can be taken or, after a fault, nothing. Every line becomes exactly one of accepted,
 * duplicate, flagged or refused; the refused ones are kept as they were written. The same file again changes nothing, unless the
 * register has changed since so that a line can now be taken.
 * Refuses a file whose format or mapping is not known.
 */
export async function importReadings(
  context: OperationContext,
  { token, cooperativeId }: OperatorScope,
  file: ReadingFile,
  input: ReadingImportInput,
): Promise<Result<ImportedReadings>> {
  const lined = linedFile(file.bytes);
  const sha256 = createHash("sha256").update(file.bytes).digest("hex");
  return inBulkScope(context.pools.loader, token, async (tx) => {
    await lockBooks(tx);
    const theirs = await mirroredRefusals(tx, cooperativeId, ["metering"]);
    if (theirs.length > 0) return refuse(...theirs);
    const saved = await loadMappings(tx);
    const kind = recogniseReadings(lined, { ...input, saved });
    if (!kind.ok) return kind;
    const source = input.source ?? (kind.value.format === "readings-csv" ? "import" : "radio");
    const read = readAll(lined, kind.value, { mappings: saved, source, day: input.day });
    const judged = await judgeReadings(tx, read.readings, context);
    const refused = [...read.problems, ...judged.refused];
    const before = await loadRefusedBefore(tx, sha256);
    const isNew = ({ line, refusal }: ReadingProblem) => before.get(line)?.has(refusal.reason) !== true;
    const refusedNow = refused.filter(isNew).sort((a, b) => a.line - b.line);
    const refusedBefore = refused.length - refusedNow.length;
    const again = Array.from({ length: refusedBefore }, () => ({ kind: "duplicate", line: 0 }) as const);
    const tally = tallyReadings(refusedNow, [...judged.verdicts, ...again]);
    await append(
      tx,
      { cooperativeId, file, sha256, lined, kind: kind.value, source },
      judged,
      refusedNow,
      tally,
    );
    return accept({ kind: kind.value, tally, refused: refusedNow, refusedBefore });
  });
}

async function loadMappings(tx: ScopedTransaction): Promise<Record<string, ReadingMapping>> {
  const mappings: Record<string, ReadingMapping> = {};
  for (const { name, body } of await listReadingMappings(tx)) {
    const mapping = readMapping(JSON.stringify(body));
    if (mapping.ok) mappings[name] = mapping.value;
  }
  return mappings;
}

function readAll(
  lined: LinedFile,
  kind: ReadingFileKind,
  defaults: Parameters<typeof readReadings>[2],
): { readonly readings: ReadReading[]; readonly problems: ReadingProblem[] } {
  const readings: ReadReading[] = [];
  const problems: ReadingProblem[] = [];
  for (const found of readReadings(lined, kind, defaults)) {
    if ("refusal" in found) problems.push(found);
    else readings.push(found);
  }
  return { readings, problems };
}

interface Judged {
  readonly verdicts: readonly Exclude<ReadingVerdict, { kind: "refused" }>[];
  readonly refused: readonly ReadingProblem[];
}

/** All lines of one meter are judged together, so many meters at a time. */
async function judgeReadings(
  tx: ScopedTransaction,
  readings: readonly ReadReading[],
  { today, progress }: OperationContext,
): Promise<Judged> {
  const meters = await loadMetersNamed(
    tx,
    readings.map(({ device }) => device),
  );
  const { identified, refused } = identifyReadings(readings, meters, today());
  const verdicts: Judged["verdicts"][number][] = [];
  const contradicting: { line: number; refusal: Refusal }[] = [];
  const groups = [...Map.groupBy(identified, ({ meter }) => meter.id).values()];
  for (let start = 0; start < groups.length; start += METERS_AT_A_TIME) {
    const batch = groups.slice(start, start + METERS_AT_A_TIME);
    for (const verdict of await judgeBatch(tx, batch)) {
      if (verdict.kind === "refused") contradicting.push(verdict);
      else verdicts.push(verdict);
    }
    progress?.(verdicts.length, readings.length);
  }
  return { verdicts, refused: [...refused, ...contradicting] };
}

async function judgeBatch(
  tx: ScopedTransaction,
  batch: readonly (readonly IdentifiedReading[])[],
): Promise<ReadingVerdict[]> {
  const judged = batch.map(daysOf);
  const waterPoints = judged
    .filter(({ meter }) => meter.kind === "water-meter" && meter.level === "individual")
    .map(({ meter }) => meter.pointId);
  const histories = await loadMeterHistories(tx, judged);
  const inhabited = await loadInhabitedDays(tx, waterPoints);
  return checkReadings({ readings: batch.flat(), histories, inhabited });
}

/** The days of a meter's lines; a set day told by one of them may be earlier. */
function daysOf(readings: readonly IdentifiedReading[]): JudgedDays {
  const days = readings.flatMap(({ reading, setDay }) =>
    setDay === null ? [reading.readOn] : [reading.readOn, setDay.on],
  );
  const extreme = (isBetter: (day: PlainDate, than: PlainDate) => boolean) =>
    days.reduce((best, day) => (isBetter(day, best) ? day : best));
  return {
    meter: readings[0]!.meter,
    first: extreme((day, than) => day < than),
    last: extreme((day, than) => day > than),
  };
}

interface Target {
  readonly cooperativeId: number;
  readonly file: ReadingFile;
  readonly sha256: string;
  readonly lined: LinedFile;
  readonly kind: ReadingFileKind;
  readonly source: ReadingSource;
}

async function append(
  tx: BulkTransaction,
  { cooperativeId, file, sha256, lined, kind, source }: Target,
  { verdicts }: Judged,
  refused: readonly ReadingProblem[],
  tally: ReadingTally,
): Promise<void> {
  const importId = await insertReadingImport(tx, cooperativeId, {
    fileName: file.name,
    sha256,
    format: kind.mapping === null ? kind.format : `${kind.format}: ${kind.mapping}`,
    source,
    tally,
  });
  const origin = { cooperativeId, importId };
  await appendReadings(
    tx,
    origin,
    verdicts.filter((verdict) => verdict.kind === "taken"),
  );
  const written = textsOfLines(lined, new Set(refused.map(({ line }) => line)));
  await appendRefusedReadings(tx, origin, refused, written);
}
