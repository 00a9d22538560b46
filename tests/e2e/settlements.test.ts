import type { FastifyInstance } from "fastify";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { slipPageOf } from "../../src/web/resident/settlement-slip.ts";
import { createServer } from "../../src/web/server.ts";
import { printSettlementSlip } from "../../src/world/pdf/settlement-slip.ts";
import { openPdfPress } from "../../src/world/pdf/typst.ts";
import { launchBrowser, Visitor } from "../setup/browser.ts";
import { openPrintedPdf } from "../setup/printed-pdf.ts";
import { cooperative } from "./pages/people.fixtures.ts";
import { FULL_TOKEN, portalOverFixtures, STARTER_TOKEN } from "./pages/portal.fixtures.ts";
import { hostileSettlement, settlementViews } from "./pages/settlements.fixtures.ts";

/** Media rozliczenia in a browser without scripts, with a pocket calculator at hand, and the slip as a reader of PDF opens it. */

let server: FastifyInstance;
let browser: Browser;
let visitor: Visitor;
let origin: string;

beforeAll(async () => {
  server = await createServer(await portalOverFixtures());
  await server.listen({ port: 0, host: "127.0.0.1" });
  origin = `http://localhost:${(server.addresses()[0] as { port: number }).port}`;
  browser = await launchBrowser();
  visitor = await Visitor.arrive(browser);
  await visitor.context.addCookies([
    {
      name: "__Host-osiedle",
      value: FULL_TOKEN,
      url: origin.replace("http:", "https:"),
      secure: true,
      httpOnly: true,
      sameSite: "Lax",
    },
  ]);
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const get = (url: string, token = FULL_TOKEN) =>
  server.inject({ url, headers: { host: "localhost", cookie: `__Host-osiedle=${token}` } });

const spaced = (text: string) => text.replace(/[\s\u00a0]+/g, " ");
/** "1 234,56" as whole millionths. */
const number = (written: string) => {
  const [wholes = "0", decimals = ""] = written
    .replace(/[\s\u00a0]/g, "")
    .replace("−", "-")
    .split(",");
  const size = BigInt(wholes.replace("-", "") + decimals.padEnd(12, "0"));
  return wholes.startsWith("-") ? -size : size;
};
const NUMBER = String.raw`−?\d[\d\u00a0]*(?:,\d+)?`;
const ONE = 10n ** 12n;
const GROSZ = ONE / 100n;
const halfUp = (amount: bigint) => {
  const size = amount < 0n ? -amount : amount;
  return ((2n * size + GROSZ) / (2n * GROSZ)) * GROSZ * (amount < 0n ? -1n : 1n);
};

describe("the way to a settlement", () => {
  it("leads from the tab over year, account and period to the steps and back", async () => {
    await visitor.open(`${origin}/start`);
    await visitor.follow((page) => page.getByRole("link", { name: "Media rozliczenia" }).click());
    await visitor.follow((page) => page.getByRole("link", { name: "konto 204-12-03" }).click());
    await visitor.follow((page) => page.getByRole("link", { name: "lipiec 2024 – czerwiec 2025" }).click());
    expect(visitor.page.url()).toContain("/media-rozliczenia/2026/konto/k-3?okres=2024-07-01_2025-06-30");
    await visitor.follow((page) => page.getByRole("link", { name: "Centralne ogrzewanie" }).click());
    const answer = spaced((await visitor.page.locator(".settlement-answer").textContent()) ?? "");
    expect(answer).toContain("do zapłaty do 4 stycznia 2027");
    expect(answer).toMatch(/Koszty wyniosły [\d ]+,\d\d zł, a zaliczki 3 360,00 zł: niedopłata\./);
    await visitor.follow((page) => page.getByRole("link", { name: "3 360,00" }).click());
    expect(new URL(visitor.page.url()).hash).toBe("#zaliczki");
    await visitor.follow((page) => page.getByRole("link", { name: "Całe rozliczenie" }).click());
    expect(new URL(visitor.page.url()).pathname).toBe("/media-rozliczenia/rozliczenie/17-2");
    expect(visitor.complaints).toEqual([]);
  });

  it("is on the start page among what is new", async () => {
    await visitor.open(`${origin}/start`);
    const link = visitor.page.getByRole("link", { name: "Rozliczono: centralne ogrzewanie" });
    expect(spaced((await link.textContent()) ?? "")).toMatch(/2025; niedopłata [\d ]+,\d\d zł$/);
    expect(await link.getAttribute("href")).toBe("/media-rozliczenia/rozliczenie/17-2");
  });

  it("says what became of a surplus, and of a settlement that was replaced", async () => {
    await visitor.open(`${origin}/media-rozliczenia/rozliczenie/18-2`);
    const surplus = spaced((await visitor.page.locator("main").textContent()) ?? "");
    expect(surplus).toContain(
      "547,16 zł potrącono z zaległości na koncie „Opłaty za lokal” (dokument POT/2026/3",
    );
    expect(surplus).toContain("200,00 zł czeka na koncie rozliczeń mediów");
    expect(surplus).toContain("Różnicę rozłożono na lokale w proporcji do ich zużycia.");
    await visitor.follow((page) => page.getByRole("link", { name: "Zastępuje wycofane" }).click());
    const reversed = spaced((await visitor.page.locator("main").textContent()) ?? "");
    expect(reversed).toContain("To rozliczenie już nie obowiązuje");
    expect(reversed).toContain("Wynik przed wycofaniem: niedopłata");
    expect(reversed).toContain("zmienił się użytkownik lokalu, 11.05.2025");
  });
});

describe("with a pocket calculator", () => {
  const PRODUCT = new RegExp(`^(${NUMBER})[^×]*× (${NUMBER})\\u00a0zł`);
  const PRICE = new RegExp(`cena jednostki to (${NUMBER})\\u00a0zł ÷ (${NUMBER})`);
  const FIRST = new RegExp(NUMBER);

  /** Sentence and outcome of every step of a heading. */
  async function stepsOf(settlementId: string): Promise<(readonly [string, string])[][]> {
    await visitor.page.goto(`${origin}/media-rozliczenia/rozliczenie/${settlementId}/obliczenie`);
    const groups = await visitor.page.locator(".working-group").all();
    return Promise.all(
      groups.map(async (group) => {
        const lines = await group.locator("li").all();
        return Promise.all(
          lines.map(
            async (line) =>
              [
                (await line.locator(".working-sentence").textContent()) ?? "",
                (await line.locator(".working-outcome").textContent()) ?? "",
              ] as const,
          ),
        );
      }),
    );
  }

  /** What the steps of a page come to when they are done again; a sentence for each that does not. */
  function recomputed(groups: readonly (readonly (readonly [string, string])[])[]) {
    const faults: string[] = [];
    let products = 0;
    const sum: bigint[] = [];
    const check = (isSame: boolean, step: string) => void (isSame || faults.push(step));
    for (const lines of groups) {
      let running = 0n;
      for (const [sentence, outcome] of lines) {
        const came = FIRST.test(outcome) ? number(FIRST.exec(outcome)![0]) : 0n;
        const price = PRICE.exec(sentence);
        const product = PRODUCT.exec(sentence);
        if (price !== null) {
          const quotient = (number(price[1]!) * ONE) / number(price[2]!);
          const unit = 10n ** BigInt(12 - (FIRST.exec(outcome)![0].split(",")[1]?.length ?? 0));
          check(quotient - came <= unit && came - quotient <= unit, sentence);
        } else if (product !== null) {
          running = (number(product[1]!) * number(product[2]!)) / ONE;
          products += 1;
          check(running / 10n ** 6n - came / 10n ** 6n <= 1n, sentence);
        } else if (sentence.startsWith("Zaokrąglone")) {
          check(halfUp(running) === came, `${sentence} ${outcome}`);
          running = came;
        } else if (sentence.startsWith("Reszta")) running += came;
        else if (sentence.endsWith(": kwota")) check(running === came, sentence);
        else if (sentence.startsWith("Suma kosztów"))
          for (const [amount] of sentence.matchAll(new RegExp(`${NUMBER}(?=\\u00a0zł)`, "g")))
            sum.push(number(amount));
      }
      const total = lines.find(([sentence]) => sentence.startsWith("Suma kosztów"));
      if (total)
        check(sum.reduce((all, one) => all + one, 0n) === number(FIRST.exec(total[1])![0]), total[0]);
      const result = lines.find(([sentence]) => sentence.includes("− zaliczki"));
      if (result) {
        const [costs, advances] = [...result[0].matchAll(new RegExp(`${NUMBER}(?=\\u00a0zł)`, "g"))].map(
          ([one]) => number(one),
        );
        check(costs! - advances! === number(FIRST.exec(result[1])![0]), result[0]);
      }
    }
    return { faults, products };
  }

  it.each(settlementViews.map((view) => [view.settlementId, view] as const))(
    "every step of %s comes to the same grosz",
    async (settlementId, view) => {
      const groups = await stepsOf(settlementId);
      const { faults, products } = recomputed(groups);
      expect(faults).toEqual([]);
      expect(products).toBe(view.own.shares.length);
      const last = groups.at(-1)!.at(-1)!;
      expect(number(FIRST.exec(last[1])![0])).toBe(BigInt(view.resultGrosze) * GROSZ);
      const planted = groups.map((lines) =>
        lines.map(([sentence, outcome]) =>
          sentence.startsWith("Zaokrąglone")
            ? ([
                sentence,
                outcome.replace(/\d(?=\u00a0zł)/, (digit) => String((Number(digit) + 1) % 10)),
              ] as const)
            : ([sentence, outcome] as const),
        ),
      );
      expect(recomputed(planted).faults.length).toBeGreaterThan(0);
    },
    30_000,
  );

  it("places, advances and the proposed advance come to what the settlement says", async () => {
    const lines = new Map((await stepsOf("17-2")).flat());
    const [places] = [...lines.keys()].filter((sentence) => sentence.startsWith("Zużycie we wszystkich"));
    const parts = [...places!.matchAll(new RegExp(NUMBER, "g"))].map(([written]) => number(written));
    expect(parts.length).toBe(2);
    expect(parts.reduce((all, one) => all + one, 0n)).toBe(number(FIRST.exec(lines.get(places!)!)![0]));
    const months = [...lines].filter(([sentence]) => sentence.startsWith("Zaliczka w opłacie za "));
    expect(months.length).toBe(12);
    const sum = months.reduce((all, [, outcome]) => all + number(FIRST.exec(outcome)![0]), 0n);
    expect(sum).toBe(number(FIRST.exec(lines.get("Razem zaliczki")!)![0]));
    const [next] = [...lines.keys()].filter((sentence) => sentence.startsWith("Koszt lokalu"));
    const [cost, percent, count] = [...next!.matchAll(new RegExp(NUMBER, "g"))].map(([one]) => number(one));
    expect(halfUp((cost! * percent!) / (100n * count!))).toBe(number(FIRST.exec(lines.get(next!)!)![0]));
    await visitor.follow((page) => page.getByRole("link", { name: "280,00" }).first().click());
    expect(new URL(visitor.page.url()).pathname).toBe("/czynsz/2025/01");
  });

  it("the unit's part of the main meter's difference is told and comes out", async () => {
    const lines = (await stepsOf("18-2")).flat();
    const [sentence, outcome] = lines.find(([each]) => each.startsWith("Część różnicy"))!;
    const [difference, own, whole] = [...sentence.matchAll(new RegExp(NUMBER, "g"))].map(([one]) =>
      number(one),
    );
    const written = FIRST.exec(outcome)![0];
    const unit = 10n ** BigInt(12 - (written.split(",")[1]?.length ?? 0));
    const missed = (difference! * own!) / whole! - number(written);
    expect(missed <= unit && missed >= -unit).toBe(true);
    expect(lines.some(([each]) => each.startsWith(`Zużycie lokalu z częścią różnicy: `))).toBe(true);
  });

  it("the share that λ moved is what remains after rounding", async () => {
    const lines = (await stepsOf("17-3")).flat();
    const outcomeOf = (start: string) =>
      number(FIRST.exec(lines.find(([sentence]) => sentence.startsWith(start))![1])![0]);
    const [sentence, outcome] = lines.find(([each]) => each.includes("(bez zaokrągleń)"))!;
    const [exact, factor] = [...sentence.matchAll(new RegExp(NUMBER, "g"))].map(([written]) =>
      number(written),
    );
    const scaled = (exact! * factor!) / ONE;
    const shown = number(FIRST.exec(outcome)![0]);
    expect(scaled - shown < 10n ** 7n && shown - scaled < 10n ** 7n).toBe(true);
    const difference = shown - outcomeOf("Po granicach");
    expect(difference < GROSZ && difference > -GROSZ).toBe(true);
  });
});

describe("the slip", () => {
  it("is handed out as a file of a proper name that nobody keeps", async () => {
    const answer = await get("/media-rozliczenia/rozliczenie/17-2/rozliczenie.pdf");
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      "content-type": "application/pdf",
      "cache-control": "no-store",
      "content-disposition": `attachment; filename="Rozliczenie CO-2025-W1, Lokal 12.pdf"; filename*=UTF-8''Rozliczenie%20CO-2025-W1%2C%20Lokal%2012.pdf`,
      "x-content-type-options": "nosniff",
    });
    expect((await get("/media-rozliczenia/rozliczenie/404-1/rozliczenie.pdf")).statusCode).toBe(404);
    expect(
      (await get("/media-rozliczenia/rozliczenie/17-2/rozliczenie.pdf", STARTER_TOKEN)).headers.location,
    ).toBe("/haslo/nowe");
  });

  it.each(settlementViews.map((view) => view.settlementId))(
    "%s is tagged, in Polish, and says every amount of its page",
    async (settlementId) => {
      const address = `/media-rozliczenia/rozliczenie/${settlementId}`;
      const { rawPayload } = await get(`${address}/rozliczenie.pdf`);
      expect(rawPayload.toString("latin1")).toMatch(/<pdfuaid:part>1<\/pdfuaid:part>/);
      const printed = await openPrintedPdf(rawPayload);
      await visitor.page.goto(`${origin}${address}`);
      expect(printed.title).toBe(await visitor.page.locator("h1").textContent());
      expect(printed.language).toBe("pl-PL");
      const page = (await visitor.page.locator("main").innerText()).replaceAll("\u00a0", " ");
      const amounts = new Set(page.match(/−?\d[\d ]*,\d+ zł/g));
      expect(amounts.size).toBeGreaterThan(3);
      const squeezed = printed.text.replace(/\s/g, "");
      expect([...amounts].filter((amount) => !squeezed.includes(amount.replace(/\s/g, "")))).toEqual([]);
      const headings = await visitor.page.locator("main h2").allTextContents();
      expect(headings.filter((heading) => !squeezed.includes(heading.replace(/\s/g, "")))).toEqual([]);
      expect(printed.roles.get("H1")).toBe(1);
      expect(printed.roles.get("H2")).toBe(headings.length);
      expect(printed.roles.get("Table") ?? 0).toBeGreaterThan(3);
      expect(printed.roles.get("TH") ?? 0).toBeGreaterThan(5);
    },
  );

  it("has the prescribed graph, and words for who cannot see it", async () => {
    const { rawPayload } = await get("/media-rozliczenia/rozliczenie/17-2/rozliczenie.pdf");
    const { alternatives } = await openPrintedPdf(rawPayload);
    expect(alternatives.map(spaced)).toEqual([
      "Ten okres: 2 072,21 jedn.; Rok wcześniej: 1 896,30 jedn.; Rok wcześniej, w pogodzie tego okresu: 1 806,54 jedn.",
    ]);
  });

  it("prints hostile words as words", async () => {
    const bytes = printSettlementSlip(openPdfPress(), slipPageOf(hostileSettlement, cooperative));
    const { text } = await openPrintedPdf(bytes);
    const squeezed = text.replace(/\s/g, "");
    expect(squeezed).toContain('#emph[Garaż]$7$*x*\\"');
    expect(squeezed).toContain("#panic()<script>alert(1)</script>?");
    expect(squeezed).toContain('#sys.inputs"/*');
  });
});
