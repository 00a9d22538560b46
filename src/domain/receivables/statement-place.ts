import { firstDay, type Month } from "../values/month.ts";
import type { PlainDate } from "../values/plain-date.ts";
import { accept, type Refusal, type Result, refusal, refuse } from "../values/result.ts";
import type { NumberScheme } from "./matching.ts";

/** A bank account of the cooperative. */
export interface BankAccount {
  readonly id: number;
  /** 26 digits. */
  readonly number: string;
  /** Its account in the ledger. */
  readonly ledgerAccountId: number;
}

/** The bank account a statement belongs to; for a statement of a virtual account also that number. */
export interface StatementPlace {
  readonly bankAccount: BankAccount;
  readonly ownNumber: string | null;
}

/**
 * Which bank account of the books a statement is of. A statement of a virtual account belongs to the account at the same bank, or to
 * the only one. Refuses `unknown-bank-account`, and `before-first-month` when an entry is older than the books: the opening balance
 * holds it already.
 */
export function placeOfStatement(
  statement: { readonly account: string | null; readonly firstBookedOn: PlainDate | null },
  books: {
    readonly firstMonth: Month;
    readonly bankAccounts: readonly BankAccount[];
    readonly schemes: readonly NumberScheme[];
  },
): Result<StatementPlace> {
  const account = statement.account?.replace(/^PL/, "") ?? "";
  const direct = books.bankAccounts.find(({ number }) => number === account);
  const bankAccount = direct ?? bankAccountOfVirtual(account, books);
  const refusals: Refusal[] = [];
  if (bankAccount === null) {
    refusals.push(refusal("unknown-bank-account", { account: statement.account }));
  }
  const { firstBookedOn } = statement;
  if (firstBookedOn !== null && firstBookedOn < firstDay(books.firstMonth)) {
    refusals.push(refusal("before-first-month", { day: firstBookedOn, month: books.firstMonth }));
  }
  if (bankAccount === null || refusals.length > 0) return refuse(...refusals);
  return accept({ bankAccount, ownNumber: direct === undefined ? account : null });
}

function bankAccountOfVirtual(
  account: string,
  { bankAccounts, schemes }: { bankAccounts: readonly BankAccount[]; schemes: readonly NumberScheme[] },
): BankAccount | null {
  const isVirtual = schemes.some(({ sortCode, clientPrefix }) =>
    account.startsWith(sortCode + clientPrefix, 2),
  );
  if (!isVirtual) return null;
  const ofBank = bankAccounts.filter(({ number }) => number.slice(2, 10) === account.slice(2, 10));
  const candidates = ofBank.length > 0 ? ofBank : bankAccounts;
  return candidates.length === 1 ? (candidates[0] ?? null) : null;
}
