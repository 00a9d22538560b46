import { rateProblems } from "../../domain/fees/rate-problems.ts";
import { accountProblems } from "../../domain/ledger/account-problems.ts";
import { openingProblems } from "../../domain/ledger/opening-balance.ts";
import { networkProblems } from "../../domain/metering/check-network.ts";
import { readingProblems } from "../../domain/metering/check-network-readings.ts";
import { virtualAccountProblems } from "../../domain/receivables/virtual-account-problems.ts";
import { registerProblems } from "../../domain/register/check-register.ts";
import type { CooperativeFacts, DatedRows, FactKind, FactProblem } from "../../domain/register/facts.ts";

const DATED = [
  "unitStates",
  "rights",
  "rightHolders",
  "residents",
  "members",
  "rates",
  "disputedRates",
  "meteringPointStates",
  "meteringPointUnits",
  "meters",
  "meterRadios",
] as const satisfies readonly FactKind[];

/** Everything that is wrong with the facts as a whole; facts of faulty rows are left out, they are reported already. */
export function checkFacts(facts: CooperativeFacts): FactProblem[] {
  return [
    ...DATED.flatMap((kind) => emptyPeriods(kind, facts[kind])),
    ...registerProblems(facts),
    ...rateProblems(facts),
    ...accountProblems(facts),
    ...openingProblems(facts),
    ...virtualAccountProblems(facts),
    ...networkProblems(facts),
    ...readingProblems(facts),
  ];
}

/** `period-ends-before-start`. */
function emptyPeriods(kind: FactKind, rows: DatedRows): FactProblem[] {
  const problems: FactProblem[] = [];
  for (let row = 0; row < rows.count; row += 1) {
    const [from, until] = [rows.from[row]!, rows.until[row]!];
    if (until === null || from < until || rows.faulty.has(row)) continue;
    problems.push({ kind, row, field: "until", reason: "period-ends-before-start", data: { from } });
  }
  return problems;
}
