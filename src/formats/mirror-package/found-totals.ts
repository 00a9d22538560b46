import type { MirrorKind } from "../../domain/mirror/areas.ts";
import type { MirrorTotals } from "../../domain/mirror/mirror-totals.ts";
import type { Month } from "../../domain/values/month.ts";
import type { MirrorBatch } from "./row-scanner.ts";

type Column = readonly unknown[];

interface Counting {
  /** Field of the account. */
  readonly account?: string;
  /** Field of a day or a month. */
  readonly month?: string;
  /** Field of the first sum, and of the second. */
  readonly sums: readonly string[];
}

const COUNTING: Readonly<Record<MirrorKind, Counting>> = {
  document: { month: "postedOn", sums: [] },
  posting: { account: "account", sums: ["amountGrosze"] },
  open_item: { account: "account", sums: ["amountGrosze", "remainingGrosze"] },
  allocation: { account: "account", sums: ["amountGrosze"] },
  crediting: { month: "paidOn", sums: ["amountGrosze"] },
  account_year: { account: "account", month: "year", sums: ["openingGrosze"] },
  charge: { account: "account", month: "month", sums: ["amountGrosze"] },
  reading: { month: "readOn", sums: [] },
  consumption_information: { sums: [] },
  building_consumption: { sums: [] },
  settlement: { sums: [] },
  settlement_cost: { sums: ["amountGrosze"] },
  settlement_share: { sums: ["amountGrosze"] },
  settlement_result: { sums: ["resultGrosze"] },
};

/**
 * Counts the rows of a batch by account and month, as the source's totals are given.
 * @param postedIn the month in which each document was posted; a posting has its document's.
 */
export function countBatch(
  kind: MirrorKind,
  { count, values, faulty }: MirrorBatch,
  postedIn: ReadonlyMap<string, Month>,
  totals: MirrorTotals,
): void {
  const counting = COUNTING[kind];
  const column = (field: string | undefined): Column | null => (field === undefined ? null : values[field]!);
  const [accounts, months] = [column(counting.account), column(counting.month)];
  const [first, second] = [column(counting.sums[0]), column(counting.sums[1])];
  const monthOfRow = (row: number): Month | null => {
    if (kind === "posting") return postedIn.get(values.document![row] as string) ?? null;
    if (kind === "account_year") return `${months![row]}-01` as Month;
    return months === null ? null : ((months[row] as string).slice(0, 7) as Month);
  };
  for (let row = 0; row < count; row += 1) {
    if (faulty.has(row)) continue;
    const account = accounts === null ? null : (accounts[row] as string);
    const amount = first === null ? 0 : (first[row] as number);
    const isCredit = kind === "posting" && values.side![row] === "credit";
    const other = second === null ? 0 : (second[row] as number);
    totals.count(kind, account, monthOfRow(row), 1, isCredit ? 0 : amount, isCredit ? amount : other);
  }
}
