import { sql } from "kysely";
import type { AssessmentHead } from "../domain/fees/month-assessment.ts";
import type { LedgerAccounts } from "../domain/fees/posting-tally.ts";
import type { FeeRules } from "../domain/fees/rules.ts";
import type { Month } from "../domain/values/month.ts";
import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";
import { type FeeTerms, loadFeeRules, loadFeeTerms, loadLedgerAccounts } from "./fees.ts";
import { type FactsWanted, streamUnitFacts } from "./fees-facts.ts";
import { reserveDocumentIds } from "./ledger.ts";
import { listClosedMonths } from "./periods.ts";

/** Everything a month is assessed with, apart from the units, which stream. */
export interface AssessmentBasis {
  readonly terms: FeeTerms;
  readonly rules: FeeRules;
  readonly ledgerAccounts: LedgerAccounts;
  readonly closedMonths: readonly Month[];
  readonly wanted: FactsWanted;
}

/**
 * Loads what a month is assessed with; where a rate splits a property's amount, its units are read once beforehand.
 * Refuses `books-not-kept` for a session that keeps no books, and what `feeRules` refuses.
 */
export async function loadAssessmentBasis(
  tx: ScopedTransaction,
  cooperativeId: number,
  month: Month,
): Promise<Result<AssessmentBasis>> {
  const terms = await loadFeeTerms(tx);
  if (terms === null) return refuse(refusal("books-not-kept", {}));
  const rules = await loadFeeRules(tx, month);
  if (!rules.ok) return rules;
  const wanted: FactsWanted = {
    month,
    midMonthHolder: terms.midMonthHolder,
    usesEquipment: rules.value.usesEquipment,
    unitCode: null,
  };
  if (rules.value.split.isNeeded) {
    for await (const batch of streamUnitFacts(tx, wanted)) {
      for (const facts of batch) rules.value.split.add(facts);
    }
  }
  return accept({
    terms,
    rules: rules.value,
    ledgerAccounts: await loadLedgerAccounts(tx),
    closedMonths: await listClosedMonths(tx, cooperativeId),
    wanted,
  });
}

/** Ids for the documents of every property: its assessment or correction, and its set-offs. */
export async function reserveByProperty(tx: ScopedTransaction): Promise<AssessmentHead["documentIds"]> {
  const properties = await listPropertyIds(tx);
  const ids = await reserveDocumentIds(tx, 2 * properties.length);
  return new Map(
    properties.map((propertyId, index) => [
      propertyId,
      { assessment: ids[2 * index]!, setOff: ids[2 * index + 1]! },
    ]),
  );
}

async function listPropertyIds(tx: ScopedTransaction): Promise<number[]> {
  const rows = await tx
    .selectFrom("app.property")
    .select("id")
    .where("cooperative_id", "=", sql<number>`(select app.operator_cooperative())`)
    .orderBy("id")
    .execute();
  return rows.map(({ id }) => id);
}
