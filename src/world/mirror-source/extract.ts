import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { MIRROR_KINDS, type MirrorKind } from "../../domain/mirror/areas.ts";
import { accept, type Result, refuse } from "../../domain/values/result.ts";
import { LIBRARY, NAME_OF_KIND } from "../../formats/mirror-mapping/mapped-tables.ts";
import { type ReportCell, rowReader } from "../../formats/mirror-mapping/row-reader.ts";
import { DELETED_TABLE } from "../../formats/mirror-package/deleted-table.ts";
import { LIBRARY_FOLDER } from "../../formats/mirror-package/mirror-files.ts";
import { TOTALS_TABLE } from "../../formats/mirror-package/totals-table.ts";
import { FORMAT, FORMAT_VERSION, MANIFEST, type ManifestFile } from "../../formats/package/manifest.ts";
import type { PackageProblem } from "../../formats/package/problem.ts";
import type { Table } from "../../formats/package/table.ts";
import type { CheckedMapping, CheckedQuery } from "./checked-mapping.ts";
import { CsvFile } from "./csv-file.ts";
import { type BroughtFile, LibraryFiles } from "./library-files.ts";
import type { SourceConnection } from "./source.ts";
import { groupedTotals, overlayTotals } from "./source-totals.ts";
import { TotalLines } from "./total-lines.ts";

/** What an extraction tells while it goes on. @returns whether somebody asked to cancel it. */
export type ExtractProgress = (step: string, rows: number) => Promise<boolean>;

export interface Extracted {
  readonly mark: string;
  readonly asOf: string;
  readonly rows: number;
}

/** Somebody asked to stop; what was written is thrown away. */
export class ExtractCancelled extends Error {}

/** Cells by their headings. */
type Row = Record<string, string>;

/** Problems that are told one by one; more of them say nothing new. */
const MOST_PROBLEMS = 1000;

/**
 * Reads every mapped query in the connection's one snapshot and writes a mirror package into an empty folder, the manifest last.
 * Refuses with all cells that cannot be read (`text-not-decoded`, `value-not-listed`, `both-sides`) by table, row and column, and with
 * `totals-not-groupable`. @throws ExtractCancelled, SourceFault
 */
export async function extract(
  connection: SourceConnection,
  checked: CheckedMapping,
  folder: string,
  progress: ExtractProgress,
): Promise<Result<Extracted, PackageProblem>> {
  const extraction = new Extraction(connection, folder, progress);
  const { mapping, since } = checked;
  const mark = (await extraction.single(mapping.mark)) ?? connection.asOf;
  const asOf = instantOf((await extraction.single(mapping.asOf)) ?? connection.asOf) ?? connection.asOf;
  const files: ManifestFile[] = [];
  for (const { mapped, queries } of checked.tables)
    files.push(
      mapped.name === LIBRARY
        ? await extraction.library(mapped.table, queries, mapping.libraryFolder!)
        : await extraction.table(mapped.table, queries),
    );
  if (since !== null) files.push(await extraction.table(DELETED_TABLE, checked.deleted));
  files.push(await extraction.totals(checked));
  if (extraction.problems.length > 0) return refuse(...extraction.problems);
  const manifest = {
    format: FORMAT,
    formatVersion: FORMAT_VERSION,
    cooperative: mapping.cooperative,
    mirror: { mark, since, asOf },
    files,
  };
  await writeFile(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, {
    mode: 0o600,
    flush: true,
  });
  return accept({ mark, asOf, rows: extraction.rows });
}

class Extraction {
  readonly problems: PackageProblem[] = [];
  rows = 0;
  readonly #connection: SourceConnection;
  readonly #folder: string;
  readonly #progress: ExtractProgress;
  /** Accounts whose totals a difference tells. */
  readonly #touched = new Set<string>();

  constructor(connection: SourceConnection, folder: string, progress: ExtractProgress) {
    this.#connection = connection;
    this.#folder = folder;
    this.#progress = progress;
  }

  async single(query: string | null): Promise<string | null> {
    if (query === null) return null;
    for await (const rows of this.#connection.read({ text: query.replace(/;\s*$/, ""), marks: [] }))
      return rows[0]?.[0] ?? null;
    return null;
  }

  async table(table: Table, queries: readonly CheckedQuery[]): Promise<ManifestFile> {
    const isOfAccounts = Object.values(table.columns).some(({ name }) => name === "account");
    return this.#file(table, queries, async (rows) => {
      if (isOfAccounts) for (const { account } of rows) this.#touched.add(account!);
    });
  }

  /** The index of the library with the files that it names, always whole; a signature without a digest is of the file as it is. */
  async library(table: Table, queries: readonly CheckedQuery[], from: string): Promise<ManifestFile> {
    const files = await LibraryFiles.open(from, join(this.#folder, LIBRARY_FOLDER));
    return this.#file(table, queries, async (rows, firstLine) => {
      for (const [index, cells] of rows.entries()) {
        const brought = await files.bring(cells.file!);
        if (brought !== null) this.#sign(cells, brought, this.#reporter(table, firstLine + index));
        if (await this.#progress(table.file, this.rows + index)) throw new ExtractCancelled();
      }
    });
  }

  #sign(cells: Row, { sha256, changedOn }: BroughtFile, report: ReportCell): void {
    const { file = "", confirmed_by: by = "", confirmed_on: confirmedOn = "" } = cells;
    if (by === "" || confirmedOn === "" || cells.confirmed_sha256 !== "") return;
    if (changedOn <= confirmedOn) cells.confirmed_sha256 = sha256;
    else report("confirmed_on", "library-file-changed-since", { file, changedOn, confirmedOn });
  }

  /** @param take looks at rows before they are written, and may complete them. */
  async #file(
    table: Table,
    queries: readonly CheckedQuery[],
    take: (rows: readonly Row[], firstLine: number) => Promise<void>,
  ): Promise<ManifestFile> {
    const columns = Object.values(table.columns);
    const file = await CsvFile.create(this.#folder, table);
    try {
      for (const { mapped, asked, result } of queries) {
        const readRow = rowReader(columns, mapped.values, result);
        for await (const rows of this.#connection.read(asked)) {
          const firstLine = file.rows + 2;
          const cells = rows.map((row, index) => readRow(row, this.#reporter(table, firstLine + index)));
          await take(cells, firstLine);
          for (const row of cells) file.add(row);
          this.rows += rows.length;
          await file.flush();
          if (await this.#progress(table.file, this.rows)) throw new ExtractCancelled();
        }
      }
      return await file.close();
    } catch (error) {
      await file.abandon();
      throw error;
    }
  }

  #reporter(table: Table, line: number): ReportCell {
    return (column, reason, data) => {
      if (this.problems.length < MOST_PROBLEMS)
        this.problems.push({ file: table.file, line, column, reason, data });
    };
  }

  /** The source's totals: what its server counts in the same snapshot, over that what the program itself keeps. */
  async totals(checked: CheckedMapping): Promise<ManifestFile> {
    const file = await CsvFile.create(this.#folder, TOTALS_TABLE);
    for (const kind of MIRROR_KINDS) {
      if (await this.#progress(`${TOTALS_TABLE.file}: ${NAME_OF_KIND[kind]}`, this.rows)) {
        await file.abandon();
        throw new ExtractCancelled();
      }
      for (const row of await this.#totalsOf(checked, kind)) file.add(row);
      await file.flush();
    }
    return file.close();
  }

  /** Of a kind that the mapping leaves out the program has nothing: its total is none. */
  async #totalsOf(checked: CheckedMapping, kind: MirrorKind): Promise<Iterable<Record<string, string>>> {
    const own = checked.totals.find((total) => total.kind === kind)?.queries ?? [];
    const grouped = await groupedTotals(this.#connection, checked, kind);
    if (!grouped.ok && own.length === 0) this.#reportTotals(grouped.refusals);
    const lines = grouped.ok ? grouped.value : new TotalLines(kind);
    this.#reportTotals(await overlayTotals(this.#connection, kind, own, lines));
    return lines.rows((account) => checked.since === null || this.#touched.has(account));
  }

  #reportTotals(
    refusals: readonly { readonly reason: string; readonly data: PackageProblem["data"] }[],
  ): void {
    for (const { reason, data } of refusals)
      this.problems.push({ file: TOTALS_TABLE.file, line: null, column: null, reason, data });
  }
}

/** A moment as ISO 8601 with its offset; a day or a moment without one is Poland's. */
function instantOf(text: string): string | null {
  const iso = text
    .trim()
    .replace(" ", "T")
    .replace(/([+-]\d{2})$/, "$1:00");
  try {
    if (/(Z|[+-]\d{2}:\d{2})$/.test(iso)) return Temporal.Instant.from(iso).toString();
    const local = /T/.test(iso) ? iso : `${iso}T00:00`;
    return Temporal.PlainDateTime.from(local).toZonedDateTime("Europe/Warsaw").toInstant().toString();
  } catch {
    return null;
  }
}
