import { formatScaled } from "../domain/values/decimal.ts";
import { groupThousands } from "../domain/values/money.ts";
import { minorDigits } from "../formats/bank/amount.ts";
import type {
  StatementBalance,
  StatementEncoding,
  StatementProblem,
  StatementSummary,
} from "../formats/bank/statement.ts";
import {
  addToTurnover,
  NO_TURNOVER,
  type SideTurnover,
  signedBalance,
  type Turnover,
} from "../formats/bank/turnover.ts";
import { problemSentence, statementsTexts } from "../web/messages/pl/statements.ts";
import type { StatementOutput } from "./statement-output.ts";

/** A summary for people: head, turnover and agreement of each statement, then every problem with its line. */
export function textOutput(encoding: StatementEncoding): StatementOutput {
  const problems: StatementProblem[] = [];
  let format: string | null = null;
  let turnover = NO_TURNOVER;
  const endStatement = (summary: StatementSummary) => {
    const text = statementText(summary, turnover);
    turnover = NO_TURNOVER;
    return text;
  };
  return {
    add(event) {
      if (event.kind === "format") format = event.format;
      else if (event.kind === "problem") problems.push(event.problem);
      else if (event.kind === "entry") turnover = addToTurnover(turnover, event.entry);
      else if (event.kind === "statement-end") return endStatement(event.statement);
      return "";
    },
    finish() {
      const sentences = problems.map(({ line, reason }) => `  ${problemSentence(line, reason)}\n`);
      const listed =
        problems.length === 0 ? "" : `${statementsTexts.problems(problems.length)}\n${sentences.join("")}`;
      return `${statementsTexts.file(format, encoding)}\n${listed}`;
    },
  };
}

function statementText(summary: StatementSummary, turnover: Turnover): string {
  const { number, account, currency, opening, closing, balances } = summary;
  const sum = ({ count, amountMinor }: SideTurnover) =>
    `${String(count).padStart(7)} ${written(amountMinor, currency).padStart(18)}`;
  const rows: readonly (readonly [string, string])[] = [
    [statementsTexts.opening, balanceText(opening, currency)],
    [statementsTexts.credits, sum(turnover.credit)],
    [statementsTexts.debits, sum(turnover.debit)],
    [statementsTexts.closing, balanceText(closing, currency)],
  ];
  return [
    statementsTexts.statement(number, account),
    ...rows.map(([label, value]) => `  ${label.padEnd(18)}${value}`),
    `  ${statementsTexts.agreement(balances)}\n\n`,
  ].join("\n");
}

/** A debit balance carries a minus: the account is overdrawn. */
function balanceText(balance: StatementBalance | null, currency: string | null): string {
  if (balance === null) return statementsTexts.noBalance.padStart(26);
  return `${written(signedBalance(balance), currency).padStart(26)}  ${balance.date ?? ""}`;
}

function written(amountMinor: number, currency: string | null): string {
  const digits = minorDigits(currency);
  return `${groupThousands(formatScaled(amountMinor, digits, { minimumDecimals: digits }))} ${currency ?? ""}`.trimEnd();
}
