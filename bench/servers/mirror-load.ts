import { openOperatorSession } from "../../src/access/operator.ts";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import { STREAMED_FILES } from "../../src/formats/mirror-package/mirror-files.ts";
import { loadMirror } from "../../src/operations/load-mirror.ts";
import { beginRun } from "../../src/store/mirror/runs.ts";
import { openDatabase } from "../../src/world/database/database.ts";
import { inScope } from "../../src/world/database/scope.ts";
import { openPackageFiles } from "../../src/world/package-files.ts";

/** A program of its own, so that its memory is nothing but the load's: loads one picture and says how long it took. */
const [dataFolder = "", cooperative = "", folder = ""] = process.argv.slice(2);
const database = await openDatabase({ dataFolder });
const session = await openOperatorSession(database.pools.signin, Number(cooperative));
const scope = { token: session.token, cooperativeId: Number(cooperative) };
const context = { pools: database.pools, today: () => plainDate("2026-01-02") };
const opened = await openPackageFiles(folder, STREAMED_FILES);
if (!opened.ok) throw new Error(opened.refusals[0]?.reason);
const runId = await inScope(database.pools.runtime, session.token, (tx) =>
  beginRun(tx, scope.cooperativeId, "command", ""),
);
const start = performance.now();
const loaded = await loadMirror(context, scope, runId!, opened.value, async () => null);
const milliseconds = performance.now() - start;
if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusals.slice(0, 5)));
await opened.value.close();
await database.close();
process.send?.({ milliseconds, peakMegabytes: process.resourceUsage().maxRSS / 1024 });
process.disconnect?.();
