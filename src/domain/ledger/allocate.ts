import { type Grosze, grosze } from "../values/money.ts";
import type { Allocation, ItemKey, OpenItem } from "./documents.ts";

/**
 * Covers claims of one account from credits of the same account, both in the order given, until one side is used up.
 * Credits have negative, claims positive remaining amounts.
 * @returns the allocations; what is left of each item follows from them.
 */
export function allocateInOrder(
  accountId: number,
  credits: readonly Pick<OpenItem, "documentId" | "line" | "remainingGrosze">[],
  claims: readonly Pick<OpenItem, "documentId" | "line" | "remainingGrosze">[],
): Allocation[] {
  const allocations: Allocation[] = [];
  let claimIndex = 0;
  let claimLeft = claims[0]?.remainingGrosze ?? 0;
  for (const credit of credits) {
    let creditLeft = -credit.remainingGrosze;
    while (creditLeft > 0) {
      const claim = claims[claimIndex];
      if (claim === undefined) return allocations;
      const covered = Math.min(creditLeft, claimLeft);
      if (covered > 0) {
        allocations.push({
          accountId,
          credit: keyOf(credit),
          claim: keyOf(claim),
          amountGrosze: grosze(covered),
        });
        creditLeft -= covered;
        claimLeft -= covered;
      }
      if (claimLeft <= 0) {
        claimIndex += 1;
        claimLeft = claims[claimIndex]?.remainingGrosze ?? 0;
      }
    }
  }
  return allocations;
}

/**
 * The order in which claims are satisfied (Civil Code art. 451): the oldest due first, then the cooperative's order of purposes,
 * then the document's number. A claim without a due day comes last.
 * @law kc art. 451
 */
export function compareClaims(
  a: OpenItem & { readonly purposeRank: number },
  b: OpenItem & { readonly purposeRank: number },
): number {
  return (
    compareText(a.dueOn ?? "9999-12-31", b.dueOn ?? "9999-12-31") ||
    a.purposeRank - b.purposeRank ||
    a.documentId - b.documentId ||
    a.line - b.line
  );
}

/** Splits an amount over allocations to be undone, the latest first. */
export function undoLatest(
  allocations: readonly Allocation[],
  amount: Grosze,
): { readonly undone: Allocation[]; readonly left: Grosze } {
  const undone: Allocation[] = [];
  let left: number = amount;
  for (const allocation of [...allocations].reverse()) {
    if (left <= 0) break;
    const part = Math.min(left, allocation.amountGrosze);
    if (part > 0) {
      undone.push({ ...allocation, amountGrosze: grosze(-part) });
      left -= part;
    }
  }
  return { undone, left: grosze(left) };
}

function keyOf(item: ItemKey): ItemKey {
  return { documentId: item.documentId, line: item.line };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
