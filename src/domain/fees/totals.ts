import { addGrosze, type Grosze, NO_GROSZE } from "../values/money.ts";
import { type Refusal, refusal } from "../values/result.ts";
import type { ChargeLine } from "./charges.ts";
import type { FeeComponent } from "./components.ts";

/** What a component comes to in a month; component null is VAT. As shown to the person who closes the month. */
export interface ComponentTotal {
  readonly component: string | null;
  readonly name: string;
  readonly count: number;
  readonly grosze: Grosze;
}

/** Counts and sums charges per component. */
export class ComponentTotals {
  readonly #components: readonly FeeComponent[];
  readonly #totals = new Map<number | null, { count: number; grosze: Grosze }>();

  constructor(components: readonly FeeComponent[]) {
    this.#components = components;
  }

  add(lines: readonly ChargeLine[]): void {
    for (const { componentId, amountGrosze } of lines) {
      const total = this.#totals.get(componentId);
      if (total === undefined) this.#totals.set(componentId, { count: 1, grosze: amountGrosze });
      else {
        total.count += 1;
        total.grosze = addGrosze(total.grosze, amountGrosze);
      }
    }
  }

  /** Components with charges by their place in the list, VAT last. */
  list(): ComponentTotal[] {
    const listed = [...this.#components]
      .sort((a, b) => a.position - b.position || a.id - b.id)
      .flatMap(({ id, code, name }) => {
        const total = this.#totals.get(id);
        return total === undefined ? [] : [{ component: code, name, ...total }];
      });
    const vat = this.#totals.get(null);
    return vat === undefined ? listed : [...listed, { component: null, name: "VAT", ...vat }];
  }
}

export function sumOfTotals(totals: readonly ComponentTotal[]): { count: number; grosze: Grosze } {
  return {
    count: totals.reduce((sum, { count }) => sum + count, 0),
    grosze: addGrosze(...totals.map(({ grosze }) => grosze)),
  };
}

/**
 * `facts-changed-since-close` for every component whose total is no longer what was agreed; where only the lines behind equal totals
 * changed, one that names no component.
 */
export function changedSinceClose(
  agreed: readonly ComponentTotal[],
  now: readonly ComponentTotal[],
  month: string,
): Refusal[] {
  const components = new Set([...agreed, ...now].map(({ component }) => component));
  const changed = [...components].flatMap((component) => {
    const before = agreed.find((total) => total.component === component);
    const after = now.find((total) => total.component === component);
    return before?.grosze === after?.grosze && before?.count === after?.count
      ? []
      : [
          refusal("facts-changed-since-close", {
            month,
            component: component ?? "VAT",
            agreedGrosze: before?.grosze ?? NO_GROSZE,
            nowGrosze: after?.grosze ?? NO_GROSZE,
          }),
        ];
  });
  return changed.length > 0
    ? changed
    : [refusal("facts-changed-since-close", { month, component: null, agreedGrosze: null, nowGrosze: null })];
}
