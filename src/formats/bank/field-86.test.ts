import { describe, expect, it } from "vitest";
import { readDetails } from "./field-86.ts";

const details = (...lines: readonly string[]) => readDetails([lines]);

describe("sub-fields", () => {
  it("~NN one per line with filler for nothing (PKO BP)", () => {
    expect(
      details(
        "020~00210",
        "~20P 85100158550 0 PI",
        "~21T-23",
        "~22˙",
        "~32DRUGI MAZOWIECKI URZĄD SKAR",
        "~33BOWY WARSZAWA",
        "~38PL50102055619000361245650240",
        "~63˙",
      ),
    ).toEqual({
      title: "P 85100158550 0 PIT-23",
      counterpartyName: "DRUGI MAZOWIECKI URZĄD SKARBOWY WARSZAWA",
      counterpartyAccount: "PL50102055619000361245650240",
      addressedTo: null,
    });
  });

  it("~NN several per line after a field with the code alone (ING)", () => {
    expect(
      readDetails([
        ["073"],
        [
          "073~00VE02",
          "~20Płatność kartą 02.06.2023 ",
          "~21Nr karty 4246xx4970~22",
          "~23~24",
          "~3010500031~311915031/19730",
          "~32BOLT.EU/R/2306021457      ~33Tallinn ",
        ],
      ]),
    ).toMatchObject({
      title: "Płatność kartą 02.06.2023 Nr karty 4246xx4970",
      counterpartyName: "BOLT.EU/R/2306021457 Tallinn",
      counterpartyAccount: null,
    });
  });

  it("^NN joined (Pekao, BNP Paribas)", () => {
    expect(
      details(
        "641^00PRZELEW MIĘDZYBANKOWY BETA/^34000",
        "^3019401076^38PL54194010765205871800000000",
        "^20wynagrodzenie z tytulu umow^21y o prac e",
        "^32NOWAK ANNA",
        "^62LIPOWA 4",
      ),
    ).toMatchObject({
      title: "wynagrodzenie z tytulu umowy o prac e",
      counterpartyName: "NOWAK ANNA",
      counterpartyAccount: "PL54194010765205871800000000",
    });
  });

  it("<NN with marks left out (Millennium) or all present (Nest)", () => {
    expect(details("<20Czynsz lokal 15", "<27JAN NOWAK", "<32JAN", "<33 NOWAK")).toMatchObject({
      title: "Czynsz lokal 15",
      counterpartyName: "JAN NOWAK",
    });
    expect(
      details("944<00PRZELEW<20CZYNSZ<21<22<23<24<25<26<27ANNA<29UL. LIPOWA<60WARSZAWA<63REF1"),
    ).toMatchObject({
      title: "CZYNSZ",
      counterpartyName: "ANNA",
      addressedTo: null,
    });
  });

  it("+NN (Nordea): a telephone number stays text", () => {
    expect(details("020+00PRZELEW+20CZYNSZ TEL +48 601+21 LOKAL 3 TEL +20 111+32JAN NOWAK")).toMatchObject({
      title: "CZYNSZ TEL +48 601 LOKAL 3 TEL +20 111",
      counterpartyName: "JAN NOWAK",
    });
    expect(details("+48 601 600 600 dopłata")).toMatchObject({ title: "+48 601 600 600 dopłata" });
  });

  it("?NN with marks broken over lines, a blank before the code (German dialect, BPH)", () => {
    expect(
      details(" 020?00Wyplata?20EREF+1?2", "1 czynsz?3010600076?310000777777777777?32HUTA SZKLA?33SLOWA"),
    ).toEqual({
      title: "EREF+1 czynsz",
      counterpartyName: "HUTA SZKLASLOWA",
      counterpartyAccount: "PL08106000760000777777777777",
      addressedTo: null,
    });
  });

  it("a virtual account in sub-field 29 is told as the one addressed", () => {
    expect(details("020~00X~20CZYNSZ~2961109010140000071219812874")).toMatchObject({
      addressedTo: "PL61109010140000071219812874",
      counterpartyAccount: null,
    });
  });

  it("only blanks, filler and NOTPROVIDED are nothing", () => {
    expect(details("020~20NOTPROVIDED~21˙~32 ~33\u00a0~38˙")).toEqual({
      title: null,
      counterpartyName: null,
      counterpartyAccount: null,
      addressedTo: null,
    });
  });
});

describe("labels (mBank)", () => {
  it("an incoming transfer, values broken over lines", () => {
    expect(
      details(
        "770 PRZELEW URZAD SKARBOWY; Z RACH.: 69101000712222525300066500; OD: ",
        "PIERWSZY URZAD SKARBOWY WARSZAWA; TYT.: ZWROT Z PODATKU VAT 6/2025; ",
        "TNR: 210860197059371.390001",
      ),
    ).toEqual({
      title: "ZWROT Z PODATKU VAT 6/2025",
      counterpartyName: "PIERWSZY URZAD SKARBOWY WARSZAWA",
      counterpartyAccount: "PL69101000712222525300066500",
      addressedTo: null,
    });
  });

  it("an outgoing transfer in small letters", () => {
    expect(
      details(
        "944 CompanyNet Przelew krajowy; na rach.: 35109010560000000006093440; dla: PHU Test ul.Dolna",
        "1 00-950 Warszawa; tyt.: fv 100/2007; TNR: 145271016138277.020002",
      ),
    ).toEqual({
      title: "fv 100/2007",
      counterpartyName: "PHU Test ul.Dolna 1 00-950 Warszawa",
      counterpartyAccount: "PL35109010560000000006093440",
      addressedTo: null,
    });
  });

  it("a collected payment: the payer code is told as the one addressed", () => {
    expect(
      details(
        "911 TRANSAKCJA IPH; ID IPH: XX000000000014; Z RACH.: 04105014611000002345271577; OD: JAN NOWAK; TYT.: czynsz; listopad; DATA STEMPLA: 02.06.2010; TNR: 1",
      ),
    ).toMatchObject({
      addressedTo: "XX000000000014",
      title: "czynsz; listopad",
      counterpartyName: "JAN NOWAK",
    });
  });

  it("without TYT. the operation and its own labels are the title", () => {
    expect(details("824 OPŁATA ZA PRZELEW ELIXIR; TNR: 145271016138274.040001").title).toBe(
      "OPŁATA ZA PRZELEW ELIXIR",
    );
    expect(details("697 200 MIESIECZNE UZYTKOWANIE KARTY; NR KARTY: ", "5174; TNR: 1").title).toBe(
      "200 MIESIECZNE UZYTKOWANIE KARTY; NR KARTY: 5174",
    );
  });
});

describe("text without marks", () => {
  it("is the title as a whole, full lines joined bare and shorter ones by a blank", () => {
    expect(details("PRZELEW PRZYCHODZACY CZYNSZ LOKAL 2", "KOWALSCY").title).toBe(
      "PRZELEW PRZYCHODZACY CZYNSZ LOKAL 2 KOWALSCY",
    );
    expect(details(`${"X".repeat(62)} CZ`, "YNSZ").title).toBe(`${"X".repeat(62)} CZYNSZ`);
    expect(details("091").title).toBeNull();
    expect(readDetails([]).title).toBeNull();
  });
});
