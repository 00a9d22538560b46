import { createHash } from "node:crypto";
import { sql } from "kysely";
import {
  canonicalAllocation,
  canonicalHeader,
  canonicalPosting,
  chainedPosting,
  compareAllocations,
} from "../domain/ledger/chain.ts";
import { type DraftDocument, effectOf, type Posting } from "../domain/ledger/documents.ts";
import { firstDay, yearOf } from "../domain/values/month.ts";
import type { BulkTransaction, CopyColumns } from "../world/database/bulk.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";
import { refuseMirrored } from "./mirror/accounts.ts";

/** A document as it stands in the ledger. */
export interface PostedDocument {
  readonly id: number;
  /** "NAL/2026/12" */
  readonly number: string;
  readonly hash: string;
}

const GENESIS = Buffer.alloc(32);

/**
 * The ledger's only door: numbers the documents without gaps, links them into the hash chain and appends documents, postings,
 * open items and allocations. The database checks the balance per document and property at commit and derives turnover and what
 * remains of items. The caller holds the lock of the books (`lockBooks`); what `refuseMirrored` throws is the caller's refusal.
 */
export async function appendDocuments(
  tx: BulkTransaction,
  cooperativeId: number,
  drafts: readonly DraftDocument[],
): Promise<PostedDocument[]> {
  if (drafts.length === 0) return [];
  await refuseMirrored(tx, cooperativeId, drafts);
  const numbered = await numberDocuments(tx, drafts);
  await tx.copy("app.document", DOCUMENT_COLUMNS, documentRows(cooperativeId, numbered));
  await tx.copy("app.posting", POSTING_COLUMNS, postingRows(cooperativeId, drafts));
  await tx.copy("app.open_item", ITEM_COLUMNS, itemRows(cooperativeId, drafts));
  await tx.copy("app.allocation", ALLOCATION_COLUMNS, allocationRows(cooperativeId, drafts));
  return numbered.map(({ draft, number, year, hash }) => ({
    id: draft.id,
    number: documentNumber(draft.series, year, number),
    hash: hash.toString("hex"),
  }));
}

export function documentNumber(series: string, year: number, number: number): string {
  return `${series}/${year}/${number}`;
}

/** Makes postings of this cooperative follow each other until the transaction ends. */
export async function lockBooks(tx: ScopedTransaction): Promise<void> {
  await sql`select app.lock_books()`.execute(tx);
}

/** Lets what follows from the documents appended so far (turnover, what remains of items) be read before the commit. */
export async function settleNow(tx: ScopedTransaction): Promise<void> {
  await sql`set constraints all immediate`.execute(tx);
  await sql`set constraints all deferred`.execute(tx);
}

/** Ids for documents to come, so that their open items and allocations can be named before they are posted. */
export async function reserveDocumentIds(tx: ScopedTransaction, count: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select nextval(pg_get_serial_sequence('app.document', 'id'))::int as id from generate_series(1, ${count}::int)`.execute(
    tx,
  );
  return rows.map((row) => row.id);
}

interface NumberedDraft {
  readonly draft: DraftDocument;
  readonly year: number;
  readonly number: number;
  readonly chainPosition: number;
  readonly previousHash: Buffer;
  readonly hash: Buffer;
}

async function numberDocuments(
  tx: ScopedTransaction,
  drafts: readonly DraftDocument[],
): Promise<NumberedDraft[]> {
  const head = await loadChainHead(tx);
  const lastNumbers = await loadLastNumbers(tx);
  let { position, hash: previousHash } = head;
  return drafts.map((draft) => {
    const year = yearOf(draft.postedOn);
    const series = `${draft.series}/${year}`;
    const number = (lastNumbers.get(series) ?? 0) + 1;
    lastNumbers.set(series, number);
    position += 1;
    const hash = hashDocument(previousHash, draft, { chainPosition: position, year, number });
    const numbered = { draft, year, number, chainPosition: position, previousHash, hash };
    previousHash = hash;
    return numbered;
  });
}

function hashDocument(
  previousHash: Buffer,
  draft: DraftDocument,
  place: { readonly chainPosition: number; readonly year: number; readonly number: number },
): Buffer {
  const digest = createHash("sha256")
    .update(previousHash)
    .update(canonicalHeader({ ...draft, ...place }));
  for (const [index, posting] of draft.postings.entries()) {
    digest.update(canonicalPosting(chainedPosting(draft, posting, index)));
  }
  for (const allocation of [...draft.allocations].sort(compareAllocations)) {
    digest.update(canonicalAllocation(allocation));
  }
  return digest.digest();
}

/** The end of the hash chain; position 0 and a hash of zeros for empty books. */
export async function loadChainHead(tx: ScopedTransaction): Promise<{ position: number; hash: Buffer }> {
  const head = await tx
    .selectFrom("app.document")
    .select(["chain_position", "hash"])
    .where("cooperative_id", "=", sql<number>`(select app.operator_cooperative())`)
    .orderBy("chain_position", "desc")
    .limit(1)
    .executeTakeFirst();
  return head ? { position: head.chain_position, hash: head.hash } : { position: 0, hash: GENESIS };
}

async function loadLastNumbers(tx: ScopedTransaction): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom("app.document")
    .select(["series", "year", (eb) => eb.fn.max("number").as("last")])
    .where("cooperative_id", "=", sql<number>`(select app.operator_cooperative())`)
    .groupBy(["series", "year"])
    .execute();
  return new Map(rows.map((row) => [`${row.series}/${row.year}`, row.last]));
}

const DOCUMENT_COLUMNS: CopyColumns = [
  ["cooperative_id", "int4"],
  ["id", "int4"],
  ["chain_position", "int4"],
  ["series", "text"],
  ["year", "int2"],
  ["number", "int4"],
  ["kind", "text"],
  ["document_date", "date"],
  ["posted_on", "date"],
  ["description", "text"],
  ["concerns_month", "date"],
  ["reverses_document_id", "int4"],
  ["previous_hash", "bytea"],
  ["hash", "bytea"],
];

function* documentRows(cooperativeId: number, numbered: readonly NumberedDraft[]) {
  for (const { draft, year, number, chainPosition, previousHash, hash } of numbered) {
    yield [
      cooperativeId,
      draft.id,
      chainPosition,
      draft.series,
      year,
      number,
      draft.kind,
      draft.documentDate,
      draft.postedOn,
      draft.description,
      draft.concernsMonth && firstDay(draft.concernsMonth),
      draft.reversesDocumentId,
      previousHash,
      hash,
    ];
  }
}

const POSTING_COLUMNS: CopyColumns = [
  ["cooperative_id", "int4"],
  ["document_id", "int4"],
  ["line", "int4"],
  ["account_id", "int4"],
  ["property_id", "int4"],
  ["side", "text"],
  ["amount_grosze", "int8"],
  ["posted_on", "date"],
  ["effective_on", "date"],
  ["due_on", "date"],
  ["concerns_month", "date"],
  ["bank_entry_id", "int4"],
  ["text", "text"],
];

function* postingRows(cooperativeId: number, drafts: readonly DraftDocument[]) {
  for (const [draft, posting, line] of postingsOf(drafts)) {
    yield [
      cooperativeId,
      draft.id,
      line,
      posting.accountId,
      posting.propertyId,
      posting.side,
      posting.amountGrosze,
      draft.postedOn,
      posting.effectiveOn ?? draft.postedOn,
      posting.dueOn,
      posting.concernsMonth && firstDay(posting.concernsMonth),
      posting.bankEntryId,
      posting.text,
    ];
  }
}

const ITEM_COLUMNS: CopyColumns = [
  ["cooperative_id", "int4"],
  ["document_id", "int4"],
  ["line", "int4"],
  ["account_id", "int4"],
  ["amount_grosze", "int8"],
  ["remaining_grosze", "int8"],
  ["due_on", "date"],
  ["opened_on", "date"],
  ["concerns_month", "date"],
  ["original_grosze", "int8"],
  ["original_document", "text"],
];

function* itemRows(cooperativeId: number, drafts: readonly DraftDocument[]) {
  const used = new Map(drafts.map((draft) => [draft.id, usedOfOwnItems(draft)]));
  for (const [draft, posting, line] of postingsOf(drafts)) {
    if (posting.item === null) continue;
    const amount = effectOf(posting.side, posting.amountGrosze);
    yield [
      cooperativeId,
      draft.id,
      line,
      posting.accountId,
      amount,
      amount + (used.get(draft.id)?.get(line) ?? 0),
      posting.dueOn,
      posting.effectiveOn ?? draft.postedOn,
      posting.concernsMonth && firstDay(posting.concernsMonth),
      posting.item.originalGrosze,
      posting.item.originalDocument,
    ];
  }
}

/** By how much a document's own allocations change what remains of its own items, by line; other items follow in the database. */
function usedOfOwnItems({ id, allocations }: DraftDocument): Map<number, number> {
  const used = new Map<number, number>();
  const add = (line: number, amount: number) => used.set(line, (used.get(line) ?? 0) + amount);
  for (const { credit, claim, amountGrosze } of allocations) {
    if (credit.documentId === id) add(credit.line, amountGrosze);
    if (claim.documentId === id) add(claim.line, -amountGrosze);
  }
  return used;
}

const ALLOCATION_COLUMNS: CopyColumns = [
  ["cooperative_id", "int4"],
  ["account_id", "int4"],
  ["credit_document_id", "int4"],
  ["credit_line", "int4"],
  ["claim_document_id", "int4"],
  ["claim_line", "int4"],
  ["amount_grosze", "int8"],
  ["document_id", "int4"],
  ["allocated_on", "date"],
];

function* allocationRows(cooperativeId: number, drafts: readonly DraftDocument[]) {
  for (const draft of drafts) {
    for (const { accountId, credit, claim, amountGrosze } of draft.allocations) {
      yield [
        cooperativeId,
        accountId,
        credit.documentId,
        credit.line,
        claim.documentId,
        claim.line,
        amountGrosze,
        draft.id,
        draft.postedOn,
      ];
    }
  }
}

function* postingsOf(drafts: readonly DraftDocument[]): Generator<[DraftDocument, Posting, number]> {
  for (const draft of drafts) {
    let line = 0;
    for (const posting of draft.postings) {
      line += 1;
      yield [draft, posting, line];
    }
  }
}
