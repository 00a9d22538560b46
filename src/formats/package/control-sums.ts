import { formatScaled, parseScaled } from "../../domain/values/decimal.ts";
import type { Refusal } from "../../domain/values/result.ts";
import type { ManifestFile } from "./manifest.ts";
import type { PackageProblem } from "./problem.ts";
import type { TableRows } from "./read-table.ts";
import type { Table } from "./tables.ts";

/** Compares the manifest's count, digest and sums with what a file holds. */
export function controlProblems(
  table: Table,
  rows: TableRows,
  sha256: string,
  promised: ManifestFile,
): PackageProblem[] {
  const problems: PackageProblem[] = [];
  const report = (column: string | null, reason: string, data: Refusal["data"]) =>
    problems.push({ file: table.file, line: null, column, reason, data });
  if (promised.sha256 !== "" && promised.sha256 !== sha256)
    report(null, "wrong-digest", { promised: promised.sha256, found: sha256 });
  if (!rows.isCut && promised.rows !== -1 && promised.rows !== rows.count)
    report(null, "wrong-row-count", { promised: promised.rows, found: rows.count });
  for (const name of table.sums ?? [])
    if (!(name in promised.sums)) report(name, "control-sum-missing", { name });
  for (const [name, text] of Object.entries(promised.sums)) {
    const [heading, side] = name.split(".");
    const found = Object.entries(table.columns).find(([, column]) => column.name === heading);
    const scale = found?.[1].scale;
    const hasSide = rows.values.side !== undefined;
    if (found === undefined || scale === undefined || (side !== undefined && !(hasSide && isSide(side)))) {
      report(name, "unknown-control-sum", { name });
      continue;
    }
    const [field] = found;
    const sum = parseScaled(text, scale);
    if (!sum.ok) report(name, "bad-control-sum", { name, text });
    else if (!rows.isCut && !rows.unreadFields.has(field) && BigInt(sum.value) !== sumOf(rows, field, side))
      report(name, "wrong-control-sum", {
        name,
        promised: text,
        found: formatScaled(Number(sumOf(rows, field, side)), scale, { separator: "." }),
      });
  }
  return problems;
}

/** Sum of a column in its whole units, of one side where asked. */
export function sumOf(rows: TableRows, field: string, side?: string): bigint {
  let sum = 0n;
  for (const [row, value] of rows.values[field]!.entries())
    if (side === undefined || rows.values.side![row] === side) sum += BigInt((value as number | null) ?? 0);
  return sum;
}

function isSide(side: string): boolean {
  return side === "debit" || side === "credit";
}
