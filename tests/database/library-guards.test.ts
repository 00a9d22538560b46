import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { grosze } from "../../src/domain/values/money.ts";
import { accept } from "../../src/domain/values/result.ts";
import { answerRequest } from "../../src/operations/answer-request.ts";
import { importDocuments } from "../../src/operations/import-documents.ts";
import { markPersonsDebt } from "../../src/operations/mark-persons-debt.ts";
import { publishDocument } from "../../src/operations/publish-document.ts";
import { readInScope } from "../../src/world/database/scope.ts";
import type { DocumentFolder } from "../../src/world/document-folder.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { accepted, add, facts, files, publishNew, reasonsOf } from "../setup/library.ts";
import { EMPTY_PAGE, smallPdf, textPage } from "../setup/pdf.ts";
import { type SignInWorld, signInWorld } from "../setup/sign-in.ts";

/** Ways round the rules that a secretary in a hurry, or somebody worse, would try. */

let database: TestDatabase;
let books: SignInWorld["books"];
let member: string;
let count = 0;
let code: string;

beforeAll(async () => {
  database = await freshDatabase();
  const world = await signInWorld(database, "straze");
  books = world.books;
  await rows(
    "insert into app.membership values ($1, $2, '1', '[2020-01-01,)')",
    books.scope.cooperativeId,
    books.people[0],
  );
  member = (await world.settle(books.people[0])).token;
});
beforeEach(() => {
  count += 1;
  code = `S-${count}`;
});
afterAll(() => database.close());

async function rows(text: string, ...values: unknown[]) {
  return database.asSuperuser(async (client) => (await client.query(text, values)).rows);
}

const debt = () => smallPdf("", [textPage(`Umorzenie ${code}`)]);

describe("a decision on one person's debt", () => {
  it("does not become a copy for publication of another document", async () => {
    accepted(await add(books, code, { facts: facts({ persons_debt: "yes" }), bytes: debt() }));
    for (const role of ["publication", "original"] as const)
      expect(reasonsOf(await add(books, `${code}-B`, { role, bytes: debt() }))).toEqual([
        "file-of-other-document",
      ]);
  });

  it("does not come in again by a folder", async () => {
    accepted(await add(books, code, { facts: facts({ persons_debt: "yes" }), bytes: debt() }));
    const bytes = debt();
    const index = `code;file;kind;organ;number;date;title;status\n${code}-C;c.pdf;resolution;management-board;1;2024-01-02;Uchwała;in-force`;
    const folder: DocumentFolder = {
      index: Buffer.from(index),
      names: new Set(["c.pdf"]),
      read: async (name) => accept({ name, bytes, sha256: createHash("sha256").update(bytes).digest("hex") }),
    };
    const refused = await importDocuments(books.context, books.scope, { folder, role: "publication", files });
    expect(refused.ok || refused.refusals.map(({ reason }) => reason)).toEqual(["file-of-other-document"]);
  });

  it("is refused by the database too, in whatever role, and keeps its mark", async () => {
    accepted(await add(books, code, { facts: facts({ persons_debt: "yes" }), bytes: debt() }));
    accepted(await add(books, `${code}-D`));
    await expect(
      rows(
        `insert into app.library_version select v.cooperative_id, o.id, 9, 'publication', v.file_sha256, v.file_name, v.byte_count,
           v.page_count, v.text, v.is_scan, v.added_on, v.title_search, v.search
         from app.library_version v join app.library_document d on d.id = v.document_id, app.library_document o
         where d.code = $1 and o.code = $2`,
        code,
        `${code}-D`,
      ),
    ).rejects.toThrow(/decision on a debt/);
    await expect(
      rows("update app.library_document set concerns_debt = false where code = $1", code),
    ).rejects.toThrow(/stays marked/);
  });

  it("that was published by mistake is taken back in the moment it is marked, for good", async () => {
    await publishNew(books, code);
    const marked = await markPersonsDebt(books.context, books.scope, { code, reason: "dług" });
    expect(accepted(marked)).toMatchObject({ code, withdrawnVersion: 1 });
    expect(
      await rows("select concerns_debt, published_version from app.library_document where code = $1", code),
    ).toEqual([{ concerns_debt: true, published_version: null }]);
    const again = await publishDocument(books.context, books.scope, { code, version: 1, confirmation: null });
    expect(reasonsOf(again)).toEqual(["publication-persons-debt"]);
    expect(
      accepted(await markPersonsDebt(books.context, books.scope, { code, reason: "dług" })).withdrawnVersion,
    ).toBeNull();
    expect(
      reasonsOf(await markPersonsDebt(books.context, books.scope, { code: "nie ma", reason: "dług" })),
    ).toEqual(["library-document-unknown"]);
  });

  it("and an original are no answer to a request; a copy for publication is one", async () => {
    accepted(await add(books, code, { facts: facts({ persons_debt: "yes" }), bytes: debt() }));
    const original = smallPdf("", [textPage(`Oryginal ${code}`)]);
    accepted(await add(books, `${code}-E`, { bytes: original }));
    const copy = smallPdf("", [textPage(`Kopia ${code}`)]);
    accepted(await add(books, `${code}-E`, { facts: null, role: "publication", bytes: copy }));
    const [asked] = await rows(
      `insert into app.document_request (cooperative_id, person_id, asked_on, subject, wording, state)
       values ($1, $2, '2026-03-01', 'resolution', 'Uchwała', 'asked') returning id`,
      books.scope.cooperativeId,
      books.people[0],
    );
    const answer = (bytes: Uint8Array) =>
      answerRequest(books.context, books.scope, {
        id: asked.id,
        file: { name: "kopia.pdf", bytes },
        isHandedOver: false,
        feeGrosze: grosze(0),
        note: "",
        files,
      });
    expect(reasonsOf(await answer(debt()))).toEqual(["answer-is-persons-debt"]);
    expect(reasonsOf(await answer(original))).toEqual(["answer-is-original"]);
    expect(accepted(await answer(copy)).id).toBe(asked.id);
  });
});

describe("before it is published, the secretary is told of", () => {
  const shown = async (bytes: Uint8Array, cells = {}) => {
    accepted(await add(books, code, { role: "publication", facts: facts(cells), bytes }));
    return accepted(
      await publishDocument(books.context, books.scope, { code, version: null, confirmation: null }),
    );
  };
  const info = `6 0 obj << /Author (Jan Kowalski) >> endobj`;

  it("names in what lists and the search show", async () => {
    const { findings } = await shown(smallPdf("", [textPage(code)]), {
      title: "Uchwała o wykluczeniu Jana Kowalskiego",
    });
    expect(findings).toEqual([{ kind: "name", text: "Jana Kowalskiego", page: null, stands: "title" }]);
  });

  it("names in the properties of the file, of a scan too", async () => {
    const { findings } = await shown(smallPdf("/Extra 6 0 R", [textPage(code), info]));
    expect(findings).toEqual([{ kind: "name", text: "Jan Kowalski", page: null, stands: "unseen" }]);
    code = `${code}-scan`;
    const scan = await shown(smallPdf(`/Lang (${code}) /Extra 6 0 R`, [EMPTY_PAGE, info]));
    expect([scan.findings, scan.besides.map(({ text }) => text)]).toEqual([null, ["Jan Kowalski"]]);
  });

  it("pages without text between others", async () => {
    const page = (number: number, content: number) =>
      `${number} 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents ${content} 0 R /Resources << /Font << /F1 5 0 R >> >> >> endobj`;
    const pdf = [
      "%PDF-1.7",
      "1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj",
      "2 0 obj << /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 >> endobj",
      page(3, 4),
      page(6, 7),
      textPage(code),
      "5 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> endobj",
      "7 0 obj << /Length 0 >> stream\nendstream endobj",
      "trailer << /Root 1 0 R /Size 20 >>",
      "%%EOF",
    ].join("\n");
    expect((await shown(Buffer.from(pdf))).pagesWithoutText).toEqual([2]);
  });
});

it("the day of the policies is the day in Poland", async () => {
  for (const pool of [database.pools.reading, database.pools.searching]) {
    const [[found]] = await readInScope(pool, member, [
      { sql: "select current_setting('timezone') as zone", parameters: [] } as never,
    ]);
    expect(found).toEqual({ zone: "Europe/Warsaw" });
  }
});
