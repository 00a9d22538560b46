import type { Grosze } from "../values/money.ts";
import type { Month } from "../values/month.ts";
import type { PlainDate } from "../values/plain-date.ts";

/** D is Wn (debit), C is Ma (credit). */
export type Side = "D" | "C";

export type DocumentKind =
  | "assessment"
  | "correction"
  | "payment"
  | "media-settlement"
  | "interest-note"
  | "reversal"
  | "opening-balance"
  | "year-opening"
  | "set-off"
  | "write-off"
  | "transfer"
  | "refund";

/** One posting; its line in the document is its index + 1. */
export interface Posting {
  readonly accountId: number;
  /** `COOPERATIVE_AS_A_WHOLE` where it belongs to no property. */
  readonly propertyId: number;
  readonly side: Side;
  /** Negative only in a storno or correction, which repeats the side with a minus. */
  readonly amountGrosze: Grosze;
  /** The day that counts for interest; the posting day of the document where null. */
  readonly effectiveOn: PlainDate | null;
  readonly dueOn: PlainDate | null;
  readonly concernsMonth: Month | null;
  readonly bankEntryId: number | null;
  /** Null: the document's description says it. */
  readonly text: string | null;
  /** On a resident account every posting opens an item; null on ledger accounts. */
  readonly item: ItemOrigin | null;
}

/** Where an item comes from; items of an opening balance keep what they once were. */
export interface ItemOrigin {
  readonly originalGrosze: Grosze | null;
  readonly originalDocument: string | null;
}

export const ITEM_OF_THIS_DOCUMENT: ItemOrigin = { originalGrosze: null, originalDocument: null };

/** An open item has the key of the posting that opened it. */
export interface ItemKey {
  readonly documentId: number;
  readonly line: number;
}

/** What of a resident account is still to be paid (positive) or to be used (negative). */
export interface OpenItem extends ItemKey {
  readonly accountId: number;
  readonly remainingGrosze: Grosze;
  readonly dueOn: PlainDate | null;
  readonly openedOn: PlainDate;
  readonly concernsMonth: Month | null;
}

/** A credit item covers a claim of the same account; undoing it is another allocation with a minus. */
export interface Allocation {
  readonly accountId: number;
  readonly credit: ItemKey;
  readonly claim: ItemKey;
  readonly amountGrosze: Grosze;
}

/** A document ready for the ledger; its id is reserved first so that allocations can name its lines. */
export interface DraftDocument {
  readonly id: number;
  readonly kind: DocumentKind;
  readonly series: string;
  readonly documentDate: PlainDate;
  readonly postedOn: PlainDate;
  readonly description: string;
  readonly concernsMonth: Month | null;
  readonly reversesDocumentId: number | null;
  readonly postings: readonly Posting[];
  readonly allocations: readonly Allocation[];
}

/** Series of document numbers, as printed: NAL/2026/12. */
export const SERIES_OF_KIND: Readonly<Record<DocumentKind, string>> = {
  assessment: "NAL",
  correction: "KOR",
  payment: "WB",
  "media-settlement": "ROZ",
  "interest-note": "NO",
  reversal: "ST",
  "opening-balance": "BO",
  "year-opening": "BR",
  "set-off": "KOMP",
  "write-off": "UM",
  transfer: "PK",
  refund: "ZW",
};

/** The effect of a posting on Wn − Ma: what an item of it starts with. */
export function effectOf(side: Side, amount: Grosze): Grosze {
  return (side === "D" ? amount : amount === 0 ? 0 : -amount) as Grosze;
}
