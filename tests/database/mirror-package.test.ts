import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MIRROR_KINDS } from "../../src/domain/mirror/areas.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { type MirrorRows, mirrorRows, writeMirrorPackage } from "../setup/mirror-package.ts";
import { wholeBooks } from "../setup/whole-books.ts";

let database: TestDatabase;
let folder: string;
let rows: MirrorRows;

beforeAll(async () => {
  database = await freshDatabase();
  await wholeBooks(database);
  rows = await database.asSuperuser((client) => mirrorRows(client, 1));
  folder = mkdtempSync(join(tmpdir(), "osiedle-mirror-"));
});

afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("the engine's books as another program's package", () => {
  it("has rows of every kind that whole books have", () => {
    const empty = MIRROR_KINDS.filter((kind) => rows.books[kind].length === 0);
    // nobody there has meters that are read from afar
    expect(empty).toEqual(["consumption_information", "building_consumption"]);
  });

  it("is written with every file", () => {
    writeMirrorPackage(folder, rows, { mark: "1", since: null, asOf: "2026-06-15T06:00:00+02:00" });
    expect(readdirSync(folder)).toContain("settlement-results.csv");
  });
});
