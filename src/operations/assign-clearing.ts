import { accept, type Refusal, type Result, refusal, refuse } from "../domain/values/result.ts";
import { lockBooks } from "../store/ledger.ts";
import { type AnswerOnce, answerOnce } from "../store/ledger-requests.ts";
import { mirroredRefusals } from "../store/mirror/areas.ts";
import { loadPaymentSettings } from "../store/payments.ts";
import {
  appendAssignment,
  loadTargets,
  loadWaitingEntry,
  readPurpose,
  type WrittenTarget,
  wholeTo,
} from "../store/payments-assigning.ts";
import { countReversals } from "../store/payments-clearing.ts";
import { inWithdrawableScope } from "../store/withdrawal.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

/** Where a person puts an entry: on a right by the usual order (or a purpose of it), or on one account. */
export interface AssignClearingInput {
  readonly entryId: number;
  readonly right: string | null;
  readonly account: string | null;
  readonly purpose: string | null;
}

export type AssignedEntry = {
  readonly entry: number;
  readonly document: string;
  readonly amountGrosze: number;
};

/**
 * Puts all that waits of a bank entry where a person says. Asking the same again is answered, not repeated; once the document has been
 * reversed the entry waits again and may be assigned anew. Refuses what `loadWaitingEntry`, `loadTargets` and `appendDocuments`
 * refuse, such as `account-mirrored`.
 */
export function assignClearing(
  { pools, today }: OperationContext,
  { token, cooperativeId }: OperatorScope,
  input: AssignClearingInput,
): Promise<Result<AnswerOnce<AssignedEntry>>> {
  const { entryId, right, account } = input;
  return inWithdrawableScope(pools.loader, token, async (tx) => {
    await lockBooks(tx);
    const theirs = await mirroredRefusals(tx, cooperativeId, ["accounts"]);
    if (theirs.length > 0) return refuse(...theirs);
    const key = `clearing:${entryId}:${await countReversals(tx, entryId)}`;
    return answerOnce(tx, cooperativeId, key, { assign: { ...input } }, async () => {
      const written = writtenTarget(input);
      const waiting = await loadWaitingEntry(tx, entryId);
      const settings = await loadPaymentSettings(tx);
      const targets = written.ok ? await loadTargets(tx, [written.value]) : written;
      const refusals = [waiting, settings, targets].flatMap((each): readonly Refusal[] =>
        each.ok ? [] : each.refusals,
      );
      if (!waiting.ok || !settings.ok || !targets.ok) return refuse(...refusals);
      const [target] = targets.value;
      if (target === undefined)
        return refuse(refusal("right-or-account-unknown", { code: right ?? account, line: null }));
      const { waitingGrosze } = waiting.value;
      const document = await appendAssignment(tx, cooperativeId, settings.value, waiting.value, {
        parts: wholeTo(target, waitingGrosze),
        kind: "assigned",
        today: today(),
      });
      if (!document.ok) return document;
      return accept({ entry: entryId, document: document.value, amountGrosze: waitingGrosze });
    });
  });
}

function writtenTarget({ right, account, purpose }: AssignClearingInput): Result<WrittenTarget> {
  const named = readPurpose(purpose);
  const refusals: Refusal[] = named.ok ? [] : [...named.refusals];
  if ((right === null) === (account === null)) refusals.push(refusal("assign-one-target"));
  if (!named.ok || refusals.length > 0) return refuse(...refusals);
  const as = right === null ? "account" : "right";
  return accept({ code: right ?? account ?? "", as, purpose: named.value, line: null });
}
