import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoState } from "../../src/demo/create-demo.ts";
import type { PrintedSignIn } from "../../src/demo/demo-sign-ins.ts";
import { openDatabase } from "../../src/world/database/database.ts";
import { DEMO_CLOCK, describeDemo } from "./demo-books.ts";

/** The built program as people run it: starting, dying, starting again, and saying in one sentence why it does not. */

const root = fileURLToPath(new URL("../..", import.meta.url));
const launcher = join(root, "scripts", "launch.mjs");
const program = join(root, "dist", "cli", "main.js");

const folder = mkdtempSync(join(tmpdir(), "osiedle-launch-"));
const dataFolder = join(folder, "dane z polską nazwą");
const running = new Set<ChildProcess>();

beforeAll(() => {
  const built = spawnSync(process.execPath, [launcher, "--help"], { cwd: root, encoding: "utf8" });
  expect(built.status, built.stderr).toBe(0);
});

afterAll(async () => {
  for (const child of running) child.kill("SIGKILL");
  const server = serverPid(dataFolder);
  if (server) process.kill(server, "SIGQUIT");
  await gone(dataFolder);
  rmSync(folder, { recursive: true, force: true });
});

describe("a command's memory", () => {
  it("is kept small by the launcher, and measured as the launcher starts it", () => {
    const flags = (path: string) => readFileSync(join(root, path), "utf8").match(/\["(--max-[^"]+)"\]/)?.[1];
    expect(flags("scripts/launch.mjs")).toMatch(/^--max-semi-space-size=\d+$/);
    expect(flags("bench/settlement-year.ts")).toBe(flags("scripts/launch.mjs"));
  });
});

const STARTING_MS = 300_000;
/** The demonstration is made on a day of its own, so that its figures are known (tests/e2e/demo-books.ts). */
const SERVED = { OSIEDLE_DATA: dataFolder, PORT: "0", OSIEDLE_DEMO: "tak", OSIEDLE_CLOCK: DEMO_CLOCK };
/** The making is killed after so many months. */
const MONTHS_BEFORE_KILL = 3;

let printed: readonly PrintedSignIn[] = [];

describe("the server program", () => {
  it(
    "makes the demonstration on an empty folder, and may be killed at it",
    async () => {
      const making = spawn(process.execPath, [program, "start"], {
        cwd: root,
        env: environmentWith(SERVED),
        stdio: "ignore",
      });
      running.add(making);
      const ended = once(making, "exit");
      while (serverPid(dataFolder) === null && making.exitCode === null) await sleep(20);
      const { pools, close } = await openDatabase({ dataFolder });
      try {
        const deadline = performance.now() + STARTING_MS;
        const months = async () =>
          (await pools.verify.query("select from app.assessment where state = 'posted'")).rowCount;
        while (
          ((await months()) ?? 0) <= MONTHS_BEFORE_KILL &&
          making.exitCode === null &&
          performance.now() < deadline
        )
          await sleep(20);
        making.kill("SIGKILL");
        expect(await ended).toEqual([null, "SIGKILL"]);
        running.delete(making);
        expect(await demoState(pools)).toMatchObject({ kind: "unfinished" });
      } finally {
        await close();
      }
    },
    STARTING_MS,
  );

  it("starts and finishes it, survives kill −9 of itself and of its database, refuses a second one and stops cleanly", async () => {
    const first = await started(program);
    expect((await fetch(first.address)).status).toBe(200);
    printed = signInsOf(first.said());
    first.child.kill("SIGKILL");
    await once(first.child, "exit");
    const server = serverPid(dataFolder);
    expect(server, "the database outlives the program").toBeGreaterThan(0);

    const second = await started(program);
    expect(serverPid(dataFolder), "and is taken over").toBe(server);
    const third = run(program, ["start"], SERVED);
    expect(third).toEqual({
      status: 1,
      stdout: "",
      stderr: expect.stringContaining("działa już inny program Osiedle"),
    });

    process.kill(server!, "SIGKILL");
    second.child.kill("SIGKILL");
    await once(second.child, "exit");
    // Meanwhile the database's number was given to another program: this one.
    const pidFile = join(dataFolder, "pg", "postmaster.pid");
    writeFileSync(pidFile, readFileSync(pidFile, "utf8").replace(/^\d+/, String(process.pid)));

    const fourth = await started(program);
    expect((await fetch(fourth.address)).status).toBe(200);
    fourth.child.kill("SIGTERM");
    expect(await once(fourth.child, "exit")).toEqual([0, null]);
    expect(existsSync(pidFile), "the last one out stops the database").toBe(false);
  }, 400_000);

  it("ends when the launcher is killed, so that neither port nor database stay held", async () => {
    const { child, address } = await started(launcher);
    child.kill("SIGKILL");
    await gone(dataFolder);
    await expect(fetch(address)).rejects.toThrow("fetch failed");
  });

  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "is stopped through the launcher by %s",
    async (signal) => {
      const { child } = await started(launcher);
      child.kill(signal);
      expect(await once(child, "exit")).toEqual([0, null]);
      expect(serverPid(dataFolder)).toBe(null);
    },
  );
});

describe("the finished demonstration", () => describeDemo(dataFolder, () => printed));

describe("a fault of the surroundings is one sentence and exit code 1", () => {
  it.each([
    ["plain http on a network address", { HOST: "0.0.0.0" }, "logowanie nie zadziała"],
    ["a port that is no number", { PORT: "osiem" }, "PORT musi być liczbą"],
    [
      "a public address that is none",
      { OSIEDLE_PUBLIC_URL: "osiedle" },
      "OSIEDLE_PUBLIC_URL nie jest adresem",
    ],
    [
      "a data folder below a file",
      { OSIEDLE_DATA: join(launcher, "dane") },
      "Nie można zapisywać w folderze danych",
    ],
    [
      "an unreachable database",
      { DATABASE_URL: "postgres://a:b@127.0.0.1:1/osiedle" },
      "Nie można połączyć się z bazą danych",
    ],
    [
      "a database address that is none",
      { DATABASE_URL: "postgres://[" },
      "DATABASE_URL nie jest poprawnym adresem",
    ],
  ])("%s", (_name, environment, sentence) => {
    const other = join(folder, "inne");
    const { status, stderr } = run(program, ["start"], { OSIEDLE_DATA: other, PORT: "0", ...environment });
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(status).toBe(1);
    expect(existsSync(join(other, "pg")), "no database was made").toBe(false);
  });

  it("a busy port", async () => {
    const occupant = createServer().listen(0, "127.0.0.1");
    await once(occupant, "listening");
    const { port } = occupant.address() as { port: number };
    const { status, stderr } = await runWithout(program, ["start"], {
      OSIEDLE_DATA: dataFolder,
      PORT: String(port),
    });
    occupant.close();
    expect(stderr.trim()).toMatch(/^Port \d+ jest zajęty przez inny program; .*$/);
    expect(status).toBe(1);
    expect(serverPid(dataFolder)).toBe(null);
  });
});

describe("the operator's command", () => {
  it("explains itself in Polish and ends with 2 when a command is unknown", () => {
    const help = run(program, ["--help"], {});
    expect(help.status).toBe(0);
    expect(help.stdout).toContain("Użycie: osiedle");
    const unknown = run(program, ["nie-ma-takiego"], {});
    expect(unknown.status).toBe(2);
    expect(unknown.stderr).toContain("Nie ma polecenia „nie-ma-takiego”");
    expect(unknown.stderr).toContain("Użycie: osiedle");
    expect(run(program, ["start", "--nie-ma"], {}).status).toBe(2);
  });

  it("starts no database for a command that needs none", () => {
    const unused = join(folder, "nieużywane");
    const options = ["--principal", "1000.00", "--due", "2025-04-15", "--paid", "2025-10-31", "--json"];
    const { status, stdout } = run(launcher, ["interest", ...options], { OSIEDLE_DATA: unused });
    expect(JSON.parse(stdout)).toMatchObject({ interest: "57.52" });
    expect(status).toBe(0);
    expect(existsSync(unused)).toBe(false);
  });
});

interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(script: string, args: readonly string[], environment: Record<string, string>): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: root,
    encoding: "utf8",
    env: environmentWith(environment),
    timeout: 60_000,
  });
  return { status, stdout, stderr };
}

/** As `run`, while this process goes on serving what the program meets. */
async function runWithout(
  script: string,
  args: readonly string[],
  environment: Record<string, string>,
): Promise<Outcome> {
  const child = spawn(process.execPath, [script, ...args], { cwd: root, env: environmentWith(environment) });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk) => (stdout += chunk));
  child.stderr.on("data", (chunk) => (stderr += chunk));
  const [status] = await once(child, "exit");
  return { status, stdout, stderr };
}

async function started(
  script: string,
): Promise<{ child: ChildProcess; address: string; said: () => string }> {
  const child = spawn(process.execPath, [script, "start"], {
    cwd: root,
    env: environmentWith(SERVED),
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (said += chunk));
  // An empty database gets the demonstration first, which takes its time on a busy machine.
  const deadline = performance.now() + STARTING_MS;
  while (performance.now() < deadline && child.exitCode === null) {
    const address = /http:\/\/localhost:\d+\//.exec(said)?.[0];
    if (address) return { child, address, said: () => said };
    await sleep(20);
  }
  throw new Error(`the program did not start: ${said}`);
}

/** What the program lists on its stdout for people to sign in with. */
function signInsOf(said: string): readonly PrintedSignIn[] {
  return [...said.matchAll(/^ {2}(\S+) +hasło: (.+?) {2}(.+)$/gm)].map(([, login, password, who]) => ({
    login: login!,
    password: password!,
    who: who!,
    isStarter: who!.includes("hasło startowe"),
  }));
}

function environmentWith(environment: Record<string, string>): NodeJS.ProcessEnv {
  const {
    DATABASE_URL: _url,
    HOST: _host,
    PORT: _port,
    OSIEDLE_PUBLIC_URL: _public,
    ...inherited
  } = process.env;
  return { ...inherited, ...environment };
}

function serverPid(data: string): number | null {
  const path = join(data, "pg", "postmaster.pid");
  return existsSync(path) ? Number(readFileSync(path, "utf8").split("\n")[0]) : null;
}

async function gone(data: string): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (serverPid(data) !== null && performance.now() < deadline) await sleep(20);
  expect(serverPid(data)).toBe(null);
}
