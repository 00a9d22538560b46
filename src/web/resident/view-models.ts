import type { RateBase } from "../../domain/fees/rates.ts";
import type { RightKind, UnitKind } from "../../domain/fees/unit-facts.ts";
import type { Grosze } from "../../domain/values/money.ts";
import type { Month } from "../../domain/values/month.ts";
import type { PlainDate } from "../../domain/values/plain-date.ts";
import type { Quantity, Rate } from "../../domain/values/quantity.ts";
import type { AsOf, UnitPlace } from "./place-view-models.ts";
import type { SettlementHead } from "./settlement-view-models.ts";
import type { SourceChange } from "./source-change-models.ts";

export type * from "./account-view-models.ts";
export type * from "./library-view-models.ts";
export type * from "./place-view-models.ts";
export type * from "./reading-view-models.ts";
export type * from "./settlement-view-models.ts";
export type * from "./source-change-models.ts";

/**
 * What the resident's pages are given. Every sum arrives computed from the ledger: pages add nothing up.
 * A balance is always Wn − Ma (`balanceGrosze`): above zero is owed, below zero is overpaid; the pages say it in words.
 */

/** A resolution or regulation behind a rate. */
export interface Resolution {
  readonly number: string;
  readonly date: PlainDate;
  readonly organ: "management-board" | "supervisory-board" | "general-meeting" | "municipality";
  /** In the library, where the person may read it there. */
  readonly documentId: number | null;
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
      readonly kind: "settlement-posted";
      readonly date: PlainDate;
      readonly place: UnitPlace;
      readonly settlement: SettlementHead;
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
  readonly asOf: AsOf;
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
  readonly asOf: AsOf;
  readonly unit: UnitPlace;
  readonly units: readonly UnitPlace[];
  readonly month: Month;
  readonly previous: Month | null;
  readonly next: Month | null;
  readonly dueDate: PlainDate | null;
  readonly documentNumber: string | null;
  readonly lines: readonly FeeLine[];
  /** What another program changed of the month after it had been shown. */
  readonly changes: readonly SourceChange[];
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
  readonly asOf: AsOf;
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
