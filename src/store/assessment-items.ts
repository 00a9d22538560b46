import { sql } from "kysely";
import type { Cover, MonthClaim } from "../domain/fees/correction.ts";
import type { RankedItem } from "../domain/fees/surplus.ts";
import type { Purpose } from "../domain/ledger/accounts.ts";
import { grosze } from "../domain/values/money.ts";
import { firstDay, type Month, month } from "../domain/values/month.ts";
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
  return itemsByRight(rows, purposeOrder);
}

/** Every open item of the receivable accounts of some rights. */
export async function loadOpenItemsOfRights(
  tx: ScopedTransaction,
  rightIds: readonly number[],
  purposeOrder: readonly Purpose[],
): Promise<Map<number, RankedItem[]>> {
  const { rows } = await sql<ItemRow>`
    select a.right_id, a.purpose, i.account_id, i.document_id, i.line, i.remaining_grosze, i.due_on, i.opened_on, i.concerns_month
    from app.account a
    join app.open_item i on i.cooperative_id = a.cooperative_id and i.account_id = a.id
    where a.cooperative_id = (select app.operator_cooperative()) and a.right_id = any (${rightIds}::int[])
      and a.nature = 'receivable' and i.remaining_grosze <> 0`.execute(tx);
  return itemsByRight(rows, purposeOrder);
}

/** Ranks of the purposes of receivable accounts of some rights, by account. */
export async function loadPurposeRanks(
  tx: ScopedTransaction,
  rightIds: readonly number[],
  purposeOrder: readonly Purpose[],
): Promise<Map<number, number>> {
  const { rows } = await sql<{ id: number; purpose: Purpose }>`
    select id, purpose from app.account
    where cooperative_id = (select app.operator_cooperative()) and right_id = any (${rightIds}::int[])
      and nature = 'receivable'`.execute(tx);
  return new Map(rows.map(({ id, purpose }) => [id, purposeRank(purpose, purposeOrder)]));
}

interface ClaimRow {
  readonly account_id: number;
  readonly document_id: number;
  readonly line: number;
  readonly remaining_grosze: number;
  readonly credit_document_id: number | null;
  readonly credit_line: number;
  readonly covered_grosze: number;
  readonly credit_opened_on: PlainDate;
}

/**
 * The claims that assessments and corrections of a month opened on some accounts, the original first, each with the credits that cover
 * it, the earliest first. What an earlier correction or storno covers stays covered: it is no money that could be given back.
 */
export async function loadMonthClaims(
  tx: ScopedTransaction,
  accountIds: readonly number[],
  of: Month,
): Promise<Map<number, MonthClaim[]>> {
  const { rows } = await sql<ClaimRow>`
    select i.account_id, i.document_id, i.line, i.remaining_grosze,
           c.credit_document_id, c.credit_line, c.covered_grosze, c.credit_opened_on
    from app.open_item i
    join app.document d on d.cooperative_id = i.cooperative_id and d.id = i.document_id and d.kind in ('assessment', 'correction')
    left join lateral (
      select al.credit_document_id, al.credit_line, sum(al.amount_grosze)::bigint as covered_grosze,
             max(al.document_id) as latest, min(credit.opened_on) as credit_opened_on
      from app.allocation al
      join app.open_item credit on credit.cooperative_id = al.cooperative_id
        and credit.document_id = al.credit_document_id and credit.line = al.credit_line
      join app.document cd on cd.cooperative_id = al.cooperative_id and cd.id = al.credit_document_id
        and cd.kind not in ('correction', 'reversal')
      where al.cooperative_id = i.cooperative_id and al.claim_document_id = i.document_id and al.claim_line = i.line
      group by al.credit_document_id, al.credit_line
      having sum(al.amount_grosze) > 0
    ) c on true
    where i.cooperative_id = (select app.operator_cooperative()) and i.account_id = any (${accountIds}::int[])
      and i.concerns_month = ${firstDay(of)}::date and i.amount_grosze > 0
    order by i.account_id, i.document_id, i.line, c.latest, c.credit_document_id, c.credit_line`.execute(tx);
  return claimsByAccount(rows);
}

function claimsByAccount(rows: readonly ClaimRow[]): Map<number, MonthClaim[]> {
  const byAccount = new Map<number, MonthClaim[]>();
  let covers: Cover[] = [];
  let current: ClaimRow | undefined;
  for (const row of rows) {
    if (current?.document_id !== row.document_id || current.line !== row.line) {
      covers = [];
      const claims = byAccount.get(row.account_id) ?? [];
      claims.push({
        documentId: row.document_id,
        line: row.line,
        accountId: row.account_id,
        remainingGrosze: grosze(row.remaining_grosze),
        covers,
      });
      byAccount.set(row.account_id, claims);
      current = row;
    }
    if (row.credit_document_id === null) continue;
    covers.push({
      credit: { documentId: row.credit_document_id, line: row.credit_line },
      amountGrosze: grosze(row.covered_grosze),
      openedOn: row.credit_opened_on,
    });
  }
  return byAccount;
}

function itemsByRight(rows: readonly ItemRow[], purposeOrder: readonly Purpose[]): Map<number, RankedItem[]> {
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
