import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withdrawDocument } from "../../src/operations/withdraw-document.ts";
import { learnWords, myFoundWords, searchMyLibrary } from "../../src/store/library-search.ts";
import { inScope, readInScope } from "../../src/world/database/scope.ts";
import { HAS_SHARED_DATA, sharedText } from "../corpus/shared-data.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { accepted, add, facts, publish } from "../setup/library.ts";
import { printedPdf } from "../setup/pdf.ts";
import { type SignInWorld, signInWorld } from "../setup/sign-in.ts";

const TEXTS: readonly (readonly [visibility: string, title: string, text: string])[] = [
  [
    "members",
    "Uchwała nr 7/2024 w sprawie docieplenia",
    "Walne Zgromadzenie postanawia o dociepleniu ścian szczytowych budynków.",
  ],
  [
    "members",
    "Protokół z posiedzenia Rady Nadzorczej",
    "Rada omówiła wodomierze mieszkańców i przyjęła trzy uchwały.",
  ],
  ["public", "Statut", "Członek spółdzielni ma prawo do odpisów uchwał i protokołów."],
  ["group", "Notatka komisji", "Uchwały komisji rewizyjnej nie są dla wszystkich."],
];

let database: TestDatabase;
let books: SignInWorld["books"];
let member: string;
let other: string;

beforeAll(async () => {
  database = await freshDatabase();
  const world = await signInWorld(database, "czytelnia");
  books = world.books;
  const cooperative = books.scope.cooperativeId;
  await database.asSuperuser(async (client) => {
    await client.query(
      "insert into app.library_group (cooperative_id, id, code, name) overriding system value values ($1, 1, 'KR', 'Komisja rewizyjna')",
      [cooperative],
    );
    for (const [index, [visibility, title, text]] of TEXTS.entries()) {
      await client.query(
        `insert into app.library_document (cooperative_id, id, code, kind, organ, dated_on, year, title, status, visibility, group_id, validity, published_version, published_on)
         overriding system value values ($1, $2, $3, 'resolution', 'general-meeting', '2024-06-01', 2024, $4, 'in-force', $5, $6, '[2024-06-01,)', 2, '2024-06-10')`,
        [cooperative, index + 9001, `D${index}`, title, visibility, visibility === "group" ? 1 : null],
      );
      for (const [version, role, content] of [
        [1, "original", `${text} Jan Tajny`],
        [2, "publication", text],
      ] as const)
        await client.query(
          `insert into app.library_version values ($1, $2, $3, $4, sha256(convert_to($5, 'UTF8')), 'a.pdf', 1, 1, $6, false, '2024-06-01',
             to_tsvector('public.polish', $7), to_tsvector('public.polish', $7) || to_tsvector('public.polish', $6))`,
          [cooperative, index + 9001, version, role, `${index}${role}`, content, title],
        );
    }
    await client.query("insert into app.membership values ($1, $2, '1', '[2020-01-01,)')", [
      cooperative,
      books.people[0],
    ]);
  });
  await inScope(database.pools.runtime, books.scope.token, async (tx) => {
    for (const [, title, text] of TEXTS) await learnWords(tx, cooperative, `${title} ${text}`);
  });
  member = (await world.settle(books.people[0])).token;
  other = (await world.settle(books.people[1])).token;
});
afterAll(() => database.close());

async function found(
  token: string,
  typed: string,
  more: Partial<Parameters<typeof searchMyLibrary>[0]> = {},
) {
  const query = searchMyLibrary({ typed, organ: null, kind: null, year: null, limit: 20, ...more });
  const [rows] = await readInScope(database.pools.reading, token, [query]);
  return rows;
}
const titles = async (token: string, typed: string) =>
  (await found(token, typed)).map(({ title }) => title).sort();

describe("searching the library", () => {
  it.each(["uchwały", "uchwał", "Uchwałami", "uchwaly", "UCHWALA", "uchwalami"])(
    "finds by %s",
    async (typed) => {
      expect(await titles(member, typed)).toEqual(
        TEXTS.slice(0, 3)
          .map(([, title]) => title)
          .sort(),
      );
    },
  );

  it("asks for every word, in any form", async () => {
    expect(await titles(member, "wodomierza mieszkaniec")).toEqual([
      "Protokół z posiedzenia Rady Nadzorczej",
    ]);
    expect(await titles(member, "wodomierze statut")).toEqual([]);
    expect(await titles(member, "sciana szczytowa")).toEqual(["Uchwała nr 7/2024 w sprawie docieplenia"]);
  });

  it("knows the words to mark, and what is found by its title stands first", async () => {
    const [[marked]] = await readInScope(database.pools.reading, member, [
      myFoundWords("wodomierz, UCHWAŁA"),
    ]);
    expect([...(marked?.words ?? [])].sort()).toEqual(["uchwal", "uchwala", "uchwaly", "wodomierze"]);
    const [first] = await found(member, "uchwały");
    expect(first?.title).toBe("Uchwała nr 7/2024 w sprawie docieplenia");
  });

  it("finds in what a person may read only, and never in an original", async () => {
    expect(await titles(other, "uchwały")).toEqual(["Statut"]);
    expect(await titles(member, "tajny")).toEqual([]);
    expect(await titles(member, "komisji rewizyjnej")).toEqual([]);
    const hidden = await database.asSuperuser((client) =>
      client.query("select from app.library_version where search @@ to_tsquery('public.polish', 'komisja')"),
    );
    expect(hidden.rowCount).toBe(2);
  });

  it.each([
    "",
    "   ",
    "'",
    "& | !",
    "a:*",
    "\\",
    "zzzzzz",
    "x".repeat(5000),
    "'; drop table app.library_word; --",
  ])("finds nothing by %j and does not fail", async (typed) => {
    expect(await titles(member, typed)).toEqual([]);
  });

  it("does not fail by a word without end", async () => {
    expect(await titles(member, "x".repeat(5000))).toEqual([]);
  });

  it("keeps to an organ, a kind and a year", async () => {
    expect(await found(member, "uchwały", { organ: "management-board" })).toEqual([]);
    expect(await found(member, "uchwały", { kind: "minutes" })).toEqual([]);
    expect(await found(member, "uchwały", { year: 2023 })).toEqual([]);
    expect(await found(member, "uchwały", { year: 2024, kind: "resolution" })).toHaveLength(3);
  });
});

describe("documents that were added and published", () => {
  const search = (typed: string) => titles(member, typed);

  it("are found by any form of their words once they are published, and no longer once withdrawn", async () => {
    const title = "Uchwała o stacjach ładowania";
    const bytes = printedPdf(
      "Postanawia się zbudować wiatę rowerową.",
      "Koszty hydroforni ponosi spółdzielnia.",
    );
    accepted(await add(books, "ladowanie", { facts: facts({ title }), role: "publication", bytes }));
    const original = printedPdf("Sekretny żyrandol.");
    accepted(await add(books, "ladowanie", { facts: null, bytes: original }));
    expect(await search("hydrofornia")).toEqual([]);
    accepted(await publish(books, "ladowanie"));
    for (const typed of [
      "hydrofornia",
      "wiatami rowerowymi",
      "wiata",
      "HYDROFORNI",
      "stacja ładowania",
      "stacjami ladowania",
    ])
      expect(await search(typed), typed).toEqual([title]);
    expect(await search("żyrandole")).toEqual([]);
    const withdrawn = { code: "ladowanie", reason: "pomyłka" };
    accepted(await withdrawDocument(books.context, books.scope, withdrawn));
    expect(await search("hydrofornia")).toEqual([]);
  });

  it("of a text longer than an index holds are found by its beginning", async () => {
    const words = Array.from({ length: 80_000 }, (_, index) => String(1_000_000_000 + index)).join(" ");
    const whole = database.asSuperuser((client) =>
      client.query("select to_tsvector('public.polish', $1)", [words]),
    );
    await expect(whole).rejects.toThrow(/too long for tsvector/);
    const { rows } = await database.asSuperuser((client) =>
      client.query("select app.library_vector($1) @@ to_tsquery('public.polish', '1000000001') as found", [
        words,
      ]),
    );
    expect(rows[0].found).toBe(true);
  });
});

describe.skipIf(!HAS_SHARED_DATA)("texts of real judgments about cooperatives", () => {
  it.each([
    ["saos-277310-remis-absolutorium.txt", "głosowaniem nad absolutoriami"],
    ["saos-219521-nadwyzka-bilansowa.txt", "nadwyżką bilansowych"],
    ["saos-465045-podzial-wyniku-5-czesci.txt", "czesciami walnych zgromadzen"],
  ])("%s is found by „%s”", async (name, typed) => {
    const text = sharedText(`coop-docs/${name}`);
    const cooperative = books.scope.cooperativeId;
    await database.asSuperuser(async (client) => {
      await client.query(
        `with d as (insert into app.library_document (cooperative_id, code, kind, organ, dated_on, year, title, status, visibility, validity, published_version, published_on)
           values ($1, $2, 'resolution', 'other', '2015-01-01', 2015, $2, 'in-force', 'public', '[2015-01-01,)', 1, '2015-01-01') returning id)
         insert into app.library_version select $1, d.id, 1, 'publication', sha256(convert_to($2, 'UTF8')), 'a.pdf', 1, 1, $3, false, '2015-01-01',
           to_tsvector('public.polish', $2), to_tsvector('public.polish', $3) from d`,
        [cooperative, name, text],
      );
    });
    await inScope(database.pools.runtime, books.scope.token, (tx) => learnWords(tx, cooperative, text));
    expect(await titles(other, typed)).toContain(name);
  });
});
