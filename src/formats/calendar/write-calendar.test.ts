import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainDate } from "../../domain/values/plain-date.ts";
import { type CalendarEvent, parseUtcStamp, type UtcStamp, writeCalendar } from "./write-calendar.ts";

const STAMP = parseUtcStamp("20260525T080000Z")!;
const EVENT: CalendarEvent = {
  uid: "walne-2026-notice@spoldzielnia.example",
  sequence: 0,
  time: { day: plainDate("2026-06-01") },
  summary: "Ostatni dzień na zawiadomienie",
};

const write = (...events: readonly CalendarEvent[]) =>
  writeCalendar({ productId: "-//Osiedle//Walne//PL", stamp: STAMP, events });
/** As a reader of calendars undoes the folding. */
const unfolded = (text: string) => text.replaceAll("\r\n ", "").split("\r\n");
/** As a reader of calendars undoes the escaping. */
const unescaped = (text: string) =>
  text.replace(/\\([\\;,n])/g, (_, sign: string) => (sign === "n" ? "\n" : sign));

describe("an iCalendar file", () => {
  it("of a deadline is a whole day that ends before the next one and blocks no time", () => {
    expect(write({ ...EVENT, time: { day: plainDate("2026-12-31") } }).split("\r\n")).toEqual([
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//Osiedle//Walne//PL",
      "CALSCALE:GREGORIAN",
      "METHOD:PUBLISH",
      "BEGIN:VEVENT",
      "UID:walne-2026-notice@spoldzielnia.example",
      "DTSTAMP:20260525T080000Z",
      "SEQUENCE:0",
      "DTSTART;VALUE=DATE:20261231",
      "DTEND;VALUE=DATE:20270101",
      "TRANSP:TRANSPARENT",
      "SUMMARY:Ostatni dzień na zawiadomienie",
      "END:VEVENT",
      "END:VCALENDAR",
      "",
    ]);
  });

  it("of a meeting has its hours in UTC, place and agenda", () => {
    const time = { from: "20260622T150000Z" as UtcStamp, until: "20260622T180000Z" as UtcStamp };
    const lines = unfolded(
      write({
        ...EVENT,
        time,
        location: "świetlica, ul. Lipowa 4; parter",
        description: "1. Otwarcie\r\n2. Wybory",
      }),
    );
    expect(lines).toContain("DTSTART:20260622T150000Z");
    expect(lines).toContain("DTEND:20260622T180000Z");
    expect(lines).toContain("LOCATION:świetlica\\, ul. Lipowa 4\\; parter");
    expect(lines).toContain("DESCRIPTION:1. Otwarcie\\n2. Wybory");
    expect(lines.some((line) => line.startsWith("TRANSP"))).toBe(false);
  });

  it("folds at 75 octets between characters", () => {
    // "SUMMARY:" and 33 letters of two octets are 74; the next letter would be octets 75 and 76.
    const text = write({ ...EVENT, summary: "ż".repeat(40) });
    expect(text).toContain(`SUMMARY:${"ż".repeat(33)}\r\n ${"ż".repeat(7)}\r\n`);
    expect(write({ ...EVENT, summary: "a".repeat(67) })).toContain(`SUMMARY:${"a".repeat(67)}\r\n`);
    expect(write({ ...EVENT, summary: "a".repeat(68) })).toContain(`SUMMARY:${"a".repeat(67)}\r\n a\r\n`);
  });

  it("keeps every text, whatever is in it, and never a line longer than 75 octets", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 300 }),
        fc.string({ maxLength: 100 }),
        (summary, uid) => {
          const text = write({ ...EVENT, summary, uid });
          const bytes = (line: string) => new TextEncoder().encode(line).length;
          expect(text.split("\r\n").every((line) => bytes(line) <= 75)).toBe(true);
          const lines = unfolded(text);
          const readBack = lines.find((line) => line.startsWith("SUMMARY:"))!.slice("SUMMARY:".length);
          // biome-ignore lint/suspicious/noControlCharactersInRegex: these are replaced on purpose
          const plain = summary.replace(/\r\n?/g, "\n").replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, " ");
          expect(unescaped(readBack)).toBe(plain);
          expect(lines).toHaveLength(15 + 1);
        },
      ),
    );
  });

  it("lets no text begin a line of its own", () => {
    const hostile = "Walne\r\nEND:VEVENT\r\nBEGIN:VALARM\nATTACH:https://example.org\rX:1\u000bY:2\u2028Z:3";
    const lines = unfolded(write({ ...EVENT, summary: hostile, uid: hostile, location: hostile }));
    expect(lines.filter((line) => line.startsWith("END:VEVENT"))).toHaveLength(1);
    expect(lines.some((line) => /^(BEGIN:VALARM|ATTACH|X:)/.test(line))).toBe(false);
  });

  it.each(["20260622T150000", "2026-06-22T15:00:00Z", "20261322T150000Z", "20260622T250000Z", ""])(
    "takes no moment written %j",
    (text) => {
      expect(parseUtcStamp(text)).toBeNull();
    },
  );
});
