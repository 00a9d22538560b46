import { computeSettlement } from "../domain/settlement/compute-settlement.ts";
import { definitionProblems } from "../domain/settlement/definition-problems.ts";
import { orderProblems } from "../domain/settlement/order-problems.ts";
import type { ComputedSettlement, SettlementFacts } from "../domain/settlement/settlement-facts.ts";
import type { SettlementOrder } from "../domain/settlement/settlement-order.ts";
import { unitsTakingPart } from "../domain/settlement/taking-part.ts";
import { monthOf } from "../domain/values/month.ts";
import { accept, type Refusal, type Result, refusal, refuse } from "../domain/values/result.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";
import { loadFirstMonth } from "./periods.ts";
import { findSettledBefore, type SettlementHead } from "./settlement.ts";
import { findDefinition, type SavedDefinition } from "./settlement-definitions.ts";
import { settlementDigest } from "./settlement-digest.ts";
import { type LoadedSettlementFacts, loadSettlementFacts } from "./settlement-facts.ts";

/** A settlement computed from what the books say now. */
export interface SettlementBasis {
  readonly saved: SavedDefinition;
  readonly order: SettlementOrder;
  /** Without the meters and their readings: hundreds of thousands, which nothing needs once they are computed from. */
  readonly facts: Pick<SettlementFacts, "units" | "lastYear">;
  readonly advancesByUnit: LoadedSettlementFacts["advancesByUnit"];
  readonly computed: ComputedSettlement;
  readonly digest: string;
}

/**
 * Loads and computes what an order asks for. Refuses all at once: `settlement-definition-unknown`, `period-before-books` (advances of
 * those months are not in the books), `already-settled`, `advances-already-settled`, and what computing refuses.
 * @param corrected the settlement that this one will take the place of: by the same regulation it is settled by the version it was made by,
 * unless the order names another one.
 */
export async function computeFromBooks(
  tx: ScopedTransaction,
  cooperativeId: number,
  order: SettlementOrder,
  corrected: Pick<SettlementHead, "id" | "definition" | "definitionVersion"> | null = null,
): Promise<Result<SettlementBasis>> {
  const kept = corrected?.definition === order.definition ? corrected.definitionVersion : null;
  const version = order.definitionVersion ?? kept;
  const saved = await findDefinition(tx, order.definition, version);
  if (saved === null)
    return refuse(
      refusal("settlement-definition-unknown", {
        definition: order.definition,
        ...(version === null ? {} : { version }),
      }),
    );
  const wrong = [
    ...definitionProblems(saved.definition, order.period.to),
    ...orderProblems(saved.definition, order),
  ];
  if (wrong.length > 0) return refuse(...wrong);
  const refusals = await refusePeriod(tx, cooperativeId, order);
  const { facts, advancesByUnit } = await loadSettlementFacts(tx, saved.definition, order);
  const unitIds = unitsTakingPart(saved.definition, order, facts).map(({ unitId }) => unitId);
  const { medium, advanceMedia } = saved.definition;
  const asked = { medium, advanceMedia, ...order.period, unitIds, exceptId: corrected?.id ?? null };
  refusals.push(
    ...(await findSettledBefore(tx, asked)).map(({ isSameMedium, settlement, unit, count }) =>
      refusal(isSameMedium ? "already-settled" : "advances-already-settled", { settlement, unit, count }),
    ),
  );
  const computed = computeSettlement(saved.definition, order, facts);
  if (!computed.ok) return refuse(...refusals, ...computed.refusals);
  if (refusals.length > 0) return refuse(...refusals);
  const digest = settlementDigest(saved, order, computed.value);
  const { units, lastYear } = facts;
  return accept({
    saved,
    order,
    facts: { units, lastYear },
    advancesByUnit,
    computed: computed.value,
    digest,
  });
}

async function refusePeriod(
  tx: ScopedTransaction,
  cooperativeId: number,
  { period }: SettlementOrder,
): Promise<Refusal[]> {
  const [month, firstMonth] = [monthOf(period.from), await loadFirstMonth(tx, cooperativeId)];
  return month < firstMonth ? [refusal("period-before-books", { month, firstMonth })] : [];
}
