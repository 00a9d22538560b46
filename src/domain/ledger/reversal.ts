import { addGrosze, grosze, NO_GROSZE } from "../values/money.ts";
import type { PlainDate } from "../values/plain-date.ts";
import { balanceProperties, cooperativeLine } from "./balance.ts";
import {
  type Allocation,
  type DraftDocument,
  effectOf,
  ITEM_OF_THIS_DOCUMENT,
  type Posting,
  SERIES_OF_KIND,
} from "./documents.ts";

/** A posted document as its reversal needs it: its postings by line and every allocation that touches its items. */
export interface ReversibleDocument {
  readonly id: number;
  readonly number: string;
  readonly postings: readonly (Posting & { readonly line: number })[];
  /** Allocations in force (what is left of each pair) in which an item of this document takes part. */
  readonly allocations: readonly Allocation[];
}

/**
 * The storno of a document: every posting once more on the same side with a minus, so that a reversed charge does not look like a
 * payment. Allocations of its items are undone first; then each item and its storno cover each other, so neither stays open.
 */
export function reverseDocument(
  document: ReversibleDocument,
  reversal: { readonly id: number; readonly postedOn: PlainDate; readonly description: string },
): DraftDocument {
  return {
    id: reversal.id,
    kind: "reversal",
    series: SERIES_OF_KIND.reversal,
    documentDate: reversal.postedOn,
    postedOn: reversal.postedOn,
    description: reversal.description,
    concernsMonth: document.postings[0]?.concernsMonth ?? null,
    reversesDocumentId: document.id,
    postings: document.postings.map((posting) => stornoOf(posting)),
    allocations: [...undone(document.allocations), ...mutualAllocations(document, reversal.id)],
  };
}

/**
 * The storno of a bank statement's document: the money did arrive, so the bank stays as it is and what was credited to residents goes
 * to the clearing account, where a person assigns it anew. What was in clearing already stays there.
 */
export function reversePayments(
  document: ReversibleDocument,
  reversal: { readonly id: number; readonly postedOn: PlainDate; readonly description: string },
  accounts: { readonly clearingCreditsId: number; readonly interPropertyId: number },
): DraftDocument {
  const credited = { ...document, postings: document.postings.filter((posting) => posting.item !== null) };
  const storno = reverseDocument(credited, reversal);
  const effects = storno.postings.map((posting) => effectOf(posting.side, posting.amountGrosze));
  const toClearing = addGrosze(NO_GROSZE, ...effects);
  const postings =
    toClearing === 0
      ? storno.postings
      : [
          ...storno.postings,
          { ...cooperativeLine(accounts.clearingCreditsId, "C", toClearing), amountGrosze: toClearing },
        ];
  return { ...storno, postings: balanceProperties(postings, accounts.interPropertyId) };
}

function stornoOf({ line: _, ...posting }: Posting & { readonly line: number }): Posting {
  return {
    ...posting,
    amountGrosze: grosze(-posting.amountGrosze),
    text: null,
    item: posting.item === null ? null : ITEM_OF_THIS_DOCUMENT,
  };
}

/** Each allocation once more with a minus. */
export function undone(allocations: readonly Allocation[]): Allocation[] {
  return allocations.map((allocation) => ({ ...allocation, amountGrosze: grosze(-allocation.amountGrosze) }));
}

function mutualAllocations(document: ReversibleDocument, reversalId: number): Allocation[] {
  return document.postings.flatMap((posting, index) => {
    if (posting.item === null) return [];
    const effect = effectOf(posting.side, posting.amountGrosze);
    const original = { documentId: document.id, line: posting.line };
    const storno = { documentId: reversalId, line: index + 1 };
    const [claim, credit] = effect > 0 ? [original, storno] : [storno, original];
    return [{ accountId: posting.accountId, credit, claim, amountGrosze: grosze(Math.abs(effect)) }];
  });
}
