import { NATURE_OF_PURPOSE, PURPOSES, type Purpose } from "../ledger/accounts.ts";
import { allocateInOrder, compareClaims } from "../ledger/allocate.ts";
import type { Allocation, ItemKey } from "../ledger/documents.ts";
import { type Grosze, grosze } from "../values/money.ts";
import type { OpenItems } from "./open-items.ts";

/** A resident account of a right. */
export interface RightAccount {
  readonly accountId: number;
  readonly purpose: Purpose;
}

/** What of a payment goes to one account, and which claims it covers there; the rest stays as an overpayment. */
export interface PaymentShare {
  readonly accountId: number;
  readonly amountGrosze: Grosze;
  readonly covered: readonly { readonly claim: ItemKey; readonly amountGrosze: Grosze }[];
}

/**
 * Divides a payment over the accounts of a right: first what its number or code names, then the oldest due first, ties by the
 * cooperative's order of purposes and the document's number; what is left stays as an overpayment on the fees account. Only
 * receivables are credited. The claims covered are taken out of `items`.
 * @law kc art. 451
 * @returns shares in the order of first use, summing to the amount; empty when the right has no receivable account.
 */
export function creditPayment(
  items: OpenItems,
  accounts: readonly RightAccount[],
  payment: { readonly amountGrosze: Grosze; readonly indicated: Purpose | null },
  purposeOrder: readonly Purpose[],
): PaymentShare[] {
  const receivable = accounts.filter(({ purpose }) => NATURE_OF_PURPOSE[purpose] === "receivable");
  const shares = new Map<
    number,
    { amountGrosze: number; covered: { claim: ItemKey; amountGrosze: Grosze }[] }
  >();
  let left: number = payment.amountGrosze;
  const put = (accountId: number, amount: number) => {
    const share = shares.get(accountId) ?? { amountGrosze: 0, covered: [] };
    shares.set(accountId, share);
    share.amountGrosze += amount;
    left -= amount;
    return share;
  };
  const cover = (from: readonly RightAccount[]) => {
    for (const claim of claimsInOrder(items, from, purposeOrder)) {
      if (left <= 0) return;
      const part = grosze(Math.min(left, claim.remainingGrosze));
      put(claim.accountId, part).covered.push({ claim: keyOf(claim), amountGrosze: part });
      items.change(claim, -part);
    }
  };
  if (payment.indicated !== null) cover(receivable.filter(({ purpose }) => purpose === payment.indicated));
  if (left > 0) cover(receivable);
  const surplusAccount = receivable.toSorted(byOrder(purposeOrder, "fees"))[0];
  if (left > 0 && surplusAccount !== undefined) put(surplusAccount.accountId, left);
  return [...shares].map(([accountId, share]) => ({
    accountId,
    amountGrosze: grosze(share.amountGrosze),
    covered: share.covered,
  }));
}

/** Puts a payment on one account, whatever it is for: its own claims are covered, oldest first, the rest stays there. */
export function creditOneAccount(items: OpenItems, account: RightAccount, amount: Grosze): PaymentShare {
  const covered: { claim: ItemKey; amountGrosze: Grosze }[] = [];
  let left: number = amount;
  for (const claim of claimsInOrder(items, [account], [])) {
    const part = grosze(Math.min(left, claim.remainingGrosze));
    if (part <= 0) break;
    covered.push({ claim: keyOf(claim), amountGrosze: part });
    items.change(claim, -part);
    left -= part;
  }
  return { accountId: account.accountId, amountGrosze: amount, covered };
}

/** Open claims of the accounts as they are to be satisfied. */
export function claimsInOrder(
  items: OpenItems,
  accounts: readonly RightAccount[],
  purposeOrder: readonly Purpose[],
) {
  return accounts
    .flatMap(({ accountId, purpose }) =>
      items.claimsOf(accountId).map((claim) => ({ ...claim, purposeRank: rankOf(purpose, purposeOrder) })),
    )
    .sort(compareClaims);
}

/** Uses credits left on an account for its open claims, oldest first: after claims have been opened again. Both change in `items`. */
export function creditSurplus(items: OpenItems, account: RightAccount): Allocation[] {
  const claims = claimsInOrder(items, [account], []);
  const allocations = allocateInOrder(account.accountId, items.creditsOf(account.accountId), claims);
  for (const { credit, claim, amountGrosze } of allocations) {
    items.change({ ...claim, accountId: account.accountId }, -amountGrosze);
    items.change({ ...credit, accountId: account.accountId }, amountGrosze);
  }
  return allocations;
}

function byOrder(purposeOrder: readonly Purpose[], first: Purpose) {
  const rank = (purpose: Purpose) => (purpose === first ? -1 : rankOf(purpose, purposeOrder));
  return (a: RightAccount, b: RightAccount) => rank(a.purpose) - rank(b.purpose) || a.accountId - b.accountId;
}

/** Purposes the cooperative did not order come last, in the order of the chart. */
function rankOf(purpose: Purpose, purposeOrder: readonly Purpose[]): number {
  const rank = purposeOrder.indexOf(purpose);
  return rank >= 0 ? rank : purposeOrder.length + PURPOSES.indexOf(purpose);
}

function keyOf({ documentId, line }: ItemKey): ItemKey {
  return { documentId, line };
}
