import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readMirrorMapping } from "../../src/formats/mirror-mapping/mapping.ts";
import { readSourceAddress } from "../../src/world/mirror-source/address.ts";
import { checkMapping } from "../../src/world/mirror-source/checked-mapping.ts";
import { extract } from "../../src/world/mirror-source/extract.ts";
import { openSource } from "../../src/world/mirror-source/open.ts";
import { freshDatabase, type TestDatabase } from "./database.ts";
import { vendorMapping } from "./mirror/vendor-mapping.ts";
import { mirrorRows } from "./mirror-package.ts";
import { type Mirrored, mirrored } from "./mirrored.ts";
import { makeVendorBooks, turnoverOf } from "./vendor-books.ts";
import { type VendorDatabase, vendorDatabase } from "./vendor-database.ts";

/** The engine's books of a cooperative as a vendor's program kept them, shown by a second installation. */
export interface VendorMirror {
  readonly theirs: TestDatabase;
  readonly there: Mirrored;
  /** The package that was shown; what is put into it comes with the next picture. */
  readonly folder: string;
  /** Codes of everybody in the register. */
  readonly people: readonly string[];
  readonly close: () => Promise<void>;
}

/** Engine → vendor's database of another shape → package → second installation, by the program's own steps. */
export async function mirrorThroughVendor(
  ours: TestDatabase,
  cooperativeId: number,
  { asOf }: { readonly asOf: string },
): Promise<VendorMirror> {
  const [theirs, vendor] = [await freshDatabase(), await vendorDatabase()];
  await withoutForeignSigns(ours);
  const { rows, turnover } = await ours.asSuperuser(async (client) => ({
    rows: await mirrorRows(client, cooperativeId),
    turnover: await turnoverOf(client, cooperativeId),
  }));
  await vendor.asSuperuser((client) => makeVendorBooks(client, rows, turnover, { mark: "1", asOf }));
  const folder = mkdtempSync(join(tmpdir(), "osiedle-mirror-"));
  await receive(vendor, vendorMapping(rows.cooperative), folder);
  const there = await mirrored(theirs, { slug: String(rows.cooperative.slug) });
  const loaded = await there.load(folder);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusals.slice(0, 10), null, 1));
  return {
    theirs,
    there,
    folder,
    people: rows.register.people.map(({ code }) => code!),
    close: async () => {
      await Promise.all([theirs.close(), vendor.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Reads the vendor's database into a package. */
async function receive(vendor: VendorDatabase, mapping: unknown, folder: string): Promise<void> {
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
