import type { Consumption, ConsumptionSegment } from "../metering/consumption-terms.ts";
import type { Measure, PointHistory } from "../metering/meters.ts";
import { formatScaled } from "../values/decimal.ts";
import { addDays, type PlainDate, rangeContains } from "../values/plain-date.ts";
import { QUANTITY_SCALE, type Quantity } from "../values/quantity.ts";
import { multiplyDivideHalfUp } from "../values/rounding.ts";
import type { DeviceRecord, ParticipantRecord } from "./settlement-record.ts";

type Remark = ParticipantRecord["remarks"][number];

const ONE = 10 ** QUANTITY_SCALE;

/** Millionths as a decimal with a dot, without zeros at the end. */
export function quantityText(quantity: Quantity): string {
  return formatScaled(quantity, QUANTITY_SCALE, { separator: "." });
}

/** One row for each stretch of the period at one meter, as the meter counted it. */
export function deviceRecords(history: PointHistory, { segments }: Consumption): DeviceRecord[] {
  const { point, meters } = history;
  return segments.map((segment) => {
    const meter = meters.find(({ id }) => id === segment.meterId);
    const isByNorm = segment.method === "norm" || segment.method === "unmetered";
    return {
      pointCode: point.code,
      place: point.place,
      serial: segment.serial,
      kind: meter?.kind ?? null,
      from: segment.from,
      to: segment.to,
      startValue: segment.startValue === null ? null : quantityText(segment.startValue),
      endValue: segment.endValue === null ? null : quantityText(segment.endValue),
      quantity: quantityText(segment.quantity),
      factor: quantityText(isByNorm ? ONE : (meter?.factor ?? ONE)),
      locationFactor: quantityText(isByNorm ? ONE : locationFactorOn(history, segment.from)),
      weighted: quantityText(segment.weighted),
      unit: measureOf(history, segment) ?? "m3",
      method: segment.method,
    };
  });
}

/** What a person should know of how the consumption of a point was found. */
export function consumptionRemarks(
  { point, meters }: PointHistory,
  consumption: Consumption,
  until: PlainDate,
): Remark[] {
  const remarks: Remark[] = [];
  const told = new Set<string>();
  for (const { step, inputs, outcome } of consumption.working)
    if (step === "consumption-unmetered") {
      told.add(String(outcome));
      remarks.push({ remark: String(outcome), data: { point: point.code, ...inputs } });
    }
  const lastDay = addDays(until, -1);
  for (const { serial, verifiedUntil, during } of meters)
    if (
      verifiedUntil !== null &&
      verifiedUntil < lastDay &&
      rangeContains(during, lastDay) &&
      !told.has("verification-expired")
    )
      remarks.push({ remark: "verification-expired", data: { point: point.code, serial, verifiedUntil } });
  const estimates = new Set(consumption.segments.map(({ method }) => method).filter(isEstimate));
  for (const method of estimates) remarks.push({ remark: "estimated", data: { point: point.code, method } });
  if (consumption.isEstimated && remarks.length === 0)
    remarks.push({ remark: "estimated", data: { point: point.code, method: "spread" } });
  return remarks;
}

/** What the point's share comes to in another measure of energy, where a meter has its own; rounded half up to the millionth. */
export function inMeasure(history: PointHistory, consumption: Consumption, measure: Measure): Quantity {
  if (history.meters.every((meter) => meter.measure === measure)) return consumption.weighted;
  let counted = 0;
  let converted = 0;
  for (const segment of consumption.segments) {
    const [times, over] = GIGAJOULES_OF_ONE[measureOf(history, segment) ?? measure];
    const [wantedTimes, wantedOver] = GIGAJOULES_OF_ONE[measure];
    counted += segment.weighted;
    converted += multiplyDivideHalfUp(segment.weighted, times * wantedOver, over * wantedTimes);
  }
  return counted === consumption.weighted
    ? converted
    : multiplyDivideHalfUp(converted, consumption.weighted, counted);
}

/** How many GJ one of it is, as numerator and denominator; what is no energy stays as it is. */
const GIGAJOULES_OF_ONE: Readonly<Record<Measure, readonly [number, number]>> = {
  GJ: [1, 1],
  MWh: [36, 10],
  kWh: [36, 10_000],
  m3: [1, 1],
  unit: [1, 1],
};

function isEstimate(method: ConsumptionSegment["method"]): boolean {
  return method === "previous-period" || method === "same-period-last-year" || method === "norm";
}

function measureOf({ meters }: PointHistory, segment: ConsumptionSegment): Measure | null {
  return (meters.find(({ id }) => id === segment.meterId) ?? meters[0])?.measure ?? null;
}

function locationFactorOn({ locationFactors }: PointHistory, day: PlainDate): Quantity {
  return locationFactors.find((range) => rangeContains(range, day))?.factor ?? ONE;
}
