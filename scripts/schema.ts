import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { clusterPlace, SOCKET_PORT } from "../src/world/database/cluster.ts";
import { openDatabase } from "../src/world/database/database.ts";
import { roleNames } from "../src/world/database/roles.ts";
import { readSecrets } from "../src/world/database/secrets.ts";
import { dumpSchema } from "./schema-dump.ts";

/** `npm run schema`: migrates a throw-away database and writes what came out, for people and for the compiler. */
const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "osiedle-schema-"));
const database = await openDatabase({ dataFolder: folder });
try {
  const client = await database.pools.owner.connect();
  writeFileSync(join(root, "db", "schema.sql"), await dumpSchema(client));
  client.release(true);
  writeTypes(folder);
} finally {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
}

function writeTypes(dataFolder: string): void {
  const owner = `${roleNames.owner}:${readSecrets(dataFolder).roles.owner}`;
  const host = encodeURIComponent(clusterPlace(dataFolder).socketFolder);
  const mapping = { int8: "number", daterange: "string", timestamptz: "string", int8range: "string" };
  const made = spawnSync(
    process.execPath,
    [
      join(root, "node_modules", "kysely-codegen", "dist", "cli", "bin.js"),
      "--dialect",
      "postgres",
      "--url",
      `postgres://${owner}@/osiedle?host=${host}&port=${SOCKET_PORT}`,
      "--include-pattern",
      "app.*",
      "--date-parser",
      "string",
      "--type-mapping",
      JSON.stringify(mapping),
      "--out-file",
      join(root, "src", "store", "schema.ts"),
    ],
    { stdio: ["ignore", "inherit", "inherit"], cwd: root },
  );
  if (made.status !== 0) throw new Error("kysely-codegen failed");
}
