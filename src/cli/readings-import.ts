import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { type ReadingTally, sumTallies } from "../domain/metering/reading-tally.ts";
import { accept, type Refusal, type Result, refusal } from "../domain/values/result.ts";
import { READING_FORMATS } from "../formats/readings/read-readings.ts";
import {
  type ImportedReadings,
  importReadings,
  type ReadingImportInput,
} from "../operations/import-readings.ts";
import { readingsTexts as texts } from "../web/messages/pl/readings.ts";
import { sentenceOf } from "../web/messages/refusals.pl.ts";
import type { Frame } from "./frame.ts";
import { asOperator, type CooperativeOptions } from "./operator-scope.ts";
import { OptionReader } from "./option-values.ts";

export interface ImportOptions extends CooperativeOptions {
  readonly format?: string;
  readonly mapping?: string;
  readonly source?: string;
  readonly on?: string;
}

const IMPORT_SOURCES = ["radio", "visit", "import"] as const;
const MEGABYTE = 2 ** 20;
/** About 200 000 telegrams of the wordiest gateway; the whole file is held while it is read. */
const LARGEST_MEGABYTES = 256;
/** Refused lines that are told one by one. */
const TOLD_LINES = 10;

interface ImportedFile extends ImportedReadings {
  readonly name: string;
}

/** Imports files one after the other, each wholly or not at all; exit code 2 when a file or a line was refused. */
export async function importReadingFiles(
  frame: Frame,
  paths: readonly string[],
  options: ImportOptions,
): Promise<void> {
  const input = readOptions(options);
  const unreadable = (await Promise.all(paths.map(refusalOf))).flat();
  if (!input.ok || unreadable.length > 0)
    return frame.refuse([...(input.ok ? [] : input.refusals), ...unreadable], options);
  const imported: ImportedFile[] = [];
  const refusals: Refusal[] = [];
  const done = await asOperator(
    frame,
    options,
    async (context, scope): Promise<Result<true>> => {
      for (const path of paths) {
        const name = basename(path);
        const one = await importReadings(context, scope, { name, bytes: await readFile(path) }, input.value);
        if (one.ok) imported.push({ name, ...one.value });
        else
          refusals.push(
            ...one.refusals.map(({ reason, data }) => ({ reason, data: { file: name, ...data } })),
          );
      }
      return accept(true);
    },
    texts.importing,
  );
  if (done === null) return;
  if (imported.length === 0) return frame.refuse(refusals, options);
  answer(frame, imported, refusals, paths.length > 1, options);
}

/** One file answers with its counts alone; several with their sums, each file's counts, and the files that could not be read. */
function answer(
  frame: Frame,
  imported: readonly ImportedFile[],
  refusals: readonly Refusal[],
  isSeveral: boolean,
  options: ImportOptions,
): void {
  const total = sumTallies(imported.map(({ tally }) => tally));
  const files = imported.map(({ name, tally }) => ({ file: name, ...tally }));
  const problems = refusals.map((each) => ({ ...each, sentence: sentenceOf(each) }));
  const unread = refusals.map((each) => `${each.data.file}: ${sentenceOf(each)}`);
  frame.answer(
    isSeveral ? { ...total, files, problems } : total,
    () => [...imported.map(fileText), ...unread].join("\n"),
    options,
  );
  if (refusals.length > 0 || Object.keys(total.refused).length > 0) frame.endRefused();
}

function readOptions({ format, mapping, source, on }: ImportOptions): Result<ReadingImportInput> {
  const reader = new OptionReader();
  const day = on === undefined ? null : reader.day("on", on);
  const knownFormat = READING_FORMATS.find((each) => each === format) ?? null;
  if (format !== undefined && knownFormat === null)
    reader.refusals.push(refusal("reading-format", { format }));
  const knownSource = IMPORT_SOURCES.find((each) => each === source) ?? null;
  if (source !== undefined && knownSource === null)
    reader.refusals.push(refusal("reading-source", { source, known: IMPORT_SOURCES.join(", ") }));
  return reader.decide(() =>
    accept({ format: knownFormat, mapping: mapping ?? null, source: knownSource, day }),
  );
}

async function refusalOf(path: string): Promise<Refusal[]> {
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile()) return [refusal("reading-file-not-readable", { file: path })];
  return found.size > LARGEST_MEGABYTES * MEGABYTE
    ? [refusal("reading-file-too-large", { file: path, megabytes: LARGEST_MEGABYTES })]
    : [];
}

function fileText({ name, kind, tally, refused, refusedBefore }: ImportedFile): string {
  const told = refused.slice(0, TOLD_LINES);
  return [
    `${texts.file(name, kind.mapping ?? kind.format)}: ${countsText(tally)}`,
    ...reasonLines(texts.flagged, tally.flagged, texts.flag),
    ...reasonLines(texts.refused, tally.refused, texts.reason),
    ...told.map(({ line, refusal }) => `    ${texts.line(line, sentenceOf(refusal))}`),
    ...(refused.length > told.length ? [`    ${texts.more(refused.length - told.length)}`] : []),
    ...(refusedBefore > 0 ? [`  ${texts.refusedBefore(refusedBefore)}`] : []),
  ].join("\n");
}

function countsText({ lines, accepted, duplicates, flagged, refused }: ReadingTally): string {
  return texts.counts(lines, accepted, duplicates, sumOf(flagged), sumOf(refused));
}

function sumOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

function reasonLines(
  title: string,
  counts: Readonly<Record<string, number>>,
  nameOf: (reason: string) => string,
): string[] {
  const named = Object.entries(counts).map(([reason, count]) => `${nameOf(reason)} ${count}`);
  return named.length === 0 ? [] : [`  ${title}: ${named.join(", ")}`];
}
