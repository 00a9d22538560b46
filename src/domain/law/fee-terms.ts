import { plainDate } from "../values/plain-date.ts";
import type { LegalTable } from "./legal-table.ts";

/**
 * The tables vouch for the act as it reads since the amendment of 24.09.2009; a day before that is refused rather than
 * answered from a wording that nobody compared.
 */
const KNOWN_FROM = plainDate("2009-12-16");
const CHECKED_ON = plainDate("2026-11-22");

/**
 * Day of the month by which fees are due, in advance. The statute may set a later day, never an earlier one.
 * @law usm art. 4 ust. 6²
 */
export const FEE_DUE_DAY: LegalTable<number> = {
  name: "fee-due-day",
  unit: "day of the month",
  provision: "art. 4 ust. 6² usm",
  checkedOn: CHECKED_ON,
  values: [{ value: 10, validFrom: KNOWN_FROM, citation: "art. 4 ust. 6² usm" }],
};

/**
 * Months of notice, to the end of a calendar month, before a fee changes; with a justification in writing.
 * @law usm art. 4 ust. 7
 */
export const FEE_CHANGE_NOTICE_MONTHS: LegalTable<number> = {
  name: "fee-change-notice-months",
  unit: "months, to the end of a calendar month",
  provision: "art. 4 ust. 7 usm",
  checkedOn: CHECKED_ON,
  values: [{ value: 3, validFrom: KNOWN_FROM, citation: "art. 4 ust. 7 usm (Dz.U. 2009 nr 202 poz. 1550)" }],
};

/**
 * Days of notice before the due day where the cost does not depend on the cooperative (energy, gas, water, sewage,
 * waste), and never later than the last day of the month before the due day.
 * @law usm art. 4 ust. 7¹
 */
export const EXTERNAL_COST_NOTICE_DAYS: LegalTable<number> = {
  name: "external-cost-notice-days",
  unit: "days before the due day",
  provision: "art. 4 ust. 7¹ usm",
  checkedOn: CHECKED_ON,
  values: [
    { value: 14, validFrom: KNOWN_FROM, citation: "art. 4 ust. 7¹ usm (Dz.U. 2009 nr 202 poz. 1550)" },
  ],
};
