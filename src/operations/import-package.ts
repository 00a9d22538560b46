import { createHash } from "node:crypto";
import { openOperatorSession } from "../access/operator.ts";
import { openingCanon, openingDrafts } from "../domain/ledger/opening-balance.ts";
import { futureReadings } from "../domain/metering/check-network-readings.ts";
import { AREA_OF_FACT } from "../domain/mirror/areas.ts";
import { monthsChanged } from "../domain/register/changed-months.ts";
import type { CooperativeFacts, FactProblem } from "../domain/register/facts.ts";
import { firstDay, type Month } from "../domain/values/month.ts";
import { accept, type Result, refuse } from "../domain/values/result.ts";
import type { PackageReview } from "../formats/package/package-reader.ts";
import type { PackageProblem } from "../formats/package/problem.ts";
import { readPackage } from "../formats/package/read-package.ts";
import { TABLES } from "../formats/package/tables.ts";
import { findCooperative, foundCooperative, updateCooperative } from "../store/cooperative.ts";
import { ImportTally, type KindTally } from "../store/import-tally.ts";
import { appendDocuments, lockBooks, reserveDocumentIds } from "../store/ledger.ts";
import { answerOnce } from "../store/ledger-requests.ts";
import { joiningInBulk, refreshStatistics } from "../store/merge-rows.ts";
import { listMeteringConflicts } from "../store/metering-conflicts.ts";
import { leaveMirroredAccounts } from "../store/mirror/accounts.ts";
import { mirroredRefusals } from "../store/mirror/areas.ts";
import { hasDocuments, loadOpeningBalances } from "../store/opening-balance.ts";
import { listAssessedMonths, listClosedMonths, loadFirstMonth } from "../store/periods.ts";
import { type Import, mergeRegister } from "../store/register.ts";
import { mergeAccounts } from "../store/register-accounts.ts";
import { listConflicts } from "../store/register-conflicts.ts";
import { mergeFees } from "../store/register-fees.ts";
import { appendPackageReadings, mergeMetering } from "../store/register-metering.ts";
import { Withdrawn } from "../store/withdrawal.ts";
import { type BulkTransaction, inBulkScope } from "../world/database/bulk.ts";
import { inScope } from "../world/database/scope.ts";
import type { PackageFiles } from "../world/package-files.ts";
import type { OperationContext } from "./context.ts";

/** What importing a package answers. */
export interface PackageImport {
  readonly cooperativeId: number;
  readonly slug: string;
  /** Whether the cooperative was founded by it. */
  readonly isFirst: boolean;
  /** Nothing to change: the books already say the same. */
  readonly isUnchanged: boolean;
  readonly kinds: readonly KindTally[];
  /** Numbers of the documents that posted the opening balance. */
  readonly openingDocuments: readonly string[];
  /** Posted months whose assessment the changed facts may alter: `assessment correct` computes the differences. */
  readonly monthsToCorrect: readonly Month[];
}

/**
 * Brings a cooperative's records to what a package says, all or nothing; founds the cooperative when it is new. The same package
 * again changes nothing. Refuses with every problem of the package at once, then with everything that contradicts the books:
 * `other-cooperative`, `host-taken`, `first-month-fixed`, `opening-already-posted`, `period-closed`, `reading-of-the-future`,
 * `area-mirrored`, `account-mirrored`, and what `listConflicts` and `listMeteringConflicts` name.
 * @param expectedSlug the cooperative the operator named; null for the one in the manifest.
 */
export async function importPackage(
  context: OperationContext,
  files: PackageFiles,
  expectedSlug: string | null,
): Promise<Result<PackageImport, PackageProblem>> {
  const { pools } = context;
  const review = await readPackage(files);
  const { cooperative } = review.facts;
  const problems = [...review.problems];
  if (expectedSlug !== null && expectedSlug !== cooperative.slug)
    problems.push(
      inManifest("cooperative.slug", "other-cooperative", { slug: cooperative.slug, expected: expectedSlug }),
    );
  if (problems.length > 0) return refuse(...problems);
  const founded = await inScope(pools.signin, null, async (tx) => {
    const found = await findCooperative(tx, cooperative);
    return found.id === null && !found.isHostTaken ? foundCooperative(tx, cooperative) : found;
  });
  if (founded.isHostTaken)
    return refuse(inManifest("cooperative.host", "host-taken", { host: cooperative.host }));
  const session = await openOperatorSession(pools.signin, founded.id!);
  try {
    const imported = await inBulkScope(pools.loader, session.token, (tx) =>
      write(tx, context, founded.id!, review),
    );
    return accept({ ...imported, isFirst: founded.isNew });
  } catch (error) {
    // Rows may be written already: the transaction had to be undone, so the refusals came as an exception.
    if (error instanceof Contradiction) return refuse(...error.problems);
    if (error instanceof Withdrawn)
      return refuse(
        ...error.refusals.map((each) => ({ file: TABLES.accounts.file, line: null, column: null, ...each })),
      );
    throw error;
  } finally {
    await session.end();
  }
}

class Contradiction extends Error {
  readonly problems: readonly PackageProblem[];

  constructor(problems: readonly PackageProblem[]) {
    super("the package contradicts the books");
    this.problems = problems;
  }
}

async function write(
  tx: BulkTransaction,
  { progress, today }: OperationContext,
  cooperativeId: number,
  { facts, place }: PackageReview,
): Promise<Omit<PackageImport, "isFirst">> {
  await lockBooks(tx);
  refuseAll(await firstMonthProblems(tx, cooperativeId, facts));
  const months = await listAssessedMonths(tx, cooperativeId);
  const tally = new ImportTally();
  const work: Import = { tx, cooperativeId, facts, tally, isTracked: months.length > 0 };
  const isCooperativeChanged = await updateCooperative(tx, cooperativeId, facts.cooperative);
  // New books beside those that another program kept: its accounts give way to the package's.
  const isOurs = (await mirroredRefusals(tx, cooperativeId, ["accounts"])).length === 0;
  if (isOurs && facts.openingItems.count > 0) await leaveMirroredAccounts(tx, cooperativeId);
  const { register, accounts, meters } = await joiningInBulk(tx, async () => {
    refuseAll(
      [
        ...(await listConflicts(tx, cooperativeId, facts)),
        ...(await listMeteringConflicts(tx, cooperativeId, facts)),
        ...futureReadings(facts, today()),
      ].map(place),
    );
    progress?.(1, 6);
    const register = await mergeRegister(work);
    progress?.(2, 6);
    await mergeFees(work, register);
    progress?.(3, 6);
    const accounts = await mergeAccounts(work, register);
    progress?.(4, 6);
    const meters = await mergeMetering(work, register);
    progress?.(5, 6);
    return { register, accounts, meters };
  });
  await appendPackageReadings(work, tx, meters);
  const opened = await openBooks(tx, cooperativeId, facts, { accounts, properties: register.properties });
  if (!opened.ok) refuseAll(opened.refusals.map(place));
  const openingDocuments = opened.ok ? opened.value : [];
  refuseAll(await changesOfTheirs(tx, cooperativeId, tally, openingDocuments));
  if (tally.isBulk) await refreshStatistics(tx);
  progress?.(6, 6);
  return {
    cooperativeId,
    slug: facts.cooperative.slug,
    isUnchanged: tally.isUnchanged && !isCooperativeChanged && openingDocuments.length === 0,
    kinds: tally.kinds,
    openingDocuments,
    monthsToCorrect: monthsChanged(months, tally.changes),
  };
}

/** `area-mirrored`: a package may repeat what another program keeps here, but not change it. */
async function changesOfTheirs(
  tx: BulkTransaction,
  cooperativeId: number,
  { kinds }: ImportTally,
  openingDocuments: readonly string[],
): Promise<PackageProblem[]> {
  const changed = kinds.filter(({ inserted, updated, replaced }) => inserted + updated + replaced > 0);
  const areas = new Set(changed.map(({ kind }) => AREA_OF_FACT[kind]));
  if (openingDocuments.length > 0) areas.add(AREA_OF_FACT.openingItems);
  const theirs = await mirroredRefusals(tx, cooperativeId, [...areas]);
  return theirs.map(({ reason, data }) => {
    const kind = changed.find((each) => AREA_OF_FACT[each.kind] === data.area)?.kind ?? "openingItems";
    return { file: TABLES[kind].file, line: null, column: null, reason, data };
  });
}

/** Books that have begun begin in the month they began in. */
async function firstMonthProblems(
  tx: BulkTransaction,
  cooperativeId: number,
  { cooperative }: CooperativeFacts,
) {
  const [was, is] = [await loadFirstMonth(tx, cooperativeId), cooperative.firstMonth];
  if (was === is || !(await hasDocuments(tx, cooperativeId))) return [];
  return [inManifest("cooperative.firstMonth", "first-month-fixed", { was, is })];
}

/**
 * Posts the opening balance once; the same items again are answered, others refused: posted history changes by corrections only.
 * @returns numbers of the documents posted now.
 */
async function openBooks(
  tx: BulkTransaction,
  cooperativeId: number,
  facts: CooperativeFacts,
  ids: Parameters<typeof openingDrafts>[1],
): Promise<Result<readonly string[], FactProblem>> {
  if (facts.openingItems.count === 0) return accept([]);
  const digest = createHash("sha256");
  for (const line of openingCanon(facts)) digest.update(line);
  const body = { digest: digest.digest("hex") };
  const answered = await answerOnce<string[], FactProblem>(
    tx,
    cooperativeId,
    "opening-balance",
    body,
    async () => {
      const month = facts.cooperative.firstMonth;
      if ((await listClosedMonths(tx, cooperativeId)).includes(month))
        return refuse(
          openingProblem("openingItems", 0, "period-closed", { month, postedOn: firstDay(month) }),
        );
      const drafts = openingDrafts(facts, ids);
      const documentIds = await reserveDocumentIds(tx, drafts.length);
      const documents = drafts.map((draft, index) => ({ ...draft, id: documentIds[index]! }));
      return accept((await appendDocuments(tx, cooperativeId, documents)).map(({ number }) => number));
    },
  );
  if (answered.ok) return accept(answered.value.isRepeated ? [] : answered.value.answer);
  const [closed] = answered.refusals.filter(({ reason }) => reason === "period-closed");
  return closed
    ? refuse(openingProblem("openingItems", 0, "period-closed", closed.data))
    : refuse(...openingDifferences(facts, await loadOpeningBalances(tx, cooperativeId)));
}

/** Accounts whose posted opening balance is another one; where all sums agree, the items as such. */
function openingDifferences(
  { accounts }: CooperativeFacts,
  posted: ReadonlyMap<string, number>,
): FactProblem[] {
  const problems = accounts.code.flatMap((account, row) => {
    const [postedGrosze, givenGrosze] = [posted.get(account) ?? 0, accounts.openingGrosze[row]!];
    return postedGrosze === givenGrosze
      ? []
      : [openingProblem("accounts", row, "opening-already-posted", { account, postedGrosze, givenGrosze })];
  });
  return problems.length > 0
    ? problems
    : [openingProblem("openingItems", 0, "opening-items-already-posted", {})];
}

function openingProblem(
  kind: "accounts" | "openingItems",
  row: number,
  reason: string,
  data: FactProblem["data"],
): FactProblem {
  return { kind, row, field: kind === "accounts" ? "openingGrosze" : null, reason, data };
}

function inManifest(column: string, reason: string, data: PackageProblem["data"]): PackageProblem {
  return { file: "manifest.json", line: null, column, reason, data };
}

function refuseAll(problems: readonly PackageProblem[]): void {
  if (problems.length > 0) throw new Contradiction(problems);
}
