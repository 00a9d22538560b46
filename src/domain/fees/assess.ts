import { apportion } from "../values/apportion.ts";
import { type Grosze, grosze } from "../values/money.ts";
import { cubicMetres, pieces, priceOf, type Quantity, type Rate, squareMetres } from "../values/quantity.ts";
import { multiplyDivideHalfUp } from "../values/rounding.ts";
import type { ChargeLine } from "./charges.ts";
import { type ChargedPurpose, purposeOfCharge, VAT_RATES_OF_COMPONENTS, type VatRate } from "./components.ts";
import type { FeeProblems } from "./problems.ts";
import type { FeeRate } from "./rates.ts";
import type { FeeRules } from "./rules.ts";
import type { RightFacts, UnitFacts, UnitState } from "./unit-facts.ts";

/** Millionths of a złoty in a grosz: amounts as the base of a percentage. */
const MILLIONTHS_IN_A_GROSZ = 10_000;
const HUNDRED_PERCENT_MILLIONTHS = 100_000_000;

/**
 * The lines of one unit's month: for each component the most specific rate × base, rounded half up, then VAT on the net totals.
 * A component without a rate, a vacant unit and a zero amount give no line. What stands in the way goes to `problems`.
 */
export function assessUnit(rules: FeeRules, facts: UnitFacts, problems: FeeProblems): ChargeLine[] {
  const { right, state } = facts;
  if (right === null || state === null) return [];
  const lines: ChargeLine[] = [];
  const wholeMonth = new Map<number, Grosze>();
  const disputes = rules.disputes.get(facts.unitId);
  for (const component of rules.components) {
    const chosen = rules.rates.choose(component.id, facts);
    if (chosen === null) continue;
    if (chosen.rival !== null) {
      problems.rateAmbiguous(component, chosen.rate, chosen.rival, facts);
      continue;
    }
    const disputed = disputes?.get(component.id);
    const amountOf = disputed ?? chosen.rate.amountMillionths;
    const base = baseOf(chosen.rate, state, wholeMonth);
    const whole = amountBefore(rules, chosen.rate, amountOf, base, facts, disputed !== undefined);
    wholeMonth.set(component.id, whole);
    const amountGrosze = partOfMonth(whole, right);
    if (amountGrosze === 0) continue;
    const accountId = accountFor(purposeOfCharge(component, facts.unitKind), right, facts, problems);
    if (accountId === null) continue;
    lines.push({
      rightId: right.rightId,
      accountId,
      componentId: component.id,
      rateId: chosen.rate.id,
      base,
      rate: amountOf,
      amountGrosze,
      kind: "A",
      isDisputed: disputed !== undefined,
      daysCharged: right.days === null ? null : right.days.parts[right.days.index]!,
      vatRate: facts.unitKind === "commercial" ? component.vatRate : null,
    });
  }
  if (facts.unitKind === "commercial") addVat(rules, lines);
  return lines;
}

/** What the rate is multiplied by: the unit's state on the first day, or the amounts already calculated. */
function baseOf(rate: FeeRate, state: UnitState, wholeMonth: ReadonlyMap<number, Grosze>): Quantity {
  switch (rate.base) {
    case "usable-area":
    case "property":
      return squareMetres(state.usableAreaCm2);
    case "heated-area":
      return squareMetres(state.heatedAreaCm2);
    case "volume":
      return cubicMetres(state.volumeDm3);
    case "persons":
      return pieces(state.persons);
    case "meters":
      return pieces(state.meters);
    case "unit":
    case "fixed":
      return pieces(1);
    case "share":
      return state.shareMillionths;
    case "norm-persons":
      return (rate.normMillionths ?? 0) * state.persons;
    case "percent":
      return (wholeMonth.get(rate.percentOfComponentId ?? 0) ?? 0) * MILLIONTHS_IN_A_GROSZ;
    case "equipment":
      return pieces(state.equipment[rate.equipment ?? ""] ?? 0);
  }
}

/** The amount of the whole month, before it is divided by days. */
function amountBefore(
  rules: FeeRules,
  rate: FeeRate,
  amount: Rate,
  base: Quantity,
  facts: UnitFacts,
  isDisputed: boolean,
): Grosze {
  if (rate.base === "percent") return percentOf(amount, base);
  if (rate.base !== "property") return priceOf(amount, base);
  return isDisputed ? rules.split.shareOfAmount(amount, rate, facts) : rules.split.shareOf(rate, facts);
}

/** A percentage (in millionths) of an amount of złoty (in millionths), rounded half up to the grosz. */
function percentOf(percentMillionths: Rate, base: Quantity): Grosze {
  return grosze(
    multiplyDivideHalfUp(percentMillionths, base / MILLIONTHS_IN_A_GROSZ, HUNDRED_PERCENT_MILLIONTHS),
  );
}

/** The right's days of the month by the largest remainder, so that holders one after another bear the whole together. */
function partOfMonth(whole: Grosze, { days }: RightFacts): Grosze {
  if (days === null) return whole;
  const parts = apportion(
    whole,
    days.parts.map((part) => BigInt(part)),
  );
  return grosze(parts[days.index]!);
}

function accountFor(
  purpose: ChargedPurpose,
  right: RightFacts,
  facts: UnitFacts,
  problems: FeeProblems,
): number | null {
  const accountId =
    purpose === "fees"
      ? right.feesAccountId
      : purpose === "repair-fund"
        ? right.repairFundAccountId
        : right.invoiceAccountId;
  if (accountId === null) problems.residentAccountMissing(purpose, right, facts);
  return accountId;
}

/** VAT is taken per rate of the net total, not of each line. */
function addVat(rules: FeeRules, lines: ChargeLine[]): void {
  const first = lines[0];
  if (first === undefined) return;
  for (const vatRate of VAT_RATES_OF_COMPONENTS) {
    const net = netTotal(lines, vatRate);
    const base = net * MILLIONTHS_IN_A_GROSZ;
    const amountGrosze = percentOf(rules.vatMillionths[vatRate], base);
    if (amountGrosze === 0) continue;
    lines.push({
      ...first,
      componentId: null,
      rateId: null,
      base,
      rate: rules.vatMillionths[vatRate],
      amountGrosze,
      kind: "V",
      isDisputed: false,
      daysCharged: null,
      vatRate,
    });
  }
}

function netTotal(lines: readonly ChargeLine[], vatRate: VatRate): Grosze {
  let total = 0;
  for (const line of lines) {
    if (line.kind === "A" && line.vatRate === vatRate) total += line.amountGrosze;
  }
  return grosze(total);
}
