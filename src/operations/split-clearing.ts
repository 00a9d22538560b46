import { splitRefusals } from "../domain/receivables/clearing.ts";
import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import { readClearingList } from "../formats/csv/clearing-list.ts";
import { lockBooks } from "../store/ledger.ts";
import { type AnswerOnce, answerOnce } from "../store/ledger-requests.ts";
import { mirroredRefusals } from "../store/mirror/areas.ts";
import { loadPaymentSettings } from "../store/payments.ts";
import { appendAssignment, loadTargets, loadWaitingEntry } from "../store/payments-assigning.ts";
import { countReversals } from "../store/payments-clearing.ts";
import { inWithdrawableScope } from "../store/withdrawal.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

export interface SplitClearingInput {
  readonly entryId: number;
  /** The list as CSV: right or account, amount. */
  readonly list: Uint8Array;
  /** The municipality's housing benefit ("dodatek mieszkaniowy"), shown to residents as such. */
  readonly isHousingBenefit: boolean;
}

export type SplitEntry = {
  readonly entry: number;
  readonly document: string;
  readonly parts: number;
  readonly amountGrosze: number;
};

/**
 * Divides all that waits of one credit over rights and accounts from a list; the list must sum to it exactly. What is wrong with the list
 * is told all at once and nothing is written. Asking the same again is answered, not repeated.
 * Refuses besides what `loadWaitingEntry`, `loadTargets` and `appendDocuments` refuse, such as `account-mirrored`.
 */
export function splitClearing(
  { pools, today }: OperationContext,
  { token, cooperativeId }: OperatorScope,
  { entryId, list, isHousingBenefit }: SplitClearingInput,
): Promise<Result<AnswerOnce<SplitEntry>>> {
  const rows = readClearingList(list);
  if (!rows.ok) return Promise.resolve(rows);
  const body = {
    split: rows.value.map(({ code, amountGrosze }) => [code, amountGrosze] as const),
    isHousingBenefit,
  };
  return inWithdrawableScope(pools.loader, token, async (tx) => {
    await lockBooks(tx);
    const theirs = await mirroredRefusals(tx, cooperativeId, ["accounts"]);
    if (theirs.length > 0) return refuse(...theirs);
    const key = `clearing:${entryId}:${await countReversals(tx, entryId)}`;
    return answerOnce(tx, cooperativeId, key, body, async () => {
      const waiting = await loadWaitingEntry(tx, entryId);
      const settings = await loadPaymentSettings(tx);
      if (!waiting.ok) return waiting;
      if (!settings.ok) return settings;
      if (waiting.value.entry.side === "D") return refuse(refusal("split-debit", { entry: entryId }));
      const targets = await loadTargets(
        tx,
        rows.value.map(({ code, line }) => ({ code, line, as: "right-or-account" as const, purpose: null })),
      );
      const refusals = [
        ...splitRefusals(rows.value, waiting.value.waitingGrosze),
        ...(targets.ok ? [] : targets.refusals),
      ];
      if (!targets.ok || refusals.length > 0) return refuse(...refusals);
      const parts = targets.value.map((target, index) => {
        const row = rows.value[index];
        if (row === undefined) throw new Error("a target without its row");
        return { target, amountGrosze: row.amountGrosze };
      });
      const kind = isHousingBenefit ? "housing-benefit" : "split";
      const document = await appendAssignment(tx, cooperativeId, settings.value, waiting.value, {
        parts,
        kind,
        today: today(),
      });
      if (!document.ok) return document;
      const { waitingGrosze } = waiting.value;
      return accept({
        entry: entryId,
        document: document.value,
        parts: parts.length,
        amountGrosze: waitingGrosze,
      });
    });
  });
}
