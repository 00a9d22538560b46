import { allocateInOrder, compareClaims } from "../ledger/allocate.ts";
import {
  type Allocation,
  type DraftDocument,
  ITEM_OF_THIS_DOCUMENT,
  type ItemKey,
  type OpenItem,
  type Posting,
  SERIES_OF_KIND,
  type Side,
} from "../ledger/documents.ts";
import { type Grosze, grosze } from "../values/money.ts";
import type { Month } from "../values/month.ts";
import type { PlainDate } from "../values/plain-date.ts";

/** An open item of a resident account with its place in the cooperative's order of purposes. */
export type RankedItem = OpenItem & { readonly purposeRank: number };

/** Surplus of one account that covers a claim of another account of the same right. */
export interface SetOff {
  readonly fromAccountId: number;
  readonly credit: ItemKey;
  readonly toAccountId: number;
  readonly claim: ItemKey;
  readonly amountGrosze: Grosze;
}

export interface Offset {
  /** Inside one account. */
  readonly allocations: Allocation[];
  /** Across the purposes of the right: each needs a document that names both accounts. */
  readonly setOffs: SetOff[];
}

/**
 * Offsets the surplus of one right against its claims: first inside each account, then across its accounts, the oldest surplus first
 * and the claims in the order of `compareClaims`.
 * @param credits items with a negative, claims with a positive remaining amount; all of receivable accounts of one right.
 */
export function offsetSurplus(credits: readonly RankedItem[], claims: readonly RankedItem[]): Offset {
  const orderedCredits = [...credits].sort(compareCredits);
  const orderedClaims = [...claims].sort(compareClaims);
  const accountIds = [...new Set(orderedCredits.map(({ accountId }) => accountId))];
  const allocations = accountIds.flatMap((accountId) =>
    allocateInOrder(
      accountId,
      orderedCredits.filter((item) => item.accountId === accountId),
      orderedClaims.filter((item) => item.accountId === accountId),
    ),
  );
  const setOffs = setOffInOrder(
    orderedCredits.map((item) => ({ item, left: -item.remainingGrosze - used(allocations, "credit", item) })),
    orderedClaims.map((item) => ({ item, left: item.remainingGrosze - used(allocations, "claim", item) })),
  );
  return { allocations, setOffs };
}

/** One document a property: for each set-off Wn on the account with the surplus, Ma on the account with the claim. */
export function setOffDocument(
  id: number,
  propertyId: number,
  setOffs: readonly SetOff[],
  head: { readonly month: Month; readonly postedOn: PlainDate; readonly description: string },
): DraftDocument {
  const postings = setOffs.flatMap((setOff) => [
    setOffPosting(setOff.fromAccountId, "D", propertyId, setOff, head),
    setOffPosting(setOff.toAccountId, "C", propertyId, setOff, head),
  ]);
  const allocations = setOffs.flatMap((setOff, index): Allocation[] => [
    {
      accountId: setOff.fromAccountId,
      credit: setOff.credit,
      claim: { documentId: id, line: 2 * index + 1 },
      amountGrosze: setOff.amountGrosze,
    },
    {
      accountId: setOff.toAccountId,
      credit: { documentId: id, line: 2 * index + 2 },
      claim: setOff.claim,
      amountGrosze: setOff.amountGrosze,
    },
  ]);
  return {
    id,
    kind: "set-off",
    series: SERIES_OF_KIND["set-off"],
    documentDate: head.postedOn,
    postedOn: head.postedOn,
    description: head.description,
    concernsMonth: head.month,
    reversesDocumentId: null,
    postings,
    allocations,
  };
}

interface Left {
  readonly item: RankedItem;
  left: number;
}

function setOffInOrder(credits: readonly Left[], claims: readonly Left[]): SetOff[] {
  const setOffs: SetOff[] = [];
  for (const credit of credits) {
    for (const claim of claims) {
      const amount = Math.min(credit.left, claim.left);
      if (amount <= 0) continue;
      credit.left -= amount;
      claim.left -= amount;
      setOffs.push({
        fromAccountId: credit.item.accountId,
        credit: keyOf(credit.item),
        toAccountId: claim.item.accountId,
        claim: keyOf(claim.item),
        amountGrosze: grosze(amount),
      });
    }
  }
  return setOffs;
}

function setOffPosting(
  accountId: number,
  side: Side,
  propertyId: number,
  setOff: SetOff,
  head: { readonly month: Month; readonly postedOn: PlainDate },
): Posting {
  return {
    accountId,
    propertyId,
    side,
    amountGrosze: setOff.amountGrosze,
    effectiveOn: null,
    dueOn: side === "D" ? head.postedOn : null,
    concernsMonth: head.month,
    bankEntryId: null,
    text: null,
    item: ITEM_OF_THIS_DOCUMENT,
  };
}

function used(allocations: readonly Allocation[], role: "credit" | "claim", item: ItemKey): number {
  return allocations.reduce((sum, allocation) => {
    const key = allocation[role];
    return key.documentId === item.documentId && key.line === item.line ? sum + allocation.amountGrosze : sum;
  }, 0);
}

function compareCredits(a: RankedItem, b: RankedItem): number {
  if (a.openedOn !== b.openedOn) return a.openedOn < b.openedOn ? -1 : 1;
  return a.documentId - b.documentId || a.line - b.line;
}

function keyOf({ documentId, line }: ItemKey): ItemKey {
  return { documentId, line };
}
