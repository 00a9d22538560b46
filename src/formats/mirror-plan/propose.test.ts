import { describe, expect, it } from "vitest";
import { exampleResidents } from "./example-residents.ts";
import { plainName, proposeTables, type SampleTable } from "./propose.ts";
import { unreadableCells } from "./sample-rows.ts";
import { gapsOf } from "./tabs.ts";

function sample(name: string, text: string): SampleTable {
  const [heading = "", ...lines] = text
    .trim()
    .split("\n")
    .map((line) => line.trim());
  const columns = heading.split(";").map((column) => ({ name: column, type: "text" as const }));
  return { name, columns, rows: lines.map((line) => line.split(";")) };
}

const SAMPLES = [
  sample(
    "Lokale",
    "Symbol;Nr lokalu;Budynek;Rodzaj;Pow_użytkowa;Ilość osób\nB1/1;1;B1;M;45,50;2\nB1/2;2;B1;M;60,00;3",
  ),
  sample(
    "najemcy",
    "ID;Imię;Nazwisko;PESEL;Lokal;Tytuł prawny;Od;Do\n7;Jan;Żak;;B1/1;Własnościowe;01.01.2020;\n8;Ewa;Lis;;B1/2;X;01.05.2021;",
  ),
  sample(
    "dekrety",
    "Dokument;Lp;Konto;Wn;Ma\nNA/1;1;204-7;100,10;0\nWB/1;1;204-7;0;60,00\nNA/1;2;204-8;50,00;0",
  ),
  sample(
    "dokumenty",
    "Numer dokumentu;Typ;Data_dokumentu;Data_księgowania;Opis\nNA/1;NA;2026-01-01;2026-01-01;Naliczenie\nWB/1;WB;2026-01-10;2026-01-10;Wpłata",
  ),
  sample(
    "naliczenia",
    "Kontrahent;Okres;Konto;Składnik;Dokument;Ilość;Stawka;Kwota\n7;202601;204-7;Eksploatacja;NA/1;45,5;2,20;100,10\n8;202601;204-8;Eksploatacja;NA/1;60;0,8333;50,00",
  ),
  sample(
    "uchwaly",
    "Id;Numer;Rodzaj;Organ;Data uchwały;W sprawie;Plik\n1;1/2026;Uchwała;Rada Nadzorcza;2026-02-03;stawki;2026/u1.pdf\n2;;Protokół;RN;2026-02-03;posiedzenie;2026/p1.pdf",
  ),
  sample("plan_kont", "Nr konta;Nazwa;Kontrahent\n204-7;Żak;7\n204-8;Lis;8"),
];

describe("a proposal", () => {
  const proposed = proposeTables(SAMPLES);
  const of = (name: string) => proposed.find((table) => table.name === name);

  it("finds the likeliest table for each of ours by Polish names", () => {
    expect(Object.fromEntries(proposed.map(({ name, from }) => [name, from.name]))).toMatchObject({
      units: "Lokale",
      "unit-states": "Lokale",
      people: "najemcy",
      rights: "najemcy",
      accounts: "plan_kont",
      documents: "dokumenty",
      postings: "dekrety",
      charges: "naliczenia",
      library: "uchwaly",
    });
    expect(of("postings")?.values).toMatchObject({
      document: "Dokument",
      account: "Konto",
      line: "Lp",
      side: { debit: "Wn", credit: "Ma" },
      amount: { debit: "Wn", credit: "Ma" },
    });
    expect(of("units")?.values).toMatchObject({
      code: "Symbol",
      number: "Nr lokalu",
      kind: { column: "Rodzaj", list: { M: "dwelling" } },
    });
    expect(of("unit-states")?.values).toMatchObject({
      usable_area: "Pow_użytkowa",
      heated_area: "Pow_użytkowa",
      persons: "Ilość osób",
      volume: { constant: "0" },
    });
  });

  it("knows the documents of the cooperative's organs by what Polish offices call them", () => {
    expect(of("library")).toMatchObject({ missing: [], assumed: ["status"], unknownCodes: {} });
    expect(of("library")?.values).toMatchObject({
      file: "Plik",
      kind: { column: "Rodzaj", list: { Uchwała: "resolution", Protokół: "minutes" } },
      organ: {
        column: "Organ",
        list: { "Rada Nadzorcza": "supervisory-board", RN: "supervisory-board" },
      },
      title: "W sprawie",
    });
  });

  it("says what is missing, what was assumed, and which codes nobody knows", () => {
    expect(of("people")).toMatchObject({ missing: [], assumed: ["kind"] });
    expect(of("unit-states")?.missing).toEqual(["first_day"]);
    expect(of("rights")?.unknownCodes).toEqual({ kind: ["X"] });
    const gaps = new Map(gapsOf(proposed).map(({ tab, tables, columns }) => [tab, [...tables, ...columns]]));
    expect(gaps.get("Księgowość")).toEqual([]);
    expect(gaps.get("Media odczyty")).toContain("meter-readings");
    expect(gaps.get("Dane osobowe")).toContain("unit-states.first_day");
  });

  it("shows residents as the portal would", () => {
    const residents = exampleResidents(proposed, 3);
    expect(residents.find(({ name }) => name === "Jan Żak")).toMatchObject({
      unit: "1",
      since: "2020-01-01",
      month: "2026-01",
      chargedGrosze: 10010,
      accounts: [{ account: "204-7", balanceGrosze: 4010, postings: 2 }],
    });
    expect(residents).toHaveLength(2);
  });

  it("says what of the sample cannot be read, and what a code nobody knows may mean", () => {
    expect(unreadableCells(proposed)).toEqual([]);
    const strange = proposeTables([
      sample(
        "naliczenia",
        "Prawo;MIESIAC;NR_KONTA;NR_DOK;ILOSC;STAWKA;KWOTA\n7;03.2026;1;NA/1;45,5;2,20;1 234,50\n7;marzec;1;NA/1;45,5;2.20;1.234,5.0\n8;luty;1;NA/1;1;2;3,333",
      ),
    ]);
    expect(unreadableCells(strange)).toEqual([
      { table: "charges", column: "month", count: 2, example: "marzec" },
      { table: "charges", column: "amount", count: 2, example: "1.234.5.0" },
    ]);
    expect(of("rights")!.meanings.kind).toContain("ownership-right");
  });

  it("knows names that were shortened, word by word, and no word that means something else", () => {
    const [documents, postings, charges] = proposeTables([
      sample("DOKUM", "NR_DOK;TYP_DOK;DATA_DOK;DATA_KSIEG;TRESC\nNA/1;NA;01.03.2026;31.03.2026;Marzec"),
      sample("DEKRETY", "NR_DOK;POZ;NR_KONTA;KWOTA_WN;KWOTA_MA;MIES\nNA/1;1;204;1 234,56;;03.2026"),
      sample("CZYNSZ", "NR_LOK;MIES;KONTO;SKLADN;NR_DOK;IL;STAWKA;KWOTA\n1;03.2026;204;E;NA/1;1;2;2,00"),
    ]);
    expect(documents!.values).toMatchObject({
      code: "NR_DOK",
      number: "NR_DOK",
      kind: { column: "TYP_DOK", list: { NA: "assessment" } },
      document_date: "DATA_DOK",
      posted_on: "DATA_KSIEG",
    });
    expect(postings!.values).toMatchObject({
      line: "POZ",
      month: "MIES",
      amount: { debit: "KWOTA_WN", credit: "KWOTA_MA" },
    });
    // MIES is short for mieszkanie too, but it is what programs call a month.
    expect(charges!.values).toMatchObject({ right: "NR_LOK", month: "MIES", component: "SKLADN" });
    expect([documents, postings, charges].flatMap((table) => table!.missing)).toEqual([]);
  });

  it("leaves out tables that only look alike", () => {
    expect(proposeTables([sample("pogoda", "id;nazwa\n1;deszcz")])).toEqual([]);
  });
});

it("names are compared without Polish letters and marks", () => {
  expect(["Nr  Lokalu", "Ilość osób", "ŻÓŁĆ", "data_księg.", "[Wn]"].map(plainName)).toEqual([
    "nr_lokalu",
    "ilosc_osob",
    "zolc",
    "data_ksieg",
    "wn",
  ]);
});
