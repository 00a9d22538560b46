import type { ChangedFact } from "../domain/register/changed-months.ts";
import type { CooperativeFacts, FactKind } from "../domain/register/facts.ts";
import type { DatedValue } from "../domain/register/periods.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import type { RowChange } from "./merge-rows.ts";

/** What happened to the rows of one kind. */
export interface KindTally {
  readonly kind: FactKind;
  readonly given: number;
  readonly inserted: number;
  readonly updated: number;
  /** Dated facts told again with other days or values: the rows that stood before. */
  readonly replaced: number;
  /** What the database has and the package no longer says; it stays as it is. */
  readonly kept: readonly string[];
}

/** Ids by row of the package. */
export type RowIds = readonly number[];

const BULK_ROWS = 1000;

/** What an import has done so far. */
export class ImportTally {
  readonly kinds: KindTally[] = [];
  /** Changes that fees may follow from. */
  readonly changes: ChangedFact[] = [];

  addChanges(rows: readonly RowChange[]): void {
    for (const { owner, before, beforeDuring, after, afterDuring } of rows)
      this.changes.push({
        owner,
        before: datedValue(before, beforeDuring),
        after: datedValue(after, afterDuring),
      });
  }

  add(
    facts: CooperativeFacts,
    kind: FactKind,
    done: {
      readonly inserted?: number;
      readonly updated?: number;
      readonly replaced?: number;
      readonly kept?: readonly string[];
    },
  ): void {
    this.kinds.push({
      kind,
      given: facts[kind].count,
      inserted: done.inserted ?? 0,
      updated: done.updated ?? 0,
      replaced: done.replaced ?? 0,
      kept: done.kept ?? [],
    });
  }

  /** Rows of the same kind that stand in a second table and were changed there. */
  addDetails(kind: FactKind, updated: number): void {
    const index = this.kinds.findIndex((tally) => tally.kind === kind);
    const tally = this.kinds[index]!;
    this.kinds[index] = { ...tally, updated: tally.updated + updated };
  }

  /** Enough new rows to make the planner's idea of the tables wrong. */
  get isBulk(): boolean {
    return this.kinds.reduce((rows, { inserted }) => rows + inserted, 0) >= BULK_ROWS;
  }

  get isUnchanged(): boolean {
    return this.kinds.every(({ inserted, updated, replaced }) => inserted + updated + replaced === 0);
  }
}

/** What is not bounded by a first day held before all books. */
const ALWAYS = "0001-01-01" as PlainDate;

/** A value with its days as PostgreSQL writes a half-open range: [2026-01-01,2026-02-01). */
function datedValue(value: string | null, during: string | null): DatedValue | null {
  if (value === null || during === null) return null;
  const [from = "", until = ""] = during.slice(1, -1).split(",");
  return { value, from: (from || ALWAYS) as PlainDate, until: (until || null) as PlainDate | null };
}
