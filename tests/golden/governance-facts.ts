import type { LibraryDocument } from "../../src/domain/governance/documents.ts";
import type { GeneralMeeting } from "../../src/domain/governance/meeting-calendar.ts";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import type { Refusal } from "../../src/domain/values/result.ts";

/** A published resolution of the cooperative as a whole; what a case is about is given on top. */
export function libraryDocument(facts: Partial<LibraryDocument> = {}): LibraryDocument {
  return {
    cooperativeId: 1,
    id: 1,
    kind: "resolution",
    organ: "supervisory-board",
    number: "12/2024",
    date: plainDate("2024-05-20"),
    year: 2024,
    title: "Uchwała 12/2024",
    topic: "",
    status: "in-force",
    validity: days("2024-06-01"),
    concern: { of: "cooperative" },
    visibility: null,
    concernsPersonsDebt: false,
    amends: [],
    consolidates: null,
    publication: { copyId: 900, during: days("2024-06-01") },
    ...facts,
  };
}

/** Nothing done yet; one part, 300 members. */
export function generalMeeting(
  partDays: readonly string[],
  facts: Partial<GeneralMeeting> = {},
): GeneralMeeting {
  return {
    code: "WZ",
    yearEnd: null,
    partDays: partDays.map(plainDate),
    place: "świetlica",
    agenda: ["Otwarcie", "Sprawozdanie finansowe"],
    memberCount: 300,
    noticeGivenOn: null,
    draftsLaidOutOn: null,
    ...facts,
  };
}

export function days(from: string, until: string | null = null) {
  return { from: plainDate(from), until: until === null ? null : plainDate(until) };
}

export function reasons(refusals: readonly Refusal[]): string[] {
  return refusals.map(({ reason }) => reason);
}
