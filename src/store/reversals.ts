import { sql } from "kysely";
import type { LedgerRole } from "../domain/ledger/accounts.ts";
import type { DraftDocument } from "../domain/ledger/documents.ts";
import { reverseDocument, reversePayments } from "../domain/ledger/reversal.ts";
import { firstDay, type Month } from "../domain/values/month.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import type { BulkTransaction } from "../world/database/bulk.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";
import { CHARGE_COLUMNS } from "./assessment-charges.ts";
import { type DocumentHead, loadReversibleDocument } from "./documents.ts";
import { appendDocuments, reserveDocumentIds } from "./ledger.ts";
import { CREDITING_COLUMNS } from "./payments-statements.ts";

/** A document with the storno that reversed it, by their numbers. */
export type ReversedDocument = { readonly document: string; readonly reversal: string };

/**
 * Reverses documents one after another, in the order given, with the charges and creditings that they carry. The money of a bank
 * statement stays in the bank and goes to clearing. The caller holds the lock of the books.
 */
export async function appendReversals(
  tx: BulkTransaction,
  cooperativeId: number,
  heads: readonly DocumentHead[],
  postedOn: PlainDate,
): Promise<ReversedDocument[]> {
  const ids = await reserveDocumentIds(tx, heads.length);
  const reversals: ReversedDocument[] = [];
  for (const [index, each] of heads.entries()) {
    const id = ids[index]!;
    const description = `Storno dokumentu ${each.number}`;
    const draft = await draftReversal(tx, each, { id, postedOn, description });
    const [posted] = await appendDocuments(tx, cooperativeId, [draft]);
    await appendReversedCreditings(tx, each.id, id, { intoClearing: each.kind === "payment" });
    if (each.concernsMonth !== null) await appendReversedCharges(tx, each.id, id, each.concernsMonth);
    reversals.push({ document: each.number, reversal: posted!.number });
  }
  return reversals;
}

async function draftReversal(
  tx: ScopedTransaction,
  head: DocumentHead,
  reversal: { readonly id: number; readonly postedOn: PlainDate; readonly description: string },
): Promise<DraftDocument> {
  const document = await loadReversibleDocument(tx, head);
  if (head.kind !== "payment") return reverseDocument(document, reversal);
  const accounts = await loadAccountsByRole(tx, ["clearing-credits", "inter-property"]);
  return reversePayments(document, reversal, {
    clearingCreditsId: accounts.get("clearing-credits") ?? 0,
    interPropertyId: accounts.get("inter-property") ?? 0,
  });
}

/** Ledger accounts by role, for roles that have one account. */
export async function loadAccountsByRole(
  tx: ScopedTransaction,
  roles: readonly LedgerRole[],
): Promise<Map<LedgerRole, number>> {
  const rows = await tx
    .selectFrom("app.account")
    .select(["id", "role"])
    .where("cooperative_id", "=", sql<number>`(select app.operator_cooperative())`)
    .where("role", "in", roles)
    .where("is_past", "=", false)
    .execute();
  return new Map(rows.map((row) => [row.role as LedgerRole, row.id]));
}

/** Each charge of a document once more with a minus (kind R), under the document that reverses it. */
async function appendReversedCharges(
  tx: BulkTransaction,
  documentId: number,
  reversalId: number,
  month: Month,
): Promise<void> {
  const { rows } = await sql<Record<string, unknown>>`
    select cooperative_id, right_id, account_id, component_id, rate_id, month, base, rate, -amount_grosze as amount_grosze,
           is_disputed, days_charged, vat_rate
    from app.charge
    where cooperative_id = (select app.operator_cooperative()) and month = ${firstDay(month)}::date and document_id = ${documentId}`.execute(
    tx,
  );
  const reversed = rows.map(
    (row) => ({ ...row, kind: "R", document_id: reversalId }) as Record<string, unknown>,
  );
  await tx.copy(
    "app.charge",
    CHARGE_COLUMNS,
    reversed.map((row) => CHARGE_COLUMNS.map(([name]) => row[name])),
  );
}

export async function markAssessmentReversed(
  tx: ScopedTransaction,
  cooperativeId: number,
  month: Month,
): Promise<void> {
  await tx
    .updateTable("app.assessment")
    .set({ state: "reversed" })
    .where("cooperative_id", "=", cooperativeId)
    .where("month", "=", firstDay(month))
    .where("state", "=", "posted")
    .execute();
}

/**
 * Takes back where a document put the money of bank entries. With `intoClearing` what residents had goes to clearing (the bank
 * keeps the money); otherwise every row is simply undone, which brings an assigned entry back to clearing by itself.
 */
async function appendReversedCreditings(
  tx: BulkTransaction,
  documentId: number,
  reversalId: number,
  { intoClearing }: { intoClearing: boolean },
): Promise<void> {
  const { rows } = await sql<Record<string, unknown>>`
    select cooperative_id, bank_entry_id, right_id, ledger_account_id, -amount_grosze as amount_grosze, paid_on, statement_number, title, counterparty_name
    from app.crediting
    where cooperative_id = (select app.operator_cooperative()) and document_id = ${documentId}
      and (${!intoClearing} or right_id is not null)
    order by id`.execute(tx);
  const undone = rows.map(
    (row) => ({ ...row, document_id: reversalId, reason: "reversed" }) as Record<string, unknown>,
  );
  const waiting = intoClearing
    ? undone.map(
        (row) =>
          ({ ...row, right_id: null, amount_grosze: -(row.amount_grosze as number) }) as Record<
            string,
            unknown
          >,
      )
    : [];
  await tx.copy(
    "app.crediting",
    CREDITING_COLUMNS,
    [...undone, ...waiting].map((row) => CREDITING_COLUMNS.map(([name]) => row[name])),
  );
}
