import pg from "pg";
import { accept, type Refusal, refusal, refuse } from "../../domain/values/result.ts";
import type { SourceAddress } from "./address.ts";
import {
  type BoundQuery,
  type FoundTable,
  type ResultColumn,
  type SourceConnection,
  SourceFault,
  saidBy,
} from "./source.ts";

const BATCH = 5000;
/** Every value as the server writes it. */
const AS_TEXT = { getTypeParser: () => (text: string) => text } as unknown as pg.CustomTypesConfig;

const TYPE_OF_OID: Readonly<Record<number, ResultColumn["type"]>> = {
  16: "truth",
  18: "text",
  19: "text",
  20: "number",
  21: "number",
  23: "number",
  25: "text",
  700: "float",
  701: "float",
  1042: "text",
  1043: "text",
  1082: "day",
  1114: "moment",
  1184: "moment",
  1700: "number",
};

/** @throws SourceFault `source-unreachable` */
export async function openPostgresql(address: SourceAddress, password: string): Promise<SourceConnection> {
  const { host, port, database, user, options } = address;
  const client = new pg.Client({
    host,
    port,
    database,
    user,
    password,
    application_name: "osiedle mirror",
    types: AS_TEXT,
    connectionTimeoutMillis: 15_000,
    // A server that vanished without a word is noticed.
    keepAlive: true,
    keepAliveInitialDelayMillis: 30_000,
    ssl: options.sslmode === "disable" || host.startsWith("/") ? false : sslOf(options),
  });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("begin isolation level repeatable read read only");
    await client.query("set local time zone 'Europe/Warsaw'; set local datestyle = 'ISO, YMD'");
    await client.query("set local extra_float_digits = 1; set local client_encoding = 'UTF8'");
    await client.query("set local statement_timeout = 0; set local lock_timeout = '30s'");
    const asOf = await momentOf(client);
    return {
      kind: "postgresql",
      asOf,
      warnings: await warningsOf(client),
      describe: (query, place) => describe(client, query, place),
      read: (query) => read(client, query),
      writeMark: pg.escapeLiteral,
      quote: pg.escapeIdentifier,
      listTables: () => listTables(client),
      close: () => client.end().catch(() => {}),
    };
  } catch (error) {
    await client.end().catch(() => {});
    throw new SourceFault("source-unreachable", { said: saidBy(error) }, error);
  }
}

/** `?sslmode=require` encrypts, `verify-full` proves the server's certificate as well. */
function sslOf({ sslmode }: SourceAddress["options"]) {
  if (sslmode === "verify-full" || sslmode === "verify-ca") return true;
  return sslmode === "require" ? { rejectUnauthorized: false } : false;
}

async function momentOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ moment: string }>(
    `select to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"+00:00"') as moment`,
  );
  return rows[0]!.moment;
}

/** The transaction reads only, whatever the login may; a login that may write is said all the same. */
async function warningsOf(client: pg.Client): Promise<Refusal[]> {
  const { rows } = await client.query<{ may_write: string; encoding: string }>(`
    select (select rolsuper from pg_roles where rolname = current_user) or exists (
             select from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where c.relkind in ('r', 'p') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
               and has_schema_privilege(n.oid, 'usage')
               and (has_table_privilege(c.oid, 'insert') or has_table_privilege(c.oid, 'update')
                 or has_table_privilege(c.oid, 'delete') or has_table_privilege(c.oid, 'truncate'))) as may_write,
           current_setting('server_encoding') as encoding`);
  const [{ may_write, encoding }] = rows as [{ may_write: string; encoding: string }];
  return [
    ...(may_write === "t" ? [refusal("source-login-may-write")] : []),
    ...(encoding === "SQL_ASCII" ? [refusal("source-encoding-unknown", { encoding })] : []),
  ];
}

async function describe(client: pg.Client, query: BoundQuery, place: string) {
  await client.query("savepoint described");
  try {
    // As a part of another query it cannot be anything but one SELECT, and none of its rows is read.
    const text = `select * from (${query.text}\n) as described limit 0`;
    const { fields } = await client.query({ text, rowMode: "array" });
    await client.query("release savepoint described");
    return accept(fields.map(({ name, dataTypeID }) => ({ name, type: TYPE_OF_OID[dataTypeID] ?? "other" })));
  } catch (error) {
    await client.query("rollback to savepoint described");
    return refuse(refusal("query-failed", { place, said: saidBy(error) }));
  }
}

async function* read(client: pg.Client, { text }: BoundQuery) {
  const fetch = { text: `fetch forward ${BATCH} from mirrored`, rowMode: "array" as const };
  try {
    await client.query(`declare mirrored no scroll cursor for ${text}`);
    for (;;) {
      const { rows } = await client.query<(string | null)[]>(fetch);
      if (rows.length > 0) yield rows;
      if (rows.length < BATCH) break;
    }
  } catch (error) {
    const isText = error instanceof pg.DatabaseError && (error.code === "22021" || error.code === "22P05");
    throw new SourceFault(
      isText ? "source-text-not-decoded" : "source-read-failed",
      { said: saidBy(error) },
      error,
    );
  } finally {
    // Whoever stops early leaves the cursor open; a failed transaction closed it itself.
    await client.query("close mirrored").catch(() => {});
  }
}

async function listTables(client: pg.Client): Promise<readonly FoundTable[]> {
  const { rows } = await client.query<{ name: string; columns: string }>(`
    select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name,
           json_agg(json_build_array(a.attname, a.atttypid::int) order by a.attnum)::text as columns
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition
      and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
      and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')
    group by 1 order by 1`);
  return rows.map(({ name, columns }) => ({
    name,
    columns: (JSON.parse(columns) as [string, number][]).map(([column, oid]) => ({
      name: column,
      type: TYPE_OF_OID[oid] ?? "other",
    })),
  }));
}
