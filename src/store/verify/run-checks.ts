import type { ScopedTransaction } from "../../world/database/scope.ts";
import { chargeChecks } from "./charge-checks.ts";
import type { Check, Discrepancy } from "./check.ts";
import { feeChecks } from "./fee-checks.ts";
import { ledgerChecks } from "./ledger-checks.ts";
import { libraryChecks } from "./library-checks.ts";
import { mirrorChecks } from "./mirror-checks.ts";
import { paymentChecks } from "./payment-checks.ts";
import { settlementChecks } from "./settlement-checks.ts";

const CHECKS: readonly Check[] = [
  ...ledgerChecks,
  ...feeChecks,
  ...chargeChecks,
  ...paymentChecks,
  ...settlementChecks,
  ...libraryChecks,
  ...mirrorChecks,
];

/** Names of every recomputation, in the order they run. */
export const checkNames: readonly string[] = CHECKS.map((check) => check.name);

/** Runs each recomputation over one cooperative; answers with all that differs. */
export async function runChecks(
  tx: ScopedTransaction,
  cooperativeId: number,
  progress: (done: number, total: number) => void,
): Promise<Discrepancy[]> {
  const found: Discrepancy[] = [];
  for (const [index, { name, differences }] of CHECKS.entries()) {
    const { rows } = await differences(cooperativeId).execute(tx);
    found.push(
      ...rows.map((row) => ({ check: name, place: row.place, expected: row.expected, found: row.found })),
    );
    progress(index + 1, CHECKS.length);
  }
  return found;
}
