import { plainDate } from "../values/plain-date.ts";
import type { LegalTable } from "./legal-table.ts";

/**
 * Days after a written refusal to show a contract was delivered within which the member may ask the registry court to
 * oblige the cooperative. The table answers from the day on which usm art. 8¹ counts among its documents; older wordings
 * were not compared.
 * @law Prawo spółdzielcze art. 18 § 3
 */
export const REGISTRY_COURT_DAYS: LegalTable<number> = {
  name: "registry-court-days",
  unit: "days after the refusal was delivered",
  provision: "art. 18 § 3 Prawa spółdzielczego",
  checkedOn: plainDate("2026-11-25"),
  values: [
    {
      value: 7,
      validFrom: plainDate("2007-07-31"),
      citation: "art. 18 § 3 Prawa spółdzielczego (Dz.U. 2021 poz. 648)",
    },
  ],
};
