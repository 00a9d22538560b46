import { productText, quotientText } from "../../domain/settlement/exact-grosze.ts";
import {
  type ExplainedCost,
  type ExplainedPart,
  explainShares,
} from "../../domain/settlement/explain-share.ts";
import { monthsOf } from "../../domain/settlement/months.ts";
import { formatScaled } from "../../domain/values/decimal.ts";
import { grosze, plainZloty, zlotyForPeople } from "../../domain/values/money.ts";
import type { Working } from "../../domain/values/working.ts";
import type { WorkingLine } from "../components/working.tsx";
import { settlements as texts } from "../messages/pl/pages/settlements.ts";
import { paths } from "../paths.ts";
import { monthWithYear } from "../wording.ts";
import { settlementStepLine } from "./settlement-step-lines.ts";
import {
  capitalized,
  decimalForPeople,
  keyInWords,
  periodInTable,
  priceWithUnit,
  quantityWithUnit,
  zlotyOfText,
} from "./settlement-words.ts";
import { ownGroups, varianceLines, type WorkingGroup } from "./settlement-working-steps.ts";
import type { SettlementView } from "./view-models.ts";

/** Said again, with this unit's own figures, by the steps of its costs. */
const TOLD_BY_COSTS: ReadonlySet<string> = new Set([
  "unit-price",
  "unit-price-with-devices",
  "remainder",
  "bounds-factor",
]);

/** How a settlement came about, in the order in which one would compute it: consumption, the building, each cost, the result. */
export function settlementWorking(view: SettlementView): WorkingGroup[] {
  const { working } = texts;
  const { figures, own } = view;
  const costs = explainShares(figures, own);
  const groups = [
    ...ownGroups(view),
    { id: "budynek", title: working.building, lines: stepLines(figures.working, figures) },
    { id: "roznica", title: working.variance, lines: varianceLines(view) },
    ...costs.map((cost, index) => ({
      id: `koszt-${index + 1}`,
      title: working.cost(cost.cost.name),
      lines: costLines(cost, figures),
    })),
    { id: "zaliczki", title: working.advances, lines: advanceLines(view) },
    { id: "nowa-zaliczka", title: working.newAdvance, lines: newAdvanceLines(view) },
    { id: "wynik", title: working.outcome, lines: outcomeLines(view, costs) },
  ];
  return groups.filter(({ lines }) => lines.length > 0);
}

const zloty = (amount: number) => zlotyForPeople(grosze(amount));

function stepLines(steps: Working, { costs }: SettlementView["figures"]): WorkingLine[] {
  return steps.filter(({ step }) => !TOLD_BY_COSTS.has(step)).map((step) => settlementStepLine(step, costs));
}

function costLines(cost: ExplainedCost, figures: SettlementView["figures"]): WorkingLine[] {
  const { working } = texts;
  return [
    ...cost.parts.flatMap((part) => [
      priceLine(part, figures),
      ...partLines(part, cost.bounds?.factor != null),
    ]),
    ...boundsLines(cost),
    ...(cost.parts.length > 1 ? [{ sentence: working.costTotal, outcome: zloty(cost.grosze) }] : []),
  ];
}

/** @param isBounded the bounds of the cost are told after its parts */
function partLines(explained: ExplainedPart, isBounded: boolean): WorkingLine[] {
  const { working } = texts;
  const { share, exactZloty, plainGrosze, unexplainedGrosze } = explained;
  const key = keyName(explained);
  const price = priceWithUnit(share.price, share.unit);
  const correction = (amountGrosze: number | undefined, sentence: string): WorkingLine[] =>
    amountGrosze === undefined || amountGrosze === 0 ? [] : [{ sentence, outcome: zloty(amountGrosze) }];
  const corrections = [
    ...correction(share.remainderGrosze, working.remainder(zloty(share.remainderGrosze))),
    ...(isBounded ? [] : correction(share.boundsGrosze, working.bounds(key))),
    ...correction(unexplainedGrosze, working.other(key)),
  ];
  return [
    {
      sentence: working.product(quantityWithUnit(share.quantity, share.unit), price),
      outcome: zlotyOfText(exactZloty),
    },
    { sentence: working.rounded, outcome: zloty(plainGrosze) },
    ...corrections,
    ...(corrections.length === 0 || isBounded
      ? []
      : [{ sentence: working.part(key), outcome: zloty(share.grosze) }]),
  ];
}

/** amount ÷ total; where a substitute by area stands in for devices that are missing, only what falls on the area with devices. */
function priceLine(explained: ExplainedPart, figures: SettlementView["figures"]): WorkingLine {
  const { working } = texts;
  const { share, part } = explained;
  const key = keyName(explained);
  const outcome = priceWithUnit(share.price, share.unit);
  if (part !== null && isPriceOfPart(explained)) {
    const total = quantityWithUnit(part.total, part.unit);
    return { sentence: working.price(key, zloty(part.amountGrosze), total), outcome };
  }
  const step = figures.working.find(
    ({ step: name, inputs }) =>
      name === "unit-price-with-devices" && inputs.cost === share.cost && inputs.key === share.key,
  );
  if (part === null || step === undefined || share.unit !== part.unit)
    return { sentence: working.givenPrice(key), outcome };
  const { meteredAreaCm2, totalAreaCm2 } = step.inputs;
  const area = (cm2: string | number | null | undefined) =>
    quantityWithUnit(formatScaled(Number(cm2), 4, { separator: "." }), "m2");
  const amount = zloty(part.amountGrosze);
  const total = quantityWithUnit(part.total, part.unit);
  return {
    sentence: working.priceWithDevices(key, amount, area(meteredAreaCm2), area(totalAreaCm2), total),
    outcome,
  };
}

/** Where only some have devices, or access was refused, the price is not simply amount ÷ total. */
function isPriceOfPart({ share, part }: ExplainedPart): boolean {
  if (part === null || part.unit !== share.unit) return false;
  const decimals = share.price.split(".")[1]?.length ?? 0;
  const quotient = quotientText(plainZloty(grosze(part.amountGrosze)), part.total, decimals);
  return quotient !== null && decimalForPeople(quotient) === decimalForPeople(share.price);
}

function keyName({ share }: ExplainedPart): string {
  const days = share.from && share.to ? `, ${periodInTable({ from: share.from, to: share.to })}` : "";
  return `${capitalized(keyInWords(share.key))}${days}`;
}

function boundsLines({ bounds, parts }: ExplainedCost): WorkingLine[] {
  const { working } = texts;
  if (bounds === null || bounds.factor === null) return [];
  const factor = decimalForPeople(bounds.factor);
  const limit =
    bounds.heldAt === "minimum" ? bounds.minGrosze : bounds.heldAt === "maximum" ? bounds.maxGrosze : null;
  const sentence = bounds.heldAt === "minimum" ? working.minimum : working.maximum;
  return [
    { sentence: working.sum, outcome: zloty(bounds.unboundedGrosze) },
    { sentence: working.factor, outcome: factor, source: "Dz.U. 2021 poz. 2273" },
    ...(bounds.exactZloty === null || bounds.scaledZloty === null
      ? []
      : [
          {
            sentence: working.scaled(zlotyOfText(bounds.exactZloty), factor),
            outcome: zlotyOfText(bounds.scaledZloty),
          },
        ]),
    ...(limit === null ? [] : [{ sentence, outcome: zloty(limit) }]),
    { sentence: working.bounded, outcome: zloty(bounds.boundedGrosze) },
    ...(parts.length < 2
      ? []
      : parts.map((part) => ({
          sentence: working.ofWhich(keyName(part)),
          outcome: zloty(part.share.grosze),
        }))),
  ];
}

/** Each month leads to the fee in which its advances were charged. */
function advanceLines({ advanceMonths, advancesGrosze, place }: SettlementView): WorkingLine[] {
  const { working } = texts;
  if (advanceMonths.length === 0) return [];
  return [
    ...advanceMonths.map(({ month, amountGrosze }) => ({
      sentence: working.advanceOf(monthWithYear(month)),
      outcome: zloty(amountGrosze),
      path: paths.feeMonth(month, place.unitId),
    })),
    { sentence: working.advancesExplained, outcome: zloty(advancesGrosze) },
  ];
}

/** The unit's cost × percent ÷ months, where that is what was proposed. */
function newAdvanceLines(view: SettlementView): WorkingLine[] {
  const { costGrosze, period, proposedAdvanceGrosze, proposedAdvancePercent } = view;
  if (proposedAdvanceGrosze === null || proposedAdvancePercent === null) return [];
  const months = monthsOf(period);
  const computed = productText(String(costGrosze), proposedAdvancePercent, String(100 * months), 0);
  if (computed !== String(proposedAdvanceGrosze)) return [];
  const percent = decimalForPeople(proposedAdvancePercent);
  return [
    {
      sentence: texts.working.newAdvanceStep(zloty(costGrosze), percent, months),
      outcome: zloty(proposedAdvanceGrosze),
    },
  ];
}

function outcomeLines(view: SettlementView, costs: readonly ExplainedCost[]): WorkingLine[] {
  const { working } = texts;
  return [
    ...(costs.length === 0
      ? []
      : [
          {
            sentence: `${working.costs}: ${costs.map((cost) => zloty(cost.grosze)).join(" + ")}`,
            outcome: zloty(view.costGrosze),
          },
        ]),
    {
      sentence: working.result(zloty(view.costGrosze), zloty(view.advancesGrosze)),
      outcome: zloty(view.resultGrosze),
    },
  ];
}
