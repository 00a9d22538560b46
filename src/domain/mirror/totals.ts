import { type Refusal, refusal } from "../values/result.ts";
import type { MirrorKind } from "./areas.ts";
import type { MirrorTotal, MirrorTotals } from "./mirror-totals.ts";

export type { MirrorTotal } from "./mirror-totals.ts";

export type TotalMeasure = "rows" | "debit" | "credit" | "amount" | "remaining";

interface TotalsOfKind {
  readonly isByAccount: boolean;
  readonly isByMonth: boolean;
  /** What `debitGrosze` and `creditGrosze` are called in `totals.csv`. */
  readonly measures: readonly Exclude<TotalMeasure, "rows">[];
}

const NOTHING = { isByAccount: false, isByMonth: false, measures: [] } as const;

/** By what the rows of a kind are totalled, and what of them is summed. */
export const TOTALS_OF_KIND: Readonly<Record<MirrorKind, TotalsOfKind>> = {
  document: { ...NOTHING, isByMonth: true },
  posting: { isByAccount: true, isByMonth: true, measures: ["debit", "credit"] },
  open_item: { isByAccount: true, isByMonth: false, measures: ["amount", "remaining"] },
  allocation: { isByAccount: true, isByMonth: false, measures: ["amount"] },
  crediting: { isByAccount: false, isByMonth: true, measures: ["amount"] },
  account_year: { isByAccount: true, isByMonth: true, measures: ["amount"] },
  charge: { isByAccount: true, isByMonth: true, measures: ["amount"] },
  reading: { ...NOTHING, isByMonth: true },
  consumption_information: NOTHING,
  building_consumption: NOTHING,
  settlement: NOTHING,
  settlement_cost: { ...NOTHING, measures: ["amount"] },
  settlement_share: { ...NOTHING, measures: ["amount"] },
  settlement_result: { ...NOTHING, measures: ["amount"] },
};

/** Kinds whose every account and month must be totalled by the source. */
export const TOTALLED_BY_CELL: readonly MirrorKind[] = ["posting", "charge"];

/** Disagreements told: when everything differs, a thousand say it. */
const MOST_TOLD = 1000;

/**
 * Every line the source gives against what its rows make. Refuses `total-disagrees` with kind, account, month, measure, promised and
 * found (rows: a count; else grosze); after a thousand, `problems-left-out` with how many more.
 * @param found complete (`sumUp`): a line it lacks is a total of no rows.
 * @param unread kinds of which not every row could be read: nothing is held against their totals.
 */
export function compareTotals(
  given: MirrorTotals,
  found: MirrorTotals,
  unread: ReadonlySet<MirrorKind> = new Set(),
): Refusal[] {
  const told = new Told();
  for (const promised of given) {
    const { kind, account, month } = promised;
    if (unread.has(kind)) continue;
    const sums = found.find(kind, account, month);
    const check = (measure: TotalMeasure, said: number | null, is: number) => {
      if (said !== null && said !== is)
        told.add("total-disagrees", { kind, account, month, measure, promised: said, found: is });
    };
    const [first, second] = TOTALS_OF_KIND[kind].measures;
    check("rows", promised.rows, sums?.rows ?? 0);
    if (first !== undefined) check(first, promised.debitGrosze, sums?.debitGrosze ?? 0);
    if (second !== undefined) check(second, promised.creditGrosze, sums?.creditGrosze ?? 0);
  }
  return told.refusals();
}

/**
 * Totals the source has to give and does not: of every kind that is mirrored, and of each account and month of `cells`. Refuses
 * `totals-missing` with kind, account and month.
 */
export function missingTotals(
  given: MirrorTotals,
  kinds: readonly MirrorKind[],
  cells: Iterable<Pick<MirrorTotal, "kind" | "account" | "month">>,
): Refusal[] {
  const told = new Told();
  for (const kind of kinds)
    if (given.find(kind, null, null) === null)
      told.add("totals-missing", { kind, account: null, month: null });
  for (const { kind, account, month } of cells) {
    if (account === null || month === null || !TOTALLED_BY_CELL.includes(kind)) continue;
    if (given.find(kind, account, month) === null) told.add("totals-missing", { kind, account, month });
  }
  return told.refusals();
}

class Told {
  readonly #refusals: Refusal[] = [];
  #count = 0;

  add(reason: string, data: Refusal["data"]): void {
    this.#count += 1;
    if (this.#count <= MOST_TOLD) this.#refusals.push(refusal(reason, data));
  }

  refusals(): Refusal[] {
    const count = this.#count - MOST_TOLD;
    return count > 0 ? [...this.#refusals, refusal("problems-left-out", { count })] : this.#refusals;
  }
}
