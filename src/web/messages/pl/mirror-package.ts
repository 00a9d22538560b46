import type { MirrorKind } from "../../../domain/mirror/areas.ts";
import type { TotalMeasure } from "../../../domain/mirror/totals.ts";
import { grosze, zlotyForPeople } from "../../../domain/values/money.ts";
import type { Refusal } from "../../../domain/values/result.ts";

type Data = Refusal["data"];

/** What the rows of a kind are called, with their file. */
const ROWS: Readonly<Record<MirrorKind, string>> = {
  document: "Dokumenty (documents.csv)",
  posting: "Zapisy (postings.csv)",
  open_item: "Pozycje otwarte (open-items.csv)",
  allocation: "Rozliczenia pozycji (allocations.csv)",
  crediting: "Wpłaty (payments.csv)",
  account_year: "Salda otwarcia roku (account-openings.csv)",
  charge: "Naliczenia (charges.csv)",
  reading: "Odczyty (meter-readings.csv)",
  consumption_information: "Informacje o zużyciu (consumption-information.csv)",
  building_consumption: "Zużycie budynków (building-consumption.csv)",
  settlement: "Rozliczenia mediów (settlements.csv)",
  settlement_cost: "Koszty rozliczeń (settlement-costs.csv)",
  settlement_share: "Udziały w kosztach (settlement-shares.csv)",
  settlement_result: "Wyniki rozliczeń (settlement-results.csv)",
};

const MEASURES: Readonly<Record<TotalMeasure, string>> = {
  rows: "liczba wierszy",
  debit: "suma Wn",
  credit: "suma Ma",
  amount: "suma kwot",
  remaining: "suma do zapłaty",
};

/** Sentences of a picture of another program's books: its files, its totals, its place after the picture before. */
export const mirrorPackageRefusals = {
  "package-is-a-mirror": () =>
    "Paczka jest obrazem ksiąg innego programu, a nie paczką wymiany: nie wczytuje się jej do ksiąg, lecz pokazuje poleceniem „osiedle mirror run”.",
  "file-of-a-mirror": () =>
    "Plik należy do obrazu ksiąg innego programu. Taka paczka ma w manifeście pole mirror; paczka wymiany podaje stan kont jako pozycje bilansu otwarcia.",
  "not-a-mirror": () =>
    "Manifest nie ma pola mirror, a bez niego nie wiadomo, z którego stanu ksiąg innego programu jest ten obraz.",
  "not-in-mirror": () =>
    "Obraz ksiąg innego programu nie ma tego pliku: pozycje otwarte podaje open-items.csv, odczyty meter-readings.csv.",
  "deleted-in-whole": () =>
    "Obraz jest pełny (since puste), więc czego w nim nie ma, tego już nie ma; deleted.csv należy tylko do różnicy.",
  "deleted-key": ({ kind, key }) =>
    `„${key}” nie nazywa niczego rodzaju ${kind} (z miesiącem: „kod|RRRR-MM”, z dniem: „kod|RRRR-MM-DD”).`,
  "total-not-of-kind": ({ kind }) =>
    `${rowsOf(kind)}: sum tego rodzaju nie podaje się w tej kolumnie; ma być pusta.`,
  "total-twice": ({ kind, account, month }) =>
    `${rowsOf(kind)}${placeOf(account, month)}: tę sumę podaje już wcześniejszy wiersz.`,
  "total-disagrees": ({ kind, account, month, measure, promised, found }) =>
    `${rowsOf(kind)}${placeOf(account, month)}, ${MEASURES[measure as TotalMeasure]}: program podaje ${quantity(measure, promised)}, z jego wierszy wychodzi ${quantity(measure, found)}.`,
  "totals-missing": ({ kind, account, month }) =>
    `${rowsOf(kind)}${placeOf(account, month)}: program nie podaje sumy kontrolnej (totals.csv), a bez niej nie da się sprawdzić, czy obraz jest zgodny.`,
  "mark-does-not-follow": ({ since, mark }) =>
    `Różnica jest od stanu „${since}”, a pokazywany jest ${mark ? `stan „${mark}”` : "brak stanu"}. Potrzebna jest różnica od pokazywanego stanu albo pełny obraz.`,
  "problems-left-out": ({ count }) => `…i jeszcze ${count} takich błędów; podano pierwszy tysiąc.`,
  "not-words": ({ text }) =>
    `„${text}” nie jest spisem nazw: małe litery i łączniki, między nazwami jeden odstęp.`,
  "not-json-object": () => "Pole nie zawiera poprawnego obiektu JSON.",
} satisfies Readonly<Record<string, (data: Data) => string>>;

function rowsOf(kind: Data[string] | undefined): string {
  return ROWS[kind as MirrorKind] ?? String(kind);
}

function placeOf(account: Data[string] | undefined, month: Data[string] | undefined): string {
  return `${account ? `, konto ${account}` : ""}${month ? `, miesiąc ${month}` : ""}`;
}

/** Rows are counted; everything else is an amount, however great where it is wrong. */
function quantity(measure: Data[string] | undefined, value: Data[string] | undefined): string {
  const number = Number(value ?? 0);
  return measure === "rows" || !Number.isSafeInteger(number)
    ? String(number)
    : zlotyForPeople(grosze(number));
}
