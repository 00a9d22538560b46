import {
  BUILDING,
  CODE,
  FROM,
  NAME,
  PERSON,
  type PolishNames,
  PROPERTY,
  RIGHT,
  TO,
  UNIT,
} from "./polish-words.ts";

/** The register, by the name of our table. */
export const REGISTER_NAMES: Readonly<Record<string, PolishNames>> = {
  properties: {
    tables: ["nieruchomosci", "nieruchomosc", "nier"],
    columns: { code: [...PROPERTY, ...CODE], name: NAME },
  },
  buildings: {
    tables: ["budynki", "budynek", "bloki", "blok"],
    columns: {
      code: [...BUILDING, ...CODE],
      property: PROPERTY,
      name: NAME,
      street: ["ulica", "nazwa_ulicy", "ul", "adres"],
      house_number: ["nr_domu", "numer_domu", "nr_budynku", "numer", "nr"],
      postal_code: ["kod_pocztowy"],
      city: ["miejscowosc", "miasto", "poczta"],
    },
  },
  units: {
    tables: ["lokale", "lokal", "mieszkania", "mieszkanie"],
    columns: {
      code: [...UNIT.slice(0, 7), ...CODE, ...UNIT.slice(7)],
      kind: ["rodzaj_lokalu", "typ_lokalu", "rodzaj", "typ"],
      building: BUILDING,
      staircase: ["klatka", "id_klatki", "nr_klatki"],
      number: ["nr_lokalu", "numer_lokalu", "nr_mieszkania", "nr", "numer", "mieszkanie"],
      floor: ["pietro", "kondygnacja"],
    },
  },
  "unit-states": {
    tables: ["lokale", "lokal", "mieszkania", "dane_lokali", "powierzchnie"],
    columns: {
      unit: [...UNIT.slice(0, 7), ...CODE, ...UNIT.slice(7)],
      first_day: FROM,
      last_day: TO,
      usable_area: ["powierzchnia", "pow_uzytkowa", "powierzchnia_uzytkowa", "pow", "pow_uz", "metraz", "m2"],
      heated_area: ["pow_ogrzewana", "powierzchnia_ogrzewana", "pow_co", "powierzchnia_co"],
      volume: ["kubatura"],
      persons: ["liczba_osob", "ilosc_osob", "osob", "osoby", "il_osob", "zamieszkalych"],
      meters: ["liczba_licznikow", "ilosc_wodomierzy", "wodomierzy"],
      share: ["udzial", "udzial_w_nieruchomosci"],
    },
  },
  people: {
    tables: [
      "osoby",
      "osoba",
      "kontrahenci",
      "kontrahent",
      "najemcy",
      "mieszkancy",
      "czlonkowie",
      "platnicy",
    ],
    columns: {
      code: [...PERSON, ...CODE],
      kind: ["rodzaj_osoby", "typ_osoby"],
      first_name: ["imie", "imiona"],
      last_name: ["nazwisko", "nazwisko_lub_nazwa", "nazwa"],
      pesel: ["pesel"],
      nip: ["nip"],
      street_address: ["adres", "ulica"],
      postal_code: ["kod_pocztowy"],
      city: ["miejscowosc", "miasto"],
      correspondence_address: ["adres_korespondencyjny", "adres_koresp"],
      email: ["email", "e_mail", "mail"],
      telephone: ["telefon", "tel", "nr_telefonu"],
    },
  },
  rights: {
    tables: ["prawa", "przydzialy", "umowy", "tytuly_prawne", "najemcy", "kontrahenci"],
    columns: {
      code: [...RIGHT, ...CODE],
      unit: UNIT,
      kind: ["rodzaj_prawa", "tytul_prawny", "rodzaj_przydzialu", "status_prawny", "prawo_do_lokalu"],
      basis_document: ["nr_przydzialu", "akt", "podstawa"],
      basis_date: ["data_przydzialu", "data_aktu", "data_umowy"],
      first_day: FROM,
      last_day: TO,
    },
  },
  "right-holders": {
    tables: ["uprawnieni", "wspoluprawnieni", "prawa", "przydzialy", "umowy", "najemcy", "kontrahenci"],
    columns: { right: [...RIGHT, ...CODE], person: [...PERSON, ...CODE], first_day: FROM, last_day: TO },
  },
  members: {
    tables: ["czlonkowie", "rejestr_czlonkow"],
    columns: {
      person: [...PERSON, "id"],
      number: ["nr_czlonkowski", "nr_rejestru", "numer", "nr"],
      first_day: ["data_przyjecia", ...FROM],
      last_day: ["data_ustania", ...TO],
    },
  },
};
