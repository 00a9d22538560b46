import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listLibrary } from "../../src/operations/list-documents.ts";
import { publishDocument } from "../../src/operations/publish-document.ts";
import { withdrawDocument } from "../../src/operations/withdraw-document.ts";
import { type SmallBooks, smallBooks } from "../setup/books.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { accepted, add, facts, files, publish, publishNew, reasonsOf } from "../setup/library.ts";
import { EMPTY_PAGE, printedPdf, smallPdf, textPage } from "../setup/pdf.ts";

let database: TestDatabase;
let books: SmallBooks;
let count = 0;
/** A code of its own for each test. */
let code: string;

beforeAll(async () => {
  database = await freshDatabase();
  books = await smallBooks(database);
});
beforeEach(() => {
  count += 1;
  code = `D-${count}`;
});
afterAll(() => database.close());

async function rows(text: string, ...values: unknown[]) {
  return database.asSuperuser(async (client) => (await client.query(text, values)).rows);
}
const PERSONAL = "Jan Kowalski, PESEL 44051401359, lokal nr 12, zalega 1 234,50 zł.";

describe("adding documents", () => {
  it("keeps the file under its hash, with its text page by page", async () => {
    const bytes = printedPdf("Uchwała o dociepleniu.", "Druga strona: głosowanie.");
    const added = accepted(await add(books, code, { bytes }));
    expect(added).toMatchObject({
      code,
      version: 1,
      role: "original",
      pages: 2,
      isScan: false,
      isNewDocument: true,
    });
    const [kept] = await rows(
      "select encode(v.file_sha256, 'hex') as hash, v.text, v.search::text, byte_count from app.library_version v join app.library_document d on d.id = v.document_id where d.code = $1",
      code,
    );
    expect(kept.text.split("\f").map((page: string) => page.trim())).toEqual([
      "Uchwała o dociepleniu.",
      "Druga strona: głosowanie.",
    ]);
    expect([kept.search, kept.byte_count]).toEqual(["", String(bytes.length)]);
    const read: Buffer[] = [];
    for await (const chunk of files.read(kept.hash)) read.push(chunk as Buffer);
    expect(Buffer.concat(read).equals(bytes)).toBe(true);
  });

  it("keeps versions and overwrites none", async () => {
    accepted(await add(books, code));
    const second = accepted(
      await add(books, code, {
        facts: null,
        role: "publication",
        bytes: smallPdf("", [textPage(`kopia ${code}`)]),
      }),
    );
    const third = accepted(
      await add(books, code, { facts: null, bytes: smallPdf("", [textPage(`lepszy ${code}`)]) }),
    );
    expect([second, third]).toMatchObject([
      { version: 2, role: "publication", isNewDocument: false },
      { version: 3, role: "original" },
    ]);
    const change = database.pools.runtime.query("update app.library_version set text = 'x'");
    await expect(change).rejects.toThrow(/permission denied/);
  });

  it("recognises the same file: of the document, and of another one by name", async () => {
    accepted(await add(books, code));
    expect(reasonsOf(await add(books, code, { facts: null }))).toEqual(["version-known"]);
    const bytes = smallPdf("", [textPage(`Dokument ${code}`)]);
    const again = await add(books, `${code}-inny`, { bytes });
    expect(again).toMatchObject({
      refusals: [{ reason: "file-of-other-document", data: { code, version: 1 } }],
    });
    expect(accepted(await add(books, code, { facts: null, role: "publication" })).version).toBe(2);
  });

  it("says of a scan that it has no text", async () => {
    const bytes = smallPdf(`/Lang (${code})`, [EMPTY_PAGE]);
    expect(accepted(await add(books, code, { bytes }))).toMatchObject({ isScan: true, pages: 1 });
  });

  it("refuses all at once what is wrong with the file and the facts, and keeps nothing", async () => {
    const wrong = await add(books, code, {
      facts: facts({ kind: "decree", number: "", date: "2024-02-30", property: "N9", meeting: "WZ-1" }),
      file: { name: "skan.docx", bytes: Buffer.from("PK") },
    });
    expect(reasonsOf(wrong).sort()).toEqual(
      [
        "index-not-pdf",
        "not-a-day",
        "not-a-pdf",
        "not-one-of",
        "unknown-reference",
        "unknown-reference",
      ].sort(),
    );
    expect(await rows("select from app.library_document where code = $1", code)).toHaveLength(0);
    expect(reasonsOf(await add(books, code, { facts: null }))).toEqual(["library-document-unknown"]);
    expect(reasonsOf(await add(books, code, { facts: facts({ number: "" }) }))).toEqual([
      "resolution-without-number",
    ]);
  });

  it("refuses other facts under a code that is taken", async () => {
    accepted(await add(books, code));
    const other = await add(books, code, {
      facts: facts({ title: "Inna", year: "2023" }),
      bytes: smallPdf("", [textPage(`x ${code}`)]),
    });
    expect(other).toMatchObject({
      refusals: [{ reason: "document-known-otherwise", data: { facts: "title, year" } }],
    });
    expect(
      accepted(await add(books, code, { facts: facts(), bytes: smallPdf("", [textPage(`y ${code}`)]) }))
        .version,
    ).toBe(2);
  });

  it("links what amends, consolidates and repeals, and ends what is repealed", async () => {
    const regulation = { kind: "regulation", number: "", title: "Regulamin", date: "2020-01-01" };
    accepted(await add(books, `${code}-r`, { facts: facts(regulation) }));
    accepted(await add(books, `${code}-z`, { facts: facts({ amends: `${code}-r` }) }));
    accepted(
      await add(books, `${code}-t`, {
        facts: facts({ ...regulation, date: "2024-06-02", consolidates: `${code}-r` }),
      }),
    );
    accepted(
      await add(books, `${code}-n`, {
        facts: facts({ ...regulation, date: "2025-03-01", repeals: `${code}-r ${code}-t` }),
      }),
    );
    const [ended] = await rows(
      "select status, validity::text, repealed_by_document_id is not null as by from app.library_document where code = $1",
      `${code}-r`,
    );
    expect(ended).toEqual({ status: "repealed", validity: "[2020-01-01,2025-03-01)", by: true });
    // The old one again, as the index of a folder still has it.
    const again = await add(books, `${code}-r`, { facts: facts(regulation) });
    expect(reasonsOf(again)).toEqual(["version-known"]);
    const early = await add(books, `${code}-e`, {
      facts: facts({ ...regulation, date: "2019-01-01", amends: `${code}-r`, repeals: `${code}-r` }),
    });
    expect(reasonsOf(early)).toEqual(["amended-document-later", "repealed-document-later"]);
    expect(reasonsOf(await add(books, `${code}-u`, { facts: facts({ amends: "nieznany" }) }))).toEqual([
      "index-reference-unknown",
    ]);
  });
});

describe("publishing", () => {
  const show = (version: number | null = null) =>
    publishDocument(books.context, books.scope, { code, version, confirmation: null });
  const confirm = (
    findingsShown: number | null,
    confirmedBy = "Anna Sekretarz",
    originalNeedsNoRedaction = false,
  ) =>
    publishDocument(books.context, books.scope, {
      code,
      version: null,
      confirmation: { confirmedBy, findingsShown, originalNeedsNoRedaction },
    });

  it("shows what is probably personal data with its page, and writes nothing yet", async () => {
    accepted(await add(books, code, { role: "publication", bytes: printedPdf(`Uchwała ${code}`, PERSONAL) }));
    const shown = accepted(await show());
    expect(shown).toMatchObject({ state: "to-confirm", version: 1, isOriginal: false });
    expect(shown.findings?.map(({ kind, page }) => [kind, page])).toEqual([
      ["name", 2],
      ["pesel", 2],
      ["unit-number", 2],
      ["amount", 2],
    ]);
    expect(
      await rows(
        "select from app.library_publication where document_id = (select id from app.library_document where code = $1)",
        code,
      ),
    ).toEqual([]);
    expect(reasonsOf(await confirm(3))).toEqual(["publication-findings-not-shown"]);
    expect(reasonsOf(await confirm(null))).toEqual(["publication-findings-not-shown"]);
    expect(reasonsOf(await confirm(4, " "))).toEqual(["publication-unconfirmed"]);
    expect(accepted(await confirm(4)).state).toBe("published");
    expect(accepted(await confirm(4)).state).toBe("published-before");
    const kept = await rows(
      "select confirmed_by, findings from app.library_publication where document_id = (select id from app.library_document where code = $1)",
      code,
    );
    // Who confirmed and how much was pointed at; not the personal data themselves.
    expect(kept).toEqual([
      { confirmed_by: "Anna Sekretarz", findings: { name: 1, pesel: 1, amount: 1, "unit-number": 1 } },
    ]);
  });

  it("never shows an original, nor a copy that is the original without a word about it", async () => {
    accepted(await add(books, code));
    expect(reasonsOf(await show())).toEqual(["publication-copy-missing"]);
    expect(reasonsOf(await show(1))).toEqual(["publication-copy-missing"]);
    expect(reasonsOf(await show(7))).toEqual(["library-version-unknown"]);
    accepted(await add(books, code, { facts: null, role: "publication" }));
    expect(accepted(await show()).isOriginal).toBe(true);
    expect(reasonsOf(await confirm(0))).toEqual(["publication-copy-is-original"]);
    expect(accepted(await confirm(0, "Anna Sekretarz", true)).state).toBe("published");
  });

  it("wants to be told that a scan cannot be searched", async () => {
    accepted(
      await add(books, code, { role: "publication", bytes: smallPdf(`/Lang (${code})`, [EMPTY_PAGE]) }),
    );
    expect(accepted(await show()).findings).toBeNull();
    expect(reasonsOf(await confirm(0))).toEqual(["publication-findings-not-shown"]);
    expect(accepted(await confirm(null)).state).toBe("published");
  });

  it("never publishes a decision on one person's debt", async () => {
    accepted(await add(books, code, { role: "publication", facts: facts({ persons_debt: "yes" }) }));
    expect(reasonsOf(await show())).toEqual(["publication-persons-debt"]);
    expect(reasonsOf(await confirm(0))).toEqual(["publication-persons-debt"]);
    const forced = rows(
      "update app.library_document set published_version = 1, published_on = '2026-01-01' where code = $1",
      code,
    );
    await expect(forced).rejects.toThrow(/check constraint/);
  });

  it("shows the former copy until the next one is confirmed", async () => {
    await publishNew(books, code);
    accepted(
      await add(books, code, {
        facts: null,
        role: "publication",
        bytes: smallPdf("", [textPage(`lepsza ${code}`)]),
      }),
    );
    const published = async () =>
      (await rows("select published_version from app.library_document where code = $1", code))[0]
        .published_version;
    expect(await published()).toBe(1);
    accepted(await publish(books, code));
    expect(await published()).toBe(2);
  });

  it("withdraws with a reason that stays, deletes nothing, and can publish again", async () => {
    await publishNew(books, code);
    const withdraw = (reason: string, of = code) =>
      withdrawDocument(books.context, books.scope, { code: of, reason });
    expect(reasonsOf(await withdraw(" "))).toEqual(["withdrawal-without-reason"]);
    expect(reasonsOf(await withdraw("pomyłka", "nieznany"))).toEqual(["library-document-unknown"]);
    expect(accepted(await withdraw("Nazwisko na stronie 2"))).toMatchObject({ code, version: 1 });
    expect(reasonsOf(await withdraw("jeszcze raz"))).toEqual(["document-not-published"]);
    const listed = (
      await listLibrary(books.context, books.scope, {
        organ: null,
        kind: null,
        year: null,
        status: null,
        isPublished: false,
        meeting: null,
      })
    ).find((each) => each.code === code);
    expect(listed).toMatchObject({
      withdrawnReason: "Nazwisko na stronie 2",
      withdrawnOn: "2026-03-15",
      versions: 1,
    });
    expect(accepted(await publish(books, code)).state).toBe("published");
    expect(
      await rows(
        "select reason from app.library_withdrawal where document_id = (select id from app.library_document where code = $1)",
        code,
      ),
    ).toEqual([{ reason: "Nazwisko na stronie 2" }]);
  });
});
