import { apportion } from "../values/apportion.ts";
import { type Grosze, grosze } from "../values/money.ts";
import type { Quantity, Rate } from "../values/quantity.ts";
import { amountOfBase, baseOf, MILLIONTHS_IN_A_GROSZ, percentOf } from "./base.ts";
import type { ChargeLine } from "./charges.ts";
import { type ChargedPurpose, purposeOfCharge, VAT_RATES_OF_COMPONENTS, type VatRate } from "./components.ts";
import type { FeeProblems } from "./problems.ts";
import type { FeeRate } from "./rates.ts";
import type { FeeRules } from "./rules.ts";
import type { RightFacts, UnitFacts } from "./unit-facts.ts";

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

/** The amount of the whole month, before it is divided by days. */
function amountBefore(
  rules: FeeRules,
  rate: FeeRate,
  amount: Rate,
  base: Quantity,
  facts: UnitFacts,
  isDisputed: boolean,
): Grosze {
  const product = amountOfBase(rate.base, amount, base);
  if (product !== null) return product;
  return isDisputed ? rules.split.shareOfAmount(amount, rate, facts) : rules.split.shareOf(rate, facts);
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
