import type { WorkingStep } from "../values/working.ts";
import type { CostPool } from "./cost-pools.ts";
import { decimalText, type ExactDecimal, powerOfTen } from "./exact-decimal.ts";
import { priceFor } from "./key-price.ts";
import type { ParticipantFacts } from "./participant-facts.ts";
import type { ParticipantShare } from "./shared-pool.ts";

const SOURCE = "art. 45a ust. 11a Prawa energetycznego";

/** What units that let nobody in are charged of a variable cost, before the rest is shared out among the others. */
export interface AccessCharges {
  readonly totalGrosze: number;
  readonly shares: ReadonlyMap<string, ParticipantShare>;
  readonly working: readonly WorkingStep[];
  readonly participantWorking: ReadonlyMap<string, WorkingStep>;
}

/**
 * percent × cost ÷ area of everybody × own area, each rounded toward zero so that it never exceeds the limit of the law. Every
 * charge depends on the whole cost only, so the order of units does not matter.
 * @law Prawo energetyczne art. 45a ust. 11a
 */
export function accessCharges(
  pool: CostPool,
  participants: readonly ParticipantFacts[],
  refused: ReadonlySet<string>,
  percent: ExactDecimal,
): AccessCharges {
  const shares = new Map<string, ParticipantShare>();
  const participantWorking = new Map<string, WorkingStep>();
  const totalAreaCm2 = participants.reduce((sum, one) => sum + one.referenceAreaCm2, 0);
  const charged = participants.filter(({ id }) => refused.has(id));
  if (charged.length === 0 || totalAreaCm2 === 0)
    return { totalGrosze: 0, shares, working: [], participantWorking };
  const numerator = percent.coefficient * BigInt(pool.amountGrosze);
  const divisor = powerOfTen(percent.scale) * 100n * BigInt(totalAreaCm2);
  const inputs = {
    cost: pool.cost.id,
    costGrosze: pool.amountGrosze,
    percent: decimalText(percent),
    totalAreaCm2,
  };
  let totalGrosze = 0;
  for (const { id, referenceAreaCm2 } of charged) {
    const grosze = Number((numerator * BigInt(referenceAreaCm2)) / divisor);
    const quantity = { coefficient: BigInt(referenceAreaCm2), scale: 4 };
    totalGrosze += grosze;
    shares.set(id, {
      pool,
      key: "area",
      quantity,
      unit: "m2",
      price: priceFor(numerator * 10_000n, divisor, quantity),
      grosze,
      boundsGrosze: 0,
      isEstimated: true,
      isMeasured: false,
    });
    participantWorking.set(id, {
      step: "access-refused-charge",
      inputs: { ...inputs, areaCm2: referenceAreaCm2 },
      outcome: grosze,
      source: SOURCE,
    });
  }
  const working = [{ step: "access-refused-total", inputs, outcome: totalGrosze, source: SOURCE }];
  return { totalGrosze, shares, working, participantWorking };
}
