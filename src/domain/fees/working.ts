import type { Grosze } from "../values/money.ts";
import { lastDay, type Month } from "../values/month.ts";
import type { PlainDate } from "../values/plain-date.ts";
import { type Quantity, quantityForPeople } from "../values/quantity.ts";
import type { WorkingStep } from "../values/working.ts";
import { amountOfBase, MILLIONTHS_IN_A_GROSZ } from "./base.ts";
import type { ChargeLine } from "./charges.ts";
import type { RateBase } from "./rates.ts";

/** The kinds of steps; the message catalogue has a sentence for each. */
export type FeeStep =
  | "fee-base"
  | "fee-rate"
  | "fee-rate-disputed"
  | "fee-product"
  | "fee-percentage"
  | "property-share"
  | "days-of-month"
  | "vat-of-net"
  | "correction-difference"
  | "component-removed"
  | "charge-reversed";

export type FeeWorkingStep = WorkingStep & { readonly step: FeeStep };

/** What the books say of the rate behind a charge. */
export interface RateBehind {
  readonly base: RateBase;
  readonly startsOn: PlainDate;
  readonly equipment: string | null;
  readonly normMillionths: Quantity | null;
  /** Name of the component a percentage is taken of. */
  readonly percentOfComponent: string | null;
  /** The resolution as people cite it; null where the books have none. */
  readonly resolution: string | null;
}

export interface ChargeToExplain {
  readonly month: Month;
  readonly charge: Pick<
    ChargeLine,
    "base" | "rate" | "amountGrosze" | "kind" | "isDisputed" | "daysCharged" | "vatRate"
  >;
  /** Null on VAT, and on a correction that took the component away. */
  readonly rate: RateBehind | null;
  readonly courtCase: string | null;
}

/**
 * How a charge came about: base, rate with its resolution, their product, days; of VAT the net total; of a correction what should have
 * been charged and the difference. Every figure follows from the stored charge and its rate.
 */
export function chargeWorking(explained: ChargeToExplain): FeeWorkingStep[] {
  const { charge, rate } = explained;
  if (charge.kind === "R") return [{ step: "charge-reversed", inputs: {}, outcome: charge.amountGrosze }];
  if (rate === null) {
    return charge.vatRate === null ? [removed(charge.amountGrosze)] : vatSteps(explained);
  }
  const whole = amountOfBase(rate.base, charge.rate, charge.base);
  return [
    baseStep(explained, rate),
    rateStep(explained, rate),
    ...(whole === null ? [] : [productStep(explained, rate, whole)]),
    ...lastStep(explained, whole),
  ];
}

function baseStep({ charge }: ChargeToExplain, rate: RateBehind): FeeWorkingStep {
  return {
    step: "fee-base",
    inputs: {
      base: rate.base,
      equipment: rate.equipment,
      norm: rate.normMillionths === null ? null : quantityForPeople(rate.normMillionths),
      ofComponent: rate.percentOfComponent,
    },
    outcome: quantityForPeople(charge.base, hasDecimals(rate.base) ? 2 : 0),
  };
}

function rateStep({ charge, courtCase }: ChargeToExplain, rate: RateBehind): FeeWorkingStep {
  const outcome = quantityForPeople(charge.rate, rate.base === "percent" ? 0 : 2);
  if (charge.isDisputed) {
    return {
      step: "fee-rate-disputed",
      inputs: { base: rate.base, courtCase },
      outcome,
      source: "art. 4 ust. 8 usm",
    };
  }
  return {
    step: "fee-rate",
    inputs: { base: rate.base, from: rate.startsOn },
    outcome,
    ...(rate.resolution === null ? {} : { source: rate.resolution }),
  };
}

function productStep({ charge }: ChargeToExplain, rate: RateBehind, whole: Grosze): FeeWorkingStep {
  return {
    step: rate.base === "percent" ? "fee-percentage" : "fee-product",
    inputs: {
      rate: quantityForPeople(charge.rate, rate.base === "percent" ? 0 : 2),
      base: quantityForPeople(charge.base),
    },
    outcome: whole,
  };
}

/** The share of a property, the days of a holder, the difference of a correction; nothing where the product is the charge. */
function lastStep({ charge, month }: ChargeToExplain, whole: Grosze | null): FeeWorkingStep[] {
  const outcome = charge.amountGrosze;
  if (charge.kind === "C") return [{ step: "correction-difference", inputs: {}, outcome }];
  const inputs = { days: charge.daysCharged, ofDays: Number(lastDay(month).slice(8)) };
  if (whole === null) return [{ step: "property-share", inputs, outcome }];
  return charge.daysCharged === null ? [] : [{ step: "days-of-month", inputs, outcome }];
}

function vatSteps({ charge }: ChargeToExplain): FeeWorkingStep[] {
  if (charge.kind === "C")
    return [{ step: "correction-difference", inputs: {}, outcome: charge.amountGrosze }];
  const inputs = { percent: quantityForPeople(charge.rate), netGrosze: charge.base / MILLIONTHS_IN_A_GROSZ };
  return [{ step: "vat-of-net", inputs, outcome: charge.amountGrosze }];
}

function removed(amount: Grosze): FeeWorkingStep {
  return { step: "component-removed", inputs: {}, outcome: amount };
}

function hasDecimals(base: RateBase): boolean {
  return base === "usable-area" || base === "heated-area" || base === "property" || base === "percent";
}
