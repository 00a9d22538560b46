import { firstOpenDay } from "../domain/ledger/period-close.ts";
import {
  type Outliers,
  outliersOf,
  type PreviewedResult,
  previewResults,
  type YearBefore,
  yearBefore,
} from "../domain/settlement/posting-outliers.ts";
import { settlementTerms } from "../domain/settlement/posting-terms.ts";
import type { SettlementOrder } from "../domain/settlement/settlement-order.ts";
import type { SettlementFigures } from "../domain/settlement/settlement-record.ts";
import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import { listClosedMonths } from "../store/periods.ts";
import { findSettlement, type SettlementHead } from "../store/settlement.ts";
import { tryPosting } from "../store/settlement-append.ts";
import { computeFromBooks } from "../store/settlement-computing.ts";
import { inScope, type ScopedTransaction } from "../world/database/scope.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

/** What a settlement would come to; nothing of it is kept. */
export interface PreviewedSettlement {
  readonly code: string;
  readonly definition: string;
  readonly definitionVersion: number;
  /** Handed to `post`, it posts exactly this or nothing. */
  readonly digest: string;
  readonly costGrosze: number;
  readonly advancesGrosze: number;
  readonly shortfallGrosze: number;
  readonly surplusGrosze: number;
  readonly borneByCooperativeGrosze: number;
  /** If it were posted today. */
  readonly dueOn: string;
  readonly figures: SettlementFigures;
  /** The same units by the same regulation a year before; null: none of them. */
  readonly yearBefore: YearBefore | null;
  readonly outliers: Outliers;
  readonly results: readonly PreviewedResult[];
}

/**
 * Computes a settlement from the books as they stand, beside last year's, with what to look at on top; posts and keeps nothing.
 * Refuses all that posting would refuse.
 * @param corrects code of the posted settlement that this one would take the place of; null: of none.
 */
export function previewSettlement(
  { pools, today }: OperationContext,
  { token, cooperativeId }: OperatorScope,
  order: SettlementOrder,
  corrects: string | null = null,
): Promise<Result<PreviewedSettlement>> {
  return inScope(
    pools.runtime,
    token,
    async (tx) => {
      const corrected = corrects === null ? null : await findCorrectable(tx, corrects);
      if (corrected !== null && !corrected.ok) return corrected;
      const basis = await computeFromBooks(tx, cooperativeId, order, corrected?.value ?? null);
      if (!basis.ok) return basis;
      const { saved, computed, digest, facts } = basis.value;
      const postedOn = firstOpenDay(today(), await listClosedMonths(tx, cooperativeId));
      const terms = settlementTerms(saved.definition, postedOn);
      const tried = await tryPosting(tx, basis.value, terms);
      if (!tried.ok) return tried;
      const results = previewResults(computed, order, facts);
      return accept({
        code: order.code,
        definition: saved.definition.code,
        definitionVersion: saved.version,
        digest,
        ...totalsOf(results),
        borneByCooperativeGrosze: computed.borneByCooperativeGrosze,
        dueOn: terms.dueOn,
        figures: computed.figures,
        yearBefore: yearBefore(computed, facts),
        outliers: outliersOf(results, computed, facts),
        results,
      });
    },
    { snapshot: true },
  );
}

async function findCorrectable(tx: ScopedTransaction, code: string): Promise<Result<SettlementHead>> {
  const settlement = await findSettlement(tx, code);
  if (settlement === null) return refuse(refusal("settlement-unknown", { settlement: code }));
  return settlement.state === "posted"
    ? accept(settlement)
    : refuse(refusal("settlement-not-posted", { settlement: code }));
}

function totalsOf(results: readonly PreviewedResult[]) {
  const held = results.filter(({ rightId }) => rightId !== null);
  const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
  return {
    costGrosze: sum(results.map(({ costGrosze }) => costGrosze)),
    advancesGrosze: sum(held.map(({ advancesGrosze }) => advancesGrosze)),
    shortfallGrosze: sum(held.map(({ resultGrosze }) => Math.max(0, resultGrosze))),
    surplusGrosze: sum(held.map(({ resultGrosze }) => Math.max(0, -resultGrosze))),
  };
}
