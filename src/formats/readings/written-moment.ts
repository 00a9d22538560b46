import {
  addDays,
  dayOfWeek,
  type PlainDate,
  parsePlainDate,
  plainDate,
} from "../../domain/values/plain-date.ts";

/** A day and, where it is told, the time of day in Poland. */
export interface WrittenMoment {
  readonly on: PlainDate;
  /** "09:00" */
  readonly at: string | null;
}

export const DAY_ORDERS = ["DMY", "YMD", "MDY"] as const;
export type DayOrder = (typeof DAY_ORDERS)[number];

/** Clocks that were never set tell days of their maker's youth, and decoders without one the year 1111. */
const FIRST_YEAR = 2001;

const NUMBERS =
  /^(\d{1,4})[.\-/](\d{1,2})[.\-/](\d{1,4})(?:[ Tt]+(\d{1,2}):(\d{2})(?::\d{2}(?:[.,]\d+)?)?)?\s*(.*)$/;

/**
 * "16.02.2023 09:00", "2023-02-16", "30.11.21", "02/16/2023": null for no day, for a clock that says it is not set, and for "00.00.00".
 * A four-digit year at the beginning always means year, month, day; otherwise, without an order told, it is day, month, year.
 */
export function readMoment(text: string, order: DayOrder | null): WrittenMoment | null {
  const match = NUMBERS.exec(text.trim());
  if (match === null || /\binvalid 1\b/i.test(match[6] ?? "")) return null;
  const [, first = "", second = "", third = "", hour, minute] = match;
  const used = first.length === 4 ? "YMD" : (order ?? "DMY");
  const [year, month, day] =
    used === "YMD"
      ? [first, second, third]
      : used === "DMY"
        ? [third, second, first]
        : [third, first, second];
  if (year.length === 3 || day.length > 2) return null;
  const fullYear = year.length <= 2 ? `20${year.padStart(2, "0")}` : year;
  const on = parsePlainDate(`${fullYear}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
  if (on === null || Number(fullYear) < FIRST_YEAR) return null;
  return { on, at: timeOf(hour, minute) };
}

const ZONED =
  /^(\d{4}-\d{2}-\d{2})(?:T| +)(\d{2}):(\d{2})(?::\d{2}(?:[.,]\d+)?)? ?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)$/i;

/**
 * "2026-07-11T22:50:30Z", "2026-07-11 22:50 +00:00" as the day and time in Poland; text without a zone is local already. Null as for
 * `readMoment`.
 */
export function readTimestamp(text: string, order: DayOrder | null): WrittenMoment | null {
  const match = ZONED.exec(text.trim());
  if (match === null) return readMoment(text, order);
  const on = parsePlainDate(match[1]!);
  if (on === null || Number(on.slice(0, 4)) < FIRST_YEAR || timeOf(match[2], match[3]) === null) return null;
  const zone = match[4]!;
  const offset = /^[+-]/.test(zone)
    ? (zone.startsWith("-") ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).slice(-2)))
    : 0;
  const universal = shifted(on, Number(match[2]) * 60 + Number(match[3]) - offset);
  const local = shifted(universal.on, universal.minutes + (isSummerTime(universal) ? 120 : 60));
  const pad = (value: number) => String(value).padStart(2, "0");
  return { on: local.on, at: `${pad(Math.floor(local.minutes / 60))}:${pad(local.minutes % 60)}` };
}

interface Minutes {
  readonly on: PlainDate;
  readonly minutes: number;
}

function shifted(on: PlainDate, minutes: number): Minutes {
  const days = Math.floor(minutes / 1440);
  return { on: addDays(on, days), minutes: minutes - days * 1440 };
}

/** From 1:00 UTC of the last Sunday of March to that of October (directive 2000/84/EC). */
function isSummerTime({ on, minutes }: Minutes): boolean {
  const year = on.slice(0, 4);
  const moment = `${on} ${minutes >= 60 ? 1 : 0}`;
  return moment >= `${lastSunday(`${year}-03-31`)} 1` && moment < `${lastSunday(`${year}-10-31`)} 1`;
}

function lastSunday(lastDay: string): PlainDate {
  const day = plainDate(lastDay);
  return addDays(day, -(dayOfWeek(day) % 7));
}

function timeOf(hour: string | undefined, minute: string | undefined): string | null {
  return hour !== undefined && minute !== undefined && Number(hour) < 24 && Number(minute) < 60
    ? `${hour.padStart(2, "0")}:${minute}`
    : null;
}
