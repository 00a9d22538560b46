import { sql } from "kysely";
import type { Purpose } from "../domain/ledger/accounts.ts";
import type { Allocation, ItemKey, OpenItem } from "../domain/ledger/documents.ts";
import type { NumberedBankEntry } from "../domain/receivables/bank-entry.ts";
import type { PlacedPayment } from "../domain/receivables/payment-document.ts";
import { grosze } from "../domain/values/money.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";
import { type ItemRow, itemOf, MINE } from "./payments.ts";

/** Credits of the last year that a debit may take back, and that nothing has taken back yet. */
export async function loadEarlierCredits(
  tx: ScopedTransaction,
  bankAccountId: number,
  debits: readonly NumberedBankEntry[],
): Promise<NumberedBankEntry[]> {
  if (debits.length === 0) return [];
  const references = debits.flatMap((debit) => [debit.bankReference, debit.customerReference]);
  const reversals = debits.filter((debit) => debit.isReversal);
  const days = debits.map((debit) => debit.bookedOn).sort();
  const { rows } = await sql<NumberedBankEntry>`
    select e.id, e.booked_on as "bookedOn", e.value_on as "valueOn", e.side, e.is_reversal as "isReversal",
           e.amount_grosze as "amountGrosze", e.bank_reference as "bankReference", e.customer_reference as "customerReference",
           e.counterparty_name as "counterpartyName", e.counterparty_account as "counterpartyAccount", e.title,
           e.addressed_to as "addressedTo"
    from app.bank_entry e
    where e.cooperative_id = ${MINE} and e.bank_account_id = ${bankAccountId} and e.side = 'C'
      and e.booked_on between ${days[0]}::date - 366 and ${days.at(-1)}::date
      and e.amount_grosze = any(${debits.map((debit) => debit.amountGrosze)}::bigint[])
      and (e.bank_reference = any(${references}::text[]) or e.customer_reference = any(${references}::text[])
        or e.counterparty_account = any(${reversals.map((debit) => debit.counterpartyAccount)}::text[])
        or e.title = any(${reversals.map((debit) => debit.title)}::text[]))
      and not exists (select from app.bank_entry r where r.cooperative_id = e.cooperative_id and r.returned_entry_id = e.id)`.execute(
    tx,
  );
  return rows;
}

/**
 * Where the money of entries stands now: lines on resident accounts with their allocations in force, and what waits in clearing.
 * An entry whose money was taken back, moved or posted elsewhere since is absent: a person has to look at it.
 */
export async function loadPlacedPayments(
  tx: ScopedTransaction,
  entryIds: readonly number[],
): Promise<Map<number, PlacedPayment & { readonly items: readonly OpenItem[] }>> {
  if (entryIds.length === 0) return new Map();
  const entries = await sql<{
    id: number;
    booked_on: PlainDate;
    amount_grosze: number;
    waiting: number;
    right_ids: number[] | null;
  }>`
    select e.id, e.booked_on, e.amount_grosze,
           coalesce(sum(c.amount_grosze) filter (where c.right_id is null and c.ledger_account_id is null), 0)::bigint as waiting,
           array_agg(distinct c.right_id) filter (where c.right_id is not null) as right_ids
    from app.bank_entry e
    left join app.crediting c on c.cooperative_id = e.cooperative_id and c.bank_entry_id = e.id
    where e.cooperative_id = ${MINE} and e.id = any(${entryIds}::int[])
    group by e.id, e.booked_on, e.amount_grosze`.execute(tx);
  const lines = await loadPaymentLines(tx, entryIds);
  const allocations = await loadAllocationsInForce(tx, lines);
  const claims = await loadItems(
    tx,
    allocations.map((allocation) => allocation.claim),
  );
  const placed = new Map<number, PlacedPayment & { items: OpenItem[] }>();
  for (const entry of entries.rows) {
    const own = lines.filter((line) => line.bank_entry_id === entry.id);
    const residents = entry.waiting === entry.amount_grosze ? [] : own;
    const total = residents.reduce((sum, line) => sum + line.amount_grosze, entry.waiting);
    const rightIds = entry.right_ids ?? [];
    if (total !== entry.amount_grosze || residents.some((line) => line.amount_grosze < 0)) continue;
    if (residents.length > 0 && rightIds.length !== 1) continue;
    const inForce = allocations.filter(({ credit }) => residents.some((line) => isItem(line, credit)));
    placed.set(entry.id, {
      entryId: entry.id,
      bookedOn: entry.booked_on,
      rightId: residents.length > 0 ? (rightIds[0] ?? null) : null,
      lines: residents.map((line) => ({
        item: { documentId: line.document_id, line: line.line },
        account: { accountId: line.account_id, purpose: line.purpose },
        propertyId: line.property_id,
        amountGrosze: grosze(line.amount_grosze),
      })),
      allocations: inForce,
      waitingGrosze: grosze(entry.waiting),
      items: [
        ...residents.map(itemOf),
        ...claims.filter((claim) => inForce.some((each) => isItem(toRow(claim), each.claim))),
      ],
    });
  }
  return placed;
}

type PaymentLine = ItemRow & {
  readonly bank_entry_id: number;
  readonly property_id: number;
  readonly purpose: Purpose;
  /** Ma is positive. */
  readonly amount_grosze: number;
};

async function loadPaymentLines(tx: ScopedTransaction, entryIds: readonly number[]): Promise<PaymentLine[]> {
  const { rows } = await sql<PaymentLine>`
    select p.bank_entry_id, p.document_id, p.line, p.account_id, p.property_id, a.purpose,
           case p.side when 'C' then p.amount_grosze else -p.amount_grosze end as amount_grosze,
           i.remaining_grosze, i.due_on, i.opened_on, i.concerns_month
    from app.crediting c
    join app.posting p on p.cooperative_id = c.cooperative_id and p.document_id = c.document_id and p.bank_entry_id = c.bank_entry_id
    join app.account a on a.cooperative_id = p.cooperative_id and a.id = p.account_id and a.right_id is not null
    join app.open_item i on i.cooperative_id = p.cooperative_id and i.document_id = p.document_id and i.line = p.line
    where c.cooperative_id = ${MINE} and c.bank_entry_id = any(${entryIds}::int[])
    group by p.bank_entry_id, p.document_id, p.line, p.account_id, p.property_id, a.purpose, p.side, p.amount_grosze,
             i.remaining_grosze, i.due_on, i.opened_on, i.concerns_month
    order by p.document_id, p.line`.execute(tx);
  return rows;
}

async function loadAllocationsInForce(
  tx: ScopedTransaction,
  credits: readonly ItemRow[],
): Promise<Allocation[]> {
  if (credits.length === 0) return [];
  const { rows } = await sql<{
    account_id: number;
    credit_document_id: number;
    credit_line: number;
    claim_document_id: number;
    claim_line: number;
    amount_grosze: number;
  }>`
    select l.account_id, l.credit_document_id, l.credit_line, l.claim_document_id, l.claim_line, sum(l.amount_grosze)::bigint as amount_grosze
    from app.allocation l
    join unnest(${credits.map((item) => item.document_id)}::int[], ${credits.map((item) => item.line)}::int[])
      as item (document_id, line) on l.credit_document_id = item.document_id and l.credit_line = item.line
    where l.cooperative_id = ${MINE}
    group by l.account_id, l.credit_document_id, l.credit_line, l.claim_document_id, l.claim_line
    having sum(l.amount_grosze) <> 0
    order by l.claim_document_id, l.claim_line`.execute(tx);
  return rows.map((row) => ({
    accountId: row.account_id,
    credit: { documentId: row.credit_document_id, line: row.credit_line },
    claim: { documentId: row.claim_document_id, line: row.claim_line },
    amountGrosze: grosze(row.amount_grosze),
  }));
}

async function loadItems(tx: ScopedTransaction, keys: readonly ItemKey[]): Promise<OpenItem[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<ItemRow>`
    select i.document_id, i.line, i.account_id, i.remaining_grosze, i.due_on, i.opened_on, i.concerns_month
    from app.open_item i
    join (select distinct * from unnest(${keys.map((key) => key.documentId)}::int[], ${keys.map((key) => key.line)}::int[])
      as key (document_id, line)) k on k.document_id = i.document_id and k.line = i.line
    where i.cooperative_id = ${MINE}`.execute(tx);
  return rows.map(itemOf);
}

function isItem(row: { readonly document_id: number; readonly line: number }, key: ItemKey): boolean {
  return row.document_id === key.documentId && row.line === key.line;
}

function toRow(item: ItemKey) {
  return { document_id: item.documentId, line: item.line };
}
