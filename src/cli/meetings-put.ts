import { readFile } from "node:fs/promises";
import { type Refusal, type Result, refusal, refuse } from "../domain/values/result.ts";
import { type MeetingChange, readMeeting } from "../formats/meeting/read-meeting.ts";
import { putMeeting } from "../operations/put-meeting.ts";
import { meetingTexts as texts } from "../web/messages/pl/meeting-texts.ts";
import { sentenceOf } from "../web/messages/refusals.pl.ts";
import type { Frame } from "./frame.ts";
import { asOperator, type CooperativeOptions } from "./operator-scope.ts";

export interface PutOptions extends CooperativeOptions {
  readonly code?: string;
  readonly yearEnd?: string;
  readonly on?: string;
  readonly at?: string;
  readonly place?: string;
  readonly agenda?: readonly string[];
  readonly noticeGiven?: string;
  readonly noticeDelivery?: string;
  readonly draftsLaidOut?: string;
  readonly results?: string;
}

/** An extraordinary meeting closes no year. */
const NO_YEAR = "none";

/** Puts what a file says. */
export async function putFromFile(frame: Frame, file: string, options: PutOptions): Promise<void> {
  const json = await readFile(file, "utf8").catch(() => null);
  if (json === null) return frame.refuse([refusal("document-file-not-readable", { file })], options);
  if (Object.keys(fieldsOf(options)).length > 0)
    return frame.refuse([refusal("meeting-file-or-options")], options);
  return put(frame, readMeeting(json), options);
}

/** Puts what the options say: the words of a file, field by field. */
export async function putFromOptions(frame: Frame, options: PutOptions): Promise<void> {
  return put(frame, readOptions(options), options);
}

function readOptions(options: PutOptions): Result<MeetingChange> {
  const read = readMeeting(JSON.stringify(fieldsOf(options)));
  const { on, at, place } = options;
  const lonely: Refusal[] =
    on === undefined && (at ?? place) !== undefined ? [refusal("option-missing", { option: "on" })] : [];
  return lonely.length === 0 ? read : refuse(...(read.ok ? [] : read.refusals), ...lonely);
}

function fieldsOf(options: PutOptions): Readonly<Record<string, unknown>> {
  const { on, at = "", place = "" } = options;
  const fields = {
    code: options.code,
    yearEnd: options.yearEnd === NO_YEAR ? null : options.yearEnd,
    parts: on === undefined ? undefined : [{ on, at, place }],
    agenda: options.agenda,
    noticeGivenOn: options.noticeGiven,
    noticeDelivery: options.noticeDelivery,
    draftsLaidOutOn: options.draftsLaidOut,
    results: options.results,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

async function put(frame: Frame, read: Result<MeetingChange>, options: PutOptions): Promise<void> {
  if (!read.ok) return frame.refuse(read.refusals, options);
  const done = await asOperator(frame, options, (context, scope) => putMeeting(context, scope, read.value));
  if (done === null) return;
  const missed = done.missed.map((each) => ({ ...each, sentence: sentenceOf(each) }));
  frame.answer(
    { ...done, missed },
    () => [texts.put(done), ...missed.map(({ sentence }) => `  ${sentence}`)].join("\n"),
    options,
  );
}
