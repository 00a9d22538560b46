import { formatScaled } from "../values/decimal.ts";
import { dayNumber, daysInMonth, type PlainDate } from "../values/plain-date.ts";
import { multiplyDivideHalfUp } from "../values/rounding.ts";
import type { ConsumptionRules } from "./consumption-terms.ts";

/** How much of a year's heating falls on each month, January first; they sum to 1000. */
export interface DegreeDayWeights {
  /** First day on which these weights are used. */
  readonly validFrom: PlainDate;
  readonly source: string;
  readonly months: readonly number[];
}

/**
 * The table that heat billing companies use (Gradtagzahlen of VDI 2067 sheet 1; June to August share 40). It is a convention
 * and no law: a regulation may bring its own table, which is then handed to `consumptionDuring`.
 */
export const DEGREE_DAY_WEIGHTS: readonly DegreeDayWeights[] = [
  {
    validFrom: "1983-12-01" as PlainDate,
    source: "tabela stopniodni VDI 2067",
    months: [170, 150, 130, 80, 40, 13, 13, 14, 30, 80, 120, 160],
  },
];

/** Measures time between days: in days, or in heating-degree weights. Additive over any split. */
export interface TimeScale {
  readonly kind: ConsumptionRules["spread"];
  /** Where the weights come from; null for days. */
  readonly source: string | null;
  /** Whole units of the scale from the beginning of one day to the beginning of another. */
  readonly between: (from: PlainDate, to: PlainDate) => number;
  /** Such a number for people: "31" days, "43.870968" weights. */
  readonly text: (time: number) => string;
}

const DAYS: TimeScale = {
  kind: "daily",
  source: null,
  between: (from, to) => dayNumber(to) - dayNumber(from),
  text: String,
};

/** Divisible by 28, 29, 30 and 31: a day's part of its month's weight is a whole number. */
const PARTS = 377_580;
const DECIMALS = 6;

/** The scale that a regulation spreads consumption by, with the weights in force on the day. */
export function timeScale(
  spread: ConsumptionRules["spread"],
  day: PlainDate,
  tables: readonly DegreeDayWeights[] = DEGREE_DAY_WEIGHTS,
): TimeScale {
  if (spread === "daily") return DAYS;
  const table = tables.findLast(({ validFrom }) => validFrom <= day) ?? tables[0];
  if (table === undefined) return DAYS;
  const before = table.months.map((_, index) => sum(table.months.slice(0, index)));
  const year = sum(table.months);
  const position = (date: PlainDate) => {
    const yearNumber = Number(date.slice(0, 4));
    const month = Number(date.slice(5, 7));
    const days = (Number(date.slice(8, 10)) - 1) * (PARTS / daysInMonth(yearNumber, month));
    return (yearNumber * year + before[month - 1]!) * PARTS + days * table.months[month - 1]!;
  };
  return {
    kind: "degree-days",
    source: table.source,
    between: (from, to) => position(to) - position(from),
    text: (time) =>
      formatScaled(multiplyDivideHalfUp(time, 10 ** DECIMALS, PARTS), DECIMALS, { separator: "." }),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
