import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { formatScaled, parseScaled } from "../../../src/domain/values/decimal.ts";
import type { MirrorTable } from "../../../src/formats/mirror-package/mirror-tables.ts";
import type { Table } from "../../../src/formats/package/table.ts";

/** A row of the package: cells by heading, null where blank. */
export type PackageRow = Readonly<Record<string, string | null>>;

/** What the manifest says of a written file. */
export interface WrittenTable {
  readonly name: string;
  readonly rows: number;
  readonly sha256: string;
  readonly sums?: Readonly<Record<string, string>>;
}

export interface PackageHead {
  readonly mark: string;
  readonly since: string | null;
  /** ISO 8601 with offset. */
  readonly asOf: string;
}

/** Writes one file of the package with the columns of its table, and answers its entry of the manifest. */
export function writeTable(
  folder: string,
  table: Table | MirrorTable,
  rows: readonly PackageRow[],
): WrittenTable {
  const headings = Object.values(table.columns).map((column) => column.name);
  const unknown = Object.keys(rows[0] ?? {}).find((name) => !headings.includes(name));
  if (unknown !== undefined) throw new Error(`${table.file} has no column ${unknown}`);
  const written = writeLines(folder, table.file, headings, rows);
  const sums = sumsOf(table, rows);
  return sums === null ? written : { ...written, sums };
}

/** Writes rows under the headings given. */
export function writeLines(
  folder: string,
  name: string,
  headings: readonly string[],
  rows: readonly PackageRow[],
): WrittenTable {
  const lines = rows.map((row) => headings.map((heading) => cellOf(row[heading] ?? "")).join(";"));
  const bytes = Buffer.from(`${[headings.join(";"), ...lines].join("\n")}\n`);
  writeFileSync(join(folder, name), bytes);
  return { name, rows: rows.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}

/** The manifest of a mirror's package over files that are written. */
export function writeManifest(
  folder: string,
  cooperative: Readonly<Record<string, unknown>>,
  mirror: PackageHead,
  files: readonly WrittenTable[],
): void {
  mkdirSync(folder, { recursive: true });
  const manifest = {
    format: "osiedle-package",
    formatVersion: 1,
    created: mirror.asOf.slice(0, 10),
    source: "Czynsz 2000",
    cooperative,
    mirror,
    files,
  };
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest));
}

function cellOf(text: string): string {
  return /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function sumsOf(table: Table, rows: readonly PackageRow[]): Record<string, string> | null {
  if (table.sums === undefined) return null;
  return Object.fromEntries(
    table.sums.map((name) => {
      const [heading, side] = name.split(".") as [string, string?];
      const scale = Object.values(table.columns).find((column) => column.name === heading)!.scale ?? 0;
      let sum = 0n;
      for (const row of rows)
        if (side === undefined || row.side === side) sum += scaled(row[heading] ?? "0", scale);
      return [name, formatScaled(Number(sum), scale, { separator: "." })];
    }),
  );
}

function scaled(text: string, scale: number): bigint {
  const read = parseScaled(text, scale);
  if (!read.ok) throw new Error(`${text} is no number of ${scale} decimals`);
  return BigInt(read.value);
}
