import { existsSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, chromium, type Page } from "playwright-core";

/** Chromium as the machine has it; as root it refuses to start with its sandbox. */
export function launchBrowser(): Promise<Browser> {
  const found = [
    process.env.CHROMIUM_PATH,
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
  ].find((path) => path !== undefined && existsSync(path));
  return chromium.launch({
    ...(found === undefined ? {} : { executablePath: found }),
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
}

const WCAG_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * What axe finds on the page in light and in dark, in short sentences. Axe hangs in a context without scripts, so the page's HTML is
 * shown under the same address in a second context with scripts; its style sheets come from the server as usual.
 */
export async function accessibilityFaults(browser: Browser, page: Page): Promise<string[]> {
  const html = await page.content();
  const url = page.url();
  const context = await browser.newContext();
  try {
    const copy = await context.newPage();
    await copy.route(url, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: html }));
    await copy.goto(url);
    const inLight = await new AxeBuilder({ page: copy }).withTags(WCAG_TAGS).analyze();
    await copy.emulateMedia({ colorScheme: "dark" });
    // A second load, so that no colour is caught on its way from light to dark.
    await copy.goto(url);
    const inDark = await new AxeBuilder({ page: copy }).withRules("color-contrast").analyze();
    return [...inLight.violations, ...inDark.violations].flatMap((violation) =>
      violation.nodes.map((node) => `${violation.id}: ${node.target.join(" ")} (${violation.help})`),
    );
  } finally {
    await context.close();
  }
}
