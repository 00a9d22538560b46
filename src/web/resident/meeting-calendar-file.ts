import {
  type CalendarEvent,
  parseUtcStamp,
  type UtcStamp,
  writeCalendar,
} from "../../formats/calendar/write-calendar.ts";
import { meeting as words } from "../messages/pl/pages/meeting.ts";
import type { MeetingView } from "./view-models.ts";

/** How long a part is taken to last in a calendar: nobody knows, and a calendar wants an end. */
const HOURS_OF_PART = 3;

/**
 * The meeting and its deadlines as an iCalendar file; the same events keep their names, so that reading it again changes them.
 * @param host of the portal, which makes the names unique in the world.
 */
export function meetingCalendarFile(
  view: Omit<MeetingView, "asOf">,
  host: string,
  now: Temporal.Instant,
): string {
  const { code, sequence } = view;
  const named = (name: string) => ({ uid: `${code}-${name}@${host}`, sequence });
  const parts = view.parts.map(
    (part, index): CalendarEvent => ({
      ...named(`czesc-${index + 1}`),
      time: timeOf(part),
      summary: part.name === "" ? words.title(code) : `${words.title(code)}, ${part.name}`,
      location: part.place,
    }),
  );
  const deadlines = view.deadlines.map(
    ({ kind, day, article }): CalendarEvent => ({
      ...named(kind),
      time: { day },
      summary: `${words.title(code)}. ${words.eventDeadline(words.deadlines[kind])}`,
      description: words.eventDescription(article),
    }),
  );
  return writeCalendar({
    productId: "-//Osiedle//Walne Zgromadzenie//PL",
    stamp: stampOf(now),
    events: [...parts, ...deadlines],
  });
}

/** A part without an hour takes the whole day. */
function timeOf({ on, at }: MeetingView["parts"][number]): CalendarEvent["time"] {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(at)) return { day: on };
  const from = Temporal.PlainDateTime.from(`${on}T${at}`).toZonedDateTime("Europe/Warsaw").toInstant();
  return { from: stampOf(from), until: stampOf(from.add({ hours: HOURS_OF_PART })) };
}

function stampOf(moment: Temporal.Instant): UtcStamp {
  const written = moment.toString({ smallestUnit: "second" }).replace(/[-:]/g, "");
  return parseUtcStamp(written)!;
}
