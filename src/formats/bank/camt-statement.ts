import {
  balanceAgreement,
  type CurrencyBalance,
  plainBalance,
  type RunningTotal,
  signedMinor,
} from "./balance.ts";
import { readCamtEntry } from "./camt-entry.ts";
import { readAccount, readCamtBalance, type TransactionDetail } from "./camt-fields.ts";
import type { StatementEvent, StatementHeader } from "./statement.ts";
import { writtenText } from "./written.ts";
import { textAt, type XmlElement } from "./xml-tree.ts";

/** One Stmt, Rpt or Ntfctn while its parts pass by. */
export interface CamtStatement {
  /** A direct child, whole; `details` are the transactions of a Ntry. */
  addPart(element: XmlElement, details: readonly TransactionDetail[]): void;
  close(line: number): void;
}

export function createCamtStatement(startLine: number, events: StatementEvent[]): CamtStatement {
  const numbers = new Map<string, string | null>();
  let account: string | null = null;
  let accountCurrency: string | null = null;
  let opening: CurrencyBalance | null = null;
  let previous: CurrencyBalance | null = null;
  let closing: CurrencyBalance | null = null;
  let entryCurrency: string | null = null;
  let isStarted = false;
  const total: RunningTotal = { amountMinor: 0, oneCurrency: true };

  const header = (): StatementHeader => ({
    account,
    number: numbers.get("ElctrncSeqNb") ?? numbers.get("LglSeqNb") ?? numbers.get("Id") ?? null,
    currency: accountCurrency ?? (opening ?? previous ?? closing)?.currency ?? entryCurrency,
    opening: plainBalance(opening ?? previous),
  });
  const start = () => {
    if (!isStarted) events.push({ kind: "statement-start", statement: header(), line: startLine });
    isStarted = true;
  };
  const addBalance = (element: XmlElement) => {
    const reading = readCamtBalance(element);
    if (!reading.ok) {
      events.push({ kind: "problem", problem: { line: element.line, reason: reading.reason } });
      return;
    }
    if (reading.kind === "OPBD") opening ??= reading.balance;
    else if (reading.kind === "PRCD") previous ??= reading.balance;
    else if (reading.kind === "CLBD") closing = reading.balance;
  };
  const addEntry = (element: XmlElement, details: readonly TransactionDetail[]) => {
    const reading = readCamtEntry(element, details, account);
    entryCurrency ??= reading.entries[0]?.entry.currency ?? null;
    start();
    for (const problem of reading.problems) events.push({ kind: "problem", problem });
    const currency = (opening ?? previous)?.currency ?? null;
    for (const { entry, addressedTo } of reading.entries) {
      total.amountMinor += signedMinor(entry.amountMinor, entry.side);
      if (currency !== null && entry.currency !== currency) total.oneCurrency = false;
      events.push({ kind: "entry", entry, addressedTo, line: element.line });
    }
  };

  return {
    addPart(element, details) {
      if (element.name === "Acct") {
        account = readAccount(element);
        accountCurrency = writtenText(textAt(element, "Ccy"));
      } else if (element.name === "Bal") addBalance(element);
      else if (element.name === "Ntry") addEntry(element, details);
      else if (NUMBERS.has(element.name)) numbers.set(element.name, writtenText(element.text));
    },
    close(line) {
      start();
      const first = opening ?? previous;
      const statement = {
        ...header(),
        closing: plainBalance(closing),
        balances: balanceAgreement(first, total, closing),
      };
      events.push({ kind: "statement-end", statement, line });
    },
  };
}

const NUMBERS: ReadonlySet<string> = new Set(["ElctrncSeqNb", "LglSeqNb", "Id"]);
