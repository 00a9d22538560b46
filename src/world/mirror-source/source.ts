import { type Refusal, type Result, refusal } from "../../domain/values/result.ts";
import type { DATABASE_KINDS } from "./address.ts";

export type DatabaseKind = (typeof DATABASE_KINDS)[number];

/** A column of a result and the family of its type. */
export interface ResultColumn {
  readonly name: string;
  readonly type: "text" | "number" | "float" | "day" | "moment" | "truth" | "other";
}

/** Rows as they come: each value as text, null where the database has none. */
export type Rows = readonly (readonly (string | null)[])[];

/** A table or view of the other program, for the proposal of a mapping. */
export interface FoundTable {
  /** As it is written in a query. */
  readonly name: string;
  readonly columns: readonly ResultColumn[];
}

/** A query with what it needs: the mark, once for each place that `writeMark` wrote. */
export interface BoundQuery {
  readonly text: string;
  readonly marks: readonly string[];
}

/** A read-only connection to another program's database that sees one moment from its opening to its end. */
export interface SourceConnection {
  readonly kind: DatabaseKind;
  /** Moment of the snapshot by the database's clock, ISO 8601 with offset. */
  readonly asOf: string;
  /** What the operator should know although reading goes on. */
  readonly warnings: readonly Refusal[];
  /** Columns of a query without reading its rows. Refuses `query-failed` with what the database says. */
  readonly describe: (query: BoundQuery, place: string) => Promise<Result<readonly ResultColumn[]>>;
  /** Rows in batches by a cursor. @throws SourceFault */
  readonly read: (query: BoundQuery) => AsyncGenerator<Rows>;
  /** How the mark stands in a query's text: as a literal or as a placeholder. */
  readonly writeMark: (mark: string) => string;
  readonly quote: (name: string) => string;
  readonly listTables: () => Promise<readonly FoundTable[]>;
  readonly close: () => Promise<void>;
}

/** Why a database cannot be opened or read, as a refusal; its data never hold a password. */
export class SourceFault extends Error {
  readonly refusal: Refusal;

  constructor(reason: string, data: Refusal["data"], cause?: unknown) {
    super(reason, { cause });
    this.refusal = refusal(reason, data);
  }
}

/** What a database's client says of an error, in one line and without the address. */
export function saidBy(error: unknown): string {
  const message = error instanceof Error ? error.message || error.name : String(error);
  return message.replace(/\s+/g, " ").slice(0, 300);
}

/** A binary fraction of 32 bits by the fewest digits that name it, which is how PostgreSQL writes it too. */
export function singleText(value: number): string {
  for (let digits = 1; digits < 9; digits += 1) {
    const near = Number(value.toPrecision(digits));
    if (Math.fround(near) === value) return String(near);
  }
  return String(Number(value.toPrecision(9)));
}

/** A moment by the clock of Poland, whose days the books have: ISO 8601 to the second, with its offset. */
export function polishMoment(moment: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime())
    .toZonedDateTimeISO("Europe/Warsaw")
    .toString({ smallestUnit: "second", timeZoneName: "never" });
}
