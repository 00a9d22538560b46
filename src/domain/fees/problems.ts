import type { LedgerRole } from "../ledger/accounts.ts";
import { type Refusal, refusal } from "../values/result.ts";
import type { ChargedPurpose, FeeComponent } from "./components.ts";
import type { FeeRate } from "./rates.ts";
import type { RightFacts, UnitPlace } from "./unit-facts.ts";

/** How many refusals of one reason are named one by one; the rest are counted. */
const NAMED_AT_MOST = 100;

/** Gathers what stands in the way of an assessment, each thing once, however many units meet it. */
export class FeeProblems {
  readonly #named = new Map<string, Refusal>();
  readonly #counts = new Map<string, number>();
  readonly #seen = new Set<string>();

  get isEmpty(): boolean {
    return this.#named.size === 0;
  }

  rateAmbiguous(component: FeeComponent, rate: FeeRate, rival: FeeRate, place: UnitPlace): void {
    const pair = [rate.code, rival.code].sort();
    this.#add(`${component.id}/${pair}`, "rate-ambiguous", {
      component: component.code,
      rate: pair[0]!,
      rival: pair[1]!,
      unit: place.unitCode,
    });
  }

  residentAccountMissing(purpose: ChargedPurpose, right: RightFacts, place: UnitPlace): void {
    this.#add(`${right.rightId}/${purpose}`, "account-missing", {
      purpose,
      right: right.rightCode,
      unit: place.unitCode,
    });
  }

  ledgerAccountMissing(role: LedgerRole, medium: string | null): void {
    this.#add(`${role}/${medium}`, "ledger-account-missing", { role, medium });
  }

  /** Everything found, by reason; what is beyond the limit of names is one `further-refusals` with its count. */
  refusals(): Refusal[] {
    const further = [...this.#counts]
      .filter(([, count]) => count > NAMED_AT_MOST)
      .map(([reason, count]) => refusal("further-refusals", { of: reason, count: count - NAMED_AT_MOST }));
    return [...this.#named.values(), ...further];
  }

  #add(what: string, reason: string, data: Refusal["data"]): void {
    const key = `${reason}/${what}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const count = (this.#counts.get(reason) ?? 0) + 1;
    this.#counts.set(reason, count);
    if (count <= NAMED_AT_MOST) this.#named.set(key, refusal(reason, data));
  }
}
