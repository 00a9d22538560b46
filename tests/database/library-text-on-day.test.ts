import { afterAll, beforeAll, expect, it } from "vitest";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import { myRegulationParts } from "../../src/store/portal/library-text.ts";
import { textOnDay } from "../../src/web/resident/reads/library-text.ts";
import { readInScope } from "../../src/world/database/scope.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { publishNew } from "../setup/library.ts";
import { type SignInWorld, signInWorld } from "../setup/sign-in.ts";

/** A regulation, its changes and consolidated texts, as a member finds them on a day. */

let database: TestDatabase;
let books: SignInWorld["books"];
let member: string;
let stranger: string;

beforeAll(async () => {
  database = await freshDatabase();
  const world = await signInWorld(database, "teksty");
  books = world.books;
  await database.asSuperuser((client) =>
    client.query("insert into app.membership values ($1, $2, '1', '[2020-01-01,)')", [
      books.scope.cooperativeId,
      books.people[0],
    ]),
  );
  member = (await world.settle(books.people[0])).token;
  stranger = (await world.settle(books.people[1])).token;
  const regulation = { kind: "regulation", number: "1" };
  await publishNew(books, "REG", { ...regulation, date: "2020-01-01", title: "Regulamin" });
  await publishNew(books, "Z1", { number: "2", date: "2021-03-01", title: "Zmiana 1", amends: "REG" });
  await publishNew(books, "TJ1", {
    ...regulation,
    date: "2021-03-01",
    title: "Tekst 1",
    consolidates: "REG",
  });
  await publishNew(books, "Z2", { number: "3", date: "2022-06-01", title: "Zmiana 2", amends: "Z1" });
  await publishNew(books, "TJ2", {
    ...regulation,
    date: "2023-01-01",
    title: "Tekst 2",
    consolidates: "REG",
  });
  await publishNew(books, "NOWY", { ...regulation, date: "2025-01-01", title: "Nowy", repeals: "REG" });
});
afterAll(() => database.close());

async function on(day: string, code = "REG", token = member) {
  const id = await database.asSuperuser(
    async (client) =>
      (await client.query("select id from app.library_document where code = $1", [code])).rows[0].id,
  );
  const [rows] = await readInScope(database.pools.reading, token, [myRegulationParts(id)]);
  const found = textOnDay(rows, plainDate(day));
  return found && [found.text?.title ?? null, found.furtherAmendments.map(({ title }) => title)];
}

it.each([
  ["2019-12-31", null, []],
  ["2020-01-01", "Regulamin", []],
  ["2021-02-28", "Regulamin", []],
  ["2021-03-01", "Tekst 1", []],
  ["2022-05-31", "Tekst 1", []],
  ["2022-06-01", "Tekst 1", ["Zmiana 2"]],
  ["2023-01-01", "Tekst 2", []],
  ["2024-12-31", "Tekst 2", []],
  ["2025-01-01", null, []],
])("on %s one reads %s with %j", async (day, text, changes) => {
  expect(await on(day)).toEqual([text, changes]);
  expect(await on(day, "TJ1")).toEqual([text, changes]);
});

it("is of no other document, and shows nobody what they may not read", async () => {
  expect(await on("2022-06-01", "Z2")).toBeNull();
  expect(await on("2022-06-01", "REG", stranger)).toEqual(["Tekst 1", []]);
});
