import type { AssessmentHead } from "../domain/fees/month-assessment.ts";
import { type ItemsToCorrect, MonthCorrection } from "../domain/fees/month-correction.ts";
import { nextDueDay } from "../domain/fees/month-terms.ts";
import { firstOpenDay } from "../domain/ledger/period-close.ts";
import type { Month } from "../domain/values/month.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import { accept, type Refusal, type Result, refusal, refuse } from "../domain/values/result.ts";
import { loadAssessment } from "../store/assessment.ts";
import { streamRightsToCorrect } from "../store/assessment-charged.ts";
import { appendCharges, type ChargesOfDocument } from "../store/assessment-charges.ts";
import { loadMonthClaims, loadOpenItemsOfRights, loadPurposeRanks } from "../store/assessment-items.ts";
import type { FeeTerms } from "../store/fees.ts";
import { type AssessmentBasis, loadAssessmentBasis, reserveByProperty } from "../store/fees-basis.ts";
import { appendDocuments, lockBooks, settleNow } from "../store/ledger.ts";
import { mirroredRefusals } from "../store/mirror/areas.ts";
import { inWithdrawableScope, Withdrawn } from "../store/withdrawal.ts";
import type { BulkTransaction } from "../world/database/bulk.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

/** What the correction of one month posted; nothing where the books agreed with the facts. */
export interface CorrectedMonth {
  readonly month: Month;
  readonly documents: readonly string[];
  readonly chargeCount: number;
  readonly increaseGrosze: number;
  readonly decreaseGrosze: number;
}

/**
 * Computes posted months again with the facts as they stand now and posts the differences into the open period, one document a property
 * and month. Increases fall due on the next due day; decreases cover their month, and payments they free go to the oldest due.
 * Running it again with unchanged facts posts nothing.
 * Refuses all at once: `assessment-not-posted` for each such month, and what drafting refuses; or `account-mirrored`.
 */
export function correctAssessments(
  { pools, today, progress }: OperationContext,
  { token, cooperativeId }: OperatorScope,
  { months }: { readonly months: readonly Month[] },
): Promise<Result<CorrectedMonth[]>> {
  return inWithdrawableScope(pools.loader, token, async (tx) => {
    await lockBooks(tx);
    const theirs = await mirroredRefusals(tx, cooperativeId, ["fees", "accounts"]);
    if (theirs.length > 0) return refuse(...theirs);
    const refusals = await refuseMonths(tx, months);
    if (refusals.length > 0) return refuse(...refusals);
    const corrected: CorrectedMonth[] = [];
    for (const month of months) {
      corrected.push(await correctMonth(tx, cooperativeId, month, today()));
      // The next month reads what this one left of its items.
      await settleNow(tx);
      progress?.(corrected.length, months.length);
    }
    return accept(corrected);
  });
}

async function refuseMonths(tx: ScopedTransaction, months: readonly Month[]): Promise<Refusal[]> {
  const refusals: Refusal[] = [];
  for (const month of months) {
    const run = await loadAssessment(tx, month);
    if (run?.state !== "posted") refusals.push(refusal("assessment-not-posted", { month }));
  }
  return refusals;
}

async function correctMonth(
  tx: BulkTransaction,
  cooperativeId: number,
  month: Month,
  today: PlainDate,
): Promise<CorrectedMonth> {
  const loaded = await loadAssessmentBasis(tx, cooperativeId, month);
  if (!loaded.ok) throw new Withdrawn(loaded.refusals);
  const { rules, terms, ledgerAccounts, closedMonths } = loaded.value;
  const postedOn = firstOpenDay(today, closedMonths);
  const head: AssessmentHead = {
    month,
    postedOn,
    dueOn: nextDueDay(postedOn, terms.feeDueDay),
    documentIds: await reserveByProperty(tx),
  };
  const correction = new MonthCorrection(rules, ledgerAccounts, head);
  const chargeCount = await streamDifferences(tx, cooperativeId, loaded.value, correction);
  const refusals = correction.refusals();
  if (refusals.length > 0) throw new Withdrawn(refusals);
  const items = await loadItems(tx, correction, terms, month);
  const documents = await appendDocuments(tx, cooperativeId, correction.documents(items));
  const amounts = correction.corrected.map(({ amountGrosze }) => amountGrosze);
  return {
    month,
    documents: documents.map(({ number }) => number),
    chargeCount,
    increaseGrosze: amounts.reduce((sum, amount) => sum + Math.max(0, amount), 0),
    decreaseGrosze: amounts.reduce((sum, amount) => sum + Math.min(0, amount), 0),
  };
}

async function streamDifferences(
  tx: BulkTransaction,
  cooperativeId: number,
  { rules, wanted }: AssessmentBasis,
  correction: MonthCorrection,
): Promise<number> {
  let count = 0;
  for await (const batch of streamRightsToCorrect(tx, wanted)) {
    const charges: ChargesOfDocument[] = [];
    for (const right of batch) {
      const lines = correction.correct(right);
      if (lines.length > 0) charges.push({ documentId: correction.documentIdOf(right.propertyId), lines });
    }
    if (charges.length > 0) count += await appendCharges(tx, cooperativeId, rules.month, charges);
  }
  return count;
}

async function loadItems(
  tx: ScopedTransaction,
  { corrected }: MonthCorrection,
  { purposeOrder }: FeeTerms,
  month: Month,
): Promise<ItemsToCorrect> {
  const rightIds = [...new Set(corrected.map(({ rightId }) => rightId))];
  const decreased = corrected.filter(({ amountGrosze }) => amountGrosze < 0);
  return {
    monthClaims: await loadMonthClaims(
      tx,
      decreased.map(({ accountId }) => accountId),
      month,
    ),
    openItems: await loadOpenItemsOfRights(tx, rightIds, purposeOrder),
    purposeRanks: await loadPurposeRanks(tx, rightIds, purposeOrder),
  };
}
