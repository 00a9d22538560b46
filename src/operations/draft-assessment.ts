import { type Anomalies, AnomalyWatch } from "../domain/fees/anomalies.ts";
import { assessUnit } from "../domain/fees/assess.ts";
import { refuseMonth } from "../domain/fees/month-terms.ts";
import { PostingTally } from "../domain/fees/posting-tally.ts";
import { FeeProblems } from "../domain/fees/problems.ts";
import { type ComponentTotal, ComponentTotals } from "../domain/fees/totals.ts";
import { addToMonth, firstDay, type Month } from "../domain/values/month.ts";
import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import { keepDraft, loadAssessment } from "../store/assessment.ts";
import { ChargeDigest, loadMonthTotalsByRight } from "../store/assessment-charges.ts";
import { loadAssessmentBasis } from "../store/fees-basis.ts";
import { streamUnitFacts } from "../store/fees-facts.ts";
import { lockBooks } from "../store/ledger.ts";
import { mirroredRefusals } from "../store/mirror/areas.ts";
import { inScope } from "../world/database/scope.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

export interface DraftedAssessment {
  readonly month: Month;
  readonly digest: string;
  readonly totals: readonly ComponentTotal[];
  readonly anomalies: Anomalies;
}

/**
 * Computes a month for all units and keeps its totals and digest, nothing else; drafting again replaces the draft, a closed month is
 * open again. Refuses all at once: `assessment-already-posted`, `month-before-first`, `period-closed`, `percent-of-itself`,
 * `rate-ambiguous`, `account-missing`, `ledger-account-missing`.
 * @param changePercent how far a right's month may be from the one before without being pointed out.
 */
export function draftAssessment(
  { pools }: OperationContext,
  { token, cooperativeId }: OperatorScope,
  { month, changePercent = 20 }: { readonly month: Month; readonly changePercent?: number },
): Promise<Result<DraftedAssessment>> {
  return inScope(pools.runtime, token, async (tx) => {
    await lockBooks(tx);
    const theirs = await mirroredRefusals(tx, cooperativeId, ["fees"]);
    if (theirs.length > 0) return refuse(...theirs);
    const run = await loadAssessment(tx, month);
    if (run?.state === "posted") return refuse(refusal("assessment-already-posted", { month }));
    const loaded = await loadAssessmentBasis(tx, cooperativeId, month);
    if (!loaded.ok) return loaded;
    const { rules, terms, closedMonths, ledgerAccounts, wanted } = loaded.value;
    const refusals = refuseMonth(month, firstDay(month), { firstMonth: terms.firstMonth, closedMonths });
    const problems = new FeeProblems();
    const tally = new PostingTally(rules.components, ledgerAccounts, problems);
    const totals = new ComponentTotals(rules.components);
    const watch = new AnomalyWatch(await loadMonthTotalsByRight(tx, addToMonth(month, -1)), changePercent);
    const digest = new ChargeDigest();
    for await (const batch of streamUnitFacts(tx, wanted)) {
      for (const facts of batch) {
        const lines = assessUnit(rules, facts, problems);
        watch.see(facts, lines);
        totals.add(lines);
        tally.addRight(facts.propertyId, lines);
        digest.add(lines);
      }
    }
    tally.checkLedgerAccounts();
    if (refusals.length > 0 || !problems.isEmpty) return refuse(...refusals, ...problems.refusals());
    const drafted = { month, digest: digest.hex(), totals: totals.list(), anomalies: watch.found };
    await keepDraft(tx, month, drafted.digest, drafted.totals);
    return accept(drafted);
  });
}
