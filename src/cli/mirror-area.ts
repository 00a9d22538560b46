import type { Command } from "commander";
import { MIRROR_AREAS, type MirrorArea } from "../domain/mirror/areas.ts";
import { accept } from "../domain/values/result.ts";
import { setAreas } from "../operations/set-mirror-areas.ts";
import { loadMirroredAreas } from "../store/mirror/areas.ts";
import { inScope } from "../world/database/scope.ts";
import type { Frame } from "./frame.ts";
import { AREA_NAMES } from "./mirror-text.ts";
import { asOperator, type CooperativeOptions } from "./operator-scope.ts";

export function registerMirrorArea(noun: Command, frame: Frame): void {
  noun
    .command("area [obszary...]")
    .description(
      "Pokazuje, które obszary prowadzi inny program; z listą obszarów (albo „all”, „none”) ustala je: pozostałe prowadzi Osiedle.",
    )
    .option("--cooperative <skrót>", "spółdzielnia, gdy jest ich kilka")
    .option("--json", "wynik jako JSON")
    .action(async (areas: readonly string[], options: CooperativeOptions) => {
      const kept = await asOperator<readonly MirrorArea[]>(frame, options, async (context, scope) => {
        if (areas.length > 0) {
          const set = await setAreas(context, scope, meant(areas));
          return set.ok ? accept(set.value.after) : set;
        }
        return accept(
          await inScope(context.pools.runtime, scope.token, (tx) =>
            loadMirroredAreas(tx, scope.cooperativeId),
          ),
        );
      });
      if (kept === null) return;
      const ours = MIRROR_AREAS.filter((area) => !kept.includes(area));
      frame.answer({ mirrored: kept, ours }, () => areasText(kept), options);
    });
}

function meant(areas: readonly string[]): readonly string[] {
  if (areas.length === 1 && areas[0] === "all") return MIRROR_AREAS;
  return areas.length === 1 && areas[0] === "none" ? [] : areas;
}

export function areasText(mirrored: readonly MirrorArea[]): string {
  return MIRROR_AREAS.map((area) => {
    const who = mirrored.includes(area) ? "inny program" : "Osiedle";
    return `  ${area.padEnd(17)} ${who.padEnd(13)} ${AREA_NAMES[area]}`;
  }).join("\n");
}
