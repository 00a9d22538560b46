import { readFileSync } from "node:fs";
import { openOperatorSession } from "../../src/access/operator.ts";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import { importReadings } from "../../src/operations/import-readings.ts";
import { openDatabase } from "../../src/world/database/database.ts";

/** A program of its own, so that its memory is nothing but the import's: imports one file twice and says how long each took. */
const [dataFolder = "", cooperative = "", path = ""] = process.argv.slice(2);
const database = await openDatabase({ dataFolder });
const session = await openOperatorSession(database.pools.signin, Number(cooperative));
const context = { pools: database.pools, today: () => plainDate("2026-03-15") };
const scope = { token: session.token, cooperativeId: Number(cooperative) };
const imported = await timedImport();
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
const again = await timedImport();
await database.close();
process.send?.({ ...imported, peakMegabytes, again });
process.disconnect?.();

async function timedImport() {
  const start = performance.now();
  const input = { format: null, mapping: null, source: null, day: null };
  const done = await importReadings(context, scope, { name: "pomiar", bytes: readFileSync(path) }, input);
  if (!done.ok) throw new Error(done.refusals[0]?.reason);
  return { milliseconds: performance.now() - start, tally: done.value.tally };
}
