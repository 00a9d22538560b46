import type { Command } from "commander";
import { reverseLedgerDocument } from "../operations/reverse-document.ts";
import type { Frame } from "./frame.ts";
import { asOperator, type CooperativeOptions } from "./operator-scope.ts";

export function register(program: Command, frame: Frame): void {
  const document = program.command("document").description("Dokumenty księgowe.");
  document
    .command("reverse <numer>")
    .description("Stornuje dokument, np. KOR/2026/3; naliczenie miesiąca stornuje się w całości.")
    .option("--cooperative <skrót>", "spółdzielnia, gdy baza prowadzi kilka")
    .option("--json", "wynik jako JSON")
    .action(async (number: string, options: CooperativeOptions) => {
      const done = await asOperator(frame, options, (context, scope) =>
        reverseLedgerDocument(context, scope, number),
      );
      if (done === null) return;
      const { reversals } = done.answer;
      frame.answer(
        { reversals, repeated: done.isRepeated },
        () =>
          reversals
            .map(({ document, reversal }) => `${document} wystornowano dokumentem ${reversal}.`)
            .join("\n"),
        options,
      );
    });
}
