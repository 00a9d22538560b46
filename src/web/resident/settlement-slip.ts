import type { SettlementSlipPage } from "../../world/pdf/settlement-slip.ts";
import { accents } from "../accent.ts";
import { settlements as texts } from "../messages/pl/pages/settlements.ts";
import type { Cooperative } from "../view.ts";
import { dateInSentence } from "../wording.ts";
import { settlementStatement } from "./settlement-statement.ts";
import { capitalized } from "./settlement-words.ts";
import type { SettlementView } from "./view-models.ts";

/** The slip in the words people read: the same statement as the page. */
export function slipPageOf(view: SettlementView, cooperative: Cooperative): SettlementSlipPage {
  const { title, answer, sections } = settlementStatement(view, cooperative);
  const { replacement, slip } = texts;
  const notices = [
    ...(view.isReversed ? [replacement.withdrawn] : []),
    ...(view.replacedBy === null
      ? []
      : [`${replacement.replacedBy(view.replacedBy.code, dateInSentence(view.replacedBy.postedOn))}.`]),
    ...(view.corrects === null ? [] : [`${replacement.corrects(view.corrects.code)}.`]),
  ];
  return {
    cooperative: {
      name: cooperative.name,
      contactLines: [cooperative.addressLines.join(", "), `tel. ${cooperative.telephone}`, cooperative.email],
      accentColour: accents(cooperative.accentColour).light.accent,
    },
    title,
    recipientLines: [view.place.name, view.place.address],
    code: slip.number(view.code),
    asOf: slip.asOf(dateInSentence(view.asOf.date)),
    answer: { ...answer, words: capitalized(answer.words), sentences: [...answer.sentences, ...notices] },
    sections,
    footer: `${cooperative.name}, ${slip.number(view.code)}, ${view.place.name}`,
  };
}

/** "Rozliczenie CO-2025-2026-W1, Lokal 12.pdf" */
export function slipFileName({ code, place }: SettlementView): string {
  return texts.slip.fileName(code.replaceAll("/", "-"), place.name.replaceAll("\u00a0", " "));
}
