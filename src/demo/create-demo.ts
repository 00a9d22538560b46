import { createHash } from "node:crypto";
import { findCooperatives, openOperatorSession } from "../access/operator.ts";
import { addToMonth, firstDay, lastDay, type Month, monthOf, yearOf } from "../domain/values/month.ts";
import { addDays, type PlainDate } from "../domain/values/plain-date.ts";
import { accept, type Result } from "../domain/values/result.ts";
import { assignClearing } from "../operations/assign-clearing.ts";
import { closeAssessment } from "../operations/close-assessment.ts";
import { closeAccountingPeriod } from "../operations/close-period.ts";
import type { OperationContext, OperatorScope } from "../operations/context.ts";
import { correctAssessments } from "../operations/correct-assessment.ts";
import { defineSettlement } from "../operations/define-settlement.ts";
import { draftAssessment } from "../operations/draft-assessment.ts";
import { importPackage } from "../operations/import-package.ts";
import { importStatements } from "../operations/import-statements.ts";
import { listClearing } from "../operations/list-clearing.ts";
import { openAccountingYear } from "../operations/open-year.ts";
import { postAssessment } from "../operations/post-assessment.ts";
import { postSettlement } from "../operations/post-settlement.ts";
import { splitClearing } from "../operations/split-clearing.ts";
import { loadChargedAdvances, loadToldAmounts } from "../store/demo.ts";
import { hasDocuments } from "../store/opening-balance.ts";
import { listAssessedMonths, listClosedMonths, listOpenedYears, loadFirstMonth } from "../store/periods.ts";
import type { Pools } from "../world/database/database.ts";
import { inScope } from "../world/database/scope.ts";
import { refreshStatistics } from "../world/database/statistics.ts";
import { type FileStore, openFileStore } from "../world/files.ts";
import type { PackageFiles } from "../world/package-files.ts";
import { clerkDecision } from "./clearing.ts";
import { DEMO_COOPERATIVE, demoMonthsFrom, demoMonthsUntil } from "./cooperative.ts";
import { hasDemoSignIns, type PrintedSignIn, readyDemoSignIns } from "./demo-sign-ins.ts";
import { type DemoFacts, demoFacts } from "./facts.ts";
import { otherTransfers } from "./happenings.ts";
import { tellLibrary } from "./library.ts";
import { importReadingsUntil } from "./metering-story.ts";
import { demoPackage } from "./package.ts";
import { SURVEY_MONTH } from "./package-register.ts";
import type { PackageEdition, WrittenFile } from "./package-rows.ts";
import { DEMO_DEFINITIONS } from "./settlement-definitions.ts";
import { demoOrders, SETTLED_YEARS } from "./settlements.ts";
import { StatementDesk } from "./statements.ts";
import { residentTransfers } from "./transfers.ts";

export interface DemoContext {
  readonly pools: Pools;
  readonly today: () => PlainDate;
  /** How many of the demo's months are told. */
  readonly progress?: (done: number, total: number) => void;
}

export interface DemoSummary {
  readonly cooperativeId: number;
  readonly months: readonly Month[];
  readonly units: number;
  readonly statements: number;
  readonly entries: number;
  readonly signIns: readonly PrintedSignIn[];
}

/** Months that stay open behind the present one. */
const OPEN_MONTHS = 3;
/** The office imports what the survey found this many months before the last. */
const SURVEY_TOLD_BEFORE_END = 2;
/** The books grow fast: after these months, from 0, the planner is told. */
const STATISTICS_AFTER: readonly number[] = [0, 2, 8];
/** What came in the last months waits in clearing still. */
const MONTHS_WAITING = 2;
/** From this day on the next month is assessed already. */
const NEXT_MONTH_FROM_DAY = 20;

export type DemoState =
  | { readonly kind: "absent" | "real" }
  | { readonly kind: "unfinished" | "finished"; readonly cooperativeId: number };

/** What this database holds: nothing, somebody's real books, or the demo, which a killed start may have left unfinished. */
export async function demoState(pools: Pools): Promise<DemoState> {
  const cooperatives = await findCooperatives(pools.runtime);
  const demo = cooperatives.find(({ slug, isDemo }) => isDemo && slug === DEMO_COOPERATIVE.slug);
  if (demo === undefined) return { kind: cooperatives.length === 0 ? "absent" : "real" };
  const isFinished = await hasDemoSignIns(pools, demo.id);
  return { kind: isFinished ? "finished" : "unfinished", cooperativeId: demo.id };
}

/**
 * Makes the demo cooperative by running the operations in the order of time, as its office would have. What is done already is
 * left alone, so a run that was killed goes on where it stopped.
 */
export async function createDemo(context: DemoContext, dataFolder: string): Promise<DemoSummary> {
  const { pools, today } = context;
  const found = (await findCooperatives(pools.runtime)).find(({ slug }) => slug === DEMO_COOPERATIVE.slug);
  const months =
    found === undefined
      ? demoMonthsUntil(today())
      : demoMonthsFrom(await inScope(pools.runtime, null, (tx) => loadFirstMonth(tx, found.id)));
  const facts = demoFacts(months);
  const cooperativeId = found?.id ?? (await importEdition(context, facts, "opening"));
  const session = await openOperatorSession(pools.signin, cooperativeId);
  try {
    const story = new DemoStory(
      context,
      facts,
      { token: session.token, cooperativeId },
      openFileStore(dataFolder),
    );
    await story.tell();
    const signIns = await readyDemoSignIns(pools, cooperativeId);
    return { cooperativeId, months, units: facts.estate.units.length, ...story.counts, signIns };
  } finally {
    await session.end();
  }
}

/** The story of the demo, month by month. */
class DemoStory {
  readonly #context: DemoContext;
  readonly #facts: DemoFacts;
  readonly #scope: OperatorScope;
  readonly #files: FileStore;
  readonly #desk: StatementDesk;
  readonly #told: ReadonlyMap<string, number>[] = [];
  readonly counts = { statements: 0, entries: 0 };

  constructor(context: DemoContext, facts: DemoFacts, scope: OperatorScope, files: FileStore) {
    this.#context = context;
    this.#facts = facts;
    this.#scope = scope;
    this.#files = files;
    this.#desk = new StatementDesk(firstDay(facts.months[0]!));
  }

  async tell(): Promise<void> {
    const { months } = this.#facts;
    const { cooperativeId } = this.#scope;
    if (!(await this.#read((tx) => hasDocuments(tx, cooperativeId))))
      await importEdition(this.#context, this.#facts, "opening");
    await refreshStatistics(this.#context.pools.owner);
    const assessed = new Set(await this.#read((tx) => listAssessedMonths(tx, cooperativeId)));
    for (const [index, month] of months.entries()) {
      if (!assessed.has(month)) await this.#assess(month);
      // The next month was assessed only after everything of this one had happened.
      await this.#bank(index, assessed.has(months[index + 1]!));
      if (!assessed.has(months[index + 1]!)) await this.#office(index);
      if (STATISTICS_AFTER.includes(index)) await refreshStatistics(this.#context.pools.owner);
      this.#context.progress?.(index + 1, months.length);
    }
    const last = months.at(-1)!;
    const today = this.#context.today();
    const next = addToMonth(last, 1);
    if (monthOf(today) === last && today >= `${last}-${NEXT_MONTH_FROM_DAY}` && !assessed.has(next))
      await this.#assess(next);
    await tellLibrary(this.#on(today), this.#scope, this.#facts, this.#files);
  }

  async #assess(month: Month): Promise<void> {
    const context = this.#on(firstDay(month));
    done(await draftAssessment(context, this.#scope, { month }));
    done(await closeAssessment(context, this.#scope, { month }));
    done(await postAssessment(context, this.#scope, { month }));
  }

  /** Payments are made by what was told, so the month's statements can be written once it is assessed. */
  async #bank(index: number, isImported: boolean): Promise<void> {
    const month = this.#facts.months[index]!;
    this.#told.push(await this.#read((tx) => loadToldAmounts(tx, this.#scope.cooperativeId, month)));
    const told = (right: string, at: number) => this.#told[at]?.get(right) ?? 0;
    this.#desk.book([
      ...residentTransfers(this.#facts, index, told),
      ...otherTransfers(this.#facts, index, told),
    ]);
    const yesterday = addDays(this.#context.today(), -1);
    const until = lastDay(month) < yesterday ? lastDay(month) : yesterday;
    const files = this.#desk.filesUntil(until, month);
    if (isImported) return;
    const imported = await importStatements(this.#on(until), this.#scope, {
      sources: files.map(({ name, bytes }) => ({ name, bytes: () => once(bytes) })),
      files: this.#files,
      postDiffering: false,
    });
    for (const statement of imported.flatMap((file) => file.statements)) {
      if (statement.refusals.length > 0)
        throw new Error(`a demo statement was refused: ${JSON.stringify(statement)}`);
      this.counts.statements += 1;
      this.counts.entries += statement.entries;
    }
  }

  /** What the office does at the end of a month: late facts, closing of periods, opening of years. */
  async #office(index: number): Promise<void> {
    const { months } = this.#facts;
    const context = this.#on(lastDay(months[index]!));
    await importReadingsUntil(context, this.#scope, this.#facts, index);
    await this.#settle(context, index);
    if (index === months.length - 1 - SURVEY_TOLD_BEFORE_END) {
      await importEdition(this.#context, this.#facts, "survey");
      done(await correctAssessments(context, this.#scope, { months: months.slice(SURVEY_MONTH, index + 1) }));
    }
    if (index < months.length - MONTHS_WAITING) await this.#clear(context, months.slice(0, index + 1));
    const toClose = months[index - OPEN_MONTHS];
    if (toClose === undefined) return;
    const closed = await this.#read((tx) => listClosedMonths(tx, this.#scope.cooperativeId));
    if (!closed.includes(toClose)) done(await closeAccountingPeriod(context, this.#scope, toClose));
    const opened = await this.#read((tx) => listOpenedYears(tx, this.#scope.cooperativeId));
    const year = yearOf(toClose) + 1;
    if (toClose.endsWith("-12") && !opened.includes(year))
      done(await openAccountingYear(context, this.#scope, year));
  }

  /** Water and heat of a year are settled once its last readings are in; the regulations stand from the first settlement on. */
  async #settle(context: OperationContext, index: number): Promise<void> {
    const { months } = this.#facts;
    const year = SETTLED_YEARS.find(({ postedIn }) => postedIn === index);
    if (year === undefined) return;
    for (const definition of DEMO_DEFINITIONS) done(await defineSettlement(context, this.#scope, definition));
    const advances = await this.#read((tx) =>
      loadChargedAdvances(tx, this.#scope.cooperativeId, months[year.from]!, months[year.to]!),
    );
    for (const order of demoOrders(this.#facts, year, advances))
      done(await postSettlement(context, this.#scope, { order }));
  }

  /** A clerk goes through what waits; what is settled already is not in the list. */
  async #clear(context: OperationContext, months: readonly Month[]): Promise<void> {
    for (const { entry } of await listClearing(context, this.#scope)) {
      const decision = clerkDecision(entry, this.#facts, months);
      if (decision === null) continue;
      if (decision.kind === "split") {
        const input = { entryId: entry.id, list: decision.list, isHousingBenefit: true };
        done(await splitClearing(context, this.#scope, input));
      } else {
        const input = { entryId: entry.id, right: null, account: decision.account, purpose: null };
        done(await assignClearing(context, this.#scope, input));
      }
    }
  }

  /** The operations' world on a day of the story. */
  #on(day: PlainDate): OperationContext {
    return { pools: this.#context.pools, today: () => day };
  }

  #read<T>(work: Parameters<typeof inScope<T>>[2]): Promise<T> {
    return inScope(this.#context.pools.runtime, this.#scope.token, work);
  }
}

async function importEdition(
  { pools, today }: DemoContext,
  facts: DemoFacts,
  edition: PackageEdition,
): Promise<number> {
  const files = packageOf(demoPackage(facts, edition));
  return done(await importPackage({ pools, today }, files, DEMO_COOPERATIVE.slug)).cooperativeId;
}

/** A package that never was on disk. */
function packageOf(files: readonly WrittenFile[]): PackageFiles {
  const byName = new Map(files.map((file) => [file.name, file.bytes]));
  return {
    names: [...byName.keys()],
    read: async (name) => {
      const bytes = byName.get(name)!;
      return accept({ name, bytes, sha256: createHash("sha256").update(bytes).digest("hex") });
    },
    close: async () => {},
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** The demo's facts are right: a refusal here is a bug. */
function done<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`the demo was refused: ${JSON.stringify(result.refusals.slice(0, 5))}`);
}
