import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { bootstrap, closePools, openPools } from "../../src/world/database/database.ts";
import { migrate } from "../../src/world/database/migrations.ts";
import { readSecrets } from "../../src/world/database/secrets.ts";
import { joinEmbeddedServer } from "../../src/world/database/server.ts";

declare module "vitest" {
  export interface ProvidedContext {
    databaseFolder: string;
  }
}

/** The migrated database that every test's own one is copied from. */
export const TEMPLATE = "osiedle_template";

/** Nothing of a test run has to survive a power cut; durability has tests of its own. */
const HASTE = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "300" };

/** One embedded server for the whole run, in a folder of its own. */
export default async function startDatabaseServer(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "osiedle-tests-"));
  const secrets = readSecrets(folder);
  const server = await joinEmbeddedServer(folder, secrets.admin, { serving: false, settings: HASTE });
  const remove = async () => {
    await server.leave();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await bootstrap(server, secrets, TEMPLATE);
    const pools = openPools(server, secrets, TEMPLATE);
    try {
      await migrate(pools.owner);
    } finally {
      await closePools(pools);
    }
  } catch (error) {
    await remove();
    throw error;
  }
  project.provide("databaseFolder", folder);
  return remove;
}
