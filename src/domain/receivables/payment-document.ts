import { balanceProperties, cooperativeLine } from "../ledger/balance.ts";
import {
  type Allocation,
  type DraftDocument,
  ITEM_OF_THIS_DOCUMENT,
  type ItemKey,
  type OpenItem,
  type Posting,
  SERIES_OF_KIND,
} from "../ledger/documents.ts";
import { addGrosze, type Grosze, grosze, NO_GROSZE } from "../values/money.ts";
import type { PlainDate } from "../values/plain-date.ts";
import type { ClearingReason, NumberedBankEntry } from "./bank-entry.ts";
import { creditSurplus, type PaymentShare, type RightAccount } from "./crediting.ts";
import type { OpenItems } from "./open-items.ts";

/** The ledger accounts that a bank statement's document needs. */
export interface PaymentLedgerAccounts {
  readonly bankId: number;
  readonly clearingCreditsId: number;
  readonly clearingDebitsId: number;
  readonly interPropertyId: number;
}

/** Where the money of one bank entry now stands. */
export interface PlacedPayment {
  readonly entryId: number;
  readonly bookedOn: PlainDate;
  readonly rightId: number | null;
  readonly lines: readonly {
    readonly item: ItemKey;
    readonly account: RightAccount;
    readonly propertyId: number;
    readonly amountGrosze: Grosze;
  }[];
  /** Allocations in force of the lines' items. */
  readonly allocations: readonly Allocation[];
  /** What of it waits in clearing. */
  readonly waitingGrosze: Grosze;
}

/** Where money of a bank entry went: what a resident sees of a payment. */
export interface Crediting {
  readonly entryId: number;
  /** Null together with `ledgerAccountId`: it waits in clearing. */
  readonly rightId: number | null;
  readonly ledgerAccountId?: number;
  readonly amountGrosze: Grosze;
  readonly reason: string;
  readonly entry: NumberedBankEntry;
}

/** A right that is credited: its accounts, and the property of its unit. */
export interface CreditedRight {
  readonly rightId: number;
  readonly propertyId: number;
  readonly accounts: readonly RightAccount[];
}

/** The document of a bank statement while its entries are placed, by the posting table (docs/guides/posting-table.md). */
export class PaymentDocument {
  readonly creditings: Crediting[] = [];
  readonly #id: number;
  readonly #accounts: PaymentLedgerAccounts;
  readonly #items: OpenItems;
  readonly #postings: Posting[] = [];
  readonly #allocations: Allocation[] = [];
  readonly #reopened = new Map<number, RightAccount>();
  #credits: Grosze = NO_GROSZE;
  #debits: Grosze = NO_GROSZE;

  constructor(id: number, accounts: PaymentLedgerAccounts, items: OpenItems) {
    this.#id = id;
    this.#accounts = accounts;
    this.#items = items;
  }

  /** Wn bank, Ma resident: one line per account credited, each covering the claims of its share. */
  addPayment(
    entry: NumberedBankEntry,
    right: CreditedRight,
    shares: readonly PaymentShare[],
    reason: string,
  ): PlacedPayment {
    const { rightId, propertyId } = right;
    const text = `Wpłata z ${dayForPeople(entry.bookedOn)}`;
    const allocations: Allocation[] = [];
    const lines = shares.map(({ accountId, amountGrosze, covered }) => {
      const item = this.#post({
        entry,
        accountId,
        propertyId,
        side: "C",
        amountGrosze,
        text,
        isResident: true,
      });
      let left: number = amountGrosze;
      for (const { claim, amountGrosze: part } of covered) {
        allocations.push({ accountId, credit: item, claim, amountGrosze: part });
        left -= part;
      }
      this.#items.add(this.#openItem(item, accountId, grosze(-left), entry));
      const account = right.accounts.find((each) => each.accountId === accountId);
      return { item, account: account ?? { accountId, purpose: "fees" as const }, propertyId, amountGrosze };
    });
    this.#allocations.push(...allocations);
    this.#credits = addGrosze(this.#credits, entry.amountGrosze);
    this.creditings.push({ entryId: entry.id, rightId, amountGrosze: entry.amountGrosze, reason, entry });
    const { id: entryId, bookedOn } = entry;
    return { entryId, bookedOn, rightId, lines, allocations, waitingGrosze: NO_GROSZE };
  }

  /** Wn bank, Ma clearing credits ("wpłaty do wyjaśnienia"). */
  addUnmatchedCredit(entry: NumberedBankEntry, reason: ClearingReason): PlacedPayment {
    const { amountGrosze, id: entryId, bookedOn } = entry;
    this.#post({ entry, accountId: this.#accounts.clearingCreditsId, side: "C", amountGrosze });
    this.#credits = addGrosze(this.#credits, amountGrosze);
    this.creditings.push({ entryId, rightId: null, amountGrosze, reason, entry });
    return { entryId, bookedOn, rightId: null, lines: [], allocations: [], waitingGrosze: amountGrosze };
  }

  /** Wn clearing debits ("obciążenia do wyjaśnienia"), Ma bank. */
  addUnmatchedDebit(entry: NumberedBankEntry, reason: ClearingReason): void {
    const { amountGrosze } = entry;
    this.#post({ entry, accountId: this.#accounts.clearingDebitsId, side: "D", amountGrosze });
    this.#debits = addGrosze(this.#debits, amountGrosze);
    const taken = grosze(-amountGrosze);
    this.creditings.push({ entryId: entry.id, rightId: null, amountGrosze: taken, reason, entry });
  }

  /**
   * A returned payment: its lines once more with a minus, its allocations undone exactly, so that the claims it had covered are
   * open again; what waits in clearing is taken from there.
   */
  addReturn(entry: NumberedBankEntry, payment: PlacedPayment): void {
    const text = `Zwrot wpłaty z ${dayForPeople(payment.bookedOn)}`;
    for (const { item, account, propertyId, amountGrosze } of payment.lines) {
      const { accountId } = account;
      const minus = grosze(-amountGrosze);
      const storno = this.#post({
        entry,
        accountId,
        propertyId,
        side: "C",
        amountGrosze: minus,
        text,
        isResident: true,
      });
      for (const allocation of payment.allocations) {
        if (allocation.credit.documentId !== item.documentId || allocation.credit.line !== item.line)
          continue;
        this.#allocations.push({ ...allocation, amountGrosze: grosze(-allocation.amountGrosze) });
        this.#items.change({ ...allocation.claim, accountId }, allocation.amountGrosze);
        this.#items.change({ ...item, accountId }, -allocation.amountGrosze);
      }
      this.#allocations.push({ accountId, credit: item, claim: storno, amountGrosze });
      this.#items.change({ ...item, accountId }, amountGrosze);
      this.#reopened.set(accountId, account);
    }
    const waiting = grosze(-payment.waitingGrosze);
    const residents = grosze(payment.waitingGrosze - entry.amountGrosze);
    if (waiting !== 0) {
      this.#post({ entry, accountId: this.#accounts.clearingCreditsId, side: "C", amountGrosze: waiting });
    }
    for (const [rightId, amountGrosze] of [[payment.rightId, residents] as const, [null, waiting] as const]) {
      if (amountGrosze === 0) continue;
      this.creditings.push({ entryId: entry.id, rightId, amountGrosze, reason: "returned", entry });
    }
    this.#debits = addGrosze(this.#debits, entry.amountGrosze);
  }

  /** Bank lines and inter-property lines close the document; surplus covers claims that returns have opened again. */
  finish(head: {
    readonly documentDate: PlainDate;
    readonly postedOn: PlainDate;
    readonly description: string;
  }): DraftDocument {
    for (const account of this.#reopened.values()) {
      this.#allocations.push(...creditSurplus(this.#items, account));
    }
    const { bankId, interPropertyId } = this.#accounts;
    const bank = [
      ...(this.#credits === 0 ? [] : [cooperativeLine(bankId, "D", this.#credits)]),
      ...(this.#debits === 0 ? [] : [cooperativeLine(bankId, "C", this.#debits)]),
    ];
    return {
      id: this.#id,
      kind: "payment",
      series: SERIES_OF_KIND.payment,
      ...head,
      concernsMonth: null,
      reversesDocumentId: null,
      postings: balanceProperties([...this.#postings, ...bank], interPropertyId),
      allocations: this.#allocations,
    };
  }

  #post(line: {
    readonly entry: NumberedBankEntry;
    readonly accountId: number;
    readonly propertyId?: number;
    readonly side: Posting["side"];
    readonly amountGrosze: Grosze;
    readonly text?: string;
    readonly isResident?: boolean;
  }): ItemKey {
    const { entry, accountId, side, amountGrosze } = line;
    this.#postings.push({
      accountId,
      propertyId: line.propertyId ?? 0,
      side,
      amountGrosze,
      effectiveOn: entry.bookedOn,
      dueOn: null,
      concernsMonth: null,
      bankEntryId: entry.id,
      text: line.text ?? null,
      item: line.isResident === true ? ITEM_OF_THIS_DOCUMENT : null,
    });
    return { documentId: this.#id, line: this.#postings.length };
  }

  #openItem(item: ItemKey, accountId: number, remaining: Grosze, entry: NumberedBankEntry): OpenItem {
    return {
      ...item,
      accountId,
      remainingGrosze: remaining,
      dueOn: null,
      openedOn: entry.bookedOn,
      concernsMonth: null,
    };
  }
}

/** "9.11.2026" */
export function dayForPeople(date: PlainDate): string {
  return `${Number(date.slice(8))}.${date.slice(5, 7)}.${date.slice(0, 4)}`;
}

/** What a statement's document is called; a very long statement is posted in parts, counted from 0. */
export function statementDescription(number: string, date: PlainDate, part: number): string {
  const statement = `Wyciąg${number === "" ? "" : ` nr ${number}`} z ${dayForPeople(date)}`;
  return part === 0 ? statement : `${statement}, część ${part + 1}`;
}
