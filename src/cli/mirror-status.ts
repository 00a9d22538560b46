import type { Command } from "commander";
import type { MirrorArea } from "../domain/mirror/areas.ts";
import { accept } from "../domain/values/result.ts";
import { cancelMirrorRun } from "../operations/cancel-mirror-run.ts";
import { loadMirroredAreas } from "../store/mirror/areas.ts";
import { listMirrorChanges, type MirrorChange } from "../store/mirror/changes.ts";
import { loadPicture, type ShownPicture } from "../store/mirror/picture.ts";
import { listRuns, type MirrorRun } from "../store/mirror/runs.ts";
import { loadMirrorSource, type MirrorSource } from "../store/mirror/sources.ts";
import { inScope } from "../world/database/scope.ts";
import type { Frame } from "./frame.ts";
import { areasText } from "./mirror-area.ts";
import { problemLines, STATE_NAMES, spoken } from "./mirror-text.ts";
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
      : `Mieszkańcy widzą stan na ${picture.asOf} (znacznik ${picture.mark}, odświeżenie ${picture.runId}).`,
    areasText(areas),
  ];
  for (const run of runs) {
    const progress =
      run.finishedAt === null ? `, ${run.step} ${run.done}${run.total > 0 ? `/${run.total}` : ""}` : "";
    lines.push(`${run.startedAt}  ${run.id}: ${STATE_NAMES[run.state]}${progress}`);
  }
  const [last] = runs;
  if (last !== undefined && last.problems.length > 0)
    lines.push("", `Problemy odświeżenia ${last.id}:`, ...problemLines(last.problems));
  return lines.join("\n");
}

const ACTIONS = { changed: "zmienione", withdrawn: "wycofane", late: "dopisane później" } as const;

function changesText(changes: readonly MirrorChange[]): string {
  if (changes.length === 0) return "Inny program niczego nie zmienił po pokazaniu.";
  return changes
    .map(({ noticedOn, runId, kind, action, code, account, unit, month, before, after }) => {
      const where = [
        account === null ? null : `konto ${account}`,
        unit === null ? null : `lokal ${unit}`,
        month === null ? null : String(month).slice(0, 7),
      ].filter((part) => part !== null);
      const values = [
        before === null ? null : `było ${shortly(before)}`,
        after === null ? null : `jest ${shortly(after)}`,
      ];
      return [
        `${noticedOn} (odświeżenie ${runId}) ${kind} ${code}: ${ACTIONS[action]}`,
        where.join(", "),
        values.filter((part) => part !== null).join("; "),
      ]
        .filter((part) => part !== "")
        .join("; ");
    })
    .join("\n");
}

function shortly(row: Readonly<Record<string, unknown>>): string {
  return Object.entries(row)
    .filter(([, value]) => value !== null && value !== "")
    .map(([name, value]) => `${name} ${typeof value === "object" ? JSON.stringify(value) : value}`)
    .join(", ");
}
