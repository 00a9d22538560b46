import { readAmount } from "./amount.ts";
import {
  balanceAgreement,
  type CurrencyBalance,
  plainBalance,
  type RunningTotal,
  signedMinor,
} from "./balance.ts";
import type { StatementEntry, StatementEvent, StatementHeader, StatementProblemReason } from "./statement.ts";
import { readShortDate } from "./statement-dates.ts";
import { writtenAccount, writtenText } from "./written.ts";

/** One MT940 statement while its fields pass by; tells its start before its first entry, or at its end. */
export interface Mt940Statement {
  /** Would this header field begin the next statement of a file that leaves `:20:` out or closes without `-`? */
  isNextHeader(tag: string, text: string): boolean;
  addHeader(tag: string, text: string, line: number): void;
  addEntry(entry: StatementEntry, addressedTo: string | null, line: number): void;
  /** An entry was refused. */
  markIncomplete(): void;
  currency(): string | null;
  /** `isTerminated`: the bank's own end mark was read, not the next header or the end of the file. */
  close(line: number, isTerminated: boolean): void;
}

type BalanceReading =
  | { readonly ok: true; readonly balance: CurrencyBalance }
  | { readonly ok: false; readonly reason: StatementProblemReason };

const BALANCE = /^([CD])(\d{6})([A-Z]{3})([\d.,]+)\s*$/;
const LONGEST_ACCOUNT = 35;

export function createMt940Statement(startLine: number, events: StatementEvent[]): Mt940Statement {
  const seen = new Set<string>();
  let account: string | null = null;
  let number: string | null = null;
  let opening: CurrencyBalance | null = null;
  let closing: CurrencyBalance | null = null;
  let isStarted = false;
  const total: RunningTotal = { amountMinor: 0, oneCurrency: true };

  const problem = (line: number, reason: StatementProblemReason) =>
    events.push({ kind: "problem", problem: { line, reason } });
  const currency = () => (opening ?? closing)?.currency ?? null;
  const header = (): StatementHeader => ({
    account,
    number,
    currency: currency(),
    opening: plainBalance(opening),
  });
  const start = () => {
    if (!isStarted) events.push({ kind: "statement-start", statement: header(), line: startLine });
    isStarted = true;
  };
  const addAccount = (text: string, line: number) => {
    const read = readAccount(text);
    if (read === null) problem(line, "account-malformed");
    else account ??= read;
  };
  const addBalance = (tag: string, text: string, line: number) => {
    const reading = readBalance(text);
    if (!reading.ok) problem(line, reading.reason);
    else if (tag.startsWith("60")) opening ??= reading.balance;
    else closing = reading.balance;
  };
  const isCutShort = (isTerminated: boolean) => {
    const headers = ["20", "25", "28"].filter((tag) => seen.has(tag)).length;
    if (headers < 2 || seen.has("62") || seen.has("34")) return false;
    return opening !== null || seen.has("60") || !isTerminated;
  };

  return {
    isNextHeader(tag, text) {
      if (tag === "20") return true;
      if (tag === "60F") return seen.has("62F");
      if (tag.startsWith("25")) return account !== null && readAccount(text) !== null;
      return tag.startsWith("28") && seen.has("28");
    },
    addHeader(tag, text, line) {
      seen.add(tag).add(tag.slice(0, 2));
      if (tag.startsWith("25")) addAccount(text, line);
      else if (tag.startsWith("28")) number = writtenText(text);
      else if (tag.startsWith("60") || tag.startsWith("62")) addBalance(tag, text, line);
    },
    addEntry(entry, addressedTo, line) {
      start();
      total.amountMinor += signedMinor(entry.amountMinor, entry.side);
      events.push({ kind: "entry", entry, addressedTo, line });
    },
    markIncomplete: start,
    currency,
    close(line, isTerminated) {
      start();
      if (isCutShort(isTerminated)) problem(line, "statement-cut-short");
      const statement = {
        ...header(),
        closing: plainBalance(closing),
        balances: balanceAgreement(opening, total, closing),
      };
      events.push({ kind: "statement-end", statement, line });
    },
  };
}

/** An account no longer than `:25:` may be; null for none, or for text that strayed there. */
function readAccount(text: string): string | null {
  const account = writtenAccount(text);
  return account === null || account.length > LONGEST_ACCOUNT ? null : account;
}

/** Reads "C260630PLN15000,00" (BNP Paribas writes a dot). */
function readBalance(text: string): BalanceReading {
  const match = BALANCE.exec(text.trim());
  const date = match === null ? null : readShortDate(match[2] ?? "");
  if (match === null || date === null) return { ok: false, reason: "balance-malformed" };
  const currency = match[3] ?? null;
  const amount = readAmount(match[4] ?? "", currency);
  if (!amount.ok) {
    return { ok: false, reason: amount.reason === "not-an-amount" ? "balance-malformed" : amount.reason };
  }
  const side = match[1] === "C" ? "credit" : "debit";
  return { ok: true, balance: { date, currency, amountMinor: amount.amountMinor, side } };
}
