import type { StatementSpan } from "../../domain/receivables/statement-overlap.ts";
import type { PlainDate } from "../../domain/values/plain-date.ts";
import { type Refusal, refusal } from "../../domain/values/result.ts";
import type {
  StatementEntry,
  StatementEvent,
  StatementHeader,
  StatementProblem,
  StatementSummary,
} from "./statement.ts";

/** What is known of a statement without keeping its entries. */
export interface StatementScan {
  readonly head: StatementSummary;
  readonly entryCount: number;
  /** First and last of all booking and value days; null without entries. */
  readonly firstDay: PlainDate | null;
  readonly lastDay: PlainDate | null;
  /** Earliest day on which money of it counts as paid. */
  readonly firstBookedOn: PlainDate | null;
  readonly lastBookedOn: PlainDate | null;
  /** A currency of an entry that is not the statement's. */
  readonly otherCurrency: string | null;
  readonly problems: readonly StatementProblem[];
}

export interface StatementFileScan {
  readonly format: string | null;
  readonly statements: readonly StatementScan[];
  /** Of a file that holds no statement. */
  readonly problems: readonly StatementProblem[];
}

/** Gathers what must be known of a file before its entries are booked: heads, days, problems; memory does not grow with entries. */
export function createStatementScan(): {
  add(event: StatementEvent): void;
  finish(): StatementFileScan;
} {
  const statements: StatementScan[] = [];
  let format: string | null = null;
  let open = emptyScan();
  return {
    add(event) {
      if (event.kind === "format") format = event.format;
      else if (event.kind === "problem") open.problems.push(event.problem);
      else if (event.kind === "entry") addEntry(open, event.entry, event.line);
      else if (event.kind === "statement-end") {
        statements.push({ head: event.statement, ...open });
        open = emptyScan();
      }
    },
    finish() {
      // A reader that stops at a fault closes its statement before it tells the fault.
      const last = statements.at(-1);
      if (last === undefined) return { format, statements, problems: open.problems };
      const problems = [...last.problems, ...open.problems];
      return { format, statements: [...statements.slice(0, -1), { ...last, problems }], problems: [] };
    },
  };
}

/** What cannot be read whole, or is in another currency, is not booked at all; entries still pending are only announced. */
export function scanRefusals({ head, problems, otherCurrency }: StatementScan): Refusal[] {
  const refusals: Refusal[] = problems
    .filter(({ reason }) => reason !== "entry-not-booked")
    .map(({ line, reason }) => refusal(reason, { line }));
  const currency = otherCurrency ?? (head.currency === ZLOTY ? null : head.currency);
  if (currency !== null) refusals.push(refusal("other-currency", { currency }));
  return refusals;
}

/** A statement's balances as the books keep them; Wn balances are negative. */
export interface StatementBalances {
  readonly openingOn: PlainDate | null;
  readonly openingGrosze: number | null;
  readonly closingOn: PlainDate | null;
  readonly closingGrosze: number | null;
}

export function balancesOf({ opening, closing }: StatementSummary): StatementBalances {
  return {
    openingOn: opening?.date ?? null,
    openingGrosze: signedBalance(opening),
    closingOn: closing?.date ?? null,
    closingGrosze: signedBalance(closing),
  };
}

/** From which balance to which the statement runs; null where it does not say or its entries do not agree. */
export function spanOf(head: StatementSummary): StatementSpan | null {
  const { openingOn, openingGrosze, closingOn, closingGrosze } = balancesOf(head);
  if (head.balances !== "agree" || openingOn === null || closingOn === null) return null;
  if (openingGrosze === null || closingGrosze === null) return null;
  return { openingOn, openingGrosze, closingOn, closingGrosze };
}

function signedBalance(balance: StatementHeader["opening"]): number | null {
  if (balance === null) return null;
  return balance.side === "credit" ? balance.amountMinor : -balance.amountMinor;
}

interface OpenScan {
  entryCount: number;
  firstDay: PlainDate | null;
  lastDay: PlainDate | null;
  firstBookedOn: PlainDate | null;
  lastBookedOn: PlainDate | null;
  otherCurrency: string | null;
  readonly problems: StatementProblem[];
}

function emptyScan(): OpenScan {
  return {
    entryCount: 0,
    firstDay: null,
    lastDay: null,
    firstBookedOn: null,
    lastBookedOn: null,
    otherCurrency: null,
    problems: [],
  };
}

const ZLOTY = "PLN";

function addEntry(open: OpenScan, entry: StatementEntry, line: number): void {
  const bookedOn = entry.bookingDate ?? entry.valueDate;
  const valueOn = entry.valueDate ?? bookedOn;
  open.entryCount += 1;
  if (entry.currency !== null && entry.currency !== ZLOTY) open.otherCurrency ??= entry.currency;
  if (bookedOn === null || valueOn === null) {
    open.problems.push({ line, reason: "entry-malformed" });
    return;
  }
  const [early, late] = bookedOn < valueOn ? [bookedOn, valueOn] : [valueOn, bookedOn];
  if (open.firstDay === null || early < open.firstDay) open.firstDay = early;
  if (open.lastDay === null || late > open.lastDay) open.lastDay = late;
  if (open.firstBookedOn === null || bookedOn < open.firstBookedOn) open.firstBookedOn = bookedOn;
  if (open.lastBookedOn === null || bookedOn > open.lastBookedOn) open.lastBookedOn = bookedOn;
}
