import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHashing } from "../../src/access/hashing.ts";
import { loginNameFor } from "../../src/access/login-name.ts";
import { findCooperatives } from "../../src/access/operator.ts";
import { changePassword } from "../../src/access/password-change.ts";
import { signIn } from "../../src/access/sign-in.ts";
import { draftStarters, validateStarters } from "../../src/access/starters.ts";
import type { PlainDate } from "../../src/domain/values/plain-date.ts";
import { askForDocument } from "../../src/operations/ask-for-document.ts";
import { learnWords, warmSearching } from "../../src/store/library-search.ts";
import { cooperativesByHost } from "../../src/web/cooperatives.ts";
import { createSignIn } from "../../src/web/portal-sign-in.ts";
import { publicLibraryOf } from "../../src/web/public/library.ts";
import { residentReads } from "../../src/web/resident/reads/resident-reads.ts";
import { createServer } from "../../src/web/server.ts";
import { systemClock } from "../../src/world/clock.ts";
import { inScope } from "../../src/world/database/scope.ts";
import { openFileStore } from "../../src/world/files.ts";
import { openPdfPress } from "../../src/world/pdf/typst.ts";
import { launchBrowser, Visitor } from "../setup/browser.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { insertDocument, type PlannedDocument } from "../setup/library-world.ts";
import { wholeBooks } from "../setup/whole-books.ts";
import { portalOverFixtures } from "./pages/portal.fixtures.ts";

/** A member in the library with scripts off: finds, reads, takes, asks. */

const PASSWORD = "zielony kot pije mleko o siódmej";
const RESOLUTION = "Uchwała nr 14/2025 w sprawie stawek opłat od 1 stycznia 2026 r.";
const CLADDING = "Uchwała w sprawie docieplenia ścian szczytowych";

let database: TestDatabase;
let server: FastifyInstance;
let browser: Browser;
let origin: string;
let token: string;

beforeAll(async () => {
  database = await freshDatabase();
  const { scope } = await wholeBooks(database);
  const files = openFileStore(mkdtempSync(join(tmpdir(), "osiedle-library-")));
  const { pools } = database;
  const [person] = await rows<{ id: number }>("select id from app.person where code = 'P1'");
  const [resolution] = await rows<{ id: number }>("select id from app.resolution where code = 'U1'");
  const insertion = {
    files,
    base: openPdfPress().print('#set document(title: "Uchwała")\n= Uchwała\nTekst uchwały.', {}),
    cooperativeId: 1,
    groupId: 0,
    personId: 0,
    propertyId: 0,
  };
  const planned: readonly PlannedDocument[] = [
    {
      kind: "resolution",
      organ: "supervisory-board",
      to: null,
      title: RESOLUTION,
      year: 2025,
      resolutionId: resolution!.id,
    },
    {
      kind: "resolution",
      to: null,
      title: CLADDING,
      text: "§ 1. Dociepla się ściany szczytowe.\n§ 2. Prace kończą się w 2027 roku.\f§ 3. Uchwała wchodzi w życie.",
    },
    { kind: "statute", to: null, title: "Statut", year: 1966 },
  ];
  await database.asSuperuser(async (client) => {
    for (const each of planned) await insertDocument(client, insertion, each);
  });
  await inScope(pools.runtime, scope.token, (tx) =>
    learnWords(tx, 1, planned.map(({ title, text = "" }) => `${title} ${text}`).join("\n")),
  );
  token = await settledToken(person!.id);
  await warmSearching(pools.searching);
  server = await createServer({
    ...(await portalOverFixtures()),
    signIn: createSignIn(accessOf(), () => findCooperatives(pools.runtime)),
    reads: residentReads({
      reading: pools.reading,
      searching: pools.searching,
      clock: systemClock,
      touch: async () => {},
    }),
    files,
    clock: systemClock,
    askForDocument: (asking, request) =>
      askForDocument({ pools, today: () => systemClock.today() as PlainDate }, asking, request),
    publicLibrary: publicLibraryOf(pools, systemClock),
    loadCooperative: cooperativesByHost(pools.runtime),
  });
  await server.listen({ host: "127.0.0.1", port: 0 });
  const { port } = server.addresses()[0] as { port: number };
  origin = `http://localhost:${port}`;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await database?.close();
});

const rows = <Row>(text: string): Promise<Row[]> =>
  database.asSuperuser(async (client) => (await client.query(text)).rows as Row[]);

const accessOf = () => ({
  signin: database.pools.signin,
  hashing: createHashing(undefined, { memoryCost: 64, timeCost: 1, parallelism: 1 }),
});

async function settledToken(personId: number): Promise<string> {
  const access = accessOf();
  const drafts = await draftStarters(access, [{ personId, loginName: loginNameFor(personId) }]);
  await validateStarters(access, 1, drafts);
  const from = {
    cooperativeId: 1,
    address: "198.51.100.7",
    userAgent: "Test",
    deviceToken: null,
    formerToken: null,
  };
  const { loginName, password } = drafts[0]!;
  const first = await signIn(access, { ...from, login: loginName, password });
  if (first.outcome !== "signed-in") throw new Error(first.outcome);
  const change = { ...from, token: first.token, currentPassword: null, newPassword: PASSWORD };
  const changed = await changePassword(access, change);
  if (changed.outcome !== "changed") throw new Error(changed.outcome);
  return changed.token;
}

async function member(width: number): Promise<Visitor> {
  const visitor = await Visitor.arrive(browser, { viewport: { width, height: 900 } });
  await visitor.context.addCookies([
    {
      name: "__Host-osiedle",
      value: token,
      url: origin.replace("http:", "https:"),
      secure: true,
      httpOnly: true,
      sameSite: "Lax",
    },
  ]);
  return visitor;
}

const main = async ({ page }: Visitor) => (await page.locator("main").innerText()).replaceAll("\u00a0", " ");

describe.each([390, 1280])("a member at %i px", (width) => {
  it("goes from a component of the fee to its resolution, sees what it changed, and back", async () => {
    const visitor = await member(width);
    await visitor.open(`${origin}/czynsz/2026/02`);
    await visitor.follow((page) => page.getByRole("link", { name: "nr 14/2025" }).first().click());
    expect(await visitor.page.locator("h1").textContent()).toBe(RESOLUTION);
    expect(await main(visitor)).toContain("Co ta uchwała zmieniła w mojej opłacie");
    const changed = visitor.page.locator("#moja-oplata ~ .state-table");
    expect((await changed.innerText()).replaceAll("\u00a0", " ")).toContain("3,15 zł/m²");
    await visitor.follow(() => changed.getByRole("link").first().click());
    expect(new URL(visitor.page.url()).pathname).toMatch(/^\/czynsz\/2026\/01\/skladnik\//);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  it("finds a resolution by words in other forms, marked, and reads it page by page", async () => {
    const visitor = await member(width);
    await visitor.open(`${origin}/dokumenty`);
    await visitor.page.getByRole("searchbox", { name: "Czego szukać" }).fill("dociepleniami scian");
    await visitor.follow((page) => page.getByRole("button", { name: "Szukaj" }).click());
    expect(await visitor.page.locator("mark").allTextContents()).toContain("ściany");
    await visitor.follow((page) => page.getByRole("link", { name: CLADDING }).click());
    expect(await main(visitor)).toContain("§ 2. Prace kończą się w 2027 roku.");
    expect(await visitor.page.getByRole("region", { name: "strona 2 z 2" }).innerText()).toContain("§ 3.");
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  it("walks the archive back to the first year, by kind", async () => {
    const visitor = await member(width);
    await visitor.open(`${origin}/dokumenty/statut-i-regulaminy`);
    await visitor.follow((page) => page.getByRole("link", { name: "1966", exact: true }).click());
    expect(await visitor.page.locator("h1").textContent()).toBe("Statut i regulaminy: 1966");
    expect(await visitor.page.getByRole("link", { name: "Statut", exact: true }).count()).toBe(1);
    expect(await visitor.open(`${origin}/dokumenty/statut-i-regulaminy/1966?rodzaj=regulaminy`)).toBe(200);
    expect(await main(visitor)).toContain("Z tego roku nie ma tu dokumentów");
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  it("asks for a copy, is told what is missing without losing a word, and sees the request", async () => {
    const visitor = await member(width);
    await visitor.open(`${origin}/wnioski`);
    await visitor.follow((page) => page.getByRole("link", { name: "Napisz wniosek" }).click());
    await visitor.page.getByLabel("O który dokument chodzi").fill(`Umowa sprzątania ${width}`);
    await visitor.follow((page) => page.getByRole("button", { name: "Wyślij wniosek" }).click());
    expect(await visitor.page.getByRole("alert").innerText()).toContain("Wybierz rodzaj dokumentu.");
    expect(await visitor.page.getByLabel("O który dokument chodzi").inputValue()).toBe(
      `Umowa sprzątania ${width}`,
    );
    await visitor.page.getByLabel("Rodzaj dokumentu").selectOption({ label: "umowa z inną firmą lub osobą" });
    await visitor.follow((page) => page.getByRole("button", { name: "Wyślij wniosek" }).click());
    expect(await visitor.page.getByRole("status").innerText()).toBe("Wniosek przyjęty.");
    expect(await main(visitor)).toContain(`Umowa sprzątania ${width}`);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });
});

describe("anybody", () => {
  it("comes from the cooperative's page to the statute and takes it", async () => {
    const visitor = await Visitor.arrive(browser);
    await visitor.open(origin);
    await visitor.follow((page) => page.getByRole("link", { name: "Dokumenty publiczne" }).click());
    const [file] = await Promise.all([
      visitor.page.waitForEvent("download"),
      visitor.page.getByRole("link", { name: "Pobierz PDF: Statut" }).click(),
    ]);
    expect(file.suggestedFilename()).toBe("Statut nr 1 z 1966-06-01.pdf");
    expect(await main(visitor)).not.toContain("Uchwała");
    await visitor.leave();
  });
});
