import type { PlainDate } from "../values/plain-date.ts";

/** No row: the reference was left blank, or names nothing (then its own row is faulty). */
export const NO_ROW = -1;

export type Column<T> = readonly T[];
/** Index of a row of another kind, or `NO_ROW`. */
export type Reference = Column<number>;

export interface Rows {
  readonly count: number;
  /** Rows with a cell that could not be read; other columns of theirs still count. */
  readonly faulty: ReadonlySet<number>;
}

export interface CodedRows extends Rows {
  readonly code: Column<string>;
}

/** Rows that hold for some days: `from` is the first, `until` the day after the last, null for ever. */
export interface DatedRows extends Rows {
  readonly from: Column<PlainDate>;
  readonly until: Column<PlainDate | null>;
}
