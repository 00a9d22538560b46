import { formatScaled, parseScaled } from "../../domain/values/decimal.ts";
import type { Refusal } from "../../domain/values/result.ts";
import type { ManifestFile } from "./manifest.ts";
import type { PackageProblem } from "./problem.ts";
import type { TableRows } from "./read-table.ts";
import type { Table } from "./tables.ts";

/** What a file turned out to hold. */
export interface FoundInFile {
  readonly sha256: string;
  /** Null where the file could not be read to its end: nothing is held against its count and sums. */
  readonly rows: number | null;
  /** Sum of a column in its whole units, of one side where asked; null where a cell of it could not be read. */
  readonly sumOf: (field: string, side?: string) => bigint | null;
}

export interface ControlSum {
  readonly field: string;
  readonly scale: number;
  readonly side: string | undefined;
}

/** What a file that was read as a whole holds. */
export function foundIn(rows: TableRows, sha256: string): FoundInFile {
  return {
    sha256,
    rows: rows.isCut ? null : rows.count,
    sumOf: (field, side) => (rows.unreadFields.has(field) ? null : sumOf(rows, field, side)),
  };
}

/** Compares the manifest's count, digest and sums with what a file holds. */
export function controlProblems(table: Table, found: FoundInFile, promised: ManifestFile): PackageProblem[] {
  const problems: PackageProblem[] = [];
  const report = (column: string | null, reason: string, data: Refusal["data"]) =>
    problems.push({ file: table.file, line: null, column, reason, data });
  if (promised.sha256 !== "" && promised.sha256 !== found.sha256)
    report(null, "wrong-digest", { promised: promised.sha256, found: found.sha256 });
  if (found.rows !== null && promised.rows !== -1 && promised.rows !== found.rows)
    report(null, "wrong-row-count", { promised: promised.rows, found: found.rows });
  for (const name of table.sums ?? [])
    if (!(name in promised.sums)) report(name, "control-sum-missing", { name });
  for (const [name, text] of Object.entries(promised.sums)) {
    const summed = controlSum(table, name);
    if (summed === null) {
      report(name, "unknown-control-sum", { name });
      continue;
    }
    const { field, side, scale } = summed;
    const sum = parseScaled(text, scale);
    const is = found.rows === null ? null : found.sumOf(field, side);
    if (!sum.ok) report(name, "bad-control-sum", { name, text });
    else if (is !== null && BigInt(sum.value) !== is)
      report(name, "wrong-control-sum", {
        name,
        promised: text,
        found: formatScaled(Number(is), scale, { separator: "." }),
      });
  }
  return problems;
}

/** What `heading`, `heading.debit` or `heading.credit` sums; null for anything else. */
export function controlSum(table: Table, name: string): ControlSum | null {
  const [heading, side] = name.split(".");
  const found = Object.entries(table.columns).find(([, column]) => column.name === heading);
  const scale = found?.[1].scale;
  if (found === undefined || scale === undefined) return null;
  if (side !== undefined && !(table.columns.side !== undefined && isSide(side))) return null;
  return { field: found[0], scale, side };
}

function sumOf(rows: TableRows, field: string, side?: string): bigint {
  let sum = 0n;
  for (const [row, value] of rows.values[field]!.entries())
    if (side === undefined || rows.values.side![row] === side) sum += BigInt((value as number | null) ?? 0);
  return sum;
}

function isSide(side: string): boolean {
  return side === "debit" || side === "credit";
}
