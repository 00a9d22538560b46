import { writeFile } from "node:fs/promises";
import type { PlainDate } from "../domain/values/plain-date.ts";
import { accept, refusal } from "../domain/values/result.ts";
import { type ShownMeeting, showMeeting, showMeetings } from "../operations/show-meeting-calendar.ts";
import { meetingTexts as texts } from "../web/messages/pl/meeting-texts.ts";
import { meetingCalendarFile } from "../web/resident/meeting-calendar-file.ts";
import type { Frame } from "./frame.ts";
import { asOperator, type CooperativeOptions } from "./operator-scope.ts";

export type ShowOptions = CooperativeOptions;

/** Prints every meeting in a line. */
export async function listAll(frame: Frame, options: ShowOptions): Promise<void> {
  const meetings = await asOperator(frame, options, async (context, scope) =>
    accept(await showMeetings(context, scope)),
  );
  if (meetings !== null) frame.answer({ meetings }, () => texts.list(meetings), options);
}

export async function showOne(frame: Frame, code: string, options: ShowOptions): Promise<void> {
  const meeting = await load(frame, code, options);
  if (meeting !== null) frame.answer(meeting, () => texts.meeting(meeting), options);
}

export async function showCalendar(frame: Frame, code: string, options: ShowOptions): Promise<void> {
  const meeting = await load(frame, code, options);
  if (meeting === null) return;
  const { deadlines } = meeting;
  frame.answer({ code, deadlines }, () => texts.calendar(meeting), options);
}

/** Writes the meeting and its deadlines for the calendar of a telephone or an office. */
export async function writeCalendarFile(
  frame: Frame,
  code: string,
  file: string,
  options: ShowOptions,
): Promise<void> {
  const meeting = await load(frame, code, options);
  if (meeting === null) return;
  const clock = frame.clock();
  const view = { ...meeting, today: clock.today() as PlainDate, results: [], documents: [] };
  const written = await writeFile(file, meetingCalendarFile(view, HOST, clock.now())).then(
    () => true,
    () => false,
  );
  if (!written) return frame.refuse([refusal("calendar-not-written", { file })], options);
  frame.answer({ code, file }, texts.written(file), options);
}

/** The secretary's file names its events otherwise than the portal's, which each cooperative serves at its own address. */
const HOST = "osiedle";

function load(frame: Frame, code: string, options: ShowOptions): Promise<ShownMeeting | null> {
  return asOperator(frame, options, (context, scope) => showMeeting(context, scope, code));
}
