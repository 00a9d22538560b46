import type { MirrorKind } from "../../domain/mirror/areas.ts";
import type { ScopedTransaction } from "../../world/database/scope.ts";
import { cellOf } from "./merge.ts";
import { hashOf } from "./row-digest.ts";
import type { MirrorSpec } from "./spec.ts";

/** How the indexes find the rows `t` of a cell `c` whose account is `a`; elsewhere all rows are looked at. */
const ROWS_OF_CELL: Partial<Record<MirrorKind, string>> = {
  posting:
    "t.account_id = a.id and t.posted_on >= c.month and t.posted_on < (c.month + interval '1 month')::date",
  charge: "t.right_id = a.right_id and t.account_id = a.id and t.month = c.month",
  account_year: "t.account_id = a.id and t.year = extract(year from c.month)",
  open_item: "t.account_id = a.id",
  allocation: "t.account_id = a.id",
};

/** Counts, sums and digests of a kind: of all its rows, or of the cells that were touched. Read from what is shown, never carried on. */
export async function sumTotals(
  tx: ScopedTransaction,
  cooperativeId: number,
  spec: MirrorSpec,
  isEverything: boolean,
): Promise<void> {
  const cells = `(select distinct account_id, month from app.mirror_stage_cell where cooperative_id = $1 and kind = '${spec.kind}')`;
  await tx.client.query(
    `delete from app.mirror_total o where o.cooperative_id = $1 and o.kind = '${spec.kind}'
     ${isEverything ? "" : `and (o.account_id, o.month) in ${cells}`}`,
    [cooperativeId],
  );
  const { account, month } = cellOf(spec);
  const rows = ROWS_OF_CELL[spec.kind] ?? `${account} = c.account_id and ${month} = c.month`;
  const touched = `${cells} c left join app.account a on a.cooperative_id = $1 and a.id = c.account_id
    join ${spec.table} t on t.cooperative_id = $1 and ${rows}`;
  await tx.client.query(
    `insert into app.mirror_total (cooperative_id, kind, account_id, month, row_count, debit_grosze, credit_grosze, digest)
     ${totalsOf(spec, isEverything ? `${spec.table} t` : touched)}
     order by account_id, month`,
    [cooperativeId],
  );
}

/** SQL of the totals of a kind's rows, by cell. */
export function totalsOf(spec: MirrorSpec, from = `${spec.table} t`): string {
  const { account, month } = cellOf(spec);
  return `select $1::int as cooperative_id, '${spec.kind}' as kind, ${account} as account_id, ${month} as month, count(*) as row_count,
      sum(${spec.sums[0]})::bigint as debit_grosze, sum(${spec.sums[1]})::bigint as credit_grosze, sum(${hashOf(spec)}) as digest
    from ${from}
    where t.cooperative_id = $1 and ${spec.isTheirs}
    group by 3, 4`;
}

/** SQL of the turnover that the postings make; opening balances are none. */
export const TURNOVER = `select p.cooperative_id, p.account_id, date_trunc('month', p.posted_on::timestamp)::date as month, p.property_id,
    coalesce(sum(p.amount_grosze) filter (where p.side = 'D'), 0)::bigint as debit_grosze,
    coalesce(sum(p.amount_grosze) filter (where p.side = 'C'), 0)::bigint as credit_grosze
  from app.mirror_posting p
  join app.mirror_document d on d.cooperative_id = p.cooperative_id and d.id = p.document_id and d.kind <> 'opening-balance'
  where p.cooperative_id = $1`;

/** Sums turnover by month from the postings: all of it, or that of the accounts and months that were touched. */
export async function sumTurnover(
  tx: ScopedTransaction,
  cooperativeId: number,
  isEverything: boolean,
): Promise<void> {
  const cells = `(select distinct account_id, month from app.mirror_stage_cell where cooperative_id = $1 and kind = 'posting')`;
  await tx.client.query(
    `delete from app.mirror_turnover o where o.cooperative_id = $1
     ${isEverything ? "" : `and (o.account_id, o.month) in ${cells}`}`,
    [cooperativeId],
  );
  const touched = isEverything
    ? ""
    : `and exists (select from ${cells} c where c.account_id = p.account_id and c.month = date_trunc('month', p.posted_on)::date)
       and p.account_id in (select account_id from app.mirror_stage_cell where cooperative_id = $1 and kind = 'posting')`;
  await tx.client.query(
    `insert into app.mirror_turnover (cooperative_id, account_id, month, property_id, debit_grosze, credit_grosze)
     ${TURNOVER} ${touched} group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
    [cooperativeId],
  );
}

/** SQL of the balances that the source's opening documents carry into the first year, of accounts of which it states none. */
export const SUMMED_OPENINGS = `select p.cooperative_id, p.account_id, p.property_id, extract(year from p.posted_on)::smallint as year,
    sum(case p.side when 'D' then p.amount_grosze else -p.amount_grosze end)::bigint as opening_grosze
  from app.mirror_document d
  join app.mirror_posting p on p.cooperative_id = d.cooperative_id and p.document_id = d.id
  where d.cooperative_id = $1 and d.kind = 'opening-balance'
    and not exists (select from app.mirror_account_year y
      where y.cooperative_id = d.cooperative_id and y.account_id = p.account_id and not y.is_summed)
  group by 1, 2, 3, 4`;

export async function sumOpenings(tx: ScopedTransaction, cooperativeId: number): Promise<void> {
  await tx.client.query("delete from app.mirror_account_year where cooperative_id = $1 and is_summed", [
    cooperativeId,
  ]);
  await tx.client.query(
    `insert into app.mirror_account_year (cooperative_id, account_id, property_id, year, opening_grosze, is_summed)
     select s.*, true from (${SUMMED_OPENINGS}) s`,
    [cooperativeId],
  );
}
