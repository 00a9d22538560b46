import type { PlainDate } from "../values/plain-date.ts";

/** One part of a General Meeting; the only one where it is held as a whole. */
export interface MeetingPart {
  readonly on: PlainDate;
  /** "17:00"; empty where it is not settled. */
  readonly at: string;
  readonly place: string;
  /** "Część I"; empty for a meeting held as a whole. */
  readonly name: string;
}
