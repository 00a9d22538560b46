import { firstOpenDay } from "../domain/ledger/period-close.ts";
import { settlementTerms } from "../domain/settlement/posting-terms.ts";
import type { SettlementOrder } from "../domain/settlement/settlement-order.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import { listSettlementDocuments } from "../store/documents.ts";
import { lockBooks, settleNow } from "../store/ledger.ts";
import { type AnswerOnce, answerOnce, type JsonValue } from "../store/ledger-requests.ts";
import { mirroredRefusals } from "../store/mirror/areas.ts";
import { listClosedMonths } from "../store/periods.ts";
import { appendReversals, type ReversedDocument } from "../store/reversals.ts";
import { findSettlement, markSettlementReversed, type SettlementHead } from "../store/settlement.ts";
import { appendSettlement } from "../store/settlement-append.ts";
import { computeFromBooks, type SettlementBasis } from "../store/settlement-computing.ts";
import { refuseDigest } from "../store/settlement-digest.ts";
import { inWithdrawableScope, Withdrawn } from "../store/withdrawal.ts";
import type { BulkTransaction } from "../world/database/bulk.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

/** What took the place of a settlement; nothing where it would come out the same. */
export type CorrectedSettlement = {
  readonly corrects: string;
  /** Null: nothing was posted. */
  readonly settlement: string | null;
  readonly reversals: readonly ReversedDocument[];
  readonly documents: readonly string[];
};

interface CorrectionOrder {
  /** Of the posted settlement. */
  readonly code: string;
  readonly order: SettlementOrder;
  /** Of a preview: post exactly that or nothing. */
  readonly digest?: string | null;
}

/**
 * Computes a posted settlement again, by a new order and the books as they stand. Where anything differs, all its documents are reversed
 * in the open period, set-offs included, and a new settlement that names it is posted; where nothing does, nothing happens. Asking
 * again is answered (`isRepeated`). Refuses `settlement-unknown`, `settlement-not-posted`, `settlement-differs`, and what posting refuses
 * (`account-mirrored` too).
 */
export function correctSettlement(
  { pools, today }: OperationContext,
  { token, cooperativeId }: OperatorScope,
  { code, order, digest = null }: CorrectionOrder,
): Promise<Result<AnswerOnce<CorrectedSettlement>>> {
  return inWithdrawableScope(pools.loader, token, async (tx) => {
    await lockBooks(tx);
    const theirs = await mirroredRefusals(tx, cooperativeId, ["settlements", "accounts"]);
    if (theirs.length > 0) return refuse(...theirs);
    const settlement = await findSettlement(tx, code);
    if (settlement === null) return refuse(refusal("settlement-unknown", { settlement: code }));
    const basis =
      settlement.state === "posted" ? await computeFromBooks(tx, cooperativeId, order, settlement) : null;
    if (basis?.ok && basis.value.digest === settlement.digest) {
      const answer = { corrects: code, settlement: null, reversals: [], documents: [] };
      return accept({ answer, isRepeated: false });
    }
    const body = { order: order as unknown as JsonValue };
    const answered = await answerOnce(tx, cooperativeId, `settlement-correction:${settlement.id}`, body, () =>
      correct(tx, cooperativeId, settlement, basis, digest, today()),
    );
    const isOther = !answered.ok && answered.refusals.some(({ reason }) => reason === "request-key-reused");
    return isOther ? refuse(refusal("settlement-not-posted", { settlement: code })) : answered;
  });
}

async function correct(
  tx: BulkTransaction,
  cooperativeId: number,
  { id, code }: SettlementHead,
  basis: Result<SettlementBasis> | null,
  digest: string | null,
  today: PlainDate,
): Promise<Result<CorrectedSettlement>> {
  if (basis === null) return refuse(refusal("settlement-not-posted", { settlement: code }));
  if (!basis.ok) return basis;
  const { order, saved } = basis.value;
  const differing = refuseDigest(order.code, digest, basis.value.digest);
  if (differing.length > 0) return refuse(...differing);
  if (order.code !== code && (await findSettlement(tx, order.code))?.state === "posted")
    return refuse(refusal("settlement-code-taken", { settlement: order.code }));
  const postedOn = firstOpenDay(today, await listClosedMonths(tx, cooperativeId));
  const heads = (await listSettlementDocuments(tx, id)).reverse();
  const reversals = await appendReversals(tx, cooperativeId, heads, postedOn);
  await markSettlementReversed(tx, id);
  // The new settlement meets the items as the storno leaves them.
  await settleNow(tx);
  const terms = settlementTerms(saved.definition, postedOn);
  const documents = await appendSettlement(tx, cooperativeId, basis.value, terms, id);
  if (!documents.ok) throw new Withdrawn(documents.refusals);
  return accept({
    corrects: code,
    settlement: order.code,
    reversals,
    documents: documents.value.map(({ number }) => number),
  });
}
