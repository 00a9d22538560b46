import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { basename, join } from "node:path";

/** Chromium without its windows: the tests take half the time in it. */
const HEADLESS = "/usr/bin/chromium-headless-shell";

/** Where systems keep Chromium or its sisters; CHROMIUM_PATH names any other. */
const PLACES = [
  HEADLESS,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/microsoft-edge",
  "/snap/bin/chromium",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

const PLAYWRIGHT_CACHES = [".cache/ms-playwright", "Library/Caches/ms-playwright"];

/** The browser of the tests: a found one, or null. */
export function findChromium(): string | null {
  const named = process.env.CHROMIUM_PATH;
  if (named) return existsSync(named) ? named : null;
  return [...PLACES, ...downloadedByPlaywright()].find((path) => existsSync(path)) ?? null;
}

/** Debian's packages that the tests want for their browser: the one without windows, unless another is named. */
export function wantedForChromium(): readonly string[] {
  return process.env.CHROMIUM_PATH || existsSync(HEADLESS) ? [] : [basename(HEADLESS)];
}

function downloadedByPlaywright(): string[] {
  return PLAYWRIGHT_CACHES.map((cache) => join(homedir(), cache))
    .filter((cache) => existsSync(cache))
    .flatMap((cache) =>
      readdirSync(cache)
        .filter((name) => name.startsWith("chromium-"))
        .flatMap((name) =>
          ["chrome-linux/chrome", "chrome-linux64/chrome"].map((file) => join(cache, name, file)),
        ),
    );
}
