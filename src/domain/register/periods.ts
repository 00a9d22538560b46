import type { DateRange, PlainDate } from "../values/plain-date.ts";
import type { DatedRows } from "./facts.ts";

/** Rows in the order of their group, then of their first day. */
export function inGroups(
  rows: DatedRows,
  groupOf: (row: number) => number,
  belongs: (row: number) => boolean = () => true,
): number[] {
  const order: number[] = [];
  for (let row = 0; row < rows.count; row += 1) if (!rows.faulty.has(row) && belongs(row)) order.push(row);
  return order.sort((a, b) => groupOf(a) - groupOf(b) || compareText(rows.from[a]!, rows.from[b]!) || a - b);
}

/** Each row that begins before an earlier row of the same group has ended, with that earlier row. */
export function overlappingRows(
  rows: DatedRows,
  groupOf: (row: number) => number,
  belongs?: (row: number) => boolean,
): { readonly row: number; readonly other: number }[] {
  const found: { row: number; other: number }[] = [];
  let longest: number | null = null;
  for (const row of inGroups(rows, groupOf, belongs)) {
    if (longest !== null && groupOf(longest) === groupOf(row)) {
      const until = rows.until[longest]!;
      if (until === null || rows.from[row]! < until) found.push({ row, other: longest });
      if (compareEnds(rows.until[row]!, until) > 0) longest = row;
    } else longest = row;
  }
  return found;
}

/** The first day of `range` that none of the sorted ranges covers; null when they cover it whole. */
export function firstUncoveredDay(range: DateRange, sorted: Iterable<DateRange>): PlainDate | null {
  let day: PlainDate = range.from;
  for (const { from, until } of sorted) {
    if (range.until !== null && day >= range.until) return null;
    if (from > day) return day;
    if (until === null) return null;
    if (until > day) day = until;
  }
  return range.until !== null && day >= range.until ? null : day;
}

/** What held during some days, told as text. */
export interface DatedValue extends DateRange {
  readonly value: string;
}

/** The days on which two tellings of the same history differ. Values that hold at the same time count as a set. */
export function changedPeriods(before: readonly DatedValue[], after: readonly DatedValue[]): DateRange[] {
  const days = [
    ...new Set([...before, ...after].flatMap(({ from, until }) => (until ? [from, until] : [from]))),
  ];
  days.sort(compareText);
  const changed: { from: PlainDate; until: PlainDate | null }[] = [];
  for (const [index, from] of days.entries()) {
    if (valueOn(before, from) === valueOn(after, from)) continue;
    const last = changed.at(-1);
    const until = days[index + 1] ?? null;
    if (last?.until === from) last.until = until;
    else changed.push({ from, until });
  }
  return changed;
}

/** Orders ends of periods; null, for ever, comes last. */
export function compareEnds(a: PlainDate | null, b: PlainDate | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return compareText(a, b);
}

function valueOn(values: readonly DatedValue[], day: PlainDate): string {
  return values
    .filter(({ from, until }) => from <= day && (until === null || day < until))
    .map(({ value }) => value)
    .sort()
    .join("\n");
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
