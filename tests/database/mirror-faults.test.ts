import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openOperatorSession } from "../../src/access/operator.ts";
import { runOrdered } from "../../src/cli/mirror-run.ts";
import { runText } from "../../src/cli/mirror-text.ts";
import { MIRROR_AREAS } from "../../src/domain/mirror/areas.ts";
import type { PlainDate } from "../../src/domain/values/plain-date.ts";
import type { OperationContext, OperatorScope } from "../../src/operations/context.ts";
import { foundMirroredCooperative } from "../../src/operations/found-mirrored-cooperative.ts";
import { setAreas } from "../../src/operations/set-mirror-areas.ts";
import { setMirrorSource } from "../../src/operations/set-mirror-source.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { SMALL_MAPPING, SMALL_VENDOR, vendorAddress } from "../setup/small-vendor.ts";

/**
 * What can be wrong between another program's books and their picture, planted in the program's database one at a time: the run is
 * refused and says account, month and amount; residents keep the picture they had, to the last row.
 */

let vendor: TestDatabase;
let ours: TestDatabase;
let dataFolder: string;
let context: OperationContext;
let scope: OperatorScope;
let end: () => Promise<void>;
let shown: string;

beforeAll(async () => {
  [vendor, ours] = [await freshDatabase(), await freshDatabase()];
  dataFolder = mkdtempSync(join(tmpdir(), "osiedle-mirror-faults-"));
  await vendor.asSuperuser((client) => client.query(SMALL_VENDOR));
  context = { pools: ours.pools, today: () => "2026-03-01" as PlainDate };
  const founded = await foundMirroredCooperative(context, SMALL_MAPPING.cooperative);
  if (!founded.ok) throw new Error(JSON.stringify(founded.refusals));
  const session = await openOperatorSession(ours.pools.signin, founded.value.id);
  scope = { token: session.token, cooperativeId: founded.value.id };
  end = session.end;
  await setAreas(context, scope, MIRROR_AREAS);
  const kept = await setMirrorSource(context, scope, dataFolder, {
    program: "Czynsz 2000",
    kind: "sql",
    location: vendorAddress(vendor.name).url,
    mapping: SMALL_MAPPING,
    scheduleMinutes: null,
    password: vendorAddress(vendor.name).password,
  });
  if (!kept.ok) throw new Error(JSON.stringify(kept.refusals));
  expect(await runWhole()).toMatchObject({ state: "shown" });
  shown = await everythingShown();
  expect(shown).toContain("204-1");
});
afterAll(async () => {
  await end();
  await Promise.all([vendor.close(), ours.close()]);
  rmSync(dataFolder, { recursive: true, force: true });
});

async function runWhole() {
  const ends = await runOrdered(context, scope, dataFolder, {
    path: null,
    isWhole: true,
    askedBy: "command",
  });
  if (!ends.ok) throw new Error(JSON.stringify(ends.refusals));
  return ends.value[0]!;
}

/** The picture's rows as they are, and which picture it is. */
async function everythingShown(): Promise<string> {
  return ours.asSuperuser(async (client) => {
    const texts: string[] = [];
    for (const [table, order] of [
      ["mirror_picture", "1"],
      ["mirror_document", "code"],
      ["mirror_posting", "document_id, line"],
      ["mirror_charge", "right_id, month, account_id, amount_grosze"],
      ["mirror_turnover", "account_id, month"],
      ["mirror_change", "id"],
      ["account", "code"],
    ] as const) {
      const { rows } = await client.query(
        `select to_jsonb(t) - 'shown_at' as row from app.${table} t order by ${order}`,
      );
      texts.push(JSON.stringify(rows));
    }
    return texts.join("\n");
  });
}

interface Fault {
  readonly fault: string;
  readonly plant: string;
  readonly says: readonly string[];
}

const FAULTS: readonly Fault[] = [
  {
    fault: "a posting that is missing",
    plant: "delete from fk.dekret where nr = 2 and konto = '204-1'",
    says: ["204-1", "2026", "100,00"],
  },
  {
    fault: "an amount off by a grosz",
    plant: "update fk.dekret set wn = 200.21 where nr = 1 and konto = '204-2'",
    says: ["204-2", "200,20", "200,21"],
  },
  {
    fault: "a document that is there twice, under another number",
    plant: `insert into fk.dowod select rok, 9, typ, data_ks, opis, usun, zm from fk.dowod where nr = 2;
      insert into fk.dekret select rok, 9, lp, konto, wn, ma, okres from fk.dekret where nr = 2`,
    says: ["204-1", "100,00", "200,00"],
  },
  {
    fault: "a document that is there twice, under its own number",
    plant: `alter table fk.dowod drop constraint dowod_pkey;
      insert into fk.dowod select rok, nr, typ, data_ks, opis, usun, zm from fk.dowod where nr = 2`,
    says: ["2026/2"],
  },
  {
    fault: "a posting on another person's account",
    plant: "update fk.dekret set konto = '204-2' where nr = 2 and konto = '204-1'",
    says: ["204-1", "204-2", "100,00"],
  },
  {
    fault: "a total that lies",
    plant: "update fk.obrot set wn = 300.31 where konto = '204-2'",
    says: ["204-2", "300,31"],
  },
  {
    fault: "a posting on an account that is nowhere",
    plant: "update fk.dekret set konto = '204-99' where nr = 2 and konto = '204-1'",
    says: ["204-99"],
  },
];

describe("a fault in the source", () => {
  it.each(FAULTS)("$fault is named and not shown", async ({ plant, says }) => {
    await vendor.asSuperuser((client) => client.query(plant));
    const refused = await runWhole();
    // The source is put right again: each fault stands alone, and what is right is shown as ever.
    await vendor.asSuperuser((client) => client.query(`drop schema fk cascade; ${SMALL_VENDOR}`));
    expect(refused.state).toBe("refused");
    const text = runText(refused);
    for (const words of says) expect(text).toContain(words);
    expect(await everythingShown()).toBe(shown);
  });

  it("put right again leaves nothing behind: the same picture is unchanged", async () => {
    expect(await runWhole()).toMatchObject({ state: "unchanged", problems: [] });
  });
});
