import type pg from "pg";
import { copyRows } from "./copy.ts";
import type { CopyType } from "./copy-encoding.ts";
import { roleNames } from "./roles.ts";
import { inTransaction, ScopedTransaction } from "./scope.ts";

export type CopyColumns = readonly (readonly [name: string, type: CopyType])[];

/**
 * A transaction of an operation that writes in bulk. It reads and makes small writes under row security, as `runtime`;
 * `copy` alone steps up to `loader`, which may only INSERT, and steps down again. Everything commits or nothing does.
 */
export class BulkTransaction extends ScopedTransaction {
  /** Appends rows by binary COPY; constraints still hold every row. @returns how many rows the server took. */
  copy(
    table: string,
    columns: CopyColumns,
    rows: Iterable<readonly unknown[]> | AsyncIterable<readonly unknown[]>,
  ): Promise<number> {
    return copyRows(this.client, table, columns, rows, { before: STEP_UP, after: STEP_DOWN });
  }
}

const STEP_UP = "set local role none";
const STEP_DOWN = `set local role ${roleNames.runtime}`;

/**
 * Runs the work in one transaction on the loader's pool, stepped down to `runtime`, with the session token handed over
 * for this transaction only. Opened by operations that write money or in bulk, after their permission check.
 */
export function inBulkScope<T>(
  loaderPool: pg.Pool,
  token: string,
  work: (tx: BulkTransaction) => Promise<T>,
): Promise<T> {
  return inTransaction(loaderPool, `begin; ${STEP_DOWN}`, token, (client) =>
    work(new BulkTransaction(client)),
  );
}
