import { firstOpenDay } from "../domain/ledger/period-close.ts";
import { type ReversibleDocument, reverseDocument, reversePayments } from "../domain/ledger/reversal.ts";
import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import {
  type DocumentHead,
  findDocument,
  listFeeDocuments,
  loadReversibleDocument,
} from "../store/documents.ts";
import { appendDocuments, lockBooks, reserveDocumentIds } from "../store/ledger.ts";
import { type AnswerOnce, answerOnce } from "../store/ledger-requests.ts";
import { listClosedMonths } from "../store/periods.ts";
import {
  appendReversedCharges,
  appendReversedCreditings,
  loadAccountsByRole,
  markAssessmentReversed,
} from "../store/reversals.ts";
import { type BulkTransaction, inBulkScope } from "../world/database/bulk.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

/** Each reversed document with the storno that reversed it. */
export type ReversedDocuments = {
  readonly reversals: readonly { readonly document: string; readonly reversal: string }[];
};

/**
 * Reverses a document by a storno that names it. An assessment is reversed as a whole: every fee document of its month. The money of a
 * bank statement stays in the bank and goes to clearing. Asking again is answered (`isRepeated`), not repeated.
 * Refuses an unknown number, a document already reversed otherwise, a reversal and a year opening.
 */
export function reverseLedgerDocument(
  { pools, today }: OperationContext,
  { token, cooperativeId }: OperatorScope,
  number: string,
): Promise<Result<AnswerOnce<ReversedDocuments>>> {
  return inBulkScope(pools.loader, token, async (tx) => {
    await lockBooks(tx);
    return answerOnce(tx, cooperativeId, `reversal:${number}`, { number }, async () => {
      const head = await findDocument(tx, number);
      const refused = refuseReversal(number, head);
      if (refused !== null || head === null)
        return refuse(refused ?? refusal("document-unknown", { number }));
      const postedOn = firstOpenDay(today(), await listClosedMonths(tx, cooperativeId));
      const heads =
        head.kind === "assessment" && head.concernsMonth !== null
          ? (await listFeeDocuments(tx, head.concernsMonth)).reverse()
          : [head];
      const ids = await reserveDocumentIds(tx, heads.length);
      const reversals: { document: string; reversal: string }[] = [];
      for (const [index, each] of heads.entries()) {
        const id = ids[index] ?? 0;
        const description = `Storno dokumentu ${each.number}`;
        const draft = await draftReversal(tx, each, { id, postedOn, description });
        const [posted] = await appendDocuments(tx, cooperativeId, [draft]);
        await appendReversedCreditings(tx, each.id, id, { intoClearing: each.kind === "payment" });
        if (each.concernsMonth !== null) await appendReversedCharges(tx, each.id, id, each.concernsMonth);
        reversals.push({ document: each.number, reversal: posted?.number ?? "" });
      }
      if (head.kind === "assessment" && head.concernsMonth !== null) {
        await markAssessmentReversed(tx, cooperativeId, head.concernsMonth);
      }
      return accept({ reversals });
    });
  });
}

function refuseReversal(number: string, head: DocumentHead | null) {
  if (head === null) return refusal("document-unknown", { number });
  if (head.reversedBy !== null)
    return refusal("document-already-reversed", { number, reversal: head.reversedBy });
  if (head.kind === "reversal" || head.kind === "year-opening")
    return refusal("document-not-reversible", { number });
  return null;
}

async function draftReversal(
  tx: BulkTransaction,
  head: DocumentHead,
  reversal: { id: number; postedOn: ReturnType<typeof firstOpenDay>; description: string },
) {
  const document: ReversibleDocument = await loadReversibleDocument(tx, head);
  if (head.kind !== "payment") return reverseDocument(document, reversal);
  const accounts = await loadAccountsByRole(tx, ["clearing-credits", "inter-property"]);
  return reversePayments(document, reversal, {
    clearingCreditsId: accounts.get("clearing-credits") ?? 0,
    interPropertyId: accounts.get("inter-property") ?? 0,
  });
}
