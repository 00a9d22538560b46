import { LATE_INTEREST_RATES } from "../law/late-interest-rates.ts";
import { rateUnknown } from "../law/legal-table.ts";
import { endOfTerm } from "../law/public-holidays.ts";
import { formatScaled } from "../values/decimal.ts";
import { addGrosze, type Grosze, grosze } from "../values/money.ts";
import { addDays, daysBetween, type PlainDate } from "../values/plain-date.ts";
import { accept, type Refusal, type Result, refusal, refuse } from "../values/result.ts";
import { multiplyDivideHalfUp } from "../values/rounding.ts";
import type { Working, WorkingStep } from "../values/working.ts";

export interface LateDebt {
  readonly principalGrosze: Grosze;
  /** The due day as written on the document, before it moves past free days. */
  readonly due: PlainDate;
  /** The day of payment, or the day up to which interest is asked for. */
  readonly paid: PlainDate;
}

/** Interest for delay of one debt. */
export interface LateInterest {
  readonly interestGrosze: Grosze;
  /** The due day after art. 115 kc. */
  readonly dueMoved: PlainDate;
  /** One per rate, in order; empty when the debt was paid in time. */
  readonly periods: readonly LateInterestPeriod[];
  readonly working: Working;
}

/** Days under one rate; `from` and `to` both bear interest. */
export interface LateInterestPeriod {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly days: number;
  /** Hundredths of a percent a year: 1125 is 11.25 %. */
  readonly rateHundredthsOfPercent: number;
  /** Rounded half up to the grosz. */
  readonly interestGrosze: Grosze;
  /** The act that set the rate. */
  readonly act: string;
}

const DAYS_IN_YEAR = 365;
const WHOLE_IN_HUNDREDTHS_OF_PERCENT = 10_000;
/** Above ten thousand million złoty the interest of centuries would leave the exact range of numbers. */
const LARGEST_PRINCIPAL_GROSZE = 1_000_000_000_000;

/**
 * Statutory interest for delay: from the day after the (moved) due day through the day of payment, actual days / 365,
 * each rate period rounded half up to the grosz and then summed. After the last known rate, that rate goes on.
 * Refuses `rate-unknown` when a day that bears interest lies before the table, `principal-negative`, `principal-too-large`.
 * @law kc art. 481 § 1 and 2, art. 115
 */
export function lateInterest({ principalGrosze, due, paid }: LateDebt): Result<LateInterest> {
  const dueMoved = endOfTerm(due);
  const first = addDays(dueMoved, 1);
  const refusals: Refusal[] = [];
  if (principalGrosze < 0) refusals.push(refusal("principal-negative", { amountGrosze: principalGrosze }));
  if (principalGrosze > LARGEST_PRINCIPAL_GROSZE)
    refusals.push(refusal("principal-too-large", { amountGrosze: principalGrosze }));
  const tableStart = LATE_INTEREST_RATES.values[0]?.validFrom;
  if (paid >= first && (tableStart === undefined || first < tableStart))
    refusals.push(rateUnknown(LATE_INTEREST_RATES, first));
  if (refusals.length > 0) return refuse(...refusals);

  const periods = ratePeriods(first, paid).map((period) => ({
    ...period,
    interestGrosze: grosze(
      multiplyDivideHalfUp(
        principalGrosze,
        period.rateHundredthsOfPercent * period.days,
        DAYS_IN_YEAR * WHOLE_IN_HUNDREDTHS_OF_PERCENT,
      ),
    ),
  }));
  const interestGrosze = addGrosze(...periods.map((period) => period.interestGrosze));
  const working = [
    dueDayStep(due, dueMoved),
    ...periods.map((period) => periodStep(principalGrosze, period)),
    ...lastKnownRateSteps(periods),
    { step: "late-interest-total", inputs: { periods: periods.length }, outcome: interestGrosze },
  ];
  return accept({ interestGrosze, dueMoved, periods, working });
}

/** Cuts the days from `first` to `last`, both included, wherever the rate changes; none when `last` is earlier. */
function ratePeriods(first: PlainDate, last: PlainDate): Omit<LateInterestPeriod, "interestGrosze">[] {
  const rates = LATE_INTEREST_RATES.values;
  return rates.flatMap((rate, index) => {
    const next = rates[index + 1];
    const from = rate.validFrom > first ? rate.validFrom : first;
    const to = next !== undefined && next.validFrom <= last ? addDays(next.validFrom, -1) : last;
    if (to < from) return [];
    const days = daysBetween(from, to) + 1;
    return [{ from, to, days, rateHundredthsOfPercent: rate.value, act: rate.citation }];
  });
}

function dueDayStep(due: PlainDate, dueMoved: PlainDate): WorkingStep {
  return { step: "due-day-moved", inputs: { due }, outcome: dueMoved, source: "art. 115 kc" };
}

function periodStep(principalGrosze: Grosze, period: LateInterestPeriod): WorkingStep {
  return {
    step: "late-interest-period",
    inputs: {
      principalGrosze,
      from: period.from,
      to: period.to,
      days: period.days,
      ratePercent: formatScaled(period.rateHundredthsOfPercent, 2, { separator: "." }),
    },
    outcome: period.interestGrosze,
    source: `${LATE_INTEREST_RATES.provision}; ${period.act}`,
  };
}

/** Days after the table's last check are charged at the last known rate; the working says so. */
function lastKnownRateSteps(periods: readonly LateInterestPeriod[]): WorkingStep[] {
  const last = periods.at(-1);
  const { checkedOn, provision } = LATE_INTEREST_RATES;
  if (last === undefined || last.to <= checkedOn) return [];
  return [{ step: "last-known-rate-continued", inputs: { checkedOn }, outcome: last.to, source: provision }];
}
