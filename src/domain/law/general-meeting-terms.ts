import { plainDate } from "../values/plain-date.ts";
import type { LegalTable } from "./legal-table.ts";

/** Art. 8² and 8³ were added by the act of 14.06.2007; the tables answer from the day it came into force. */
const KNOWN_FROM = plainDate("2007-07-31");
const CHECKED_ON = plainDate("2026-11-25");
const ACT_2007 = "Dz.U. 2007 nr 125 poz. 873";

/**
 * Days before the meeting, or before its first part, by which every member is told in writing of its time, place and agenda.
 * @law usm art. 8³ ust. 6
 */
export const MEETING_NOTICE_DAYS = daysBeforeMeeting("meeting-notice-days", 21, "art. 8³ ust. 6 usm");

/**
 * Days before the meeting, or before its first part, by which draft resolutions are laid out.
 * @law usm art. 8³ ust. 10
 */
export const DRAFTS_DISPLAY_DAYS = daysBeforeMeeting("drafts-display-days", 14, "art. 8³ ust. 10 usm");

/**
 * Days before the meeting, or before its first part, until which members may submit draft resolutions and matters for the
 * agenda.
 * @law usm art. 8³ ust. 11
 */
export const MEMBERS_DRAFT_DAYS = daysBeforeMeeting("members-draft-days", 15, "art. 8³ ust. 11 usm");

/**
 * Days before the meeting, or before its first part, until which a member may submit an amendment to a draft.
 * @law usm art. 8³ ust. 12
 */
export const AMENDMENT_DAYS = daysBeforeMeeting("amendment-days", 3, "art. 8³ ust. 12 usm");

/**
 * Days before the meeting by which a member's written proxy is delivered to the cooperative; before 28.01.2026 it could be
 * shown at the meeting itself.
 * @law usm art. 8³
 */
export const PROXY_DELIVERY_DAYS: LegalTable<number> = {
  name: "proxy-delivery-days",
  unit: "days before the meeting",
  provision: "art. 8³ usm",
  checkedOn: CHECKED_ON,
  values: [
    { value: 0, validFrom: KNOWN_FROM, citation: `art. 8³ usm (${ACT_2007})` },
    { value: 3, validFrom: plainDate("2026-01-28"), citation: "art. 8³ usm (Dz.U. 2026 poz. 39)" },
  ],
};

/**
 * Members who have to support a draft resolution that members submit.
 * @law usm art. 8³ ust. 11
 */
export const DRAFT_SUPPORTERS: LegalTable<number> = {
  name: "draft-supporters",
  unit: "members",
  provision: "art. 8³ ust. 11 usm",
  checkedOn: CHECKED_ON,
  values: [{ value: 10, validFrom: KNOWN_FROM, citation: `art. 8³ ust. 11 usm (${ACT_2007})` }],
};

/**
 * Number of members above which the statute may divide the meeting into parts.
 * @law usm art. 8³ ust. 1
 */
export const PARTS_ABOVE_MEMBERS: LegalTable<number> = {
  name: "parts-above-members",
  unit: "members",
  provision: "art. 8³ ust. 1 usm",
  checkedOn: CHECKED_ON,
  values: [{ value: 500, validFrom: KNOWN_FROM, citation: `art. 8³ ust. 1 usm (${ACT_2007})` }],
};

/**
 * Months after the end of the accounting year within which the annual meeting is held.
 * @law usm art. 8³ ust. 2
 */
export const ANNUAL_MEETING_MONTHS: LegalTable<number> = {
  name: "annual-meeting-months",
  unit: "months after the end of the accounting year",
  provision: "art. 8³ ust. 2 usm",
  checkedOn: CHECKED_ON,
  values: [{ value: 6, validFrom: KNOWN_FROM, citation: `art. 8³ ust. 2 usm (${ACT_2007})` }],
};

/**
 * Years that a term of the supervisory board lasts at most.
 * @law usm art. 8² ust. 4
 */
export const SUPERVISORY_BOARD_TERM_YEARS: LegalTable<number> = {
  name: "supervisory-board-term-years",
  unit: "years",
  provision: "art. 8² ust. 4 usm",
  checkedOn: CHECKED_ON,
  values: [{ value: 3, validFrom: KNOWN_FROM, citation: `art. 8² ust. 4 usm (${ACT_2007})` }],
};

function daysBeforeMeeting(name: string, value: number, provision: string): LegalTable<number> {
  return {
    name,
    unit: "days before the meeting or its first part",
    provision,
    checkedOn: CHECKED_ON,
    values: [{ value, validFrom: KNOWN_FROM, citation: `${provision} (${ACT_2007})` }],
  };
}
