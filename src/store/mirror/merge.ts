import type { ScopedTransaction } from "../../world/database/scope.ts";
import { hashOf } from "./row-digest.ts";
import type { MirrorSpec } from "./spec.ts";

/** Stands for "not by a day" and "not by a month". */
export const NO_DAY = "date '0001-01-01'";

/** SQL of a row's bucket over the row `t`. */
function bucketOf({ bucket: [id, day] }: MirrorSpec): { readonly first: string; readonly second: string } {
  return { first: `t.${id}`, second: day === null ? NO_DAY : `t.${day}` };
}

/** SQL of the cell of `mirror_total` that a row counts into. */
export function cellOf({ cell: { account, day } }: MirrorSpec): {
  readonly account: string;
  readonly month: string;
} {
  return {
    account: account === null ? "0" : `t.${account}`,
    // As a moment without a zone: the calendar of a zone is not asked for millions of days.
    month: day === null ? NO_DAY : `date_trunc('month', ${day}::timestamp)::date`,
  };
}

/** `join … b` of rows `t` with the buckets that differ. */
export function differingOf(spec: MirrorSpec): string {
  const { first, second } = bucketOf(spec);
  return `join app.mirror_stage_bucket b
    on b.cooperative_id = t.cooperative_id and b.kind = '${spec.kind}' and b.first = ${first} and b.second = ${second}`;
}

/**
 * Notes which buckets of a kind differ between what waits and what is shown: by the number of their rows and the sum of the rows' hashes.
 * A whole picture is compared with all that is shown, a difference with the buckets it brings.
 * @returns how many differ, those among them that the source says it no longer has.
 */
export async function findDiffering(
  tx: ScopedTransaction,
  cooperativeId: number,
  spec: MirrorSpec,
  isWhole: boolean,
): Promise<number> {
  const { first, second } = bucketOf(spec);
  const rows = `select ${first} as first, ${second} as second, count(*) as n, sum(${hashOf(spec)}) as h`;
  const given = `${rows} from ${spec.stage} t where t.cooperative_id = $1 group by 1, 2`;
  const among = isWhole
    ? ""
    : `and (${first}, ${second}) in (select ${first}, ${second} from ${spec.stage} t where t.cooperative_id = $1)`;
  const shown = `${rows} from ${spec.table} t where t.cooperative_id = $1 and ${spec.isTheirs} ${among} group by 1, 2`;
  await tx.client.query(
    `insert into app.mirror_stage_bucket (cooperative_id, kind, first, second)
     select $1, '${spec.kind}', first, second
     from (${given}) g full join (${shown}) s using (first, second)
     where (g.n, g.h) is distinct from (s.n, s.h)
     except
     select cooperative_id, kind, first, second from app.mirror_stage_bucket where cooperative_id = $1`,
    [cooperativeId],
  );
  const counted = await tx.client.query<{ count: number }>(
    "select count(*) as count from app.mirror_stage_bucket where cooperative_id = $1 and kind = $2",
    [cooperativeId, spec.kind],
  );
  return counted.rows[0]!.count;
}

/** Notes the cells of `mirror_total` that the differing buckets touch, as they were and as they will be. */
export async function noteCells(
  tx: ScopedTransaction,
  cooperativeId: number,
  spec: MirrorSpec,
): Promise<void> {
  const { account, month } = cellOf(spec);
  const cells = (table: string) =>
    `select $1::int, '${spec.kind}', ${account}, ${month} from ${table} t ${differingOf(spec)} where t.cooperative_id = $1`;
  await tx.client.query(
    `insert into app.mirror_stage_cell (cooperative_id, kind, account_id, month)
     ${cells(spec.table)} union ${cells(spec.stage)}`,
    [cooperativeId],
  );
  if (spec.kind !== "document") return;
  // What a document is decides whether its postings are turnover.
  await tx.client.query(
    `insert into app.mirror_stage_cell (cooperative_id, kind, account_id, month)
     select distinct p.cooperative_id, 'posting', p.account_id, date_trunc('month', p.posted_on)::date
     from app.mirror_stage_bucket b
     join app.mirror_posting p on p.cooperative_id = b.cooperative_id and p.document_id = b.first
     where b.cooperative_id = $1 and b.kind = 'document'
     except select cooperative_id, kind, account_id, month from app.mirror_stage_cell where cooperative_id = $1`,
    [cooperativeId],
  );
}

/** Puts the rows that wait in the place of those that are shown, bucket by bucket. */
export async function replaceDiffering(
  tx: ScopedTransaction,
  cooperativeId: number,
  spec: MirrorSpec,
): Promise<void> {
  const { first, second } = bucketOf(spec);
  await tx.client.query(
    `delete from ${spec.table} t using app.mirror_stage_bucket b
     where t.cooperative_id = $1 and b.cooperative_id = $1 and b.kind = '${spec.kind}'
       and b.first = ${first} and b.second = ${second}`,
    [cooperativeId],
  );
  const names = ["cooperative_id", ...spec.columns.map(([name]) => name)];
  await tx.client.query(
    `insert into ${spec.table} (${names.join(", ")})
     select ${names.map((name) => `t.${name}`).join(", ")} from ${spec.stage} t ${differingOf(spec)}
     where t.cooperative_id = $1`,
    [cooperativeId],
  );
}

/**
 * What of the rows sent is stored, read back in the buckets that they fill: count and sum of hashes modulo 2^64. Computed apart from
 * what was sent, so the two prove each other.
 */
export async function storedRows(
  tx: ScopedTransaction,
  cooperativeId: number,
  spec: MirrorSpec,
  isEverything: boolean,
): Promise<{ readonly count: number; readonly digest: bigint }> {
  const { first, second } = bucketOf(spec);
  const text = isEverything
    ? `select coalesce(sum(row_count), 0)::bigint as count, coalesce(sum(digest), 0)::text as digest
       from app.mirror_total where cooperative_id = $1 and kind = '${spec.kind}'`
    : `select count(*) as count, coalesce(sum(${hashOf(spec)}), 0)::text as digest from ${spec.table} t
       where t.cooperative_id = $1 and ${spec.isTheirs}
         and (${first}, ${second}) in (select ${first}, ${second} from ${spec.stage} t where t.cooperative_id = $1)`;
  const { rows } = await tx.client.query<{ count: number; digest: string }>(text, [cooperativeId]);
  return { count: rows[0]!.count, digest: BigInt.asUintN(64, BigInt(rows[0]!.digest)) };
}
