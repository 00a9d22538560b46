import { type PlainDate, parsePlainDate } from "../../domain/values/plain-date.ts";
import { type AmountReading, readAmount } from "./amount.ts";
import type { CurrencyBalance } from "./balance.ts";
import type { BalanceSide, StatementProblemReason } from "./statement.ts";
import { writtenAccount, writtenText } from "./written.ts";
import { child, childrenNamed, descend, textAt, type XmlElement } from "./xml-tree.ts";

/** Reads CdtDbtInd as it stands. */
export function readSide(element: XmlElement): BalanceSide | null {
  const indicator = textAt(element, "CdtDbtInd").trim();
  if (indicator === "CRDT") return "credit";
  return indicator === "DBIT" ? "debit" : null;
}

/** Reads Dt or DtTm of a date choice: the day as the bank writes it, in its own time. */
export function readDay(element: XmlElement | null): PlainDate | null {
  const text = textAt(element, "Dt") || textAt(element, "DtTm") || (element?.text ?? "");
  return parsePlainDate(text.trim().slice(0, 10));
}

/** Reads an element with an amount and the attribute Ccy. */
export function readAmountOf(amount: XmlElement | null): AmountReading {
  return readAmount((amount?.text ?? "").trim(), amount?.currency ?? null);
}

/** Reads IBAN, or another scheme's number. */
export function readAccount(account: XmlElement | null): string | null {
  const id = child(account, "Id");
  return (
    writtenAccount(textAt(id, "IBAN")) ??
    writtenAccount(textAt(id, "Othr", "Id")) ??
    writtenAccount(textAt(id, "PrtryAcct", "Id")) ??
    writtenAccount(textAt(id, "BBAN"))
  );
}

export type CamtBalanceReading =
  | { readonly ok: true; readonly kind: string; readonly balance: CurrencyBalance }
  | { readonly ok: false; readonly reason: StatementProblemReason };

/** Reads Bal; its kind is the code OPBD, PRCD, CLBD … */
export function readCamtBalance(element: XmlElement): CamtBalanceReading {
  const amount = readAmountOf(child(element, "Amt"));
  const side = readSide(element);
  if (!amount.ok) {
    return { ok: false, reason: amount.reason === "not-an-amount" ? "balance-malformed" : amount.reason };
  }
  if (side === null) return { ok: false, reason: "balance-malformed" };
  const balance: CurrencyBalance = {
    date: readDay(child(element, "Dt")),
    amountMinor: amount.amountMinor,
    side,
    currency: child(element, "Amt")?.currency ?? null,
  };
  return { ok: true, kind: textAt(element, "Tp", "CdOrPrtry", "Cd").trim(), balance };
}

/** What one TxDtls says, small enough to keep a batch of a hundred thousand. */
export interface TransactionDetail {
  /** The amount in the entry's own currency, when the bank gives one. */
  readonly amounts: readonly { readonly currency: string | null; readonly reading: AmountReading }[];
  readonly side: BalanceSide | null;
  readonly bankReference: string | null;
  readonly customerReference: string | null;
  readonly debtor: CamtParty;
  readonly creditor: CamtParty;
  readonly title: string | null;
}

interface CamtParty {
  readonly name: string | null;
  readonly account: string | null;
}

export function readTransactionDetail(element: XmlElement): TransactionDetail {
  const amountDetails = child(element, "AmtDtls");
  const amounts = [
    child(element, "Amt"),
    descend(amountDetails, "TxAmt", "Amt"),
    descend(amountDetails, "CntrValAmt", "Amt"),
    descend(amountDetails, "InstdAmt", "Amt"),
  ];
  const references = child(element, "Refs");
  const parties = child(element, "RltdPties");
  return {
    amounts: amounts
      .filter((amount) => amount !== null)
      .map((amount) => ({ currency: amount.currency, reading: readAmountOf(amount) })),
    side: readSide(element),
    bankReference: writtenText(textAt(references, "AcctSvcrRef")),
    customerReference: writtenText(textAt(references, "EndToEndId")),
    debtor: readParty(parties, "Dbtr"),
    creditor: readParty(parties, "Cdtr"),
    title: readRemittance(child(element, "RmtInf")) ?? writtenText(textAt(element, "AddtlTxInf")),
  };
}

/** The party's name — since version 8 one level deeper — or else that of the one it acts for. */
function readParty(parties: XmlElement | null, role: "Dbtr" | "Cdtr"): CamtParty {
  const nameOf = (party: string) =>
    writtenText(textAt(parties, party, "Nm")) ?? writtenText(textAt(parties, party, "Pty", "Nm"));
  return {
    name: nameOf(role) ?? nameOf(`Ultmt${role}`),
    account: readAccount(child(parties, `${role}Acct`)),
  };
}

/** Unstructured lines joined as they stand; without any, the structured references. */
function readRemittance(information: XmlElement | null): string | null {
  const unstructured = childrenNamed(information, "Ustrd").map((line) => line.text);
  const free = writtenText(unstructured.join(""));
  if (free !== null) return free;
  const structured = childrenNamed(information, "Strd");
  const references = structured
    .map((line) => writtenText(textAt(line, "CdtrRefInf", "Ref") || textAt(line, "CdtrRefInf", "CdtrRef")))
    .filter((text) => text !== null);
  if (references.length > 0) return references.join(" ");
  return writtenText(
    structured
      .flatMap((line) => childrenNamed(line, "AddtlRmtInf"))
      .map((addition) => addition.text)
      .join(""),
  );
}
