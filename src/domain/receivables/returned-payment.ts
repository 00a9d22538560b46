import type { NumberedBankEntry } from "./bank-entry.ts";
import { foldText } from "./entry-identity.ts";

export type ReturnedCredit =
  | { readonly entryId: number }
  | { readonly reason: "unmatched-debit" | "unmatched-return" | "ambiguous-return" };

/**
 * Credits that nothing has taken back yet, found by what a return repeats of them: the amount with the reference of the bank or of
 * the customer. A debit marked as a reversal may also show itself by the same account and title. Several are left to a person.
 */
export class ReturnableCredits {
  readonly #byReference = new Map<string, Set<NumberedBankEntry>>();
  readonly #byAmount = new Map<number, Set<NumberedBankEntry>>();

  constructor(credits: readonly NumberedBankEntry[]) {
    for (const credit of credits) {
      for (const key of referenceKeys(credit)) put(this.#byReference, key, credit);
      put(this.#byAmount, credit.amountGrosze, credit);
    }
  }

  /** The credit a debit takes back; it is not found again. A credit booked later is none. */
  take(debit: NumberedBankEntry): ReturnedCredit {
    const byReference = new Set<NumberedBankEntry>();
    for (const key of referenceKeys(debit)) {
      for (const credit of this.#byReference.get(key) ?? []) {
        if (credit.bookedOn <= debit.bookedOn) byReference.add(credit);
      }
    }
    const [only, another] =
      byReference.size > 0 || !debit.isReversal ? byReference : this.#sameTransfers(debit);
    if (another !== undefined) return { reason: "ambiguous-return" };
    if (only === undefined) return { reason: debit.isReversal ? "unmatched-return" : "unmatched-debit" };
    for (const key of referenceKeys(only)) this.#byReference.get(key)?.delete(only);
    this.#byAmount.get(only.amountGrosze)?.delete(only);
    return { entryId: only.id };
  }

  #sameTransfers(debit: NumberedBankEntry): NumberedBankEntry[] {
    const sameAmount = [...(this.#byAmount.get(debit.amountGrosze) ?? [])];
    return sameAmount.filter((credit) => credit.bookedOn <= debit.bookedOn && isSameTransfer(debit, credit));
  }
}

/** Whether a debit says anything by which an earlier credit could be found. */
export function mayReturnCredit(entry: NumberedBankEntry): boolean {
  return (
    entry.side === "D" &&
    (entry.isReversal || entry.bankReference !== null || entry.customerReference !== null)
  );
}

function referenceKeys({ bankReference, customerReference, amountGrosze }: NumberedBankEntry): Set<string> {
  const references = [bankReference, customerReference].filter((each) => each !== null);
  return new Set(references.map((reference) => `${amountGrosze}|${reference}`));
}

function put<K>(index: Map<K, Set<NumberedBankEntry>>, key: K, credit: NumberedBankEntry): void {
  const found = index.get(key);
  if (found === undefined) index.set(key, new Set([credit]));
  else found.add(credit);
}

function isSameTransfer(debit: NumberedBankEntry, credit: NumberedBankEntry): boolean {
  const [debitTitle, creditTitle] = [foldText(debit.title), foldText(credit.title)];
  if (debit.counterpartyAccount !== null && credit.counterpartyAccount !== null) {
    return debit.counterpartyAccount === credit.counterpartyAccount && titlesAgree(debitTitle, creditTitle);
  }
  return debitTitle !== "" && debitTitle === creditTitle;
}

/** Banks put a word of their own before the title of a return. */
function titlesAgree(debitTitle: string, creditTitle: string): boolean {
  return debitTitle.endsWith(creditTitle) || debitTitle.startsWith(creditTitle) || debitTitle === "";
}
