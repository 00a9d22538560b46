import { type LedgerAccounts, ledgerAccountKey } from "../fees/posting-tally.ts";
import type { LedgerRole, Medium } from "../ledger/accounts.ts";
import { ledgerLine } from "../ledger/balance.ts";
import type { Posting } from "../ledger/documents.ts";
import { grosze } from "../values/money.ts";
import type { SettlementDefinition } from "./definition.ts";
import type { MissingAccounts } from "./posting-problems.ts";
import type { SettledParticipant } from "./settlement-facts.ts";

/** Accounts that a settlement may post on. */
export interface PostingAccounts {
  readonly ledger: LedgerAccounts;
  readonly residents: ReadonlyMap<number, RightAccounts>;
}

export interface RightAccounts {
  readonly rightCode: string;
  readonly mediaAccountId: number | null;
  readonly invoiceAccountId: number | null;
}

interface CounterFacts {
  readonly definition: SettlementDefinition;
  readonly accounts: PostingAccounts;
  readonly advancesByUnit: ReadonlyMap<number, ReadonlyMap<Medium, number>>;
}

/** What a property's settlement takes from advances and costs: sums over the participants that hold a right. */
export class PropertyCounters {
  readonly #propertyId: number;
  readonly #facts: CounterFacts;
  readonly #missing: MissingAccounts;
  readonly #advancesOfUnits = new Map<number, number>();
  #costGrosze = 0;
  #vatGrosze = 0;

  constructor(propertyId: number, facts: CounterFacts, missing: MissingAccounts) {
    this.#propertyId = propertyId;
    this.#facts = facts;
    this.#missing = missing;
  }

  add({ unitId, costGrosze, advancesGrosze }: SettledParticipant, vatGrosze: number): void {
    const unit = unitId ?? 0;
    this.#advancesOfUnits.set(unit, (this.#advancesOfUnits.get(unit) ?? 0) + advancesGrosze);
    this.#costGrosze += costGrosze;
    this.#vatGrosze += vatGrosze;
  }

  /** Wn advances by medium, Ma cost of the medium, Ma tax; a sum below zero stands on the other side, zero nowhere. */
  postings(): Posting[] {
    const { definition } = this.#facts;
    return [
      ...definition.advanceMedia.flatMap((medium) => {
        const amount = this.#advancesOf(medium);
        return this.#line("advances", medium, amount);
      }),
      ...this.#line("media-cost", definition.medium, -this.#costGrosze),
      ...this.#line("output-vat", null, -this.#vatGrosze),
    ];
  }

  #advancesOf(medium: Medium): number {
    let sum = 0;
    for (const [unitId, total] of this.#advancesOfUnits) sum += this.#advancesOfUnit(unitId, total, medium);
    return sum;
  }

  #advancesOfUnit(unitId: number, total: number, medium: Medium): number {
    const { definition, advancesByUnit } = this.#facts;
    if (definition.advanceMedia.length === 1) return total;
    const byMedium = advancesByUnit.get(unitId);
    const known = [...(byMedium?.values() ?? [])].reduce((sum, amount) => sum + amount, 0);
    if (known !== total) throw new Error(`advances of unit ${unitId} by medium are ${known}, not ${total}`);
    return byMedium?.get(medium) ?? 0;
  }

  /** @param amount Wn − Ma */
  #line(role: LedgerRole, medium: Medium | null, amount: number): Posting[] {
    if (amount === 0) return [];
    const accountId = this.#facts.accounts.ledger.get(ledgerAccountKey(role, medium));
    if (accountId === undefined) {
      this.#missing.ofLedger(role, medium);
      return [];
    }
    return [ledgerLine(accountId, this.#propertyId, amount > 0 ? "D" : "C", grosze(amount))];
  }
}
