import type { Command } from "commander";
import { type Month, monthsBetween, parseMonth } from "../domain/values/month.ts";
import { accept, type Result, refusal, refuse } from "../domain/values/result.ts";
import {
  type IssuedInformation,
  issueConsumptionInformation,
} from "../operations/issue-consumption-information.ts";
import { consumptionWords } from "../web/messages/pl/consumption.ts";
import type { Frame } from "./frame.ts";
import { asOperator, type CooperativeOptions } from "./operator-scope.ts";

interface InformationOptions extends CooperativeOptions {
  readonly month: string;
}

/** The verb `information` of the noun `readings`. */
export function registerInformation(readings: Command, frame: Frame): void {
  readings
    .command("information")
    .description(
      "Wystawia lokalom odczytywanym zdalnie miesięczną informację o zużyciu; ponownie: uaktualnia ją.",
    )
    .requiredOption("--month <miesiąc>", "miesiąc RRRR-MM albo miesiące RRRR-MM..RRRR-MM")
    .option("--cooperative <skrót>", "spółdzielnia, gdy baza prowadzi kilka")
    .option("--json", "wynik jako JSON")
    .action((options: InformationOptions) => inform(frame, options));
}

async function inform(frame: Frame, options: InformationOptions): Promise<void> {
  const months = readMonths(options.month);
  if (!months.ok) return frame.refuse(months.refusals, options);
  const issued: IssuedInformation[] = [];
  const done = await asOperator(
    frame,
    options,
    async (context, scope) => {
      // The latest month first: when it is not over yet, nothing has been issued.
      for (const month of months.value.toReversed()) {
        const result = await issueConsumptionInformation(context, scope, { month });
        if (!result.ok) return result;
        issued.unshift(result.value);
      }
      return accept(issued);
    },
    consumptionWords.issuing,
  );
  if (done !== null)
    frame.answer({ months: done }, () => done.map(consumptionWords.issued).join("\n"), options);
}

/** "2026-11" or "2026-09..2026-11", both ends included. */
function readMonths(written: string): Result<Month[]> {
  const [first = "", last = first, ...more] = written.split("..");
  const [from, to] = [parseMonth(first), parseMonth(last)];
  return from === null || to === null || to < from || more.length > 0
    ? refuse(refusal("months-not-readable", { written }))
    : accept(monthsBetween(from, to));
}
