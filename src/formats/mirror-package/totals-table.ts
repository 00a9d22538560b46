import { MIRROR_KINDS, type MirrorKind } from "../../domain/mirror/areas.ts";
import type { MirrorTotals } from "../../domain/mirror/mirror-totals.ts";
import { TOTALS_OF_KIND } from "../../domain/mirror/totals.ts";
import type { Month } from "../../domain/values/month.ts";
import type { Refusal } from "../../domain/values/result.ts";
import { code, decimal, month, oneOf, optional } from "../package/columns.ts";
import type { PackageProblem } from "../package/problem.ts";
import type { Table } from "../package/table.ts";
import type { MirrorBatch } from "./row-scanner.ts";

const ANY_SUM = { from: -1e15, to: 1e15 };
const ANY_COUNT = { from: 0, to: 1e12 };

/** The source's own totals of its books: of a table, an account, a month, or of an account in a month. */
export const TOTALS_TABLE = {
  file: "totals.csv",
  isRequired: true,
  key: [],
  columns: {
    kind: oneOf("kind", MIRROR_KINDS),
    account: optional(code("account"), null),
    month: optional(month("month"), null),
    rows: decimal("rows", 0, ANY_COUNT),
    debit: optional(decimal("debit", 2, ANY_SUM), null),
    credit: optional(decimal("credit", 2, ANY_SUM), null),
    amount: optional(decimal("amount", 2, ANY_SUM), null),
    remaining: optional(decimal("remaining", 2, ANY_SUM), null),
  },
} as const satisfies Table;

const MEASURES = ["debit", "credit", "amount", "remaining"] as const;

type Values = Readonly<Record<string, readonly unknown[]>>;

/**
 * Takes lines over. Reports `blank-cell` where a sum of the kind is missing, `total-not-of-kind` where the kind is not summed or not
 * totalled so, `total-twice`.
 */
export function takeTotals(
  { count, values, lines, faulty }: MirrorBatch,
  totals: MirrorTotals,
  report: (problem: PackageProblem) => void,
): void {
  for (let row = 0; row < count; row += 1) {
    if (faulty.has(row)) continue;
    const kind = values.kind![row] as MirrorKind;
    const [account, of] = [values.account![row] as string | null, values.month![row] as Month | null];
    const problem = (column: string, reason: string, data: Refusal["data"] = {}) =>
      report({ file: TOTALS_TABLE.file, line: lines[row]!, column, reason, data });
    const wrong = wrongColumn(kind, values, row);
    if (wrong !== null) {
      problem(wrong, values[wrong]![row] === null ? "blank-cell" : "total-not-of-kind", { kind });
      continue;
    }
    const [first, second] = TOTALS_OF_KIND[kind].measures;
    const sum = (measure: string | undefined) =>
      measure === undefined ? null : (values[measure]![row] as number);
    const total = { kind, account, month: of, rows: values.rows![row] as number };
    if (!totals.add({ ...total, debitGrosze: sum(first), creditGrosze: sum(second) }))
      problem("kind", "total-twice", { kind, account, month: of });
  }
}

/** A column that the kind needs and that is blank, or that it does not have and that is filled. */
function wrongColumn(kind: MirrorKind, values: Values, row: number): string | null {
  const { isByAccount, isByMonth, measures } = TOTALS_OF_KIND[kind];
  if (!isByAccount && values.account![row] !== null) return "account";
  if (!isByMonth && values.month![row] !== null) return "month";
  const isOfKind = (measure: (typeof MEASURES)[number]) => (measures as readonly string[]).includes(measure);
  return MEASURES.find((measure) => (values[measure]![row] !== null) !== isOfKind(measure)) ?? null;
}
