import { firstOpenDay } from "../domain/ledger/period-close.ts";
import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import {
  type DocumentHead,
  findDocument,
  listFeeDocuments,
  listSettlementDocuments,
} from "../store/documents.ts";
import { lockBooks } from "../store/ledger.ts";
import { type AnswerOnce, answerOnce } from "../store/ledger-requests.ts";
import { mirroredRefusals } from "../store/mirror/areas.ts";
import { listClosedMonths } from "../store/periods.ts";
import { appendReversals, markAssessmentReversed, type ReversedDocument } from "../store/reversals.ts";
import { findSettlementOfDocument, markSettlementReversed } from "../store/settlement.ts";
import { inWithdrawableScope } from "../store/withdrawal.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

/** Each reversed document with the storno that reversed it. */
export type ReversedDocuments = {
  readonly reversals: readonly ReversedDocument[];
};

/**
 * Reverses a document by a storno that names it. An assessment is reversed as a whole: every fee document of its month; a settlement
 * likewise, with its set-offs. The money of a bank statement stays in the bank and goes to clearing. Asking again is answered
 * (`isRepeated`), not repeated. Refuses an unknown number, a document already reversed otherwise, a reversal, a year opening,
 * and `account-mirrored`.
 */
export function reverseLedgerDocument(
  { pools, today }: OperationContext,
  { token, cooperativeId }: OperatorScope,
  number: string,
): Promise<Result<AnswerOnce<ReversedDocuments>>> {
  return inWithdrawableScope(pools.loader, token, async (tx) => {
    await lockBooks(tx);
    const theirs = await mirroredRefusals(tx, cooperativeId, ["accounts"]);
    if (theirs.length > 0) return refuse(...theirs);
    return answerOnce(tx, cooperativeId, `reversal:${number}`, { number }, async () => {
      const head = await findDocument(tx, number);
      const refused = refuseReversal(number, head);
      if (refused !== null || head === null)
        return refuse(refused ?? refusal("document-unknown", { number }));
      const postedOn = firstOpenDay(today(), await listClosedMonths(tx, cooperativeId));
      const settlementId = await findSettlementOfDocument(tx, head.id);
      const heads = await documentsTogether(tx, head, settlementId);
      const reversals = await appendReversals(tx, cooperativeId, heads, postedOn);
      if (head.kind === "assessment" && head.concernsMonth !== null) {
        await markAssessmentReversed(tx, cooperativeId, head.concernsMonth);
      }
      if (settlementId !== null) await markSettlementReversed(tx, settlementId);
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

/** What is reversed with a document, the latest first. */
async function documentsTogether(
  tx: ScopedTransaction,
  head: DocumentHead,
  settlementId: number | null,
): Promise<DocumentHead[]> {
  if (settlementId !== null) return (await listSettlementDocuments(tx, settlementId)).reverse();
  if (head.kind !== "assessment" || head.concernsMonth === null) return [head];
  return (await listFeeDocuments(tx, head.concernsMonth)).reverse();
}
