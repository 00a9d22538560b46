import { inject } from "vitest";
import { ADMIN, clusterPlace, SOCKET_PORT } from "../../src/world/database/cluster.ts";
import { readSecrets } from "../../src/world/database/secrets.ts";

/** A small database as another program might keep it: names, sides, months and marks of deletion are its own. */
export const SMALL_VENDOR = `
  create schema fk;
  create table fk.lokal (id int primary key, symbol varchar(20), nr varchar(10), pow_uz numeric(9,2), osob smallint);
  insert into fk.lokal values (1, 'B1-1', '1', 45.50, 2), (2, 'B1-2', '2', 60.00, 3);
  create table fk.najemca (id int primary key, imie varchar(40), nazwisko varchar(60), lokal int, od date, dok date);
  insert into fk.najemca values (1, 'Jan', 'Żółkiewski', 1, '2020-01-01', '9999-12-31'), (2, 'Anna', 'Śliwa-Kąt', 2, '2021-05-01', null);
  create table fk.konto (nr varchar(20) primary key, nazwa char(30), lokal int);
  insert into fk.konto values ('204-1', 'Opłaty lokal 1', 1), ('204-2', 'Opłaty lokal 2', 2), ('700', 'Przychody', null);
  create table fk.dowod (rok int, nr int, typ char(2), data_ks timestamp, opis text, usun char(1) default 'N', zm int default 1, primary key (rok, nr));
  insert into fk.dowod values (2026, 1, 'NA', '2026-01-01', 'Naliczenie 01/2026', 'N'), (2026, 2, 'WB', '2026-01-12', 'Wpłaty', 'N'),
    (2026, 3, 'PK', '2026-02-01', 'Usunięty', 'T');
  create table fk.dekret (rok int, nr int, lp int, konto varchar(20), wn numeric(12,2), ma numeric(12,2), okres char(6));
  insert into fk.dekret values (2026, 1, 1, '204-1', 100.10, null, '202601'), (2026, 1, 2, '204-2', 200.20, 0, '202601'),
    (2026, 1, 3, '700', 0, 300.30, '202601'), (2026, 2, 1, '204-1', null, 100.00, null), (2026, 2, 2, '700', 100.00, null, null);
  create table fk.naliczenie (lokal int, konto varchar(20), okres int, kwota double precision, stawka numeric(9,4), ilosc numeric(9,2));
  insert into fk.naliczenie values (1, '204-1', 202601, 100.10, 2.2, 45.5), (2, '204-2', 202601, 200.20, 3.3367, 60);
  create table fk.obrot (konto varchar(20), okres char(6), wn numeric(12,2), ma numeric(12,2));
  insert into fk.obrot values ('204-1', '202601', 100.10, 100.00), ('204-2', '202601', 200.20, 0), ('700', '202601', 100.00, 300.30);
  create table fk.usuniete (co varchar(20), klucz text, zm int);
`;

const DOCUMENTS = "select rok, nr, typ, data_ks, opis from fk.dowod where usun = 'N'";
const DOCUMENT = { join: ["rok", "nr"], between: "/" };

/** How that database becomes ours. */
export const SMALL_MAPPING = {
  format: "osiedle-mirror-mapping",
  formatVersion: 1,
  cooperative: {
    slug: "sm-wzorcowa",
    name: "SM Wzorcowa",
    shortName: "Wzorcowa",
    street: "Zmyślona 1",
    postalCode: "00-001",
    city: "Wzorowo",
    firstMonth: "2026-01",
    loginOffice: {},
  },
  mark: "select max(zm) from fk.dowod",
  lists: { kinds: { NA: "assessment", WB: "payment" } },
  tables: {
    properties: "select 'N1' as code, 'Wzorowa' as name",
    buildings:
      "select 'B1' as code, 'N1' as property, 'Wzorowa' as street, '1' as house_number, '00-001' as postal_code, 'Wzorowo' as city",
    units: {
      query: "select symbol, nr from fk.lokal",
      values: { code: "symbol", number: "nr", kind: { constant: "dwelling" }, building: { constant: "B1" } },
    },
    "unit-states": {
      query: "select symbol, pow_uz, osob, date '2020-01-01' as first_day from fk.lokal",
      values: {
        unit: "symbol",
        usable_area: "pow_uz",
        heated_area: "pow_uz",
        persons: "osob",
        volume: { constant: "100" },
        meters: { constant: "0" },
        share: { constant: "0.1" },
      },
    },
    people: {
      query: "select id, imie, nazwisko from fk.najemca",
      values: { code: "id", kind: { constant: "natural" }, first_name: "imie", last_name: "nazwisko" },
    },
    rights: {
      query: "select n.id, l.symbol, n.od, n.dok from fk.najemca n join fk.lokal l on l.id = n.lokal",
      values: {
        code: "id",
        unit: "symbol",
        kind: { constant: "ownership-right" },
        first_day: "od",
        last_day: "dok",
      },
    },
    "right-holders": {
      query: "select id, od, dok from fk.najemca",
      values: { right: "id", person: "id", first_day: "od", last_day: "dok" },
    },
    accounts: {
      query: "select k.nr, k.nazwa, n.id from fk.konto k left join fk.najemca n on n.lokal = k.lokal",
      values: {
        code: "nr",
        name: "nazwa",
        right: "id",
        purpose: { column: "id", list: { "1": "fees", "2": "fees" } },
        role: { column: "nr", list: { "700": "operating-revenue" }, otherwise: "" },
      },
    },
    documents: {
      query: DOCUMENTS,
      since: "select rok, nr, typ, data_ks, opis from fk.dowod where usun = 'N' and zm > :since::int",
      values: {
        code: DOCUMENT,
        number: DOCUMENT,
        kind: { column: "typ", list: "kinds", otherwise: "transfer" },
        document_date: "data_ks",
        posted_on: "data_ks",
        description: "opis",
      },
    },
    postings: {
      query: "select d.rok, d.nr, d.lp, d.konto, d.wn, d.ma, d.okres from fk.dekret d",
      since:
        "select d.rok, d.nr, d.lp, d.konto, d.wn, d.ma, d.okres from fk.dekret d join fk.dowod o using (rok, nr) where o.zm > :since::int",
      values: {
        document: DOCUMENT,
        line: "lp",
        account: "konto",
        month: "okres",
        side: { debit: "wn", credit: "ma" },
        amount: { debit: "wn", credit: "ma" },
      },
    },
    charges: {
      query: "select lokal, konto, okres, kwota, stawka, ilosc from fk.naliczenie",
      values: {
        right: "lokal",
        account: "konto",
        month: "okres",
        document: { constant: "2026/1" },
        kind: { constant: "assessed" },
        amount: "kwota",
        rate_amount: "stawka",
        base: "ilosc",
      },
    },
  },
  totals: {
    postings: {
      query: "select konto, okres, wn, ma from fk.obrot",
      values: { account: "konto", month: "okres", debit: "wn", credit: "ma" },
    },
  },
  deleted: {
    query: "select co, klucz from fk.usuniete where zm > :since::int",
    values: { kind: "co", key: "klucz" },
  },
};

/** The address of a test's own database as another program's, with the password of its superuser. */
export function vendorAddress(database: string): { readonly url: string; readonly password: string } {
  const folder = inject("databaseFolder");
  const host = encodeURIComponent(clusterPlace(folder).socketFolder);
  return {
    url: `postgresql://${ADMIN}@${host}:${SOCKET_PORT}/${database}`,
    password: readSecrets(folder).admin,
  };
}
