import type { ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import type pg from "pg";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asAdmin } from "../../src/world/database/database.ts";
import { readSecrets } from "../../src/world/database/secrets.ts";
import { joinEmbeddedServer } from "../../src/world/database/server.ts";
import { launchBrowser, Visitor } from "../setup/browser.ts";
import { buildProgram, root, run, startProgram } from "../setup/program.ts";

/**
 * The main job, as the operator and a resident do it: a cooperative's records come in, three months are assessed, a real bank
 * statement is credited, a letter is printed, and the resident sees exactly what the ledger holds — until somebody changes an amount.
 */

const SAMPLE = join(root, "..", "shared", "data", "bank-mt940", "polish", "czynsz-tilde.sta");
const PACKAGE = join(root, "docs", "guides", "example-package");
const OWN_PASSWORD = "trzy bociany na kominie";

const folder = mkdtempSync(join(tmpdir(), "osiedle-main-"));
const environment = { OSIEDLE_DATA: join(folder, "dane") };
const osiedle = (...args: string[]) => {
  const outcome = run([...args, "--json"], environment);
  expect(outcome.stderr).toBe("");
  return { ...outcome, answer: JSON.parse(outcome.stdout) };
};

let browser: Browser;
let server: ChildProcess;
let address: string;
let resident: Visitor;

beforeAll(async () => {
  buildProgram();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  server?.kill("SIGTERM");
  await new Promise((resolve) => (server ? server.once("exit", resolve) : resolve(null)));
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(!existsSync(SAMPLE))("from a package to a resident's own balance", () => {
  it("imports the package, and importing it again changes nothing", async () => {
    expect(osiedle("package", "import", PACKAGE).status).toBe(0);
    ({ child: server, address } = await startProgram(environment));
    const again = osiedle("package", "import", PACKAGE);
    expect(again.answer).toMatchObject({ isFirst: false, isUnchanged: true });
  });

  it("assesses three months, each once", async () => {
    for (const month of ["2026-01", "2026-02", "2026-03"]) {
      for (const step of ["draft", "close", "post"])
        expect(osiedle("assessment", step, "--month", month).status).toBe(0);
    }
    const again = osiedle("assessment", "post", "--month", "2026-03");
    expect(again.status).toBe(0);
    expect(await balanceOf("204-R1-01")).toBe(41230 + 3 * FEES_R1);
  });

  it("credits a real bank's statement, whatever file it is read from", async () => {
    const file = join(folder, "wyciag.sta");
    writeFileSync(file, sampleForOurAccounts());
    const imported = osiedle("statements", "import", file);
    expect(imported.status).toBe(0);
    const again = osiedle("statements", "import", file);
    expect(again.status).toBe(0);
    expect(await balanceOf("204-R1-01")).toBe(41230 + 3 * FEES_R1 - 45000);
    const waiting = osiedle("clearing", "list").answer;
    expect(JSON.stringify(waiting)).toContain("8999");
  });

  it("prints a letter that lets the resident in once, to choose their own password", async () => {
    const letters = join(folder, "pisma");
    expect(osiedle("logins", "issue", "--person", "P1", "--out", letters).status).toBe(0);
    const [letter] = readdirSync(letters);
    const { login, password } = await readLetter(join(letters, letter ?? ""));
    resident = await Visitor.arrive(browser);
    await resident.open(`${address}/`);
    await resident.follow((page) => page.getByRole("link", { name: "Obsługa Mieszkańców" }).first().click());
    await signIn(login, password);
    expect(resident.page.url()).toBe(`${address}/haslo/nowe`);
    await resident.open(`${address}/ksiegowosc`);
    expect(resident.page.url(), "a starter session sees nothing else").toBe(`${address}/haslo/nowe`);
    await resident.page.fill("[name=new-password]", OWN_PASSWORD);
    await resident.page.fill("[name=repeated-password]", OWN_PASSWORD);
    await resident.follow((page) => page.locator("main form button[type=submit]").click());
    expect(resident.page.url()).toBe(`${address}/start`);

    const stranger = await Visitor.arrive(browser);
    await stranger.open(`${address}/logowanie`);
    await stranger.page.fill("[name=login]", login);
    await stranger.page.fill("[name=password]", password);
    await stranger.follow((page) => page.locator("main form button[type=submit]").click());
    expect(stranger.page.url(), "the paper works once").toBe(`${address}/logowanie`);
    await stranger.leave();
  });

  it("shows on every tab what the ledger holds, to the grosz, without a script", async () => {
    // Opening 412,30; three months of fees; 450,00 paid in July: the oldest is covered first.
    expect(await tab("/start")).toContain(zloty(BALANCE_R1));
    expect(await tab("/start")).toContain("wyciąg nr 00123/001");
    const fee = await tab("/czynsz/2026/03");
    for (const amount of [15278, 10185, 7704, 6400]) expect(fee).toContain(zloty(amount));
    expect(fee).toContain(zloty(39567));
    const year = await tab("/ksiegowosc/2026");
    expect(year).toContain(zloty(41230));
    expect(year).toContain(zloty(BALANCE_OF_FEES));
    await resident.follow((page) =>
      page
        .locator("main")
        .getByRole("link", { name: /Opłaty/ })
        .first()
        .click(),
    );
    await resident.follow((page) =>
      page
        .getByRole("link", { name: /szczegóły/i })
        .first()
        .click(),
    );
    const documents = words(await resident.page.locator("main").innerText());
    for (const number of ["BO/2026/", "NAL 12/2025", "NAL/2026/1", "WB/2026/1"])
      expect(documents).toContain(number);
    expect(documents).toContain(zloty(BALANCE_OF_FEES));
    expect(await tab("/wirtualne-rachunki")).toContain("23 1020 2528 0000 0000 0000 0001");
    const person = await tab("/dane-osobowe");
    for (const fact of ["Żaneta Przykładowska", "117", "Łukasz Przykładowski", "48,50"])
      expect(person).toContain(fact);
    expect(person).not.toContain("Zmyślona");
    expect(resident.complaints).toEqual([]);
  });

  it("answers another resident's account like one that does not exist", async () => {
    const [stranger, missing] = await Promise.all(
      ["9", "999999"].map(async (id) => {
        const cookies = (await resident.context.cookies())
          .map((cookie) => `${cookie.name}=${cookie.value}`)
          .join("; ");
        const answer = await fetch(`${address}/ksiegowosc/2026/konto/${id}`, {
          headers: { cookie: cookies },
        });
        return {
          status: answer.status,
          body: (await answer.text()).replaceAll(/name="form-token" value="[^"]*"/g, ""),
        };
      }),
    );
    expect(stranger?.status).toBe(404);
    expect(stranger).toEqual(missing);
  });

  it("verifies clean, and names an amount somebody changed", async () => {
    const clean = osiedle("verify");
    expect(clean.answer.differences).toEqual([]);
    expect(clean.status).toBe(0);
    await asOwnerOfTheMachine(async (client) => {
      await client.query("set session_replication_role = replica");
      const { rowCount } = await client.query(
        "update app.charge set amount_grosze = amount_grosze + 1 where month = '2026-02-01' and amount_grosze = 15278",
      );
      expect(rowCount).toBe(1);
    });
    const changed = run(["verify", "--head", clean.answer.head, "--json"], environment);
    expect(changed.status).toBe(2);
    expect(changed.stdout).toContain("2026-02, prawo R1, Eksploatacja i utrzymanie");
  });
});

/** 48,50 m² × 3,15 = 152,775 → 152,78; × 2,10 = 101,85; 3 m³ × 2 × 12,84 = 77,04; 2 × 32,00 = 64,00. */
const FEES_R1 = 15278 + 7704 + 6400;
const BALANCE_OF_FEES = 41230 + 3 * FEES_R1 - 45000;
const BALANCE_R1 = BALANCE_OF_FEES + 3 * 10185;

/** The bank's own file with nothing but account, amounts and titles substituted. */
function sampleForOurAccounts(): Buffer {
  const text = readFileSync(SAMPLE, "latin1")
    .replace("PL27114020040000300201355387", "PL87102025289999000000000001")
    .replace("CZYNSZ LOKAL 15A LIPIEC 2026", "OPLATY 23102025280000000000000001")
    .replace("CZYNSZ M. 15B", "OPLATY 66102025280000000000000003");
  return Buffer.from(text, "latin1");
}

function balanceOf(code: string): Promise<number> {
  return asOwnerOfTheMachine(async (client) => {
    const { rows } = await client.query(
      `select sum(case side when 'D' then amount_grosze else -amount_grosze end)::int as balance
       from app.posting p join app.account a on a.id = p.account_id where a.code = $1`,
      [code],
    );
    return rows[0].balance;
  });
}

/** As the owner of the machine, beside the program. */
async function asOwnerOfTheMachine<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const server = await joinEmbeddedServer(
    environment.OSIEDLE_DATA,
    readSecrets(environment.OSIEDLE_DATA).admin,
    { serving: false },
  );
  try {
    return await asAdmin(server, server.database, work);
  } finally {
    await server.leave();
  }
}

async function signIn(login: string, password: string): Promise<void> {
  await resident.page.fill("[name=login]", login);
  await resident.page.fill("[name=password]", password);
  await resident.follow((page) => page.locator("main form button[type=submit]").click());
}

async function tab(path: string): Promise<string> {
  expect(await resident.open(`${address}${path}`)).toBe(200);
  return words(await resident.page.locator("main").innerText());
}

function words(text: string): string {
  return text.replaceAll(/[\s\u00a0\u202f]+/g, " ");
}

function zloty(amount: number): string {
  const [whole = "", rest] = (amount / 100).toFixed(2).split(".");
  return `${whole.replace(/\B(?=(\d{3})+$)/g, " ")},${rest} zł`;
}

async function readLetter(file: string): Promise<{ login: string; password: string }> {
  const pdf = await getDocument({ data: new Uint8Array(readFileSync(file)) }).promise;
  const lines: string[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const content = await (await pdf.getPage(number)).getTextContent();
    lines.push(...content.items.map((item) => ("str" in item ? item.str : "")));
  }
  const text = words(lines.join(" "));
  const login = /Login (\d[\d ]*\d)/.exec(text)?.[1] ?? "";
  const password = /([0-9A-Z]{4}(?:-[0-9A-Z]{4})+)/.exec(text)?.[1] ?? "";
  return { login, password };
}
