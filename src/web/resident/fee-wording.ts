import { quantityForPeople } from "../../domain/values/quantity.ts";
import { fees } from "../messages/pl/pages/fees.ts";
import { terms } from "../messages/pl/pages/terms.ts";
import { dateInTable } from "../wording.ts";
import type { FeeLine, Resolution } from "./view-models.ts";

const NO_BREAK_SPACE = "\u00a0";

/** "48,50 m²", "2 os.", "1 lokal"; of a percentage the złoty it is taken of: "123,00 zł". */
export function baseInWords({ base, baseQuantity }: Pick<FeeLine, "base" | "baseQuantity">): string {
  const { name, unit } = terms.bases[base];
  if (base === "fixed") return name;
  const decimals = unit === "m²" || unit === "m³" || unit === "zł" ? 2 : 0;
  return `${quantityForPeople(baseQuantity, decimals)}${NO_BREAK_SPACE}${unit}`;
}

/** "3,42 zł/m²"; of a percentage "5%"; of an amount divided over a property "12 000,00 zł na nieruchomość". */
export function rateInWords({ base, rate }: Pick<FeeLine, "base" | "rate">): string {
  if (base === "percent") return `${quantityForPeople(rate)}%`;
  const amount = `${quantityForPeople(rate, 2)}${NO_BREAK_SPACE}zł`;
  return base === "property" ? fees.wholeProperty(amount) : `${amount}/${terms.bases[base].unit}`;
}

/** "23%", "zw." where exempt, "bez VAT" where the fee is outside it. */
export function vatInWords(vat: string | null): string {
  if (vat === null) return fees.noVat;
  return vat === "exempt" ? fees.exempt : `${vat}%`;
}

/** "Uchwała Zarządu nr 12/2025 z 16.09.2025" */
export function resolutionInWords({ organ, number, date }: Resolution): string {
  return fees.resolution(terms.organs[organ], number, dateInTable(date));
}
