import { zlotyForPeople } from "../../domain/values/money.ts";
import { daysInMonth } from "../../domain/values/plain-date.ts";
import { quantityForPeople } from "../../domain/values/quantity.ts";
import type { WorkingLine } from "../components/working.tsx";
import { fees } from "../messages/pl/pages/fees.ts";
import { terms } from "../messages/pl/pages/terms.ts";
import { baseInWords, rateInWords, resolutionInWords } from "./fee-wording.ts";
import type { FeeLineView } from "./view-models.ts";

/** How a component's amount came about, from what the charge itself holds: base, rate, then what was done with them. */
export function feeWorking(view: FeeLineView): WorkingLine[] {
  const { line } = view;
  return [
    { sentence: baseSentence(view), outcome: baseInWords(line) },
    {
      sentence: line.isDisputed ? fees.working.disputedRate(view.courtCase) : fees.working.rate,
      outcome: rateInWords(line),
      ...(line.resolution === null ? {} : { source: resolutionInWords(line.resolution) }),
    },
    { sentence: resultSentence(view), outcome: zlotyForPeople(line.amountGrosze) },
  ];
}

function baseSentence({ line, equipment, norm, percentOfComponent }: FeeLineView): string {
  const { working } = fees;
  if (line.base === "norm-persons" && norm !== null) return working.norm(quantityForPeople(norm, 2));
  if (line.base === "percent" && percentOfComponent !== null) return working.percentOf(percentOfComponent);
  if (line.base === "equipment" && equipment !== null) return working.equipment(equipment);
  return working.base(terms.bases[line.base].name);
}

function resultSentence({ line, month, daysCharged }: FeeLineView): string {
  const { working } = fees;
  const product =
    line.base === "property"
      ? working.share
      : line.base === "fixed"
        ? working.fixed
        : working.product(rateInWords(line), baseInWords(line));
  if (daysCharged === null) return product;
  return `${product} ${working.days(daysCharged, daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5, 7))))}`;
}
