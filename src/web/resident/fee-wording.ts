import { quantityForPeople } from "../../domain/values/quantity.ts";
import { fees } from "../messages/pl/pages/fees.ts";
import { terms } from "../messages/pl/pages/terms.ts";
import { dateInTable } from "../wording.ts";
import type { FeeLine, Resolution } from "./view-models.ts";

const NO_BREAK_SPACE = "\u00a0";

/** "48,50 m²", "2 os.", "1 lokal" */
export function baseInWords(line: Pick<FeeLine, "base" | "baseQuantity">): string {
  if (line.base === "fixed-amount") return terms.bases[line.base].name;
  const decimals = terms.bases[line.base].unit.startsWith("m") ? 2 : 0;
  return `${quantityForPeople(line.baseQuantity, decimals)}${NO_BREAK_SPACE}${terms.bases[line.base].unit}`;
}

/** "1,57 zł/m²"; of a percentage "5 %". */
export function rateInWords(line: Pick<FeeLine, "base" | "rate">): string {
  if (line.base === "percent-of-component") return `${quantityForPeople(line.rate)}${NO_BREAK_SPACE}%`;
  return `${quantityForPeople(line.rate, 2)}${NO_BREAK_SPACE}zł/${terms.bases[line.base].unit}`;
}

/** "Uchwała Zarządu nr 12/2025 z 14.10.2025" */
export function resolutionInWords(resolution: Resolution): string {
  return fees
    .resolution(terms.organs[resolution.organ], resolution.number, dateInTable(resolution.date))
    .replace("  ", " ");
}
