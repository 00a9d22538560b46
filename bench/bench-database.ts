import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, openDatabase } from "../src/world/database/database.ts";

/** A migrated database of its own in a temporary folder, with the durability a cooperative gets; gone afterwards. */
export async function withDatabase<T>(
  work: (database: Database, dataFolder: string) => Promise<T>,
): Promise<T> {
  const dataFolder = mkdtempSync(join(tmpdir(), "osiedle-bench-"));
  try {
    const database = await openDatabase({ dataFolder });
    try {
      return await work(database, dataFolder);
    } finally {
      await database.close();
    }
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
}
