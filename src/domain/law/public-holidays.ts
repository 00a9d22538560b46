import {
  addDays,
  type DateRange,
  dayOfWeek,
  type PlainDate,
  plainDate,
  rangeContains,
  writeDate,
} from "../values/plain-date.ts";

/** A day off by statute, with the act that made it one. */
export interface PublicHoliday {
  readonly day: PlainDate;
  readonly polishName: string;
  readonly citation: string;
}

interface HolidayRule {
  readonly polishName: string;
  /** The day in a given year. */
  readonly dayIn: (year: number) => PlainDate;
  /** The days of history on which the rule counts. */
  readonly inForce: DateRange;
  readonly citation: string;
}

const ACT_1951 = "ustawa z 18.01.1951 o dniach wolnych od pracy, art. 1";
/** From this day on the list is complete; older free days of the Polish People's Republic are left out. */
export const HOLIDAYS_KNOWN_FROM = plainDate("1991-01-01");
const SINCE_START = { from: HOLIDAYS_KNOWN_FROM, until: null };

/** @law ustawa z 18.01.1951 o dniach wolnych od pracy art. 1 pkt 1 */
const HOLIDAY_RULES: readonly HolidayRule[] = [
  fixed("Nowy Rok", 1, 1),
  fixed("Święto Trzech Króli", 1, 6, plainDate("2011-01-01"), "Dz.U. 2010 nr 224 poz. 1459"),
  movable("pierwszy dzień Wielkiej Nocy", 0),
  movable("drugi dzień Wielkiej Nocy", 1),
  fixed("Święto Państwowe", 5, 1),
  fixed("Święto Narodowe Trzeciego Maja", 5, 3),
  movable("pierwszy dzień Zielonych Świątek", 49),
  movable("dzień Bożego Ciała", 60),
  fixed("Wniebowzięcie Najświętszej Maryi Panny", 8, 15),
  fixed("Wszystkich Świętych", 11, 1),
  fixed("Narodowe Święto Niepodległości", 11, 11),
  {
    polishName: "Święto Narodowe z okazji setnej rocznicy odzyskania niepodległości",
    dayIn: (year) => writeDate(year, 11, 12),
    inForce: { from: plainDate("2018-11-12"), until: plainDate("2018-11-13") },
    citation: "Dz.U. 2018 poz. 2117",
  },
  fixed("Wigilia Bożego Narodzenia", 12, 24, plainDate("2025-02-01"), "Dz.U. 2024 poz. 1965"),
  fixed("pierwszy dzień Bożego Narodzenia", 12, 25),
  fixed("drugi dzień Bożego Narodzenia", 12, 26),
];

/** Saturdays postpone a term from this day on. @law kc art. 115, Dz.U. 2016 poz. 2255 */
export const SATURDAYS_MOVE_TERMS_FROM = plainDate("2017-01-01");

const SATURDAY = 6;
const SUNDAY = 7;

/**
 * The day on which a term really ends: the day itself, or the next one that is no Sunday, public holiday or
 * (since 2017) Saturday.
 * @law kc art. 115
 */
export function endOfTerm(day: PlainDate): PlainDate {
  let moved = day;
  while (postponesTerm(moved)) moved = addDays(moved, 1);
  return moved;
}

/** Whether a term that ends on this day moves to a later one. @law kc art. 115 */
export function postponesTerm(day: PlainDate): boolean {
  const weekday = dayOfWeek(day);
  return (
    weekday === SUNDAY ||
    (weekday === SATURDAY && day >= SATURDAYS_MOVE_TERMS_FROM) ||
    publicHolidayOn(day) !== null
  );
}

/** The public holiday on the day, or null. Sundays that are nothing else are not in the list. */
export function publicHolidayOn(day: PlainDate): PublicHoliday | null {
  return publicHolidays(Number(day.slice(0, 4))).find((holiday) => holiday.day === day) ?? null;
}

/** The public holidays of a year in order of days, as the law then stood; empty before 1991. */
export function publicHolidays(year: number): readonly PublicHoliday[] {
  const known = holidaysByYear.get(year);
  if (known !== undefined) return known;
  const holidays = HOLIDAY_RULES.map((rule) => ({ rule, day: rule.dayIn(year) }))
    .filter(({ rule, day }) => rangeContains(rule.inForce, day))
    .map(({ rule, day }) => ({ day, polishName: rule.polishName, citation: rule.citation }))
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  holidaysByYear.set(year, holidays);
  return holidays;
}

/** Computed once a year: interest on a hundred thousand items asks for the same few years. */
const holidaysByYear = new Map<number, readonly PublicHoliday[]>();

/** Easter Sunday of the Gregorian calendar (the anonymous algorithm, Meeus/Jones/Butcher). */
export function easterSunday(year: number): PlainDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const lunarShift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - lunarShift + 15) % 30;
  const toSunday =
    (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const correction = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const daysFromMarch = epact + toSunday - 7 * correction + 114;
  return writeDate(year, Math.floor(daysFromMarch / 31), (daysFromMarch % 31) + 1);
}

function fixed(
  polishName: string,
  month: number,
  day: number,
  from = HOLIDAYS_KNOWN_FROM,
  citation = ACT_1951,
): HolidayRule {
  return {
    polishName,
    dayIn: (year) => writeDate(year, month, day),
    inForce: { from, until: null },
    citation,
  };
}

function movable(polishName: string, daysAfterEaster: number): HolidayRule {
  return {
    polishName,
    dayIn: (year) => addDays(easterSunday(year), daysAfterEaster),
    inForce: SINCE_START,
    citation: ACT_1951,
  };
}
