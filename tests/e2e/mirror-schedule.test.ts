import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readMirrorMapping } from "../../src/formats/mirror-mapping/mapping.ts";
import { type Database, openDatabase } from "../../src/world/database/database.ts";
import { readSourceAddress } from "../../src/world/mirror-source/address.ts";
import { checkMapping } from "../../src/world/mirror-source/checked-mapping.ts";
import { extract } from "../../src/world/mirror-source/extract.ts";
import { openSource } from "../../src/world/mirror-source/open.ts";
import { freshDatabase, type TestDatabase } from "../setup/database.ts";
import { buildProgram, environmentWith, program, run, startProgram } from "../setup/program.ts";
import { SMALL_MAPPING, SMALL_VENDOR, vendorAddress } from "../setup/small-vendor.ts";

let vendor: TestDatabase;
/** Held all the time, so that the commands need not each start the server and stop it. */
let ours: Database;
let base: string;
let environment: Record<string, string>;
const started: { kill: (signal: NodeJS.Signals) => boolean }[] = [];

beforeAll(async () => {
  buildProgram();
  vendor = await freshDatabase();
  await vendor.asSuperuser((client) => client.query(SMALL_VENDOR));
  base = mkdtempSync(join(tmpdir(), "osiedle-mirror-e2e-"));
  mkdirSync(join(base, "paczki"));
  environment = { OSIEDLE_DATA: join(base, "data"), OSIEDLE_MIRROR_SECONDS: "1" };
  ours = await openDatabase({ dataFolder: environment.OSIEDLE_DATA! });
}, 240_000);
afterAll(async () => {
  for (const child of started) child.kill("SIGKILL");
  await ours?.close();
  await vendor.close();
  rmSync(base, { recursive: true, force: true });
});

function osiedle(...args: string[]) {
  const { status, stdout, stderr } = run(["mirror", ...args, "--json"], environment);
  if (status === 1) throw new Error(stderr);
  return { status, answer: JSON.parse(stdout) };
}

async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 90_000;
  while (!(await what())) {
    if (performance.now() > deadline) throw new Error("it did not come to that");
    await sleep(50);
  }
}

/** A lock in the other program's database, held as long as a run is to wait in the middle of what it reads. */
const READING_LOCK = 17;

async function packageFromVendor(path: string): Promise<void> {
  const { url, password } = vendorAddress(vendor.name);
  const [address, mapping] = [readSourceAddress(url), readMirrorMapping(SMALL_MAPPING)];
  if (!address.ok || !mapping.ok) throw new Error("no source");
  const connection = await openSource(address.value, password);
  const checked = await checkMapping(connection, mapping.value, null);
  if (!checked.ok) throw new Error(JSON.stringify(checked.refusals));
  mkdirSync(path);
  await extract(connection, checked.value, path, async () => false);
  await connection.close();
}

async function stop(child: Awaited<ReturnType<typeof startProgram>>["child"]): Promise<number> {
  const begun = performance.now();
  child.kill("SIGTERM");
  await once(child, "exit");
  return performance.now() - begun;
}

describe("the running program", { timeout: 300_000 }, () => {
  it("refreshes the mirror by its schedule, and stops when it is told to", async () => {
    const { url, password } = vendorAddress(vendor.name);
    writeFileSync(join(base, "mapping.json"), JSON.stringify(SMALL_MAPPING));
    writeFileSync(join(base, "haslo"), `${password}\n`);
    const given = [
      "--url",
      url,
      "--mapping",
      join(base, "mapping.json"),
      "--password-file",
      join(base, "haslo"),
    ];
    expect(osiedle("source", "check", ...given).answer).toMatchObject({ canTellChanges: true });
    expect(osiedle("source", "set", "--program", "Czynsz 2000", "--every", "5", ...given).status).toBe(0);
    expect(osiedle("area", "all").answer).toMatchObject({ ours: [] });
    expect(osiedle("status").answer).toMatchObject({ picture: null, runs: [] });
    const { child } = await startProgram(environment);
    started.push(child);
    await until(async () => (await ours.pools.verify.query("select from app.mirror_picture")).rowCount === 1);
    expect(osiedle("status").answer.runs).toMatchObject([{ askedBy: "schedule", state: "shown" }]);
    expect(await stop(child)).toBeLessThan(20_000);
  });

  it("takes complete packages from a watched folder and puts refused ones aside with a report", async () => {
    const folder = join(base, "paczki");
    osiedle("source", "set", "--program", "Czynsz 2000", "--folder", folder);
    await packageFromVendor(join(base, "dobra"));
    cpSync(join(base, "dobra"), join(base, "zla"), { recursive: true });
    const postings = join(base, "zla", "postings.csv");
    writeFileSync(postings, readFileSync(postings, "utf8").replace("100.10", "100.11"));
    const { child } = await startProgram(environment);
    started.push(child);
    renameSync(join(base, "dobra"), join(folder, "2026-01-a"));
    renameSync(join(base, "zla"), join(folder, "2026-01-b"));
    await until(() => existsSync(join(folder, "odrzucone", "2026-01-b.txt")));
    await stop(child);
    expect(readdirSync(join(folder, "przyjete"))).toContain("2026-01-a");
    expect(readFileSync(join(folder, "odrzucone", "2026-01-b.txt"), "utf8")).toContain("postings.csv");
    expect(osiedle("status").answer.runs[0]).toMatchObject({ askedBy: "folder", state: "refused" });
    expect(osiedle("changes").answer).toEqual({ changes: [] });
    expect(osiedle("cancel").status).toBe(2);
  });

  it("whose run is killed twice while it receives takes it up, and nobody sees a half", async () => {
    const { url, password } = vendorAddress(vendor.name);
    const { charges } = SMALL_MAPPING.tables;
    const slow = {
      ...charges,
      query: `${charges.query}, (select pg_advisory_lock_shared(${READING_LOCK})) s`,
    };
    const tables = { ...SMALL_MAPPING.tables, charges: slow };
    writeFileSync(join(base, "slow.json"), JSON.stringify({ ...SMALL_MAPPING, tables }));
    writeFileSync(join(base, "haslo"), password);
    const given = [
      "--url",
      url,
      "--mapping",
      join(base, "slow.json"),
      "--password-file",
      join(base, "haslo"),
    ];
    osiedle("source", "set", "--program", "Czynsz 2000", ...given);
    await vendor.asSuperuser((client) => client.query("update fk.dowod set opis = 'Zmienione' where nr = 2"));
    const before = osiedle("status").answer.picture;
    await vendor.asSuperuser(async (holder) => {
      await holder.query("select pg_advisory_lock($1)", [READING_LOCK]);
      for (let kill = 0; kill < 2; kill += 1) {
        const child = spawn(process.execPath, [program, "mirror", "run", "--whole"], {
          env: environmentWith(environment),
          stdio: "ignore",
        });
        started.push(child);
        const exit = once(child, "exit");
        await until(() => drafts().length > 0);
        child.kill("SIGKILL");
        await exit;
        const { picture, runs } = osiedle("status").answer;
        expect(picture).toEqual(before);
        expect(runs[0]).toMatchObject({ state: "receiving" });
        // So that the next look sees what the next program writes.
        for (const name of drafts()) rmSync(join(base, "data", "mirror", "1", name, "draft", "units.csv"));
      }
    });
    const { runs } = osiedle("run", "--whole").answer;
    expect(runs).toMatchObject([
      { state: "shown", isTakenUp: true },
      { state: "unchanged", isTakenUp: false },
    ]);
    expect(drafts()).toEqual([]);
  });
});

/** Folders into which a run is receiving. */
function drafts(): string[] {
  const folder = join(base, "data", "mirror", "1");
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => existsSync(join(folder, name, "draft", "units.csv")));
}
