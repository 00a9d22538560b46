import type { PlainDate } from "../../domain/values/plain-date.ts";
import { readAmount } from "./amount.ts";
import type { BalanceSide, StatementProblemReason } from "./statement.ts";
import { nearestDate, readShortDate } from "./statement-dates.ts";
import { writtenText } from "./written.ts";

/** A statement line, read. */
export interface StatementLine {
  readonly valueDate: PlainDate;
  readonly bookingDate: PlainDate | null;
  readonly side: BalanceSide;
  readonly isReversal: boolean;
  readonly amountMinor: number;
  readonly customerReference: string | null;
  readonly bankReference: string | null;
}

export type StatementLineReading =
  | { readonly ok: true; readonly line: StatementLine }
  | { readonly ok: false; readonly reason: StatementProblemReason };

/**
 * value date · entry date, blank or left out · C, D, RC, RD · third currency letter · amount · type · references.
 * "CR" is a credit whose currency ends in R (EUR); "RC" is the reversal of a credit.
 */
const LINE = /^(\d{6})(\d{4}| {4})? ?(R?[CD])([A-Z])?(\d[\d.,]*)[A-Z][A-Z0-9 ]{3}(.*)$/;

/** Reads the first line of `:61:`; a date that is no calendar day and an amount that cannot be read refuse it. */
export function readStatementLine(text: string, currency: string | null): StatementLineReading {
  const match = LINE.exec(text);
  const valueDate = match === null ? null : readShortDate(match[1] ?? "");
  if (match === null || valueDate === null) return { ok: false, reason: "entry-malformed" };
  const amount = readAmount(match[5] ?? "", currency);
  if (!amount.ok) {
    return { ok: false, reason: amount.reason === "not-an-amount" ? "entry-malformed" : amount.reason };
  }
  const mark = match[3] ?? "";
  const entryDate = (match[2] ?? "").trim();
  return {
    ok: true,
    line: {
      valueDate,
      bookingDate: entryDate === "" ? null : nearestDate(entryDate, valueDate),
      side: mark === "C" || mark === "RD" ? "credit" : "debit",
      isReversal: mark.length === 2,
      amountMinor: amount.amountMinor,
      ...readReferences(match[6] ?? ""),
    },
  };
}

/**
 * The customer's reference, then `//` and the bank's. Some banks pad the first to its 16 signs and go on with details
 * on the same line; those details are no reference.
 */
function readReferences(text: string): Pick<StatementLine, "customerReference" | "bankReference"> {
  const divider = text.indexOf("//");
  if (divider >= 0) {
    return {
      customerReference: writtenText(text.slice(0, divider)),
      bankReference: writtenText(text.slice(divider + 2)),
    };
  }
  const padded = text.length > 16 && text[15] === " ";
  return { customerReference: writtenText(padded ? text.slice(0, 16) : text), bankReference: null };
}
