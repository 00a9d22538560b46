import { sql } from "kysely";
import type { SettlementDefinition } from "../domain/settlement/definition.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";

/** A regulation as it was saved; a changed one is a new version. */
export interface SavedDefinition {
  readonly id: number;
  readonly version: number;
  readonly definition: SettlementDefinition;
}

/** The version asked for, else the latest; null for an unknown one. */
export async function findDefinition(
  tx: ScopedTransaction,
  code: string,
  version: number | null = null,
): Promise<SavedDefinition | null> {
  const { rows } = await sql<SavedDefinition>`
    select id, version, body as definition from app.settlement_definition
    where cooperative_id = (select app.operator_cooperative()) and code = ${code}
      and (${version}::int is null or version = ${version}::int)
    order by version desc limit 1`.execute(tx);
  return rows[0] ?? null;
}

/** Saves a version after the latest; the same body again changes nothing. @returns the version that holds now. */
export async function saveDefinition(
  tx: ScopedTransaction,
  definition: SettlementDefinition,
): Promise<{ readonly version: number; readonly isNew: boolean }> {
  const { code, name } = definition;
  const body = JSON.stringify(definition);
  const { rows } = await sql<{ version: number }>`
    insert into app.settlement_definition (cooperative_id, code, version, name, body)
    select app.operator_cooperative(), ${code}, coalesce(latest.version, 0) + 1, ${name}, ${body}::jsonb
    from (select 1) one
    left join lateral (
      select version, body from app.settlement_definition
      where cooperative_id = (select app.operator_cooperative()) and code = ${code}
      order by version desc limit 1) latest on true
    where latest.body is distinct from ${body}::jsonb
    returning version`.execute(tx);
  const saved = rows[0];
  if (saved !== undefined) return { version: saved.version, isNew: true };
  const known = await findDefinition(tx, code);
  if (known === null) throw new Error(`definition ${code} was neither saved nor known`);
  return { version: known.version, isNew: false };
}
