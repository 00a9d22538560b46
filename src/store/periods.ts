import { sql } from "kysely";
import type { CarriedBalance } from "../domain/ledger/year-open.ts";
import { grosze } from "../domain/values/money.ts";
import { firstDay, type Month, monthOf } from "../domain/values/month.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";

export async function loadFirstMonth(tx: ScopedTransaction, cooperativeId: number): Promise<Month> {
  const { first_month } = await tx
    .selectFrom("app.cooperative")
    .select("first_month")
    .where("id", "=", cooperativeId)
    .executeTakeFirstOrThrow();
  return monthOf(first_month as PlainDate);
}

export async function listClosedMonths(tx: ScopedTransaction, cooperativeId: number): Promise<Month[]> {
  const rows = await tx
    .selectFrom("app.period_closure")
    .select("month")
    .where("cooperative_id", "=", cooperativeId)
    .orderBy("month")
    .execute();
  return rows.map((row) => monthOf(row.month as PlainDate));
}

export async function listAssessedMonths(tx: ScopedTransaction, cooperativeId: number): Promise<Month[]> {
  const rows = await tx
    .selectFrom("app.assessment")
    .select("month")
    .where("cooperative_id", "=", cooperativeId)
    .where("state", "=", "posted")
    .execute();
  return rows.map((row) => monthOf(row.month as PlainDate));
}

export async function appendPeriodClosure(
  tx: ScopedTransaction,
  cooperativeId: number,
  month: Month,
): Promise<void> {
  await tx
    .insertInto("app.period_closure")
    .values({ cooperative_id: cooperativeId, month: firstDay(month) })
    .execute();
}

export async function listOpenedYears(tx: ScopedTransaction, cooperativeId: number): Promise<number[]> {
  const rows = await tx
    .selectFrom("app.account_year")
    .select("year")
    .distinct()
    .where("cooperative_id", "=", cooperativeId)
    .execute();
  return rows.map((row) => row.year);
}

/** Wn − Ma of every account and property before the year, with the open items of resident accounts. Accounts at zero without items are left out. */
export async function loadCarriedBalances(
  tx: ScopedTransaction,
  cooperativeId: number,
  year: number,
): Promise<(CarriedBalance & { readonly control: string })[]> {
  const { rows } = await sql<{
    account_id: number;
    property_id: number;
    opening: number;
    item_count: number;
    items: number | null;
    control: string;
  }>`
    with balance as (
      select account_id, property_id, sum(effect)::bigint as opening
      from (select account_id, property_id, debit_grosze - credit_grosze as effect
            from app.turnover
            where cooperative_id = ${cooperativeId} and month < make_date(${year}, 1, 1)
            union all
            -- what the books began with is no turnover
            select y.account_id, y.property_id, y.opening_grosze
            from app.account_year y
            join app.document d on d.cooperative_id = y.cooperative_id and d.id = y.document_id and d.kind = 'opening-balance'
            where y.cooperative_id = ${cooperativeId} and y.year < ${year}) before
      group by account_id, property_id
    ), change_since as (
      -- items are kept as they stand now: what happened to them since the year began is taken back
      select account_id, sum(debit_grosze - credit_grosze)::bigint as amount
      from app.turnover
      where cooperative_id = ${cooperativeId} and month >= make_date(${year}, 1, 1)
      group by account_id
    ), items as (
      select account_id, count(*) filter (where remaining_grosze <> 0)::int as item_count, sum(remaining_grosze)::bigint as remaining
      from app.open_item
      where cooperative_id = ${cooperativeId}
      group by account_id
    )
    select b.account_id, b.property_id, b.opening,
           coalesce(i.item_count, 0) as item_count,
           (case when a.right_id is null then null
                 else coalesce(i.remaining, 0) - coalesce(c.amount, 0)
                      - (sum(b.opening) over (partition by b.account_id) - b.opening) end)::bigint as items,
           coalesce(a.purpose, a.role) as control
    from balance b
    join app.account a on a.cooperative_id = ${cooperativeId} and a.id = b.account_id
    left join items i on i.account_id = b.account_id
    left join change_since c on c.account_id = b.account_id
    where b.opening <> 0 or coalesce(i.item_count, 0) > 0
    order by b.account_id, b.property_id`.execute(tx);
  return rows.map((row) => ({
    accountId: row.account_id,
    propertyId: row.property_id,
    openingGrosze: grosze(row.opening),
    itemCount: row.item_count,
    itemsGrosze: row.items === null ? null : grosze(row.items),
    control: row.control,
  }));
}

export async function appendAccountYears(
  tx: ScopedTransaction,
  cooperativeId: number,
  year: number,
  documentId: number,
  balances: readonly CarriedBalance[],
): Promise<void> {
  await sql`
    insert into app.account_year (cooperative_id, account_id, property_id, year, opening_grosze, item_count, document_id)
    select ${cooperativeId}, account_id, property_id, ${year}, opening_grosze, item_count, ${documentId}
    from unnest(${balances.map((balance) => balance.accountId)}::int[], ${balances.map((balance) => balance.propertyId)}::int[],
                ${balances.map((balance) => balance.openingGrosze)}::bigint[], ${balances.map((balance) => balance.itemCount)}::int[])
      as carried (account_id, property_id, opening_grosze, item_count)`.execute(tx);
}
