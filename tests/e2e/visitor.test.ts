import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, Visitor } from "../setup/browser.ts";

/** The page object of the browser tests has to notice what it is there for. */

const page = (body: string, language = ' lang="pl"') =>
  `<!doctype html><html${language}><head><title>Strona</title><link rel="icon" href="/ikona"></head><body><main><h1>Strona</h1>${body}</main></body></html>`;

const PAGES: Readonly<Record<string, string>> = {
  "/dobra": page('<a href="/druga">dalej</a>'),
  "/druga": page("<p>Druga</p>"),
  "/bez-jezyka": page("", ""),
  "/bez-opisu": page('<img src="/ikona">'),
  "/blada": page('<p style="color:#ccc;background:#fff">blade</p>'),
  "/wstawiony-styl": page('<p style="color:red">styl wbrew zasadom</p>'),
  "/obca": page('<img alt="" src="https://obca.invalid/x.png">'),
};

let server: Server;
let browser: Browser;
let origin: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? "";
    const isStrict = path === "/wstawiony-styl";
    if (path === "/ikona")
      return void response
        .setHeader("content-type", "image/svg+xml")
        .end("<svg xmlns='http://www.w3.org/2000/svg'/>");
    response.setHeader("content-type", "text/html; charset=utf-8");
    if (isStrict) response.setHeader("content-security-policy", "default-src 'self'");
    response.statusCode = path in PAGES ? 200 : 404;
    response.end(PAGES[path] ?? page("<p>Nie ma takiej strony</p>"));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  server.close();
});

describe("visitor", () => {
  it("walks through good pages, a missing one too, without a complaint", async () => {
    const visitor = await Visitor.arrive(browser);
    expect(await visitor.open(`${origin}/dobra`)).toBe(200);
    await visitor.follow((present) => present.getByRole("link", { name: "dalej" }).click());
    expect(visitor.page.url()).toBe(`${origin}/druga`);
    expect(await visitor.open(`${origin}/nie-ma`)).toBe(404);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  it.each([
    ["/bez-jezyka", "html-has-lang"],
    ["/bez-opisu", "image-alt"],
    ["/blada", "color-contrast"],
  ])("stops at %s because of %s", async (path, fault) => {
    const visitor = await Visitor.arrive(browser);
    await expect(visitor.open(`${origin}${path}`)).rejects.toThrow(fault);
    await visitor.leave();
  });

  it.each([
    ["/wstawiony-styl", "Content Security Policy"],
    ["/obca", "foreign: https://obca.invalid"],
  ])("complains at %s of %s", async (path, complaint) => {
    const visitor = await Visitor.arrive(browser);
    await visitor.open(`${origin}${path}`).catch(() => {});
    expect(visitor.complaints.join("\n")).toContain(complaint);
    await visitor.leave();
  });
});
