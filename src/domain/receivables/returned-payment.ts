import type { NumberedBankEntry } from "./bank-entry.ts";
import { foldText } from "./entry-identity.ts";

export type ReturnedCredit =
  | { readonly entryId: number }
  | { readonly reason: "unmatched-debit" | "unmatched-return" | "ambiguous-return" };

/**
 * The earlier credit that a debit takes back: same amount, not later, and the same reference of the bank or of the customer. A
 * debit marked as a reversal may also show itself by the same account and title. Several are left to a person.
 * @param credits credits of the same bank account that nothing has taken back yet.
 */
export function returnedCredit(
  debit: NumberedBankEntry,
  credits: readonly NumberedBankEntry[],
): ReturnedCredit {
  const sameAmount = credits.filter(
    (credit) => credit.amountGrosze === debit.amountGrosze && credit.bookedOn <= debit.bookedOn,
  );
  const byReference = sameAmount.filter((credit) => sharesReference(debit, credit));
  const found =
    byReference.length > 0 || !debit.isReversal
      ? byReference
      : sameAmount.filter((credit) => isSameTransfer(debit, credit));
  const [only, another] = found;
  if (another !== undefined) return { reason: "ambiguous-return" };
  if (only !== undefined) return { entryId: only.id };
  return { reason: debit.isReversal ? "unmatched-return" : "unmatched-debit" };
}

/** Whether a debit says anything by which an earlier credit could be found. */
export function mayReturnCredit(entry: NumberedBankEntry): boolean {
  return (
    entry.side === "D" &&
    (entry.isReversal || entry.bankReference !== null || entry.customerReference !== null)
  );
}

function sharesReference(a: NumberedBankEntry, b: NumberedBankEntry): boolean {
  const references = new Set([a.bankReference, a.customerReference].filter((each) => each !== null));
  return [b.bankReference, b.customerReference].some((each) => each !== null && references.has(each));
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
