import { offsetSurplus, type RankedItem, type SetOff, setOffDocument } from "../fees/surplus.ts";
import type { Medium } from "../ledger/accounts.ts";
import {
  type Allocation,
  type DraftDocument,
  ITEM_OF_THIS_DOCUMENT,
  type Posting,
  SERIES_OF_KIND,
} from "../ledger/documents.ts";
import { grosze } from "../values/money.ts";
import { accept, type Result, refuse } from "../values/result.ts";
import type { SettlementDefinition } from "./definition.ts";
import { type PostingAccounts, PropertyCounters } from "./posting-counters.ts";
import { MissingAccounts } from "./posting-problems.ts";
import { type SettlementTerms, settlementDocumentText, settlementSetOffText } from "./posting-terms.ts";
import { resultTax } from "./posting-vat.ts";
import type { ComputedSettlement, SettledParticipant } from "./settlement-facts.ts";
import type { SettlementOrder } from "./settlement-order.ts";

/** What a computed settlement is posted with. */
export interface PostingFacts {
  readonly definition: SettlementDefinition;
  readonly order: SettlementOrder;
  readonly terms: SettlementTerms;
  readonly accounts: PostingAccounts;
  /** Net advances of the period by unit and medium; where one medium's are subtracted the participants say it themselves. */
  readonly advancesByUnit: ReadonlyMap<number, ReadonlyMap<Medium, number>>;
  /** Everything open on the receivable accounts of the rights. */
  readonly openItems: ReadonlyMap<number, readonly RankedItem[]>;
  readonly mediaRank: number;
  /** Reserved for each property: its settlement and its set-offs. */
  readonly documentIds: ReadonlyMap<number, { readonly settlement: number; readonly setOff: number }>;
}

/** Where a participant's result stands; a result of zero has no document. */
export interface PostedResult {
  readonly accountId: number | null;
  readonly documentId: number | null;
  readonly line: number | null;
  readonly vatGrosze: number;
}

export interface SettlementPosting {
  /** The settlement of each property, then the documents that set surplus off across accounts. */
  readonly documents: DraftDocument[];
  /** In the order of the participants. */
  readonly results: readonly PostedResult[];
}

/**
 * The documents of a settlement, one a property: Wn advances, Ma cost of the medium, and each right's shortfall Wn or surplus Ma on its
 * media account; a commercial right's on its invoice account with tax on top. What nobody holding a right bears is posted nowhere.
 * A shortfall is covered by what waited on the right's receivable accounts, a surplus covers what is open there, the oldest due first.
 * Refuses all at once: `account-missing`, `ledger-account-missing`, and `vat-code-unknown`, `rate-unknown` of the tax.
 */
export function postComputedSettlement(
  computed: ComputedSettlement,
  facts: PostingFacts,
): Result<SettlementPosting> {
  const tax = resultTax(facts.definition, facts.terms.postedOn);
  if (!tax.ok) return tax;
  const missing = new MissingAccounts();
  const properties = new Map<number, PropertyPosting>();
  const results = computed.participants.map((participant): PostedResult => {
    if (participant.rightId === null) return NOT_POSTED;
    const property = propertyOf(properties, participant.propertyId, facts, missing);
    return property.add(participant, participant.rightId, participant.isInvoiced ? tax.value : null);
  });
  const inOrder = [...properties.values()].sort((a, b) => a.propertyId - b.propertyId);
  const settlements = inOrder.map((property) => property.settlement()).filter((each) => each !== null);
  const refusals = missing.refusals();
  if (refusals.length > 0) return refuse(...refusals);
  const setOffs = inOrder.map((property) => property.setOffDocument()).filter((each) => each !== null);
  return accept({ documents: [...settlements, ...setOffs], results });
}

const NOT_POSTED: PostedResult = { accountId: null, documentId: null, line: null, vatGrosze: 0 };

function propertyOf(
  properties: Map<number, PropertyPosting>,
  propertyId: number,
  facts: PostingFacts,
  missing: MissingAccounts,
): PropertyPosting {
  const known = properties.get(propertyId);
  if (known !== undefined) return known;
  const property = new PropertyPosting(propertyId, facts, missing);
  properties.set(propertyId, property);
  return property;
}

/** One property's document while it gathers. */
class PropertyPosting {
  readonly propertyId: number;
  readonly #facts: PostingFacts;
  readonly #missing: MissingAccounts;
  readonly #ids: { readonly settlement: number; readonly setOff: number };
  readonly #counters: PropertyCounters;
  readonly #residents: Posting[] = [];
  /** New items of receivable accounts, by right. */
  readonly #opened = new Map<number, RankedItem[]>();
  #setOffs: readonly SetOff[] = [];

  constructor(propertyId: number, facts: PostingFacts, missing: MissingAccounts) {
    const ids = facts.documentIds.get(propertyId);
    if (ids === undefined) throw new Error(`no document id was reserved for property ${propertyId}`);
    this.propertyId = propertyId;
    this.#facts = facts;
    this.#missing = missing;
    this.#ids = ids;
    this.#counters = new PropertyCounters(propertyId, facts, missing);
  }

  add(
    participant: SettledParticipant,
    rightId: number,
    taxOf: ((resultGrosze: number) => number) | null,
  ): PostedResult {
    const { resultGrosze, isInvoiced } = participant;
    const vatGrosze = taxOf?.(resultGrosze) ?? 0;
    this.#counters.add(participant, vatGrosze);
    const accountId = this.#accountOf(rightId, participant);
    const amount = resultGrosze + vatGrosze;
    if (amount === 0 || accountId === null) return { accountId, documentId: null, line: null, vatGrosze };
    const { dueOn } = this.#facts.terms;
    this.#residents.push({
      accountId,
      propertyId: this.propertyId,
      side: amount > 0 ? "D" : "C",
      amountGrosze: grosze(Math.abs(amount)),
      effectiveOn: null,
      dueOn: amount > 0 ? dueOn : null,
      concernsMonth: null,
      bankEntryId: null,
      text: null,
      item: ITEM_OF_THIS_DOCUMENT,
    });
    const line = this.#residents.length;
    if (!isInvoiced) this.#open(rightId, accountId, line, amount);
    return { accountId, documentId: this.#ids.settlement, line, vatGrosze };
  }

  /** Null where everything comes to nothing. */
  settlement(): DraftDocument | null {
    const postings = [...this.#residents, ...this.#counters.postings()];
    if (postings.length === 0) return null;
    const { terms, order } = this.#facts;
    return {
      id: this.#ids.settlement,
      kind: "media-settlement",
      series: SERIES_OF_KIND["media-settlement"],
      documentDate: terms.postedOn,
      postedOn: terms.postedOn,
      description: settlementDocumentText(order),
      concernsMonth: null,
      reversesDocumentId: null,
      postings,
      allocations: this.#offset(),
    };
  }

  setOffDocument(): DraftDocument | null {
    const { terms, order } = this.#facts;
    return this.#setOffs.length === 0
      ? null
      : setOffDocument(this.#ids.setOff, this.propertyId, this.#setOffs, {
          month: null,
          postedOn: terms.postedOn,
          description: settlementSetOffText(order),
        });
  }

  #accountOf(rightId: number, { isInvoiced, resultGrosze, code }: SettledParticipant): number | null {
    const right = this.#facts.accounts.residents.get(rightId);
    const accountId = (isInvoiced ? right?.invoiceAccountId : right?.mediaAccountId) ?? null;
    if (accountId === null && resultGrosze !== 0) {
      const place = { right: right?.rightCode ?? String(rightId), unit: code };
      this.#missing.ofResident(isInvoiced ? "invoice" : "media", rightId, place);
    }
    return accountId;
  }

  #open(rightId: number, accountId: number, line: number, amount: number): void {
    const { terms, mediaRank } = this.#facts;
    const item: RankedItem = {
      documentId: this.#ids.settlement,
      line,
      accountId,
      remainingGrosze: grosze(amount),
      dueOn: amount > 0 ? terms.dueOn : null,
      openedOn: terms.postedOn,
      concernsMonth: null,
      purposeRank: mediaRank,
    };
    const known = this.#opened.get(rightId);
    if (known === undefined) this.#opened.set(rightId, [item]);
    else known.push(item);
  }

  /** Inside an account by the document itself, across accounts by a document that names both. */
  #offset(): Allocation[] {
    const allocations: Allocation[] = [];
    const setOffs: SetOff[] = [];
    for (const [rightId, opened] of this.#opened) {
      const standing = this.#facts.openItems.get(rightId) ?? [];
      const [newClaims, newCredits] = [opened.filter(isClaim), opened.filter(isCredit)];
      const credits = newClaims.length > 0 ? [...standing.filter(isCredit), ...newCredits] : newCredits;
      const claims = newCredits.length > 0 ? [...standing.filter(isClaim), ...newClaims] : newClaims;
      const offset = offsetSurplus(credits, claims);
      allocations.push(...offset.allocations);
      setOffs.push(...offset.setOffs);
    }
    this.#setOffs = setOffs;
    return allocations;
  }
}

function isClaim(item: RankedItem): boolean {
  return item.remainingGrosze > 0;
}

function isCredit(item: RankedItem): boolean {
  return item.remainingGrosze < 0;
}
