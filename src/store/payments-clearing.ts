import { sql } from "kysely";
import type { LedgerRole, Purpose } from "../domain/ledger/accounts.ts";
import type { NumberedBankEntry } from "../domain/receivables/bank-entry.ts";
import { type Grosze, grosze } from "../domain/values/money.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";
import { MINE } from "./payments.ts";

/** Money of a bank entry that waits for a person. */
export interface WaitingEntry {
  readonly entry: NumberedBankEntry;
  readonly waitingGrosze: Grosze;
  readonly reason: string;
  readonly statementNumber: string;
  /** The day it was put into clearing. */
  readonly waitingSince: PlainDate;
}

/** Everything that waits, the oldest first; with an id only that entry. */
export async function listWaitingEntries(
  tx: ScopedTransaction,
  entryId: number | null,
): Promise<WaitingEntry[]> {
  const { rows } = await sql<
    Omit<NumberedBankEntry, "amountGrosze"> & {
      amountGrosze: number;
      waiting: number;
      reason: string;
      statementNumber: string;
      waitingSince: PlainDate;
    }
  >`
    with waiting as (
      -- a return of money that waits is taken from there: both entries are one matter
      select coalesce(e.returned_entry_id, e.id) as id, sum(c.amount_grosze)::bigint as amount,
             (array_agg(c.reason order by c.id desc) filter (where sign(c.amount_grosze) = case e.side when 'C' then 1 else -1 end))[1] as reason,
             (array_agg(c.statement_number order by c.id))[1] as statement_number,
             min(d.posted_on) as since
      from app.crediting c
      join app.bank_entry e on e.cooperative_id = c.cooperative_id and e.id = c.bank_entry_id
      join app.document d on d.cooperative_id = c.cooperative_id and d.id = c.document_id
      where c.cooperative_id = ${MINE} and c.right_id is null and c.ledger_account_id is null
        and (${entryId}::int is null or c.bank_entry_id = ${entryId}::int
          or e.returned_entry_id = ${entryId}::int)
      group by 1
      having sum(c.amount_grosze) <> 0)
    select e.id, e.booked_on as "bookedOn", e.value_on as "valueOn", e.side, e.is_reversal as "isReversal",
           e.amount_grosze as "amountGrosze", e.bank_reference as "bankReference", e.customer_reference as "customerReference",
           e.counterparty_name as "counterpartyName", e.counterparty_account as "counterpartyAccount", e.title,
           e.addressed_to as "addressedTo", abs(w.amount) as waiting, coalesce(w.reason, 'reversed') as reason,
           w.statement_number as "statementNumber", w.since as "waitingSince"
    from waiting w
    join app.bank_entry e on e.cooperative_id = ${MINE} and e.id = w.id
    order by e.booked_on, e.id`.execute(tx);
  return rows.map(({ waiting, reason, statementNumber, waitingSince, ...entry }) => ({
    entry: { ...entry, amountGrosze: grosze(entry.amountGrosze) },
    waitingGrosze: grosze(waiting),
    reason,
    statementNumber,
    waitingSince,
  }));
}

export async function bankEntryExists(tx: ScopedTransaction, entryId: number): Promise<boolean> {
  const row = await tx
    .selectFrom("app.bank_entry")
    .select("id")
    .where("cooperative_id", "=", MINE)
    .where("id", "=", entryId)
    .executeTakeFirst();
  return row !== undefined;
}

/** How often an assignment of the entry was taken back: each time it may be assigned anew. */
export async function countReversals(tx: ScopedTransaction, entryId: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct document_id)::int as count from app.crediting
    where cooperative_id = ${MINE} and bank_entry_id = ${entryId} and reason = 'reversed'`.execute(tx);
  return rows[0]?.count ?? 0;
}

export async function findRightsByCode(
  tx: ScopedTransaction,
  codes: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ code: string; id: number }>`
    select code, id from app.unit_right where cooperative_id = ${MINE} and code = any(${codes}::text[])`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.code, row.id]));
}

export interface NamedAccount {
  readonly id: number;
  readonly code: string;
  readonly rightId: number | null;
  readonly purpose: Purpose | null;
  readonly role: LedgerRole | null;
}

export async function findAccountsByCode(
  tx: ScopedTransaction,
  codes: readonly string[],
): Promise<Map<string, NamedAccount>> {
  const { rows } = await sql<NamedAccount>`
    select id, code, right_id as "rightId", purpose, role
    from app.account where cooperative_id = ${MINE} and code = any(${codes}::text[])`.execute(tx);
  return new Map(rows.map((row) => [row.code, row]));
}
