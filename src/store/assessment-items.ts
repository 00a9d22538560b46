import { sql } from "kysely";
import type { RankedItem } from "../domain/fees/surplus.ts";
import type { Purpose } from "../domain/ledger/accounts.ts";
import { grosze } from "../domain/values/money.ts";
import { month } from "../domain/values/month.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";

interface ItemRow {
  readonly right_id: number;
  readonly purpose: Purpose;
  readonly account_id: number;
  readonly document_id: number;
  readonly line: number;
  readonly remaining_grosze: number;
  readonly due_on: PlainDate | null;
  readonly opened_on: PlainDate;
  readonly concerns_month: string | null;
}

/** Surplus on receivable accounts by right: what a new claim can be covered with. */
export async function loadSurplusByRight(
  tx: ScopedTransaction,
  purposeOrder: readonly Purpose[],
): Promise<Map<number, RankedItem[]>> {
  const { rows } = await sql<ItemRow>`
    select a.right_id, a.purpose, i.account_id, i.document_id, i.line, i.remaining_grosze, i.due_on, i.opened_on, i.concerns_month
    from app.open_item i
    join app.account a on a.cooperative_id = i.cooperative_id and a.id = i.account_id
    where i.cooperative_id = (select app.operator_cooperative()) and i.remaining_grosze < 0 and a.nature = 'receivable'`.execute(
    tx,
  );
  const byRight = new Map<number, RankedItem[]>();
  for (const row of rows) {
    const items = byRight.get(row.right_id);
    if (items === undefined) byRight.set(row.right_id, [rankedItem(row, purposeOrder)]);
    else items.push(rankedItem(row, purposeOrder));
  }
  return byRight;
}

function rankedItem(row: ItemRow, purposeOrder: readonly Purpose[]): RankedItem {
  return {
    documentId: row.document_id,
    line: row.line,
    accountId: row.account_id,
    remainingGrosze: grosze(row.remaining_grosze),
    dueOn: row.due_on,
    openedOn: row.opened_on,
    concernsMonth: row.concerns_month === null ? null : month(row.concerns_month.slice(0, 7)),
    purposeRank: purposeRank(row.purpose, purposeOrder),
  };
}

/** Place of a purpose in the cooperative's order; those it does not name come last. */
export function purposeRank(purpose: Purpose, purposeOrder: readonly Purpose[]): number {
  const place = purposeOrder.indexOf(purpose);
  return place < 0 ? purposeOrder.length : place;
}
