import { grosze, plainZloty } from "../domain/values/money.ts";
import { addToMonth, firstDay, monthOf } from "../domain/values/month.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import { findSettlement } from "../store/settlement.ts";
import {
  findAdvanceComponent,
  loadProposedAdvances,
  type ProposedAdvance,
} from "../store/settlement-results.ts";
import { inScope } from "../world/database/scope.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

export interface ProposedAdvances {
  readonly settlement: string;
  readonly component: string;
  /** The first of the month after next: a clerk may choose another day. */
  readonly firstDay: PlainDate;
  readonly advances: readonly ProposedAdvance[];
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
    const component = await findAdvanceComponent(tx, settlement.medium);
    if (component === null)
      return refuse(refusal("advance-component-missing", { medium: settlement.medium }));
    const day = firstDay(addToMonth(monthOf(today()), 2));
    const advances = await loadProposedAdvances(tx, settlement.id, today());
    if (advances.length === 0) return refuse(refusal("advances-not-proposed", { settlement: code }));
    const rows = advances.map(({ unit, amountGrosze }) => {
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
    return accept({ settlement: code, component, firstDay: day, advances, csv });
  });
}

function cell(text: string): string {
  return /[;"\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
