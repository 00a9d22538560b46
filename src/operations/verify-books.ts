import { createHash } from "node:crypto";
import { verifyChain } from "../store/verify/chain.ts";
import type { Discrepancy } from "../store/verify/check.ts";
import { listNamedFiles } from "../store/verify/kept-files.ts";
import { verifyPortalAccounts } from "../store/verify/portal.ts";
import { checkNames, runChecks } from "../store/verify/run-checks.ts";
import { inScope, type ScopedTransaction } from "../world/database/scope.ts";
import type { FileStore } from "../world/files.ts";
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
 * charges, payments, the hash chain, and every figure the portal shows; and whether the library shows confirmed copies alone. Reads
 * everything, writes nothing.
 * @param knownHead a hash of the chain kept elsewhere; books whose chain no longer contains it are not whole.
 * @param files where kept files lie: each one that the library names must be there and be what it was; null leaves them out.
 */
export function verifyBooks(
  { pools, progress = () => {} }: OperationContext,
  cooperativeId: number,
  knownHead: string | null,
  files: FileStore | null = null,
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
        ...(files === null ? [] : await verifyFiles(tx, cooperativeId, files)),
      ];
      return {
        isWhole: differences.length === 0 && chain.knownHeadFound !== false,
        documents: chain.documents,
        head: chain.head,
        knownHeadFound: chain.knownHeadFound,
        checks: ["hash-chain", ...checkNames, "portal-account-year", ...(files === null ? [] : [FILES])],
        differences,
      };
    },
    { snapshot: true },
  );
}

const FILES = "kept-files";

/** Files whose content is no longer what it was, or that are gone. */
async function verifyFiles(
  tx: ScopedTransaction,
  cooperativeId: number,
  files: FileStore,
): Promise<Discrepancy[]> {
  const differences: Discrepancy[] = [];
  for (const { place, sha256 } of await listNamedFiles(tx, cooperativeId)) {
    const found = (await files.has(sha256)) ? await contentHash(files, sha256) : null;
    if (found !== sha256) differences.push({ check: FILES, place, expected: sha256, found });
  }
  return differences;
}

async function contentHash(files: FileStore, sha256: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of files.read(sha256)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
