import { type AssessmentHead, MonthAssessment } from "../domain/fees/month-assessment.ts";
import { refuseMonth } from "../domain/fees/month-terms.ts";
import { changedSinceClose, sumOfTotals } from "../domain/fees/totals.ts";
import type { UnitFacts } from "../domain/fees/unit-facts.ts";
import { dayInMonth, firstDay, type Month } from "../domain/values/month.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import { type AssessmentRun, loadAssessment, markPosted } from "../store/assessment.ts";
import { appendCharges, ChargeDigest, type ChargesOfDocument } from "../store/assessment-charges.ts";
import { loadSurplusByRight, purposeRank } from "../store/assessment-items.ts";
import { type AssessmentBasis, loadAssessmentBasis, reserveByProperty } from "../store/fees-basis.ts";
import { countUnits, streamUnitFacts } from "../store/fees-facts.ts";
import { appendDocuments, lockBooks } from "../store/ledger.ts";
import { type AnswerOnce, answerOnce } from "../store/ledger-requests.ts";
import { mirroredRefusals } from "../store/mirror/areas.ts";
import { inWithdrawableScope, Withdrawn } from "../store/withdrawal.ts";
import type { BulkTransaction } from "../world/database/bulk.ts";
import { inScope, type ScopedTransaction } from "../world/database/scope.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

/** What was posted of a month. */
export type PostedAssessment = {
  readonly month: string;
  readonly documents: readonly string[];
  readonly chargeCount: number;
  readonly totalGrosze: number;
};

/**
 * Computes a closed month again and posts it, all units at once: charges, one document a property, surplus offset against the new
 * claims. Asking again is answered (`isRepeated`), never doubled.
 * Refuses `assessment-not-drafted`, `assessment-not-closed`, `facts-changed-since-close` (naming what differs), `account-mirrored`, and
 * what drafting refuses.
 * @param postedOn the first day of the month where null.
 */
export function postAssessment(
  context: OperationContext,
  scope: OperatorScope,
  { month, postedOn = null }: { readonly month: Month; readonly postedOn?: PlainDate | null },
): Promise<Result<AnswerOnce<PostedAssessment>>> {
  return inWithdrawableScope(context.pools.loader, scope.token, async (tx) => {
    await lockBooks(tx);
    const theirs = await mirroredRefusals(tx, scope.cooperativeId, ["fees", "accounts"]);
    if (theirs.length > 0) return refuse(...theirs);
    const run = await loadAssessment(tx, month);
    if (run === null) return refuse(refusal("assessment-not-drafted", { month }));
    if (run.state === "draft") return refuse(refusal("assessment-not-closed", { month }));
    return answerOnce(tx, scope.cooperativeId, `assessment:${run.id}`, { month, digest: run.digest }, () =>
      post(tx, context, scope, run, postedOn ?? firstDay(month)),
    );
  });
}

async function post(
  tx: BulkTransaction,
  context: OperationContext,
  scope: OperatorScope,
  run: AssessmentRun,
  postedOn: PlainDate,
): Promise<Result<PostedAssessment>> {
  const { month } = run;
  const loaded = await loadAssessmentBasis(tx, scope.cooperativeId, month);
  if (!loaded.ok) return loaded;
  const { terms, closedMonths } = loaded.value;
  const refusals = refuseMonth(month, postedOn, { firstMonth: terms.firstMonth, closedMonths });
  if (refusals.length > 0) return refuse(...refusals);
  const assessment = await startAssessment(tx, loaded.value, postedOn);
  const digest = await streamCharges(tx, context, scope, loaded.value, assessment);
  const problems = assessment.refusals();
  if (problems.length > 0) throw new Withdrawn(problems);
  const { totals } = assessment;
  if (digest !== run.digest) throw new Withdrawn(changedSinceClose(run.totals, totals, month));
  const documents = await appendDocuments(tx, scope.cooperativeId, assessment.documents());
  await markPosted(tx, run.id);
  const sum = sumOfTotals(totals);
  return accept({
    month,
    documents: documents.map(({ number }) => number),
    chargeCount: sum.count,
    totalGrosze: sum.grosze,
  });
}

async function startAssessment(
  tx: ScopedTransaction,
  { terms, rules, ledgerAccounts }: AssessmentBasis,
  postedOn: PlainDate,
): Promise<MonthAssessment> {
  const { purposeOrder, feeDueDay } = terms;
  const head: AssessmentHead = {
    month: rules.month,
    postedOn,
    dueOn: dayInMonth(rules.month, feeDueDay),
    documentIds: await reserveByProperty(tx),
  };
  return new MonthAssessment(rules, ledgerAccounts, head, {
    byRight: await loadSurplusByRight(tx, purposeOrder),
    feesRank: purposeRank("fees", purposeOrder),
    repairFundRank: purposeRank("repair-fund", purposeOrder),
  });
}

/**
 * Computes and appends batch by batch; facts come over a connection of their own, so that they are read while charges are written.
 * @returns the digest of everything computed.
 */
function streamCharges(
  tx: BulkTransaction,
  { pools, progress }: OperationContext,
  { token, cooperativeId }: OperatorScope,
  { rules, wanted }: AssessmentBasis,
  assessment: MonthAssessment,
): Promise<string> {
  const digest = new ChargeDigest();
  return inScope(pools.runtime, token, async (reader) => {
    const total = progress === undefined ? 0 : await countUnits(reader);
    let done = 0;
    for await (const batch of streamUnitFacts(reader, wanted)) {
      await appendCharges(tx, cooperativeId, rules.month, chargesOf(batch, assessment, digest));
      done += batch.length;
      progress?.(done, total);
    }
    return digest.hex();
  });
}

/** Computed only when asked for: the database writes one unit's charges while the next are computed. */
function* chargesOf(
  batch: readonly UnitFacts[],
  assessment: MonthAssessment,
  digest: ChargeDigest,
): Generator<ChargesOfDocument> {
  for (const facts of batch) {
    const lines = assessment.assess(facts);
    if (lines.length === 0) continue;
    digest.add(lines);
    yield { documentId: assessment.documentIdOf(facts.propertyId), lines };
  }
}
