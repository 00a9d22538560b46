import type { LedgerRole, Medium, Purpose } from "../ledger/accounts.ts";
import { type Refusal, refusal } from "../values/result.ts";

/** How many refusals of one reason are named one by one; the rest are counted. */
const NAMED_AT_MOST = 100;

/** Accounts that a settlement needs and the books do not have, each once. */
export class MissingAccounts {
  readonly #residents = new Map<string, Refusal>();
  readonly #ledger = new Map<string, Refusal>();

  ofResident(purpose: Purpose, rightId: number, place: { readonly right: string; readonly unit: string }) {
    this.#residents.set(`${rightId}/${purpose}`, refusal("account-missing", { purpose, ...place }));
  }

  ofLedger(role: LedgerRole, medium: Medium | null) {
    this.#ledger.set(`${role}/${medium}`, refusal("ledger-account-missing", { role, medium }));
  }

  /** `ledger-account-missing` and `account-missing`; what is beyond the limit of names is counted in `further-refusals`. */
  refusals(): Refusal[] {
    const named = [...this.#residents.values()];
    const further = named.length - NAMED_AT_MOST;
    return [
      ...this.#ledger.values(),
      ...named.slice(0, NAMED_AT_MOST),
      ...(further > 0 ? [refusal("further-refusals", { of: "account-missing", count: further })] : []),
    ];
  }
}
