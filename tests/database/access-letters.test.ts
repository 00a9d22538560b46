import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loginNameFor } from "../../src/access/login-name.ts";
import { openNamedSession } from "../../src/access/sessions.ts";
import { openLetterFolder, pageOf } from "../../src/cli/starter-letter-files.ts";
import { disablePersonLogin } from "../../src/operations/disable-login.ts";
import { issueLogins, type LoginsWanted, type StarterLetter } from "../../src/operations/issue-logins.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { PASSWORD, type SignInWorld, signInWorld } from "../setup/sign-in.ts";

let database: TestDatabase;
let world: SignInWorld;
let folder: string;

beforeAll(async () => {
  database = await freshDatabase();
  world = await signInWorld(database, "pisma");
  folder = mkdtempSync(join(tmpdir(), "osiedle-pisma-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.close();
});

/** Issues and keeps what the writer is given, as a printer would. */
async function issue(wanted: LoginsWanted) {
  const letters: StarterLetter[] = [];
  const { books, access } = world;
  const outcome = await issueLogins(
    { ...books.context, hashing: access.hashing },
    books.scope,
    wanted,
    async (letter) => {
      letters.push(letter);
      return `pismo-${letter.loginName}.pdf`;
    },
  );
  return { outcome, letters };
}

const person = (code: string, opensDisabled = false) => ({ kind: "person", code, opensDisabled }) as const;

describe("starter letters", () => {
  it("go to everybody who holds a right and has no way in, and to them once", async () => {
    const first = await issue({ kind: "all-without" });
    expect(first.letters.map(({ recipient }) => recipient.code)).toEqual(["P0", "P1"]);
    expect(first.letters[0]).toMatchObject({
      letterhead: { name: "Spółdzielnia Testowa" },
      recipient: { name: "Osoba P0", addressLines: ["ul. Próbna 1 m. 1", "00-000 Testów"] },
      writtenOn: "2026-03-15",
      validUntil: "2026-03-28",
    });
    // What is handed back holds no password.
    expect(JSON.stringify(first.outcome)).not.toContain(first.letters[0]!.password);
    expect(first.outcome).toMatchObject({
      ok: true,
      value: [{ personCode: "P0", letter: `pismo-${first.letters[0]!.loginName}.pdf` }, { personCode: "P1" }],
    });
    expect((await issue({ kind: "all-without" })).letters).toEqual([]);
    expect((await issue({ kind: "building", code: "B0" })).letters).toEqual([]);
    for (const { loginName, password } of first.letters)
      expect(await world.guess(loginName, password)).toMatchObject({ mustChangePassword: true });
    // Used up and no password chosen: a way in is missing again.
    expect(
      (await issue({ kind: "building", code: "B1" })).letters.map((letter) => letter.recipient.code),
    ).toEqual(["P1"]);
  });

  it("for one person replace the former letter, whatever the person has", async () => {
    await world.settle(world.people[0]);
    const former = await issue(person("P0"));
    const latest = await issue(person("P0"));
    expect(await world.guess(former.letters[0]!.loginName, former.letters[0]!.password)).toEqual({
      outcome: "refused",
    });
    expect(await world.guess(latest.letters[0]!.loginName, latest.letters[0]!.password)).toMatchObject({
      outcome: "signed-in",
    });
  });

  it("name the login the person already has", async () => {
    await database.asSuperuser((client) =>
      client.query("update app.login set name = 'zwyczajowa' where person_id = $1", [world.people[0]]),
    );
    const { letters } = await issue(person("P0"));
    expect(letters[0]!.loginName).toBe("zwyczajowa");
    expect(await world.guess("Zwyczajowa", letters[0]!.password)).toMatchObject({ outcome: "signed-in" });
    await database.asSuperuser((client) =>
      client.query("update app.login set name = $2 where person_id = $1", [
        world.people[0],
        loginNameFor(world.people[0]),
      ]),
    );
  });

  it("open a disabled login only when told to, and its former password stays dead", async () => {
    const settled = await world.settle(world.people[1]);
    await disablePersonLogin(world.books.context, world.books.scope, "P1");
    expect(
      (await issue({ kind: "all-without" })).letters.map(({ recipient }) => recipient.code),
    ).not.toContain("P1");
    expect((await issue(person("P1"))).outcome).toMatchObject({ refusals: [{ reason: "login-disabled" }] });
    const opened = await issue(person("P1", true));
    expect(await world.guess(settled.loginName, PASSWORD)).toEqual({ outcome: "refused" });
    expect(await openNamedSession(world.access, settled.token)).toBeNull();
    expect(await world.guess(settled.loginName, opened.letters[0]!.password)).toMatchObject({
      mustChangePassword: true,
    });
  });

  it("are refused for nobody known, and come from no other cooperative", async () => {
    expect((await issue(person("P404"))).outcome).toMatchObject({ refusals: [{ reason: "person-unknown" }] });
    expect((await issue({ kind: "building", code: "B404" })).outcome).toMatchObject({
      refusals: [{ reason: "building-unknown" }],
    });
    const other = await signInWorld(database, "sasiednia");
    const foreign = await issueLogins(
      { ...other.books.context, hashing: other.access.hashing },
      { token: other.books.scope.token, cooperativeId: world.cooperativeId },
      person("P0"),
      async ({ recipient }) => String(recipient.cooperativeId),
    );
    expect(foreign).toMatchObject({ ok: true, value: [{ letter: String(other.cooperativeId) }] });
  });

  it("that could not be written are not valid", async () => {
    const settled = await world.settle(world.people[0]);
    const seen: StarterLetter[] = [];
    const broken = issueLogins(
      { ...world.books.context, hashing: world.access.hashing },
      world.books.scope,
      person("P0"),
      async (letter) => {
        seen.push(letter);
        throw new Error("paper jam");
      },
    );
    await expect(broken).rejects.toThrow("paper jam");
    expect(await world.guess(settled.loginName, seen[0]!.password)).toEqual({ outcome: "refused" });
  });
});

describe("the PDF", () => {
  it("is tagged PDF/UA in Polish, for the operator's eyes only, in a file that names nobody", async () => {
    const { letters } = await issue(person("P0"));
    const write = await openLetterFolder(folder, new URL("https://portal.example/"));
    const path = join(folder, `pismo-${letters[0]!.loginName}.pdf`);
    writeFileSync(path, "older, and readable by all", { mode: 0o644 });
    expect(await write(letters[0]!)).toBe(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(basename(path)).toMatch(/^pismo-\d{7}\.pdf$/);
    const pdf = readFileSync(path).toString("latin1");
    expect(pdf).toMatch(/^%PDF-1\.\d/);
    expect(pdf).toMatch(/<pdfuaid:part>1<\/pdfuaid:part>/);
    expect(pdf).toMatch(/\/Lang\s*\(pl-PL\)/);
    expect(pdf).toMatch(/\/MarkInfo/);
  });

  it("is printed whatever a name is written with", async () => {
    const { letters } = await issue(person("P0"));
    const write = await openLetterFolder(folder, new URL("http://localhost:3000"));
    for (const name of ["Олена Коваль", "張偉 🙂", '#sys.inputs $x$ *b* \\ "', "Ngọc Ánh", "\ud800\0", ""])
      expect(await write({ ...letters[0]!, recipient: { ...letters[0]!.recipient, name } })).toMatch(
        /\.pdf$/,
      );
  });

  it("says in words for people what to type", async () => {
    const { letters } = await issue(person("P0"));
    const page = pageOf(letters[0]!, new URL("https://portal.example/"));
    expect(page).toMatchObject({
      portalAddress: "https://portal.example",
      placeAndDate: "Testów, 15\u00a0marca\u00a02026",
      validUntil: "28\u00a0marca\u00a02026",
      password: letters[0]!.password,
    });
    expect(page.loginName.replaceAll(" ", "")).toBe(letters[0]!.loginName);
    expect(page.cooperative.contactLines).toEqual(["ul. Próbna 1, 00-000 Testów"]);
  });
});
