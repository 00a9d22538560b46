import type { RateBase } from "../../../../domain/fees/rates.ts";
import type { RightKind, UnitKind } from "../../../../domain/fees/unit-facts.ts";
import type { DocumentKind } from "../../../../domain/ledger/documents.ts";
import type { AccountPurpose, Resolution } from "../../../resident/view-models.ts";

/** The cooperative's words, each in one place, with explanations in plain Polish. */
export const terms = {
  balance: {
    owed: "do zapłaty",
    overpaid: "nadpłata",
    settled: "rozliczone",
    fund: "fundusz",
    toPayIn: "do wniesienia",
  },
  rights: {
    "tenancy-right": "spółdzielcze lokatorskie prawo do lokalu",
    "ownership-right": "spółdzielcze własnościowe prawo do lokalu",
    "separate-ownership": "odrębna własność lokalu",
    expectancy: "ekspektatywa (prawo do lokalu w budowie)",
    lease: "najem",
    "no-title": "bez tytułu prawnego",
  } satisfies Record<RightKind, string>,
  units: {
    dwelling: "mieszkanie",
    garage: "garaż",
    "parking-space": "miejsce postojowe",
    commercial: "lokal użytkowy",
    storage: "pomieszczenie gospodarcze",
  } satisfies Record<UnitKind, string>,
  purposes: {
    fees: "Opłaty za lokal",
    "repair-fund": "Fundusz remontowy",
    media: "Rozliczenia mediów",
    interest: "Odsetki",
    contribution: "Wkład",
    share: "Udziały",
    deposit: "Kaucja",
  } satisfies Record<AccountPurpose, string>,
  documents: {
    assessment: "naliczenie",
    payment: "wpłata",
    correction: "korekta",
    "media-settlement": "rozliczenie mediów",
    "interest-note": "nota odsetkowa",
    reversal: "storno",
    "opening-balance": "bilans otwarcia",
    "set-off": "potrącenie",
    "year-opening": "otwarcie roku",
    "write-off": "umorzenie",
    transfer: "przeniesienie",
    refund: "zwrot",
  } satisfies Record<DocumentKind, string>,
  organs: {
    "management-board": "Zarządu",
    "supervisory-board": "Rady Nadzorczej",
    "general-meeting": "Walnego Zgromadzenia",
    municipality: "Rady Gminy",
  } satisfies Record<Resolution["organ"], string>,
  /** Name of the base and its unit. */
  bases: {
    "usable-area": { name: "powierzchnia użytkowa", unit: "m²" },
    "heated-area": { name: "powierzchnia ogrzewana", unit: "m²" },
    volume: { name: "kubatura lokalu", unit: "m³" },
    persons: { name: "liczba osób", unit: "os." },
    meters: { name: "liczba liczników", unit: "szt." },
    unit: { name: "lokal", unit: "lokal" },
    share: { name: "udział w nieruchomości", unit: "udział" },
    property: { name: "powierzchnia użytkowa", unit: "m²" },
    fixed: { name: "kwota stała", unit: "mies." },
    "norm-persons": { name: "norma zużycia × liczba osób", unit: "m³" },
    percent: { name: "procent innego składnika", unit: "zł" },
    equipment: { name: "wyposażenie", unit: "szt." },
  } satisfies Record<RateBase, { name: string; unit: string }>,
  explanations: {
    opening: { word: "BO (bilans otwarcia)", text: "saldo z końca poprzedniego roku" },
    debit: { word: "Wn (winien)", text: "kwoty naliczone do zapłaty" },
    credit: { word: "Ma", text: "wpłaty i inne kwoty na korzyść mieszkańca" },
    balance: { word: "Saldo", text: "bilans otwarcia i Wn, pomniejszone o Ma" },
    advance: { word: "Zaliczka", text: "kwota płacona z góry, rozliczana po odczycie" },
    correction: {
      word: "Korekta",
      text: "zmiana wcześniej naliczonej opłaty, zaksięgowana osobnym dokumentem",
    },
    reversal: { word: "Storno", text: "cofnięcie zapisu: ta sama strona ze znakiem minus" },
    fund: { word: "Fundusz", text: "pieniądze wniesione do spółdzielni, które nie są nadpłatą opłat" },
  },
};
