import { type DateRange, type PlainDate, rangeContains } from "../values/plain-date.ts";
import { accept, type Refusal, type Result, refusal, refuse } from "../values/result.ts";
import { type Concern, type LibraryDocument, publishedCopy, type Visibility } from "./documents.ts";
import { audiences, type Widening } from "./visibility.ts";

/** Who asks. A session begun with a starter password is nobody yet: it may only change the password. */
export type Reader = { readonly as: "public" } | { readonly as: "starter" } | SignedInReader;

/** A person as the register knows them; every fact has its days, and the day of asking decides. */
export interface SignedInReader {
  readonly as: "person";
  readonly cooperativeId: number;
  readonly personId: number;
  readonly memberships: readonly DateRange[];
  /** Rights to units, alone or jointly with others. */
  readonly holdings: readonly Holding[];
  readonly groups: readonly { readonly groupId: number; readonly during: DateRange }[];
}

export interface Holding {
  readonly propertyId: number;
  readonly buildingId: number;
  readonly during: DateRange;
}

/**
 * Whether somebody may read a document on a day, and which copy: always the publication copy, never the original. Refuses with
 * one reason, ready to be said to the person:
 * - `document-not-found`: there is nothing here for them, and it is not said whether there is something for others (no copy is
 *   published, another cooperative's, a group's, another person's, a decision on a person's debt);
 * - `document-needs-sign-in`, `document-needs-own-password` (starter session);
 * - `document-for-members`, `document-for-members-former` (with the day from which the membership is over);
 * - `document-for-holders`, `document-for-holders-former`: no right to a unit on what the document concerns.
 */
export function mayRead(
  document: LibraryDocument,
  reader: Reader,
  day: PlainDate,
  widening: Widening,
): Result<{ readonly copyId: number }> {
  const copyId = publishedCopy(document, day);
  if (copyId === null || document.concernsPersonsDebt) return refuse(refusal("document-not-found"));
  const allowed = audiences(document, widening);
  if (allowed.some((visibility) => belongs(document, visibility, reader, day))) return accept({ copyId });
  return refuse(whyNot(document, allowed, reader, day));
}

function belongs(document: LibraryDocument, visibility: Visibility, reader: Reader, day: PlainDate): boolean {
  if (visibility.to === "public") return true;
  if (reader.as !== "person" || reader.cooperativeId !== document.cooperativeId) return false;
  switch (visibility.to) {
    case "members":
      return reader.memberships.some((during) => rangeContains(during, day));
    case "property-holders":
      return holdingsOn(document.concern, reader).some(({ during }) => rangeContains(during, day));
    case "group":
      return reader.groups.some(
        ({ groupId, during }) => groupId === visibility.groupId && rangeContains(during, day),
      );
    case "person":
      return reader.personId === visibility.personId;
  }
}

const MEMBERS_RIGHT = "art. 8¹ ust. 1 usm";

/** The reason for the widest of the audiences that may be named: what the reader would need least for. */
function whyNot(
  document: LibraryDocument,
  allowed: readonly Visibility[],
  reader: Reader,
  day: PlainDate,
): Refusal {
  const hidden = refusal("document-not-found");
  if (allowed.some(({ to }) => to === "group" || to === "person")) return hidden;
  if (reader.as === "public") return refusal("document-needs-sign-in");
  if (reader.as === "starter") return refusal("document-needs-own-password");
  if (reader.cooperativeId !== document.cooperativeId) return hidden;
  const isForHolders = allowed.some(({ to }) => to === "property-holders");
  const ranges = isForHolders
    ? holdingsOn(document.concern, reader).map(({ during }) => during)
    : reader.memberships;
  const reason = isForHolders ? "document-for-holders" : "document-for-members";
  const data = isForHolders
    ? { kind: document.kind, concern: document.concern.of }
    : { kind: document.kind, article: MEMBERS_RIGHT };
  const endedOn = lastEnd(ranges, day);
  return endedOn === null ? refusal(reason, data) : refusal(`${reason}-former`, { ...data, endedOn });
}

function holdingsOn(concern: Concern, { holdings }: SignedInReader): readonly Holding[] {
  switch (concern.of) {
    case "cooperative":
      return holdings;
    case "property":
      return holdings.filter(({ propertyId }) => propertyId === concern.propertyId);
    case "building":
      return holdings.filter(({ buildingId }) => buildingId === concern.buildingId);
  }
}

/** The first day after the last range that is over by the day; null where there is none. */
function lastEnd(ranges: readonly DateRange[], day: PlainDate): PlainDate | null {
  const ends = ranges.flatMap(({ until }) => (until !== null && until <= day ? [until] : []));
  return ends.sort().at(-1) ?? null;
}
