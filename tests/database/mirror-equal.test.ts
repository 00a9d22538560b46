import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { compareSides, openSide } from "../setup/mirror-equality.ts";
import { mirrorThroughVendor, type VendorMirror } from "../setup/vendor-mirror.ts";
import { wholeBooks } from "../setup/whole-books.ts";

/**
 * The engine's books go into a vendor's program of another shape, come from there into a second installation, and every page of every
 * resident is the same there, to the letter: ids by what they are called, nothing else left out.
 */

const AT = "2026-06-15T10:00:00Z";
let ours: TestDatabase;
let mirror: VendorMirror;

beforeAll(async () => {
  ours = await freshDatabase();
  await wholeBooks(ours);
  mirror = await mirrorThroughVendor(ours, 1, { asOf: "2026-06-14 22:40:00" });
});
afterAll(async () => {
  await Promise.all([ours.close(), mirror.close()]);
});

async function compared() {
  const { people, theirs, there } = mirror;
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
      await mirror.theirs.asSuperuser(async (client) => {
        await client.query(fault);
      });
      const { differences } = await compared();
      expect([fault, differences.length > 0]).toEqual([fault, true]);
    }
  });
});
