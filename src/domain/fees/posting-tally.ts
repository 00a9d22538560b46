import type { LedgerRole } from "../ledger/accounts.ts";
import { ITEM_OF_THIS_DOCUMENT, type Posting } from "../ledger/documents.ts";
import { type Grosze, grosze } from "../values/money.ts";
import type { Month } from "../values/month.ts";
import type { PlainDate } from "../values/plain-date.ts";
import type { ChargeLine } from "./charges.ts";
import type { FeeComponent } from "./components.ts";
import type { FeeProblems } from "./problems.ts";

/** Ledger accounts by role and medium: which one charges are posted against. */
export type LedgerAccounts = ReadonlyMap<string, number>;

export function ledgerAccountKey(role: LedgerRole, medium: string | null): string {
  return `${role}/${medium ?? ""}`;
}

/** A posting on a resident account as it will stand in its property's document. */
export interface TalliedPosting {
  readonly accountId: number;
  readonly amountGrosze: Grosze;
  /** Line of the document. */
  readonly line: number;
}

/** Dates of the postings of a fee document. */
export interface FeePostingDates {
  readonly concernsMonth: Month;
  readonly dueOn: PlainDate;
}

/**
 * Sums charges into postings, property by property, while the lines themselves stream on: one on each resident account (Wn), one per
 * counter-account (Ma). Sums of zero post nothing; a sum below zero repeats its side with a minus.
 */
export class PostingTally {
  readonly #components: ReadonlyMap<number, FeeComponent>;
  readonly #ledgerAccounts: LedgerAccounts;
  readonly #problems: FeeProblems;
  readonly #properties = new Map<number, PropertyTally>();

  constructor(components: readonly FeeComponent[], ledgerAccounts: LedgerAccounts, problems: FeeProblems) {
    this.#components = new Map(components.map((component) => [component.id, component]));
    this.#ledgerAccounts = ledgerAccounts;
    this.#problems = problems;
  }

  /** Adds all lines of one right. @returns its postings with their lines in the document of the property. */
  addRight(propertyId: number, lines: readonly ChargeLine[]): TalliedPosting[] {
    const property: PropertyTally = this.#properties.get(propertyId) ?? newPropertyTally();
    this.#properties.set(propertyId, property);
    const byAccount: { accountId: number; amount: number }[] = [];
    for (const { accountId, amountGrosze, componentId } of lines) {
      const known = byAccount.find((entry) => entry.accountId === accountId);
      if (known === undefined) byAccount.push({ accountId, amount: amountGrosze });
      else known.amount += amountGrosze;
      property.counters.set(componentId, (property.counters.get(componentId) ?? 0) + amountGrosze);
    }
    const posted: TalliedPosting[] = [];
    for (const { accountId, amount } of byAccount) {
      if (amount === 0) continue;
      property.accountIds.push(accountId);
      property.amounts.push(amount);
      posted.push({ accountId, amountGrosze: grosze(amount), line: property.accountIds.length });
    }
    return posted;
  }

  /** Properties with at least one charge, in order of id. */
  propertyIds(): number[] {
    return [...this.#properties.keys()].sort((a, b) => a - b);
  }

  /** The balanced postings of a property: residents in the order added, then counter-accounts. */
  postingsOf(propertyId: number, dates: FeePostingDates): Posting[] {
    const property = this.#properties.get(propertyId);
    if (property === undefined) return [];
    const residents = property.accountIds.map(
      (accountId, index): Posting => ({
        accountId,
        propertyId,
        side: "D",
        amountGrosze: grosze(property.amounts[index]!),
        effectiveOn: null,
        dueOn: property.amounts[index]! > 0 ? dates.dueOn : null,
        concernsMonth: dates.concernsMonth,
        bankEntryId: null,
        text: null,
        item: ITEM_OF_THIS_DOCUMENT,
      }),
    );
    const counters = [...this.#counterAmounts(property)].map(
      ([accountId, amount]): Posting => ({
        accountId,
        propertyId,
        side: "C",
        amountGrosze: grosze(amount),
        effectiveOn: null,
        dueOn: null,
        concernsMonth: dates.concernsMonth,
        bankEntryId: null,
        text: null,
        item: null,
      }),
    );
    return [...residents, ...counters];
  }

  /** Notes every counter-account that charges ask for and the books do not have. */
  checkLedgerAccounts(): void {
    for (const property of this.#properties.values()) {
      for (const componentId of property.counters.keys()) this.#counterAccount(componentId);
    }
  }

  #counterAmounts(property: PropertyTally): Map<number, number> {
    const amounts = new Map<number, number>();
    for (const [componentId, amount] of property.counters) {
      const accountId = this.#counterAccount(componentId);
      if (accountId !== null) amounts.set(accountId, (amounts.get(accountId) ?? 0) + amount);
    }
    return new Map([...amounts].filter(([, amount]) => amount !== 0).sort(([a], [b]) => a - b));
  }

  #counterAccount(componentId: number | null): number | null {
    const component = componentId === null ? null : this.#components.get(componentId);
    const role: LedgerRole = component?.postedTo ?? "output-vat";
    const medium = component?.medium ?? null;
    const accountId = this.#ledgerAccounts.get(ledgerAccountKey(role, medium));
    if (accountId === undefined) this.#problems.ledgerAccountMissing(role, medium);
    return accountId ?? null;
  }
}

interface PropertyTally {
  readonly accountIds: number[];
  readonly amounts: number[];
  /** Grosze by component; null is VAT. */
  readonly counters: Map<number | null, number>;
}

function newPropertyTally(): PropertyTally {
  return { accountIds: [], amounts: [], counters: new Map() };
}
