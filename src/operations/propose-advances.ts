import { type ComponentAdvance, divideAdvance } from "../domain/settlement/divide-advance.ts";
import { grosze, plainZloty } from "../domain/values/money.ts";
import { addToMonth, firstDay, monthOf } from "../domain/values/month.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import { findSettlement } from "../store/settlement.ts";
import { loadProposedAdvances } from "../store/settlement-results.ts";
import { inScope } from "../world/database/scope.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

export interface ProposedAdvances {
  readonly settlement: string;
  /** The first of the month after next: a clerk may choose another day. */
  readonly firstDay: PlainDate;
  /** By unit, then by the component that charges it: together a unit's come to what the settlement proposes. */
  readonly advances: readonly (ComponentAdvance & { readonly unit: string })[];
  /** Rows of `rates.csv` of the exchange package: a fixed rate a unit, without resolution and day of notice. */
  readonly csv: string;
}

const COLUMNS =
  "code;component;first_day;last_day;base;amount;unit;membership;resolution;announced_on;already_announced";

/**
 * The monthly advances that a settlement proposes, ready for a clerk to complete and to import; nothing is changed.
 * Refuses `settlement-unknown`, `settlement-not-posted`, `advance-component-missing`, `advances-not-proposed`.
 */
export function proposeAdvances(
  { pools, today }: OperationContext,
  { token }: OperatorScope,
  code: string,
): Promise<Result<ProposedAdvances>> {
  return inScope(pools.runtime, token, async (tx) => {
    const settlement = await findSettlement(tx, code);
    if (settlement === null) return refuse(refusal("settlement-unknown", { settlement: code }));
    if (settlement.state !== "posted") return refuse(refusal("settlement-not-posted", { settlement: code }));
    const proposed = await loadProposedAdvances(tx, settlement.id, today());
    if (proposed.length === 0) return refuse(refusal("advances-not-proposed", { settlement: code }));
    if (proposed.some(({ charged }) => charged.length === 0))
      return refuse(refusal("advance-component-missing", { medium: settlement.medium }));
    const day = firstDay(addToMonth(monthOf(today()), 2));
    const advances = proposed.flatMap(({ unit, amountGrosze, charged }) =>
      divideAdvance(amountGrosze, charged).map((part) => ({ unit, ...part })),
    );
    const rows = advances.map(({ unit, component, amountGrosze }) => {
      const amount = plainZloty(grosze(amountGrosze)).replace(".", ",");
      return [
        `${component}-${unit}-${day.slice(0, 7)}`,
        component,
        day,
        "",
        "fixed",
        amount,
        unit,
        "any",
        "",
        "",
        "no",
      ];
    });
    const csv = [COLUMNS, ...rows.map((row) => row.map(cell).join(";"))].map((row) => `${row}\n`).join("");
    return accept({ settlement: code, firstDay: day, advances, csv });
  });
}

function cell(text: string): string {
  return /[;"\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
