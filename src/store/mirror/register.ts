import { AREA_OF_FACT, type MirrorArea } from "../../domain/mirror/areas.ts";
import type { CooperativeFacts, FactProblem } from "../../domain/register/facts.ts";
import type { ScopedTransaction } from "../../world/database/scope.ts";
import { updateCooperative } from "../cooperative.ts";
import { ImportTally } from "../import-tally.ts";
import { joiningInBulk, refreshStatistics } from "../merge-rows.ts";
import { listMeteringConflicts } from "../metering-conflicts.ts";
import { loadFirstMonth } from "../periods.ts";
import { type Import, mergeRegister } from "../register.ts";
import { mergeAccounts } from "../register-accounts.ts";
import { listConflicts } from "../register-conflicts.ts";
import { mergeFees } from "../register-fees.ts";
import { mergeMetering } from "../register-metering.ts";
import { markMirrored } from "./accounts.ts";
import type { MirrorCount } from "./runs.ts";
import { endVanished, restoreNumbers, type VanishingRun } from "./vanished.ts";

/** What a picture's register did, and what of it cannot be. */
export interface MergedRegister {
  readonly problems: readonly FactProblem[];
  readonly isChanged: boolean;
  readonly counts: Readonly<Record<string, MirrorCount>>;
}

/**
 * Brings the register to what a picture says: as an exchange package does, and what it no longer names ends. Refuses what `listConflicts`
 * and `listMeteringConflicts` name, `area-is-ours` where it would change what we keep, and `account-is-ours` of accounts with postings of
 * ours.
 */
export async function mergePictureRegister(
  tx: ScopedTransaction,
  run: VanishingRun,
  facts: CooperativeFacts,
  areas: readonly MirrorArea[],
): Promise<MergedRegister> {
  const { cooperativeId } = run;
  const tally = new ImportTally();
  const work: Import = { tx, cooperativeId, facts, tally, isTracked: false };
  await tx.client.query(
    "set constraints app.unit_right_one_at_a_time, app.right_holder_inside_right deferred",
  );
  const ended = await endVanished(tx, run, facts, areas);
  const problems: FactProblem[] = [];
  let isCooperativeChanged = false;
  await joiningInBulk(tx, async () => {
    problems.push(...(await listConflicts(tx, cooperativeId, facts)));
    problems.push(...(await listMeteringConflicts(tx, cooperativeId, facts)));
    if (problems.length > 0) return;
    if (areas.includes("register"))
      isCooperativeChanged = await updateCooperative(tx, cooperativeId, {
        ...facts.cooperative,
        // Where the accounts are ours, the month is that of our books.
        ...(areas.includes("accounts") ? {} : { firstMonth: await loadFirstMonth(tx, cooperativeId) }),
      });
    const register = await mergeRegister(work);
    await mergeFees(work, register);
    await mergeAccounts(work, register);
    await mergeMetering(work, register);
  });
  if (problems.length > 0) return { problems, isChanged: true, counts: {} };
  if (tally.isBulk) await refreshStatistics(tx);
  const restored = areas.includes("virtual-accounts")
    ? await restoreNumbers(tx, run, facts.virtualAccounts.number)
    : 0;
  problems.push(...changesOfOurs(tally, areas));
  if (areas.includes("accounts")) problems.push(...(await ourAccounts(tx, cooperativeId, facts)));
  return {
    problems,
    isChanged: isCooperativeChanged || !tally.isUnchanged || ended + restored > 0,
    counts: countsOf(tally),
  };
}

/** A picture may repeat what we keep, but not change it. */
function changesOfOurs({ kinds }: ImportTally, areas: readonly MirrorArea[]): FactProblem[] {
  return kinds
    .filter(({ kind }) => !areas.includes(AREA_OF_FACT[kind]))
    .filter(({ inserted, updated, replaced }) => inserted + updated + replaced > 0)
    .map(({ kind }) => ({
      kind,
      row: 0,
      field: null,
      reason: "area-is-ours",
      data: { area: AREA_OF_FACT[kind] },
    }));
}

async function ourAccounts(
  tx: ScopedTransaction,
  cooperativeId: number,
  { accounts }: CooperativeFacts,
): Promise<FactProblem[]> {
  const ours = new Set(await markMirrored(tx, cooperativeId, accounts.code));
  return accounts.code.flatMap((account, row) =>
    ours.has(account)
      ? [{ kind: "accounts" as const, row, field: "code", reason: "account-is-ours", data: { account } }]
      : [],
  );
}

function countsOf({ kinds }: ImportTally): Record<string, MirrorCount> {
  return Object.fromEntries(
    kinds.map(({ kind, given, inserted, updated, replaced }) => [
      kind,
      { given, inserted, changed: updated + replaced, withdrawn: 0 },
    ]),
  );
}
