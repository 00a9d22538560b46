import type { Allocation, DraftDocument, Posting } from "./documents.ts";

/** What the hash chain says of a document: its place, number, dates and links. No words and no names: they may hold personal data. */
export interface ChainedHeader {
  readonly chainPosition: number;
  readonly series: string;
  readonly year: number;
  readonly number: number;
  readonly kind: string;
  readonly documentDate: string;
  readonly postedOn: string;
  readonly concernsMonth: string | null;
  readonly reversesDocumentId: number | null;
}

/** The text that is hashed for a document's head, after the previous document's hash. One line, fields in a fixed order. */
export function canonicalHeader(header: ChainedHeader): string {
  return [
    header.chainPosition,
    header.series,
    header.year,
    header.number,
    header.kind,
    header.documentDate,
    header.postedOn,
    header.concernsMonth ?? "",
    header.reversesDocumentId ?? "",
  ].join("|");
}

export interface ChainedPosting {
  readonly line: number;
  readonly accountId: number;
  readonly propertyId: number;
  readonly side: string;
  readonly amountGrosze: number;
  readonly effectiveOn: string;
  readonly dueOn: string | null;
  readonly concernsMonth: string | null;
  /** What an item of an opening balance once was. */
  readonly originalGrosze: number | null;
}

/** The text that is hashed for one posting, in the order of lines. */
export function canonicalPosting(posting: ChainedPosting): string {
  return `\n${posting.line}|${posting.accountId}|${posting.propertyId}|${posting.side}|${posting.amountGrosze}|${posting.effectiveOn}|${posting.dueOn ?? ""}|${posting.concernsMonth ?? ""}|${posting.originalGrosze ?? ""}`;
}

/** The text that is hashed for one allocation, after the postings, in the order of `compareAllocations`. */
export function canonicalAllocation({ accountId, credit, claim, amountGrosze }: Allocation): string {
  return `\nA|${accountId}|${credit.documentId}|${credit.line}|${claim.documentId}|${claim.line}|${amountGrosze}`;
}

/** Allocations have no line of their own: their keys order them, the same way here and in the database. */
export function compareAllocations(a: Allocation, b: Allocation): number {
  return (
    a.accountId - b.accountId ||
    a.credit.documentId - b.credit.documentId ||
    a.credit.line - b.credit.line ||
    a.claim.documentId - b.claim.documentId ||
    a.claim.line - b.claim.line ||
    a.amountGrosze - b.amountGrosze
  );
}

/** A draft's postings as the chain sees them. */
export function chainedPosting(document: DraftDocument, posting: Posting, index: number): ChainedPosting {
  return {
    line: index + 1,
    accountId: posting.accountId,
    propertyId: posting.propertyId,
    side: posting.side,
    amountGrosze: posting.amountGrosze,
    effectiveOn: posting.effectiveOn ?? document.postedOn,
    dueOn: posting.dueOn,
    concernsMonth: posting.concernsMonth,
    originalGrosze: posting.item?.originalGrosze ?? null,
  };
}
