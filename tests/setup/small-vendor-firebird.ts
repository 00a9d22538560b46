import { SMALL_MAPPING } from "./small-vendor.ts";

/** The small vendor's database as a program on Firebird keeps it: the same cooperative, texts in Windows-1250. */
export const SMALL_FIREBIRD = `
  create table lokal (id int not null primary key, symbol varchar(20), nr varchar(10), pow_uz numeric(9,2), osob smallint);
  create table najemca (id int not null primary key, imie varchar(40), nazwisko varchar(60), lokal int, od date, dok date);
  create table konto (nr varchar(20) not null primary key, nazwa char(30), lokal int);
  create table dowod (rok int not null, nr int not null, typ char(2), data_ks timestamp, opis blob sub_type text, usun char(1) default 'N',
    zm int default 1, primary key (rok, nr));
  create table dekret (rok int, nr int, lp int, konto varchar(20), wn numeric(15,2), ma numeric(15,2), okres char(6));
  create table naliczenie (lokal int, konto varchar(20), okres int, kwota double precision, stawka numeric(9,4), ilosc numeric(9,2));
  create table obrot (konto varchar(20), okres char(6), wn numeric(15,2), ma numeric(15,2));
  create table usuniete (co varchar(20), klucz varchar(40), zm int);
  grant select on lokal to CZYTELNIK; grant select on najemca to CZYTELNIK; grant select on konto to CZYTELNIK;
  grant select on dowod to CZYTELNIK; grant select on dekret to CZYTELNIK; grant select on naliczenie to CZYTELNIK;
  grant select on obrot to CZYTELNIK; grant select on usuniete to CZYTELNIK;
  grant select, update on obrot to PISARZ;
  commit;
  insert into lokal values (1, 'B1-1', '1', 45.50, 2); insert into lokal values (2, 'B1-2', '2', 60.00, 3);
  insert into najemca values (1, 'Jan', 'Żółkiewski', 1, '2020-01-01', '9999-12-31');
  insert into najemca values (2, 'Anna', 'Śliwa-Kąt', 2, '2021-05-01', null);
  insert into konto values ('204-1', 'Opłaty lokal 1', 1); insert into konto values ('204-2', 'Opłaty lokal 2', 2);
  insert into konto values ('700', 'Przychody', null);
  insert into dowod (rok, nr, typ, data_ks, opis, usun) values (2026, 1, 'NA', '2026-01-01', 'Naliczenie 01/2026', 'N');
  insert into dowod (rok, nr, typ, data_ks, opis, usun) values (2026, 2, 'WB', '2026-01-12', 'Wpłaty', 'N');
  insert into dowod (rok, nr, typ, data_ks, opis, usun) values (2026, 3, 'PK', '2026-02-01', 'Usunięty', 'T');
  insert into dekret values (2026, 1, 1, '204-1', 100.10, null, '202601'); insert into dekret values (2026, 1, 2, '204-2', 200.20, 0, '202601');
  insert into dekret values (2026, 1, 3, '700', 0, 300.30, '202601'); insert into dekret values (2026, 2, 1, '204-1', null, 100.00, null);
  insert into dekret values (2026, 2, 2, '700', 100.00, null, null);
  insert into naliczenie values (1, '204-1', 202601, 100.10, 2.2, 45.5); insert into naliczenie values (2, '204-2', 202601, 200.20, 3.3367, 60);
  insert into obrot values ('204-1', '202601', 100.10, 100.00); insert into obrot values ('204-2', '202601', 200.20, 0);
  insert into obrot values ('700', '202601', 100.00, 300.30);
`;

/** The small vendor's mapping in Firebird's SQL: no schema, a table where nothing is read from, a cast of the mark. */
export const SMALL_FIREBIRD_MAPPING = JSON.parse(
  JSON.stringify(SMALL_MAPPING, (_key, value) =>
    typeof value === "string" && /^select /.test(value) ? inFirebird(value) : value,
  ),
) as typeof SMALL_MAPPING;

function inFirebird(query: string): string {
  const text = query
    .replaceAll("fk.", "")
    .replaceAll(":since::int", "cast(:since as int)")
    .replace(
      "dekret d join dowod o using (rok, nr)",
      "dekret d join dowod o on o.rok = d.rok and o.nr = d.nr",
    );
  return / from /.test(text) ? text : `${text} from rdb$database`;
}
