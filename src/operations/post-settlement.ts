import { settlementTerms } from "../domain/settlement/posting-terms.ts";
import type { SettlementOrder } from "../domain/settlement/settlement-order.ts";
import { monthOf } from "../domain/values/month.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import { lockBooks } from "../store/ledger.ts";
import { type AnswerOnce, answerOnce, type JsonValue } from "../store/ledger-requests.ts";
import { mirroredRefusals } from "../store/mirror/areas.ts";
import { listClosedMonths } from "../store/periods.ts";
import { countReversed, findSettlement } from "../store/settlement.ts";
import { appendSettlement } from "../store/settlement-append.ts";
import { computeFromBooks } from "../store/settlement-computing.ts";
import { refuseDigest } from "../store/settlement-digest.ts";
import { inWithdrawableScope } from "../store/withdrawal.ts";
import type { BulkTransaction } from "../world/database/bulk.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

/** What was posted of a settlement. */
export type PostedSettlement = {
  readonly settlement: string;
  readonly digest: string;
  readonly postedOn: string;
  readonly dueOn: string;
  readonly documents: readonly string[];
  readonly participants: number;
  readonly costGrosze: number;
  readonly borneByCooperativeGrosze: number;
};

interface PostingOrder {
  readonly order: SettlementOrder;
  /** Of a preview: post exactly that or nothing. */
  readonly digest?: string | null;
  /** Today where null. */
  readonly postedOn?: PlainDate | null;
}

/**
 * Computes a settlement from the books and posts it, whole or not at all: its documents, each participant's result with everything it was
 * computed from. The same order again is answered (`isRepeated`), never doubled.
 * Refuses `settlement-code-taken` (the code was posted with another order), `period-closed`, `settlement-differs` (naming what is no
 * longer as in the preview), `account-mirrored`, and what computing and posting refuse.
 */
export function postSettlement(
  context: OperationContext,
  { token, cooperativeId }: OperatorScope,
  { order, digest = null, postedOn = null }: PostingOrder,
): Promise<Result<AnswerOnce<PostedSettlement>>> {
  return inWithdrawableScope(context.pools.loader, token, async (tx) => {
    await lockBooks(tx);
    const theirs = await mirroredRefusals(tx, cooperativeId, ["settlements", "accounts"]);
    if (theirs.length > 0) return refuse(...theirs);
    // A code may be used again once its settlement was reversed.
    const key = `settlement:${order.code}:${await countReversed(tx, order.code)}`;
    const body = { order: order as unknown as JsonValue, postedOn };
    const answered = await answerOnce(tx, cooperativeId, key, body, () =>
      post(tx, cooperativeId, order, digest, postedOn ?? context.today()),
    );
    const isTaken = !answered.ok && answered.refusals.some(({ reason }) => reason === "request-key-reused");
    return isTaken ? refuse(refusal("settlement-code-taken", { settlement: order.code })) : answered;
  });
}

async function post(
  tx: BulkTransaction,
  cooperativeId: number,
  order: SettlementOrder,
  digest: string | null,
  postedOn: PlainDate,
): Promise<Result<PostedSettlement>> {
  if ((await findSettlement(tx, order.code))?.state === "posted")
    return refuse(refusal("settlement-code-taken", { settlement: order.code }));
  const month = monthOf(postedOn);
  const closed = (await listClosedMonths(tx, cooperativeId)).includes(month);
  const basis = await computeFromBooks(tx, cooperativeId, order);
  const refusals = [
    ...(closed ? [refusal("period-closed", { month, postedOn })] : []),
    ...(basis.ok ? refuseDigest(order.code, digest, basis.value.digest) : basis.refusals),
  ];
  if (!basis.ok || refusals.length > 0) return refuse(...refusals);
  const terms = settlementTerms(basis.value.saved.definition, postedOn);
  const documents = await appendSettlement(tx, cooperativeId, basis.value, terms, null);
  if (!documents.ok) return documents;
  const { participants, borneByCooperativeGrosze } = basis.value.computed;
  return accept({
    settlement: order.code,
    digest: basis.value.digest,
    postedOn,
    dueOn: terms.dueOn,
    documents: documents.value.map(({ number }) => number),
    participants: participants.length,
    costGrosze: participants.reduce((sum, { costGrosze }) => sum + costGrosze, 0),
    borneByCooperativeGrosze,
  });
}
