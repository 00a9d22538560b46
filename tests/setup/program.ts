import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** The built program as the operator runs it. */

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const launcher = join(root, "scripts", "launch.mjs");
export const program = join(root, "dist", "cli", "main.js");

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Builds what is not built yet; throws with what the compiler said. */
export function buildProgram(): void {
  const built = spawnSync(process.execPath, [launcher, "--help"], { cwd: root, encoding: "utf8" });
  if (built.status !== 0) throw new Error(built.stderr);
}

/** Runs a command to its end. */
export function run(args: readonly string[], environment: Record<string, string>): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: root,
    encoding: "utf8",
    env: environmentWith(environment),
    timeout: 120_000,
  });
  return { status, stdout, stderr };
}

/** Starts the server program and waits for its address. */
export async function startProgram(
  environment: Record<string, string>,
): Promise<{ child: ChildProcess; address: string }> {
  const child = spawn(process.execPath, [program, "start"], {
    cwd: root,
    env: environmentWith({ PORT: "0", ...environment }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (said += chunk));
  const deadline = performance.now() + 120_000;
  while (performance.now() < deadline && child.exitCode === null) {
    const address = /http:\/\/localhost:\d+(?=\/)/.exec(said)?.[0];
    if (address) return { child, address };
    await sleep(20);
  }
  throw new Error(`the program did not start: ${said}`);
}

/** This process's environment without what would lead the program elsewhere. */
export function environmentWith(own: Record<string, string>): NodeJS.ProcessEnv {
  const {
    DATABASE_URL: _d,
    PORT: _p,
    HOST: _h,
    OSIEDLE_DATA: _o,
    OSIEDLE_PUBLIC_URL: _u,
    ...inherited
  } = process.env;
  return { ...inherited, ...own };
}
