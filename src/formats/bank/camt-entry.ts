import { readAmountOf, readDay, readSide, type TransactionDetail } from "./camt-fields.ts";
import type { BalanceSide, StatementEntry, StatementProblem, StatementProblemReason } from "./statement.ts";
import { writtenText } from "./written.ts";
import { child, textAt, type XmlElement } from "./xml-tree.ts";

export interface CamtEntryReading {
  readonly entries: readonly { readonly entry: StatementEntry; readonly addressedTo: string | null }[];
  readonly problems: readonly StatementProblem[];
}

/** What all entries of one Ntry share. */
interface EntryBase {
  readonly element: XmlElement;
  readonly side: BalanceSide;
  readonly amountMinor: number;
  readonly currency: string | null;
  readonly ownAccount: string | null;
}

/**
 * Reads Ntry with its transactions. Several transactions give one entry each; when the bank does not say each one's
 * amount in the entry's currency, the booked sum stays one entry and that is told as a problem.
 */
export function readCamtEntry(
  element: XmlElement,
  details: readonly TransactionDetail[],
  ownAccount: string | null,
): CamtEntryReading {
  const refuse = (reason: StatementProblemReason): CamtEntryReading => ({
    entries: [],
    problems: [{ line: element.line, reason }],
  });
  const side = readSide(element);
  const amount = child(element, "Amt");
  const reading = readAmountOf(amount);
  if (!reading.ok) return refuse(reading.reason === "not-an-amount" ? "entry-malformed" : reading.reason);
  if (side === null) return refuse("entry-malformed");
  const status = (textAt(element, "Sts", "Cd") || textAt(element, "Sts")).trim();
  if (status !== "" && status !== "BOOK") return refuse("entry-not-booked");
  const base: EntryBase = {
    element,
    side,
    amountMinor: reading.amountMinor,
    currency: amount?.currency ?? null,
    ownAccount,
  };
  if (details.length < 2) return { entries: [entryOf(base, details[0] ?? null, null)], problems: [] };
  return readBatch(base, details);
}

function readBatch(base: EntryBase, details: readonly TransactionDetail[]): CamtEntryReading {
  const entries: CamtEntryReading["entries"][number][] = [];
  let sumMinor = 0;
  for (const [batchIndex, detail] of details.entries()) {
    const amount = detail.amounts.find((candidate) => candidate.currency === base.currency)?.reading;
    if (amount?.ok !== true) {
      const reason = amount === undefined ? "batch-amount-missing" : batchReason(amount.reason);
      return { entries: [entryOf(base, null, null)], problems: [{ line: base.element.line, reason }] };
    }
    const side = detail.side ?? base.side;
    sumMinor += side === base.side ? amount.amountMinor : -amount.amountMinor;
    entries.push(entryOf({ ...base, side, amountMinor: amount.amountMinor }, detail, batchIndex));
  }
  const differs = sumMinor !== base.amountMinor;
  return {
    entries,
    problems: differs ? [{ line: base.element.line, reason: "batch-differs-from-entry" }] : [],
  };
}

function batchReason(
  reason: "not-an-amount" | "amount-too-precise" | "amount-too-large",
): StatementProblemReason {
  return reason === "not-an-amount" ? "batch-amount-missing" : reason;
}

/** The other party is the debtor of a credit and the creditor of a debit. */
function entryOf(
  base: EntryBase,
  detail: TransactionDetail | null,
  batchIndex: number | null,
): CamtEntryReading["entries"][number] {
  const { element, side } = base;
  const counterparty = side === "credit" ? detail?.debtor : detail?.creditor;
  const credited = side === "credit" ? (detail?.creditor.account ?? null) : null;
  const reversal = textAt(element, "RvslInd").trim();
  return {
    entry: {
      bookingDate: readDay(child(element, "BookgDt")),
      valueDate: readDay(child(element, "ValDt")),
      side,
      isReversal: reversal === "true" || reversal === "1",
      amountMinor: base.amountMinor,
      currency: base.currency,
      bankReference:
        detail?.bankReference ??
        writtenText(textAt(element, "AcctSvcrRef")) ??
        writtenText(textAt(element, "NtryRef")),
      customerReference: detail?.customerReference ?? null,
      counterpartyName: counterparty?.name ?? null,
      counterpartyAccount: counterparty?.account ?? null,
      title: detail?.title ?? writtenText(textAt(element, "AddtlNtryInf")),
      batchIndex,
    },
    addressedTo: credited === base.ownAccount ? null : credited,
  };
}
