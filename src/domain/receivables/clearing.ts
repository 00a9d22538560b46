import { NATURE_OF_PURPOSE, type Purpose } from "../ledger/accounts.ts";
import { allocateInOrder } from "../ledger/allocate.ts";
import { balanceProperties, cooperativeLine } from "../ledger/balance.ts";
import {
  type Allocation,
  type DraftDocument,
  ITEM_OF_THIS_DOCUMENT,
  type ItemKey,
  type Posting,
  SERIES_OF_KIND,
} from "../ledger/documents.ts";
import { type Grosze, grosze, NO_GROSZE } from "../values/money.ts";
import type { PlainDate } from "../values/plain-date.ts";
import { accept, type Refusal, type Result, refusal, refuse } from "../values/result.ts";
import type { NumberedBankEntry } from "./bank-entry.ts";
import { creditOneAccount, creditPayment, type PaymentShare, type RightAccount } from "./crediting.ts";
import type { OpenItems } from "./open-items.ts";
import {
  type CreditedRight,
  type Crediting,
  dayForPeople,
  type PaymentLedgerAccounts,
} from "./payment-document.ts";

/** Where a person puts money that waits: by the usual order on a right, on one resident account, or on a ledger account. */
export type AssignmentTarget =
  | { readonly right: CreditedRight; readonly code: string; readonly purpose: Purpose | null }
  | { readonly right: CreditedRight; readonly code: string; readonly account: RightAccount }
  | { readonly ledgerAccountId: number };

export interface AssignedPart {
  readonly target: AssignmentTarget;
  readonly amountGrosze: Grosze;
}

/** What the money is called: an ordinary payment, a part of a list, or the municipality's housing benefit. */
export type AssignmentKind = "assigned" | "split" | "housing-benefit";

export interface AssignmentFacts {
  readonly documentId: number;
  readonly today: PlainDate;
  readonly postedOn: PlainDate;
  readonly accounts: Omit<PaymentLedgerAccounts, "bankId">;
  readonly purposeOrder: readonly Purpose[];
  readonly items: OpenItems;
}

export interface Assignment {
  readonly document: DraftDocument;
  readonly creditings: readonly Crediting[];
}

/**
 * The document by which a person takes money out of clearing. Credit: Wn clearing, Ma the resident, covering claims. Debit: Wn the
 * resident, Ma clearing: a refund, taken from the resident's overpayments first. The day that counts is the payment's own. The parts sum
 * to what waits; that they do is checked before (`splitRefusals`). Refuses `right-without-account`.
 */
export function assignEntry(
  entry: NumberedBankEntry,
  parts: readonly AssignedPart[],
  kind: AssignmentKind,
  facts: AssignmentFacts,
): Result<Assignment> {
  const draft = new AssignmentDocument(entry, facts);
  const refusals: Refusal[] = [];
  const creditings: Crediting[] = [];
  const isCredit = entry.side === "C";
  const add = (where: Pick<Crediting, "rightId" | "ledgerAccountId">, amount: Grosze, reason: string) =>
    creditings.push({
      entryId: entry.id,
      amountGrosze: isCredit ? amount : grosze(-amount),
      entry,
      reason,
      ...where,
    });
  let total: Grosze = NO_GROSZE;
  for (const { target, amountGrosze } of parts) {
    total = grosze(total + amountGrosze);
    if ("ledgerAccountId" in target) {
      draft.addLedgerLine(target.ledgerAccountId, amountGrosze);
      add({ rightId: null, ledgerAccountId: target.ledgerAccountId }, amountGrosze, "ledger-account");
      continue;
    }
    const shares = isCredit ? creditShares(target, amountGrosze, facts) : refundShares(target, amountGrosze);
    if (shares.length === 0) {
      const purpose = "purpose" in target ? target.purpose : null;
      refusals.push(refusal("right-without-account", { right: target.code, purpose, line: null }));
      continue;
    }
    for (const share of shares) {
      if (isCredit) draft.addPayment(target.right, share, WORDS[kind]);
      else draft.addRefund(target.right, share);
    }
    add({ rightId: target.right.rightId }, amountGrosze, isCredit ? kind : "refunded");
  }
  if (refusals.length > 0) return refuse(...refusals);
  add({ rightId: null }, grosze(-total), "assigned");
  return accept({ document: draft.finish(total, kind), creditings });
}

/** What is wrong with a list that divides an entry: it names nothing, something twice, or does not sum to what waits. */
export function splitRefusals(
  rows: readonly { readonly code: string; readonly line: number; readonly amountGrosze: Grosze }[],
  waiting: Grosze,
): Refusal[] {
  if (rows.length === 0) return [refusal("split-empty")];
  const refusals: Refusal[] = [];
  const seen = new Set<string>();
  for (const { code, line } of rows) {
    if (seen.has(code)) refusals.push(refusal("split-duplicate", { code, line }));
    seen.add(code);
  }
  const sum = rows.reduce((total, row) => total + row.amountGrosze, 0);
  if (sum !== waiting) refusals.push(refusal("split-sum", { sumGrosze: sum, waitingGrosze: waiting }));
  return refusals;
}

const WORDS: Readonly<Record<AssignmentKind, string>> = {
  assigned: "Wpłata",
  split: "Wpłata",
  "housing-benefit": "Dodatek mieszkaniowy",
};

type ResidentTarget = Extract<AssignmentTarget, { readonly right: CreditedRight }>;

/** A person may also name a fund, a court claim or an invoice account; by itself only receivables are credited. */
function creditShares(target: ResidentTarget, amount: Grosze, facts: AssignmentFacts): PaymentShare[] {
  const { items, purposeOrder } = facts;
  if ("account" in target) return [creditOneAccount(items, target.account, amount)];
  const { right, purpose } = target;
  const named = right.accounts.find((account) => account.purpose === purpose);
  if (purpose !== null && named === undefined) return [];
  if (purpose !== null && named !== undefined && NATURE_OF_PURPOSE[purpose] !== "receivable") {
    return [creditOneAccount(items, named, amount)];
  }
  return creditPayment(items, right.accounts, { amountGrosze: amount, indicated: purpose }, purposeOrder);
}

/** A refund comes out of one account: the one named, else fees. */
function refundShares(target: ResidentTarget, amountGrosze: Grosze): PaymentShare[] {
  const account =
    "account" in target
      ? target.account
      : target.right.accounts.find(({ purpose }) => purpose === (target.purpose ?? "fees"));
  return account === undefined ? [] : [{ accountId: account.accountId, amountGrosze, covered: [] }];
}

class AssignmentDocument {
  readonly #entry: NumberedBankEntry;
  readonly #facts: AssignmentFacts;
  readonly #postings: Posting[] = [];
  readonly #allocations: Allocation[] = [];

  constructor(entry: NumberedBankEntry, facts: AssignmentFacts) {
    this.#entry = entry;
    this.#facts = facts;
  }

  addLedgerLine(accountId: number, amount: Grosze): void {
    this.#postings.push(this.#ofEntry(cooperativeLine(accountId, this.#entry.side, amount)));
  }

  addPayment(
    { propertyId }: CreditedRight,
    { accountId, amountGrosze, covered }: PaymentShare,
    word: string,
  ): void {
    const credit = this.#addResidentLine(accountId, propertyId, amountGrosze, word);
    for (const part of covered) this.#allocations.push({ accountId, credit, ...part });
  }

  addRefund({ propertyId }: CreditedRight, { accountId, amountGrosze }: PaymentShare): void {
    const claim = this.#addResidentLine(accountId, propertyId, amountGrosze, "Zwrot nadpłaty");
    const credits = this.#facts.items.creditsOf(accountId);
    const allocations = allocateInOrder(accountId, credits, [{ ...claim, remainingGrosze: amountGrosze }]);
    for (const allocation of allocations) {
      this.#facts.items.change({ ...allocation.credit, accountId }, allocation.amountGrosze);
    }
    this.#allocations.push(...allocations);
  }

  finish(total: Grosze, kind: AssignmentKind): DraftDocument {
    const { accounts, documentId, postedOn, today } = this.#facts;
    const isCredit = this.#entry.side === "C";
    const clearing = isCredit
      ? cooperativeLine(accounts.clearingCreditsId, "D", total)
      : cooperativeLine(accounts.clearingDebitsId, "C", total);
    const words = isCredit ? WORDS[kind] : "Obciążenie";
    return {
      id: documentId,
      kind: "transfer",
      series: SERIES_OF_KIND.transfer,
      documentDate: today,
      postedOn,
      description: `${words} z ${dayForPeople(this.#entry.bookedOn)} po wyjaśnieniu`,
      concernsMonth: null,
      reversesDocumentId: null,
      postings: balanceProperties([...this.#postings, this.#ofEntry(clearing)], accounts.interPropertyId),
      allocations: this.#allocations,
    };
  }

  #addResidentLine(accountId: number, propertyId: number, amountGrosze: Grosze, word: string): ItemKey {
    const { side, bookedOn } = this.#entry;
    this.#postings.push(
      this.#ofEntry({
        accountId,
        propertyId,
        side,
        amountGrosze,
        effectiveOn: bookedOn,
        dueOn: side === "D" ? bookedOn : null,
        concernsMonth: null,
        bankEntryId: null,
        text: `${word} z ${dayForPeople(bookedOn)}`,
        item: ITEM_OF_THIS_DOCUMENT,
      }),
    );
    return { documentId: this.#facts.documentId, line: this.#postings.length };
  }

  #ofEntry(posting: Posting): Posting {
    return { ...posting, effectiveOn: this.#entry.bookedOn, bankEntryId: this.#entry.id };
  }
}
