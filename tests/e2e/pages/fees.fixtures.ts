import { grosze } from "../../../src/domain/values/money.ts";
import { month } from "../../../src/domain/values/month.ts";
import { plainDate } from "../../../src/domain/values/plain-date.ts";
import type {
  FeeLine,
  FeeLineView,
  FeeMonthView,
  FeeYearView,
  Resolution,
} from "../../../src/web/resident/view-models.ts";
import { asOf, flat, garage } from "./people.fixtures.ts";

const board: Resolution = {
  number: "12/2025",
  date: plainDate("2025-09-16"),
  organ: "management-board",
  documentId: 7,
};
const council: Resolution = {
  number: "7/2025",
  date: plainDate("2025-06-24"),
  organ: "supervisory-board",
  documentId: null,
};
const municipality: Resolution = {
  number: "XIV/112/25",
  date: plainDate("2025-11-27"),
  organ: "municipality",
  documentId: null,
};

function line(
  lineId: string,
  component: string,
  base: FeeLine["base"],
  baseQuantity: number,
  rate: number,
  amount: number,
  resolution: Resolution | null,
): FeeLine {
  return {
    lineId,
    component,
    base,
    baseQuantity,
    rate,
    amountGrosze: grosze(amount),
    vatPercent: null,
    resolution,
    isDisputed: false,
  };
}

export const lines: readonly FeeLine[] = [
  line("eks", "Eksploatacja i utrzymanie", "usable-area", 48_500_000, 3_420_000, 16587, board),
  line("zar", "Zarządzanie nieruchomościami", "usable-area", 48_500_000, 1_570_000, 7615, board),
  line("rem", "Fundusz remontowy", "usable-area", 48_500_000, 2_900_000, 14065, council),
  line("co", "Zaliczka na ogrzewanie", "heated-area", 46_200_000, 3_150_000, 14553, board),
  line("zw", "Zaliczka na zimną wodę i ścieki", "norm-persons", 4_000_000, 11_280_000, 4512, board),
  line("odp", "Odpady komunalne", "persons", 2_000_000, 29_500_000, 5900, municipality),
  line("dom", "Domofon", "unit", 1_000_000, 3_000_000, 300, null),
  line("bon", "Bonifikata Karty Dużej Rodziny", "fixed", 1_000_000, -1_500_000, -150, municipality),
  {
    ...line("gar", "Miejsce postojowe", "unit", 1_000_000, 8_360_000, 836, board),
    isDisputed: true,
  },
];

export const feeMonth: FeeMonthView = {
  changes: [],
  asOf,
  unit: flat,
  units: [flat, garage],
  month: month("2026-11"),
  previous: month("2026-10"),
  next: month("2026-12"),
  dueDate: plainDate("2026-11-10"),
  documentNumber: "NAL/2026/11/0412",
  lines,
  vat: [],
  assessedGrosze: grosze(64218),
  corrections: [
    {
      documentNumber: "KOR/2026/12/0007",
      postingDate: plainDate("2026-12-02"),
      component: "Odpady komunalne",
      reason: "zmiana liczby osób od 1 listopada",
      amountGrosze: grosze(-2950),
    },
  ],
  correctionsGrosze: grosze(-2950),
  totalGrosze: grosze(61268),
};

export const feeMonthWithVat: FeeMonthView = {
  ...feeMonth,
  unit: garage,
  next: null,
  lines: [
    { ...line("cz", "Czynsz najmu", "usable-area", 16_250_000, 12_000_000, 19500, board), vatPercent: "23" },
  ],
  vat: [{ ratePercent: "23", netGrosze: grosze(19500), vatGrosze: grosze(4485) }],
  assessedGrosze: grosze(23985),
  corrections: [],
  correctionsGrosze: grosze(0),
  totalGrosze: grosze(23985),
};

export const feeMonthEmpty: FeeMonthView = {
  ...feeMonth,
  units: [flat],
  previous: null,
  next: null,
  dueDate: null,
  documentNumber: null,
  lines: [],
  assessedGrosze: grosze(0),
  corrections: [],
  correctionsGrosze: grosze(0),
  totalGrosze: grosze(0),
};

export const feeYear: FeeYearView = {
  asOf,
  unit: flat,
  units: [flat, garage],
  year: 2026,
  years: [2024, 2025, 2026],
  months: Array.from({ length: 12 }, (_, index) => ({
    month: month(`2026-${String(index + 1).padStart(2, "0")}`),
    assessedGrosze: grosze(64218),
    correctionsGrosze: grosze(index === 10 ? -2950 : 0),
    totalGrosze: grosze(index === 10 ? 61268 : 64218),
  })),
  assessedGrosze: grosze(770616),
  correctionsGrosze: grosze(-2950),
  totalGrosze: grosze(767666),
};

export const feeYearEmpty: FeeYearView = {
  ...feeYear,
  months: [],
  assessedGrosze: grosze(0),
  correctionsGrosze: grosze(0),
  totalGrosze: grosze(0),
};

export const feeLine: FeeLineView = {
  asOf,
  unit: flat,
  month: month("2026-11"),
  line: lines[0]!,
  explanation: "Sprzątanie, konserwacja, energia części wspólnych i ubezpieczenie budynku.",
  equipment: null,
  norm: null,
  percentOfComponent: null,
  daysCharged: null,
  rateFrom: plainDate("2026-01-01"),
  resolutionTitle: "Stawki opłat na rok 2026",
  justification: "Wzrost kosztów sprzątania i konserwacji w 2025 roku.",
  courtCase: null,
};
