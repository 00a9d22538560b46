import { daysBetween, type PlainDate, parsePlainDate } from "../../domain/values/plain-date.ts";

/** Reads YYMMDD; years 80–99 belong to the twentieth century. Null for no calendar day. */
export function readShortDate(text: string): PlainDate | null {
  const century = Number(text.slice(0, 2)) >= 80 ? "19" : "20";
  return parsePlainDate(`${century}${text.slice(0, 2)}-${text.slice(2, 4)}-${text.slice(4, 6)}`);
}

/** The day MMDD in the year that brings it nearest to the value date; null when no such day is near. */
export function nearestDate(monthDay: string, valueDate: PlainDate): PlainDate | null {
  const year = Number(valueDate.slice(0, 4));
  const rest = `-${monthDay.slice(0, 2)}-${monthDay.slice(2, 4)}`;
  const sameYear = parsePlainDate(`${year}${rest}`);
  if (sameYear !== null && Math.abs(daysBetween(valueDate, sameYear)) < 183) return sameYear;
  let nearest: PlainDate | null = sameYear;
  for (const candidate of [parsePlainDate(`${year - 1}${rest}`), parsePlainDate(`${year + 1}${rest}`)]) {
    if (candidate === null) continue;
    const distance = Math.abs(daysBetween(valueDate, candidate));
    if (nearest === null || distance < Math.abs(daysBetween(valueDate, nearest))) nearest = candidate;
  }
  return nearest;
}
