import { createHash } from "node:crypto";
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from "kysely";
import type pg from "pg";
import type { DB } from "../../store/schema.ts";

/**
 * A transaction in which the database knows who asks: typed queries by Kysely, and the connection itself for COPY and
 * cursors. The only way to reach protected tables; store functions take it as their first argument.
 */
export class ScopedTransaction extends Kysely<DB> {
  readonly client: pg.PoolClient;

  constructor(client: pg.PoolClient) {
    super({ dialect: dialectOf(client) });
    this.client = client;
  }
}

const SET_TOKEN = "select set_config('app.session_token', $1, true)";

/**
 * Runs the work in one transaction with the session token handed over for this transaction only; rolls everything
 * back when the work throws.
 * @param token the opaque session token, or null for work that asks as nobody.
 * @param snapshot reads only, and every query sees the same moment.
 */
export function inScope<T>(
  pool: pg.Pool,
  token: string | null,
  work: (tx: ScopedTransaction) => Promise<T>,
  { snapshot = false }: { readonly snapshot?: boolean } = {},
): Promise<T> {
  const begin = snapshot ? "begin isolation level repeatable read read only" : "begin";
  return inTransaction(pool, begin, token, (client) => work(new ScopedTransaction(client)));
}

/** Begins as told, hands over the token, works and commits; rolls back and lets a broken connection go when the work throws. */
export async function inTransaction<T>(
  pool: pg.Pool,
  begin: string,
  token: string | null,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query(begin);
    await client.query(SET_TOKEN, [token ?? ""]);
    const result = await work(client);
    await commit(client);
    return result;
  } catch (error) {
    await client.query("rollback").catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** COMMIT of a failed transaction answers ROLLBACK without an error; that must not look like success. */
async function commit(client: pg.PoolClient): Promise<void> {
  const { command } = await client.query("commit");
  if (command !== "COMMIT") throw new Error("the transaction had failed and was rolled back");
}

/** Rows of each query of a `readInScope`, in order. */
export type RowsOf<Q extends readonly CompiledQuery<unknown>[]> = {
  readonly [K in keyof Q]: Q[K] extends CompiledQuery<infer R> ? readonly R[] : never;
};

/**
 * Reads in one round trip: begin, token, all queries and commit travel together, and all queries see the same moment, so that a
 * page never shows two pictures of the books.
 * @param pool a pool of pipelined connections (`pools.reading`).
 * @param queries compiled by `compileQuery` or by Kysely's `compile()`; none may depend on another's answer.
 */
export async function readInScope<const Q extends readonly CompiledQuery<unknown>[]>(
  pool: pg.Pool,
  token: string | null,
  queries: Q,
): Promise<RowsOf<Q>> {
  const client = await pool.connect();
  let broken = true;
  try {
    const begun = client.query("begin isolation level repeatable read read only");
    const named = client.query(SET_TOKEN, [token ?? ""]);
    const answers = queries.map((query) =>
      client.query({ name: planName(query.sql), text: query.sql, values: query.parameters as unknown[] }),
    );
    const ended = client.query("commit");
    const settled = await Promise.allSettled([begun, named, ...answers, ended]);
    broken = settled.at(-1)?.status === "rejected";
    for (const answer of settled) if (answer.status === "rejected") throw answer.reason;
    return (await Promise.all(answers)).map((answer) => answer.rows) as unknown as RowsOf<Q>;
  } finally {
    client.release(broken);
  }
}

const adapter = new PostgresAdapter();
const compiler = new PostgresQueryCompiler();

function dialectOf(client: pg.PoolClient | null) {
  return {
    createAdapter: () => adapter,
    createDriver: () => (client ? new BorrowedConnection(client) : new NoConnection()),
    createIntrospector: (db: Kysely<never>) => new PostgresIntrospector(db),
    createQueryCompiler: () => compiler,
  };
}

/** Kysely over one connection that somebody else began and will end. */
class BorrowedConnection implements Driver, DatabaseConnection {
  readonly #client: pg.PoolClient;

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  async executeQuery<R>(query: CompiledQuery) {
    const { command, rowCount, rows } = await this.#client.query(query.sql, query.parameters as unknown[]);
    const changes =
      command === "INSERT" || command === "UPDATE" || command === "DELETE" || command === "MERGE";
    return { rows: rows as R[], ...(changes ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}) };
  }

  // biome-ignore lint/correctness/useYield: streams are read by a cursor on `client`, see store
  async *streamQuery(): AsyncGenerator<never> {
    throw new Error("open a cursor on the client instead");
  }

  async init() {}
  async acquireConnection() {
    return this;
  }
  async beginTransaction() {
    throw new Error("the transaction has already begun");
  }
  async commitTransaction() {}
  async rollbackTransaction() {}
  async releaseConnection() {}
  async destroy() {}
}

class NoConnection implements Driver {
  async init() {}
  async acquireConnection(): Promise<never> {
    throw new Error("these queries are only compiled; hand them to readInScope");
  }
  async beginTransaction() {}
  async commitTransaction() {}
  async rollbackTransaction() {}
  async releaseConnection() {}
  async destroy() {}
}

const planNames = new Map<string, string>();

/** A page's queries are few and their plans cost as much as their rows: each connection plans a text once, under this name. */
function planName(text: string): string {
  let name = planNames.get(text);
  if (name === undefined) {
    name = createHash("sha256").update(text).digest("base64url").slice(0, 32);
    planNames.set(text, name);
  }
  return name;
}

/** Builds queries for `readInScope` without a connection. */
export const queries: Kysely<DB> = new Kysely<DB>({ dialect: dialectOf(null) });
