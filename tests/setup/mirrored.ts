import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openOperatorSession } from "../../src/access/operator.ts";
import {
  MIRROR_AREAS,
  MIRROR_KINDS,
  type MirrorArea,
  type MirrorKind,
} from "../../src/domain/mirror/areas.ts";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import { MIRROR_TABLES } from "../../src/formats/mirror-package/mirror-tables.ts";
import type { OperationContext, OperatorScope } from "../../src/operations/context.ts";
import { inspectMirrorLibrary } from "../../src/operations/inspect-mirror-library.ts";
import { loadMirror } from "../../src/operations/load-mirror.ts";
import { setMirroredAreas } from "../../src/store/mirror/areas.ts";
import { beginRun } from "../../src/store/mirror/runs.ts";
import { inScope } from "../../src/world/database/scope.ts";
import { openFileStore } from "../../src/world/files.ts";
import { openPackageFiles } from "../../src/world/package-files.ts";
import type { TestDatabase } from "./database.ts";
import { countedTotals } from "./mirror/count-rows.ts";
import {
  type PackageHead,
  type PackageRow,
  writeLines,
  writeManifest,
  writeTable,
} from "./mirror/write-package.ts";
import { type MirrorRows, writeMirrorPackage } from "./mirror-package.ts";

export const PROGRAM = "Czynsz 2000";
export const TOTAL_HEADINGS = ["kind", "account", "month", "rows", "debit", "credit", "amount", "remaining"];

/** Where documents of the library are kept. */
export const keptFolder = mkdtempSync(join(tmpdir(), "osiedle-mirror-files-"));
export const keptFiles = openFileStore(keptFolder);
process.once("exit", () => rmSync(keptFolder, { recursive: true, force: true }));

/** A cooperative whose books another program keeps. */
export interface Mirrored {
  readonly context: OperationContext;
  readonly scope: OperatorScope;
  readonly load: (folder: string) => ReturnType<typeof loadMirror>;
}

/** Founds a cooperative of that name and says which areas another program keeps. */
export async function mirrored(
  database: TestDatabase,
  {
    slug = "przyklad",
    areas = MIRROR_AREAS,
  }: { readonly slug?: string; readonly areas?: readonly MirrorArea[] } = {},
): Promise<Mirrored> {
  const { pools } = database;
  const context: OperationContext = { pools, today: () => plainDate("2026-06-16") };
  const cooperativeId = await database.asSuperuser(async (client) => {
    const { rows } = await client.query<{ id: number }>(
      `insert into app.cooperative (slug, name, short_name, street, postal_code, city, first_month)
       values ($1, 'Spółdzielnia', 'SM', 'ul. Próbna 1', '00-000', 'Testów', '2026-01-01')
       on conflict (slug) do update set slug = excluded.slug returning id`,
      [slug],
    );
    await client.query(
      "insert into app.mirror_source (cooperative_id, program, kind) values ($1, $2, 'package')",
      [rows[0]!.id, PROGRAM],
    );
    return rows[0]!.id;
  });
  const session = await openOperatorSession(pools.signin, cooperativeId);
  const scope = { token: session.token, cooperativeId };
  await inScope(pools.runtime, scope.token, (tx) => setMirroredAreas(tx, cooperativeId, areas));
  const load = async (folder: string) => {
    const files = await openPackageFiles(folder);
    if (!files.ok) throw new Error(JSON.stringify(files.refusals));
    const runId = await inScope(pools.runtime, scope.token, (tx) =>
      beginRun(tx, cooperativeId, "command", folder),
    );
    if (runId === null) throw new Error("another run is going");
    try {
      return await loadMirror(context, scope, runId, files.value, (read, breathe) =>
        inspectMirrorLibrary(context, scope, keptFiles, files.value, read, breathe),
      );
    } finally {
      await files.value.close();
    }
  };
  return { context, scope, load };
}

/** A whole picture of these rows, with the totals that they come to or others. */
export function wholePicture(rows: MirrorRows, mark: string, totals = countedTotals(rows.books)): string {
  const folder = mkdtempSync(join(tmpdir(), "osiedle-picture-"));
  writeMirrorPackage(folder, { ...rows, totals }, { mark, since: null, asOf: "2026-06-15T06:00:00+02:00" });
  return folder;
}

/** A difference: some rows of some kinds, what is gone, and the totals of what the books come to then. */
export function difference(
  rows: MirrorRows,
  head: Omit<PackageHead, "asOf">,
  part: {
    readonly books: Partial<Record<MirrorKind, readonly PackageRow[]>>;
    readonly deleted?: readonly PackageRow[];
    readonly totals: readonly PackageRow[];
  },
): string {
  const folder = mkdtempSync(join(tmpdir(), "osiedle-difference-"));
  mkdirSync(folder, { recursive: true });
  const kinds = MIRROR_KINDS.filter((kind) => part.books[kind] !== undefined);
  writeManifest(folder, rows.cooperative, { ...head, asOf: "2026-06-16T06:00:00+02:00" }, [
    ...kinds.map((kind) => writeTable(folder, MIRROR_TABLES[kind], part.books[kind]!)),
    ...(part.deleted ? [writeLines(folder, "deleted.csv", ["kind", "key"], part.deleted)] : []),
    writeLines(folder, "totals.csv", TOTAL_HEADINGS, part.totals),
  ]);
  return folder;
}

/** The same books with the rows of one kind changed. */
export function withRows(
  rows: MirrorRows,
  kind: MirrorKind,
  change: (rows: readonly PackageRow[]) => readonly PackageRow[],
): MirrorRows {
  return { ...rows, books: { ...rows.books, [kind]: change(rows.books[kind]) } };
}
