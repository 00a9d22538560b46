import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import type { Browser } from "playwright-core";
import type { VNode } from "preact";
import { afterAll, beforeAll, expect, it } from "vitest";
import { renderPage } from "../../src/web/html.tsx";
import { createServer } from "../../src/web/server.ts";
import { accessibilityFaults, launchBrowser } from "../setup/browser.ts";
import { portalOverFixtures } from "./pages/portal.fixtures.ts";

/** A component cannot exist without examples, and every example must be readable by all. */

const FOLDER = join(import.meta.dirname, "../../src/web/components");
const names = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".tsx") && !file.includes(".examples.") && !file.includes(".test."))
  .map((file) => file.replace(".tsx", ""));

type Examples = Readonly<Record<string, () => VNode>>;

async function examplesOf(name: string): Promise<Examples> {
  const { examples }: { examples: Examples } = await import(join(FOLDER, `${name}.examples.tsx`));
  return examples;
}

let server: FastifyInstance;
let browser: Browser;

beforeAll(async () => {
  server = await createServer(await portalOverFixtures());
  await server.listen({ port: 0, host: "127.0.0.1" });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

it.each(names)("%s has examples", async (name) => {
  expect(Object.keys(await examplesOf(name)).length).toBeGreaterThan(0);
});

it("every example of every component is accessible, in light and in dark", async () => {
  const sections: VNode[] = [];
  for (const name of names) {
    const examples = Object.entries(await examplesOf(name));
    sections.push(
      <section key={name} aria-label={name}>
        <h2>{name}</h2>
        {examples.map(([title, example]) => (
          <div key={title}>
            <h3>{`${name}: ${title}`}</h3>
            {example()}
          </div>
        ))}
      </section>,
    );
  }
  const { port } = server.addresses()[0] as { port: number };
  const origin = `http://localhost:${port}`;
  const { body } = await server.inject("/");
  const links = [...body.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map((match) => match[1]!);
  const html = renderPage(
    <html lang="pl">
      <head>
        <title>Przykłady</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {links.map((link) => (
          <link key={link} rel="stylesheet" href={link} />
        ))}
      </head>
      <body>
        <main>
          <h1>Przykłady</h1>
          {sections}
        </main>
      </body>
    </html>,
  );
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.route(`${origin}/przyklady`, (route) =>
    route.fulfill({ contentType: "text/html; charset=utf-8", body: html }),
  );
  await page.goto(`${origin}/przyklady`);
  expect(await accessibilityFaults(browser, page)).toEqual([]);
});
