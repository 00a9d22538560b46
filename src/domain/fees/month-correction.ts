import { type Allocation, type DraftDocument, SERIES_OF_KIND } from "../ledger/documents.ts";
import { addGrosze, type Grosze, grosze, NO_GROSZE } from "../values/money.ts";
import type { Refusal } from "../values/result.ts";
import { assessUnit } from "./assess.ts";
import type { ChargeLine } from "./charges.ts";
import { type ChargedBefore, correctionLines, isSameItem, type MonthClaim, takeBack } from "./correction.ts";
import { feeDocumentText } from "./document-text.ts";
import type { AssessmentHead } from "./month-assessment.ts";
import { type LedgerAccounts, PostingTally } from "./posting-tally.ts";
import { FeeProblems } from "./problems.ts";
import type { FeeRules } from "./rules.ts";
import { offsetSurplus, type RankedItem, type SetOff, setOffDocument } from "./surplus.ts";
import type { UnitFacts } from "./unit-facts.ts";

/** A right in the month corrected: as the facts stand now (null: it bears nothing any more) and as it was charged. */
export interface RightToCorrect {
  readonly rightId: number;
  readonly propertyId: number;
  readonly facts: UnitFacts | null;
  readonly before: readonly ChargedBefore[];
}

/** A posting of the correction on a resident account. */
export interface CorrectedAccount {
  readonly rightId: number;
  readonly propertyId: number;
  readonly accountId: number;
  /** Above zero: an increase, a new claim; below: a decrease. */
  readonly amountGrosze: Grosze;
  readonly line: number;
}

/** Items that a correction meets: read after the differences are known. */
export interface ItemsToCorrect {
  /** Claims of the month on the corrected accounts, the original first. */
  readonly monthClaims: ReadonlyMap<number, readonly MonthClaim[]>;
  /** Every open item of the receivable accounts of the corrected rights, by right. */
  readonly openItems: ReadonlyMap<number, readonly RankedItem[]>;
  /** Rank of the purpose of a receivable account; accounts of another nature are not in it. */
  readonly purposeRanks: ReadonlyMap<number, number>;
}

/** One earlier month computed again: differences stream out right by right, what is posted of them gathers here. */
export class MonthCorrection {
  readonly #rules: FeeRules;
  readonly #head: AssessmentHead;
  readonly #problems = new FeeProblems();
  readonly #tally: PostingTally;
  readonly #corrected: CorrectedAccount[] = [];

  constructor(rules: FeeRules, ledgerAccounts: LedgerAccounts, head: AssessmentHead) {
    this.#rules = rules;
    this.#head = head;
    this.#tally = new PostingTally(rules.components, ledgerAccounts, this.#problems);
  }

  /** The right's differences, already counted into postings; nothing where the books agree with the facts. */
  correct({ rightId, propertyId, facts, before }: RightToCorrect): ChargeLine[] {
    const now = facts === null ? [] : assessUnit(this.#rules, facts, this.#problems);
    const lines = correctionLines(rightId, now, before);
    if (lines.length === 0) return lines;
    for (const posting of this.#tally.addRight(propertyId, lines)) {
      this.#corrected.push({ rightId, propertyId, ...posting });
    }
    return lines;
  }

  get corrected(): readonly CorrectedAccount[] {
    return this.#corrected;
  }

  /** What stands in the way: `rate-ambiguous`, `account-missing`, `ledger-account-missing`. */
  refusals(): Refusal[] {
    this.#tally.checkLedgerAccounts();
    return this.#problems.refusals();
  }

  documentIdOf(propertyId: number): number {
    return this.#idsOf(propertyId).assessment;
  }

  /** One correction a property that names the month, and the documents that credit freed payments across accounts. */
  documents(items: ItemsToCorrect): DraftDocument[] {
    const { month, postedOn, dueOn } = this.#head;
    const effects = this.#effects(items);
    const corrections = this.#tally.propertyIds().map(
      (propertyId): DraftDocument => ({
        id: this.documentIdOf(propertyId),
        kind: "correction",
        series: SERIES_OF_KIND.correction,
        documentDate: postedOn,
        postedOn,
        description: feeDocumentText("correction", month),
        concernsMonth: month,
        reversesDocumentId: null,
        postings: this.#tally.postingsOf(propertyId, { concernsMonth: month, dueOn }),
        allocations: effects.allocations.get(propertyId) ?? [],
      }),
    );
    const setOffs = [...effects.setOffs].map(([propertyId, entries]) =>
      setOffDocument(this.#idsOf(propertyId).setOff, propertyId, entries, {
        month,
        postedOn,
        description: feeDocumentText("set-off", month),
      }),
    );
    return [...corrections.filter(({ postings }) => postings.length > 0), ...setOffs];
  }

  #effects(items: ItemsToCorrect) {
    const allocations = new Map<number, Allocation[]>();
    const setOffs = new Map<number, SetOff[]>();
    for (const ofRight of groupByRight(this.#corrected)) {
      const propertyId = ofRight[0]!.propertyId;
      const effect = this.#effectOnRight(ofRight, items);
      allocations.set(propertyId, [...(allocations.get(propertyId) ?? []), ...effect.allocations]);
      if (effect.setOffs.length > 0) {
        setOffs.set(propertyId, [...(setOffs.get(propertyId) ?? []), ...effect.setOffs]);
      }
    }
    return { allocations, setOffs };
  }

  /** Decreases go to their month; what they free, and surplus there was, goes to the oldest due of the right's receivables. */
  #effectOnRight(corrected: readonly CorrectedAccount[], items: ItemsToCorrect) {
    const open = new OpenItems(items.openItems.get(corrected[0]!.rightId) ?? []);
    const allocations: Allocation[] = [];
    for (const change of corrected) {
      const key = { documentId: this.documentIdOf(change.propertyId), line: change.line };
      const rank = items.purposeRanks.get(change.accountId);
      if (change.amountGrosze > 0) {
        if (rank !== undefined) open.add(this.#newItem(change, key, change.amountGrosze, rank));
        continue;
      }
      const decrease = { ...key, accountId: change.accountId, amountGrosze: grosze(-change.amountGrosze) };
      const taken = takeBack(decrease, items.monthClaims.get(change.accountId) ?? []);
      allocations.push(...taken.allocations);
      if (rank === undefined) continue;
      open.apply(taken.allocations);
      if (taken.left > 0) open.add(this.#newItem(change, key, grosze(-taken.left), rank));
      for (const { credit, amountGrosze, openedOn } of taken.freed) {
        open.free(credit, amountGrosze, { ...this.#newItem(change, credit, NO_GROSZE, rank), openedOn });
      }
    }
    const offset = offsetSurplus(open.credits, open.claims);
    return { allocations: [...allocations, ...offset.allocations], setOffs: offset.setOffs };
  }

  #newItem(
    change: CorrectedAccount,
    key: { documentId: number; line: number },
    remaining: Grosze,
    rank: number,
  ): RankedItem {
    return {
      ...key,
      accountId: change.accountId,
      remainingGrosze: remaining,
      dueOn: remaining > 0 ? this.#head.dueOn : null,
      openedOn: this.#head.postedOn,
      concernsMonth: this.#head.month,
      purposeRank: rank,
    };
  }

  #idsOf(propertyId: number) {
    const ids = this.#head.documentIds.get(propertyId);
    if (ids === undefined) throw new Error(`no document id was reserved for property ${propertyId}`);
    return ids;
  }
}

/** The open items of one right while a correction changes what remains of them. */
class OpenItems {
  #items: RankedItem[];

  constructor(items: readonly RankedItem[]) {
    this.#items = [...items];
  }

  get credits(): RankedItem[] {
    return this.#items.filter(({ remainingGrosze }) => remainingGrosze < 0);
  }

  get claims(): RankedItem[] {
    return this.#items.filter(({ remainingGrosze }) => remainingGrosze > 0);
  }

  add(item: RankedItem): void {
    this.#items.push(item);
  }

  /** Lets claims follow the allocations made; freed credits are told apart by `free`. */
  apply(allocations: readonly Allocation[]): void {
    this.#items = this.#items.map((item) => {
      const covered = allocations.filter(({ claim }) => isSameItem(claim, item));
      const change = addGrosze(...covered.map(({ amountGrosze }) => amountGrosze));
      return { ...item, remainingGrosze: grosze(item.remainingGrosze - change) };
    });
  }

  free(credit: { documentId: number; line: number }, amount: Grosze, unknown: RankedItem): void {
    if (!this.#items.some((item) => isSameItem(item, credit))) this.#items.push(unknown);
    this.#items = this.#items.map((item) =>
      isSameItem(item, credit) ? { ...item, remainingGrosze: grosze(item.remainingGrosze - amount) } : item,
    );
  }
}

function groupByRight(corrected: readonly CorrectedAccount[]): CorrectedAccount[][] {
  const groups = new Map<number, CorrectedAccount[]>();
  for (const change of corrected) {
    const group = groups.get(change.rightId);
    if (group === undefined) groups.set(change.rightId, [change]);
    else group.push(change);
  }
  return [...groups.values()];
}
