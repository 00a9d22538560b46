import type { FastifyInstance } from "fastify";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createServer } from "../../src/web/server.ts";
import { accessibilityFaults, launchBrowser } from "../setup/browser.ts";
import {
  FORMER_TOKEN,
  FULL_TOKEN,
  LOGIN,
  PASSWORD,
  portalOverFixtures,
  STARTER_TOKEN,
} from "./pages/portal.fixtures.ts";

/** Every page in a real browser, with scripts off: readable by all, on every screen, and obeying its own security policy. */

let server: FastifyInstance;
let browser: Browser;
let origin: string;

beforeAll(async () => {
  server = await createServer(await portalOverFixtures());
  await server.listen({ port: 0, host: "127.0.0.1" });
  const { port } = server.addresses()[0] as { port: number };
  origin = `http://localhost:${port}`;
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const RESIDENT_PAGES = [
  "/start",
  "/dane-osobowe",
  "/czynsz/2026",
  "/czynsz/2026/11?lokal=l-12",
  "/czynsz/2026/11/skladnik/eks",
  "/ksiegowosc/2026",
  "/ksiegowosc/2026/konto/k-1",
  "/ksiegowosc/2026/konto/k-1/szczegoly",
  "/wplaty/w-118-4",
  "/wirtualne-rachunki",
  "/media-odczyty",
  "/media-odczyty/2026/ogrzewanie",
  "/media-odczyty/2026/zimna-woda/10",
  "/media-rozliczenia",
  "/media-rozliczenia/2026/konto/k-3",
  "/media-rozliczenia/rozliczenie/17-2",
  "/media-rozliczenia/rozliczenie/18-2",
  "/media-rozliczenia/rozliczenie/16-2",
  "/media-rozliczenia/rozliczenie/17-2/obliczenie",
  "/dokumenty",
  "/dokumenty/walne-zgromadzenie",
  "/dokumenty/walne-zgromadzenie/2026?rodzaj=protokoly",
  "/dokumenty/statut-i-regulaminy",
  "/dokumenty/kalkulacje-oplat",
  "/dokumenty/szukaj",
  "/dokumenty/szukaj?q=docieplenie&rodzaj=uchwaly",
  "/dokumenty/szukaj?q=nic",
  "/dokumenty/dokument/7",
  "/dokumenty/dokument/3",
  "/walne-zgromadzenie/WZ-2026-2",
  "/wnioski",
  "/wnioski/nowy",
  "/sesje",
];
const PUBLIC_PAGES = ["/", "/dokumenty-publiczne", "/logowanie", "/nie-ma-takiej"];
const EVERY_PAGE = [
  ...RESIDENT_PAGES.map((path) => ({ path, token: FULL_TOKEN })),
  ...PUBLIC_PAGES.map((path) => ({ path, token: null })),
  { path: "/haslo/nowe", token: STARTER_TOKEN },
  ...["/dokumenty", "/wnioski", "/wnioski/nowy"].map((path) => ({ path, token: FORMER_TOKEN })),
];

async function open(
  path: string,
  token: string | null,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<{ page: Page; context: BrowserContext; complaints: string[] }> {
  const context = await browser.newContext({ javaScriptEnabled: false, ...options });
  if (token !== null)
    await context.addCookies([
      {
        name: "__Host-osiedle",
        value: token,
        url: origin.replace("http:", "https:"),
        secure: true,
        httpOnly: true,
        sameSite: "Lax",
      },
    ]);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().includes("404")) complaints.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(origin)) complaints.push(`foreign request ${request.url()}`);
  });
  await page.goto(`${origin}${path}`);
  return { page, context, complaints };
}

/** Width in CSS pixels and size of the text: a phone, the narrowest screen of WCAG 1.4.10, twice the text of 1.4.4, on a phone too. */
const SCREENS = [
  { width: 1280, text: "100%" },
  { width: 390, text: "100%" },
  { width: 320, text: "100%" },
  { width: 640, text: "225%" },
  { width: 390, text: "225%" },
];

describe.each([FULL_TOKEN, FORMER_TOKEN, STARTER_TOKEN, null])("the pages of %s", (token) => {
  let visit: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    visit = await open("/", token);
  });
  afterAll(() => visit.context.close());

  it.each(EVERY_PAGE.filter((each) => each.token === token))(
    "$path is accessible in light and dark, obeys its policy and never scrolls sideways",
    async ({ path }) => {
      const { page, complaints } = visit;
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.goto(`${origin}${path}`);
      expect(await page.locator("html").getAttribute("lang")).toBe("pl");
      expect(await page.locator("h1").count()).toBe(1);
      expect(await page.locator("nav [aria-current=page]").count(), "present entries").toBeLessThanOrEqual(1);
      for (const { width, text } of SCREENS) {
        await page.setViewportSize({ width, height: 800 });
        const overflow = await page.evaluate((size) => {
          document.documentElement.style.fontSize = size === "100%" ? "" : size;
          return document.documentElement.scrollWidth - document.documentElement.clientWidth;
        }, text);
        expect(overflow, `${width} px, text ${text}`).toBeLessThanOrEqual(0);
      }
      expect(await accessibilityFaults(browser, page)).toEqual([]);
      expect(complaints.splice(0)).toEqual([]);
    },
  );
});

describe("finding one's way without scripts", () => {
  it("reaches the content with the first key and marks the present tab", async () => {
    const { page, context } = await open("/czynsz/2026/11", FULL_TOKEN);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(new URL(page.url()).hash).toBe("#tresc");
    expect(await page.locator("nav [aria-current=page]").textContent()).toBe("Czynsz");
    await context.close();
  });

  it("opens the menu on a phone by its button and closes it again", async () => {
    const { page, context } = await open("/start", FULL_TOKEN, { viewport: { width: 390, height: 800 } });
    const tab = page.getByRole("link", { name: "Księgowość", exact: true });
    expect(await tab.isVisible()).toBe(false);
    await page.getByRole("link", { name: "Menu", exact: true }).click();
    expect(await tab.isVisible()).toBe(true);
    await page.getByRole("link", { name: "Zamknij menu" }).click();
    expect(await tab.isVisible()).toBe(false);
    await context.close();
  });

  it("keeps the tabs in the announced order", async () => {
    const { page, context } = await open("/start", FULL_TOKEN);
    const tabs = page.getByRole("navigation", { name: "Zakładki portalu" }).getByRole("link");
    expect(await tabs.allTextContents()).toEqual([
      "Start",
      "Dane osobowe",
      "Czynsz",
      "Księgowość",
      "Wirtualne rachunki",
      "Media odczyty",
      "Media rozliczenia",
    ]);
    await context.close();
  });

  it("says on the start page what is due, by when, and when the last payment came", async () => {
    const { page, context } = await open("/start", FULL_TOKEN);
    const statement = (await page.locator(".statement").first().textContent())?.replaceAll("\u00a0", " ");
    expect(statement).toContain("Lokal 12, ul. Lipowa 4: do zapłaty do 10 grudnia 642,18 zł.");
    expect(statement).toContain("Ostatnia wpłata: 642,18 zł, 9 listopada, wyciąg nr 118.");
    await page.getByRole("link", { name: "642,18 zł, 9 listopada" }).first().click();
    expect(await page.locator("h1").textContent()).toContain("Wpłata z 9");
    await context.close();
  });

  it("prints without menus", async () => {
    const { page, context } = await open("/ksiegowosc/2026", FULL_TOKEN);
    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".side-menu").isVisible()).toBe(false);
    expect(await page.locator("table").first().isVisible()).toBe(true);
    await context.close();
  });
});

describe("signing in without scripts", () => {
  it.each(["localhost", "127.0.0.1"])("keeps the __Host- cookie on http://%s", async (host) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${origin.replace("localhost", host)}/czynsz/2026/11`);
    await page.getByLabel("Login").fill(LOGIN);
    await page.getByLabel("Hasło").fill("nie to");
    await page.getByRole("button", { name: "Zaloguj" }).click();
    expect(await page.getByRole("alert").textContent()).toContain("Login lub hasło się nie zgadza");
    expect(await page.getByLabel("Login").inputValue()).toBe(LOGIN);
    expect(await page.getByLabel("Hasło").inputValue()).toBe("");
    await page.getByLabel("Hasło").fill(PASSWORD);
    await page.getByRole("button", { name: "Zaloguj" }).click();
    expect(new URL(page.url()).pathname).toBe("/czynsz/2026/11");
    await page.getByRole("button", { name: "Wyloguj" }).click();
    expect(await page.getByRole("status").textContent()).toContain("Wylogowano");
    await page.goto(`${origin.replace("localhost", host)}/start`);
    expect(new URL(page.url()).pathname).toBe("/logowanie");
    await context.close();
  });
});

describe("the script, where it runs", () => {
  it("adds the button that copies the account number, which is not there without it", async () => {
    const without = await open("/wirtualne-rachunki", FULL_TOKEN);
    expect(await without.page.getByRole("button", { name: "Kopiuj numer" }).count()).toBe(0);
    await without.context.close();
    const { page, context, complaints } = await open("/wirtualne-rachunki", FULL_TOKEN, {
      javaScriptEnabled: true,
      permissions: ["clipboard-read", "clipboard-write"],
    });
    await page.getByRole("button", { name: "Kopiuj numer" }).first().click();
    await page.getByRole("button", { name: "Skopiowano" }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      "92 1240 1234 0001 5678 9012 3456",
    );
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("warns two minutes before the session ends and lets one stay", async () => {
    const { page, context } = await open("/haslo/nowe", FULL_TOKEN, { javaScriptEnabled: true });
    await page.clock.install();
    await page.goto(`${origin}/haslo/nowe`);
    const warning = page.getByRole("alertdialog");
    await page.getByLabel("Nowe hasło", { exact: true }).fill("pol slowa");
    await page.clock.runFor(779_000);
    expect(await warning.isVisible()).toBe(false);
    await page.clock.runFor(2_000);
    expect(await warning.isVisible()).toBe(true);
    await warning.getByRole("button", { name: "Zostaję" }).click();
    await warning.waitFor({ state: "hidden" });
    expect(await page.getByLabel("Nowe hasło", { exact: true }).inputValue()).toBe("pol slowa");
    await context.close();
  });
});
