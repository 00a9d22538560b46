import { plainDate } from "../values/plain-date.ts";
import type { LegalTable, LegalValue } from "./legal-table.ts";

/**
 * Statutory interest for delay, in hundredths of a percent a year (1125 is 11.25 %).
 * Since 2016: the reference rate of the National Bank of Poland + 5.5 percentage points, announced by the Minister of
 * Justice; until the end of 2015 the statutory interest set by the Council of Ministers.
 * @law kc art. 481 § 2
 */
export const LATE_INTEREST_RATES: LegalTable<number> = {
  name: "late-interest-rate",
  unit: "hundredths of a percent a year",
  provision: "art. 481 § 2 kc",
  checkedOn: plainDate("2026-10-08"),
  values: [
    rate("2014-12-23", 800, "Dz.U. 2014 poz. 1858"),
    rate("2016-01-01", 700, "M.P. 2016 poz. 47"),
    rate("2020-03-18", 650, "M.P. 2020 poz. 627"),
    rate("2020-04-09", 600, "M.P. 2020 poz. 627"),
    rate("2020-05-29", 560, "M.P. 2020 poz. 627"),
    rate("2021-10-07", 600, "M.P. 2021 poz. 953"),
    rate("2021-11-04", 675, "M.P. 2021 poz. 1097"),
    rate("2021-12-09", 725, "M.P. 2021 poz. 1202"),
    rate("2022-01-05", 775, "M.P. 2022 poz. 109"),
    rate("2022-02-09", 825, "M.P. 2022 poz. 285"),
    rate("2022-03-09", 900, "M.P. 2022 poz. 375"),
    rate("2022-04-07", 1000, "M.P. 2022 poz. 482"),
    rate("2022-05-06", 1075, "M.P. 2022 poz. 586"),
    rate("2022-06-09", 1150, "M.P. 2022 poz. 673"),
    rate("2022-07-08", 1200, "M.P. 2022 poz. 710"),
    rate("2022-09-08", 1225, "M.P. 2022 poz. 943"),
    rate("2023-09-07", 1150, "M.P. 2023 poz. 1061"),
    rate("2023-10-05", 1125, "M.P. 2023 poz. 1123"),
    rate("2025-05-08", 1075, "M.P. 2025 poz. 540"),
    rate("2025-07-03", 1050, "M.P. 2025 poz. 685"),
    rate("2025-09-04", 1025, "M.P. 2025 poz. 1015"),
    rate("2025-10-09", 1000, "M.P. 2025 poz. 1136"),
    rate("2025-11-06", 975, "M.P. 2025 poz. 1192"),
    rate("2025-12-04", 950, "M.P. 2025 poz. 1308"),
    rate("2026-03-05", 925, "M.P. 2026 poz. 367"),
  ],
};

function rate(validFrom: string, hundredthsOfPercent: number, citation: string): LegalValue<number> {
  return { validFrom: plainDate(validFrom), value: hundredthsOfPercent, citation };
}
