import { QUANTITY_SCALE } from "../values/quantity.ts";
import type { WorkingStep } from "../values/working.ts";
import type { SettlementDefinition } from "./definition.ts";
import { powerOfTen, ratioText, requiredDecimal } from "./exact-decimal.ts";
import { sumText } from "./exact-grosze.ts";
import type { MainComparison } from "./main-comparison.ts";
import type { SettlementOrder } from "./settlement-order.ts";
import type { ParticipantRecord, ShareRecord } from "./settlement-record.ts";
import type { SharedPool } from "./shared-pool.ts";

/** What one holder is told where readings tell the holders of a unit apart: of the others' consumption nothing. */

/** What the bounds moved of one holder's own part; the limits are the whole unit's, of which readings tell the others' part apart. */
export function ownBounds(
  id: string,
  shares: readonly ShareRecord[],
  { pools }: { readonly pools: readonly SharedPool[] },
): ParticipantRecord["bounds"] {
  const bounded = pools.find(({ bounds }) => bounds.has(id))?.pool.cost.id;
  if (bounded === undefined) return null;
  const own = shares.filter(({ cost }) => cost === bounded);
  const boundedGrosze = own.reduce((sum, { grosze }) => sum + grosze, 0);
  const movedGrosze = own.reduce((sum, { boundsGrosze = 0 }) => sum + boundsGrosze, 0);
  return { unboundedGrosze: boundedGrosze - movedGrosze, minGrosze: null, maxGrosze: null, boundedGrosze };
}

interface VarianceContext {
  readonly definition: SettlementDefinition;
  readonly order: SettlementOrder;
  readonly comparisons: readonly MainComparison[];
}

/**
 * One holder's own part of the main meter's difference: of what its share counts, as much as the unit's added quantity is of the unit's
 * whole. Of the others' consumption it says nothing.
 */
export function ownVarianceSteps(
  id: string,
  shares: readonly ShareRecord[],
  { comparisons, definition, order }: VarianceContext,
): WorkingStep[] {
  const key = `consumption:${definition.medium}`;
  return comparisons.flatMap(({ days, unitWorking }) => {
    const whole = unitWorking.get(id);
    const share = shares.find(
      ({ key: own, from = order.period.from, to = order.period.to }) =>
        own === key && from === days.from && to === days.to,
    );
    if (whole === undefined || share === undefined) return [];
    const [counted, own, all] = [String(whole.inputs.counted), share.quantity, String(whole.outcome)].map(
      requiredDecimal,
    );
    if (all!.coefficient <= 0n) return [];
    const numerator = own!.coefficient * counted!.coefficient * powerOfTen(all!.scale);
    const divisor = all!.coefficient * powerOfTen(own!.scale + counted!.scale);
    const ownCounted = ratioText(numerator, divisor, QUANTITY_SCALE);
    const added = sumText([share.quantity, `-${ownCounted}`]);
    const inputs = { ...whole.inputs, counted: ownCounted, added, ...days };
    return [{ ...whole, inputs, outcome: share.quantity }];
  });
}
