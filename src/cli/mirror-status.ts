import type { Command } from "commander";
import type { MirrorArea } from "../domain/mirror/areas.ts";
import { accept } from "../domain/values/result.ts";
import { cancelMirrorRun } from "../operations/cancel-mirror-run.ts";
import { loadMirroredAreas } from "../store/mirror/areas.ts";
import { listMirrorChanges } from "../store/mirror/changes.ts";
import { loadPicture, type ShownPicture } from "../store/mirror/picture.ts";
import { listRuns, type MirrorRun } from "../store/mirror/runs.ts";
import { loadMirrorSource, type MirrorSource } from "../store/mirror/sources.ts";
import { inScope } from "../world/database/scope.ts";
import type { Frame } from "./frame.ts";
import { areasText } from "./mirror-area.ts";
import { changesText } from "./mirror-change-text.ts";
import { momentText, problemLines, STATE_NAMES, spoken } from "./mirror-text.ts";
import { asOperator, type CooperativeOptions } from "./operator-scope.ts";

interface ChangesOptions extends CooperativeOptions {
  readonly run?: string;
  readonly limit: string;
}

interface Status {
  readonly areas: readonly MirrorArea[];
  readonly source: Omit<MirrorSource, "mapping"> | null;
  readonly picture: ShownPicture | null;
  readonly runs: readonly MirrorRun[];
}

export function registerMirrorStatus(noun: Command, frame: Frame): void {
  noun
    .command("status")
    .description("Pokazuje obraz, który widzą mieszkańcy, i ostatnie odświeżenia z ich problemami.")
    .option("--cooperative <skrót>", "spółdzielnia, gdy jest ich kilka")
    .option("--json", "wynik jako JSON")
    .action(async (options: CooperativeOptions) => {
      const status = await asOperator<Status>(frame, options, ({ pools }, { token, cooperativeId }) =>
        inScope(pools.runtime, token, async (tx) => {
          const source = await loadMirrorSource(tx, cooperativeId);
          return accept({
            areas: await loadMirroredAreas(tx, cooperativeId),
            source: source === null ? null : withoutMapping(source),
            picture: await loadPicture(tx, cooperativeId),
            runs: await listRuns(tx, cooperativeId),
          });
        }),
      );
      if (status === null) return;
      const runs = status.runs.map((run) => ({ ...run, problems: spoken(run.problems) }));
      frame.answer({ ...status, runs }, () => statusText(status), options);
    });
  noun
    .command("cancel")
    .description("Prosi trwające odświeżanie, żeby się zatrzymało; nic z niego nie zostaje.")
    .option("--cooperative <skrót>", "spółdzielnia, gdy jest ich kilka")
    .option("--json", "wynik jako JSON")
    .action(async (options: CooperativeOptions) => {
      const cancelled = await asOperator(frame, options, (context, scope) =>
        cancelMirrorRun(context, scope, frame.config().dataFolder),
      );
      if (cancelled === null) return;
      const how = cancelled.isEnded ? "zakończone" : "poproszone o zatrzymanie";
      frame.answer(cancelled, `Odświeżenie ${cancelled.runId}: ${how}.`, options);
    });
  noun
    .command("changes")
    .description("Co inny program zmienił lub wycofał po tym, jak zobaczyli to mieszkańcy: było i jest.")
    .option("--run <numer>", "tylko z tego odświeżenia")
    .option("--limit <liczba>", "ile najnowszych", "100")
    .option("--cooperative <skrót>", "spółdzielnia, gdy jest ich kilka")
    .option("--json", "wynik jako JSON")
    .action(async (options: ChangesOptions) => {
      const wanted = {
        runId: options.run === undefined ? null : Number(options.run),
        most: Number(options.limit),
      };
      const changes = await asOperator(frame, options, ({ pools }, { token, cooperativeId }) =>
        inScope(pools.runtime, token, async (tx) =>
          accept(await listMirrorChanges(tx, cooperativeId, wanted)),
        ),
      );
      if (changes !== null) frame.answer({ changes }, () => changesText(changes), options);
    });
}

function withoutMapping({ mapping: _mapping, ...source }: MirrorSource): Status["source"] {
  return source;
}

function statusText({ areas, source, picture, runs }: Status): string {
  const lines = [
    source === null
      ? "Źródła nie ustalono."
      : `Źródło: ${source.program} (${source.location || source.kind}).`,
    picture === null
      ? "Nie ma jeszcze obrazu do pokazania."
      : `Mieszkańcy widzą stan na ${momentText(picture.asOf)} (znacznik ${picture.mark}, odświeżenie ${picture.runId}).`,
    areasText(areas),
  ];
  for (const run of runs) {
    const progress =
      run.finishedAt === null ? `, ${run.step} ${run.done}${run.total > 0 ? `/${run.total}` : ""}` : "";
    lines.push(`${momentText(run.startedAt)}  ${run.id}: ${STATE_NAMES[run.state]}${progress}`);
  }
  const [last] = runs;
  if (last !== undefined && last.problems.length > 0)
    lines.push("", `Problemy odświeżenia ${last.id}:`, ...problemLines(last.problems));
  return lines.join("\n");
}
