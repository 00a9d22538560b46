import { readFile } from "node:fs/promises";
import { accept, refusal } from "../domain/values/result.ts";
import { listMappings } from "../operations/list-readings.ts";
import { keepReadingMapping } from "../operations/save-reading-mapping.ts";
import { readingsTexts as texts } from "../web/messages/pl/readings.ts";
import type { Frame } from "./frame.ts";
import { asOperator, type CooperativeOptions } from "./operator-scope.ts";

export async function saveMapping(
  frame: Frame,
  action: string,
  name: string | undefined,
  file: string | undefined,
  options: CooperativeOptions,
): Promise<void> {
  if (action !== "save" || name === undefined || file === undefined)
    return frame.refuse([refusal("mapping-action", { action })], options);
  const text = await readFile(file, "utf8").catch(() => null);
  if (text === null) return frame.refuse([refusal("reading-file-not-readable", { file })], options);
  const saved = await asOperator(frame, options, (context, scope) =>
    keepReadingMapping(context, scope, { name, text }),
  );
  if (saved !== null) frame.answer(saved, texts.mappingSaved(saved.name), options);
}

export async function listMappingNames(frame: Frame, options: CooperativeOptions): Promise<void> {
  const mappings = await asOperator(frame, options, async (context, scope) =>
    accept(await listMappings(context, scope)),
  );
  if (mappings === null) return;
  const lines = () => mappings.map(({ name, isBuiltIn }) => texts.mapping(name, isBuiltIn)).join("\n");
  frame.answer({ mappings }, lines, options);
}
