import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { COOPERATIVE_FACTS, writeWhole } from "../../bench/facts/mirror-package.ts";
import { openOperatorSession } from "../../src/access/operator.ts";
import type { PlainDate } from "../../src/domain/values/plain-date.ts";
import { foundMirroredCooperative } from "../../src/operations/found-mirrored-cooperative.ts";
import { setAreas } from "../../src/operations/set-mirror-areas.ts";
import { setMirrorSource } from "../../src/operations/set-mirror-source.ts";
import { clusterPlace } from "../../src/world/database/cluster.ts";
import { type Database, openDatabase } from "../../src/world/database/database.ts";
import { smallPdf, textPage } from "../setup/pdf.ts";
import { buildProgram, environmentWith, program, run } from "../setup/program.ts";

/** A picture whose loading is cancelled, or whose program or database is killed: nobody sees half of it, and the next run ends it. */

const UNITS = 120;
const folder = mkdtempSync(join(tmpdir(), "osiedle-mirror-kill-"));
const dataFolder = join(folder, "dane");
const environment = { OSIEDLE_DATA: dataFolder };
/** Held while nobody kills the server, so that the commands need not each start it and stop it. */
let held: Database | null = null;
const first = join(folder, "first");
const second = join(folder, "second");

beforeAll(async () => {
  buildProgram();
  await writeWhole(first, UNITS);
  await writeWhole(second, UNITS, { mark: "2", isDearer: true });
  held = await openDatabase({ dataFolder });
  await withDatabase(async (pools) => {
    const context = { pools, today: () => "2026-01-03" as PlainDate };
    const founded = await foundMirroredCooperative(context, COOPERATIVE_FACTS);
    if (!founded.ok) throw new Error(JSON.stringify(founded.refusals));
    const session = await openOperatorSession(pools.signin, founded.value.id);
    const scope = { token: session.token, cooperativeId: founded.value.id };
    await setAreas(context, scope, ["register", "fees", "accounts", "library"]);
    const source = {
      program: "Program",
      kind: "package",
      location: "",
      mapping: null,
      scheduleMinutes: null,
      password: null,
    } as const;
    const kept = await setMirrorSource(context, scope, dataFolder, source);
    if (!kept.ok) throw new Error(JSON.stringify(kept.refusals));
    await session.end();
  });
  const shown = run(["mirror", "run", first, "--json"], environment);
  expect(shown.stderr).toBe("");
  expect(JSON.parse(shown.stdout)).toMatchObject({ runs: [{ state: "shown" }] });
});
afterAll(async () => {
  await held?.close();
  rmSync(folder, { recursive: true, force: true });
});

type DatabasePools = Awaited<ReturnType<typeof openDatabase>>["pools"];

async function withDatabase<T>(work: (pools: DatabasePools) => Promise<T>): Promise<T> {
  const database = await openDatabase({ dataFolder });
  try {
    return await work(database.pools);
  } finally {
    await database.close();
  }
}

interface Shown {
  readonly mark: string;
  readonly charged: string;
  readonly postings: string;
  readonly turnover: string;
}

/** What anybody could see. */
const shownNow = () =>
  withDatabase(async ({ verify }) => {
    const { rows } = await verify.query<Shown>(
      `select p.mark, (select sum(amount_grosze)::text from app.mirror_charge) as charged,
         (select count(*)::text || '/' || sum(amount_grosze) from app.mirror_posting) as postings,
         (select sum(debit_grosze - credit_grosze)::text || '/' || sum(debit_grosze) from app.mirror_turnover) as turnover
       from app.mirror_picture p`,
    );
    return rows[0]!;
  });

/** Waits until a run has sent rows that nobody may see yet, and has said so since this was called. */
async function inTheMiddle(child: ChildProcess): Promise<void> {
  await withDatabase(async ({ verify }) => {
    const since = (await verify.query<{ now: string }>("select now()::text as now")).rows[0]!.now;
    while (child.exitCode === null && child.signalCode === null) {
      const { rows } = await verify.query(
        "select from app.mirror_run where state = 'loading' and done > 0 and heard_at > $1::timestamptz",
        [since],
      );
      if (rows.length > 0) return;
      await sleep(5);
    }
    throw new Error("the run ended before it could be killed");
  });
}

function startRun(package_ = second): ChildProcess {
  return spawn(process.execPath, [program, "mirror", "run", package_, "--json"], {
    env: environmentWith(environment),
    stdio: ["ignore", "ignore", "ignore"],
  });
}

/** While this goes on, a run that loads waits before its first row. */
async function holdingRunsBack<T>(work: (isWaiting: () => Promise<boolean>) => Promise<T>): Promise<T> {
  return withDatabase(async ({ verify }) => {
    const holder = await verify.connect();
    try {
      await holder.query("begin; select pg_advisory_xact_lock(hashtextextended('mirror-stage', 0))");
      return await work(async () => {
        const { rows } = await holder.query(
          "select from pg_locks where locktype = 'advisory' and not granted",
        );
        return rows.length > 0;
      });
    } finally {
      await holder.query("rollback");
      holder.release();
    }
  });
}

describe("a run that is asked to stop while it loads", () => {
  it("answers that it was cancelled, with no problem and nothing shown", async () => {
    const before = await shownNow();
    const child = spawn(process.execPath, [program, "mirror", "run", second, "--json"], {
      env: environmentWith(environment),
      stdio: ["ignore", "pipe", "ignore"],
    });
    const said = text(child.stdout);
    const ended = once(child, "exit");
    const asked = await holdingRunsBack(async (isWaiting) => {
      while (child.exitCode === null && !(await isWaiting())) await sleep(20);
      return run(["mirror", "cancel", "--json"], environment);
    });
    expect(JSON.parse(asked.stdout)).toMatchObject({ isEnded: false });
    expect(await ended).toEqual([2, null]);
    expect(JSON.parse(await said)).toMatchObject({ runs: [{ state: "cancelled", problems: [] }] });
    expect(await shownNow()).toEqual(before);
    const again = run(["mirror", "cancel"], environment);
    expect([again.status, again.stderr + again.stdout]).toEqual([2, expect.stringContaining("odświeżan")]);
  });
});

describe("a run that is killed in the middle", () => {
  it("leaves the former picture whole when its program is killed, and when the database is; then it is taken up and shown", async () => {
    const before = await shownNow();
    expect(before.mark).toBe("1");

    const killed = startRun();
    const ended = once(killed, "exit");
    await inTheMiddle(killed);
    killed.kill("SIGKILL");
    expect(await ended).toEqual([null, "SIGKILL"]);
    expect(await shownNow()).toEqual(before);

    const bereft = startRun();
    const gaveUp = once(bereft, "exit");
    await inTheMiddle(bereft);
    process.kill(postmaster(), "SIGKILL");
    await gaveUp;
    await held?.close();
    expect(bereft.exitCode, "without its database a run cannot have succeeded").not.toBe(0);
    held = await openDatabase({ dataFolder });
    expect(await shownNow()).toEqual(before);

    const taken = run(["mirror", "run", second, "--json"], environment);
    const { runs } = JSON.parse(taken.stdout) as { runs: { state: string; isTakenUp: boolean }[] };
    expect(runs.map(({ state }) => state)).toEqual(["shown", "unchanged"]);
    expect(runs[0]?.isTakenUp).toBe(true);
    const after = await shownNow();
    expect(after.mark).toBe("2");
    expect(Number(after.charged) - Number(before.charged)).toBe(UNITS * 24);
  });
});

/** Files that the program keeps, by the hash of their content. */
const keptNames = () =>
  readdirSync(join(dataFolder, "files"), { recursive: true, encoding: "utf8" })
    .filter((name) => !name.startsWith("for-now"))
    .flatMap((name) => /[0-9a-f]{64}$/.exec(name) ?? []);

/** A package with one document in its library. @returns the hash of its file. */
async function writeWithDocument(package_: string, mark: string, words: string): Promise<string> {
  await writeWhole(package_, UNITS, { mark, isDearer: mark === "3" });
  const bytes = smallPdf("", [textPage(words)]);
  mkdirSync(join(package_, "library"));
  writeFileSync(join(package_, "library", "plik.pdf"), bytes);
  const cells = { code: "OGL", file: "plik.pdf", kind: "announcement", organ: "management-board" };
  const row = { ...cells, date: "2026-01-02", title: words, status: "in-force" };
  writeFileSync(
    join(package_, "library", "index.csv"),
    `${Object.keys(row).join(";")}\n${Object.values(row).join(";")}\n`,
  );
  return createHash("sha256").update(bytes).digest("hex");
}

describe("a run with a library that is killed", () => {
  it("leaves files that the next run takes away; those of a picture that is shown stay", async () => {
    const [third, fourth] = [join(folder, "third"), join(folder, "fourth")];
    const unwanted = await writeWithDocument(third, "3", "Niepotrzebne");
    const wanted = await writeWithDocument(fourth, "4", "Potrzebne");
    const killed = startRun(third);
    const ended = once(killed, "exit");
    await inTheMiddle(killed);
    killed.kill("SIGKILL");
    expect(await ended).toEqual([null, "SIGKILL"]);
    expect(keptNames()).toEqual([unwanted]);

    // Nobody wants that package any longer.
    expect(JSON.parse(run(["mirror", "cancel", "--json"], environment).stdout)).toMatchObject({
      isEnded: true,
    });
    const next = run(["mirror", "run", fourth, "--json"], environment);
    expect(JSON.parse(next.stdout)).toMatchObject({ runs: [{ state: "shown" }] });
    expect(keptNames()).toEqual([wanted]);
  });
});

function postmaster(): number {
  return Number(
    readFileSync(join(clusterPlace(dataFolder).cluster, "postmaster.pid"), "utf8").split("\n")[0],
  );
}
