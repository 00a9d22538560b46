import type { ReadingSource } from "../../domain/metering/meters.ts";
import type { ReadingProblem, ReadReading } from "../../domain/metering/reading-terms.ts";
import type { PlainDate } from "../../domain/values/plain-date.ts";
import { accept, type Refusal, type Result, refusal, refuse } from "../../domain/values/result.ts";
import { type FileLine, type LinedFile, linesOf } from "./file-lines.ts";
import { GatewayReader, isHeadingOf } from "./gateway-csv.ts";
import { BUILT_IN_MAPPINGS, type ReadingMapping } from "./reading-mapping.ts";
import { isReadingsHeading, ReadingsTableReader } from "./readings-table.ts";
import { readTelegram } from "./wmbusmeters.ts";

export const READING_FORMATS = ["wmbusmeters", "gateway-csv", "readings-csv"] as const;
export type ReadingFormat = (typeof READING_FORMATS)[number];

/** What is known of a file before its lines are read. */
export interface ReadingFileKind {
  readonly format: ReadingFormat;
  /** Name of the mapping of a gateway's CSV. */
  readonly mapping: string | null;
}

export interface FileWishes {
  readonly format: ReadingFormat | null;
  /** Name of a mapping, saved or built in. */
  readonly mapping: string | null;
  /** Mappings saved by the cooperative; one with the name of a built-in one replaces it. */
  readonly saved: Readonly<Record<string, ReadingMapping>>;
}

/** Lines among which the first telegram or heading is looked for. */
const FIRST_LINES = 20;

/**
 * Recognises a file by its content unless it is told what it is.
 * Refuses `reading-file-empty`, `reading-format-unknown`, `mapping-unknown`, `mapping-not-needed`.
 */
export function recogniseReadings(file: LinedFile, wishes: FileWishes): Result<ReadingFileKind> {
  const first = firstLines(file);
  if (first.length === 0) return refuse(refusal("reading-file-empty"));
  const mappings = { ...BUILT_IN_MAPPINGS, ...wishes.saved };
  if (wishes.mapping !== null) {
    if (!Object.hasOwn(mappings, wishes.mapping))
      return refuse(refusal("mapping-unknown", { mapping: wishes.mapping }));
    if (wishes.format !== null && wishes.format !== "gateway-csv")
      return refuse(refusal("mapping-not-needed", { format: wishes.format }));
    return accept({ format: "gateway-csv", mapping: wishes.mapping });
  }
  const mapping =
    Object.keys(mappings).find((name) => first.some(({ text }) => isHeadingOf(text, mappings[name]!))) ??
    null;
  const format = wishes.format ?? formatOf(first, mapping);
  if (format === null || (format === "gateway-csv" && mapping === null))
    return refuse(refusal("reading-format-unknown"));
  return accept({ format, mapping: format === "gateway-csv" ? mapping : null });
}

function firstLines(file: LinedFile): FileLine[] {
  const first: FileLine[] = [];
  for (const line of linesOf(file)) {
    first.push(line);
    if (first.length === FIRST_LINES) break;
  }
  return first;
}

function formatOf(first: readonly FileLine[], mapping: string | null): ReadingFormat | null {
  if (first.some(({ text }) => text.trimStart().startsWith("{"))) return "wmbusmeters";
  if (mapping !== null) return "gateway-csv";
  return first.some(({ text }) => isReadingsHeading(text)) ? "readings-csv" : null;
}

/** What holds for all lines of a file. */
export interface LineDefaults {
  readonly mappings: Readonly<Record<string, ReadingMapping>>;
  readonly source: ReadingSource;
  /** The day of lines that tell none. */
  readonly day: PlainDate | null;
}

/** Every line that is no heading: a reading, or the reason why it is none. */
export function* readReadings(
  file: LinedFile,
  kind: ReadingFileKind,
  defaults: LineDefaults,
): Generator<ReadReading | ReadingProblem> {
  const read = lineReader(kind, defaults);
  for (const line of linesOf(file)) {
    const found = read(line);
    if (found === null) continue;
    yield "reason" in found ? { line: line.line, refusal: found } : found;
  }
}

function lineReader(
  { format, mapping }: ReadingFileKind,
  { mappings, source, day }: LineDefaults,
): (line: FileLine) => ReadReading | Refusal | null {
  if (format === "wmbusmeters") return (line) => readTelegram(line, { source, day });
  if (format === "readings-csv") {
    const table = new ReadingsTableReader(source, day);
    return (line) => table.read(line);
  }
  const gateway = new GatewayReader({ ...BUILT_IN_MAPPINGS, ...mappings }[mapping ?? ""]!, { source, day });
  return (line) => gateway.read(line);
}
