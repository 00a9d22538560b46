import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type pg from "pg";
import { WorldFault } from "../fault.ts";

/** One forward-only step of the schema, in plain SQL. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

const MIGRATION_LOCK = 519_004;

/** The program's own migrations: db/migrations beside src or dist. */
export const migrationsFolder = fileURLToPath(new URL("../../../db/migrations", import.meta.url));

export function readMigrations(folder: string = migrationsFolder): readonly Migration[] {
  return readdirSync(folder)
    .filter((file) => /^\d{4}_[a-z0-9_]+\.sql$/.test(file))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

/**
 * Applies the missing migrations in order, each in its own transaction, as the owner; two programs at once are
 * serialised. Refuses when an applied file has since been changed, removed or overtaken.
 * @returns the names applied now.
 */
export async function migrate(
  owner: pg.Pool,
  migrations: readonly Migration[] = readMigrations(),
): Promise<readonly string[]> {
  const client = await owner.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await client.query(MIGRATION_TABLE);
    const { rows } = await client.query<{ name: string; checksum: string }>(
      "select name, checksum from migration.applied order by name",
    );
    checkHistory(rows, migrations);
    const missing = migrations.slice(rows.length);
    for (const migration of missing) await apply(client, migration);
    return missing.map((migration) => migration.name);
  } finally {
    await client.query("select pg_advisory_unlock($1)", [MIGRATION_LOCK]).catch(() => {});
    client.release();
  }
}

const MIGRATION_TABLE = `
  create schema if not exists migration;
  create table if not exists migration.applied (
    name text primary key,
    checksum text not null,
    applied_at timestamptz not null default now()
  );
  alter table migration.applied enable row level security;
  alter table migration.applied force row level security;
  do $$ begin
    if not exists (select from pg_policies where schemaname = 'migration' and tablename = 'applied') then
      create policy owner_only on migration.applied to osiedle_owner using (true) with check (true);
    end if;
  end $$`;

function checkHistory(
  applied: readonly { name: string; checksum: string }[],
  migrations: readonly Migration[],
): void {
  for (const [index, { name, checksum }] of applied.entries()) {
    const migration = migrations[index];
    if (migration?.name !== name) {
      throw new WorldFault(
        `Baza danych ma zmianę schematu ${name}, której ten program nie zna; uruchom nowszą wersję programu.`,
      );
    }
    if (migration.checksum !== checksum) {
      throw new WorldFault(
        `Plik zmiany schematu ${name} zmienił się po zastosowaniu; przywróć jego pierwotną treść.`,
      );
    }
  }
}

async function apply(client: pg.PoolClient, migration: Migration): Promise<void> {
  try {
    await client.query("begin");
    await client.query(migration.sql);
    await client.query("insert into migration.applied (name, checksum) values ($1, $2)", [
      migration.name,
      migration.checksum,
    ]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => {});
    throw new Error(`migration ${migration.name} failed: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
}
