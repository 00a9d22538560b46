import { AREA_OF_KIND, type MirrorArea, type MirrorKind } from "../../domain/mirror/areas.ts";
import { type MirrorTotal, TOTALLED_BY_CELL, TOTALS_OF_KIND } from "../../domain/mirror/totals.ts";
import { type Refusal, refusal } from "../../domain/values/result.ts";
import type { BulkTransaction } from "../../world/database/bulk.ts";
import type { ScopedTransaction } from "../../world/database/scope.ts";
import type { CodeIds } from "./codes.ts";
import { MIRROR_SPECS } from "./kinds.ts";

/** Disagreements told: when everything differs, a thousand say it. */
const MOST_TOLD = 1000;

/** Puts what the source says its rows come to where it can be compared. Reports accounts that are not there. */
export async function stageTotals(
  tx: BulkTransaction,
  cooperativeId: number,
  totals: Iterable<MirrorTotal>,
  accounts: CodeIds,
  unknown: (account: string) => void,
): Promise<void> {
  function* rows() {
    const row: unknown[] = [];
    for (const { kind, account, month, rows, debitGrosze, creditGrosze } of totals) {
      const id = account === null ? null : accounts.get(account);
      if (id === undefined) {
        unknown(account!);
        continue;
      }
      row[0] = cooperativeId;
      row[1] = kind;
      row[2] = id;
      row[3] = month === null ? null : `${month}-01`;
      row[4] = rows;
      row[5] = debitGrosze;
      row[6] = creditGrosze;
      yield row;
    }
  }
  await tx.copy(
    "app.mirror_stage_total",
    [
      ["cooperative_id", "int4"],
      ["kind", "text"],
      ["account_id", "int4"],
      ["month", "date"],
      ["row_count", "int8"],
      ["debit_grosze", "int8"],
      ["credit_grosze", "int8"],
    ],
    rows(),
  );
}

interface Disagreement {
  readonly kind: MirrorKind;
  readonly account: string | null;
  readonly month: string | null;
  readonly said: readonly [number | null, number | null, number | null];
  readonly found: readonly [number, number, number];
}

/** A line of the source by what it is a total of, and what of the picture's own totals is compared with it. */
const LEVELS: readonly (readonly [given: string, found: string, join: string])[] = [
  ["g.account_id is null and g.month is null", foundBy(), ""],
  ["g.account_id is not null and g.month is null", foundBy("account_id"), "and f.account_id = g.account_id"],
  ["g.account_id is null and g.month is not null", foundBy("month"), "and f.month = g.month"],
  [
    "g.account_id is not null and g.month is not null",
    "app.mirror_total",
    "and f.cooperative_id = $1 and f.account_id = g.account_id and f.month = g.month",
  ],
];

/** SQL of the picture's totals by kind and one more thing. */
function foundBy(...more: readonly string[]): string {
  const keys = ["kind", ...more].join(", ");
  return `(select ${keys}, sum(row_count)::bigint as row_count, sum(debit_grosze)::bigint as debit_grosze,
      sum(credit_grosze)::bigint as credit_grosze
    from app.mirror_total where cooperative_id = $1 group by ${keys})`;
}

/**
 * Every total the source gives against what is stored: `total-disagrees` with kind, account, month, measure, promised and found (rows: a
 * count; else grosze); after a thousand `problems-left-out` with a count.
 */
export async function compareStagedTotals(tx: ScopedTransaction, cooperativeId: number): Promise<Refusal[]> {
  const told: Refusal[] = [];
  let leftOut = 0;
  for (const [given, found, join] of LEVELS) {
    const { rows } = await tx.client.query<Disagreement & { of: number }>(
      `select g.kind, a.code as account, to_char(g.month, 'YYYY-MM') as month, count(*) over () as of,
              array[g.row_count, g.debit_grosze, g.credit_grosze] as said,
              array[coalesce(f.row_count, 0), coalesce(f.debit_grosze, 0), coalesce(f.credit_grosze, 0)] as found
       from app.mirror_stage_total g
       left join ${found} f on f.kind = g.kind ${join}
       left join app.account a on a.cooperative_id = $1 and a.id = g.account_id
       where g.cooperative_id = $1 and ${given}
         and (coalesce(g.row_count <> coalesce(f.row_count, 0), false)
           or coalesce(g.debit_grosze <> coalesce(f.debit_grosze, 0), false)
           or coalesce(g.credit_grosze <> coalesce(f.credit_grosze, 0), false))
       order by g.kind, account, g.month
       limit ${MOST_TOLD}`,
      [cooperativeId],
    );
    leftOut += Math.max(0, (rows[0]?.of ?? 0) - rows.length);
    told.push(...rows.flatMap(disagreements));
  }
  leftOut += Math.max(0, told.length - MOST_TOLD);
  const shown = told.slice(0, MOST_TOLD);
  return leftOut > 0 ? [...shown, refusal("problems-left-out", { count: leftOut })] : shown;
}

function disagreements({ kind, account, month, said, found }: Disagreement): Refusal[] {
  const measures = ["rows", ...TOTALS_OF_KIND[kind].measures];
  return measures.flatMap((measure, index) => {
    const [promised, is] = [said[index]!, found[index]!];
    return promised === null || promised === is
      ? []
      : [refusal("total-disagrees", { kind, account, month, measure, promised, found: is })];
  });
}

/**
 * `totals-missing` with kind, account and month: of each kind that another program keeps the table's total, and of postings and charges
 * that of every account and month with rows, in a difference of those that it touches.
 */
export async function missingStagedTotals(
  tx: ScopedTransaction,
  cooperativeId: number,
  areas: readonly MirrorArea[],
  isWhole: boolean,
): Promise<Refusal[]> {
  const kinds = MIRROR_SPECS.map(({ kind }) => kind).filter((kind) => areas.includes(AREA_OF_KIND[kind]));
  const cells = isWhole ? "app.mirror_total" : "app.mirror_stage_cell";
  const { rows } = await tx.client.query<{ kind: string; account: string | null; month: string | null }>(
    `select k.kind, null as account, null as month
     from unnest($2::text[]) k(kind)
     where not exists (select from app.mirror_stage_total g
       where g.cooperative_id = $1 and g.kind = k.kind and g.account_id is null and g.month is null)
     union all
     select m.kind, a.code, to_char(m.month, 'YYYY-MM')
     from (select distinct kind, account_id, month from ${cells} c where cooperative_id = $1 and kind = any($3::text[])
           and not exists (select from app.mirror_stage_total g
             where g.cooperative_id = $1 and g.kind = c.kind and g.account_id = c.account_id and g.month = c.month)) m
     join app.account a on a.cooperative_id = $1 and a.id = m.account_id
     limit ${MOST_TOLD}`,
    [cooperativeId, kinds, TOTALLED_BY_CELL.filter((kind) => kinds.includes(kind))],
  );
  return rows.map(({ kind, account, month }) => refusal("totals-missing", { kind, account, month }));
}
