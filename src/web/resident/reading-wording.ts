import type { Measure } from "../../domain/metering/meters.ts";
import { type Quantity, quantityForPeople } from "../../domain/values/quantity.ts";
import { readings } from "../messages/pl/pages/readings.ts";

const NO_BREAK_SPACE = "\u00a0";

/** Digits after the comma, so that figures of one column line up: of what a dial shows, and of what months are told to. */
const DIAL_DECIMALS: Readonly<Record<Measure, number>> = { m3: 3, GJ: 3, MWh: 3, kWh: 0, unit: 0 };
export const CONSUMPTION_DECIMALS: Readonly<Record<Measure, number>> = {
  m3: 3,
  GJ: 3,
  MWh: 3,
  kWh: 1,
  unit: 1,
};

/** "412,500" of a dial: the measure is named by its table. */
export function dialFigure(quantity: Quantity, measure: Measure): string {
  return quantityForPeople(quantity, DIAL_DECIMALS[measure]);
}

/** "3,412" of a month. */
export function figure(quantity: Quantity, measure: Measure): string {
  return quantityForPeople(quantity, CONSUMPTION_DECIMALS[measure]);
}

/** "412,5 m³": for sentences. */
export function quantityWithMeasure(quantity: Quantity, measure: Measure): string {
  return `${quantityForPeople(quantity)}${NO_BREAK_SPACE}${readings.measures[measure].short}`;
}

/** Which of two sentences a difference is told by, its sign in words; without one: the same. */
export function inWordsOf(
  difference: Quantity,
  measure: Measure,
  words: {
    readonly less: (quantity: string) => string;
    readonly more: (quantity: string) => string;
    readonly same: string;
  },
  write: (quantity: Quantity, measure: Measure) => string = quantityWithMeasure,
): string {
  if (difference === 0) return words.same;
  return difference < 0 ? words.less(write(-difference, measure)) : words.more(write(difference, measure));
}

/** "Kuchnia": a place as a heading. */
export function capitalised(text: string): string {
  return text.slice(0, 1).toLocaleUpperCase("pl") + text.slice(1);
}
