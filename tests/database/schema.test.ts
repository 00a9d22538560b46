import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dumpSchema } from "../../scripts/schema-dump.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.close());

describe("db/schema.sql", () => {
  it("is what the migrations make (else run npm run schema)", async () => {
    const client = await database.pools.owner.connect();
    const made = await dumpSchema(client);
    client.release(true);
    expect(made).toBe(readFileSync(new URL("../../db/schema.sql", import.meta.url), "utf8"));
  });

  it("shows a dropped policy, a new right and a weakened table", async () => {
    const committed = readFileSync(new URL("../../db/schema.sql", import.meta.url), "utf8").split("\n");
    await database.asSuperuser((admin) =>
      admin.query(`drop policy operator on app.charge;
        grant delete on app.posting to osiedle_runtime;
        alter table app.person no force row level security`),
    );
    const client = await database.pools.owner.connect();
    const changed = await dumpSchema(client);
    client.release(true);
    const missing = committed.filter((line) => !changed.split("\n").includes(line)).join("\n");
    expect(missing).toContain("create policy operator on app.charge");
    expect(missing).toContain("alter table app.person enable row level security, force row level security");
    expect(changed).toMatch(/grant delete, .*select.* on app\.posting to osiedle_runtime/);
  });
});
