import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type axeCore from "axe-core";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
  type Route,
} from "playwright-core";
import { findChromium } from "../../scripts/chromium.ts";

/** The system's Chromium; as root it refuses to start with its sandbox. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error("no Chromium: install it or name it in CHROMIUM_PATH");
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
}

/** The short form: the long one is sent and compiled for longer than it examines. */
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const WCAG_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * A person at a browser, with scripts off unless said otherwise. Every page they come to is examined by axe, and
 * whatever the browser complains about (console, security policy, foreign addresses, failed requests) is kept:
 * `complaints` has to be empty at the end.
 */
export class Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly complaints: string[] = [];
  readonly #browser: Browser;

  private constructor(browser: Browser, context: BrowserContext, page: Page) {
    this.#browser = browser;
    this.context = context;
    this.page = page;
  }

  static async arrive(browser: Browser, options: BrowserContextOptions = {}): Promise<Visitor> {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: "pl-PL", ...options });
    const visitor = new Visitor(browser, context, await context.newPage());
    visitor.#listen();
    return visitor;
  }

  /** Goes to the address. @returns the status of the answer. */
  async open(address: string): Promise<number> {
    const answer = await this.page.goto(address);
    await this.#examine();
    return answer?.status() ?? 0;
  }

  /** Does what leads to another page (a link, a form) and waits until it is there. */
  async follow(step: (page: Page) => Promise<unknown>): Promise<void> {
    const arrived = this.page.waitForEvent("load");
    await Promise.all([arrived, step(this.page)]);
    await this.#examine();
  }

  async leave(): Promise<void> {
    await this.context.close();
  }

  #listen(): void {
    this.page.on("console", (message) => {
      // A page that answers 404 or 422 on purpose is reported by its own address.
      const isOwnStatus =
        message.location().url === this.page.url() && message.text().includes("the server responded");
      if (message.type() === "error" && !isOwnStatus) this.complaints.push(message.text());
    });
    this.page.on("pageerror", (error) => this.complaints.push(error.message));
    this.page.on("requestfailed", (request) => this.complaints.push(`failed: ${request.url()}`));
    this.page.on("request", (request) => {
      const own = this.page.url().startsWith("http") ? new URL(this.page.url()).origin : null;
      const isNavigation = request.isNavigationRequest();
      if (own && !isNavigation && !request.url().startsWith(own))
        this.complaints.push(`foreign: ${request.url()}`);
    });
  }

  async #examine(): Promise<void> {
    const faults = await accessibilityFaults(this.#browser, this.page);
    if (faults.length > 0) throw new Error(`${this.page.url()} is not accessible:\n${faults.join("\n")}`);
  }
}

/**
 * What axe finds on the page in light and in dark. Axe hangs in a context without scripts, so the page's HTML is shown
 * under the same address in a second context with scripts; its style sheets come from the server as usual. One such page serves
 * all examinations of a browser, one after the other: opening another for each takes longer than axe itself.
 */
export async function accessibilityFaults(browser: Browser, page: Page): Promise<string[]> {
  const [html, url, viewport] = [await page.content(), page.url(), page.viewportSize()];
  const before = examined.get(browser) ?? Promise.resolve(null);
  const examining = before.then(async (kept) => {
    const copy = kept ?? (await examiningPage(browser));
    if (viewport) await copy.setViewportSize(viewport);
    return { copy, faults: await faultsOf(copy, url, html) };
  });
  examined.set(
    browser,
    examining.then(
      ({ copy }) => copy,
      () => null,
    ),
  );
  return (await examining).faults;
}

const examined = new WeakMap<Browser, Promise<Page | null>>();

async function examiningPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ locale: "pl-PL" });
  await context.addInitScript({ content: AXE });
  return context.newPage();
}

async function faultsOf(copy: Page, url: string, html: string): Promise<string[]> {
  const show = (route: Route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: html });
  const isAsked = ({ href }: { readonly href: string }) => href.split("#")[0] === url.split("#")[0];
  await copy.emulateMedia({ colorScheme: "light" });
  await copy.route(isAsked, show);
  // From the same page to one of its anchors nothing would be loaded.
  if (isAsked({ href: copy.url() })) await copy.goto("about:blank");
  await copy.goto(url);
  await copy.unroute(isAsked, show);
  // So that no colour is caught on its way from light to dark.
  await copy.addStyleTag({ content: "* { transition: none !important }" });
  const inLight = await violations(copy, { type: "tag", values: WCAG_TAGS });
  await copy.emulateMedia({ colorScheme: "dark" });
  const inDark = await violations(copy, { type: "rule", values: ["color-contrast"] });
  return [...inLight, ...inDark];
}

/** Places and help only of what is wrong: to name every place that is right takes longer than the examination. */
function violations(page: Page, runOnly: axeCore.RunOnly): Promise<string[]> {
  return page.evaluate(async (only) => {
    const { axe } = globalThis as unknown as { axe: typeof axeCore };
    const found = await axe.run({ runOnly: only, resultTypes: ["violations"] });
    return found.violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target }) => `${id}: ${target.join(" ")} (${help})`),
    );
  }, runOnly);
}
