import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { findCooperatives, type OperatorSession, openOperatorSession } from "../access/operator.ts";
import type { MirrorRunEnd } from "../operations/run-mirror.ts";
import { findUnfinishedRun, holdMirror } from "../store/mirror/runs.ts";
import { loadMirrorSource, type MirrorSource, minutesSinceLastRun } from "../store/mirror/sources.ts";
import type { Pools } from "../world/database/database.ts";
import { inScope } from "../world/database/scope.ts";
import type { Log } from "../world/log.ts";
import {
  putAway,
  REFUSED,
  TAKEN,
  type WaitingPackage,
  waitingPackages,
} from "../world/mirror-source/watched-folder.ts";
import { runText } from "./mirror-text.ts";

/** A session lasts twelve hours; a new one is opened long before. */
const SESSION_MILLISECONDS = 6 * 60 * 60 * 1000;
/** A package whose run ended by a fault of ours is tried again after this. */
const RETRY_MILLISECONDS = 10 * 60 * 1000;
const STOP_MILLISECONDS = 3000;

interface ScheduleParts {
  readonly pools: Pools;
  readonly log: Log;
  /** The program to run, with what stands before its arguments. */
  readonly command: readonly [string, ...string[]];
  readonly everyMilliseconds: number;
}

interface Cooperative {
  readonly id: number;
  readonly slug: string;
}

/**
 * Looks now and then whether a mirror is due, a package waits in a watched folder, or a run was left by a program that died. Runs are
 * programs of their own: loading books takes nothing from the pages, and stopping it is what a kill would be.
 */
export class MirrorSchedule {
  readonly #parts: ScheduleParts;
  readonly #sessions = new Map<number, { readonly session: OperatorSession; readonly openedAt: number }>();
  /** What packages looked like the last time. */
  readonly #prints = new Map<string, string>();
  readonly #triedAt = new Map<string, number>();
  readonly #stopping = new AbortController();
  readonly #going: Promise<void>;
  #child: ChildProcess | null = null;

  constructor(parts: ScheduleParts) {
    this.#parts = parts;
    this.#going = this.#go();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#child?.kill("SIGTERM");
    await Promise.race([this.#going, sleep(STOP_MILLISECONDS)]);
    this.#child?.kill("SIGKILL");
    await this.#going;
    for (const { session } of this.#sessions.values()) await session.end().catch(() => {});
  }

  get #isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  async #go(): Promise<void> {
    while (!this.#isStopping) {
      try {
        for (const cooperative of await findCooperatives(this.#parts.pools.runtime))
          if (!this.#isStopping) await this.#look(cooperative);
      } catch (error) {
        if (!this.#isStopping) this.#parts.log.fault("mirror-schedule", error);
      }
      await sleep(this.#parts.everyMilliseconds, null, { signal: this.#stopping.signal }).catch(() => {});
    }
  }

  async #look({ id, slug }: Cooperative): Promise<void> {
    const token = await this.#tokenFor(id);
    const { source, unfinished, minutes } = await inScope(this.#parts.pools.runtime, token, async (tx) => ({
      source: await loadMirrorSource(tx, id),
      unfinished: await findUnfinishedRun(tx, id),
      minutes: await minutesSinceLastRun(tx, id),
    }));
    if (source === null) return;
    if (unfinished !== null && !(await this.#isLeft())) return;
    if (unfinished !== null || isDue(source, minutes)) await this.#run(slug, "schedule", null);
    if (source.kind === "folder") await this.#takePackages(slug, source.location);
  }

  /** Whether nobody holds the place of runs any more. */
  async #isLeft(): Promise<boolean> {
    const place = await holdMirror(this.#parts.pools.runtime);
    await place?.release();
    return place !== null;
  }

  async #takePackages(slug: string, folder: string): Promise<void> {
    for (const waiting of (await waitingPackages(folder)) ?? []) {
      if (this.#isStopping || !this.#isReady(waiting)) continue;
      this.#triedAt.set(waiting.path, performance.now());
      const end = await this.#run(slug, "folder", waiting.path);
      if (end === null || end.state === "failed" || end.state === "cancelled") continue;
      const where = end.state === "refused" ? REFUSED : TAKEN;
      await putAway(folder, waiting.name, where, runText(end));
    }
  }

  /** Looked the same the last time, and was not tried just now. */
  #isReady({ path, print }: WaitingPackage): boolean {
    const isStable = this.#prints.get(path) === print;
    this.#prints.set(path, print);
    const triedAt = this.#triedAt.get(path);
    return isStable && (triedAt === undefined || performance.now() - triedAt > RETRY_MILLISECONDS);
  }

  /** Runs the mirror as a program of its own. @returns how the run asked for ended; null where it did not come to that. */
  async #run(slug: string, by: "schedule" | "folder", path: string | null): Promise<MirrorRunEnd | null> {
    const [program, ...before] = this.#parts.command;
    const asked = [
      "mirror",
      "run",
      ...(path === null ? [] : [path]),
      "--by",
      by,
      "--cooperative",
      slug,
      "--json",
    ];
    const child = spawn(program, [...before, ...asked], { stdio: ["ignore", "pipe", "ignore"] });
    this.#child = child;
    let said = "";
    child.stdout.on("data", (piece: Buffer) => {
      said += piece.toString();
    });
    const code = await new Promise<number | null>((resolve) => {
      child.on("error", () => resolve(null));
      child.on("close", resolve);
    });
    this.#child = null;
    const end = lastRun(said);
    this.#parts.log.info("mirror-run", { by, code, run: end?.runId ?? null, state: end?.state ?? null });
    return end;
  }

  async #tokenFor(cooperativeId: number): Promise<string> {
    const kept = this.#sessions.get(cooperativeId);
    if (kept !== undefined && performance.now() - kept.openedAt < SESSION_MILLISECONDS)
      return kept.session.token;
    await kept?.session.end();
    const session = await openOperatorSession(this.#parts.pools.signin, cooperativeId);
    this.#sessions.set(cooperativeId, { session, openedAt: performance.now() });
    return session.token;
  }
}

function isDue({ kind, scheduleMinutes }: MirrorSource, minutes: number | null): boolean {
  return kind === "sql" && scheduleMinutes !== null && (minutes === null || minutes >= scheduleMinutes);
}

function lastRun(said: string): MirrorRunEnd | null {
  try {
    const { runs } = JSON.parse(said) as { readonly runs?: readonly MirrorRunEnd[] };
    return runs?.at(-1) ?? null;
  } catch {
    return null;
  }
}
