import type pg from "pg";
import { WorldFault } from "../fault.ts";

const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  fsync: ["on"],
  full_page_writes: ["on"],
  synchronous_commit: ["on", "remote_apply"],
  data_checksums: ["on"],
};

/** Refuses a server that could lose or silently spoil what it has confirmed. */
export async function assertDurable(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string; setting: string }>(
    "select name, setting from pg_settings where name = any($1)",
    [Object.keys(REQUIRED)],
  );
  const wrong = Object.entries(REQUIRED)
    .filter(([name, allowed]) => !allowed.includes(rows.find((row) => row.name === name)?.setting ?? ""))
    .map(([name]) => name);
  if (wrong.length > 0) {
    throw new WorldFault(
      `Serwer bazy danych nie chroni zapisów księgi (wyłączone: ${wrong.join(", ")}); włącz te ustawienia i uruchom program ponownie.`,
    );
  }
}
