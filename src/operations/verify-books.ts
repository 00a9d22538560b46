import { verifyChain } from "../store/verify/chain.ts";
import type { Discrepancy } from "../store/verify/check.ts";
import { verifyPortalAccounts } from "../store/verify/portal.ts";
import { checkNames, runChecks } from "../store/verify/run-checks.ts";
import { inScope } from "../world/database/scope.ts";
import type { OperationContext } from "./context.ts";

export interface Verdict {
  readonly isWhole: boolean;
  readonly documents: number;
  /** The last hash of the chain: keep it elsewhere and compare later. */
  readonly head: string;
  readonly knownHeadFound: boolean | null;
  readonly checks: readonly string[];
  readonly differences: readonly Discrepancy[];
}

/**
 * Recomputes the books of a cooperative from the postings: balances per document and property, turnover, open items, allocations,
 * charges, payments, the hash chain, and every figure the portal shows. Reads everything, writes nothing.
 * @param knownHead a hash of the chain kept elsewhere; books whose chain no longer contains it are not whole.
 */
export function verifyBooks(
  { pools, progress = () => {} }: OperationContext,
  cooperativeId: number,
  knownHead: string | null,
): Promise<Verdict> {
  return inScope(
    pools.verify,
    null,
    async (tx) => {
      const chain = await verifyChain(tx, cooperativeId, knownHead, progress);
      const differences = [
        ...chain.differences,
        ...(await runChecks(tx, cooperativeId, progress)),
        ...(await verifyPortalAccounts(tx, cooperativeId)),
      ];
      return {
        isWhole: differences.length === 0 && chain.knownHeadFound !== false,
        documents: chain.documents,
        head: chain.head,
        knownHeadFound: chain.knownHeadFound,
        checks: ["hash-chain", ...checkNames, "portal-account-year"],
        differences,
      };
    },
    { snapshot: true },
  );
}
