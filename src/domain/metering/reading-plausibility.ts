import { type DateRange, daysBetween, type PlainDate } from "../values/plain-date.ts";
import type { Quantity } from "../values/quantity.ts";
import type { Measure } from "./meters.ts";
import { type ChainLink, type ReadingChain, stepBetween } from "./reading-chain.ts";
import type { MeterHistory, RegisteredMeter } from "./reading-terms.ts";

/** When a person should look at what a meter says it counted. */
export interface PlausibilityRules {
  /** How many times the median of its own daily averages a meter may count before it is improbable. */
  readonly jumpTimes: number;
  /** What is never improbable, however short the time: a pool filled in a day. Millionths of the measure. */
  readonly floor: Readonly<Record<Measure, Quantity>>;
  /** A daily use that is not improbable even when it lasts. Millionths of the measure. */
  readonly floorPerDay: Readonly<Record<Measure, Quantity>>;
  /** Stretches between readings that the median is taken of: so many of the last. */
  readonly stretches: number;
  /** Stretches that a meter must have behind it to be judged; main meters are larger than any floor. */
  readonly fewestStretches: { readonly individual: number; readonly main: number };
  /** Days that the stretches of a main heat meter must span: what it counts in October is no jump against September. */
  readonly heatSpanDays: number;
  /** Days in which people who live in a unit use some water. */
  readonly zeroDays: number;
}

/**
 * A flat of four uses some 12 m³ of water and, in January, 5 GJ of heat a month; a radiator's allocator counts about 10 units on the
 * coldest day.
 */
export const PLAUSIBILITY: PlausibilityRules = {
  jumpTimes: 6,
  floor: { m3: 1_000_000, GJ: 500_000, MWh: 140_000, kWh: 140_000_000, unit: 30_000_000 },
  floorPerDay: { m3: 400_000, GJ: 250_000, MWh: 70_000, kWh: 70_000_000, unit: 15_000_000 },
  stretches: 12,
  fewestStretches: { individual: 1, main: 3 },
  heatSpanDays: 300,
  zeroDays: 28,
};

/** Readings before the first judged day that are enough for these rules. */
export const HISTORY_READINGS = PLAUSIBILITY.stretches + 1;

/** Whether what was counted since the reading before is far beyond what this meter usually counts. */
export function isImprobable(
  chain: ReadingChain,
  meter: RegisteredMeter,
  history: MeterHistory,
  link: ChainLink,
  rules: PlausibilityRules,
): boolean {
  const before = chain.before(link);
  const step = stepBetween(before, link, meter.dialDigits);
  if (step.kind === "backward") return false;
  const days = Math.max(1, daysBetween(before.readOn, link.readOn));
  if (step.counted <= usualAtMost(meter, days, rules)) return false;
  const { averages, spanDays } = dailyAverages(chain, meter, history, before, rules.stretches);
  const isMain = meter.level !== "individual";
  if (averages.length < rules.fewestStretches[isMain ? "main" : "individual"]) return false;
  if (isMain && meter.medium === "heat" && spanDays < rules.heatSpanDays) return false;
  return step.counted > rules.jumpTimes * medianOf(averages) * days;
}

/** What no meter is suspected for in so many days, whatever it counted before. */
export function usualAtMost({ measure }: RegisteredMeter, days: number, rules: PlausibilityRules): Quantity {
  return Math.max(rules.floor[measure], rules.floorPerDay[measure] * days);
}

/** What was counted a day in each of the last stretches up to a reading, whole millionths, and the days of all of them. */
function dailyAverages(
  chain: ReadingChain,
  meter: RegisteredMeter,
  history: MeterHistory,
  last: ChainLink,
  most: number,
): { readonly averages: readonly number[]; readonly spanDays: number } {
  const averages: number[] = [];
  let spanDays = 0;
  let later: ChainLink | null = null;
  const add = (earlier: ChainLink) => {
    const days = later === null ? 0 : daysBetween(earlier.readOn, later.readOn);
    const step = later === null ? null : stepBetween(earlier, later, meter.dialDigits);
    if (days > 0 && step !== null && step.kind !== "backward") averages.push(Math.floor(step.counted / days));
    spanDays += days;
    later = earlier;
  };
  add(last);
  for (const link of chain.backFrom(last)) {
    add(link);
    if (averages.length >= most) return { averages, spanDays };
  }
  if (history.isWhole) add(chain.start());
  return { averages, spanDays };
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : Math.floor((sorted[middle - 1]! + sorted[middle]!) / 2);
}

/** Whether an individual water meter stood still while people lived in its unit. */
export function standsWhileInhabited(
  chain: ReadingChain,
  meter: RegisteredMeter,
  history: MeterHistory,
  link: ChainLink,
  inhabited: readonly DateRange[],
  rules: PlausibilityRules,
): boolean {
  if (meter.level !== "individual" || meter.kind !== "water-meter" || inhabited.length === 0) return false;
  const since = standingSince(chain, history, link);
  if (since === null || daysBetween(since, link.readOn) < rules.zeroDays) return false;
  return inhabitedDays(since, link.readOn, inhabited) >= rules.zeroDays;
}

function standingSince(chain: ReadingChain, history: MeterHistory, link: ChainLink): PlainDate | null {
  let since: PlainDate | null = null;
  for (const earlier of chain.backFrom(link)) {
    if (earlier.value !== link.value || earlier.restarts) return since;
    since = earlier.readOn;
  }
  if (history.isWhole) return chain.start().value === link.value ? chain.start().readOn : since;
  return since !== null && history.stoodSince !== null && history.stoodSince < since
    ? history.stoodSince
    : since;
}

function inhabitedDays(from: PlainDate, until: PlainDate, inhabited: readonly DateRange[]): number {
  let days = 0;
  for (const range of inhabited) {
    const first = range.from > from ? range.from : from;
    const last = range.until === null || range.until > until ? until : range.until;
    if (first < last) days += daysBetween(first, last);
  }
  return days;
}
