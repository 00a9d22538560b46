import { createHash } from "node:crypto";
import { sql } from "kysely";
import { canonicalAllocation, canonicalHeader, canonicalPosting } from "../../domain/ledger/chain.ts";
import { grosze } from "../../domain/values/money.ts";
import type { ScopedTransaction } from "../../world/database/scope.ts";
import { documentNumber } from "../ledger.ts";
import type { Discrepancy } from "./check.ts";

export interface ChainVerdict {
  readonly documents: number;
  readonly head: string;
  /** Whether the head kept elsewhere is one of the chain's hashes; null when none was given. */
  readonly knownHeadFound: boolean | null;
  readonly differences: readonly Discrepancy[];
}

const BATCH = 200;
const CHECK = "hash-chain";

interface HeadRow {
  readonly id: number;
  readonly chain_position: number;
  readonly series: string;
  readonly year: number;
  readonly number: number;
  readonly kind: string;
  readonly document_date: string;
  readonly posted_on: string;
  readonly concerns_month: string | null;
  readonly reverses_document_id: number | null;
  readonly previous_hash: Buffer;
  readonly hash: Buffer;
}

/** Recomputes every document's hash from its postings and allocations, link by link. */
export async function verifyChain(
  tx: ScopedTransaction,
  cooperativeId: number,
  knownHead: string | null,
  progress: (done: number, total: number) => void,
): Promise<ChainVerdict> {
  const differences: Discrepancy[] = [];
  let previous: Buffer = Buffer.alloc(32);
  let position = 0;
  let knownHeadFound = false;
  const total = await countDocuments(tx, cooperativeId);
  for (;;) {
    const heads = await loadHeads(tx, cooperativeId, position);
    if (heads.length === 0) break;
    const contents = await loadContents(tx, cooperativeId, heads);
    for (const head of heads) {
      position += 1;
      const number = documentNumber(head.series, head.year, head.number);
      if (head.chain_position !== position) {
        differences.push({
          check: CHECK,
          place: `${number}, miejsce w łańcuchu`,
          expected: String(position),
          found: String(head.chain_position),
        });
        position = head.chain_position;
      }
      const expected = hashOf(previous, head, contents.get(head.id) ?? []);
      if (!head.previous_hash.equals(previous) || !head.hash.equals(expected)) {
        differences.push({
          check: CHECK,
          place: number,
          expected: expected.toString("hex"),
          found: head.hash.toString("hex"),
        });
      }
      previous = head.hash;
      if (knownHead !== null && head.hash.toString("hex") === knownHead) knownHeadFound = true;
    }
    progress(position, total);
  }
  return {
    documents: position,
    head: previous.toString("hex"),
    knownHeadFound: knownHead === null ? null : knownHeadFound,
    differences,
  };
}

function hashOf(previous: Buffer, head: HeadRow, lines: readonly string[]): Buffer {
  const digest = createHash("sha256")
    .update(previous)
    .update(
      canonicalHeader({
        chainPosition: head.chain_position,
        series: head.series,
        year: head.year,
        number: head.number,
        kind: head.kind,
        documentDate: head.document_date,
        postedOn: head.posted_on,
        concernsMonth: head.concerns_month?.slice(0, 7) ?? null,
        reversesDocumentId: head.reverses_document_id,
      }),
    );
  for (const line of lines) digest.update(line);
  return digest.digest();
}

async function countDocuments(tx: ScopedTransaction, cooperativeId: number): Promise<number> {
  const { count } = await tx
    .selectFrom("app.document")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("cooperative_id", "=", cooperativeId)
    .executeTakeFirstOrThrow();
  return count;
}

async function loadHeads(tx: ScopedTransaction, cooperativeId: number, after: number): Promise<HeadRow[]> {
  const { rows } = await sql<HeadRow>`
    select id, chain_position, series, year, number, kind, document_date, posted_on, concerns_month, reverses_document_id,
           previous_hash, hash
    from app.document
    where cooperative_id = ${cooperativeId} and chain_position > ${after}
    order by chain_position limit ${BATCH}`.execute(tx);
  return rows;
}

/** The canonical lines of each document: postings by line, then allocations in their fixed order. */
async function loadContents(
  tx: ScopedTransaction,
  cooperativeId: number,
  heads: readonly HeadRow[],
): Promise<Map<number, string[]>> {
  const ids = heads.map((head) => head.id);
  const contents = new Map<number, string[]>(ids.map((id) => [id, []]));
  const postings = await sql<{
    document_id: number;
    line: number;
    account_id: number;
    property_id: number;
    side: string;
    amount_grosze: number;
    effective_on: string;
    due_on: string | null;
    concerns_month: string | null;
    original_grosze: number | null;
  }>`
    select p.document_id, p.line, p.account_id, p.property_id, p.side, p.amount_grosze, p.effective_on, p.due_on, p.concerns_month,
           i.original_grosze
    from app.posting p
    left join app.open_item i on i.cooperative_id = p.cooperative_id and i.document_id = p.document_id and i.line = p.line
    where p.cooperative_id = ${cooperativeId} and p.document_id = any (${ids}::int[])
    order by p.document_id, p.line`.execute(tx);
  for (const row of postings.rows) {
    contents.get(row.document_id)?.push(
      canonicalPosting({
        line: row.line,
        accountId: row.account_id,
        propertyId: row.property_id,
        side: row.side,
        amountGrosze: row.amount_grosze,
        effectiveOn: row.effective_on,
        dueOn: row.due_on,
        concernsMonth: row.concerns_month?.slice(0, 7) ?? null,
        originalGrosze: row.original_grosze,
      }),
    );
  }
  const allocations = await sql<{
    document_id: number;
    account_id: number;
    credit_document_id: number;
    credit_line: number;
    claim_document_id: number;
    claim_line: number;
    amount_grosze: number;
  }>`
    select document_id, account_id, credit_document_id, credit_line, claim_document_id, claim_line, amount_grosze
    from app.allocation
    where cooperative_id = ${cooperativeId} and document_id = any (${ids}::int[])
    order by document_id, account_id, credit_document_id, credit_line, claim_document_id, claim_line, amount_grosze`.execute(
    tx,
  );
  for (const row of allocations.rows) {
    contents.get(row.document_id)?.push(
      canonicalAllocation({
        accountId: row.account_id,
        credit: { documentId: row.credit_document_id, line: row.credit_line },
        claim: { documentId: row.claim_document_id, line: row.claim_line },
        amountGrosze: grosze(row.amount_grosze),
      }),
    );
  }
  return contents;
}
