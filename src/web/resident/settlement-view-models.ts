import type { Medium } from "../../domain/ledger/accounts.ts";
import type { ParticipantRecord, SettlementFigures } from "../../domain/settlement/settlement-record.ts";
import type { Grosze } from "../../domain/values/money.ts";
import type { Month } from "../../domain/values/month.ts";
import type { PlainDate } from "../../domain/values/plain-date.ts";
import type { AccountPurpose } from "./account-view-models.ts";
import type { AsOf, UnitPlace } from "./place-view-models.ts";
import type { SourceChange } from "./source-change-models.ts";

// — Media rozliczenia —

/** Both days belong to it. */
export interface SettledPeriod {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** One settlement of one right, as the lists and the news name it. */
export interface SettlementHead {
  /** The settlement and the participant: "17-204". */
  readonly settlementId: string;
  readonly place: UnitPlace;
  readonly code: string;
  readonly medium: Medium;
  readonly name: string;
  readonly period: SettledPeriod;
  readonly isReversed: boolean;
  readonly postedOn: PlainDate;
  readonly dueOn: PlainDate;
  readonly costGrosze: Grosze;
  readonly advancesGrosze: Grosze;
  /** Costs − advances: above zero is a shortfall, below a surplus. */
  readonly resultGrosze: Grosze;
}

/** A unit's media account and what was settled on it in the year. */
export interface SettledAccount {
  readonly place: UnitPlace;
  /** Null where the unit is invoiced: its account is not on the portal. */
  readonly account: { readonly accountId: string; readonly number: string } | null;
  readonly settlements: readonly SettlementHead[];
}

export interface SettlementsView {
  readonly asOf: AsOf;
  /** Results that another program took back in this year. */
  readonly withdrawn: readonly SourceChange[];
  /** Year of posting. */
  readonly year: number;
  readonly years: readonly number[];
  readonly accounts: readonly SettledAccount[];
  /** The account the page is about; null for all of them. */
  readonly accountId: string | null;
  /** Settled periods of what is shown, the second filter. */
  readonly periods: readonly SettledPeriod[];
  readonly period: SettledPeriod | null;
}

export interface SettlementView extends SettlementHead {
  readonly asOf: AsOf;
  /** What another program changed of the result after it had been shown. */
  readonly changes: readonly SourceChange[];
  /** Days of the period that this right stands for. */
  readonly ownPeriod: SettledPeriod;
  readonly interestFreeUntil: PlainDate | null;
  readonly account: { readonly accountId: string; readonly number: string } | null;
  readonly isInvoiced: boolean;
  readonly documentNumber: string | null;
  readonly vatGrosze: Grosze;
  readonly proposedAdvanceGrosze: Grosze | null;
  /** Percent of the unit's cost that the proposed advances bring in; null where it is not known. */
  readonly proposedAdvancePercent: string | null;
  /** Advances month by month; none where their sum is not (any more) what was subtracted. */
  readonly advanceMonths: readonly { readonly month: Month; readonly amountGrosze: Grosze }[];
  /** What of the result is still to be paid (above zero) or used (below); null where it is not known to the person who asks. */
  readonly remainingGrosze: Grosze | null;
  readonly setOffs: readonly {
    readonly id: string;
    readonly documentNumber: string;
    readonly postedOn: PlainDate;
    readonly amountGrosze: Grosze;
    readonly account: { readonly accountId: string; readonly purpose: AccountPurpose };
  }[];
  readonly replacedBy: {
    readonly settlementId: string;
    readonly code: string;
    readonly postedOn: PlainDate;
  } | null;
  readonly corrects: { readonly settlementId: string; readonly code: string } | null;
  readonly figures: SettlementFigures;
  readonly own: ParticipantRecord;
}
