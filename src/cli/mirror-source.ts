import { access, constants, readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { text as readAll } from "node:stream/consumers";
import type { Command } from "commander";
import { findCooperatives } from "../access/operator.ts";
import { accept, type Refusal, type Result, refusal, refuse } from "../domain/values/result.ts";
import { STREAMED_FILES } from "../formats/mirror-package/mirror-files.ts";
import { MANIFEST } from "../formats/package/manifest.ts";
import { checkMirrorSource, type SourceCheck } from "../operations/check-mirror-source.ts";
import { foundMirroredCooperative } from "../operations/found-mirrored-cooperative.ts";
import { setMirrorSource } from "../operations/set-mirror-source.ts";
import { loadMirrorSource, type MirrorSource } from "../store/mirror/sources.ts";
import { sentenceOf } from "../web/messages/refusals.pl.ts";
import { inScope } from "../world/database/scope.ts";
import { withoutPassword } from "../world/mirror-source/address.ts";
import { readPassword } from "../world/mirror-source/password.ts";
import { openPackageFiles } from "../world/package-files.ts";
import type { Frame } from "./frame.ts";
import { asOperator, type CooperativeOptions } from "./operator-scope.ts";

interface SetOptions extends CooperativeOptions {
  readonly program?: string;
  readonly url?: string;
  readonly folder?: string;
  readonly package?: string;
  readonly mapping?: string;
  readonly passwordFile?: string;
  readonly every?: string;
}

export function registerMirrorSource(noun: Command, frame: Frame): void {
  const source = noun.command("source").description("Skąd przychodzą dane innego programu.");
  source
    .command("set")
    .description(
      "Ustala źródło: bazę SQL (--url, --mapping), pilnowany folder z paczkami (--folder) albo same paczki podawane poleceniem „mirror run”.",
    )
    .requiredOption("--program <nazwa>", "jak spółdzielnia nazywa swój program; zobaczą to mieszkańcy")
    .option("--url <adres>", "adres bazy, na przykład postgresql://czytelnik@serwer:5432/czynsze")
    .option("--mapping <plik>", "plik mapowania JSON (docs/guides/mirror.md)")
    .option("--password-file <plik>", "plik z hasłem; „-” czyta je z wejścia")
    .option("--folder <folder>", "folder, w którym pojawiają się paczki")
    .option(
      "--package <paczka>",
      "paczka (folder lub zip), z której założyć spółdzielnię, gdy jeszcze żadnej nie ma",
    )
    .option("--every <minuty>", "co ile minut odświeżać, gdy działa npm start")
    .option("--cooperative <skrót>", "spółdzielnia, gdy jest ich kilka")
    .option("--json", "wynik jako JSON")
    .action((options: SetOptions) => setSource(frame, options));
  source
    .command("show")
    .description("Pokazuje źródło, bez hasła.")
    .option("--cooperative <skrót>", "spółdzielnia, gdy jest ich kilka")
    .option("--json", "wynik jako JSON")
    .action(async (options: CooperativeOptions) => {
      const kept = await asOperator(frame, options, (context, scope) => keptSource(context, scope));
      if (kept !== null) frame.answer(kept, () => sourceText(kept), options);
    });
  source
    .command("check")
    .description(
      "Łączy się z bazą, tylko do odczytu, i sprawdza każde zapytanie mapowania; niczego nie wczytuje.",
    )
    .option("--url <adres>", "adres bazy zamiast zapisanego")
    .option("--mapping <plik>", "plik mapowania zamiast zapisanego")
    .option("--password-file <plik>", "plik z hasłem; „-” czyta je z wejścia")
    .option("--cooperative <skrót>", "spółdzielnia, gdy jest ich kilka")
    .option("--json", "wynik jako JSON")
    .action((options: SetOptions) => checkSource(frame, options));
}

async function setSource(frame: Frame, options: SetOptions): Promise<void> {
  const { dataFolder } = frame.config();
  const given = await readGiven(options);
  if (!given.ok) return frame.refuse(given.refusals, options);
  const { location, password, mapping } = given.value;
  const kind = options.url !== undefined ? "sql" : options.folder !== undefined ? "folder" : "package";
  const facts = await cooperativeFacts(options.package, mapping);
  if (!facts.ok) return frame.refuse(facts.refusals, options);
  const founded = await foundWhereNew(frame, options, facts.value);
  if (!founded.ok) return frame.refuse(founded.refusals, options);
  const source: MirrorSource = {
    program: options.program ?? "",
    kind,
    location,
    mapping,
    scheduleMinutes: options.every === undefined ? null : Number(options.every),
  };
  const set = await asOperator(
    frame,
    { ...options, ...(founded.value === null ? {} : { cooperative: founded.value }) },
    (context, scope) => setMirrorSource(context, scope, dataFolder, { ...source, password }),
  );
  if (set !== null) frame.answer(set, () => sourceText(set), options);
}

/** The cooperative as a package's manifest describes it, else as the mapping does; undefined where neither is there. */
async function cooperativeFacts(path: string | undefined, mapping: unknown): Promise<Result<unknown>> {
  if (path === undefined) return accept((mapping as { readonly cooperative?: unknown } | null)?.cooperative);
  const files = await openPackageFiles(path, STREAMED_FILES);
  if (!files.ok) return files;
  try {
    if (!files.value.names.includes(MANIFEST)) return refuse(refusal("missing-file", { name: MANIFEST }));
    const manifest = await files.value.read(MANIFEST);
    if (!manifest.ok) return manifest;
    return accept(JSON.parse(new TextDecoder().decode(manifest.value.bytes))?.cooperative ?? null);
  } catch (error) {
    if (error instanceof SyntaxError) return refuse(refusal("not-json", { name: MANIFEST }));
    throw error;
  } finally {
    await files.value.close();
  }
}

/** An installation that only mirrors begins with the cooperative its source describes. @returns its short name, null: it is known. */
async function foundWhereNew(
  frame: Frame,
  options: SetOptions,
  facts: unknown,
): Promise<Result<string | null>> {
  const context = await frame.operationContext();
  const cooperatives = await findCooperatives(context.pools.runtime);
  if (cooperatives.length > 0 || options.cooperative !== undefined || facts === undefined)
    return accept(null);
  const founded = await foundMirroredCooperative(context, facts);
  return founded.ok ? accept(founded.value.slug) : founded;
}

async function checkSource(frame: Frame, options: SetOptions): Promise<void> {
  const given = await readGiven(options);
  if (!given.ok) return frame.refuse(given.refusals, options);
  const { location, mapping, password } = given.value;
  const complete: Given | null =
    location !== "" && mapping !== null
      ? given.value
      : await asOperator(frame, options, async (context, scope) => {
          const kept = await keptSource(context, scope);
          if (!kept.ok) return kept;
          return accept({
            location: location || kept.value.location,
            mapping: mapping ?? kept.value.mapping,
            password: password ?? readPassword(frame.config().dataFolder, scope.cooperativeId),
          });
        });
  if (complete === null) return;
  const checked = await checkMirrorSource(complete.location, complete.password ?? "", complete.mapping);
  if (checked.ok) frame.answer(checked.value, () => checkText(checked.value), options);
  else frame.refuse(checked.refusals, options);
}

async function keptSource(
  ...[{ pools }, scope]: Parameters<Parameters<typeof asOperator>[2]>
): Promise<Result<MirrorSource>> {
  const kept = await inScope(pools.runtime, scope.token, (tx) => loadMirrorSource(tx, scope.cooperativeId));
  return kept === null ? refuse(refusal("source-unknown")) : accept(kept);
}

interface Given {
  readonly location: string;
  readonly mapping: unknown;
  readonly password: string | null;
}

/** The address without a password, the mapping and the password, each from where it was named. */
async function readGiven(options: SetOptions): Promise<Result<Given>> {
  const refusals: Refusal[] = [];
  const typed = withoutPassword(options.url ?? "");
  let mapping: unknown = null;
  if (options.mapping !== undefined)
    try {
      mapping = JSON.parse(await readFile(options.mapping, "utf8"));
    } catch {
      refusals.push(refusal("mapping-file-not-readable", { path: options.mapping }));
    }
  let password = typed.password;
  if (options.passwordFile !== undefined)
    try {
      const read =
        options.passwordFile === "-" ? readAll(process.stdin) : readFile(options.passwordFile, "utf8");
      password = (await read).replace(/\r?\n$/, "");
    } catch {
      refusals.push(refusal("source-password-file-not-readable", { path: options.passwordFile }));
    }
  const folder = options.folder === undefined ? "" : resolve(options.folder);
  if (
    folder !== "" &&
    !(await access(folder, constants.W_OK).then(
      () => true,
      () => false,
    ))
  )
    refusals.push(refusal("source-folder-not-writable", { path: folder }));
  return refusals.length > 0
    ? refuse(...refusals)
    : accept({ location: typed.address || folder, mapping, password });
}

function sourceText({ program, kind, location, scheduleMinutes }: MirrorSource): string {
  const how = {
    sql: `baza ${location}`,
    folder: `folder ${location}`,
    package: "paczki podawane poleceniem „mirror run”",
  }[kind];
  const when =
    scheduleMinutes === null
      ? kind === "folder"
        ? "gdy pojawi się paczka"
        : "na polecenie"
      : `co ${scheduleMinutes} min`;
  return `${program}: ${how}; odświeżanie ${when}.`;
}

function checkText({ tables, canTellChanges, asOf, warnings }: SourceCheck): string {
  return [
    `Mapowanie pasuje do bazy (stan na ${asOf}). Tabel: ${tables.length}: ${tables.join(", ")}.`,
    canTellChanges
      ? "Program umie podać zmiany: kolejne odświeżenia będą różnicowe."
      : "Każde odświeżenie czyta całość: mapowanie nie podaje znacznika, zmian i usunięć.",
    ...warnings.map((warning) => `Uwaga: ${sentenceOf(warning)}`),
  ].join("\n");
}
