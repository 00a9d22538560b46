import type { ScopedTransaction } from "../../world/database/scope.ts";

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
