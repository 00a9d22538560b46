import type { Command } from "commander";
import { LATE_INTEREST_RATES } from "../domain/law/late-interest-rates.ts";
import { type LateInterest, lateInterest } from "../domain/receivables/interest.ts";
import { plainZloty, zlotyForPeople } from "../domain/values/money.ts";
import { quantityForPeople } from "../domain/values/quantity.ts";
import { receivablesTexts } from "../web/messages/pl/receivables.ts";
import type { Frame } from "./frame.ts";
import { OptionReader } from "./option-values.ts";

interface InterestOptions {
  readonly principal?: string;
  readonly due?: string;
  readonly paid?: string;
  readonly json?: boolean;
}

export function register(program: Command, frame: Frame): void {
  program
    .command("interest")
    .description("Odsetki ustawowe za opóźnienie (art. 481 kc), okres po okresie. Nie wymaga bazy danych.")
    .option("--principal <kwota>", "zaległa kwota w złotych, np. 1000.00 albo 1000,00")
    .option("--due <dzień>", "termin płatności, RRRR-MM-DD")
    .option("--paid <dzień>", "dzień zapłaty, RRRR-MM-DD")
    .option("--json", "wynik jako JSON")
    .action((options: InterestOptions) => {
      const read = new OptionReader();
      const principalGrosze = read.amount("principal", options.principal);
      const due = read.day("due", options.due);
      const paid = read.day("paid", options.paid);
      const result = read.decide(() => lateInterest({ principalGrosze, due, paid }));
      if (result.ok) frame.answer(forMachines(result.value), () => forPeople(result.value), options);
      else frame.refuse(result.refusals, options);
    });
}

function forMachines({ interestGrosze, dueMoved, periods }: LateInterest) {
  return {
    interest: plainZloty(interestGrosze),
    dueMoved,
    periods: periods.map((period) => ({
      from: period.from,
      to: period.to,
      days: period.days,
      ratePercent: period.rateHundredthsOfPercent / 100,
      interest: plainZloty(period.interestGrosze),
      act: period.act,
    })),
  };
}

function forPeople({ interestGrosze, dueMoved, periods, working }: LateInterest): string {
  const texts = receivablesTexts;
  return [
    texts.interestTotal(zlotyForPeople(interestGrosze)),
    texts.dueDay(dueMoved),
    ...periods.map((period) =>
      texts.interestPeriod({
        ...period,
        rate: quantityForPeople(period.rateHundredthsOfPercent * 10_000, 2),
        interest: zlotyForPeople(period.interestGrosze),
      }),
    ),
    ...(working.some((step) => step.step === "last-known-rate-continued")
      ? [texts.lastKnownRate(LATE_INTEREST_RATES.checkedOn)]
      : []),
  ].join("\n");
}
