import type { Refusal } from "../../domain/values/result.ts";
import type { BulkTransaction, CopyColumns } from "../../world/database/bulk.ts";
import type { ReportField } from "./codes.ts";
import { RowDigest } from "./row-digest.ts";
import type { MirrorNames, MirrorRows } from "./row-writer.ts";
import { ROW_WRITERS } from "./rows.ts";
import type { MirrorSpec } from "./spec.ts";
import { lineOfTwin, TwinRows } from "./twins.ts";

/** Where a row stands that names something in vain; the field as the format calls it. */
export type ReportRow = (
  line: number | null,
  field: string | null,
  reason: string,
  data?: Refusal["data"],
) => void;

/** What a file's rows came to when they were sent. */
export interface SentRows {
  readonly spec: MirrorSpec;
  readonly count: number;
  /** Sum of the rows' hashes modulo 2^64. */
  readonly digest: bigint;
}

/** Empties the tables where a picture waits; one run at a time uses them. */
export async function clearStage(tx: BulkTransaction, specs: readonly MirrorSpec[]): Promise<void> {
  const stages = specs.map(({ stage }) => stage);
  await tx.client.query(
    `truncate ${[...stages, "app.mirror_stage_total", "app.mirror_stage_bucket", "app.mirror_stage_cell"].join(", ")}`,
  );
}

/**
 * Sends the rows of a kind by COPY, batch by batch: the database takes one while the next is read and filled. Once anything is wrong with the
 * picture nothing more is sent, but everything is still looked at, so that all problems are told at once.
 * @param table the stage, or straight where the rows are shown when nothing of the kind is shown yet.
 * @param isWrong whether something was reported.
 * @param advance called after each batch with its rows; throws to stop.
 */
export async function sendRows(
  tx: BulkTransaction,
  cooperativeId: number,
  { spec, table }: { readonly spec: MirrorSpec; readonly table: string },
  names: MirrorNames,
  batches: AsyncIterable<MirrorRows>,
  {
    report,
    isWrong,
    advance,
  }: {
    readonly report: ReportRow;
    readonly isWrong: () => boolean;
    readonly advance: (rows: number) => Promise<void>;
  },
): Promise<SentRows> {
  const writer = ROW_WRITERS[spec.kind];
  const columns: CopyColumns = [["cooperative_id", "int4"], ...spec.columns];
  const digest = new RowDigest(spec);
  const row: unknown[] = [cooperativeId, ...spec.columns.map(() => null)];
  const reading = batches[Symbol.asyncIterator]();
  let ahead = reading.next();
  let before: Promise<void> = Promise.resolve();
  for (;;) {
    const { done, value: batch } = await ahead;
    if (done === true) break;
    try {
      await writer.prepare?.(names, batch.values);
      if (writer.idsFrom !== undefined) await freshIds(tx, writer.idsFrom, batch.count, names.freshIds);
    } catch (error) {
      // After a refused batch the database answers nothing more: the refusal is what is to be told.
      await before;
      throw error;
    }
    const filled = Promise.withResolvers<void>();
    const rows = filledRows(batch, { spec, names, row, digest, report, isWrong });
    const sent = tx.copy(table, columns, untilEnd(rows, filled.resolve)).then(
      () => {},
      (error) => {
        const line = lineOfTwin(error, batch.lines);
        throw line === null ? error : new TwinRows(spec.kind, line, [{ of: null, key: "" }]);
      },
    );
    sent.catch(() => {});
    // The next batch is read while the database works on this one; a fault of reading is told when the batch is asked for.
    ahead = reading.next();
    ahead.catch(() => {});
    await Promise.race([filled.promise, sent]);
    await before;
    before = sent;
    await advance(batch.count);
  }
  await before;
  return { spec, count: digest.count, digest: digest.sum };
}

/** Says when the last row was taken. */
function* untilEnd<T>(rows: Iterable<T>, ended: () => void): Generator<T> {
  yield* rows;
  ended();
}

/** One array for all rows: each is written away before the next is filled. */
function* filledRows(
  { count, lines, values, faulty }: MirrorRows,
  to: {
    readonly spec: MirrorSpec;
    readonly names: MirrorNames;
    readonly row: unknown[];
    readonly digest: RowDigest;
    readonly report: ReportRow;
    readonly isWrong: () => boolean;
  },
): Generator<readonly unknown[]> {
  const { names, row, digest } = to;
  const { fill, claim } = ROW_WRITERS[to.spec.kind];
  let index = 0;
  const report: ReportField = (field, reason, data) => to.report(lines[index]!, field, reason, data);
  for (; index < count; index += 1) {
    if (faulty.has(index)) {
      claim?.(names, values, index);
      continue;
    }
    fill(names, values, index, row, report);
    if (to.isWrong()) continue;
    digest.add(row);
    yield row;
  }
}

/** Ids for the rows of a batch, to be taken from the end in their order. */
async function freshIds(tx: BulkTransaction, sequence: string, count: number, into: number[]): Promise<void> {
  const { rows } = await tx.client.query<[number]>({
    text: `select nextval('${sequence}') from generate_series(1, $1)`,
    values: [count],
    rowMode: "array",
  });
  into.length = 0;
  for (let index = count - 1; index >= 0; index -= 1) into.push(rows[index]![0]);
}
