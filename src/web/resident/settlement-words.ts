import type { CostKey } from "../../domain/settlement/settlement-case.ts";
import { groupThousands } from "../../domain/values/money.ts";
import { monthOf } from "../../domain/values/month.ts";
import { addDays, parsePlainDate } from "../../domain/values/plain-date.ts";
import type { StatementCell } from "../../world/pdf/settlement-slip.ts";
import { settlementTerms } from "../messages/pl/pages/settlement-terms.ts";
import { dateInSentence, dateInTable, monthWithYear } from "../wording.ts";
import type { SettledPeriod } from "./settlement-view-models.ts";

/** How the figures of a settlement are written for people. */

const NO_BREAK_SPACE = "\u00a0";

/** "3 120,4" of "3120.40": zeros at the end are left out beyond `minimumDecimals`. */
export function decimalForPeople(decimal: string, minimumDecimals = 0): string {
  const [whole = "0", fraction = ""] = decimal.split(".");
  const kept = fraction.replace(/0+$/, "").padEnd(minimumDecimals, "0");
  return groupThousands(kept === "" ? whole : `${whole},${kept}`);
}

/** "48,5 m²" */
export function quantityWithUnit(decimal: string, unit: string): string {
  return [decimalForPeople(decimal), unitInWords(unit)].filter((part) => part !== "").join(NO_BREAK_SPACE);
}

export function unitInWords(unit: string): string {
  return settlementTerms.units[unit] ?? unit;
}

/** "3,42 zł/m²": finer than a grosz. */
export function priceWithUnit(price: string, unit: string): string {
  const words = unitInWords(unit);
  return `${zlotyOfText(price)}${words === "" ? "" : `/${words}`}`;
}

/** "6,960557 zł": złoty as text, at least two decimals. */
export function zlotyOfText(decimal: string): string {
  return `${decimalForPeople(decimal, 2)}${NO_BREAK_SPACE}zł`;
}

/** "powierzchnia ogrzewana", "zużycie ciepłej wody" */
export function factInWords(fact: string): string {
  const [name = "", medium] = fact.split(":");
  if (medium !== undefined) return settlementTerms.consumptionOf[medium] ?? `zużycie: ${medium}`;
  return settlementTerms.facts[name] ?? name;
}

export function keyInWords(key: CostKey): string {
  return factInWords(key);
}

/** "1 stycznia 2025 – 31 grudnia 2025"; whole months and years are said shorter: "2025", "lipiec 2025 – czerwiec 2026". */
export function periodInWords({ from, to }: SettledPeriod): string {
  if (!from.endsWith("-01") || !addDays(to, 1).endsWith("-01"))
    return `${dateInSentence(from)} – ${dateInSentence(to)}`;
  if (from.endsWith("-01-01") && to === `${from.slice(0, 4)}-12-31`) return from.slice(0, 4);
  if (monthOf(from) === monthOf(to)) return monthWithYear(monthOf(from));
  return `${monthWithYear(monthOf(from))} – ${monthWithYear(monthOf(to))}`;
}

/** "01.01.2025–31.12.2025" */
export function periodInTable({ from, to }: SettledPeriod): string {
  return `${dateInTable(from)}–${dateInTable(to)}`;
}

/** "2025-01-01_2025-12-31" */
export function periodInAddress({ from, to }: SettledPeriod): string {
  return `${from}_${to}`;
}

/** Null for anything else. */
export function parsePeriodInAddress(text: string): SettledPeriod | null {
  const [from, to, ...rest] = text.split("_").map(parsePlainDate);
  return from && to && rest.length === 0 ? { from, to } : null;
}

export function cell(text: string, note = ""): StatementCell {
  return { text, note };
}

export function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
