import { addDays, type PlainDate } from "../values/plain-date.ts";
import type { Quantity } from "../values/quantity.ts";
import type { Meter, PointHistory, Reading } from "./meters.ts";

/** What a meter showed at the beginning of a day, and how much it had counted until then. */
export interface DialMark {
  readonly day: PlainDate;
  /** The day of its reading; "2025-12-31 24:00" where the reading is of the end of that day, which is `day`'s beginning. */
  readonly told: string;
  readonly dial: Quantity;
  /** Since the meter was put in, over every roll-over and restart; never falls. */
  readonly counted: Quantity;
  /** The dial went past its largest number since the mark before. */
  readonly isRolledOver: boolean;
  /** Right after it the counter began again at zero. */
  readonly restarts: boolean;
  /** Put down by somebody's estimate. */
  readonly isEstimate: boolean;
}

/** A meter with everything it showed, by days, at most one mark a day; the first one is the day it was put in. */
export interface MeterCount {
  readonly meter: Meter;
  readonly marks: readonly DialMark[];
  /** Readings below an earlier one that no roll-over explains: as if they had not been taken. */
  readonly leftOut: readonly Reading[];
  /** Estimates above what was read later, with that reading: the meter never showed so much. */
  readonly cut: readonly { readonly estimate: Reading; readonly later: Quantity }[];
  /** Day of the first reading that found the seal broken. */
  readonly sealBrokenOn: PlainDate | null;
}

const MILLION = 1_000_000;

/**
 * Turns readings into what each meter counted, by the day it was put in. Readings may come in any order; those of days on
 * which the meter did not stand are passed over. The start value counts on the first day, the end value on the day the
 * meter was taken out. Of several readings that tell of the same midnight one counts: the one before a restart, else the hand-over,
 * else that of the day which begins then, else the one nearest to it: of a day's beginning the lowest, of its end the highest.
 */
export function countMeters({ meters, readings }: PointHistory): MeterCount[] {
  const ordered = isOrdered(readings) ? readings : [...readings].sort(byDay);
  const counts = meters.map((meter) => countMeter(meter, ordered));
  return counts.sort((a, b) => compareText(a.meter.during.from, b.meter.during.from));
}

/**
 * A history as far as readings of a day or later tell it: a meter that was put in earlier begins at its first reading there, and one
 * without any is left out. For histories whose earlier readings were not loaded, so that nothing is spread over years.
 */
export function knownSince(history: PointHistory, day: PlainDate): PointHistory {
  if (history.meters.every(({ during }) => during.from >= day)) return history;
  const meters: Meter[] = [];
  for (const meter of history.meters) {
    const first = meter.during.from >= day ? null : firstReading(meter, history.readings, day);
    if (first !== null) {
      const during = { from: markDay(meter, first), until: meter.during.until };
      meters.push({ ...meter, during, start: first.restarts ? 0 : first.value });
    } else if (meter.during.from >= day) meters.push(meter);
  }
  return { ...history, meters };
}

function firstReading(meter: Meter, readings: readonly Reading[], day: PlainDate): Reading | null {
  const { until } = meter.during;
  let first: Reading | null = null;
  for (const reading of readings) {
    const { meterId, readOn } = reading;
    if (meterId !== meter.id || readOn < day || (until !== null && readOn >= until)) continue;
    const isFirst = first === null || readOn < first.readOn;
    if (isFirst || (readOn === first?.readOn && precedence(reading, first) < 0)) first = reading;
  }
  return first;
}

function countMeter(meter: Meter, ordered: readonly Reading[]): MeterCount {
  const { from, until } = meter.during;
  const marks: DialMark[] = [markOf(from, meter.start, 0)];
  const leftOut: Reading[] = [];
  const cut: MeterCount["cut"][number][] = [];
  const span = dialSpan(meter);
  const chosen = readingsOfDays(meter, ordered);
  let base = meter.start;
  for (const [index, { day, reading }] of chosen.entries()) {
    const later = reading.source === "estimate" ? contradicting(chosen, index, meter, base) : null;
    if (later !== null) cut.push({ estimate: reading, later });
    const value = later ?? reading.value;
    const step = advance(base, { ...reading, value }, span);
    if (step === null) {
      leftOut.push(reading);
      continue;
    }
    marks.push({
      day,
      told: day === reading.readOn ? day : `${reading.readOn} 24:00`,
      dial: value,
      counted: marks.at(-1)!.counted + step,
      isRolledOver: value < base && step > 0,
      restarts: reading.restarts,
      isEstimate: reading.source === "estimate",
    });
    base = reading.restarts ? 0 : value;
  }
  if (meter.end !== null && until !== null) addEnd(marks, until, meter.end, base, span);
  return { meter, marks, leftOut, cut, sealBrokenOn: sealBrokenOn(meter, ordered) };
}

/**
 * What was read next after an estimate, or the end value, where the estimate is above it: an estimate binds nobody. Null where the two
 * agree or where that reading falls below what was read before.
 */
function contradicting(
  chosen: readonly ReadingOfDay[],
  index: number,
  meter: Meter,
  base: Quantity,
): Quantity | null {
  const estimate = chosen[index]!.reading;
  const next = chosen.find(({ reading }, place) => place > index && reading.source !== "estimate")?.reading;
  const later = next === undefined ? meter.end : next.value;
  if (later === null) return null;
  const span = dialSpan(meter);
  const isTold = next?.flags.includes("roll-over") ?? false;
  const isAbove = stepOf(estimate.value, later, span, isTold) === null;
  return isAbove && later >= base ? later : null;
}

/** What the dial counts until it is at zero again, millionths; null where nobody told its digits. */
export function dialSpan({ dialDigits }: Meter): Quantity | null {
  return dialDigits === null ? null : 10 ** dialDigits * MILLION;
}

interface ReadingOfDay {
  readonly day: PlainDate;
  readonly reading: Reading;
}

/** One reading for the beginning of a day, of the days between the start and the end of the meter. */
function readingsOfDays(meter: Meter, ordered: readonly Reading[]): ReadingOfDay[] {
  const { from, until } = meter.during;
  const chosen: ReadingOfDay[] = [];
  for (const reading of ordered) {
    if (reading.meterId !== meter.id || reading.readOn <= from) continue;
    if (until !== null && (reading.readOn > until || (reading.readOn === until && meter.end !== null))) break;
    addOfDay(chosen, { day: markDay(meter, reading), reading });
  }
  return chosen;
}

/** Only what was read on a set day itself may belong before the last one. */
function addOfDay(chosen: ReadingOfDay[], added: ReadingOfDay): void {
  const last = chosen.at(-1);
  if (last === undefined || last.day < added.day) chosen.push(added);
  else if (last.day > added.day) {
    chosen.pop();
    addOfDay(chosen, added);
    chosen.push(last);
  } else if (precedence(added.reading, last.reading) < 0) chosen[chosen.length - 1] = added;
}

/** `tellsOf` within the days of its meter: on its last ones a meter may have no day after. */
function markDay({ during: { until }, end }: Meter, reading: Reading): PlainDate {
  const day = tellsOf(reading);
  return until !== null && (day > until || (day === until && end !== null)) ? reading.readOn : day;
}

/**
 * The day at whose beginning the dial showed what a reading says: its own. What was read on the last day of a month, or of an
 * allocator's period, is the state of that day's end, as everybody writes it down; a set day that is told as the first of a month is the
 * midnight at which that month began.
 */
export function tellsOf({ readOn, restarts }: Pick<Reading, "readOn" | "restarts">): PlainDate {
  const next = addDays(readOn, 1);
  return next.endsWith("-01") || (restarts && !readOn.endsWith("-01")) ? next : readOn;
}

function sealBrokenOn(meter: Meter, ordered: readonly Reading[]): PlainDate | null {
  const { from, until } = meter.during;
  for (const reading of ordered) {
    const { meterId, readOn, flags } = reading;
    if (flags.length === 0 || meterId !== meter.id || readOn < from || (until !== null && readOn > until))
      continue;
    if (flags.includes("seal-broken")) return markDay(meter, reading);
  }
  return null;
}

function addEnd(
  marks: DialMark[],
  day: PlainDate,
  dial: Quantity,
  base: Quantity,
  span: number | null,
): void {
  const step = stepOf(base, dial, span, false);
  if (step === null) return;
  const isRolledOver = dial < base && step > 0;
  marks.push({ ...markOf(day, dial, marks.at(-1)!.counted + step), isRolledOver });
}

function markOf(day: PlainDate, dial: Quantity, counted: Quantity): DialMark {
  return { day, told: day, dial, counted, isRolledOver: false, restarts: false, isEstimate: false };
}

/** How far the dial went; null for a reading that went backward. Before a restart a lower one counts as no progress. */
function advance(base: Quantity, reading: Reading, span: number | null): Quantity | null {
  const step = stepOf(base, reading.value, span, reading.flags.includes("roll-over"));
  return step === null && reading.restarts ? 0 : step;
}

/** A roll-over is believed where it was told, or where it means less than half of the dial; otherwise the dial went backward. */
function stepOf(base: Quantity, value: Quantity, span: number | null, isTold: boolean): Quantity | null {
  if (value >= base) return value - base;
  if (span === null) return null;
  const rolled = value - base + span;
  return rolled >= 0 && (isTold || 2 * rolled < span) ? rolled : null;
}

/** Below zero where the first of two readings that tell of the same midnight counts. */
function precedence(a: Reading, b: Reading): number {
  if (a.restarts !== b.restarts) return a.restarts ? -1 : 1;
  const [handOverA, handOverB] = [a.source === "hand-over", b.source === "hand-over"];
  if (handOverA !== handOverB) return handOverA ? -1 : 1;
  if (a.readOn !== b.readOn) return a.readOn > b.readOn ? -1 : 1;
  return tellsOf(a) > a.readOn ? b.value - a.value : a.value - b.value;
}

function isOrdered(readings: readonly Reading[]): boolean {
  for (let index = 1; index < readings.length; index += 1) {
    if (readings[index - 1]!.readOn > readings[index]!.readOn) return false;
  }
  return true;
}

function byDay(a: Reading, b: Reading): number {
  return compareText(a.readOn, b.readOn);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
