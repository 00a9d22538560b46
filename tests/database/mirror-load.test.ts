import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { type MirrorRows, mirrorRows } from "../setup/mirror-package.ts";
import { type Mirrored, mirrored, wholePicture } from "../setup/mirrored.ts";
import { wholeBooks } from "../setup/whole-books.ts";

let source: TestDatabase;
let database: TestDatabase;
let rows: MirrorRows;
let there: Mirrored;

beforeAll(async () => {
  source = await freshDatabase();
  await wholeBooks(source);
  rows = await source.asSuperuser((client) => mirrorRows(client, 1));
  database = await freshDatabase();
  there = await mirrored(database, { slug: String(rows.cooperative.slug) });
});

afterAll(async () => {
  await source.close();
  await database.close();
});

describe("a whole picture", () => {
  it("is shown", async () => {
    const loaded = await there.load(wholePicture(rows, "1"));
    expect(loaded).toMatchObject({ ok: true, value: { outcome: "shown" } });
  });
});
