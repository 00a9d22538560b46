import {
  Connection,
  type ConnectionConfiguration,
  ISOLATION_LEVEL,
  Request,
  RequestError,
  TYPES,
} from "tedious";
import { accept, type Refusal, refusal, refuse } from "../../domain/values/result.ts";
import type { SourceAddress } from "./address.ts";
import {
  type BoundQuery,
  type FoundTable,
  type ResultColumn,
  type Rows,
  type SourceConnection,
  SourceFault,
  saidBy,
} from "./source.ts";
import { isWideDecimal, type SqlServerColumn, sqlServerText } from "./sqlserver-values.ts";

const BATCH = 5000;
const CONNECT_MILLISECONDS = 15_000;

/** How the server's types are read; a name may carry its length: `decimal(18,2)`. */
const TYPE_OF_NAME: Readonly<Record<string, ResultColumn["type"]>> = {
  bit: "truth",
  tinyint: "number",
  smallint: "number",
  int: "number",
  bigint: "number",
  decimal: "number",
  numeric: "number",
  money: "number",
  smallmoney: "number",
  float: "float",
  real: "float",
  date: "day",
  datetime: "moment",
  datetime2: "moment",
  smalldatetime: "moment",
  datetimeoffset: "moment",
  char: "text",
  varchar: "text",
  nchar: "text",
  nvarchar: "text",
  text: "text",
  ntext: "text",
  uniqueidentifier: "text",
};

/** What the client is told: encrypted unless `?encrypt=no`, moments as the server has them, no rows gathered. */
export function sqlServerConfiguration(address: SourceAddress, password: string): ConnectionConfiguration {
  const { host, port, database, user, options } = address;
  return {
    server: host,
    authentication: { type: "default", options: { userName: user, password } },
    options: {
      ...(options.instance === undefined ? { port } : { instanceName: options.instance }),
      database,
      appName: "osiedle mirror",
      encrypt: options.encrypt !== "no",
      trustServerCertificate: options.certificate === "any",
      readOnlyIntent: true,
      useUTC: true,
      useColumnNames: false,
      rowCollectionOnRequestCompletion: false,
      connectTimeout: CONNECT_MILLISECONDS,
      requestTimeout: 0,
    },
  };
}

/**
 * Opens the database in one snapshot. It has no transactions that may only read, so a login that may write is refused.
 * @throws SourceFault `source-unreachable`, `source-no-snapshot`, `source-login-must-not-write`
 */
export async function openSqlServer(address: SourceAddress, password: string): Promise<SourceConnection> {
  const connection = new Connection(sqlServerConfiguration(address, password));
  connection.on("error", () => {});
  // A connection that was cut has ended before anybody closes it.
  const ended = new Promise<void>((resolve) => connection.once("end", resolve));
  try {
    await connected(connection);
  } catch (error) {
    connection.close();
    throw new SourceFault("source-unreachable", { said: saidBy(error) }, error);
  }
  try {
    const [state] = await all(connection, STATE_OF_DATABASE);
    if (state?.[0] !== "1") throw new SourceFault("source-no-snapshot", { database: address.database });
    if (state[1] === "1") throw new SourceFault("source-login-must-not-write", { user: address.user });
    await begun(connection);
    const [moment] = await all(connection, MOMENT);
    return {
      kind: "sqlserver",
      asOf: moment?.[0] ?? "",
      warnings: [] as readonly Refusal[],
      describe: (query, place) => describe(connection, query, place),
      read: (query) => read(connection, query),
      writeMark: () => "@since",
      quote: quoteSqlServer,
      listTables: () => listTables(connection),
      close: async () => {
        connection.close();
        await ended;
      },
    };
  } catch (error) {
    connection.close();
    throw error instanceof SourceFault
      ? error
      : new SourceFault("source-unreachable", { said: saidBy(error) }, error);
  }
}

export function quoteSqlServer(name: string): string {
  return `[${name.replaceAll("]", "]]")}]`;
}

const STATE_OF_DATABASE = `
  select case when snapshot_isolation_state = 1 then '1' else '0' end,
         case when has_perms_by_name(null, 'database', 'insert') = 1 or has_perms_by_name(null, 'database', 'update') = 1
                or has_perms_by_name(null, 'database', 'delete') = 1 or is_srvrolemember('sysadmin') = 1
                or exists (
                  select 1 from (
                    select quotename(schema_name(schema_id)) + '.' + quotename(name) as name
                    from sys.objects where type in ('U', 'V') and is_ms_shipped = 0) o
                  where has_perms_by_name(o.name, 'object', 'insert') = 1 or has_perms_by_name(o.name, 'object', 'update') = 1
                     or has_perms_by_name(o.name, 'object', 'delete') = 1)
              then '1' else '0' end
  from sys.databases where name = db_name()`;
const MOMENT = "select convert(varchar(33), sysdatetimeoffset(), 127)";
const DESCRIBE = "exec sys.sp_describe_first_result_set @tsql = @query, @params = @declared";
const TABLES = `
  select quotename(s.name) + '.' + quotename(o.name), c.name, t.name
  from sys.objects o
  join sys.schemas s on s.schema_id = o.schema_id
  join sys.columns c on c.object_id = o.object_id
  join sys.types t on t.user_type_id = c.system_type_id
  where o.type in ('U', 'V') and o.is_ms_shipped = 0
  order by 1, c.column_id`;

function connected(connection: Connection): Promise<void> {
  return new Promise((resolve, reject) => connection.connect((error) => (error ? reject(error) : resolve())));
}

function begun(connection: Connection): Promise<void> {
  return new Promise((resolve, reject) =>
    connection.beginTransaction(
      (error) => (error ? reject(error) : resolve()),
      "mirror",
      ISOLATION_LEVEL.SNAPSHOT,
    ),
  );
}

async function describe(connection: Connection, { text }: BoundQuery, place: string) {
  try {
    const columns = (await described(connection, text)).map(({ name, type }) => ({
      name,
      type: typeOfSqlServer(type),
    }));
    return accept(columns);
  } catch (error) {
    return refuse(refusal("query-failed", { place, said: saidBy(error) }));
  }
}

/** Describes what a query returns without running it: columns 3 and 6 of the answer are name and type. */
async function described(connection: Connection, query: string) {
  const rows = await all(connection, DESCRIBE, { query, declared: "@since nvarchar(400)" });
  return rows
    .filter(([isHidden]) => isHidden !== "1")
    .map((row) => ({ name: row[2] ?? "", type: row[5] ?? "" }));
}

/**
 * The query with its long decimals as texts, because the client hands decimals over as doubles. A query that cannot stand inside
 * another one (ORDER BY, WITH) is read as it is, and a number that is too long for a double is refused.
 */
async function withExactDecimals(connection: Connection, query: string): Promise<string> {
  try {
    const columns = await described(connection, query);
    if (!columns.some(({ type }) => isWideDecimal(type))) return query;
    const texts = columns.map(({ name, type }) => {
      const quoted = quoteSqlServer(name);
      return isWideDecimal(type) ? `convert(varchar(60), q.${quoted}) as ${quoted}` : `q.${quoted}`;
    });
    const exact = `select ${texts.join(", ")} from (${query}\n) q`;
    await described(connection, exact);
    return exact;
  } catch (error) {
    if (error instanceof RequestError && error.code === "EREQUEST") return query;
    throw error;
  }
}

export function typeOfSqlServer(name: string): ResultColumn["type"] {
  return TYPE_OF_NAME[name.toLowerCase().replace(/\(.*$/, "")] ?? "other";
}

async function listTables(connection: Connection): Promise<readonly FoundTable[]> {
  const tables = new Map<string, ResultColumn[]>();
  for (const [table, column, type] of await all(connection, TABLES)) {
    const columns = tables.get(table!) ?? [];
    columns.push({ name: column!, type: typeOfSqlServer(type!) });
    tables.set(table!, columns);
  }
  return [...tables].map(([name, columns]) => ({ name, columns }));
}

async function all(
  connection: Connection,
  text: string,
  parameters: Readonly<Record<string, string>> = {},
): Promise<Rows> {
  const rows: (string | null)[][] = [];
  for await (const batch of batches(connection, text, parameters))
    rows.push(...(batch as (string | null)[][]));
  return rows;
}

async function* read(connection: Connection, { text, marks }: BoundQuery): AsyncGenerator<Rows> {
  try {
    const exact = await withExactDecimals(connection, text);
    yield* batches(connection, exact, marks[0] === undefined ? {} : { since: marks[0] });
  } catch (error) {
    if (error instanceof SourceFault) throw error;
    throw new SourceFault("source-read-failed", { said: saidBy(error) }, error);
  }
}

type ReceivedRow = readonly { readonly value: unknown; readonly metadata: SqlServerColumn }[];

/** Rows as the server sends them; it waits while a batch is worked on. Who stops early waits until the server has stopped. */
async function* batches(
  connection: Connection,
  text: string,
  parameters: Readonly<Record<string, string>>,
): AsyncGenerator<Rows> {
  let waiting: ReceivedRow[] = [];
  let failure: Error | null = null;
  let isDone = false;
  let wake: () => void = () => {};
  let end: () => void = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const request = new Request(text, (error) => {
    failure = error ?? null;
    isDone = true;
    wake();
    end();
  });
  for (const [name, value] of Object.entries(parameters)) request.addParameter(name, TYPES.NVarChar, value);
  request.on("row", (columns: ReceivedRow) => {
    waiting.push(columns);
    if (waiting.length < BATCH) return;
    request.pause();
    wake();
  });
  connection.execSql(request);
  try {
    for (;;) {
      if (!isDone && waiting.length < BATCH)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      const batch = waiting;
      waiting = [];
      if (batch.length > 0)
        yield batch.map((row) => row.map(({ value, metadata }) => sqlServerText(value, metadata)));
      if (failure !== null) throw failure;
      if (isDone && waiting.length === 0) return;
      request.resume();
    }
  } finally {
    if (!isDone) {
      connection.cancel();
      await ended;
    }
  }
}
