import { sql } from "kysely";
import type { FeeComponent } from "../domain/fees/components.ts";
import { type LedgerAccounts, ledgerAccountKey } from "../domain/fees/posting-tally.ts";
import type { FeeRate } from "../domain/fees/rates.ts";
import { type DisputedRate, type FeeRules, feeRules } from "../domain/fees/rules.ts";
import type { LedgerRole, Purpose } from "../domain/ledger/accounts.ts";
import { firstDay, type Month, month } from "../domain/values/month.ts";
import type { Result } from "../domain/values/result.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";

/** How the cooperative charges: what its statute and settings say. */
export interface FeeTerms {
  readonly feeDueDay: number;
  readonly purposeOrder: readonly Purpose[];
  readonly midMonthHolder: "first-day" | "by-days";
  readonly firstMonth: Month;
}

/** The terms of the cooperative whose books the session keeps; null for a session that keeps none. */
export async function loadFeeTerms(tx: ScopedTransaction): Promise<FeeTerms | null> {
  const row = await tx
    .selectFrom("app.cooperative")
    .select(["fee_due_day", "purpose_order", "mid_month_holder", "first_month"])
    .where("id", "=", sql<number>`(select app.operator_cooperative())`)
    .executeTakeFirst();
  return row === undefined
    ? null
    : {
        feeDueDay: row.fee_due_day,
        purposeOrder: row.purpose_order as Purpose[],
        midMonthHolder: row.mid_month_holder as FeeTerms["midMonthHolder"],
        firstMonth: month(row.first_month.slice(0, 7)),
      };
}

/** Components, the rates in force on the month's first day and the disputed ones, ready to assess with. */
export async function loadFeeRules(tx: ScopedTransaction, of: Month): Promise<Result<FeeRules>> {
  const day = firstDay(of);
  return feeRules(of, await loadComponents(tx), await loadRates(tx, day), await loadDisputes(tx, day));
}

export async function loadComponents(tx: ScopedTransaction): Promise<FeeComponent[]> {
  const { rows } = await sql<FeeComponent>`
    select id, code, name, purpose, posted_to as "postedTo", medium, vat_rate as "vatRate", position
    from app.fee_component
    where cooperative_id = (select app.operator_cooperative())
    order by position, id`.execute(tx);
  return rows;
}

async function loadRates(tx: ScopedTransaction, day: string): Promise<FeeRate[]> {
  const { rows } = await sql<FeeRate>`
    select id, code, component_id as "componentId", base, amount_millionths as "amountMillionths", equipment,
           norm_millionths as "normMillionths", percent_of_component_id as "percentOfComponentId",
           property_id as "propertyId", building_id as "buildingId", staircase_id as "staircaseId", unit_id as "unitId",
           right_kind as "rightKind", unit_kind as "unitKind", membership,
           floor_from as "floorFrom", floor_to as "floorTo", persons_from as "personsFrom", persons_to as "personsTo"
    from app.fee_rate
    where cooperative_id = (select app.operator_cooperative()) and withdrawn_at is null and during @> ${day}::date
    order by id`.execute(tx);
  return rows;
}

async function loadDisputes(tx: ScopedTransaction, day: string): Promise<DisputedRate[]> {
  const { rows } = await sql<DisputedRate>`
    select unit_id as "unitId", component_id as "componentId", amount_millionths as "amountMillionths"
    from app.disputed_rate
    where cooperative_id = (select app.operator_cooperative()) and during @> ${day}::date`.execute(tx);
  return rows;
}

/** The ledger accounts by role and medium, without banks and accounts that have no role. */
export async function loadLedgerAccounts(tx: ScopedTransaction): Promise<LedgerAccounts> {
  const { rows } = await sql<{ id: number; role: LedgerRole; medium: string | null }>`
    select id, role, medium from app.account
    where cooperative_id = (select app.operator_cooperative()) and role is not null and role not in ('bank', 'other')
      and not is_past`.execute(tx);
  return new Map(rows.map(({ id, role, medium }) => [ledgerAccountKey(role, medium), id]));
}
