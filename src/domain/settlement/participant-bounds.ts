import { type ExactDecimal, powerOfTen } from "./exact-decimal.ts";
import { AREA_FACT } from "./facts.ts";
import type { SettlementTotal } from "./settle.ts";
import type { SettlementCase } from "./settlement-case.ts";
import type { ParticipantRecord } from "./settlement-record.ts";

type BoundsRecord = NonNullable<ParticipantRecord["bounds"]>;

/** The bounds of each participant in whole grosze: the lowest rounded up, the highest down, so that both can be kept. */
export function boundsOf(
  { bounds, participants }: SettlementCase,
  plain: readonly SettlementTotal[],
  bounded: readonly SettlementTotal[],
): Map<string, BoundsRecord> {
  const records = new Map<string, BoundsRecord>();
  for (const [index, participant] of participants.entries()) {
    const area = AREA_FACT.of(participant)!;
    const min = bounds?.minGroszePerM2 ?? null;
    const max = bounds?.maxGroszePerM2 ?? null;
    records.set(participant.id, {
      unboundedGrosze: plain[index]!.costGrosze,
      minGrosze: min && Number(timesArea(min, area, true)),
      maxGrosze: max && Number(timesArea(max, area, false)),
      boundedGrosze: bounded[index]!.costGrosze,
    });
  }
  return records;
}

function timesArea(bound: ExactDecimal, area: ExactDecimal, isRoundedUp: boolean): bigint {
  const divisor = powerOfTen(bound.scale + area.scale + AREA_FACT.priceDecimals);
  const product = bound.coefficient * area.coefficient;
  return isRoundedUp ? (product + divisor - 1n) / divisor : product / divisor;
}
