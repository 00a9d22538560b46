import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createDemo } from "../../src/demo/create-demo.ts";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { compareSides, openSide } from "../setup/mirror-equality.ts";
import { mirrorThroughVendor, type VendorMirror } from "../setup/vendor-mirror.ts";

/**
 * The whole demonstration cooperative — over a thousand units, 26 months — kept by a vendor's program of another shape and mirrored:
 * every page of every one of its people is the engine's own.
 */

const AT = "2026-11-23T10:00:00Z";
const MINUTES = 60_000;

let ours: TestDatabase;
let folder: string;
let cooperativeId: number;
let mirror: VendorMirror;

beforeAll(async () => {
  ours = await freshDatabase();
  folder = mkdtempSync(join(tmpdir(), "osiedle-demo-"));
  const demo = await createDemo({ pools: ours.pools, today: () => plainDate("2026-11-23") }, folder);
  cooperativeId = demo.cooperativeId;
  mirror = await mirrorThroughVendor(ours, cooperativeId, { asOf: "2026-11-22 22:40:00" });
}, 20 * MINUTES);
afterAll(async () => {
  await Promise.all([ours.close(), mirror.close()]);
  rmSync(folder, { recursive: true, force: true });
});

it(
  "shows every resident of the demonstration on every tab what the engine shows",
  async () => {
    const { people, theirs, there } = mirror;
    const { differences, pages } = await compareSides(
      await openSide(ours, "ours", cooperativeId, people, AT),
      await openSide(theirs, "theirs", there.scope.cooperativeId, people, AT),
      people,
    );
    process.stdout.write(`${people.length} osób; stron: ${JSON.stringify(pages)}\n`);
    expect(differences.slice(0, 5)).toEqual([]);
    expect(people.length).toBeGreaterThan(1000);
    for (const count of Object.values(pages)) expect(count).toBeGreaterThan(100);
  },
  40 * MINUTES,
);
