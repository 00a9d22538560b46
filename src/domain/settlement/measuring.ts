import { consumptionDuring } from "../metering/consumption.ts";
import type { Consumption, PersonsDuring } from "../metering/consumption-terms.ts";
import type { Measure, MeteredMedium, PointHistory } from "../metering/meters.ts";
import { parseScaled } from "../values/decimal.ts";
import { addDays, dayNumber, type PlainDate } from "../values/plain-date.ts";
import { QUANTITY_SCALE, type Quantity } from "../values/quantity.ts";
import { type Refusal, type Result, refusal } from "../values/result.ts";
import { multiplyDivideHalfUp } from "../values/rounding.ts";
import type { SettledDays } from "./cost-pools.ts";
import type { SettlementDefinition } from "./definition.ts";
import { consumptionRemarks, deviceRecords, inMeasure, quantityText } from "./device-record.ts";
import {
  type HalfOpenDays,
  type Measured,
  type MeasuredKey,
  type Measuring,
  NOTHING_MEASURED,
} from "./measuring-terms.ts";
import { previousFrom } from "./months.ts";
import { compareIds } from "./settlement-case.ts";
import type { SettledUnitFacts, SettlementFacts } from "./settlement-facts.ts";
import type { SettlementOrder } from "./settlement-order.ts";

const WHOLE = 10 ** QUANTITY_SCALE;

/** What a settlement asks its meters, with the definition's rules for what was not read. */
export function measuringOf(
  definition: SettlementDefinition,
  order: SettlementOrder,
  facts: SettlementFacts,
): Measuring {
  const refused = new Set(order.accessRefused.map(({ unit }) => unit));
  const measures = new Map<MeasuredKey, Measure>();
  const measureOf = (key: MeasuredKey) => {
    const known = measures.get(key) ?? measureOfKey(key, facts);
    measures.set(key, known);
    return known;
  };
  const context: MeasuringContext = { definition, order, facts, measureOf };
  return {
    measureOf,
    of: (participant, key, days) => {
      const { unit, common } = participant;
      if (unit === null) return measuredCommonPart(common!, key, days, context);
      // Water of a unit that lets nobody in is settled as if there were no meter.
      const isUnmetered = definition.medium !== "heat" && refused.has(unit.code);
      return measuredUnit(unit, key, halfOpen(days), context, isUnmetered);
    },
    ofPoint: (pointId, days) => measuredPoint(pointId, halfOpen(days), context),
  };
}

interface MeasuringContext {
  readonly definition: SettlementDefinition;
  readonly order: SettlementOrder;
  readonly facts: SettlementFacts;
  readonly measureOf: (key: MeasuredKey) => Measure;
}

export function halfOpen({ from, to }: SettledDays): HalfOpenDays {
  return { from, until: addDays(to, 1) };
}

/** Whether the point is of the key: allocators for their units, every other meter of the medium for consumption. */
export function isPointOfKey({ point, meters }: PointHistory, key: MeasuredKey): boolean {
  const hasAllocator = meters.some(({ kind }) => kind === "heat-cost-allocator");
  if (key === "allocator-units") return hasAllocator;
  return !hasAllocator && point.medium === key.slice("consumption:".length);
}

/** The one measure of all meters of a key; GJ where heat meters count in different ones. */
function measureOfKey(key: MeasuredKey, { points }: SettlementFacts): Measure {
  if (key === "allocator-units") return "unit";
  const found = new Set<Measure>();
  for (const history of points.values())
    if (isPointOfKey(history, key)) for (const { measure } of history.meters) found.add(measure);
  const [only] = found;
  if (found.size === 1) return only!;
  return key === "consumption:heat" ? "GJ" : key === "consumption:electricity" ? "kWh" : "m3";
}

interface Linked extends HalfOpenDays {
  readonly history: PointHistory;
  readonly shareMillionths: Quantity;
}

function measuredUnit(
  unit: SettledUnitFacts,
  key: MeasuredKey,
  days: HalfOpenDays,
  context: MeasuringContext,
  isUnmetered: boolean,
): Measured {
  const links = isUnmetered ? [] : linksOf(unit, key, days, context.facts);
  const norms = unmeteredDays(unit, key, days, links);
  if (links.length === 0 && norms.length === 0) return withoutDevice(unit, key, days, context);
  const parts = [...links, ...norms.map((gap) => unmeteredLink(gap, key))].map((link) => ({
    link,
    result: consumptionDuring(link.history, link, context.definition.consumption, {
      persons: unit.states as readonly PersonsDuring[],
      shareMillionths: link.shareMillionths,
    }),
  }));
  const problems = parts.flatMap(({ result, link }) => unknownOf(unit, link, result));
  // What its devices cannot say is settled like a unit without devices (art. 45a ust. 12).
  if (problems.length > 0)
    return isSubstituted(key, context)
      ? withRemark(withoutDevice(unit, key, days, context), problems)
      : { ...NOTHING_MEASURED, problems };
  return summed(parts, context.measureOf(key));
}

function summed(
  parts: readonly { readonly link: Linked; readonly result: Result<Consumption> }[],
  measure: Measure,
): Measured {
  let quantity = 0;
  let isEstimated = false;
  const [devices, remarks, working]: [
    Measured["devices"][number][],
    Measured["remarks"][number][],
    Measured["working"][number][],
  ] = [[], [], []];
  for (const { link, result } of parts) {
    if (!result.ok) continue;
    quantity += inMeasure(link.history, result.value, measure);
    isEstimated ||= result.value.isEstimated;
    devices.push(...deviceRecords(link.history, result.value));
    remarks.push(...consumptionRemarks(link.history, result.value, link.until));
    working.push(...result.value.working);
  }
  return { quantity, isEstimated, devices, remarks, working, problems: [] };
}

/** By the code of the point, then by days. */
function linksOf(
  { points }: SettledUnitFacts,
  key: MeasuredKey,
  days: HalfOpenDays,
  facts: SettlementFacts,
): Linked[] {
  const links: Linked[] = [];
  for (const { pointId, from, until, shareMillionths } of points) {
    const history = facts.points.get(pointId);
    if (history === undefined || !isPointOfKey(history, key)) continue;
    const common = overlap({ from, until }, days);
    if (common !== null) links.push({ ...common, history, shareMillionths });
  }
  return links.sort(
    (first, second) =>
      compareIds(first.history.point.code, second.history.point.code) || compareIds(first.from, second.from),
  );
}

/** Days of a unit's water that no point of it covers: unmetered. Other media have no norm. */
function unmeteredDays(
  unit: SettledUnitFacts,
  key: MeasuredKey,
  days: HalfOpenDays,
  links: readonly HalfOpenDays[],
): HalfOpenDays[] {
  if (key !== "consumption:cold-water" && key !== "consumption:hot-water") return [];
  const gaps: HalfOpenDays[] = [];
  const covered = [...links].sort((a, b) => (a.from < b.from ? -1 : 1));
  for (const state of unit.states) {
    const there = overlap(state, days);
    if (there === null) continue;
    let cursor = there.from;
    for (const { from, until } of covered) {
      if (from > cursor) addGap(gaps, cursor, from < there.until ? from : there.until);
      if (until > cursor) cursor = until;
    }
    addGap(gaps, cursor, there.until);
  }
  return gaps;
}

/** Neighbouring days become one gap. */
function addGap(gaps: HalfOpenDays[], from: PlainDate, until: PlainDate): void {
  if (from >= until) return;
  const last = gaps.at(-1);
  if (last?.until === from) gaps[gaps.length - 1] = { from: last.from, until };
  else gaps.push({ from, until });
}

function unmeteredLink(gap: HalfOpenDays, key: MeasuredKey): Linked {
  const medium = key.slice("consumption:".length) as MeteredMedium;
  const point = { id: 0, code: "", medium, level: "individual", place: "" } as const;
  const history: PointHistory = { point, meters: [], readings: [], locationFactors: [] };
  return { ...gap, history, shareMillionths: WHOLE };
}

function isSubstituted(key: MeasuredKey, { definition }: MeasuringContext): boolean {
  const isHeat = key === "allocator-units" || key === "consumption:heat";
  return isHeat && definition.substitute !== "refuse";
}

/** Null for the substitute by area; by rule `previous` what the devices counted in the period before. */
function withoutDevice(
  unit: SettledUnitFacts,
  key: MeasuredKey,
  days: HalfOpenDays,
  context: MeasuringContext,
): Measured {
  const { substitute } = context.definition;
  const none: Measured = { ...NOTHING_MEASURED, quantity: null, isEstimated: true };
  const remark = { remark: "no-device", data: { substitute } };
  if (substitute === "area") return { ...none, remarks: [remark] };
  if (substitute === "refuse")
    return { ...none, problems: [refusal("settlement-device-missing", { unit: unit.code })] };
  const before = {
    from: previousFrom({ from: days.from, to: addDays(days.until, -1) }),
    until: days.from,
  };
  const parts = linksOf(unit, key, before, context.facts).map((link) => ({
    link,
    result: consumptionDuring(link.history, link, context.definition.consumption, {
      persons: unit.states as readonly PersonsDuring[],
      shareMillionths: link.shareMillionths,
    }),
  }));
  if (parts.length === 0 || parts.some(({ result }) => !result.ok)) {
    const data = { unit: unit.code, fact: "previous-period" };
    return { ...none, problems: [refusal("settlement-unit-fact-missing", data)] };
  }
  // What somebody else may have counted then is told as one sum only.
  const { quantity } = summed(parts, context.measureOf(key));
  const inputs = { from: before.from, to: addDays(before.until, -1), devices: parts.length };
  const step = { step: "previous-period-units", inputs, outcome: quantityText(quantity ?? 0) };
  return { ...none, quantity, remarks: [remark], working: [step] };
}

function withRemark(measured: Measured, unknown: readonly Refusal[]): Measured {
  const remarks = unknown.map(({ data }) => ({ remark: "reading-missing", data }));
  return { ...measured, remarks: [...measured.remarks, ...remarks] };
}

function unknownOf(unit: SettledUnitFacts, { history }: Linked, result: Result<Consumption>): Refusal[] {
  if (result.ok) return [];
  if (history.point.id === 0) return [refusal("settlement-norm-missing", { unit: unit.code })];
  return result.refusals.map(({ data }) =>
    refusal("settlement-consumption-unknown", { unit: unit.code, ...data }),
  );
}

/** A common part counts as the order says; of a part of the period, by days. */
function measuredCommonPart(
  { id, consumption }: SettlementOrder["commonParts"][number],
  key: MeasuredKey,
  days: SettledDays,
  { definition, order }: MeasuringContext,
): Measured {
  const isOwnKey = key === "allocator-units" || key === `consumption:${definition.medium}`;
  if (consumption === null || !isOwnKey) {
    const isByArea =
      (key === "allocator-units" || key === "consumption:heat") && definition.substitute === "area";
    if (!isByArea) return NOTHING_MEASURED;
    return { ...NOTHING_MEASURED, quantity: null, isEstimated: true };
  }
  const parsed = parseScaled(consumption, QUANTITY_SCALE);
  if (!parsed.ok)
    return {
      ...NOTHING_MEASURED,
      problems: [refusal("settlement-common-part-too-fine", { id, consumption })],
    };
  const first = dayNumber(order.period.from);
  const whole = dayNumber(order.period.to) + 1 - first;
  const until = (day: number) => multiplyDivideHalfUp(parsed.value, day - first, whole);
  return { ...NOTHING_MEASURED, quantity: until(dayNumber(days.to) + 1) - until(dayNumber(days.from)) };
}

function measuredPoint(
  pointId: number,
  days: HalfOpenDays,
  { definition, facts, measureOf }: MeasuringContext,
): { quantity: Quantity; problems: Refusal[] } {
  const history = facts.points.get(pointId);
  if (history === undefined)
    return { quantity: 0, problems: [refusal("settlement-main-unknown", { point: String(pointId) })] };
  const context = { persons: [], shareMillionths: WHOLE };
  const result = consumptionDuring(history, days, definition.consumption, context);
  if (!result.ok)
    return {
      quantity: 0,
      problems: result.refusals.map(({ data }) => refusal("settlement-main-unknown", data)),
    };
  const measure = measureOf(`consumption:${definition.medium}`);
  return { quantity: inMeasure(history, result.value, measure), problems: [] };
}

function overlap(
  { from, until }: { readonly from: PlainDate; readonly until: PlainDate | null },
  days: HalfOpenDays,
): HalfOpenDays | null {
  const first = from > days.from ? from : days.from;
  const end = until === null || until > days.until ? days.until : until;
  return first < end ? { from: first, until: end } : null;
}
