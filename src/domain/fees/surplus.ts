import { compareClaims } from "../ledger/allocate.ts";
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
 * Offsets the surplus of one right against its claims: the oldest due first, among claims due on the same day first inside each account
 * and then across the accounts in the order of `compareClaims`; the oldest surplus first.
 * @param credits items with a negative, claims with a positive remaining amount; all of receivable accounts of one right.
 */
export function offsetSurplus(credits: readonly RankedItem[], claims: readonly RankedItem[]): Offset {
  const surplus = [...credits].sort(compareCredits).map(leftOf);
  const offset: Offset = { allocations: [], setOffs: [] };
  for (const due of groupByDueDay([...claims].sort(compareClaims).map(leftOf))) {
    cover(due, surplus, (claim, credit) => claim.accountId === credit.accountId, offset);
    cover(due, surplus, () => true, offset);
  }
  return offset;
}

/** When a set-off is posted and what it says of itself; null: it concerns no month. */
export interface SetOffHead {
  readonly month: Month | null;
  readonly postedOn: PlainDate;
  readonly description: string;
}

/** One document a property: for each set-off Wn on the account with the surplus, Ma on the account with the claim. */
export function setOffDocument(
  id: number,
  propertyId: number,
  setOffs: readonly SetOff[],
  head: SetOffHead,
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

function leftOf(item: RankedItem): Left {
  return { item, left: Math.abs(item.remainingGrosze) };
}

function groupByDueDay(claims: readonly Left[]): Left[][] {
  const groups: Left[][] = [];
  for (const claim of claims) {
    const group = groups.at(-1);
    if (group?.[0]?.item.dueOn === claim.item.dueOn) group?.push(claim);
    else groups.push([claim]);
  }
  return groups;
}

function cover(
  claims: readonly Left[],
  surplus: readonly Left[],
  mayCover: (claim: RankedItem, credit: RankedItem) => boolean,
  { allocations, setOffs }: Offset,
): void {
  for (const claim of claims) {
    for (const credit of surplus) {
      const amountGrosze = grosze(Math.min(credit.left, claim.left));
      if (amountGrosze === 0 || !mayCover(claim.item, credit.item)) continue;
      credit.left -= amountGrosze;
      claim.left -= amountGrosze;
      const [from, to] = [credit.item.accountId, claim.item.accountId];
      const pair = { credit: keyOf(credit.item), claim: keyOf(claim.item), amountGrosze };
      if (from === to) allocations.push({ accountId: to, ...pair });
      else setOffs.push({ fromAccountId: from, toAccountId: to, ...pair });
    }
  }
}

function setOffPosting(
  accountId: number,
  side: Side,
  propertyId: number,
  setOff: SetOff,
  head: SetOffHead,
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

function compareCredits(a: RankedItem, b: RankedItem): number {
  if (a.openedOn !== b.openedOn) return a.openedOn < b.openedOn ? -1 : 1;
  return a.documentId - b.documentId || a.line - b.line;
}

function keyOf({ documentId, line }: ItemKey): ItemKey {
  return { documentId, line };
}
