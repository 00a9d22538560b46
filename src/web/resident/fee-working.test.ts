import { describe, expect, it } from "vitest";
import { grosze } from "../../domain/values/money.ts";
import { month } from "../../domain/values/month.ts";
import { plainDate } from "../../domain/values/plain-date.ts";
import { baseInWords, rateInWords, resolutionInWords, vatInWords } from "./fee-wording.ts";
import { feeWorking } from "./fee-working.ts";
import type { FeeLine, FeeLineView } from "./view-models.ts";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

const line: FeeLine = {
  lineId: "1",
  component: "Eksploatacja",
  base: "usable-area",
  baseQuantity: 48_500_000,
  rate: 3_420_000,
  amountGrosze: grosze(16587),
  vatPercent: null,
  resolution: {
    number: "12/2025",
    date: plainDate("2025-09-16"),
    organ: "management-board",
    documentId: null,
  },
  isDisputed: false,
};

const view: FeeLineView = {
  asOf: { date: plainDate("2026-02-20"), time: "10:15", mirrored: null },
  unit: { unitId: "1", name: "Lokal 12", address: "ul. Lipowa 4" },
  month: month("2026-02"),
  line,
  explanation: null,
  equipment: null,
  norm: null,
  percentOfComponent: null,
  daysCharged: null,
  rateFrom: null,
  resolutionTitle: null,
  justification: null,
  courtCase: null,
};

const steps = (changed: Partial<FeeLineView>) =>
  feeWorking({ ...view, ...changed }).map(({ sentence, outcome }) => plain(`${sentence} = ${outcome}`));

describe("bases and rates in words", () => {
  it.each([
    ["usable-area", 48_500_000, 3_420_000, "48,50 m²", "3,42 zł/m²"],
    ["persons", 2_000_000, 29_500_000, "2 os.", "29,50 zł/os."],
    ["fixed", 1_000_000, -1_500_000, "kwota stała", "−1,50 zł/mies."],
    ["percent", 123_000_000, 5_000_000, "123,00 zł", "5%"],
    ["property", 48_500_000, 12_000_000_000, "48,50 m²", "12 000,00 zł na nieruchomość"],
    ["norm-persons", 6_000_000, 11_280_000, "6,00 m³", "11,28 zł/m³"],
    ["share", 12_345, 1_000_000, "0,012345 udział", "1,00 zł/udział"],
    ["equipment", 1_000_000, 8_125_000, "1 szt.", "8,125 zł/szt."],
  ] as const)("%s", (base, baseQuantity, rate, baseWords, rateWords) => {
    expect(plain(baseInWords({ base, baseQuantity }))).toBe(baseWords);
    expect(plain(rateInWords({ base, rate }))).toBe(rateWords);
  });

  it("names the resolution and the VAT", () => {
    expect(resolutionInWords(line.resolution!)).toBe("Uchwała Zarządu nr 12/2025 z 16.09.2025");
    expect([vatInWords("23"), vatInWords("exempt"), vatInWords(null)]).toEqual(["23%", "zw.", "bez VAT"]);
  });
});

describe("feeWorking", () => {
  it("shows base, rate and product", () => {
    expect(steps({})).toEqual([
      "Podstawa: powierzchnia użytkowa = 48,50 m²",
      "Stawka w pierwszym dniu miesiąca = 3,42 zł/m²",
      "3,42 zł/m² × 48,50 m², zaokrąglone do grosza = 165,87 zł",
    ]);
  });

  it("tells of the days of a holder who did not have the whole month", () => {
    expect(steps({ daysCharged: 12 })[2]).toContain("za 12 z 28 dni miesiąca");
  });

  it("names the court case of a disputed rate, the norm and the other component", () => {
    expect(steps({ line: { ...line, isDisputed: true }, courtCase: "I C 12/26" })[1]).toContain("I C 12/26");
    expect(steps({ line: { ...line, base: "norm-persons" }, norm: 3_000_000 })[0]).toContain(
      "norma 3,00 m³ na osobę",
    );
    expect(steps({ line: { ...line, base: "percent" }, percentOfComponent: "Ogrzewanie" })[0]).toContain(
      "„Ogrzewanie”",
    );
    expect(steps({ line: { ...line, base: "equipment" }, equipment: "winda" })[0]).toContain("winda");
    expect(steps({ line: { ...line, base: "property" } })[2]).toContain("części sumują się do całości");
  });
});
