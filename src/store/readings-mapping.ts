import type { ScopedTransaction } from "../world/database/scope.ts";

const MINE = "(select app.operator_cooperative())";

/** A column mapping as it was saved: JSON that the format reads again. */
export interface SavedMapping {
  readonly name: string;
  readonly body: unknown;
}

export async function listReadingMappings(tx: ScopedTransaction): Promise<SavedMapping[]> {
  const { rows } = await tx.client.query<SavedMapping>(
    `select name, body from app.reading_mapping where cooperative_id = ${MINE} order by name`,
  );
  return rows;
}

/** Saves a mapping under its name, in place of an earlier one. */
export async function saveReadingMapping(
  tx: ScopedTransaction,
  cooperativeId: number,
  { name, body }: SavedMapping,
): Promise<void> {
  await tx.client.query(
    `insert into app.reading_mapping (cooperative_id, name, body) values ($1, $2, $3)
     on conflict (cooperative_id, name) do update set body = excluded.body, saved_at = now()`,
    [cooperativeId, name, JSON.stringify(body)],
  );
}
