import { apportion } from "../values/apportion.ts";
import { decimalText } from "./exact-decimal.ts";
import type { MeasuredTable } from "./measured-table.ts";
import type { ParticipantFacts } from "./participant-facts.ts";
import { plainRecord } from "./participant-record.ts";
import { isMeasuredKey } from "./pool-case.ts";
import { shareRecord } from "./settle-holders.ts";
import type { SettledParticipant } from "./settlement-facts.ts";
import type { SettlementOrder } from "./settlement-order.ts";
import type { ShareRecord } from "./settlement-record.ts";
import type { ParticipantShare, SharedPool } from "./shared-pool.ts";

interface OperatingFacts {
  readonly order: SettlementOrder;
  readonly participants: readonly ParticipantFacts[];
  readonly table: MeasuredTable;
}

/**
 * What the operating cost bears of the main meter's difference (method A), a participant for each property, in proportion to what its
 * units counted; by largest remainder, ties to the smaller property.
 */
export function operatingParticipants(
  pools: readonly SharedPool[],
  facts: OperatingFacts,
): SettledParticipant[] {
  const { order } = facts;
  const byProperty = new Map<number, ShareRecord[]>();
  for (const { operating } of pools) {
    if (operating === null) continue;
    for (const [propertyId, record] of dividedByProperty(operating, facts)) {
      const before = byProperty.get(propertyId);
      if (before === undefined) byProperty.set(propertyId, [record]);
      else before.push(record);
    }
  }
  return [...byProperty]
    .sort(([first], [second]) => first - second)
    .map(([propertyId, shares]) => {
      const costGrosze = shares.reduce((sum, { grosze }) => sum + grosze, 0);
      return {
        unitId: null,
        code: OPERATING_COST,
        propertyId,
        rightId: null,
        isInvoiced: false,
        ...order.period,
        costGrosze,
        advancesGrosze: 0,
        resultGrosze: costGrosze,
        proposedAdvanceGrosze: null,
        record: plainRecord(order.period, shares, "operating-cost"),
      };
    });
}

/** Code of the participants that stand for a property's operating cost; the catalogue of messages has its name. */
export const OPERATING_COST = "operating-cost";

function dividedByProperty(
  share: ParticipantShare,
  { order, participants, table }: OperatingFacts,
): [number, ShareRecord][] {
  const counted = new Map<number, bigint>();
  for (const participant of participants) {
    const { key, pool } = share;
    const quantity = isMeasuredKey(key) ? (table.of(participant, key, pool.days).quantity ?? 0) : 0;
    counted.set(participant.propertyId, (counted.get(participant.propertyId) ?? 0n) + BigInt(quantity));
  }
  const properties = [...counted].sort(([first], [second]) => first - second);
  const isNothing = properties.every(([, quantity]) => quantity === 0n);
  const weights = properties.map(([, quantity]) => (isNothing ? 1n : quantity));
  const quantities = apportion(Number(share.quantity.coefficient), weights);
  const amounts = apportion(share.grosze, weights);
  return properties.map(([propertyId], index) => {
    const quantity = decimalText({ coefficient: BigInt(quantities[index]!), scale: share.quantity.scale });
    return [propertyId, shareRecord(share, quantity, amounts[index]!, 0, order)];
  });
}
