import type { Command } from "commander";
import { plainZloty, zlotyForPeople } from "../domain/values/money.ts";
import { refusal } from "../domain/values/result.ts";
import { type OpenedYear, openAccountingYear } from "../operations/open-year.ts";
import type { Frame } from "./frame.ts";
import { asOperator, type CooperativeOptions } from "./operator-scope.ts";

export function register(program: Command, frame: Frame): void {
  const year = program.command("year").description("Lata obrotowe.");
  year
    .command("open <rok>")
    .description(
      "Otwiera rok: przenosi salda kont wraz z pozycjami otwartymi. Poprzednie miesiące muszą być zamknięte.",
    )
    .option("--cooperative <skrót>", "spółdzielnia, gdy baza prowadzi kilka")
    .option("--json", "wynik jako JSON")
    .action(async (written: string, options: CooperativeOptions) => {
      if (!/^\d{4}$/.test(written)) return frame.refuse([refusal("year-not-readable", { written })], options);
      const opened = await asOperator(frame, options, (context, scope) =>
        openAccountingYear(context, scope, Number(written)),
      );
      if (opened !== null) frame.answer(forMachines(opened), () => forPeople(opened), options);
    });
}

function forMachines({ controls, ...opened }: OpenedYear) {
  return {
    ...opened,
    controls: controls.map(({ control, debitGrosze, creditGrosze }) => ({
      control,
      debit: plainZloty(debitGrosze),
      credit: plainZloty(creditGrosze),
    })),
  };
}

function forPeople({ year, document, accounts, controls }: OpenedYear): string {
  return [
    `Rok ${year} otwarty dokumentem ${document}; przeniesiono salda kont: ${accounts}.`,
    ...controls.map(
      ({ control, debitGrosze, creditGrosze }) =>
        `  ${control}: Wn ${zlotyForPeople(debitGrosze)}, Ma ${zlotyForPeople(creditGrosze)}`,
    ),
  ].join("\n");
}
