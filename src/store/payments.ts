import { sql } from "kysely";
import type { Purpose } from "../domain/ledger/accounts.ts";
import type { OpenItem } from "../domain/ledger/documents.ts";
import type { NumberScheme, NumberTarget, UnitRight } from "../domain/receivables/matching.ts";
import type { CreditedRight, PaymentLedgerAccounts } from "../domain/receivables/payment-document.ts";
import type { BankAccount } from "../domain/receivables/statement-place.ts";
import { grosze } from "../domain/values/money.ts";
import { type Month, monthOf } from "../domain/values/month.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";

/** What crediting asks of the cooperative's settings and chart of accounts. */
export interface PaymentSettings {
  readonly purposeOrder: readonly Purpose[];
  readonly handOverDays: number;
  readonly firstMonth: Month;
  readonly closedMonths: readonly Month[];
  readonly schemes: readonly NumberScheme[];
  readonly bankAccounts: readonly BankAccount[];
  readonly ledger: Omit<PaymentLedgerAccounts, "bankId">;
}

/** The cooperative whose books the operator keeps. */
export const MINE = sql<number>`(select app.operator_cooperative())`;

/** Refuses `ledger-account-missing` for each account of the posting table that the chart lacks. */
export async function loadPaymentSettings(tx: ScopedTransaction): Promise<Result<PaymentSettings>> {
  const cooperative = await tx
    .selectFrom("app.cooperative")
    .select(["purpose_order", "hand_over_days", "first_month"])
    .where("id", "=", MINE)
    .executeTakeFirstOrThrow();
  const closed = await tx
    .selectFrom("app.period_closure")
    .select("month")
    .where("cooperative_id", "=", MINE)
    .execute();
  const schemes = await tx
    .selectFrom("app.virtual_account_scheme")
    .select(["sort_code as sortCode", "client_prefix as clientPrefix"])
    .where("cooperative_id", "=", MINE)
    .execute();
  const bankAccounts = await tx
    .selectFrom("app.bank_account")
    .select(["id", "number", "account_id as ledgerAccountId"])
    .where("cooperative_id", "=", MINE)
    .orderBy("id")
    .execute();
  const ledger = await loadLedgerAccounts(tx);
  if (!ledger.ok) return ledger;
  return accept({
    purposeOrder: cooperative.purpose_order as Purpose[],
    handOverDays: cooperative.hand_over_days,
    firstMonth: monthOf(cooperative.first_month as PlainDate),
    closedMonths: closed.map((row) => monthOf(row.month as PlainDate)),
    schemes,
    bankAccounts,
    ledger: ledger.value,
  });
}

const ROLES = ["clearing-credits", "clearing-debits", "inter-property"] as const;

async function loadLedgerAccounts(tx: ScopedTransaction): Promise<Result<PaymentSettings["ledger"]>> {
  const rows = await tx
    .selectFrom("app.account")
    .select(["id", "role"])
    .where("cooperative_id", "=", MINE)
    .where("role", "in", ROLES)
    .where("is_past", "=", false)
    .execute();
  const ids = new Map(rows.map((row) => [row.role, row.id]));
  const missing = ROLES.filter((role) => !ids.has(role));
  if (missing.length > 0)
    return refuse(...missing.map((role) => refusal("ledger-account-missing", { role, medium: null })));
  return accept({
    clearingCreditsId: ids.get("clearing-credits") ?? 0,
    clearingDebitsId: ids.get("clearing-debits") ?? 0,
    interPropertyId: ids.get("inter-property") ?? 0,
  });
}

/** What stands behind virtual account numbers; unknown ones are absent. */
export async function loadNumberTargets(
  tx: ScopedTransaction,
  numbers: readonly string[],
): Promise<Map<string, NumberTarget>> {
  if (numbers.length === 0) return new Map();
  const { rows } = await sql<NumberTarget & { number: string }>`
    select number, right_id as "rightId", unit_id as "unitId", purpose
    from app.virtual_account
    where cooperative_id = ${MINE} and number = any(${numbers}::text[])`.execute(tx);
  return new Map(rows.map((row) => [row.number, row]));
}

/** All rights of units, for numbers that belong to a unit for ever. */
export async function loadUnitRights(
  tx: ScopedTransaction,
  unitIds: readonly number[],
): Promise<Map<number, UnitRight[]>> {
  if (unitIds.length === 0) return new Map();
  const { rows } = await sql<{ unitId: number; rightId: number; from: PlainDate; until: PlainDate | null }>`
    select unit_id as "unitId", id as "rightId", lower(during) as "from", upper(during) as "until"
    from app.unit_right
    where cooperative_id = ${MINE} and unit_id = any(${unitIds}::int[])`.execute(tx);
  const rights = new Map<number, UnitRight[]>();
  for (const { unitId, rightId, from, until } of rows) {
    rights.set(unitId, [...(rights.get(unitId) ?? []), { rightId, during: { from, until } }]);
  }
  return rights;
}

/** Rights with all their resident accounts and the property of their unit. */
export async function loadCreditedRights(
  tx: ScopedTransaction,
  rightIds: readonly number[],
): Promise<Map<number, CreditedRight>> {
  if (rightIds.length === 0) return new Map();
  const { rows } = await sql<{
    rightId: number;
    propertyId: number;
    accountId: number | null;
    purpose: Purpose;
  }>`
    select r.id as "rightId", u.property_id as "propertyId", a.id as "accountId", a.purpose
    from app.unit_right r
    join app.unit u on u.cooperative_id = r.cooperative_id and u.id = r.unit_id
    left join app.account a on a.cooperative_id = r.cooperative_id and a.right_id = r.id and not a.is_past
    where r.cooperative_id = ${MINE} and r.id = any(${rightIds}::int[])
    order by a.id`.execute(tx);
  const rights = new Map<number, CreditedRight & { accounts: CreditedRight["accounts"][number][] }>();
  for (const { rightId, propertyId, accountId, purpose } of rows) {
    let right = rights.get(rightId);
    if (right === undefined) {
      right = { rightId, propertyId, accounts: [] };
      rights.set(rightId, right);
    }
    if (accountId !== null) right.accounts.push({ accountId, purpose });
  }
  return rights;
}

/** Claims still open on accounts; with `withCredits` also payments and decreases not yet used. */
export async function loadOpenItems(
  tx: ScopedTransaction,
  accountIds: readonly number[],
  { withCredits }: { readonly withCredits: boolean },
): Promise<OpenItem[]> {
  if (accountIds.length === 0) return [];
  const { rows } = await sql<ItemRow>`
    select document_id, line, account_id, remaining_grosze, due_on, opened_on, concerns_month
    from app.open_item
    where cooperative_id = ${MINE} and account_id = any(${accountIds}::int[])
      and (remaining_grosze > 0 or (${withCredits} and remaining_grosze < 0))`.execute(tx);
  return rows.map(itemOf);
}

/** A row of `app.open_item`. */
export interface ItemRow {
  readonly document_id: number;
  readonly line: number;
  readonly account_id: number;
  readonly remaining_grosze: number;
  readonly due_on: PlainDate | null;
  readonly opened_on: PlainDate;
  readonly concerns_month: PlainDate | null;
}

export function itemOf(row: ItemRow): OpenItem {
  return {
    documentId: row.document_id,
    line: row.line,
    accountId: row.account_id,
    remainingGrosze: grosze(row.remaining_grosze),
    dueOn: row.due_on,
    openedOn: row.opened_on,
    concernsMonth: row.concerns_month === null ? null : monthOf(row.concerns_month),
  };
}
