import type { PlacedBankEntry } from "../../domain/receivables/bank-entry.ts";
import { grosze } from "../../domain/values/money.ts";
import { createStatementReader } from "./read-statements.ts";
import type { StatementEncoding, StatementEntry, StatementEvent } from "./statement.ts";

/** Some entries of a statement, in its order. */
export interface EntryBatch {
  readonly entries: readonly PlacedBankEntry[];
  /** The statement ends with it. */
  readonly isLast: boolean;
}

/** So many entries are held at once, however long a statement is. */
const BATCH_SIZE = 5_000;

/** Takes a statement file in pieces and gives its entries as the books keep them, statement by statement, in batches. */
export function createEntryBatches(encoding: StatementEncoding): {
  push(bytes: Uint8Array): EntryBatch[];
  finish(): EntryBatch[];
} {
  const reader = createStatementReader({ encoding });
  let entries: PlacedBankEntry[] = [];
  let position = 0;
  const batchesIn = (events: readonly StatementEvent[]): EntryBatch[] => {
    const batches: EntryBatch[] = [];
    const take = (isLast: boolean) => {
      batches.push({ entries, isLast });
      entries = [];
    };
    for (const event of events) {
      if (event.kind === "entry") {
        position += 1;
        const entry = bankEntryOf(event.entry, event.addressedTo, position);
        if (entry !== null) entries.push(entry);
        if (entries.length >= BATCH_SIZE) take(false);
      } else if (event.kind === "statement-end") {
        position = 0;
        take(true);
      }
    }
    return batches;
  };
  return { push: (bytes) => batchesIn(reader.push(bytes)), finish: () => batchesIn(reader.finish()) };
}

/** Null when the entry moves no money, or has no day: such a statement is refused before (`StatementScan`). */
function bankEntryOf(
  entry: StatementEntry,
  addressedTo: string | null,
  position: number,
): PlacedBankEntry | null {
  const bookedOn = entry.bookingDate ?? entry.valueDate;
  if (entry.amountMinor === 0 || bookedOn === null) return null;
  return {
    bookedOn,
    valueOn: entry.valueDate,
    side: entry.side === "credit" ? "C" : "D",
    isReversal: entry.isReversal,
    amountGrosze: grosze(entry.amountMinor),
    bankReference: entry.bankReference,
    customerReference: entry.customerReference,
    counterpartyName: entry.counterpartyName,
    counterpartyAccount: entry.counterpartyAccount,
    title: entry.title ?? "",
    addressedTo,
    position,
  };
}
