import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlainDate } from "../../src/domain/values/plain-date.ts";
import { importPackage } from "../../src/operations/import-package.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { examplePackage, sealed } from "../setup/exchange-package.ts";

let database: TestDatabase;
const context = () => ({ pools: database.pools, today: () => "2026-11-23" as PlainDate });
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

describe("the example package", () => {
  it("is imported into an empty database", async () => {
    const first = await importPackage(context(), sealed(examplePackage()), null);
    expect(first).toMatchObject({ ok: true });
    const again = await importPackage(context(), sealed(examplePackage()), null);
    expect(again).toMatchObject({ ok: true, value: { isUnchanged: true } });
  });
});
