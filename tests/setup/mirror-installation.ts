import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openOperatorSession } from "../../src/access/operator.ts";
import { runOrdered } from "../../src/cli/mirror-run.ts";
import { MIRROR_AREAS } from "../../src/domain/mirror/areas.ts";
import type { PlainDate } from "../../src/domain/values/plain-date.ts";
import { readMirrorMapping } from "../../src/formats/mirror-mapping/mapping.ts";
import type { OperationContext, OperatorScope } from "../../src/operations/context.ts";
import { foundMirroredCooperative } from "../../src/operations/found-mirrored-cooperative.ts";
import { setAreas } from "../../src/operations/set-mirror-areas.ts";
import { setMirrorSource } from "../../src/operations/set-mirror-source.ts";
import { readSourceAddress } from "../../src/world/mirror-source/address.ts";
import { checkMapping } from "../../src/world/mirror-source/checked-mapping.ts";
import { extract } from "../../src/world/mirror-source/extract.ts";
import { openSource } from "../../src/world/mirror-source/open.ts";
import type { SourceConnection } from "../../src/world/mirror-source/source.ts";
import { freshDatabase, type TestDatabase } from "./database.ts";

/** Another program's database: where it is, who reads it, and how it becomes ours. */
export interface SourceOfMirror {
  readonly url: string;
  readonly password: string;
  readonly mapping: { readonly cooperative: unknown };
}

/** An installation that mirrors such a database. */
export interface MirrorInstallation {
  readonly ours: TestDatabase;
  readonly context: OperationContext;
  readonly scope: OperatorScope;
  readonly dataFolder: string;
  readonly set: (source: SourceOfMirror) => Promise<void>;
  /** Refreshes the mirror by its program's own steps. */
  readonly run: (isWhole?: boolean) => Promise<NonNullable<RunEnds[number]>>;
  readonly close: () => Promise<void>;
}

type RunEnds = Extract<Awaited<ReturnType<typeof runOrdered>>, { ok: true }>["value"];

export async function mirrorInstallation(source: SourceOfMirror): Promise<MirrorInstallation> {
  const ours = await freshDatabase();
  const dataFolder = mkdtempSync(join(tmpdir(), "osiedle-mirror-run-"));
  const context: OperationContext = { pools: ours.pools, today: () => "2026-03-01" as PlainDate };
  const founded = await foundMirroredCooperative(context, source.mapping.cooperative as never);
  if (!founded.ok) throw new Error(JSON.stringify(founded.refusals));
  const session = await openOperatorSession(ours.pools.signin, founded.value.id);
  const scope = { token: session.token, cooperativeId: founded.value.id };
  await setAreas(context, scope, MIRROR_AREAS);
  const set = async ({ url, password, mapping }: SourceOfMirror) => {
    const kept = await setMirrorSource(context, scope, dataFolder, {
      program: "Czynsz 2000",
      kind: "sql",
      location: url,
      mapping,
      scheduleMinutes: null,
      password,
    });
    if (!kept.ok) throw new Error(JSON.stringify(kept.refusals));
  };
  await set(source);
  return {
    ours,
    context,
    scope,
    dataFolder,
    set,
    run: async (isWhole = false) => {
      const order = { path: null, isWhole, askedBy: "command" } as const;
      const ends = await runOrdered(context, scope, dataFolder, order);
      if (!ends.ok) throw new Error(JSON.stringify(ends.refusals));
      return ends.value[0]!;
    },
    close: async () => {
      await session.end();
      await ours.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

export async function connectSource({
  url,
  password,
}: Omit<SourceOfMirror, "mapping">): Promise<SourceConnection> {
  const address = readSourceAddress(url);
  if (!address.ok) throw new Error(url);
  return openSource(address.value, password);
}

/** The files of the package that a database becomes, without the manifest, which tells the moment. */
export async function receivedFiles(source: SourceOfMirror): Promise<Record<string, string>> {
  const connection = await connectSource(source);
  const folder = mkdtempSync(join(tmpdir(), "osiedle-received-"));
  try {
    const mapping = readMirrorMapping(source.mapping);
    if (!mapping.ok) throw new Error(JSON.stringify(mapping.refusals));
    const checked = await checkMapping(connection, mapping.value, null);
    if (!checked.ok) throw new Error(JSON.stringify(checked.refusals));
    const extracted = await extract(connection, checked.value, folder, async () => false);
    if (!extracted.ok) throw new Error(JSON.stringify(extracted.refusals));
    const names = readdirSync(folder).filter((name) => name.endsWith(".csv"));
    return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
  } finally {
    await connection.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
