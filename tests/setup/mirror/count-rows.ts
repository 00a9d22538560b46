import { MIRROR_KINDS, type MirrorKind } from "../../../src/domain/mirror/areas.ts";
import { TOTALS_OF_KIND } from "../../../src/domain/mirror/totals.ts";
import type { PackageRow } from "./write-package.ts";

type Books = Readonly<Record<MirrorKind, readonly PackageRow[]>>;

/** The column of a kind that says the month of a row; of postings it is their document's. */
const DAY: Partial<Record<MirrorKind, string>> = {
  document: "posted_on",
  crediting: "paid_on",
  charge: "month",
  reading: "read_on",
};

/** What a source would give as totals.csv for these rows: counted here from what is written, not from any database. */
export function countedTotals(books: Books, kinds: readonly MirrorKind[] = MIRROR_KINDS): PackageRow[] {
  const postedOn = new Map(books.document.map((row) => [row.code, row.posted_on]));
  return kinds.flatMap((kind) => {
    const { isByAccount, isByMonth, measures } = TOTALS_OF_KIND[kind];
    const cells = new Map<string, { rows: number; sums: number[] }>();
    const count = (key: string, values: readonly number[]) => {
      const cell = cells.get(key) ?? { rows: 0, sums: measures.map(() => 0) };
      cell.rows += 1;
      for (const [index, value] of values.entries()) cell.sums[index]! += value;
      cells.set(key, cell);
    };
    for (const row of books[kind]) {
      const day =
        kind === "posting"
          ? postedOn.get(row.document!)
          : kind === "account_year"
            ? `${row.year}-01`
            : row[DAY[kind] ?? ""];
      const values = measures.map((measure) => measured(kind, measure, row));
      count("|", values);
      if (isByAccount || isByMonth)
        count(`${isByAccount ? row.account : ""}|${isByMonth ? day!.slice(0, 7) : ""}`, values);
    }
    if (!cells.has("|")) cells.set("|", { rows: 0, sums: measures.map(() => 0) });
    return [...cells].map(([key, { rows, sums }]): PackageRow => {
      const [account = "", month = ""] = key.split("|");
      const written = measures.map((measure, index) => [measure, (sums[index]! / 100).toFixed(2)]);
      return {
        kind,
        account: account || null,
        month: month || null,
        rows: String(rows),
        ...Object.fromEntries(written),
      };
    });
  });
}

function measured(kind: MirrorKind, measure: string, row: PackageRow): number {
  const grosze = (text: string | null | undefined) => Math.round(Number(text ?? "0") * 100);
  if (kind === "posting") return row.side === measure ? grosze(row.amount) : 0;
  if (kind === "account_year") return grosze(row.opening);
  if (kind === "settlement_result") return grosze(row.result);
  return grosze(row[measure]);
}
