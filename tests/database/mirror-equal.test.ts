import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readMirrorMapping } from "../../src/formats/mirror-mapping/mapping.ts";
import { readSourceAddress } from "../../src/world/mirror-source/address.ts";
import { checkMapping } from "../../src/world/mirror-source/checked-mapping.ts";
import { extract } from "../../src/world/mirror-source/extract.ts";
import { openSource } from "../../src/world/mirror-source/open.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { vendorMapping } from "../setup/mirror/vendor-mapping.ts";
import { compareSides, openSide } from "../setup/mirror-equality.ts";
import { mirrorRows } from "../setup/mirror-package.ts";
import { type Mirrored, mirrored } from "../setup/mirrored.ts";
import { makeVendorBooks, turnoverOf } from "../setup/vendor-books.ts";
import { type VendorDatabase, vendorDatabase } from "../setup/vendor-database.ts";
import { wholeBooks } from "../setup/whole-books.ts";

/**
 * The engine's books go into a vendor's program of another shape, come from there into a second installation, and every page of every
 * resident is the same there, to the letter: ids by what they are called, nothing else left out.
 */

const AT = "2026-06-15T10:00:00Z";
let ours: TestDatabase;
let theirs: TestDatabase;
let vendor: VendorDatabase;
let folder: string;
let there: Mirrored;
let people: string[];

beforeAll(async () => {
  [ours, theirs, vendor] = [await freshDatabase(), await freshDatabase(), await vendorDatabase()];
  await wholeBooks(ours);
  await withoutForeignSigns(ours);
  const { rows, turnover } = await ours.asSuperuser(async (client) => ({
    rows: await mirrorRows(client, 1),
    turnover: await turnoverOf(client, 1),
  }));
  people = rows.register.people.map(({ code }) => code!);
  await vendor.asSuperuser((client) =>
    makeVendorBooks(client, rows, turnover, { mark: "1", asOf: "2026-06-14 22:40:00" }),
  );
  folder = mkdtempSync(join(tmpdir(), "osiedle-mirror-"));
  await receive(vendorMapping(rows.cooperative));
  there = await mirrored(theirs, { slug: String(rows.cooperative.slug) });
  const loaded = await there.load(folder);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusals.slice(0, 10), null, 1));
});

afterAll(async () => {
  await Promise.all([ours.close(), theirs.close(), vendor.close()]);
  rmSync(folder, { recursive: true, force: true });
});

/** Windows-1250 has no sign that turns writing round: such a program never had it. */
async function withoutForeignSigns(database: TestDatabase): Promise<void> {
  await database.asSuperuser(async (client) => {
    await client.query("set session_replication_role = replica");
    for (const table of ["crediting", "posting", "document", "fee_component"] as const) {
      const column = {
        crediting: "title",
        posting: "text",
        document: "description",
        fee_component: "explanation",
      }[table];
      await client.query(
        `update app.${table} set ${column} = replace(replace(${column}, U&'\\202E', ''), '³', '3')
         where ${column} like '%' || U&'\\202E' || '%' or ${column} like '%³%'`,
      );
    }
  });
}

/** Reads the vendor's database into a package. */
async function receive(mapping: unknown): Promise<void> {
  const address = readSourceAddress(vendor.address);
  const read = readMirrorMapping(mapping);
  if (!address.ok || !read.ok) throw new Error(JSON.stringify([address, read]));
  const connection = await openSource(address.value, vendor.password);
  try {
    const checked = await checkMapping(connection, read.value, null);
    if (!checked.ok) throw new Error(JSON.stringify(checked.refusals));
    const extracted = await extract(connection, checked.value, folder, async () => false);
    if (!extracted.ok) throw new Error(JSON.stringify(extracted.refusals));
  } finally {
    await connection.close();
  }
}

async function compared() {
  return compareSides(
    await openSide(ours, "ours", 1, people, AT),
    await openSide(theirs, "theirs", there.scope.cooperativeId, people, AT),
    people,
  );
}

describe("a mirrored cooperative", () => {
  it("shows every resident on every tab what the engine shows", async () => {
    const { differences, pages } = await compared();
    expect(differences).toEqual([]);
    // the room is not empty
    for (const page of [
      "fee-line",
      "payment",
      "settlement",
      "account-documents",
      "readings",
      "virtual-accounts",
    ])
      expect([page, pages[page]! > 3]).toEqual([page, true]);
  });

  it("is told apart where one grosz, one day or one letter differs", async () => {
    const faults = [
      "update app.mirror_charge set amount_grosze = amount_grosze + 1 where ctid = (select min(ctid) from app.mirror_charge)",
      "update app.mirror_reading set value_millionths = value_millionths + 1000 where ctid = (select min(ctid) from app.mirror_reading)",
      "update app.mirror_posting set text = text || '.' where text is not null and account_id = (select min(id) from app.account where right_id is not null)",
      "update app.mirror_settlement_result set details = jsonb_set(details, '{to}', '\"2026-03-30\"')",
    ];
    for (const fault of faults) {
      await theirs.asSuperuser(async (client) => {
        await client.query(fault);
      });
      const { differences } = await compared();
      expect([fault, differences.length > 0]).toEqual([fault, true]);
    }
  });
});
