import type { RightKind } from "../../domain/fees/unit-facts.ts";
import type { Nature, Purpose } from "../../domain/ledger/accounts.ts";
import type { DocumentKind } from "../../domain/ledger/documents.ts";
import type { Grosze } from "../../domain/values/money.ts";
import type { Month } from "../../domain/values/month.ts";
import type { PlainDate } from "../../domain/values/plain-date.ts";
import type { AsOf, UnitPlace } from "./place-view-models.ts";
import type { SourceChange } from "./source-change-models.ts";

// — Księgowość —

/** Court claims and invoices never reach the portal. */
export type AccountPurpose = Exclude<Purpose, "court-claim" | "invoice">;

export type AccountNature = Exclude<Nature, "court" | "invoice">;

export interface AccountHead {
  readonly accountId: string;
  readonly number: string;
  readonly purpose: AccountPurpose;
  readonly nature: AccountNature;
  readonly place: UnitPlace | null;
}

export interface AccountYear extends AccountHead {
  /** Another program kept it until the cooperative's books were opened here; what was left stands on a new account. */
  readonly isPast: boolean;
  readonly openingGrosze: Grosze;
  readonly debitGrosze: Grosze;
  readonly creditGrosze: Grosze;
  readonly balanceGrosze: Grosze;
}

export interface AccountingYearView {
  readonly asOf: AsOf;
  readonly year: number;
  readonly years: readonly number[];
  readonly accounts: readonly AccountYear[];
}

export interface AccountMonthsView {
  readonly asOf: AsOf;
  readonly account: AccountYear;
  readonly year: number;
  readonly years: readonly number[];
  readonly months: readonly {
    readonly month: Month;
    readonly debitGrosze: Grosze;
    readonly creditGrosze: Grosze;
    readonly balanceGrosze: Grosze;
  }[];
}

export interface AccountDocumentLine {
  readonly lineId: string;
  readonly documentNumber: string;
  readonly kind: DocumentKind;
  readonly documentDate: PlainDate;
  readonly postingDate: PlainDate;
  readonly dueDate: PlainDate | null;
  readonly text: string;
  readonly debitGrosze: Grosze;
  readonly creditGrosze: Grosze;
  /** The account's balance after this line. */
  readonly balanceGrosze: Grosze;
  /** Where the line is explained: its fee month, its bank line or its settlement. */
  readonly explainedBy:
    | { readonly kind: "fee-month"; readonly month: Month; readonly unitId: string }
    | { readonly kind: "payment"; readonly paymentId: string }
    | { readonly kind: "settlement"; readonly settlementId: string }
    | null;
}

/** An open item the books began with. */
export interface OpeningItem {
  readonly itemId: string;
  readonly documentNumber: string;
  /** The document it came from, as the records before called it. */
  readonly originalDocument: string | null;
  readonly month: Month | null;
  readonly dueDate: PlainDate | null;
  readonly originalGrosze: Grosze | null;
  /** Wn − Ma. */
  readonly amountGrosze: Grosze;
}

export interface AccountDocumentsView {
  readonly asOf: AsOf;
  readonly account: AccountYear;
  readonly year: number;
  readonly years: readonly number[];
  /** What the opening balance is made of; only in the first year of the books. */
  readonly openingItems: readonly OpeningItem[];
  readonly lines: readonly AccountDocumentLine[];
  /** What another program changed of the year after it had been shown. */
  readonly changes: readonly SourceChange[];
}

// — Wpłaty —

export interface PaymentView {
  readonly asOf: AsOf;
  readonly paymentId: string;
  readonly place: UnitPlace | null;
  readonly bookingDate: PlainDate;
  readonly amountGrosze: Grosze;
  /** Written by a stranger: shown as text, never as markup. */
  readonly title: string;
  readonly statementNumber: string;
  readonly state: "credited" | "returned" | "in-clearing";
  readonly covered: readonly {
    readonly itemId: string;
    readonly documentNumber: string;
    readonly text: string;
    readonly dueDate: PlainDate | null;
    readonly amountGrosze: Grosze;
    readonly account: AccountHead;
    readonly year: number;
  }[];
  readonly coveredGrosze: Grosze;
  /** What covered no item yet: an overpayment that reduces the next fee. */
  readonly surplusGrosze: Grosze;
}

// — Wirtualne rachunki —

export interface VirtualAccountsView {
  readonly asOf: AsOf;
  readonly accounts: readonly VirtualAccount[];
}

export interface VirtualAccount {
  readonly place: UnitPlace;
  readonly right: RightKind;
  readonly holders: readonly string[];
  /** 26 digits without spaces. */
  readonly number: string;
  readonly recipientName: string;
  readonly recipientAddress: string;
  readonly transferTitle: string;
  /** What the code asks the bank to fill in; null when the payer types the amount. */
  readonly qrAmountGrosze: Grosze | null;
  readonly qrPayload: string | null;
  /** First day the number no longer belongs to this right's holders; null while it does. */
  readonly heldUntil: PlainDate | null;
  /** Day on which the number was withdrawn: nobody may pay to it any more. */
  readonly withdrawnOn: PlainDate | null;
}
