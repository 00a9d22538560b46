import { type DateRange, type PlainDate, rangeContains } from "../values/plain-date.ts";
import { type Refusal, refusal } from "../values/result.ts";

/** What the library keeps. Contracts and invoices are never in it: a member asks for them (`requests.ts`). */
export const DOCUMENT_KINDS = [
  "statute",
  "regulation",
  "notice",
  "agenda",
  "draft-resolution",
  "resolution",
  "minutes",
  "financial-statement",
  "cooperative-audit",
  "fee-calculation",
  "fee-justification",
  "announcement",
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** Whose document it is. */
export const ORGANS = ["general-meeting", "supervisory-board", "management-board", "other"] as const;
export type Organ = (typeof ORGANS)[number];

export const DOCUMENT_STATUSES = ["draft", "in-force", "repealed"] as const;
export type DocumentStatus = (typeof DOCUMENT_STATUSES)[number];

/** The part of the cooperative that a document is about. */
export type Concern =
  | { readonly of: "cooperative" }
  | { readonly of: "property"; readonly propertyId: number }
  | { readonly of: "building"; readonly propertyId: number; readonly buildingId: number };

/** Who a document is shown to. Holders are those of units on what the document concerns. */
export type Visibility =
  | { readonly to: "public" }
  | { readonly to: "members" }
  | { readonly to: "property-holders" }
  | { readonly to: "group"; readonly groupId: number }
  | { readonly to: "person"; readonly personId: number };

export const VISIBILITIES = ["public", "members", "property-holders", "group", "person"] as const;

/**
 * A document of the library. The original is not among these facts: nothing that is decided or shown from them can lead to
 * it.
 */
export interface LibraryDocument {
  readonly cooperativeId: number;
  readonly id: number;
  readonly kind: DocumentKind;
  readonly organ: Organ;
  /** As written on the document: "12/2026". Null where it has none. */
  readonly number: string | null;
  /** The day it was adopted, signed or announced. */
  readonly date: PlainDate;
  /** The year it belongs to: a statement for 2025 adopted in 2026 is of 2025. */
  readonly year: number;
  readonly title: string;
  readonly topic: string;
  readonly status: DocumentStatus;
  /** The days on which it is in force. */
  readonly validity: DateRange;
  readonly concern: Concern;
  /** Null: shown as documents of its kind are (`visibility.ts`). */
  readonly visibility: Visibility | null;
  /** A decision on what one person owes; it never leaves the office. */
  readonly concernsPersonsDebt: boolean;
  /** Documents that this one changes. */
  readonly amends: readonly number[];
  /** The statute or regulation of which this is the text with all changes up to the first day of its validity. */
  readonly consolidates: number | null;
  readonly publication: Publication | null;
}

/** The redacted copy that people read, and the days on which they may. */
export interface Publication {
  readonly copyId: number;
  readonly during: DateRange;
}

/** The copy that may be read on the day; null before publication and after withdrawal. */
export function publishedCopy(document: LibraryDocument, day: PlainDate): number | null {
  const { publication } = document;
  return publication !== null && rangeContains(publication.during, day) ? publication.copyId : null;
}

/**
 * What contradicts itself in the facts of a document: `resolution-without-number`, `validity-reversed`,
 * `repealed-without-day` (from when it no longer holds), `year-after-date` (it belongs to a year that had not begun).
 */
export function documentProblems({ kind, number, status, validity, year, date }: LibraryDocument): Refusal[] {
  const problems: Refusal[] = [];
  if (kind === "resolution" && number === null) problems.push(refusal("resolution-without-number"));
  if (validity.until !== null && validity.until <= validity.from)
    problems.push(refusal("validity-reversed", { from: validity.from, until: validity.until }));
  if (status === "repealed" && validity.until === null) problems.push(refusal("repealed-without-day"));
  if (year > Number(date.slice(0, 4))) problems.push(refusal("year-after-date", { year, date }));
  return problems;
}
