import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import { STREAMED_FILES } from "../formats/mirror-package/mirror-files.ts";
import type { OperationContext, OperatorScope } from "../operations/context.ts";
import { inspectMirrorLibrary } from "../operations/inspect-mirror-library.ts";
import { loadMirror } from "../operations/load-mirror.ts";
import { receiveMirror } from "../operations/receive-mirror.ts";
import { type MirrorRunEnd, type MirrorRunParts, runMirror } from "../operations/run-mirror.ts";
import { type AskedBy, findUnfinishedRun } from "../store/mirror/runs.ts";
import { loadMirrorSource } from "../store/mirror/sources.ts";
import { inScope } from "../world/database/scope.ts";
import { openFileStore } from "../world/files.ts";
import type { RunOrder } from "../world/mirror-source/received.ts";
import { openPackageFiles } from "../world/package-files.ts";
import type { Frame } from "./frame.ts";
import { runText, spoken } from "./mirror-text.ts";
import { asOperator, type CooperativeOptions } from "./operator-scope.ts";

interface RunOptions extends CooperativeOptions {
  readonly whole?: boolean;
  readonly by: AskedBy;
}

export function registerMirrorRun(noun: Command, frame: Frame): void {
  noun
    .command("run [paczka]")
    .description(
      "Odświeża obraz: z bazy, z podanej paczki (folderu lub zip) albo dokańcza przerwane odświeżanie. Mieszkańcy widzą dawny obraz, aż nowy będzie cały i zgodny.",
    )
    .option("--whole", "całość, także gdy program umie podać same zmiany")
    .addOption(
      new Option("--by <kto>").choices(["command", "schedule", "folder"]).default("command").hideHelp(),
    )
    .option("--cooperative <skrót>", "spółdzielnia, gdy jest ich kilka")
    .option("--json", "wynik jako JSON")
    .action(async (path: string | undefined, options: RunOptions) => {
      const ends = await asOperator(
        frame,
        options,
        async (context, scope) => {
          const order = await orderOf(context, scope, path, options);
          return order.ok ? runOrdered(context, scope, frame.config().dataFolder, order.value) : order;
        },
        "Odświeżanie",
      );
      if (ends === null) return;
      const answer = { runs: ends.map((end) => ({ ...end, problems: spoken(end.problems) })) };
      frame.answer(answer, () => ends.map(runText).join("\n\n"), options);
      if (ends.some(({ state }) => state === "refused" || state === "cancelled")) frame.endRefused();
    });
}

/** What the command asks for; without a package a source of packages can only finish what was begun (null). */
async function orderOf(
  { pools }: OperationContext,
  scope: OperatorScope,
  path: string | undefined,
  { whole, by }: RunOptions,
): Promise<Result<(RunOrder & { readonly askedBy: AskedBy }) | null>> {
  const order = { path: path === undefined ? null : resolve(path), isWhole: whole === true, askedBy: by };
  if (path !== undefined) return accept(order);
  const source = await inScope(pools.runtime, scope.token, (tx) => loadMirrorSource(tx, scope.cooperativeId));
  if (source === null) return refuse(refusal("source-unknown"));
  if (source.kind === "sql") return accept(order);
  const unfinished = await inScope(pools.runtime, scope.token, (tx) =>
    findUnfinishedRun(tx, scope.cooperativeId),
  );
  return unfinished === null ? refuse(refusal("mirror-package-not-given")) : accept(null);
}

/** Receives and loads what is ordered; a run whose program died is finished first. */
export function runOrdered(
  context: OperationContext,
  scope: OperatorScope,
  dataFolder: string,
  order: (RunOrder & { readonly askedBy: AskedBy }) | null,
): Promise<Result<readonly MirrorRunEnd[]>> {
  const parts: MirrorRunParts = {
    receive: (received, ordered, progress) =>
      receiveMirror(context, scope, { dataFolder, received, order: ordered, progress }),
    load: async (runId, path) => {
      const files = await openPackageFiles(path, STREAMED_FILES);
      if (!files.ok) return files;
      try {
        return await loadMirror(context, scope, runId, files.value, (read, breathe) =>
          inspectMirrorLibrary(context, scope, openFileStore(dataFolder), files.value, read, breathe),
        );
      } finally {
        await files.value.close();
      }
    },
  };
  return runMirror(context, scope, dataFolder, order, parts);
}
