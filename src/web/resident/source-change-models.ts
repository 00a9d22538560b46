import type { PlainDate } from "../../domain/values/plain-date.ts";

// — What another program changed after it had been shown —

/** What a fact is measured in: złoty in grosze, a quantity in millionths, a day, words. */
export type ChangedFactKind = "money" | "quantity" | "day" | "words";

export type ChangedFactName =
  | "amount"
  | "side"
  | "text"
  | "posted-on"
  | "due-on"
  | "base"
  | "rate"
  | "value"
  | "cost"
  | "advances"
  | "result"
  | "other";

/** One fact of a row that is another one now; null where it had or has none. */
export interface ChangedFact {
  readonly name: ChangedFactName;
  readonly kind: ChangedFactKind;
  readonly was: string | number | null;
  readonly is: string | number | null;
}

/** A row that the source changed, took back or added to a time that had been shown. */
export interface SourceChange {
  readonly changeId: string;
  /** The line of the page that it concerns; null where the page has none, as of a withdrawn row. */
  readonly lineId: string | null;
  readonly action: "changed" | "withdrawn" | "late";
  readonly noticedOn: PlainDate;
  /** What the row is called: text of a posting, component, settlement. */
  readonly name: string;
  readonly documentNumber: string;
  /** Day of the posting or reading; null where it has none. */
  readonly day: PlainDate | null;
  /** Of a changed row what is another; of a withdrawn one what it said. */
  readonly facts: readonly ChangedFact[];
}
