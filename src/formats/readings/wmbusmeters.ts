import type { ReadingSource } from "../../domain/metering/meters.ts";
import type { ReadMeasure, ReadReading } from "../../domain/metering/reading-terms.ts";
import type { PlainDate } from "../../domain/values/plain-date.ts";
import { type Refusal, refusal } from "../../domain/values/result.ts";
import { keptText, statesOfText } from "./device-status.ts";
import type { FileLine } from "./file-lines.ts";
import { fieldsOf } from "./wmbusmeters-fields.ts";
import { readMoment, readTimestamp, type WrittenMoment } from "./written-moment.ts";

/** What holds for every telegram of a file. */
export interface TelegramDefaults {
  readonly source: ReadingSource;
  /** The day of telegrams that tell none of their own; null: such a telegram is refused. */
  readonly day: PlainDate | null;
}

/** `previous_alarms`: what izar says of the past, other drivers say it in the status (PREV_LEAKAGE). */
const STATUS_FIELDS = ["status", "current_status", "current_alarms", "previous_alarms"];

const MEASURE_OF_SUFFIX: Readonly<Record<string, ReadMeasure>> = {
  m3: "m3",
  l: "l",
  kwh: "kWh",
  gj: "GJ",
  mj: "MJ",
  mwh: "MWh",
  wh: "Wh",
  hca: "unit",
};

/**
 * Reads a telegram as wmbusmeters writes it, one JSON object a line. Numbers are taken as they are written, never through a float.
 * Refuses `unreadable-line`, `not-a-telegram`, `serial-missing`, `value-missing`, `day-unknown`.
 */
export function readTelegram({ line, text }: FileLine, defaults: TelegramDefaults): ReadReading | Refusal {
  const telegram = parsedObject(text);
  if (telegram === null) return refusal("unreadable-line");
  const { _: kind, id, meter, media } = telegram;
  if ((kind !== undefined && kind !== "telegram") || (media === undefined && meter === undefined))
    return refusal("not-a-telegram");
  const device = typeof id === "string" || typeof id === "number" ? keptText(String(id), 60) : "";
  if (device === "") return refusal("serial-missing");
  const { fields, medium } = fieldsOf(textOf(meter), textOf(media));
  const valueField = fields.value.find((name) => isWritten(telegram[name]));
  const value = valueField === undefined ? null : writtenNumber(text, telegram, valueField);
  if (valueField === undefined || value === null) return refusal("value-missing", { serial: device });
  const moment = momentOf(telegram, fields.day) ?? (defaults.day && { on: defaults.day, at: null });
  if (moment === null) return refusal("day-unknown", { serial: device });
  const status = STATUS_FIELDS.flatMap((name) => wordsOf(telegram[name])).join(" ");
  const setDay = fields.setDay
    .map(([on, at]) => ({
      on: setDayBefore(moment.on, textOf(telegram[on])),
      value: writtenNumber(text, telegram, at),
    }))
    .find((each) => each.on !== undefined && each.value !== null);
  return {
    line,
    device,
    namedBy: "radio",
    readOn: moment.on,
    readAt: moment.at,
    value,
    measure: MEASURE_OF_SUFFIX[valueField.slice(valueField.lastIndexOf("_") + 1)] ?? null,
    deviceStatus: keptText(status),
    states: statesOfText(status),
    medium,
    setDay: setDay?.on === undefined || setDay.value === null ? null : { on: setDay.on, value: setDay.value },
    source: defaults.source,
    restarts: false,
    note: "",
  };
}

/** When the telegram was received; where that is a placeholder, the device's own day. */
function momentOf(telegram: Telegram, dayFields: readonly string[]): WrittenMoment | null {
  const received = readTimestamp(textOf(telegram.timestamp), "YMD");
  if (received !== null) return received;
  for (const name of dayFields) {
    const moment = readTimestamp(textOf(telegram[name]), "YMD");
    if (moment !== null) return moment;
  }
  return null;
}

/** The year 127 of M-Bus dates (EN 13757-3, type G), which decoders write as 2127: every year. */
const EVERY_YEAR = /^2127-/;

/** A set day; one of every year is the last that was over before the telegram's day. */
function setDayBefore(day: PlainDate, written: string): PlainDate | undefined {
  if (!EVERY_YEAR.test(written)) return readMoment(written, "YMD")?.on;
  const year = Number(day.slice(0, 4));
  return [year, year - 1]
    .map((each) => readMoment(written.replace(EVERY_YEAR, `${each}-`), "YMD")?.on)
    .find((on) => on !== undefined && on < day);
}

const NUMBER_AFTER_NAME = /\s*:\s*(-?\d[\d.eE+-]*)/y;

type Telegram = Readonly<Record<string, unknown>>;

function parsedObject(text: string): Telegram | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Telegram)
      : null;
  } catch {
    return null;
  }
}

function isWritten(value: unknown): boolean {
  return typeof value === "number" || (typeof value === "string" && value.trim() !== "");
}

/** The digits of a number field as they stand in the line; the last of equal names, as JSON has it. */
function writtenNumber(text: string, telegram: Telegram, field: string): string | null {
  const value = telegram[field];
  if (typeof value === "string") return value.trim() === "" ? null : value.trim().slice(0, 60);
  if (typeof value !== "number") return null;
  const name = `"${field}"`;
  for (let at = text.lastIndexOf(name); at >= 0; at = at === 0 ? -1 : text.lastIndexOf(name, at - 1)) {
    NUMBER_AFTER_NAME.lastIndex = at + name.length;
    const written = text[at - 1] === "\\" ? undefined : NUMBER_AFTER_NAME.exec(text)?.[1];
    if (written !== undefined && Number(written) === value) return written;
  }
  return null;
}

/** A status as one text or as a list of them. */
function wordsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).map(textOf).filter((each) => each !== "");
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
