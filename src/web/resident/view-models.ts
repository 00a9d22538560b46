import type { RateBase } from "../../domain/fees/rates.ts";
import type { RightKind, UnitKind } from "../../domain/fees/unit-facts.ts";
import type { Nature, Purpose } from "../../domain/ledger/accounts.ts";
import type { DocumentKind } from "../../domain/ledger/documents.ts";
import type { Grosze } from "../../domain/values/money.ts";
import type { Month } from "../../domain/values/month.ts";
import type { PlainDate } from "../../domain/values/plain-date.ts";
import type { Quantity, Rate } from "../../domain/values/quantity.ts";

/**
 * What the resident's pages are given. Every sum arrives computed from the ledger: pages add nothing up.
 * A balance is always Wn − Ma (`balanceGrosze`): above zero is owed, below zero is overpaid; the pages say it in words.
 */

/** A unit as a person calls it: "Lokal 12", "ul. Lipowa 4". */
export interface UnitPlace {
  readonly unitId: string;
  readonly name: string;
  readonly address: string;
}

/** The moment the figures hold for; `time` is the cooperative's local time, "10:15". */
export interface AsOf {
  readonly date: PlainDate;
  readonly time: string;
}

/** A resolution or regulation behind a rate. */
export interface Resolution {
  readonly number: string;
  readonly date: PlainDate;
  readonly organ: "management-board" | "supervisory-board" | "general-meeting" | "municipality";
}

// — Start —

export interface StartView {
  readonly asOf: AsOf;
  readonly units: readonly StartUnit[];
  readonly news: readonly NewsItem[];
}

export interface StartUnit {
  readonly place: UnitPlace;
  /** All receivables of the person's right on this unit, Wn − Ma. */
  readonly balanceGrosze: Grosze;
  /** What has to arrive by the next due day, arrears included and overpayments taken off; null when nothing. */
  readonly due: { readonly amountGrosze: Grosze; readonly by: PlainDate; readonly month: Month } | null;
  /** The part of `due` whose day has already passed. */
  readonly overdueGrosze: Grosze;
  readonly lastPayment: PaymentSummary | null;
  /** Month whose components explain the amount; null before the first assessment. */
  readonly latestAssessedMonth: Month | null;
  /** First day the person no longer holds the unit; null while they do. */
  readonly heldUntil: PlainDate | null;
}

export interface PaymentSummary {
  readonly paymentId: string;
  readonly date: PlainDate;
  readonly amountGrosze: Grosze;
  readonly statementNumber: string;
}

export type NewsItem =
  | {
      readonly kind: "month-assessed";
      readonly date: PlainDate;
      readonly place: UnitPlace;
      readonly month: Month;
      readonly totalGrosze: Grosze;
    }
  | {
      readonly kind: "month-corrected";
      readonly date: PlainDate;
      readonly place: UnitPlace;
      readonly month: Month;
      readonly differenceGrosze: Grosze;
    }
  | {
      readonly kind: "payment-credited";
      readonly date: PlainDate;
      readonly place: UnitPlace;
      readonly payment: PaymentSummary;
    };

// — Dane osobowe —

export interface PersonalView {
  readonly asOf: AsOf;
  readonly name: string;
  /** Already masked, "•••••••4321"; the whole number never leaves the database. */
  readonly peselMasked: string | null;
  readonly addresses: readonly {
    readonly kind: "residence" | "correspondence";
    readonly lines: readonly string[];
  }[];
  readonly telephone: string | null;
  readonly email: string | null;
  readonly login: string;
  readonly membership: { readonly number: string; readonly since: PlainDate } | null;
  readonly rights: readonly PersonalRight[];
}

export interface PersonalRight {
  readonly rightId: string;
  readonly place: UnitPlace;
  readonly unitKind: UnitKind;
  readonly kind: RightKind;
  /** "Akt notarialny Rep. A 1234/2019 z 4 marca 2019". */
  readonly basisDocument: string | null;
  readonly from: PlainDate;
  /** First day the right no longer holds (half-open); null while it holds. */
  readonly until: PlainDate | null;
  readonly jointHolders: readonly string[];
  readonly areaCm2: number | null;
  readonly persons: number | null;
}

// — Czynsz —

export interface FeeYearView {
  readonly unit: UnitPlace;
  readonly units: readonly UnitPlace[];
  readonly year: number;
  readonly years: readonly number[];
  /** Newest first or oldest first as given; only months that have something. */
  readonly months: readonly {
    readonly month: Month;
    readonly assessedGrosze: Grosze;
    readonly correctionsGrosze: Grosze;
    readonly totalGrosze: Grosze;
  }[];
  readonly assessedGrosze: Grosze;
  readonly correctionsGrosze: Grosze;
  readonly totalGrosze: Grosze;
}

export interface FeeMonthView {
  readonly unit: UnitPlace;
  readonly units: readonly UnitPlace[];
  readonly month: Month;
  readonly previous: Month | null;
  readonly next: Month | null;
  readonly dueDate: PlainDate | null;
  readonly documentNumber: string | null;
  readonly lines: readonly FeeLine[];
  readonly vat: readonly {
    readonly ratePercent: string;
    readonly netGrosze: Grosze;
    readonly vatGrosze: Grosze;
  }[];
  readonly assessedGrosze: Grosze;
  readonly corrections: readonly FeeCorrection[];
  readonly correctionsGrosze: Grosze;
  readonly totalGrosze: Grosze;
}

export interface FeeLine {
  readonly lineId: string;
  readonly component: string;
  readonly base: RateBase;
  /** As the charge has it: of "percent" the złoty it is taken of, of "property" the unit's m², both in millionths. */
  readonly baseQuantity: Quantity;
  /** As the charge has it: of "percent" millionths of a percent, of "property" the whole amount to divide. */
  readonly rate: Rate;
  readonly amountGrosze: Grosze;
  /** "23", "8", "5", "0" or "exempt"; null where the fee is outside VAT. */
  readonly vatPercent: string | null;
  readonly resolution: Resolution | null;
  /** The old amount of a rate in court. */
  readonly isDisputed: boolean;
}

export interface FeeCorrection {
  readonly documentNumber: string;
  readonly postingDate: PlainDate;
  readonly component: string;
  readonly reason: string;
  readonly amountGrosze: Grosze;
}

export interface FeeLineView {
  readonly unit: UnitPlace;
  readonly month: Month;
  readonly line: FeeLine;
  /** What the component is for, in the cooperative's words. */
  readonly explanation: string | null;
  /** Name of the equipment counted, for base "equipment". */
  readonly equipment: string | null;
  /** m³ for one person, for base "norm-persons". */
  readonly norm: Quantity | null;
  /** Name of the component a "percent" is taken of. */
  readonly percentOfComponent: string | null;
  /** Days charged where a holder changed inside the month; null for a whole month. */
  readonly daysCharged: number | null;
  readonly rateFrom: PlainDate | null;
  readonly resolutionTitle: string | null;
  readonly justification: string | null;
  /** Case number of a disputed rate. */
  readonly courtCase: string | null;
}

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
  /** Where the line is explained: its fee month or its bank line. */
  readonly explainedBy:
    | { readonly kind: "fee-month"; readonly month: Month; readonly unitId: string }
    | { readonly kind: "payment"; readonly paymentId: string }
    | null;
}

export interface AccountDocumentsView {
  readonly asOf: AsOf;
  readonly account: AccountYear;
  readonly year: number;
  readonly years: readonly number[];
  readonly lines: readonly AccountDocumentLine[];
}

// — Wpłaty —

export interface PaymentView {
  readonly paymentId: string;
  readonly place: UnitPlace | null;
  readonly bookingDate: PlainDate;
  readonly valueDate: PlainDate | null;
  readonly amountGrosze: Grosze;
  /** Written by a stranger: shown as text, never as markup. */
  readonly title: string;
  readonly statementNumber: string;
  readonly bankReference: string | null;
  readonly virtualAccountNumber: string | null;
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
}
