import { plainDate } from "../values/plain-date.ts";
import type { LegalTable } from "./legal-table.ts";

/**
 * The tables vouch for art. 45a as it reads beside the regulation of 7.12.2021 (Dz.U. 2021 poz. 2273); the limits may be
 * older, but nobody compared earlier wordings, so a day before 2022 is refused.
 */
const KNOWN_FROM = plainDate("2022-01-01");
const CHECKED_ON = plainDate("2026-11-22");

/**
 * Heat delivered to a building in 12 months, in hundredths of a GJ per m³ of heated volume, above which an energy audit is
 * due.
 * @law Prawo energetyczne art. 45a ust. 13
 */
export const HEATING_AUDIT_LIMIT: LegalTable<number> = {
  name: "heating-audit-limit",
  unit: "hundredths of a GJ per m³ of heated volume in 12 months",
  provision: "art. 45a ust. 13 Prawa energetycznego",
  checkedOn: CHECKED_ON,
  values: [{ value: 40, validFrom: KNOWN_FROM, citation: "art. 45a ust. 13 Prawa energetycznego" }],
};

/**
 * Heat for hot water in 12 months, in hundredths of a GJ per m³ of prepared hot water, above which an energy audit is due.
 * @law Prawo energetyczne art. 45a ust. 13
 */
export const HOT_WATER_AUDIT_LIMIT: LegalTable<number> = {
  name: "hot-water-audit-limit",
  unit: "hundredths of a GJ per m³ of hot water in 12 months",
  provision: "art. 45a ust. 13 Prawa energetycznego",
  checkedOn: CHECKED_ON,
  values: [{ value: 30, validFrom: KNOWN_FROM, citation: "art. 45a ust. 13 Prawa energetycznego" }],
};

/**
 * Highest charge of a unit that gave no access or tampered, in hundredths of the building's average cost per m² (m³) ×
 * the unit's area (volume).
 * @law Prawo energetyczne art. 45a ust. 11a
 */
export const ACCESS_REFUSAL_FACTOR: LegalTable<number> = {
  name: "access-refusal-factor",
  unit: "hundredths of the average cost of the unit's area or volume",
  provision: "art. 45a ust. 11a Prawa energetycznego",
  checkedOn: CHECKED_ON,
  values: [{ value: 100, validFrom: KNOWN_FROM, citation: "art. 45a ust. 11a Prawa energetycznego" }],
};
