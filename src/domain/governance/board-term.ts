import { SUPERVISORY_BOARD_TERM_YEARS } from "../law/general-meeting-terms.ts";
import { valueOn } from "../law/legal-table.ts";
import { addDays, addMonths, type DateRange } from "../values/plain-date.ts";
import { type Refusal, refusal } from "../values/result.ts";

/**
 * Why a term of the supervisory board cannot be so long: `board-term-too-long` with the last day it may have, and
 * `rate-unknown`. Three years that begin on 15 June end with 15 June of the third year after it. A term without an end is too
 * long.
 * @law usm art. 8² ust. 4; kc art. 112
 */
export function boardTermProblems({ from, until }: DateRange): readonly Refusal[] {
  const years = valueOn(SUPERVISORY_BOARD_TERM_YEARS, from);
  if (!years.ok) return years.refusals;
  const lastDay = addMonths(from, years.value.value * 12);
  if (until !== null && addDays(until, -1) <= lastDay) return [];
  const data = { from, lastDay, years: years.value.value };
  return [refusal("board-term-too-long", { ...data, article: SUPERVISORY_BOARD_TERM_YEARS.provision })];
}
