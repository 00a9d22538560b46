import { grosze, zlotyForPeople } from "../../domain/values/money.ts";
import type { StatementSection } from "../../world/pdf/settlement-slip.ts";
import { settlements as texts } from "../messages/pl/pages/settlements.ts";
import { terms } from "../messages/pl/pages/terms.ts";
import type { Cooperative } from "../view.ts";
import { dateInSentence } from "../wording.ts";
import { furtherSections } from "./settlement-building-sections.ts";
import { ownSections } from "./settlement-sections.ts";
import { periodInWords } from "./settlement-words.ts";
import type { SettlementHead, SettlementView } from "./view-models.ts";

/** A settlement in words, once for the page and the slip. */
export interface SettlementStatement {
  readonly title: string;
  readonly answer: {
    /** "do zapłaty do 31 marca 2026" */
    readonly words: string;
    readonly amount: string | null;
    readonly sentences: readonly string[];
  };
  readonly sections: readonly StatementSection[];
}

export function settlementStatement(view: SettlementView, cooperative: Cooperative): SettlementStatement {
  return {
    title: texts.pageTitle(texts.media[view.medium], periodInWords(view.period)),
    answer: answerOf(view),
    sections: [...ownSections(view), ...furtherSections(view, cooperative)],
  };
}

/** As lists and news say it: where nothing fell on the right, as when the next holder takes the result over, nothing was settled "to the grosz". */
export function headInWords({ costGrosze, advancesGrosze, resultGrosze }: SettlementHead): string {
  return costGrosze === 0 && advancesGrosze === 0 ? texts.nothing : resultInWords(resultGrosze);
}

/** "niedopłata 123,45 zł" */
export function resultInWords(resultGrosze: number): string {
  if (resultGrosze === 0) return texts.even;
  return `${resultGrosze > 0 ? texts.shortfall : texts.surplus} ${zloty(Math.abs(resultGrosze))}`;
}

const zloty = (amount: number) => zlotyForPeople(grosze(amount));

function answerOf(view: SettlementView): SettlementStatement["answer"] {
  const { answer } = texts;
  const { resultGrosze } = view;
  const made = [zloty(view.costGrosze), zloty(view.advancesGrosze)] as const;
  const amount = resultGrosze === 0 ? null : zloty(Math.abs(resultGrosze));
  if (view.isReversed)
    return {
      words: answer.reversed,
      amount: null,
      sentences: [answer.wouldHaveBeen(resultInWords(resultGrosze))],
    };
  if (resultGrosze === 0) return { words: answer.even, amount, sentences: [answer.evenMade(made[0])] };
  const isShortfall = resultGrosze > 0;
  const sentences = [
    isShortfall ? answer.shortfallMade(...made) : answer.surplusMade(...made),
    ...(view.vatGrosze === 0 ? [] : [answer.vat(zloty(view.vatGrosze))]),
    ...(view.isInvoiced
      ? [answer.invoiced]
      : isShortfall
        ? shortfallSentences(view)
        : surplusSentences(view)),
  ];
  return {
    words: isShortfall ? answer.toPayBy(dateInSentence(view.dueOn)) : answer.surplus,
    amount,
    sentences,
  };
}

function shortfallSentences(view: SettlementView): string[] {
  const { answer } = texts;
  const { remainingGrosze, interestFreeUntil, resultGrosze } = view;
  const left =
    remainingGrosze === null || remainingGrosze === resultGrosze
      ? []
      : [remainingGrosze <= 0 ? answer.paid : answer.partlyPaid(zloty(remainingGrosze))];
  const interest =
    interestFreeUntil === null || (remainingGrosze !== null && remainingGrosze <= 0)
      ? []
      : [answer.interestFree(dateInSentence(interestFreeUntil))];
  return [...setOffSentences(view, answer.covered), ...left, ...interest];
}

function surplusSentences(view: SettlementView): string[] {
  const { answer } = texts;
  const { remainingGrosze } = view;
  const left =
    remainingGrosze === null
      ? []
      : [remainingGrosze < 0 ? answer.waiting(zloty(-remainingGrosze)) : answer.usedUp];
  return [...setOffSentences(view, answer.setOff), ...left];
}

function setOffSentences(
  { setOffs }: SettlementView,
  sentence: (typeof texts)["answer"]["setOff"],
): string[] {
  return setOffs.map((setOff) =>
    sentence(
      zloty(setOff.amountGrosze),
      terms.purposes[setOff.account.purpose],
      setOff.documentNumber,
      dateInSentence(setOff.postedOn),
    ),
  );
}
