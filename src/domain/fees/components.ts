import type { Medium } from "../ledger/accounts.ts";

/** The ledger account a component's charges are posted against (docs/guides/posting-table.md). */
export type PostedTo = "operating-revenue" | "repair-fund" | "advances";

/** Codes of VAT as the register keeps them; they apply to commercial units only. */
export const VAT_RATES_OF_COMPONENTS = ["23", "8", "5", "0", "exempt"] as const;
export type VatRate = (typeof VAT_RATES_OF_COMPONENTS)[number];

/** One component of the monthly fee: operation, repair fund, heating advance, waste … */
export interface FeeComponent {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly purpose: "fees" | "repair-fund";
  readonly postedTo: PostedTo;
  /** Set exactly where the component is an advance. */
  readonly medium: Medium | null;
  readonly vatRate: VatRate | null;
  /** Place in the list a resident sees. */
  readonly position: number;
}

/** The purpose of the resident account that bears a charge. Commercial units get invoices. */
export type ChargedPurpose = "fees" | "repair-fund" | "invoice";

export function purposeOfCharge(component: FeeComponent, unitKind: string): ChargedPurpose {
  return unitKind === "commercial" ? "invoice" : component.purpose;
}
