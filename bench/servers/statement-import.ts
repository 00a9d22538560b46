import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { openOperatorSession } from "../../src/access/operator.ts";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import { importStatements } from "../../src/operations/import-statements.ts";
import { openDatabase } from "../../src/world/database/database.ts";
import { openFileStore } from "../../src/world/files.ts";

/** A program of its own, so that its memory is nothing but the import's: imports one file and says how long it took. */
const [dataFolder = "", cooperative = "", path = ""] = process.argv.slice(2);
const database = await openDatabase({ dataFolder });
const session = await openOperatorSession(database.pools.signin, Number(cooperative));
const context = { pools: database.pools, today: () => plainDate("2026-02-15") };
const scope = { token: session.token, cooperativeId: Number(cooperative) };
const start = performance.now();
const [file] = await importStatements(context, scope, {
  files: openFileStore(dataFolder),
  postDiffering: false,
  sources: [{ name: basename(path), bytes: () => createReadStream(path) }],
});
const milliseconds = performance.now() - start;
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
await database.close();
process.send?.({ milliseconds, peakMegabytes, statement: file?.statements[0] });
process.disconnect?.();
