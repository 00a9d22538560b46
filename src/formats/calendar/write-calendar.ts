import type { PlainDate } from "../../domain/values/plain-date.ts";
import { addDays } from "../../domain/values/plain-date.ts";

/** A moment in UTC as iCalendar writes it: 20260615T150000Z. */
export type UtcStamp = string & { readonly brand: "utc-stamp" };

export interface CalendarEvent {
  /** The same for the same event for ever, so that a calendar that reads the file again changes it and adds nothing. */
  readonly uid: string;
  /** Raised by one with every change of the event. */
  readonly sequence: number;
  /** A whole day, or from one moment to another. */
  readonly time: { readonly day: PlainDate } | { readonly from: UtcStamp; readonly until: UtcStamp };
  readonly summary: string;
  readonly description?: string;
  readonly location?: string;
}

export interface Calendar {
  /** Who wrote it: "-//Osiedle//Walne Zgromadzenie//PL". */
  readonly productId: string;
  /** The moment of writing. */
  readonly stamp: UtcStamp;
  readonly events: readonly CalendarEvent[];
}

const MOST_OCTETS = 75;
const LINE_END = "\r\n";

/** Reads a moment written as 20260615T150000Z; null for anything else. */
export function parseUtcStamp(text: string): UtcStamp | null {
  return /^\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3])[0-5]\d[0-5]\dZ$/.test(text)
    ? (text as UtcStamp)
    : null;
}

/**
 * Writes an iCalendar file (RFC 5545): lines of at most 75 octets in UTF-8, folded between characters; texts escaped, control
 * characters left out, so that no text can begin a line of its own. Whole days do not block the reader's time.
 */
export function writeCalendar({ productId, stamp, events }: Calendar): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    `PRODID:${escaped(productId)}`,
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    ...events.flatMap((event) => eventLines(event, stamp)),
    "END:VCALENDAR",
  ];
  return lines.map((line) => folded(line) + LINE_END).join("");
}

function eventLines(event: CalendarEvent, stamp: UtcStamp): string[] {
  const { uid, sequence, time, summary, description, location } = event;
  const lines = ["BEGIN:VEVENT", `UID:${escaped(uid)}`, `DTSTAMP:${stamp}`, `SEQUENCE:${sequence}`];
  if ("day" in time) {
    // The end does not belong to the event: it is the day after.
    lines.push(
      `DTSTART;VALUE=DATE:${compact(time.day)}`,
      `DTEND;VALUE=DATE:${compact(addDays(time.day, 1))}`,
    );
    lines.push("TRANSP:TRANSPARENT");
  } else lines.push(`DTSTART:${time.from}`, `DTEND:${time.until}`);
  lines.push(`SUMMARY:${escaped(summary)}`);
  if (description !== undefined) lines.push(`DESCRIPTION:${escaped(description)}`);
  if (location !== undefined) lines.push(`LOCATION:${escaped(location)}`);
  return [...lines, "END:VEVENT"];
}

function compact(day: PlainDate): string {
  return day.replaceAll("-", "");
}

function escaped(text: string): string {
  return (
    text
      .replace(/\r\n?/g, "\n")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the format allows none of these but line ends, which are escaped
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, " ")
      .replace(/[\\;,]/g, (character) => `\\${character}`)
      .replaceAll("\n", "\\n")
  );
}

/** Breaks a line before the character that would exceed 75 octets; a following piece begins with a space. */
function folded(line: string): string {
  let written = "";
  let octets = 0;
  for (const character of line) {
    const more = octetsOf(character);
    if (octets + more > MOST_OCTETS) {
      written += `${LINE_END} `;
      octets = 1;
    }
    written += character;
    octets += more;
  }
  return written;
}

/** Octets of one character in UTF-8. */
function octetsOf(character: string): number {
  const code = character.codePointAt(0)!;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}
