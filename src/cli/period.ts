import type { Command } from "commander";
import { parseMonth } from "../domain/values/month.ts";
import { refusal } from "../domain/values/result.ts";
import { closeAccountingPeriod } from "../operations/close-period.ts";
import type { Frame } from "./frame.ts";
import { asOperator, type CooperativeOptions } from "./operator-scope.ts";

export function register(program: Command, frame: Frame): void {
  const period = program.command("period").description("Okresy księgowe.");
  period
    .command("close <miesiąc>")
    .description("Zamyka miesiąc (RRRR-MM): nic się już w nim nie zaksięguje.")
    .option("--cooperative <skrót>", "spółdzielnia, gdy baza prowadzi kilka")
    .option("--json", "wynik jako JSON")
    .action(async (written: string, options: CooperativeOptions) => {
      const month = parseMonth(written);
      if (month === null) return frame.refuse([refusal("month-not-readable", { written })], options);
      const closed = await asOperator(frame, options, (context, scope) =>
        closeAccountingPeriod(context, scope, month),
      );
      if (closed !== null) frame.answer({ closed }, `Miesiąc ${closed} jest zamknięty.`, options);
    });
}
