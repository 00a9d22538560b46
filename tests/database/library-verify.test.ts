import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyBooks } from "../../src/operations/verify-books.ts";
import { withdrawDocument } from "../../src/operations/withdraw-document.ts";
import { openFileStore } from "../../src/world/files.ts";
import { type SmallBooks, smallBooks } from "../setup/books.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { accepted, add, facts, publishNew } from "../setup/library.ts";

/** Each rule of the library that `verify` looks after, and a changed row that it names. */

const FAULTS: readonly (readonly [fault: string, check: string, statement: string])[] = [
  [
    "an original shown",
    "library-shows-a-confirmed-copy",
    "update app.library_document set published_version = 2 where code = 'shown'",
  ],
  [
    "a version that is not there",
    "library-shows-a-confirmed-copy",
    "update app.library_document set published_version = 9 where code = 'shown'",
  ],
  [
    "a copy that nobody confirmed",
    "library-shows-a-confirmed-copy",
    "delete from app.library_publication where document_id = (select id from app.library_document where code = 'shown')",
  ],
  [
    "a copy that nobody signed",
    "library-shows-a-confirmed-copy",
    "update app.library_publication set confirmed_by = '' where document_id = (select id from app.library_document where code = 'shown')",
  ],
  [
    "a copy shown before it was confirmed",
    "library-shows-a-confirmed-copy",
    "update app.library_document set published_on = published_on - 1 where code = 'shown'",
  ],
  [
    "another role of the copy",
    "library-shows-a-confirmed-copy",
    "update app.library_version set role = 'original', file_sha256 = sha256('x') where role = 'publication' and document_id = (select id from app.library_document where code = 'shown')",
  ],
  [
    "a debt that is shown",
    "library-hides-debts-of-persons",
    "update app.library_document set concerns_debt = true where code = 'shown'",
  ],
  [
    "a debt that was shown",
    "library-hides-debts-of-persons",
    "update app.library_document set concerns_debt = true where code = 'taken-back'",
  ],
  [
    "a version that is gone",
    "library-versions-are-without-gaps",
    "delete from app.library_version where version = 1 and document_id = (select id from app.library_document where code = 'two')",
  ],
  [
    "a document without a file",
    "library-versions-are-without-gaps",
    "delete from app.library_version where document_id = (select id from app.library_document where code = 'kept')",
  ],
  [
    "a repealed one that is in force",
    "library-repealed-has-its-day",
    "update app.library_document set status = 'in-force' where code = 'ended'",
  ],
  [
    "a repealed one without a last day",
    "library-repealed-has-its-day",
    "update app.library_document set validity = daterange(lower(validity), null) where code = 'ended'",
  ],
];
const TABLES = ["library_document", "library_version", "library_publication"];

const folder = mkdtempSync(join(tmpdir(), "osiedle-verify-"));
const files = openFileStore(folder);
let database: TestDatabase;
let books: SmallBooks;

beforeAll(async () => {
  database = await freshDatabase();
  books = await smallBooks(database);
  await publishNew(books, "shown");
  accepted(await add(books, "shown", { facts: null, files }));
  await publishNew(books, "taken-back");
  accepted(await withdrawDocument(books.context, books.scope, { code: "taken-back", reason: "pomyłka" }));
  accepted(await add(books, "kept", { files }));
  accepted(await add(books, "two", { files }));
  accepted(await add(books, "two", { facts: null, role: "publication", files }));
  accepted(await add(books, "ended"));
  accepted(await add(books, "ending", { facts: facts({ date: "2025-01-01", repeals: "ended" }) }));
  await database.asSuperuser(async (client) => {
    await client.query("create schema whole");
    for (const table of TABLES) {
      await client.query(`create table whole.${table} as select * from app.${table}`);
    }
    await client.query("alter table app.library_document drop constraint library_debt_is_never_published");
  });
});
afterAll(() => database.close());

const verify = (store: typeof files | null = null) =>
  verifyBooks(books.context, books.scope.cooperativeId, null, store);

describe("verify and the library", () => {
  it("finds a whole library whole", async () => {
    expect((await verify()).differences).toEqual([]);
  });

  it.each(FAULTS)("names %s", async (_fault, check, statement) => {
    await database.asSuperuser(async (client) => {
      await client.query("set session_replication_role = replica");
      const { rowCount } = await client.query(statement);
      expect(rowCount).toBeGreaterThan(0);
      const { differences } = await verify();
      for (const table of TABLES) {
        await client.query(`delete from app.${table}`);
        await client.query(`insert into app.${table} select * from whole.${table}`);
      }
      expect(differences.map((each) => each.check)).toContain(check);
      expect(differences[0]?.place).toMatch(/^dokument /);
    });
  });

  it("names a kept file that has changed or is gone", async () => {
    const named = async (store: typeof files) =>
      (await verify(store)).differences
        .filter((each) => each.check === "kept-files")
        .map(({ place, found }) => [place, found === null]);
    // Those of other documents lie elsewhere, in another store.
    const own = (all: readonly unknown[][]) => all.filter(([place]) => /kept|two/.test(String(place)));
    expect(own(await named(files))).toEqual([]);
    const [kept] = await database.asSuperuser(
      async (client) =>
        (
          await client.query(
            "select encode(file_sha256, 'hex') as hash from app.library_version where document_id = (select id from app.library_document where code = 'kept')",
          )
        ).rows,
    );
    const path = join(folder, "files", kept.hash.slice(0, 2), kept.hash);
    writeFileSync(path, "inna treść");
    expect(own(await named(files))).toEqual([["dokument kept, wersja 1", false]]);
    rmSync(path);
    expect(own(await named(files))).toEqual([["dokument kept, wersja 1", true]]);
  });
});
