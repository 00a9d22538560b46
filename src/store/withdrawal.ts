import type pg from "pg";
import { type Refusal, type Result, refuse } from "../domain/values/result.ts";
import { type BulkTransaction, inBulkScope } from "../world/database/bulk.ts";

/** Refusals found after rows were already written; thrown, so that the transaction is undone. */
export class Withdrawn extends Error {
  readonly refusals: readonly Refusal[];

  constructor(refusals: readonly Refusal[]) {
    super("withdrawn");
    this.refusals = refusals;
  }
}

/** `inBulkScope` for work that may find only while writing that it has to be refused: what it throws as `Withdrawn` is its answer. */
export async function inWithdrawableScope<T>(
  loaderPool: pg.Pool,
  token: string,
  work: (tx: BulkTransaction) => Promise<Result<T>>,
): Promise<Result<T>> {
  try {
    return await inBulkScope(loaderPool, token, work);
  } catch (error) {
    if (error instanceof Withdrawn) return refuse(...error.refusals);
    throw error;
  }
}
