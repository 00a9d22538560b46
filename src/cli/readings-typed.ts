import { accept, refusal } from "../domain/values/result.ts";
import { addReading } from "../operations/add-reading.ts";
import { showReadings } from "../operations/list-readings.ts";
import type { ListedReading } from "../store/readings-listed.ts";
import { readingsTexts as texts } from "../web/messages/pl/readings.ts";
import type { Frame } from "./frame.ts";
import { asOperator, type CooperativeOptions } from "./operator-scope.ts";
import { OptionReader } from "./option-values.ts";

/** Where a reading that a person types in can come from. */
export const TYPED_SOURCES = ["visit", "office", "hand-over", "estimate"] as const;
export const DEFAULT_TYPED_SOURCE = "visit";

export interface TypedOptions extends CooperativeOptions {
  readonly meter?: string;
  readonly on?: string;
  readonly value?: string;
  readonly source: string;
  readonly note?: string;
  readonly correctedDay?: string;
  readonly correctedValue?: string;
}

export interface ListOptions extends CooperativeOptions {
  readonly meter?: string;
  readonly unit?: string;
}

/** Takes one reading, or corrects one by another. */
export async function addTyped(frame: Frame, options: TypedOptions, isCorrection: boolean): Promise<void> {
  const reader = new OptionReader();
  const meter = reader.text("meter", options.meter);
  const on = reader.day("on", options.on);
  const value = reader.text("value", options.value);
  const correctedOn =
    options.correctedDay === undefined ? on : reader.day("corrected-day", options.correctedDay);
  const source = TYPED_SOURCES.find((each) => each === options.source);
  if (source === undefined)
    reader.refusals.push(
      refusal("reading-source", { source: options.source, known: TYPED_SOURCES.join(", ") }),
    );
  const typed = reader.decide(() =>
    accept({
      meter,
      on,
      value,
      source: source ?? DEFAULT_TYPED_SOURCE,
      note: (options.note ?? "").slice(0, 300),
      corrects: isCorrection ? { on: correctedOn, value: options.correctedValue ?? null } : null,
    } as const),
  );
  if (!typed.ok) return frame.refuse(typed.refusals, options);
  const added = await asOperator(frame, options, (context, scope) => addReading(context, scope, typed.value));
  if (added === null) return;
  const { isRepeated, ...rest } = added;
  const text = isRepeated
    ? texts.repeated(added.meter, added.on)
    : texts.added(added.meter, added.on, added.valueMillionths, added.measure, added.flags);
  frame.answer({ ...rest, repeated: isRepeated }, text, options);
}

/** Prints the readings of a meter or of a unit. */
export async function listReadingsOf(frame: Frame, options: ListOptions): Promise<void> {
  const readings = await asOperator(frame, options, (context, scope) =>
    showReadings(context, scope, { meter: options.meter ?? null, unit: options.unit ?? null }),
  );
  if (readings === null) return;
  frame.answer({ readings }, () => listText(readings), options);
}

function listText(readings: readonly ListedReading[]): string {
  if (readings.length === 0) return texts.noReadings;
  const meters = Map.groupBy(readings, ({ meter }) => meter);
  return [...meters.values()]
    .flatMap((own) => [texts.meter(own[0]!.serial, own[0]!.medium, own[0]!.place), ...own.map(readingText)])
    .join("\n");
}

function readingText(reading: ListedReading): string {
  const remarks = [
    texts.source(reading.source),
    ...reading.flags.map(texts.flag),
    ...(reading.restarts ? [texts.restarts] : []),
    ...(reading.isCorrection ? [texts.correction] : []),
    ...(reading.isCorrected ? [texts.corrected] : []),
    ...(reading.note === "" ? [] : [reading.note]),
  ];
  const value = texts.value(reading.valueMillionths, reading.measure);
  return `  ${reading.readOn}  ${value.padStart(16)}  ${remarks.join("; ")}`;
}
