import { addDays, type DateRange } from "../values/plain-date.ts";
import { QUANTITY_SCALE, type Quantity } from "../values/quantity.ts";
import { multiplyDivideHalfUp } from "../values/rounding.ts";
import type { WorkingStep } from "../values/working.ts";
import { daysIn, type SettledDays } from "./cost-pools.ts";
import type { SettlementDefinition } from "./definition.ts";
import { quantityText } from "./device-record.ts";
import { overlapDays } from "./overlap-days.ts";
import type { SettledUnitFacts, SettlementFacts } from "./settlement-facts.ts";
import type { SettlementOrder } from "./settlement-order.ts";

/** Devices are counted in millionths, because several units may share one. */
export const ONE_METER: Quantity = 10 ** QUANTITY_SCALE;

/** Whether any part of a cost is shared by the number of devices. */
export function countsMeters({ costs }: SettlementDefinition): boolean {
  return costs.some(({ parts }) =>
    parts.some(({ key, fixedAmount }) => key === "meter" || fixedAmount?.per === "device"),
  );
}

/**
 * Devices of the definition's medium that stood in a unit: the mean over the days of the period, a shared one by the unit's share,
 * rounded half up to the millionth.
 */
export function countedMeters(
  { points }: SettledUnitFacts,
  { medium }: SettlementDefinition,
  { period }: SettlementOrder,
  histories: SettlementFacts["points"],
): { readonly meters: Quantity; readonly steps: readonly WorkingStep[] } {
  const days = daysIn(period);
  let deviceDays = 0;
  for (const { pointId, from, until, shareMillionths } of points) {
    const history = histories.get(pointId);
    const served = clipped({ from, until }, period);
    if (history?.point.medium !== medium || served === null) continue;
    for (const { during } of history.meters) deviceDays += shareMillionths * overlapDays(during, served);
  }
  const meters = multiplyDivideHalfUp(deviceDays, 1, days);
  const inputs = { deviceDays: quantityText(deviceDays), days };
  return { meters, steps: [{ step: "meters-counted", inputs, outcome: quantityText(meters) }] };
}

function clipped({ from, until }: DateRange, period: SettledDays): SettledDays | null {
  const first = from > period.from ? from : period.from;
  const last = until === null || until > period.to ? period.to : addDays(until, -1);
  return first > last ? null : { from: first, to: last };
}
