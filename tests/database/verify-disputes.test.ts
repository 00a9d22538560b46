import { afterAll, beforeAll, expect, it } from "vitest";
import { month } from "../../src/domain/values/month.ts";
import { correctAssessments } from "../../src/operations/correct-assessment.ts";
import { importPackage } from "../../src/operations/import-package.ts";
import { verifyBooks } from "../../src/operations/verify-books.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { change, sealed } from "../setup/exchange-package.ts";
import { laterPackage, type WholeBooks, wholeBooks } from "../setup/whole-books.ts";

let database: TestDatabase;
let books: WholeBooks;

beforeAll(async () => {
  database = await freshDatabase();
  books = await wholeBooks(database);
});
afterAll(() => database?.close());

it.each([
  ["the amount", "2026-04-01;;1,90", "2026-04-01;;1,80"],
  ["the beginning", "2026-04-01;;1,90", "2026-05-01;;1,90"],
  ["both back", "2026-04-01;;1,90", "2026-04-01;2026-12-31;1,90"],
])("books are whole again once a month is corrected after the court changed %s", async (_, before, after) => {
  const { context, scope } = books;
  const draft = change(laterPackage(), "disputed-rates.csv", (text) => text.replace(before, after));
  expect((await importPackage(context, sealed(draft), null)).ok).toBe(true);
  const corrected = await correctAssessments(context, scope, { months: [month("2026-04")] });
  expect(corrected.ok && corrected.value[0]?.chargeCount).toBeGreaterThan(0);
  expect((await verifyBooks(context, scope.cooperativeId, null)).differences).toEqual([]);
});
