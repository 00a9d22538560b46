import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MIRROR_KINDS } from "../../src/domain/mirror/areas.ts";
import { MIRROR_TABLES } from "../../src/formats/mirror-package/mirror-tables.ts";
import { TABLES } from "../../src/formats/package/tables.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { vendorMapping } from "../setup/mirror/vendor-mapping.ts";
import { type MirrorRows, mirrorRows, REGISTER_KINDS, writeMirrorPackage } from "../setup/mirror-package.ts";
import { makeVendorBooks, turnoverOf } from "../setup/vendor-books.ts";
import { vendorDatabase } from "../setup/vendor-database.ts";
import { wholeBooks } from "../setup/whole-books.ts";

interface VendorQueries {
  readonly tables: Readonly<Record<string, { readonly query: string }>>;
  readonly totals: { readonly postings: string };
}

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

  it("goes into a vendor's program of another shape, whose own turnover agrees with its postings", async () => {
    const vendor = await vendorDatabase();
    try {
      const turnover = await database.asSuperuser((client) => turnoverOf(client, 1));
      await vendor.asSuperuser(async (client) => {
        await makeVendorBooks(client, legible(rows), turnover, { mark: "1", asOf: "2026-06-15 06:00:00" });
        const { tables, totals } = vendorMapping(rows.cooperative) as unknown as VendorQueries;
        for (const [file, { query }] of Object.entries(tables)) {
          const { rowCount } = await client.query(query);
          expect([file, rowCount]).toEqual([file, countOf(file)]);
        }
        const { rows: told } = await client.query(totals.postings);
        const given = rows.totals.filter((row) => row.kind === "posting" && row.account !== null);
        expect(told.map((row) => [row.account, row.month, row.debit, row.credit].join(" ")).sort()).toEqual(
          given
            .map((row) => [row.account, row.month?.replace("-", ""), row.debit, row.credit].join(" "))
            .sort(),
        );
        const { rows: deleted } = await client.query("select from ksiegi.dekret where usuniety = 'T'");
        expect(deleted.length).toBeGreaterThan(0);
      });
    } finally {
      await vendor.close();
    }
  });

  it("is written with every file", () => {
    writeMirrorPackage(folder, rows, { mark: "1", since: null, asOf: "2026-06-15T06:00:00+02:00" });
    expect(readdirSync(folder)).toContain("settlement-results.csv");
  });
});

/** Signs that Windows-1250 does not have cannot stand in the vendor's program. */
function legible(given: MirrorRows): MirrorRows {
  return JSON.parse(JSON.stringify(given).replaceAll("\u202e", "").replaceAll("³", "3")) as MirrorRows;
}

function countOf(file: string): number {
  const register = REGISTER_KINDS.find((kind) => TABLES[kind].file === `${file}.csv`);
  if (register !== undefined) return rows.register[register].length;
  return rows.books[MIRROR_KINDS.find((kind) => MIRROR_TABLES[kind].file === `${file}.csv`)!].length;
}
