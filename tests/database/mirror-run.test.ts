import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runOrdered } from "../../src/cli/mirror-run.ts";
import { runText } from "../../src/cli/mirror-text.ts";
import { cancelMirrorRun } from "../../src/operations/cancel-mirror-run.ts";
import type { OperationContext, OperatorScope } from "../../src/operations/context.ts";
import { beginRun, holdMirror, listRuns } from "../../src/store/mirror/runs.ts";
import { inScope } from "../../src/world/database/scope.ts";
import { ReceivedFolder } from "../../src/world/mirror-source/received.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { type MirrorInstallation, mirrorInstallation } from "../setup/mirror-installation.ts";
import { SMALL_MAPPING, SMALL_VENDOR, vendorAddress } from "../setup/small-vendor.ts";

let vendor: TestDatabase;
let ours: TestDatabase;
let dataFolder: string;
let context: OperationContext;
let scope: OperatorScope;
let installation: MirrorInstallation;

beforeAll(async () => {
  vendor = await freshDatabase();
  await vendor.asSuperuser((client) => client.query(SMALL_VENDOR));
  installation = await mirrorInstallation({ ...vendorAddress(vendor.name), mapping: SMALL_MAPPING });
  ({ ours, dataFolder, context, scope } = installation);
});
afterAll(async () => {
  await installation.close();
  await vendor.close();
});

async function run(isWhole = false) {
  const ends = await runOrdered(context, scope, dataFolder, { path: null, isWhole, askedBy: "command" });
  if (!ends.ok) throw new Error(JSON.stringify(ends.refusals));
  return ends.value;
}

const change = (text: string) => vendor.asSuperuser((client) => client.query(text));

describe("a run of the mirror", () => {
  it("shows what the other program's database holds, then that nothing changed", async () => {
    const [first] = await run();
    expect(first).toMatchObject({ state: "shown", problems: [], isTakenUp: false });
    expect(first?.counts.posting).toMatchObject({ given: 5, inserted: 5 });
    expect((await run())[0]).toMatchObject({ state: "unchanged" });
    expect((await run(true))[0]).toMatchObject({ state: "unchanged" });
    expect(readdirSync(join(dataFolder, "mirror", String(scope.cooperativeId)))).toEqual(["password"]);
  });

  it("keeps the password out of the database", async () => {
    const { password } = vendorAddress(vendor.name);
    const { rows } = await ours.asSuperuser((client) => client.query("select * from app.mirror_source"));
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(password);
  });

  it("brings only what changed after the mark", async () => {
    await change("update fk.dowod set opis = 'Wpłata poprawiona', zm = 2 where nr = 2");
    const [shown] = await run();
    expect(shown).toMatchObject({ state: "shown" });
    expect(shown?.counts.document).toMatchObject({ given: 1, changed: 1 });
    const runs = await inScope(context.pools.runtime, scope.token, (tx) => listRuns(tx, scope.cooperativeId));
    expect(runs[0]).toMatchObject({ sinceMark: "1", mark: "2" });
  });

  it("is refused with account, month and amount where a total lies, and residents keep the old picture", async () => {
    await change("update fk.obrot set ma = 100.01 where konto = '204-1'");
    const [refused] = await run(true);
    await change("update fk.obrot set ma = 100.00 where konto = '204-1'");
    expect(refused?.state).toBe("refused");
    const text = runText(refused!);
    expect(text).toContain("204-1");
    expect(text).toContain("100,01");
    expect(text).toContain("Mieszkańcy widzą dalej poprzedni obraz.");
  });

  it("is refused while another goes on", async () => {
    const place = await holdMirror(context.pools.runtime);
    const busy = await runOrdered(context, scope, dataFolder, {
      path: null,
      isWhole: true,
      askedBy: "command",
    });
    await place?.release();
    expect(busy).toMatchObject({ ok: false, refusals: [{ reason: "mirror-run-going" }] });
  });

  it("that was killed is taken up from the package it had received", async () => {
    const folder = join("mirror", String(scope.cooperativeId), "killed");
    const received = new ReceivedFolder(dataFolder, folder);
    await received.begin({ path: null, isWhole: true });
    await inScope(context.pools.runtime, scope.token, (tx) =>
      beginRun(tx, scope.cooperativeId, "schedule", folder),
    );
    // As a program leaves it that was killed while it received: half a file, no manifest.
    await received.emptyDraft();
    const ends = await runOrdered(context, scope, dataFolder, null);
    expect(ends).toMatchObject({ ok: true, value: [{ state: "unchanged", isTakenUp: true }] });
    expect(existsSync(join(dataFolder, folder))).toBe(false);
  });

  it("that was killed and asked to stop is ended", async () => {
    const folder = join("mirror", String(scope.cooperativeId), "stopped");
    await new ReceivedFolder(dataFolder, folder).begin({ path: null, isWhole: true });
    await inScope(context.pools.runtime, scope.token, (tx) =>
      beginRun(tx, scope.cooperativeId, "schedule", folder),
    );
    expect(await cancelMirrorRun(context, scope, dataFolder)).toMatchObject({
      ok: true,
      value: { isEnded: true },
    });
    expect(await cancelMirrorRun(context, scope, dataFolder)).toMatchObject({ ok: false });
    expect(existsSync(join(dataFolder, folder))).toBe(false);
  });
});
