import type { RegisterCodes, ReportField } from "./codes.ts";
import type { NumberedCodes } from "./numbered.ts";

/** Rows of a file in columns by the field's name (src/formats/mirror-package). */
export interface MirrorRows {
  readonly count: number;
  readonly lines: readonly number[];
  readonly values: Readonly<Record<string, readonly unknown[]>>;
  /** Rows with something that could not be read. */
  readonly faulty: ReadonlySet<number>;
}
export type MirrorValues = MirrorRows["values"];

/** What the codes of a picture stand for. */
export interface MirrorNames {
  readonly register: RegisterCodes;
  readonly documents: NumberedCodes;
  readonly settlements: NumberedCodes;
  readonly payments: NumberedCodes;
  /** A whole picture tells all places in the books anew, a difference's new documents come last. */
  readonly isWhole: boolean;
  /** The next place in the books for a document that tells none. */
  position: number;
  /** Ids for rows that only we name, the next last. */
  readonly freshIds: number[];
}

/** How the rows of a kind are written. */
export interface RowWriter {
  /** Asks the database for what the codes of these rows stand for: once for a batch, and seldom at all. */
  readonly prepare?: (names: MirrorNames, values: MirrorValues) => Promise<void>;
  /** The sequence of the ids that only we know. */
  readonly idsFrom?: string;
  /** Writes a row's values behind the cooperative, in the order of `MirrorSpec.columns`; reports what it names in vain. */
  readonly fill: (
    names: MirrorNames,
    values: MirrorValues,
    index: number,
    row: unknown[],
    report: ReportField,
  ) => void;
  /** Of a row that cannot be read as a whole: rows that name it are no faults of theirs. */
  readonly claim?: (names: MirrorNames, values: MirrorValues, index: number) => void;
}
