import { type Allocation, type DraftDocument, SERIES_OF_KIND } from "../ledger/documents.ts";
import { grosze } from "../values/money.ts";
import type { Month } from "../values/month.ts";
import type { PlainDate } from "../values/plain-date.ts";
import type { Refusal } from "../values/result.ts";
import { assessUnit } from "./assess.ts";
import type { ChargeLine } from "./charges.ts";
import { feeDocumentText } from "./document-text.ts";
import { type LedgerAccounts, PostingTally, type TalliedPosting } from "./posting-tally.ts";
import { FeeProblems } from "./problems.ts";
import type { FeeRules } from "./rules.ts";
import { offsetSurplus, type RankedItem, type SetOff, setOffDocument } from "./surplus.ts";
import { type ComponentTotal, ComponentTotals } from "./totals.ts";
import type { RightFacts, UnitFacts } from "./unit-facts.ts";

/** Surplus that new claims are covered with, and how purposes rank. */
export interface SurplusFacts {
  /** Credit items of receivable accounts by right. */
  readonly byRight: ReadonlyMap<number, readonly RankedItem[]>;
  readonly feesRank: number;
  readonly repairFundRank: number;
}

/** When and under which ids an assessment is posted; one document a property, and one for its set-offs. */
export interface AssessmentHead {
  readonly month: Month;
  readonly postedOn: PlainDate;
  readonly dueOn: PlainDate;
  readonly documentIds: ReadonlyMap<number, { readonly assessment: number; readonly setOff: number }>;
}

/** A month computed and posted: charges stream out unit by unit, what is posted of them gathers here. */
export class MonthAssessment {
  readonly #rules: FeeRules;
  readonly #head: AssessmentHead;
  readonly #surplus: SurplusFacts;
  readonly #problems = new FeeProblems();
  readonly #tally: PostingTally;
  readonly #totals: ComponentTotals;
  readonly #allocations = new Map<number, Allocation[]>();
  readonly #setOffs = new Map<number, SetOff[]>();

  constructor(rules: FeeRules, ledgerAccounts: LedgerAccounts, head: AssessmentHead, surplus: SurplusFacts) {
    this.#rules = rules;
    this.#head = head;
    this.#surplus = surplus;
    this.#tally = new PostingTally(rules.components, ledgerAccounts, this.#problems);
    this.#totals = new ComponentTotals(rules.components);
  }

  /** The unit's lines, already counted into totals and postings. Units come once each, in order of rights. */
  assess(facts: UnitFacts): ChargeLine[] {
    const lines = assessUnit(this.#rules, facts, this.#problems);
    if (lines.length === 0 || facts.right === null) return lines;
    this.#totals.add(lines);
    const postings = this.#tally.addRight(facts.propertyId, lines);
    const credits = this.#surplus.byRight.get(facts.right.rightId);
    if (credits !== undefined) this.#offset(facts.propertyId, facts.right, credits, postings);
    return lines;
  }

  get totals(): ComponentTotal[] {
    return this.#totals.list();
  }

  /** What stands in the way: `rate-ambiguous`, `account-missing`, `ledger-account-missing`. */
  refusals(): Refusal[] {
    this.#tally.checkLedgerAccounts();
    return this.#problems.refusals();
  }

  documentIdOf(propertyId: number): number {
    return this.#idsOf(propertyId).assessment;
  }

  /** The assessment of each property, then the documents that set surplus off across accounts. */
  documents(): DraftDocument[] {
    const { month, postedOn, dueOn } = this.#head;
    const assessments = this.#tally.propertyIds().map(
      (propertyId): DraftDocument => ({
        id: this.documentIdOf(propertyId),
        kind: "assessment",
        series: SERIES_OF_KIND.assessment,
        documentDate: postedOn,
        postedOn,
        description: feeDocumentText("assessment", month),
        concernsMonth: month,
        reversesDocumentId: null,
        postings: this.#tally.postingsOf(propertyId, { concernsMonth: month, dueOn }),
        allocations: this.#allocations.get(propertyId) ?? [],
      }),
    );
    const setOffs = [...this.#setOffs]
      .sort(([a], [b]) => a - b)
      .map(([propertyId, entries]) =>
        setOffDocument(this.#idsOf(propertyId).setOff, propertyId, entries, {
          month,
          postedOn,
          description: feeDocumentText("set-off", month),
        }),
      );
    return [...assessments.filter(({ postings }) => postings.length > 0), ...setOffs];
  }

  #offset(
    propertyId: number,
    right: RightFacts,
    credits: readonly RankedItem[],
    postings: readonly TalliedPosting[],
  ): void {
    const claims = postings.flatMap((posting) => this.#claimOf(propertyId, right, posting));
    const { allocations, setOffs } = offsetSurplus(credits, claims);
    append(this.#allocations, propertyId, allocations);
    append(this.#setOffs, propertyId, setOffs);
  }

  /** Only receivables are offset: invoices are paid one by one. */
  #claimOf(propertyId: number, right: RightFacts, posting: TalliedPosting): RankedItem[] {
    const { feesRank, repairFundRank } = this.#surplus;
    const isFees = posting.accountId === right.feesAccountId;
    if (posting.amountGrosze < 0 || !(isFees || posting.accountId === right.repairFundAccountId)) return [];
    return [
      {
        documentId: this.documentIdOf(propertyId),
        line: posting.line,
        accountId: posting.accountId,
        remainingGrosze: grosze(posting.amountGrosze),
        dueOn: this.#head.dueOn,
        openedOn: this.#head.postedOn,
        concernsMonth: this.#head.month,
        purposeRank: isFees ? feesRank : repairFundRank,
      },
    ];
  }

  #idsOf(propertyId: number) {
    const ids = this.#head.documentIds.get(propertyId);
    if (ids === undefined) throw new Error(`no document id was reserved for property ${propertyId}`);
    return ids;
  }
}

function append<T>(map: Map<number, T[]>, key: number, items: readonly T[]): void {
  if (items.length === 0) return;
  const known = map.get(key);
  if (known === undefined) map.set(key, [...items]);
  else known.push(...items);
}
