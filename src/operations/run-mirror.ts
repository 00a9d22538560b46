import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { accept, type Refusal, type Result, refusal, refuse } from "../domain/values/result.ts";
import type { PackageProblem } from "../formats/package/problem.ts";
import {
  type AskedBy,
  beginRun,
  endRun,
  findUnfinishedRun,
  holdMirror,
  type MirrorCounts,
  type MirrorRunState,
  tellProgress,
} from "../store/mirror/runs.ts";
import { inScope } from "../world/database/scope.ts";
import { errorCode } from "../world/fault.ts";
import { mirrorFolder } from "../world/mirror-source/password.ts";
import { ReceivedFolder, type RunOrder } from "../world/mirror-source/received.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

/** How a run ended. */
export interface MirrorRunEnd {
  readonly runId: number;
  readonly state: Exclude<MirrorRunState, "receiving" | "loading">;
  /** The run had been begun by a program that died. */
  readonly isTakenUp: boolean;
  readonly counts: MirrorCounts;
  readonly problems: readonly (Refusal | PackageProblem)[];
}

/** The two halves of a run: operations of their own. */
export interface MirrorRunParts {
  readonly receive: (
    received: ReceivedFolder,
    order: RunOrder,
    progress: (step: string, done: number) => Promise<boolean>,
  ) => Promise<Result<string | null, Refusal | PackageProblem>>;
  readonly load: (
    runId: number,
    path: string,
  ) => Promise<
    Result<
      { readonly outcome: "shown" | "unchanged"; readonly counts: MirrorCounts },
      Refusal | PackageProblem
    >
  >;
}

/** Told no more often than this: progress is for people. */
const TELL_MILLISECONDS = 500;

/**
 * Runs the mirror once: receives, loads, ends the run. A run that was begun by a program that died is taken up first, from its received
 * package when that is complete. Refuses `mirror-run-going` while another run of the installation goes on.
 * @param order null only takes up what was begun.
 * @returns how each run ended: that which was taken up, that which was ordered.
 */
export async function runMirror(
  context: OperationContext,
  scope: OperatorScope,
  dataFolder: string,
  order: (RunOrder & { readonly askedBy: AskedBy }) | null,
  parts: MirrorRunParts,
): Promise<Result<readonly MirrorRunEnd[]>> {
  const { pools } = context;
  const place = await holdMirror(pools.runtime);
  if (place === null) return refuse(refusal("mirror-run-going"));
  const ends: MirrorRunEnd[] = [];
  try {
    const inTransaction = <T>(work: Parameters<typeof inScope<T>>[2]) =>
      inScope(pools.runtime, scope.token, work);
    const unfinished = await inTransaction((tx) => findUnfinishedRun(tx, scope.cooperativeId));
    if (unfinished !== null) {
      const received = new ReceivedFolder(dataFolder, unfinished.folder);
      const run = new Run(context, scope, unfinished.id, received, parts);
      ends.push(await run.end((await received.order()) ?? order, unfinished.isCancelAsked, true));
    }
    if (order === null) return accept(ends);
    const folder = folderOfRun(dataFolder, scope.cooperativeId);
    const received = new ReceivedFolder(dataFolder, folder);
    const runId = await inTransaction((tx) => beginRun(tx, scope.cooperativeId, order.askedBy, folder));
    if (runId === null) return refuse(refusal("mirror-run-going"));
    await received.begin({ path: order.path, isWhole: order.isWhole });
    await received.removeOthers();
    ends.push(await new Run(context, scope, runId, received, parts).end(order, false, false));
    return accept(ends);
  } finally {
    await place.release();
  }
}

/** A name of its own for each run, inside the data folder. */
function folderOfRun(dataFolder: string, cooperativeId: number): string {
  const inside = mirrorFolder(dataFolder, cooperativeId)
    .slice(dataFolder.length)
    .replace(/^[/\\]+/, "");
  return join(inside, randomBytes(8).toString("hex"));
}

class Run {
  readonly #context: OperationContext;
  readonly #scope: OperatorScope;
  readonly #runId: number;
  readonly #received: ReceivedFolder;
  readonly #parts: MirrorRunParts;
  #toldAt = 0;
  #isCancelAsked = false;

  constructor(
    context: OperationContext,
    scope: OperatorScope,
    runId: number,
    received: ReceivedFolder,
    parts: MirrorRunParts,
  ) {
    this.#context = context;
    this.#scope = scope;
    this.#runId = runId;
    this.#received = received;
    this.#parts = parts;
  }

  /** Receives and loads, and notes how it ended; a fault of the program is noted too, then thrown. */
  async end(order: RunOrder | null, isCancelAsked: boolean, isTakenUp: boolean): Promise<MirrorRunEnd> {
    if (isCancelAsked) return this.#note("cancelled", isTakenUp, []);
    if (order === null) return this.#note("failed", isTakenUp, [refusal("mirror-order-lost")]);
    try {
      const received = await this.#parts.receive(this.#received, order, (step, done) =>
        this.#tell(step, done),
      );
      if (!received.ok) return await this.#note("refused", isTakenUp, received.refusals);
      if (received.value === null) return await this.#note("cancelled", isTakenUp, []);
      await this.#tell("", 0, "loading");
      const loaded = await this.#parts.load(this.#runId, received.value);
      if (loaded.ok) return await this.#note(loaded.value.outcome, isTakenUp, [], loaded.value.counts);
      const isCancelled = loaded.refusals.some(({ reason }) => reason === "mirror-run-cancelled");
      return await this.#note(
        isCancelled ? "cancelled" : "refused",
        isTakenUp,
        isCancelled ? [] : loaded.refusals,
      );
    } catch (error) {
      // Where the database is gone the run stays unfinished, and the next one takes it up.
      await this.#note("failed", isTakenUp, [
        refusal("mirror-run-failed", {
          error: errorCode(error) ?? (error instanceof Error ? error.name : ""),
        }),
      ]).catch(() => {});
      throw error;
    }
  }

  /** @returns whether somebody asked to stop. */
  async #tell(step: string, done: number, state: "receiving" | "loading" = "receiving"): Promise<boolean> {
    const now = performance.now();
    if (state === "receiving" && now - this.#toldAt < TELL_MILLISECONDS) return this.#isCancelAsked;
    this.#toldAt = now;
    const told = await inScope(this.#context.pools.runtime, this.#scope.token, (tx) =>
      tellProgress(tx, this.#runId, { step, done, total: 0, state }),
    );
    this.#context.progress?.(done, 0);
    this.#isCancelAsked = told.isCancelAsked;
    return told.isCancelAsked;
  }

  /** A refused package is kept for who looks into it, until the next run. */
  async #note(
    state: MirrorRunEnd["state"],
    isTakenUp: boolean,
    problems: MirrorRunEnd["problems"],
    counts: MirrorCounts = {},
  ): Promise<MirrorRunEnd> {
    await inScope(this.#context.pools.runtime, this.#scope.token, (tx) =>
      endRun(tx, this.#runId, { state, problems, counts }),
    );
    if (state !== "refused") await this.#received.remove();
    return { runId: this.#runId, state, isTakenUp, counts, problems };
  }
}
