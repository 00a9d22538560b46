import { EXTERNAL_COST_NOTICE_DAYS, FEE_CHANGE_NOTICE_MONTHS } from "../law/fee-terms.ts";
import { valueOn } from "../law/legal-table.ts";
import { addToMonth, dayInMonth, firstDay, type Month, monthOf } from "../values/month.ts";
import { addDays, addMonths, type PlainDate } from "../values/plain-date.ts";
import { accept, type Refusal, type Result, refusal } from "../values/result.ts";

/** What the notice check must know of a new rate. */
export interface NoticedRate {
  readonly rateCode: string;
  readonly componentCode: string;
  /** False: energy, gas, water, sewage, waste and other costs that do not depend on the cooperative. */
  readonly isControllable: boolean;
  readonly startsOn: PlainDate;
  /** The day on which the people concerned were told; null when nobody was. */
  readonly announcedOn: PlainDate | null;
  /** The office states that the notice was given in time, before these records began. */
  readonly isAlreadyAnnounced: boolean;
  /** Day of the month by which the cooperative's fees are due. */
  readonly feeDueDay: number;
}

/** The earliest day from which a changed fee may be charged, and the article that says so. */
export interface NoticeTerm {
  readonly earliestStart: PlainDate;
  readonly article: string;
}

/**
 * Holds a new rate against its notice: three months to the end of a calendar month, or, for costs the cooperative does not
 * control, 14 days before the due day and by the last day of the month before. A rate marked as already announced passes.
 * @returns refusals `rate-notice-missing`, `rate-before-notice` (with the article and the earliest start), `rate-unknown`; none
 *   when the rate may start.
 * @law usm art. 4 ust. 7 and 7¹
 */
export function checkNotice(rate: NoticedRate): readonly Refusal[] {
  if (rate.isAlreadyAnnounced) return [];
  const names = { rate: rate.rateCode, component: rate.componentCode, startsOn: rate.startsOn };
  if (rate.announcedOn === null) {
    return [refusal("rate-notice-missing", { ...names, article: articleFor(rate.isControllable) })];
  }
  const term = earliestStart(rate.announcedOn, rate.isControllable, rate.feeDueDay);
  if (!term.ok) return term.refusals;
  if (rate.startsOn >= term.value.earliestStart) return [];
  return [refusal("rate-before-notice", { ...names, announcedOn: rate.announcedOn, ...term.value })];
}

/**
 * The first day of the earliest month whose fee may follow a change announced on the day.
 * Refuses `rate-unknown` for an announcement before the tables of the law begin.
 * @law usm art. 4 ust. 7 and 7¹
 */
export function earliestStart(
  announcedOn: PlainDate,
  isControllable: boolean,
  feeDueDay: number,
): Result<NoticeTerm> {
  if (isControllable) {
    const months = valueOn(FEE_CHANGE_NOTICE_MONTHS, announcedOn);
    if (!months.ok) return months;
    // The notice ends with the calendar month in which the months run out (kc art. 112), so the change follows that month.
    const lastOldMonth = monthOf(addMonths(announcedOn, months.value.value));
    return accept({ earliestStart: firstDay(addToMonth(lastOldMonth, 1)), article: articleFor(true) });
  }
  const days = valueOn(EXTERNAL_COST_NOTICE_DAYS, announcedOn);
  if (!days.ok) return days;
  // Never the month of the announcement itself: by the last day of the month before the due day.
  let month: Month = addToMonth(monthOf(announcedOn), 1);
  while (dayInMonth(month, feeDueDay) < addDays(announcedOn, days.value.value)) month = addToMonth(month, 1);
  return accept({ earliestStart: firstDay(month), article: articleFor(false) });
}

function articleFor(isControllable: boolean): string {
  return isControllable ? FEE_CHANGE_NOTICE_MONTHS.provision : EXTERNAL_COST_NOTICE_DAYS.provision;
}
