import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { retitleDocument } from "../../src/operations/retitle-document.ts";
import { searchMyLibrary } from "../../src/store/library-search.ts";
import { readInScope } from "../../src/world/database/scope.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { accepted, publishNew, reasonsOf } from "../setup/library.ts";
import { EMPTY_PAGE, printedPdf, smallPdf } from "../setup/pdf.ts";
import { type SignInWorld, signInWorld } from "../setup/sign-in.ts";

let database: TestDatabase;
let books: SignInWorld["books"];
let member: string;

beforeAll(async () => {
  database = await freshDatabase();
  const world = await signInWorld(database, "zwroty");
  books = world.books;
  await database.asSuperuser((client) =>
    client.query("insert into app.membership values ($1, $2, '1', '[2020-01-01,)')", [
      books.scope.cooperativeId,
      books.people[0],
    ]),
  );
  member = (await world.settle(books.people[0])).token;
  await publishNew(
    books,
    "A",
    { title: "Pierwsza" },
    printedPdf("Fundusz remontowy nieruchomości zwiększa się."),
  );
  await publishNew(
    books,
    "B",
    { title: "Druga" },
    printedPdf("Remontowy zespół prosi o fundusz na wodomierze."),
  );
  const scan = smallPdf("/Lang (skan)", [EMPTY_PAGE]);
  await publishNew(books, "C", { title: "Trzecia", number: "77/2024", topic: "hydrofornia" }, scan);
});
afterAll(() => database.close());

async function titles(typed: string): Promise<string[]> {
  const query = searchMyLibrary({ typed, organ: null, kind: null, year: null, limit: 20 });
  const [rows] = await readInScope(database.pools.searching, member, [query]);
  return rows.map(({ title }) => title).sort();
}

describe("a phrase", () => {
  it.each([
    ["fundusz remontowy", ["Druga", "Pierwsza"]],
    ['"fundusz remontowy"', ["Pierwsza"]],
    ["„funduszu remontowego”", ["Pierwsza"]],
    ['"fundusze remontowe" nieruchomość', ["Pierwsza"]],
    ['"fundusze remontowe" wodomierz', []],
    ['"remontowy zespol"', ["Druga"]],
    ['"fundusz na wodomierze"', ["Druga"]],
    ['"wodomierz fundusz"', []],
    // Nothing closes the mark: plain words.
    ['"remontowy fundusz', ["Druga", "Pierwsza"]],
    ['"" fundusz', ["Druga", "Pierwsza"]],
    ['"', []],
    ['"\'" \\ fundusz', ["Druga", "Pierwsza"]],
  ])("%s", async (typed, expected) => {
    expect(await titles(typed)).toEqual(expected);
  });
});

describe("what a document is called", () => {
  it("finds a scan by its number and its topic", async () => {
    expect(await titles("77/2024")).toEqual(["Trzecia"]);
    expect(await titles("hydrofornie")).toEqual(["Trzecia"]);
  });

  it("is searched for as it was corrected, not as it was", async () => {
    await publishNew(
      books,
      "D",
      { title: "Wykluczenie Kowalczyka" },
      printedPdf("Postanowiono jednogłośnie."),
    );
    const retitle = (title: string, code = "D") =>
      retitleDocument(books.context, books.scope, { code, title });
    expect(accepted(await retitle("Wykluczenie członka")).formerTitle).toBe("Wykluczenie Kowalczyka");
    expect(await titles("kowalczyk")).toEqual([]);
    expect(await titles("wykluczenia członków")).toEqual(["Wykluczenie członka"]);
    expect(await titles("jednogłośnie")).toEqual(["Wykluczenie członka"]);
    expect(reasonsOf(await retitle(" "))).toEqual(["blank-cell"]);
    expect(reasonsOf(await retitle("Inny", "nie ma"))).toEqual(["library-document-unknown"]);
  });
});
