import { endOfTerm } from "../law/public-holidays.ts";
import { addMonths, type PlainDate } from "../values/plain-date.ts";
import type { SettlementDefinition } from "./definition.ts";
import type { SettlementOrder } from "./settlement-order.ts";

/** When a settlement is posted, when its shortfalls fall due, and until when they bear no interest. */
export interface SettlementTerms {
  readonly postedOn: PlainDate;
  /** `termMonths` after the posting day, moved past Saturdays, Sundays and holidays. */
  readonly dueOn: PlainDate;
  /** The first day that bears interest again; null: the day after the due day. */
  readonly interestFreeUntil: PlainDate | null;
}

/** @law kc art. 115 */
export function settlementTerms(definition: SettlementDefinition, postedOn: PlainDate): SettlementTerms {
  const { termMonths, interestFreeMonths } = definition;
  return {
    postedOn,
    dueOn: endOfTerm(addMonths(postedOn, termMonths)),
    interestFreeUntil: interestFreeMonths === null ? null : addMonths(postedOn, interestFreeMonths),
  };
}

/** "Rozliczenie mediów CO/2025-2026/W1 za 01.07.2025–30.06.2026": what residents read in Księgowość. */
export function settlementDocumentText({ code, period }: Pick<SettlementOrder, "code" | "period">): string {
  return `Rozliczenie mediów ${code} za ${dayText(period.from)}–${dayText(period.to)}`;
}

/** The document that sets a surplus off against the other accounts of its right, or other surplus against a shortfall. */
export function settlementSetOffText({ code }: Pick<SettlementOrder, "code">): string {
  return `Zaliczenie nadpłaty: rozliczenie mediów ${code}`;
}

function dayText(day: PlainDate): string {
  return `${day.slice(8)}.${day.slice(5, 7)}.${day.slice(0, 4)}`;
}
