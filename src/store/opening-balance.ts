import type { ScopedTransaction } from "../world/database/scope.ts";

/** Wn − Ma that the posted opening balance gave each account, by the account's code. */
export async function loadOpeningBalances(
  tx: ScopedTransaction,
  cooperativeId: number,
): Promise<Map<string, number>> {
  const { rows } = await tx.client.query<{ code: string; opening_grosze: number }>(
    `select a.code, sum(case p.side when 'D' then p.amount_grosze else -p.amount_grosze end)::bigint as opening_grosze
     from app.document d
     join app.posting p on p.cooperative_id = d.cooperative_id and p.document_id = d.id
     join app.account a on a.cooperative_id = d.cooperative_id and a.id = p.account_id
     where d.cooperative_id = $1 and d.kind = 'opening-balance' and a.role is distinct from 'opening-balance'
     group by a.code`,
    [cooperativeId],
  );
  return new Map(rows.map((row) => [row.code, row.opening_grosze]));
}

/** Whether the books have begun. */
export async function hasDocuments(tx: ScopedTransaction, cooperativeId: number): Promise<boolean> {
  const found = await tx
    .selectFrom("app.document")
    .select("id")
    .where("cooperative_id", "=", cooperativeId)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}
