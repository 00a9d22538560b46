import type { DraftDocument } from "../../domain/ledger/documents.ts";
import { refusal } from "../../domain/values/result.ts";
import type { ScopedTransaction } from "../../world/database/scope.ts";
import { Withdrawn } from "../withdrawal.ts";

/**
 * Marks the accounts that another program keeps from now on.
 * @returns codes of those that have postings of ours, which may never become theirs: the two would mix on one account.
 */
export async function markMirrored(
  tx: ScopedTransaction,
  cooperativeId: number,
  codes: readonly string[],
): Promise<string[]> {
  const { rows } = await tx.client.query<{ code: string }>(
    `select a.code from app.account a
     where a.cooperative_id = $1 and not a.is_mirrored and a.code = any($2::text[])
       and exists (select from app.posting p where p.cooperative_id = a.cooperative_id and p.account_id = a.id)
     order by a.code`,
    [cooperativeId, codes],
  );
  if (rows.length > 0) return rows.map(({ code }) => code);
  await tx.client.query(
    `update app.account set is_mirrored = true where cooperative_id = $1 and not is_mirrored and code = any($2::text[])`,
    [cooperativeId, codes],
  );
  return [];
}

/** So many accounts a refusal names; of the others it tells how many there are. */
const NAMED_AT_MOST = 20;

/**
 * Throws `account-mirrored` {accounts, count, program} as `Withdrawn` where the documents post to accounts that another program keeps, or
 * kept: they stay its history.
 */
export async function refuseMirrored(
  tx: ScopedTransaction,
  cooperativeId: number,
  drafts: readonly DraftDocument[],
): Promise<void> {
  const accountIds = new Set<number>();
  for (const { postings } of drafts) for (const { accountId } of postings) accountIds.add(accountId);
  const { rows } = await tx.client.query<{ accounts: string | null; count: number; program: string | null }>(
    `select string_agg(code, ', ' order by code) filter (where place <= $3) as accounts, count(*)::int as count,
            coalesce((select program from app.mirror_picture where cooperative_id = $1),
                     (select program from app.mirror_source where cooperative_id = $1)) as program
     from (select code, row_number() over (order by code) as place
           from app.account where cooperative_id = $1 and is_mirrored and id = any($2::int[])) theirs`,
    [cooperativeId, [...accountIds], NAMED_AT_MOST],
  );
  const [{ accounts, count, program }] = rows as [(typeof rows)[number]];
  if (accounts !== null) throw new Withdrawn([refusal("account-mirrored", { accounts, count, program })]);
}

/** Our books are opened with accounts of their own: those that another program kept are its past from now on. */
export async function leaveMirroredAccounts(tx: ScopedTransaction, cooperativeId: number): Promise<void> {
  await tx.client.query(
    "update app.account set is_past = true where cooperative_id = $1 and is_mirrored and not is_past",
    [cooperativeId],
  );
}
