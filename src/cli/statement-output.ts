import type { StatementEvent } from "../formats/bank/statement.ts";

/** Turns events into what is printed, piece by piece: a file of any length needs the same memory. */
export interface StatementOutput {
  /** The text that is ready to be printed after an event. */
  add(event: StatementEvent): string;
  finish(): string;
}
