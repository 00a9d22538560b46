import type { MeetingPart } from "../../domain/governance/meeting-parts.ts";
import { type PlainDate, parsePlainDate } from "../../domain/values/plain-date.ts";
import { accept, type Refusal, type Result, refusal, refuse } from "../../domain/values/result.ts";

/** What is said of a General Meeting; what is left out stays as it was. */
export interface MeetingChange {
  readonly code: string;
  /** The last day of the accounting year it has to close; null for an extraordinary meeting. */
  readonly yearEnd?: PlainDate | null;
  readonly parts?: readonly MeetingPart[];
  readonly agenda?: readonly string[];
  readonly noticeGivenOn?: PlainDate | null;
  readonly noticeDelivery?: string;
  readonly draftsLaidOutOn?: PlainDate | null;
  readonly results?: string;
}

const LONGEST_CODE = 100;
const LONGEST_TEXT = 20_000;
const CLOCK = /^(?:(?:[01]\d|2[0-3]):[0-5]\d)?$/;
/** Reads a value; undefined for one that is not what the field holds. */
type Reader = (value: unknown) => unknown;

const text: Reader = (value) =>
  typeof value === "string" && value.length <= LONGEST_TEXT ? value.trim() : undefined;
const day: Reader = (value) =>
  typeof value === "string" ? (parsePlainDate(value.trim()) ?? undefined) : undefined;
const dayOrNone: Reader = (value) => (value === null || value === "" ? null : day(value));
const texts: Reader = (value) =>
  Array.isArray(value) && value.every((each) => typeof each === "string" && each.trim() !== "")
    ? value.map((each: string) => each.trim())
    : undefined;
const code: Reader = (value) => {
  const read = text(value);
  return typeof read === "string" && read !== "" && read.length <= LONGEST_CODE ? read : undefined;
};
const clock: Reader = (value) => (typeof value === "string" && CLOCK.test(value) ? value : undefined);

const FIELDS: Readonly<Record<keyof MeetingChange, Reader | null>> = {
  code,
  yearEnd: dayOrNone,
  parts: null,
  agenda: texts,
  noticeGivenOn: dayOrNone,
  noticeDelivery: text,
  draftsLaidOutOn: dayOrNone,
  results: text,
};
const PART_FIELDS: Readonly<Record<keyof MeetingPart, Reader>> = {
  on: day,
  at: clock,
  place: text,
  name: text,
};

/**
 * Reads what is said of a General Meeting from JSON: `code`, and any of `yearEnd`, `parts` (each with `on`, `at`, `place`, `name`),
 * `agenda`, `noticeGivenOn`, `noticeDelivery`, `draftsLaidOutOn`, `results`. Refuses all at once `meeting-file-not-json`,
 * `meeting-field-unknown`, `meeting-field-missing` and `meeting-field-wrong`, each with the field.
 */
export function readMeeting(json: string): Result<MeetingChange> {
  let written: unknown;
  try {
    written = JSON.parse(json);
  } catch {
    return refuse(refusal("meeting-file-not-json"));
  }
  if (!isObject(written)) return refuse(refusal("meeting-file-not-json"));
  const refusals: Refusal[] = [];
  const meeting = readFields(written, FIELDS, ["code"], "", refusals);
  if ("parts" in written) meeting.parts = readParts(written.parts, refusals);
  return refusals.length > 0 ? refuse(...refusals) : accept(meeting as unknown as MeetingChange);
}

function readParts(value: unknown, refusals: Refusal[]): unknown {
  if (!Array.isArray(value) || !value.every(isObject)) {
    refusals.push(refusal("meeting-field-wrong", { field: "parts" }));
    return [];
  }
  return value.map((part, index) => ({
    at: "",
    place: "",
    name: "",
    ...readFields(part, PART_FIELDS, ["on"], `parts[${index + 1}].`, refusals),
  }));
}

function readFields(
  object: Readonly<Record<string, unknown>>,
  fields: Readonly<Record<string, Reader | null>>,
  required: readonly string[],
  place: string,
  refusals: Refusal[],
): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(object)) {
    const field = `${place}${name}`.slice(0, LONGEST_CODE);
    if (!Object.hasOwn(fields, name)) {
      refusals.push(refusal("meeting-field-unknown", { field }));
      continue;
    }
    const taken = fields[name]?.(value);
    if (fields[name] !== null && taken === undefined)
      refusals.push(refusal("meeting-field-wrong", { field }));
    read[name] = taken;
  }
  for (const name of required)
    if (!Object.hasOwn(object, name))
      refusals.push(refusal("meeting-field-missing", { field: `${place}${name}` }));
  return read;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
