import { sql } from "kysely";
import type { DocumentKind, Posting, Side } from "../domain/ledger/documents.ts";
import type { ReversibleDocument } from "../domain/ledger/reversal.ts";
import { grosze } from "../domain/values/money.ts";
import { type Month, monthOf } from "../domain/values/month.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";
import { documentNumber } from "./ledger.ts";

export interface DocumentHead {
  readonly id: number;
  readonly number: string;
  readonly kind: DocumentKind;
  readonly postedOn: PlainDate;
  readonly concernsMonth: Month | null;
  /** Number of the document that reversed it. */
  readonly reversedBy: string | null;
}

/** The document with a printed number such as "NAL/2026/12"; null when there is none. */
export async function findDocument(tx: ScopedTransaction, number: string): Promise<DocumentHead | null> {
  const match = /^([A-Z]+)\/(\d{4})\/(\d{1,9})$/.exec(number);
  if (match === null) return null;
  const [row] = await loadHeads(
    tx,
    sql`d.series = ${match[1]} and d.year = ${Number(match[2])} and d.number = ${Number(match[3])}`,
  );
  return row ?? null;
}

/** Fee documents of a month that no reversal has undone yet: assessments, their set-offs and corrections. */
export async function listFeeDocuments(tx: ScopedTransaction, month: Month): Promise<DocumentHead[]> {
  const heads = await loadHeads(
    tx,
    sql`d.concerns_month = ${`${month}-01`}::date and d.kind in ('assessment', 'correction', 'set-off')`,
  );
  return heads.filter((head) => head.reversedBy === null);
}

/** Documents of a settlement that no reversal has undone yet, the set-offs last. */
export async function listSettlementDocuments(
  tx: ScopedTransaction,
  settlementId: number,
): Promise<DocumentHead[]> {
  const heads = await loadHeads(
    tx,
    sql`d.id in (select document_id from app.settlement_document
      where cooperative_id = (select app.operator_cooperative()) and settlement_id = ${settlementId})`,
  );
  return heads.filter((head) => head.reversedBy === null);
}

async function loadHeads(tx: ScopedTransaction, condition: ReturnType<typeof sql>): Promise<DocumentHead[]> {
  const { rows } = await sql<{
    id: number;
    series: string;
    year: number;
    number: number;
    kind: DocumentKind;
    posted_on: PlainDate;
    concerns_month: PlainDate | null;
    reversal_series: string | null;
    reversal_year: number;
    reversal_number: number;
  }>`
    select d.id, d.series, d.year, d.number, d.kind, d.posted_on, d.concerns_month,
           r.series as reversal_series, r.year as reversal_year, r.number as reversal_number
    from app.document d
    left join app.document r on r.cooperative_id = d.cooperative_id and r.reverses_document_id = d.id
    where d.cooperative_id = (select app.operator_cooperative()) and ${condition}
    order by d.chain_position`.execute(tx);
  return rows.map((row) => ({
    id: row.id,
    number: documentNumber(row.series, row.year, row.number),
    kind: row.kind,
    postedOn: row.posted_on,
    concernsMonth: row.concerns_month && monthOf(row.concerns_month),
    reversedBy:
      row.reversal_series && documentNumber(row.reversal_series, row.reversal_year, row.reversal_number),
  }));
}

/** A document's postings and the allocations of its items that are in force. */
export async function loadReversibleDocument(
  tx: ScopedTransaction,
  head: DocumentHead,
): Promise<ReversibleDocument> {
  return {
    id: head.id,
    number: head.number,
    postings: await loadPostings(tx, head.id),
    allocations: await loadAllocations(tx, head.id),
  };
}

async function loadPostings(
  tx: ScopedTransaction,
  documentId: number,
): Promise<(Posting & { line: number })[]> {
  const { rows } = await sql<{
    line: number;
    account_id: number;
    property_id: number;
    side: Side;
    amount_grosze: number;
    effective_on: PlainDate;
    due_on: PlainDate | null;
    concerns_month: PlainDate | null;
    bank_entry_id: number | null;
    text: string | null;
    has_item: boolean;
  }>`
    select p.line, p.account_id, p.property_id, p.side, p.amount_grosze, p.effective_on, p.due_on, p.concerns_month,
           p.bank_entry_id, p.text, i.line is not null as has_item
    from app.posting p
    left join app.open_item i on i.cooperative_id = p.cooperative_id and i.document_id = p.document_id and i.line = p.line
    where p.cooperative_id = (select app.operator_cooperative()) and p.document_id = ${documentId}
    order by p.line`.execute(tx);
  return rows.map((row) => ({
    line: row.line,
    accountId: row.account_id,
    propertyId: row.property_id,
    side: row.side,
    amountGrosze: grosze(row.amount_grosze),
    effectiveOn: row.effective_on,
    dueOn: row.due_on,
    concernsMonth: row.concerns_month && monthOf(row.concerns_month),
    bankEntryId: row.bank_entry_id,
    text: row.text,
    item: row.has_item ? { originalGrosze: null, originalDocument: null } : null,
  }));
}

async function loadAllocations(tx: ScopedTransaction, documentId: number) {
  const { rows } = await sql<{
    account_id: number;
    credit_document_id: number;
    credit_line: number;
    claim_document_id: number;
    claim_line: number;
    amount_grosze: number;
  }>`
    select account_id, credit_document_id, credit_line, claim_document_id, claim_line, sum(amount_grosze)::bigint as amount_grosze
    from app.allocation
    where cooperative_id = (select app.operator_cooperative())
      and (credit_document_id = ${documentId} or claim_document_id = ${documentId})
    group by 1, 2, 3, 4, 5
    having sum(amount_grosze) <> 0
    order by 1, 2, 3, 4, 5`.execute(tx);
  return rows.map((row) => ({
    accountId: row.account_id,
    credit: { documentId: row.credit_document_id, line: row.credit_line },
    claim: { documentId: row.claim_document_id, line: row.claim_line },
    amountGrosze: grosze(row.amount_grosze),
  }));
}
