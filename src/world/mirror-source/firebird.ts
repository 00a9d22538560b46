import type * as Firebird from "node-firebird";
import { accept, type Refusal, refusal, refuse } from "../../domain/values/result.ts";
import type { SourceAddress } from "./address.ts";
import { readAsSent } from "./firebird-wire.ts";
import {
  type BoundQuery,
  type FoundTable,
  polishMoment,
  type ResultColumn,
  type Rows,
  type SourceConnection,
  SourceFault,
  saidBy,
  singleText,
} from "./source.ts";

const BATCH = 2000;

/** Families of types by `RDB$FIELD_TYPE`, for the list of tables. */
const TYPE_OF_FIELD: Readonly<Record<string, ResultColumn["type"]>> = {
  "7": "number",
  "8": "number",
  "10": "float",
  "12": "day",
  "14": "text",
  "16": "number",
  "23": "truth",
  "26": "number",
  "27": "float",
  "29": "moment",
  "35": "moment",
  "37": "text",
};
/** Those that have Polish letters; texts of a base without an encoding come as they were written. */
const ENCODINGS = ["UTF8", "WIN1250", "ISO8859_2"];

/** What the client is told: amounts as exact texts, text blobs as texts, everything in the connection's encoding. */
export function firebirdOptions(address: SourceAddress, password: string): Firebird.Options {
  const { host, port, database, user, options } = address;
  const encoding = options.encoding ?? "UTF8";
  if (!ENCODINGS.includes(encoding))
    throw new SourceFault("source-encoding-not-offered", { encoding, known: ENCODINGS.join(", ") });
  return {
    host,
    port,
    database,
    user,
    password,
    encoding: encoding as NonNullable<Firebird.Options["encoding"]>,
    numericMode: "string",
    blobAsText: true,
    lowercase_keys: false,
    connectTimeout: 15_000,
    typeCast: firebirdValue,
    ...(options.role === undefined ? {} : { role: options.role }),
  };
}

/** A value of the client as text; days and moments are the server's own, and those with a zone are told by the clock of Poland. */
export function firebirdValue(column: Firebird.TypeCastColumn, next: () => unknown): unknown {
  const value = next();
  if (value === null || value === undefined) return null;
  if (typeof value === "number") return numberText(value, column);
  if (value instanceof Date) return polishMoment(value);
  if (typeof value === "boolean") return value ? "1" : "0";
  if (value instanceof Uint8Array) return Buffer.from(value).toString("hex");
  return typeof value === "function" ? null : String(value);
}

/** The client hands short decimals over as doubles, which prove their at most ten digits; long ones come as texts. */
function numberText(value: number, { typeName, scale = 0 }: Firebird.TypeCastColumn): string {
  if (typeName === "FLOAT") return singleText(value);
  const isDecimal = typeName === "SHORT" || typeName === "LONG";
  return isDecimal && scale < 0 ? value.toFixed(-scale) : String(value);
}

/**
 * Opens the database in one transaction that only reads one snapshot.
 * @throws SourceFault `source-unreachable`, `source-encoding-not-offered`
 */
export async function openFirebird(address: SourceAddress, password: string): Promise<SourceConnection> {
  const options = firebirdOptions(address, password);
  const { default: client } = await import("node-firebird");
  readAsSent();
  let database: Firebird.Database | null = null;
  try {
    database = await client.attachAsync(options);
    // Firebird 3 knows no time zone, so the moment is told by the clock of this machine.
    const asOf = Temporal.Now.instant();
    const transaction = await database.transactionAsync({
      isolation: client.ISOLATION_REPEATABLE_READ,
      readOnly: true,
      wait: true,
    });
    const [mayWrite] = await all(transaction, MAY_WRITE);
    const opened = database;
    const close = async () => {
      await transaction.rollbackAsync().catch(() => {});
      await opened.detachAsync().catch(() => {});
    };
    let closed: Promise<void> | null = null;
    return {
      kind: "firebird",
      asOf: asOf.toString({ smallestUnit: "second" }),
      warnings: mayWrite?.[0] === "0" ? [] : ([refusal("source-login-may-write")] as readonly Refusal[]),
      describe: (query, place) => describe(transaction, query, place),
      read: (query) => read(transaction, query),
      writeMark: () => "?",
      quote: quoteFirebird,
      listTables: () => listTables(transaction),
      // Asked a second time, the client never answers.
      close: () => {
        closed ??= close();
        return closed;
      },
    };
  } catch (error) {
    await database?.detachAsync(true).catch(() => {});
    throw new SourceFault("source-unreachable", { said: saidBy(error) }, error);
  }
}

export function quoteFirebird(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

const MAY_WRITE = `
  select case when current_user = 'SYSDBA' or exists (
    select 1 from rdb$user_privileges p
    join rdb$relations r on r.rdb$relation_name = p.rdb$relation_name and coalesce(r.rdb$system_flag, 0) = 0
    where p.rdb$privilege in ('I', 'U', 'D') and p.rdb$user in (current_user, current_role, 'PUBLIC')) then 1 else 0 end
  from rdb$database`;
const TABLES = `
  select trim(r.rdb$relation_name), trim(f.rdb$field_name), t.rdb$field_type
  from rdb$relations r
  join rdb$relation_fields f on f.rdb$relation_name = r.rdb$relation_name
  join rdb$fields t on t.rdb$field_name = f.rdb$field_source
  where coalesce(r.rdb$system_flag, 0) = 0
  order by r.rdb$relation_name, f.rdb$field_position`;

async function describe(transaction: Firebird.Transaction, query: BoundQuery, place: string) {
  try {
    const statement = await transaction.newStatementAsync(query.text);
    const { output } = statement as unknown as { readonly output: readonly DescribedColumn[] };
    const columns = output.map(({ alias, field, type }) => ({
      name: alias || field || "",
      type: typeOfCode(type),
    }));
    await statement.dropAsync();
    return accept(columns);
  } catch (error) {
    return refuse(refusal("query-failed", { place, said: saidBy(error) }));
  }
}

interface DescribedColumn {
  readonly alias?: string;
  readonly field?: string;
  readonly type: number;
}

/** SQL type codes of the wire protocol; the lowest bit says that a column may be null. */
export function typeOfCode(code: number): ResultColumn["type"] {
  switch (code & ~1) {
    case 448:
    case 452:
      return "text";
    case 480:
    case 482:
    case 530:
      return "float";
    case 496:
    case 500:
    case 580:
    case 32752:
      return "number";
    case 510:
    case 32754:
    case 32748:
      return "moment";
    case 570:
      return "day";
    case 32764:
      return "truth";
    default:
      return "other";
  }
}

async function listTables(transaction: Firebird.Transaction): Promise<readonly FoundTable[]> {
  const tables = new Map<string, ResultColumn[]>();
  for (const [table, column, type] of await all(transaction, TABLES)) {
    const columns = tables.get(table!) ?? [];
    columns.push({ name: column!, type: TYPE_OF_FIELD[type ?? ""] ?? "other" });
    tables.set(table!, columns);
  }
  return [...tables].map(([name, columns]) => ({ name: writtenName(name), columns }));
}

/** Names in capitals are written as they are, others in quotation marks. */
function writtenName(name: string): string {
  return /^[A-Z][A-Z0-9_$]*$/.test(name) ? name : quoteFirebird(name);
}

async function all(transaction: Firebird.Transaction, text: string): Promise<Rows> {
  const rows: (string | null)[][] = [];
  for await (const batch of read(transaction, { text, marks: [] }))
    rows.push(...(batch as (string | null)[][]));
  return rows;
}

async function* read(transaction: Firebird.Transaction, { text, marks }: BoundQuery): AsyncGenerator<Rows> {
  let batch: (string | null)[][] = [];
  try {
    const stream = transaction.queryStream(text, [...marks], { asObject: false, highWaterMark: BATCH });
    for await (const row of stream as AsyncIterable<(string | null)[]>) {
      batch.push(row);
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    const said = saidBy(error);
    const isText = /transliterat|malformed string/i.test(said);
    throw new SourceFault(isText ? "source-text-not-decoded" : "source-read-failed", { said }, error);
  }
  if (batch.length > 0) yield batch;
}
