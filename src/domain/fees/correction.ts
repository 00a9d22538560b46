import { undoLatest } from "../ledger/allocate.ts";
import type { Allocation, ItemKey } from "../ledger/documents.ts";
import { addGrosze, type Grosze, grosze, NO_GROSZE } from "../values/money.ts";
import type { PlainDate } from "../values/plain-date.ts";
import type { ChargeLine } from "./charges.ts";
import type { VatRate } from "./components.ts";

/** What a right was charged for a month until now, per component and account; component null is VAT of a rate. */
export interface ChargedBefore {
  readonly accountId: number;
  readonly componentId: number | null;
  /** Of VAT only. */
  readonly vatRate: VatRate | null;
  readonly amountGrosze: Grosze;
}

/**
 * The differences between what the month comes to now and what was charged until now; nothing where they agree.
 * A component no longer due is taken back without base and rate.
 */
export function correctionLines(
  rightId: number,
  now: readonly ChargeLine[],
  before: readonly ChargedBefore[],
): ChargeLine[] {
  const matched = new Set<ChargedBefore>();
  const changed = now.flatMap((line): ChargeLine[] => {
    const earlier = before.find((charged) => isSameCharge(charged, line));
    if (earlier !== undefined) matched.add(earlier);
    const difference = line.amountGrosze - (earlier?.amountGrosze ?? 0);
    return difference === 0 ? [] : [{ ...line, kind: "C", amountGrosze: grosze(difference) }];
  });
  const takenBack = before
    .filter((charged) => !matched.has(charged) && charged.amountGrosze !== 0)
    .map(
      ({ accountId, componentId, vatRate, amountGrosze }): ChargeLine => ({
        rightId,
        accountId,
        componentId,
        rateId: null,
        base: 0,
        rate: 0,
        amountGrosze: grosze(-amountGrosze),
        kind: "C",
        isDisputed: false,
        daysCharged: null,
        vatRate,
      }),
    );
  return [...changed, ...takenBack];
}

function isSameCharge(charged: ChargedBefore, line: ChargeLine): boolean {
  return (
    charged.accountId === line.accountId &&
    charged.componentId === line.componentId &&
    (line.componentId !== null || charged.vatRate === line.vatRate)
  );
}

/** A claim of the month that is corrected, with the credits that cover it and may be given back, the earliest first. */
export interface MonthClaim extends ItemKey {
  readonly accountId: number;
  readonly remainingGrosze: Grosze;
  readonly covers: readonly Cover[];
}

export interface Cover {
  readonly credit: ItemKey;
  readonly amountGrosze: Grosze;
  /** The day the credit's money counts from. */
  readonly openedOn: PlainDate;
}

/** What a decrease does to the items of its month. */
export interface TakenBack {
  readonly allocations: Allocation[];
  /** Parts of credits that cover nothing any more. */
  readonly freed: readonly Cover[];
  /** What of the decrease covers no claim of the month. */
  readonly left: Grosze;
}

/**
 * Covers the month's own claims with a decrease, the original first. Where a claim was already paid, its latest allocations are undone,
 * so that the payment becomes surplus again.
 */
export function takeBack(
  decrease: ItemKey & { readonly accountId: number; readonly amountGrosze: Grosze },
  claims: readonly MonthClaim[],
): TakenBack {
  const allocations: Allocation[] = [];
  const freed: Cover[] = [];
  let left: number = decrease.amountGrosze;
  for (const claim of claims) {
    const coverable = addGrosze(
      claim.remainingGrosze,
      ...claim.covers.map(({ amountGrosze }) => amountGrosze),
    );
    const part = Math.min(left, coverable);
    if (part <= 0) continue;
    left -= part;
    const { undone } = undoLatest(
      claim.covers.map(({ credit, amountGrosze }) => ({
        accountId: claim.accountId,
        credit,
        claim: keyOf(claim),
        amountGrosze,
      })),
      grosze(Math.max(0, part - claim.remainingGrosze)),
    );
    freed.push(...undone.map((allocation) => freedBy(allocation, claim.covers)));
    allocations.push(...undone, {
      accountId: claim.accountId,
      credit: keyOf(decrease),
      claim: keyOf(claim),
      amountGrosze: grosze(part),
    });
  }
  return { allocations, freed, left: left === 0 ? NO_GROSZE : grosze(left) };
}

function freedBy({ credit, amountGrosze }: Allocation, covers: readonly Cover[]): Cover {
  const cover = covers.find((known) => isSameItem(known.credit, credit));
  if (cover === undefined) throw new Error("an allocation was undone that nobody knows");
  return { ...cover, amountGrosze: grosze(-amountGrosze) };
}

export function isSameItem(a: ItemKey, b: ItemKey): boolean {
  return a.documentId === b.documentId && a.line === b.line;
}

function keyOf({ documentId, line }: ItemKey): ItemKey {
  return { documentId, line };
}
