import type { RawBuilder } from "kysely";

/** One figure that differs from what the postings say. */
export interface Discrepancy {
  readonly check: string;
  /** What it is, in the words of the books: a document, an account, a bank entry. */
  readonly place: string;
  readonly expected: string | null;
  readonly found: string | null;
}

/** A recomputation in SQL that answers only with what differs. */
export interface Check {
  readonly name: string;
  readonly differences: (cooperativeId: number) => RawBuilder<Omit<Discrepancy, "check">>;
}
