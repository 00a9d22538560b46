import { addGrosze, type Grosze, grosze, NO_GROSZE } from "../values/money.ts";
import { COOPERATIVE_AS_A_WHOLE } from "./accounts.ts";
import { effectOf, type Posting, type Side } from "./documents.ts";

/**
 * Closes a document that touches several balances: for every property whose postings do not balance by themselves a line on the
 * inter-property account, and one for the cooperative as a whole, so that debits equal credits per document and per property.
 * The postings must balance as a whole; if they do not, that is a bug and throws.
 */
export function balanceProperties(postings: readonly Posting[], interPropertyAccountId: number): Posting[] {
  const balances = balanceByProperty(postings);
  const total = addGrosze(...balances.values());
  if (total !== 0) throw new Error(`postings do not balance: ${total}`);
  const closing = [...balances]
    .filter(([, balance]) => balance !== 0)
    .sort(([a], [b]) => a - b)
    .map(([propertyId, balance]) =>
      ledgerLine(interPropertyAccountId, propertyId, closingSide(balance), balance),
    );
  return [...postings, ...closing];
}

/** Wn − Ma per property. */
export function balanceByProperty(postings: readonly Posting[]): Map<number, Grosze> {
  const balances = new Map<number, Grosze>();
  for (const { propertyId, side, amountGrosze } of postings) {
    balances.set(propertyId, addGrosze(balances.get(propertyId) ?? NO_GROSZE, effectOf(side, amountGrosze)));
  }
  return balances;
}

/** A posting on a ledger account: opens no item, has no due day. The amount's sign is dropped: the side says it. */
export function ledgerLine(
  accountId: number,
  propertyId: number,
  side: Side,
  amount: Grosze,
  text: string | null = null,
): Posting {
  return {
    accountId,
    propertyId,
    side,
    amountGrosze: grosze(Math.abs(amount)),
    effectiveOn: null,
    dueOn: null,
    concernsMonth: null,
    bankEntryId: null,
    text,
    item: null,
  };
}

/** Lines of the cooperative as a whole: bank, clearing. */
export function cooperativeLine(
  accountId: number,
  side: Side,
  amount: Grosze,
  text: string | null = null,
): Posting {
  return ledgerLine(accountId, COOPERATIVE_AS_A_WHOLE, side, amount, text);
}

function closingSide(balance: Grosze): Side {
  return balance > 0 ? "C" : "D";
}
