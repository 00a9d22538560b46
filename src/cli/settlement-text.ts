import type { PreviewedResult } from "../domain/settlement/posting-outliers.ts";
import type { PreviewedSettlement } from "../operations/preview-settlement.ts";
import type { ShownSettlement } from "../operations/show-settlement.ts";
import type { SettlementHead } from "../store/settlement.ts";
import type { KeptResultWithRecord } from "../store/settlement-results.ts";
import { settlementPostingWords as words } from "../web/messages/pl/settlement-posting.ts";
import { settlementStepLine } from "../web/resident/settlement-step-lines.ts";
import { keyInWords, unitInWords } from "../web/resident/settlement-words.ts";

/** What to look at comes first; every result is in the JSON. */
export function previewForPeople(preview: PreviewedSettlement): string {
  const { outliers, figures, results } = preview;
  const refused = results.filter(({ isAccessRefused }) => isAccessRefused);
  const estimated = results.filter(({ isEstimated }) => isEstimated);
  return [
    words.totals(preview.costGrosze, preview.advancesGrosze, preview.borneByCooperativeGrosze),
    words.previewed(preview.shortfallGrosze, preview.surplusGrosze, preview.dueOn),
    ...(preview.yearBefore === null
      ? []
      : [words.yearBefore(preview.yearBefore.costGrosze, preview.yearBefore.changePercent)]),
    ...section(
      words.shownOf(words.accessRefused, outliers.accessRefused.length, refused.length),
      outliers.accessRefused.map(words.result),
    ),
    ...section(
      words.shownOf(words.estimated, outliers.estimated.length, estimated.length),
      outliers.estimated.map(words.result),
    ),
    ...section(words.changed, outliers.changed.flatMap(changedLines)),
    ...section(
      words.unusualPerM2,
      outliers.unusualPerM2.flatMap((result) => [
        words.result(result),
        words.perM2(result.groszePerM2, result.meanGroszePerM2),
      ]),
    ),
    ...section(
      words.legalChecks,
      figures.legalChecks.map(({ check, isExceeded, measured, limit, citation }) =>
        words.legalCheck(check, isExceeded, measured, limit, citation),
      ),
    ),
    words.digest(preview.digest),
  ].join("\n");
}

export function headForPeople({ code, name, from, to, state }: SettlementHead): string {
  return words.head(code, name, from, to, state);
}

export function shownForPeople({ settlement, results, unit }: ShownSettlement): string {
  const { corrects, documents, postedOn, dueOn, interestFreeUntil } = settlement;
  return [
    headForPeople(settlement),
    ...(corrects === null ? [] : [words.corrects(corrects)]),
    words.totals(settlement.costGrosze, settlement.advancesGrosze, settlement.borneByCooperativeGrosze),
    words.due(postedOn, dueOn, interestFreeUntil),
    words.documents(documents),
    ...results.map(words.result),
    ...unit.flatMap(unitForPeople),
  ].join("\n");
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines];
}

function changedLines(result: PreviewedResult): string[] {
  const { changePercent, lastYearCostGrosze } = result;
  return changePercent === null || lastYearCostGrosze === null
    ? [words.result(result)]
    : [words.result(result), words.change(changePercent, lastYearCostGrosze)];
}

function unitForPeople(result: KeptResultWithRecord): string[] {
  const { record, vatGrosze, proposedAdvanceGrosze } = result;
  return [
    words.result(result),
    ...record.shares.map(({ cost, key, quantity, unit, price, grosze }) =>
      words.share(cost, keyInWords(key), quantity, unitInWords(unit), price, grosze),
    ),
    ...(vatGrosze === 0 ? [] : [words.vat(vatGrosze)]),
    ...(proposedAdvanceGrosze === null ? [] : [words.proposedAdvance(proposedAdvanceGrosze)]),
    ...(record.working.length === 0 ? [] : [words.working]),
    ...record.working.map((step) => {
      const { sentence, outcome } = settlementStepLine(step, []);
      return `      ${sentence}${outcome === "" ? "" : ` = ${outcome}`}`;
    }),
  ];
}
