import type { Command } from "commander";
import { type Settlement, settle } from "../domain/settlement/settle.ts";
import { type Refusal, type Result, refuse } from "../domain/values/result.ts";
import { readSettlementCase } from "../formats/settlement-case/read-case.ts";
import { settlementStepSentence, settlementTexts } from "../web/messages/pl/settlement.ts";
import { sentenceOf } from "../web/messages/refusals.pl.ts";
import type { Frame, OutputOptions } from "./frame.ts";
import { registerSettlementVerbs } from "./settlement-books.ts";
import { settlementFileText } from "./settlement-file.ts";

export function register(program: Command, frame: Frame): void {
  const settlement = program.command("settlement").description("Rozliczenia kosztów mediów.");
  registerSettlementVerbs(settlement, frame);
  settlement
    .command("compute")
    .description("Rozlicza koszty opisane w pliku JSON, co do grosza. Nie wymaga bazy danych.")
    .argument("<plik>", "opis rozliczenia (docs/guides/settlement-case.md)")
    .option("--json", "wynik jako JSON")
    .action(async (file: string, options: OutputOptions) => {
      const text = await settlementFileText(file);
      const settled = text.ok ? settleCase(text.value) : text;
      if (settled.ok)
        frame.answer({ ...settled.value, problems: [] }, () => forPeople(settled.value), options);
      else if (options.json) {
        frame.answer(refused(settled.refusals), "", options);
        frame.endRefused();
      } else frame.refuse(settled.refusals, options);
    });
}

/** What cannot be read and what cannot be settled are told together. */
function settleCase(text: string): Result<Settlement> {
  const { facts, problems } = readSettlementCase(text);
  const settled = facts === null ? refuse() : settle(facts);
  if (problems.length === 0) return settled;
  // Whether bounds can be met depends on every figure, so it is not judged while some cannot be read.
  const others = settled.ok ? [] : settled.refusals.filter(({ reason }) => reason !== "bounds-unreachable");
  return refuse(...problems, ...others);
}

/** The shape of an answer with nothing but problems. */
function refused(refusals: readonly Refusal[]) {
  const problems = refusals.map((one) => ({ ...one, sentence: sentenceOf(one) }));
  return { shares: [], totals: [], remainders: [], working: [], problems };
}

function forPeople({ shares, totals, remainders, working }: Settlement): string {
  return [
    ...totals.map(settlementTexts.total),
    ...shares
      .filter(({ estimated }) => estimated)
      .map(({ participant, cost }) => settlementTexts.estimated(participant, cost)),
    ...remainders.map(({ cost, participant, grosze }) =>
      settlementTexts.remainder(cost, participant, grosze),
    ),
    settlementTexts.sum(totals.reduce((sum, { costGrosze }) => sum + costGrosze, 0)),
    settlementTexts.working,
    ...working.map((step) => `  ${settlementStepSentence(step)}`),
  ].join("\n");
}
