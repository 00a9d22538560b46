import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { importDocuments } from "../../src/operations/import-documents.ts";
import type { VersionRole } from "../../src/store/library-versions.ts";
import { openDocumentFolder } from "../../src/world/document-folder.ts";
import { type SmallBooks, smallBooks } from "../setup/books.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { accepted, add, files } from "../setup/library.ts";
import { EMPTY_PAGE, smallPdf, textPage } from "../setup/pdf.ts";

const IMPORTING = fileURLToPath(new URL("../setup/folder-import-process.ts", import.meta.url));

let database: TestDatabase;
let books: SmallBooks;
let folder: string;

beforeAll(async () => {
  database = await freshDatabase();
});
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "osiedle-folder-"));
  books = await smallBooks(database, `s${randomBytes(4).toString("hex")}`);
});
afterAll(() => database.close());

const HEADING = "code;file;kind;organ;number;date;title;status;last_day;amends;consolidates;repeals";
/** Ten resolutions of a year, in the order in which a person would not write them. */
const ROWS = Array.from(
  { length: 10 },
  (_, index) =>
    `u${index};2024/u${index}.pdf;resolution;management-board;${index + 1}/2024;2024-0${(index % 9) + 1}-01;Uchwała ${index};in-force;;;;`,
);

function lay(rows: readonly string[], names: readonly string[]): void {
  mkdirSync(join(folder, "2024"), { recursive: true });
  writeFileSync(join(folder, "index.csv"), [HEADING, ...rows].join("\n"));
  for (const name of names) writeFileSync(join(folder, name), smallPdf("", [textPage(`Plik ${name}`)]));
}
const layTen = () =>
  lay(
    ROWS,
    ROWS.map((row) => row.split(";")[1]!),
  );

async function run(role: VersionRole = "original") {
  const opened = accepted(await openDocumentFolder(folder, "index.csv", 2 ** 20));
  return importDocuments(books.context, books.scope, { folder: opened, role, files });
}
/** Imports in a process of its own and kills it as soon as so many documents are there. @returns the signal that ended it. */
async function killWhen(isEnough: (documents: number) => boolean): Promise<string | null> {
  const { token, cooperativeId } = books.scope;
  const own = [
    inject("databaseFolder"),
    database.name,
    token,
    String(cooperativeId),
    folder,
    `${folder}-files`,
  ];
  const child = spawn(process.execPath, [IMPORTING, ...own], { stdio: ["ignore", "ignore", "inherit"] });
  const ended = new Promise<string | null>((resolve) => child.on("exit", (_code, signal) => resolve(signal)));
  while (child.exitCode === null && child.signalCode === null) {
    const [{ n }] = await rows(
      "select count(*)::int as n from app.library_document where cooperative_id = $1",
    );
    if (isEnough(n)) child.kill("SIGKILL");
    await sleep(2);
  }
  return ended;
}

async function rows(text: string) {
  return database.asSuperuser(async (client) => (await client.query(text, [books.scope.cooperativeId])).rows);
}
const problemsOf = (result: Awaited<ReturnType<typeof run>>) =>
  result.ok ? [] : result.refusals.map(({ line, reason }) => `${line} ${reason}`);

describe("importing a folder", () => {
  it("adds all of it once; the same folder again is recognised", async () => {
    layTen();
    writeFileSync(join(folder, "2024/u3.pdf"), smallPdf("", [EMPTY_PAGE]));
    expect(accepted(await run())).toEqual({ documents: 10, added: 10, known: 0, scans: ["u3"] });
    expect(accepted(await run())).toEqual({ documents: 0, added: 0, known: 10, scans: [] });
    writeFileSync(join(folder, "2024/u4.pdf"), smallPdf("", [textPage("poprawiony")]));
    expect(accepted(await run())).toEqual({ documents: 0, added: 1, known: 9, scans: [] });
    const kept = await rows(
      "select d.code, v.version, v.file_name from app.library_version v join app.library_document d using (cooperative_id) where d.id = v.document_id and v.cooperative_id = $1 and d.code = 'u4' order by 2",
    );
    expect(kept).toEqual([
      { code: "u4", version: 1, file_name: "u4.pdf" },
      { code: "u4", version: 2, file_name: "u4.pdf" },
    ]);
  });

  it("takes the redacted copies of the same index as further versions", async () => {
    layTen();
    accepted(await run());
    for (const row of ROWS)
      writeFileSync(join(folder, row.split(";")[1]!), smallPdf("", [textPage(`Kopia ${row}`)]));
    expect(accepted(await run("publication"))).toMatchObject({ documents: 0, added: 10 });
    const [count] = await rows(
      "select count(*)::int as n from app.library_version where cooperative_id = $1 and role = 'publication' and version = 2",
    );
    expect(count.n).toBe(10);
  });

  it("tells every problem of rows and files at once, and writes nothing", async () => {
    accepted(await add(books, "w-bibliotece"));
    const bytes = smallPdf("", [textPage("Dokument w-bibliotece")]);
    lay(
      [
        ...ROWS.slice(0, 4),
        "z;2024/brak.pdf;minutes;other;;2024-01-01;Protokół;in-force;;;;",
        "e;2024/link.pdf;minutes;other;;2024-01-01;P;in-force;;;;",
      ],
      ["2024/u0.pdf", "2024/u1.pdf", "2024/u2.pdf", "2024/poza.pdf"],
    );
    writeFileSync(join(folder, "2024/u1.pdf"), "to nie PDF");
    writeFileSync(join(folder, "2024/u2.pdf"), smallPdf("", [textPage("Plik 2024/u0.pdf")]));
    writeFileSync(join(folder, "2024/u3.pdf"), bytes);
    symlinkSync("/etc/hostname", join(folder, "2024/link.pdf"));
    expect(problemsOf(await run()).sort()).toEqual(
      [
        "null folder-file-not-indexed",
        "3 not-a-pdf",
        "4 index-same-content",
        "5 file-of-other-document",
        "6 index-file-missing",
        "7 index-file-missing",
      ].sort(),
    );
    const [count] = await rows(
      "select count(*)::int as n from app.library_document where cooperative_id = $1",
    );
    expect(count.n).toBe(1);
  });

  it("tells of files beside a row that cannot be read, and of rows that contradict the library", async () => {
    accepted(await add(books, "u0"));
    lay(
      [ROWS[0]!, ROWS[1]!.replace(/;2024-\d\d-\d\d;/, ";2024-02-30;"), ROWS[2]!.replace("in-force", "nowa")],
      ["2024/u0.pdf", "2024/u1.pdf", "2024/u2.pdf", "2024/poza.pdf"],
    );
    writeFileSync(join(folder, "2024/u2.pdf"), "to nie PDF");
    expect(problemsOf(await run()).sort()).toEqual(
      [
        "null folder-file-not-indexed",
        "2 document-known-otherwise",
        "3 not-a-day",
        "4 not-one-of",
        "4 not-a-pdf",
      ].sort(),
    );
  });

  it("links rows to later rows and to the library, and refuses a ring", async () => {
    accepted(
      await add(books, "statut", {
        facts: {
          kind: "statute",
          organ: "general-meeting",
          date: "2010-01-01",
          title: "Statut",
          status: "in-force",
        },
      }),
    );
    const change = (code: string, links: string) =>
      `${code};2024/${code}.pdf;resolution;general-meeting;${code};2024-05-01;Zmiana ${code};in-force;;${links}`;
    lay(
      [change("b", "a;;"), change("a", "statut;;"), change("c", ";statut;"), change("d", ";;statut")],
      ["a", "b", "c", "d"].map((code) => `2024/${code}.pdf`),
    );
    expect(accepted(await run()).documents).toBe(4);
    const links = await rows(
      "select d.code, m.code as amends from app.library_amendment x join app.library_document d on d.id = x.document_id join app.library_document m on m.id = x.amends_document_id where x.cooperative_id = $1 order by 1",
    );
    expect(links).toEqual([
      { code: "a", amends: "statut" },
      { code: "b", amends: "a" },
    ]);
    // The rows as they were, although one of them has ended the statute since.
    expect(accepted(await run()).known).toBe(4);
    lay([change("p", ";r;"), change("r", ";p;")], ["2024/p.pdf", "2024/r.pdf"]);
    for (const code of ["a", "b", "c", "d"]) rmSync(join(folder, `2024/${code}.pdf`));
    expect(problemsOf(await run())).toEqual(["null documents-in-circle"]);
    lay([change("b", "a;;").replace("Zmiana", "Inna")], []);
    writeFileSync(join(folder, "2024/b.pdf"), smallPdf("", [textPage("Plik 2024/b.pdf")]));
    for (const code of ["p", "r"]) rmSync(join(folder, `2024/${code}.pdf`));
    expect(problemsOf(await run())).toEqual(["2 document-known-otherwise"]);
  });

  it("leaves whole documents only when it is killed in the middle, and goes on", async () => {
    layTen();
    const killed = await killWhen((documents) => documents >= 3);
    expect(killed).toBe("SIGKILL");
    const [left] = await rows(
      `select count(*)::int as documents, (select count(*)::int from app.library_version v where v.cooperative_id = $1) as files
       from app.library_document where cooperative_id = $1`,
    );
    expect(left.documents).toBeGreaterThanOrEqual(3);
    expect(left.documents).toBeLessThan(10);
    expect(left.files).toBe(left.documents);
    const rest = 10 - left.documents;
    expect(accepted(await run())).toEqual({
      documents: rest,
      added: rest,
      known: left.documents,
      scans: [],
    });
  });

  it("refuses a folder that is not there or has no index", async () => {
    expect(await openDocumentFolder(join(folder, "nie-ma"), "index.csv", 1)).toMatchObject({
      refusals: [{ reason: "document-folder-not-readable" }],
    });
    expect(await openDocumentFolder(folder, "index.csv", 1)).toMatchObject({
      refusals: [{ reason: "document-index-missing" }],
    });
  });
});
