import type { NumberedBankEntry } from "../domain/receivables/bank-entry.ts";
import { grosze, plainZloty } from "../domain/values/money.ts";
import type { Month } from "../domain/values/month.ts";
import { accountCode, BANK_CHARGES_ACCOUNT, SUPPLIERS_ACCOUNT } from "./books.ts";
import type { DemoFacts } from "./facts.ts";
import { HEAT_INVOICE_TITLE, housingBenefits, isBenefitTitle } from "./happenings.ts";

/** What a clerk does with money that waits; null: nothing yet, somebody has to be asked first. */
export type ClerkDecision =
  | { readonly kind: "split"; readonly list: Uint8Array }
  | { readonly kind: "assign"; readonly account: string }
  | null;

/** Tenants' invoices, suppliers and the municipality's list are settled; wrong and missing numbers go on waiting. */
export function clerkDecision(
  { addressedTo, side, title }: NumberedBankEntry,
  facts: DemoFacts,
  months: readonly Month[],
): ClerkDecision {
  if (side === "D") {
    const isHeat = title.startsWith(HEAT_INVOICE_TITLE);
    return { kind: "assign", account: isHeat ? SUPPLIERS_ACCOUNT : BANK_CHARGES_ACCOUNT };
  }
  const month = months.find((each) => isBenefitTitle(title, each));
  if (month !== undefined) return { kind: "split", list: benefitList(facts, month) };
  const number = addressedTo?.replace(/^PL/, "");
  const account = facts.virtualAccounts.find((each) => each.number === number && each.purpose === "invoice");
  const right = account && facts.rights.find(({ code }) => code === account.right);
  return right === undefined ? null : { kind: "assign", account: accountCode(right, "invoice") };
}

/** The municipality's list as the office gets it. */
function benefitList(facts: DemoFacts, month: Month): Uint8Array {
  const rows = housingBenefits(facts, month).map(
    ({ right, amountGrosze }) => `${right};${plainZloty(grosze(amountGrosze)).replace(".", ",")}`,
  );
  return new TextEncoder().encode(["prawo;kwota", ...rows, ""].join("\r\n"));
}
