/** What Polish programs call tables and columns, without Polish letters, words joined by `_`; the likelier name first. */
export interface PolishNames {
  readonly tables: readonly string[];
  readonly columns: Readonly<Record<string, readonly string[]>>;
}

export const FROM = [
  "od",
  "od_dnia",
  "data_od",
  "od_kiedy",
  "poczatek",
  "data_poczatkowa",
  "obowiazuje_od",
  "wazne_od",
];
export const TO = [
  "do",
  "dok",
  "do_dnia",
  "data_do",
  "do_kiedy",
  "koniec",
  "data_koncowa",
  "obowiazuje_do",
  "wazne_do",
];
export const UNIT = [
  "lokal",
  "id_lokalu",
  "id_lok",
  "lokal_id",
  "kod_lokalu",
  "symbol_lokalu",
  "indeks_lokalu",
  "mieszkanie",
  "nr_lokalu",
  "nr_mieszkania",
];
export const PERSON = [
  "osoba",
  "id_osoby",
  "osoba_id",
  "kontrahent",
  "id_kontrahenta",
  "kod_kontrahenta",
  "najemca",
  "id_najemcy",
  "platnik",
  "id_platnika",
  "nr_ewidencyjny",
];
export const RIGHT = [
  "prawo",
  "id_prawa",
  "przydzial",
  "id_przydzialu",
  "tytul",
  "umowa",
  "id_umowy",
  "nr_umowy",
  "kontrahent",
  "id_kontrahenta",
  "najemca",
  "platnik",
];
export const BUILDING = ["budynek", "id_budynku", "kod_budynku", "symbol_budynku", "nr_budynku", "blok"];
export const PROPERTY = [
  "nieruchomosc",
  "id_nieruchomosci",
  "kod_nieruchomosci",
  "symbol_nieruchomosci",
  "nier",
];
export const ACCOUNT = [
  "konto",
  "nr_konta",
  "numer_konta",
  "konto_ksiegowe",
  "symbol_konta",
  "kod_konta",
  "rozrachunek",
];
export const DOCUMENT = [
  "dokument",
  "nr_dokumentu",
  "numer_dokumentu",
  "dowod",
  "nr_dowodu",
  "numer_dowodu",
  "id_dokumentu",
  "id_dowodu",
  "nr_dow",
  "symbol_dokumentu",
];
export const MONTH = [
  "miesiac",
  "okres",
  "za_miesiac",
  "mies",
  "rok_miesiac",
  "miesiac_rozliczeniowy",
  "okres_rozliczeniowy",
];
export const AMOUNT = ["kwota", "wartosc", "kwota_brutto", "naliczono", "suma", "kwota_zl"];
export const COMPONENT = [
  "skladnik",
  "kod_skladnika",
  "id_skladnika",
  "symbol_skladnika",
  "oplata",
  "kod_oplaty",
  "rodzaj_oplaty",
  "tytul_oplaty",
];
export const METER = [
  "licznik",
  "id_licznika",
  "nr_licznika",
  "numer_licznika",
  "wodomierz",
  "nr_wodomierza",
  "urzadzenie",
];
export const POINT = ["punkt", "id_punktu", "punkt_pomiarowy", "kod_punktu", ...METER];
export const CODE = ["kod", "symbol", "id", "indeks", "lp"];
export const NAME = [
  "nazwa",
  "opis",
  "nazwa_pelna",
  "nazwa_skrocona",
  "nazwa_nieruchomosci",
  "nazwa_budynku",
];
export const MEDIUM = ["medium", "media", "rodzaj_medium", "rodzaj", "typ"];
