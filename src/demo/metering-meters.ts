import { addToMonth, dayInMonth, firstDay, lastDay, type Month } from "../domain/values/month.ts";
import { addDays, addMonths, daysBetween, type PlainDate } from "../domain/values/plain-date.ts";
import type { DemoPoint } from "./metering-network.ts";
import type { MonthlyUse } from "./metering-use.ts";
import { drawWhole, happens } from "./random.ts";

/** A meter at a point, with what it shows at the end of every month; thousandths, as in `MonthlyUse`. */
export interface DemoMeter {
  readonly code: string;
  readonly point: DemoPoint;
  readonly serial: string;
  readonly model: string;
  readonly from: PlainDate;
  readonly until: PlainDate | null;
  readonly verifiedUntil: PlainDate | null;
  readonly start: number;
  readonly end: number | null;
  readonly factor: string;
  readonly endReason: string;
  /** Element 0 is the end of the month before the first one; null where the meter was not there. */
  readonly shown: readonly (number | null)[];
}

export interface DemoRadio {
  readonly meter: DemoMeter;
  readonly radioId: string;
  readonly from: PlainDate;
  readonly until: PlainDate | null;
}

const VERIFIED_MONTHS = 60;
/** All water meters of this house came to the end of their verification and were replaced. */
const REPLACED_HOUSE = "LIP6";
const REPLACED_HOUSE_MONTH = 16;
/** Whose meter is past its verification since this month, and nobody was let in to replace it. */
const EXPIRED: readonly string[] = ["LIP8/9-ZW1", "KLO3/31-CW1", "BUK5/12-ZW1"];
const EXPIRED_MONTH = 13;
const REPLACED_AFTER_FAULT_PERCENT = 1.2;
/** Modules clipped on water meters of this property; one of them was exchanged. */
const CLIPPED_ON = "KLONOWA";
const EXCHANGED_RADIO = "KLO1/20-ZW1";
const EXCHANGED_RADIO_MONTH = 10;
/** What a new water meter shows after its test, in litres. */
const TESTED_LITRES = 12;

/** Every meter that stood at a point in the months. */
export function demoMeters(
  points: readonly DemoPoint[],
  use: MonthlyUse,
  months: readonly Month[],
): DemoMeter[] {
  const serials = new SerialNumbers();
  return points.flatMap((point) => metersOf(point, use.get(point.code)!, months, serials));
}

function metersOf(
  point: DemoPoint,
  use: readonly number[],
  months: readonly Month[],
  serials: SerialNumbers,
): DemoMeter[] {
  const replacedIn = replacementMonth(point, months.length);
  const expiresIn = EXPIRED.includes(point.code) ? EXPIRED_MONTH : isReplacedHouse(point) ? replacedIn : null;
  const from = installedOn(point, months, expiresIn);
  const opened = openingOf(point, use, from, months);
  const first: DemoMeter = {
    code: `${point.code}/1`,
    point,
    serial: serials.next(point.measuredBy),
    model: MODELS[point.measuredBy],
    from,
    until: null,
    verifiedUntil: verifiedUntil(point, from),
    start: 0,
    end: null,
    factor: radiatorFactor(point),
    endReason: "",
    shown: shownFrom(point, opened, use, months),
  };
  if (replacedIn === null) return [first];
  return replaced(first, months, replacedIn, use, serials.next(point.measuredBy));
}

/** The old meter ends and the new one begins on a day of the month. */
function replaced(
  old: DemoMeter,
  months: readonly Month[],
  monthIndex: number,
  use: readonly number[],
  serial: string,
): DemoMeter[] {
  const { point } = old;
  const month = months[monthIndex]!;
  const day = dayInMonth(month, drawWhole(`${point.code}/replaced-day`, 3, 24));
  const days = daysBetween(firstDay(month), addDays(lastDay(month), 1));
  const before = Math.round((use[monthIndex]! * daysBetween(firstDay(month), day)) / days);
  const end = old.shown[monthIndex]! + before;
  let shows = TESTED_LITRES - before;
  const shown = old.shown.map((_, place) => {
    if (place <= monthIndex) return null;
    shows += use[place - 1]!;
    return shows;
  });
  const reason = isReplacedHouse(point) ? "koniec legalizacji" : "zatrzymane liczydło";
  return [
    {
      ...old,
      until: day,
      end,
      endReason: reason,
      shown: old.shown.map((value, place) => (place <= monthIndex ? value : null)),
    },
    {
      ...old,
      code: `${point.code}/2`,
      serial,
      from: day,
      verifiedUntil: verifiedUntil(point, day),
      start: TESTED_LITRES,
      shown,
    },
  ];
}

function replacementMonth(point: DemoPoint, months: number): number | null {
  if (point.level !== "individual" || point.measuredBy !== "water-meter") return null;
  if (isReplacedHouse(point)) return REPLACED_HOUSE_MONTH;
  if (EXPIRED.includes(point.code) || point.code === EXCHANGED_RADIO) return null;
  return happens(`${point.code}/fault`, REPLACED_AFTER_FAULT_PERCENT)
    ? drawWhole(`${point.code}/fault-month`, 2, months - 4)
    : null;
}

function isReplacedHouse({ building, level, measuredBy }: DemoPoint): boolean {
  return building === REPLACED_HOUSE && level === "individual" && measuredBy === "water-meter";
}

/** Houses are fitted out in one go, so that their verifications end together. */
function installedOn(point: DemoPoint, months: readonly Month[], expiresIn: number | null): PlainDate {
  const place = point.building ?? point.code;
  const day = drawWhole(`${point.code}/fitted-day`, 2, 26);
  const month =
    expiresIn === null
      ? addToMonth(months[0]!, -drawWhole(`${place}/${point.measuredBy}/fitted`, 6, 30))
      : addToMonth(months[expiresIn]!, -VERIFIED_MONTHS);
  return dayInMonth(month, expiresIn !== null && isReplacedHouse(point) ? 26 : day);
}

function verifiedUntil({ measuredBy }: DemoPoint, from: PlainDate): PlainDate | null {
  return measuredBy === "heat-cost-allocator" ? null : addMonths(from, VERIFIED_MONTHS);
}

/** What it showed when the story began: its first year over again since it was put in, an allocator's since the New Year. */
function openingOf(
  point: DemoPoint,
  use: readonly number[],
  from: PlainDate,
  months: readonly Month[],
): number {
  const first = Number(months[0]!.slice(5));
  const year = use.slice(0, 12);
  if (point.measuredBy === "heat-cost-allocator") {
    const sinceNewYear = year.filter((_, index) => ((first - 1 + index) % 12) + 1 < first);
    return sum(sinceNewYear);
  }
  const shown = (sum(year) / 12) * (daysBetween(from, firstDay(months[0]!)) / 30.4);
  const step = point.measuredBy === "heat-meter" ? 1000 : point.level === "individual" ? 1 : 100;
  return Math.round(shown / step) * step;
}

function shownFrom(
  point: DemoPoint,
  opened: number,
  use: readonly number[],
  months: readonly Month[],
): number[] {
  let shows = opened;
  return [
    opened,
    ...months.map((month, index) => {
      // An allocator begins again after its set day, the last of the year.
      if (point.measuredBy === "heat-cost-allocator" && month.endsWith("-01")) shows = 0;
      shows += use[index]!;
      return shows;
    }),
  ];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

const MODELS = {
  "water-meter": "JS 1,6 (nakładka radiowa)",
  "heat-meter": "ultradźwiękowy DN20",
  "heat-cost-allocator": "dwuczujnikowy",
} as const;

/** Of the radiator on which an allocator hangs. */
function radiatorFactor({ code, measuredBy }: DemoPoint): string {
  if (measuredBy !== "heat-cost-allocator") return "1";
  const thousandths = drawWhole(`${code}/radiator-factor`, 612, 2_348);
  return (thousandths / 1000).toFixed(3);
}

/** Modules clipped on, each with a number of its own; elsewhere the meter itself sends under its own. */
export function demoRadios(meters: readonly DemoMeter[], months: readonly Month[]): DemoRadio[] {
  const serials = new SerialNumbers();
  return meters.flatMap((meter) => {
    const { point, from, until } = meter;
    const unit = point.units[0]?.unit;
    if (point.measuredBy !== "water-meter" || unit?.property !== CLIPPED_ON || !point.isRemote) return [];
    const radio = { meter, radioId: serials.next("radio"), from, until };
    if (point.code !== EXCHANGED_RADIO) return [radio];
    const day = dayInMonth(months[EXCHANGED_RADIO_MONTH]!, 9);
    return [
      { ...radio, until: day },
      { ...radio, radioId: serials.next("radio"), from: day },
    ];
  });
}

/** Invented numbers of eight digits, one after the other. */
class SerialNumbers {
  readonly #last = new Map<string, number>(Object.entries(FIRST_NUMBERS));

  next(kind: keyof typeof FIRST_NUMBERS): string {
    const number = this.#last.get(kind)! + 7;
    this.#last.set(kind, number);
    return String(number);
  }
}

const FIRST_NUMBERS = {
  "water-meter": 21_004_000,
  "heat-meter": 64_002_000,
  "heat-cost-allocator": 38_001_000,
  radio: 90_003_000,
} as const;
