import { parseMonth } from "../../domain/values/month.ts";
import { parsePlainDate } from "../../domain/values/plain-date.ts";
import { oneOf, text } from "../package/columns.ts";
import type { PackageProblem } from "../package/problem.ts";
import type { Table } from "../package/table.ts";
import type { MirrorBatch } from "./row-scanner.ts";

/** What a row of `deleted.csv` names by one code. */
const BY_CODE = [
  "document",
  "open_item",
  "allocation",
  "account_year",
  "crediting",
  "settlement",
  "units",
  "people",
  "rights",
  "accounts",
  "virtual-accounts",
] as const;
/** By a code and a month: `R1|2026-03`. */
const BY_MONTH = ["charge", "consumption_information", "building_consumption"] as const;
/** By a code and a day: `W17|2026-03-31`. */
const BY_DAY = ["reading"] as const;

/** Buckets that the source no longer has; in a difference only. */
export const DELETED_TABLE = {
  file: "deleted.csv",
  isRequired: false,
  key: [],
  columns: {
    kind: oneOf("kind", [...BY_CODE, ...BY_MONTH, ...BY_DAY]),
    key: text("key"),
  },
} as const satisfies Table;

export interface Deleted {
  readonly kind: string;
  /** As `deleted.csv` writes it. */
  readonly key: string;
}

/** Takes rows over and reports `deleted-key` where a key has another form than its kind asks for. */
export function takeDeleted(
  { count, values, lines, faulty }: MirrorBatch,
  deleted: Deleted[],
  report: (problem: PackageProblem) => void,
): void {
  for (let row = 0; row < count; row += 1) {
    if (faulty.has(row)) continue;
    const [kind, key] = [values.kind![row] as string, values.key![row] as string];
    if (isKeyOfKind(kind, key)) deleted.push({ kind, key });
    else
      report({
        file: DELETED_TABLE.file,
        line: lines[row]!,
        column: "key",
        reason: "deleted-key",
        data: { kind, key },
      });
  }
}

/** The code before the last bar may hold bars itself. */
function isKeyOfKind(kind: string, key: string): boolean {
  const [isMonth, isDay] = [isOneOf(BY_MONTH, kind), isOneOf(BY_DAY, kind)];
  if (!isMonth && !isDay) return true;
  const bar = key.lastIndexOf("|");
  const rest = key.slice(bar + 1);
  return bar > 0 && (isMonth ? parseMonth(rest) !== null : parsePlainDate(rest) !== null);
}

function isOneOf(kinds: readonly string[], kind: string): boolean {
  return kinds.includes(kind);
}
