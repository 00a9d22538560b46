import { describe, expect, it } from "vitest";
import { month } from "../../src/domain/values/month.ts";
import type { ReadingsView, YearConsumption } from "../../src/web/resident/view-models.ts";
import { createServer } from "../../src/web/server.ts";
import { FULL_TOKEN, portalOverFixtures } from "./pages/portal.fixtures.ts";
import {
  consumptionInformation,
  heatInformation,
  heatYear,
  neverRead,
  noMeters,
  notThisMedium,
  notThisYear,
  waterYear,
} from "./pages/readings.fixtures.ts";

/** Media odczyty in words: what stands there, and what stands where there is nothing. */

async function answerTo(view: ReadingsView, url = "/media-odczyty"): Promise<string> {
  const portal = await portalOverFixtures();
  const session = { personName: "Genowefa Przykładowa", kind: "full" as const, idleSeconds: 900 };
  const server = await createServer({
    ...portal,
    reads: { ...portal.reads, loadReadings: async () => ({ session, view }) },
  });
  const { body } = await server.inject({ url, headers: { cookie: `__Host-osiedle=${FULL_TOKEN}` } });
  await server.close();
  return body.replaceAll("\u00a0", " ");
}

const withTotal = (total: Partial<NonNullable<YearConsumption["total"]>>): ReadingsView => {
  const [water] = waterYear.consumption;
  return { ...waterYear, consumption: [{ ...water!, total: { ...water!.total!, ...total } }] };
};

describe("a year of a medium", () => {
  it("tells the consumption, a replacement, a correction, an expired verification and remarks in words", async () => {
    const page = await answerTo(waterYear);
    for (const sentence of [
      "W 2026 roku do końca października zużyto <strong>29,4 m³</strong> zimnej wody, o 1,422 m³ mniej niż w tym samym czasie rok wcześniej.",
      "Wymiana wodomierza: stary 12345678 zakończył na 412,5 m³, nowy 87654321 zaczął od 0,2 m³.",
      "nieważny: poprawiony odczytem z 05.03.2026",
      "<s>502,400</s>",
      "poprawia odczyt 502,4 m³ z 01.03.2026",
      "wygasła 31.12.2025",
      "dużo więcej niż zwykle",
      "możliwy wyciek",
      "Na ten lokal przypada 50% zużycia.",
      "Bez tych miejsc, bo nie ma tam jeszcze odczytów z czasu trwania prawa do lokalu: pralnia.",
      "o 0,208 mniej",
    ])
      expect(page).toContain(sentence);
  });

  it("explains only the remarks that the page has", async () => {
    const page = await answerTo(waterYear);
    expect(page).toContain("woda płynęła bez przerwy");
    expect(page).not.toContain("urządzenie samo zgłosiło błąd");
  });

  it("shows a hostile number and note as text", async () => {
    const page = await answerTo(waterYear);
    expect(page).toContain("&lt;script>alert(1)&lt;/script>");
    expect(page).not.toContain("<script>alert");
  });

  it("tells an allocator's units with their factors, and its set day", async () => {
    const page = await answerTo(heatYear, "/media-odczyty/2026/ogrzewanie");
    expect(page).toContain("podzielniki naliczyły <strong>619,1 jedn.</strong> po przeliczeniu");
    expect(page).toContain("po tym odczycie podzielnik zaczął liczyć od zera");
    expect(page).toContain("Współczynnik położenia");
    expect(page).toContain("Pokój po pokoju");
  });

  it.each([
    [{ to: month("2026-12") }, "W 2026 roku zużyto"],
    [{ from: month("2026-03"), to: month("2026-03") }, "W 2026 roku za marzec zużyto"],
    [{ from: month("2026-03") }, "W 2026 roku od marca do końca października zużyto"],
    [{ difference: 0 }, "tyle samo co w tym samym czasie rok wcześniej"],
    [{ difference: 500_000 }, "o 0,5 m³ więcej niż"],
    [{ lastYear: null, difference: null }, "Nie ma pełnych danych z poprzedniego roku"],
  ])("of %j says %j", async (total, sentence) => {
    expect(await answerTo(withTotal(total))).toContain(sentence);
  });
});

describe("where there is nothing", () => {
  it.each([
    ["no meters", noMeters, "nie jest przypisane żadne urządzenie pomiarowe"],
    ["another medium", notThisMedium, "W tym lokalu nie mierzy się: gaz."],
    ["a first time", neverRead, "Nie ma jeszcze żadnego odczytu."],
    ["another year", notThisYear, "W 2019 roku nie ma odczytów"],
    ["readings that tell no month", { ...waterYear, consumption: [] }, "nie da się jeszcze policzyć zużycia"],
  ])("%s has its own words", async (_, view, words) => {
    expect(await answerTo(view)).toContain(words);
  });
});

describe("monthly information of heat", () => {
  it("tells the building's heat beside units: for heating and for hot water, with last year and whom one node feeds", async () => {
    const portal = await portalOverFixtures();
    const session = { personName: "Genowefa Przykładowa", kind: "full" as const, idleSeconds: 900 };
    const server = await createServer({
      ...portal,
      reads: {
        ...portal.reads,
        loadConsumptionInformation: async () => ({ session, view: heatInformation }),
      },
    });
    const url = "/media-odczyty/2026/ogrzewanie/10";
    const { body } = await server.inject({ url, headers: { cookie: `__Host-osiedle=${FULL_TOKEN}` } });
    await server.close();
    const page = body.replaceAll("\u00a0", " ");
    for (const words of [
      "Ciepło dostarczone do budynku, ul. Lipowa 4",
      "ogrzewanie, GJ; jeden licznik dla budynków: ul. Lipowa 2, ul. Lipowa 4",
      "ciepła woda, GJ",
      "187,5",
      "200,0",
      "o 12,5",
      "a ile go naprawdę było, mówi ciepłomierz budynku",
    ])
      expect(page).toContain(words);
  });
});

describe("addresses", () => {
  it.each([
    ["/media-odczyty/2026/prad", 404],
    ["/media-odczyty/26/gaz", 404],
    ["/media-odczyty/2026/gaz", 200],
    ["/media-odczyty/2026/zimna-woda/13", 404],
    ["/media-odczyty/2026/zimna-woda/09", 404],
    ["/media-odczyty/2026/zimna-woda/10", 200],
  ])("%s answers %i", async (url, status) => {
    const server = await createServer(await portalOverFixtures());
    const answer = await server.inject({ url, headers: { cookie: `__Host-osiedle=${FULL_TOKEN}` } });
    expect(answer.statusCode).toBe(status);
    if (url.endsWith("/10")) {
      expect(answer.body).toContain("Informacja o zużyciu za październik");
      expect(answer.body).toContain(consumptionInformation.building);
    }
    await server.close();
  });
});
