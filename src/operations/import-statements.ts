import { firstOpenDay } from "../domain/ledger/period-close.ts";
import type { PlacedBankEntry } from "../domain/receivables/bank-entry.ts";
import { identityOf } from "../domain/receivables/entry-identity.ts";
import { recogniseEntries } from "../domain/receivables/entry-recognition.ts";
import { statementDescription } from "../domain/receivables/payment-document.ts";
import {
  addCounts,
  NOTHING_PLACED,
  type PlacedCounts,
  placeEntries,
} from "../domain/receivables/place-entries.ts";
import { placeOfStatement } from "../domain/receivables/statement-place.ts";
import { accept, type Refusal, type Result, refusal, refuse } from "../domain/values/result.ts";
import { createEncodingDetector } from "../formats/bank/encoding.ts";
import { createEntryBatches, type EntryBatch } from "../formats/bank/entry-batches.ts";
import { createStatementReader } from "../formats/bank/read-statements.ts";
import {
  balancesOf,
  createStatementScan,
  type StatementFileScan,
  type StatementScan,
  scanRefusals,
  spanOf,
} from "../formats/bank/scan-statements.ts";
import type { StatementEncoding } from "../formats/bank/statement.ts";
import { lockBooks, settleNow } from "../store/ledger.ts";
import { mirroredRefusals } from "../store/mirror/areas.ts";
import { loadPaymentSettings } from "../store/payments.ts";
import { appendPlacedEntries, loadPlacingFacts } from "../store/payments-placing.ts";
import {
  findSameStatement,
  insertBankFile,
  insertBankStatement,
  loadKnownEntries,
  loadStatementSpans,
  OccurrenceCounter,
  reserveStatementId,
} from "../store/payments-statements.ts";
import { inWithdrawableScope } from "../store/withdrawal.ts";
import type { BulkTransaction } from "../world/database/bulk.ts";
import type { FileStore } from "../world/files.ts";
import type { OperationContext, OperatorScope } from "./context.ts";

export interface StatementSource {
  readonly name: string;
  readonly bytes: () => AsyncIterable<Uint8Array>;
}

export interface ImportInput {
  readonly sources: readonly StatementSource[];
  readonly files: FileStore;
  /** Also posts statements whose balances differ from their entries. */
  readonly postDiffering: boolean;
}

export interface ImportedStatement {
  readonly account: string | null;
  readonly number: string | null;
  readonly closingOn: string | null;
  readonly balances: string;
  readonly entries: number;
  /**
   * posted: its new entries are in the ledger · known: nothing in it is new · kept: its balances differ, so it is kept and not
   * posted · refused: nothing of it was written.
   */
  readonly state: "posted" | "known" | "kept" | "refused";
  readonly newEntries: number;
  /** Numbers of its documents: one, or one for each part of a very long statement. */
  readonly documents: readonly string[];
  readonly counts: PlacedCounts;
  readonly refusals: readonly Refusal[];
}

export interface ImportedFile {
  readonly name: string;
  readonly sha256: string;
  readonly format: string | null;
  readonly encoding: string;
  /** Of a file that holds no statement. */
  readonly refusals: readonly Refusal[];
  readonly statements: readonly ImportedStatement[];
}

/**
 * Reads bank statements, credits what can be credited and puts the rest into clearing. All files are kept and read through first; then
 * every statement is written in a transaction of its own, so that one refused does not hold up the others. Reading the same money
 * again, in whatever file, changes nothing. Refuses `area-mirrored`, `account-mirrored`, and what settings and place of a statement refuse.
 */
export async function importStatements(
  context: OperationContext,
  scope: OperatorScope,
  input: ImportInput,
): Promise<readonly ImportedFile[]> {
  const scanned: ScannedFile[] = [];
  for (const source of input.sources) scanned.push(await keepAndScan(input.files, source));
  const statements = scanned.flatMap(({ scan }) => scan.statements);
  const total = statements.reduce((sum, { entryCount }) => sum + entryCount, 0);
  let done = 0;
  const imported: ImportedFile[] = [];
  for (const file of scanned) {
    const advance = (count: number) => {
      done += count;
      context.progress?.(done, total);
    };
    imported.push(await importFile(context, scope, input, file, advance));
  }
  return imported;
}

interface ScannedFile {
  readonly name: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly encoding: StatementEncoding;
  readonly scan: StatementFileScan;
}

/** Keeps the file, finds out its encoding on the way, and reads it through once; memory does not grow with its length. */
async function keepAndScan(files: FileStore, source: StatementSource): Promise<ScannedFile> {
  const detector = createEncodingDetector();
  async function* watched() {
    for await (const bytes of source.bytes()) {
      detector.push(bytes);
      yield bytes;
    }
  }
  const kept = await files.keep(watched());
  const encoding = detector.finish();
  const scan = createStatementScan();
  const reader = createStatementReader({ encoding });
  for await (const bytes of files.read(kept.sha256)) {
    for (const event of reader.push(bytes as Uint8Array)) scan.add(event);
  }
  for (const event of reader.finish()) scan.add(event);
  return { name: source.name, ...kept, encoding, scan: scan.finish() };
}

async function importFile(
  { pools }: OperationContext,
  { token, cooperativeId }: OperatorScope,
  { files, postDiffering }: ImportInput,
  file: ScannedFile,
  advance: (entryCount: number) => void,
): Promise<ImportedFile> {
  const { name, sha256, encoding, scan } = file;
  const batches = batchesOf(files, file);
  const statements: ImportedStatement[] = [];
  for (const statement of scan.statements) {
    const [own, refusals] = [untilLast(batches), scanRefusals(statement)];
    const outcome =
      refusals.length > 0
        ? refuse(...refusals)
        : await inWithdrawableScope(pools.loader, token, (tx) =>
            importStatement(tx, cooperativeId, file, statement, own, postDiffering),
          );
    for await (const _ of own);
    advance(statement.entryCount);
    statements.push(reportOf(statement, outcome));
  }
  const refusals = scan.problems.map(({ line, reason }) => refusal(reason, { line }));
  return { name, sha256, format: scan.format, encoding, refusals, statements };
}

async function* batchesOf(files: FileStore, file: ScannedFile): AsyncGenerator<EntryBatch, undefined> {
  const batches = createEntryBatches(file.encoding);
  for await (const bytes of files.read(file.sha256)) yield* batches.push(bytes as Uint8Array);
  yield* batches.finish();
  return undefined;
}

/**
 * The entries of one statement; what is not read of it is passed over when the rest is asked for. The next batch is read while the
 * database works on this one.
 */
function untilLast(
  batches: AsyncGenerator<EntryBatch, undefined>,
): AsyncIterable<readonly PlacedBankEntry[]> {
  let ahead: ReturnType<typeof batches.next> | null = batches.next();
  return {
    async *[Symbol.asyncIterator]() {
      while (ahead !== null) {
        const { value } = await ahead;
        ahead = (value?.isLast ?? true) ? null : batches.next();
        // A fault of reading is told when the batch is asked for.
        ahead?.catch(() => {});
        yield value?.entries ?? [];
      }
    },
  };
}

type Outcome = Pick<ImportedStatement, "state"> &
  Partial<Pick<ImportedStatement, "newEntries" | "documents" | "counts">>;

function reportOf(statement: StatementScan, outcome: Result<Outcome>): ImportedStatement {
  const { account, number, closing, balances } = statement.head;
  return {
    account,
    number,
    closingOn: closing?.date ?? null,
    balances,
    entries: statement.entryCount,
    newEntries: 0,
    documents: [],
    counts: NOTHING_PLACED,
    refusals: [],
    ...(outcome.ok ? outcome.value : { state: "refused", refusals: outcome.refusals }),
  };
}

async function importStatement(
  tx: BulkTransaction,
  cooperativeId: number,
  file: ScannedFile,
  statement: StatementScan,
  batches: AsyncIterable<readonly PlacedBankEntry[]>,
  postDiffering: boolean,
): Promise<Result<Outcome>> {
  await lockBooks(tx);
  const theirs = await mirroredRefusals(tx, cooperativeId, ["accounts"]);
  if (theirs.length > 0) return refuse(...theirs);
  const { head, firstBookedOn, lastBookedOn, entryCount } = statement;
  const settings = await loadPaymentSettings(tx);
  if (!settings.ok) return settings;
  const place = placeOfStatement({ account: head.account, firstBookedOn }, settings.value);
  if (!place.ok) return place;
  const bankAccountId = place.value.bankAccount.id;
  const format = file.scan.format ?? "";
  const row = {
    bankAccountId,
    fileSha256: file.sha256,
    number: head.number ?? "",
    ...balancesOf(head),
    balances: head.balances,
    entryCount,
  };
  const same = await findSameStatement(tx, row);
  const isHeldBack = head.balances === "differ" && !postDiffering;
  if (same?.isPosted === true) return accept({ state: "known" });
  if (isHeldBack && same !== null) return accept({ state: "kept" });
  await insertBankFile(tx, cooperativeId, { ...file, format });
  const statementId = await reserveStatementId(tx);
  if (isHeldBack) {
    await insertBankStatement(tx, cooperativeId, statementId, row, null);
    return accept({ state: "kept" });
  }
  const fresh = await freshEntries(tx, { statement, bankAccountId, format, batches });
  const documentDate = row.closingOn ?? lastBookedOn ?? row.openingOn;
  const documents: { id: number; number: string }[] = [];
  let counts = NOTHING_PLACED;
  let newEntries = 0;
  for await (const batch of fresh.batches) {
    if (batch.length === 0 || documentDate === null) continue;
    if (documents.length > 0) await settleNow(tx);
    const placed = placeEntries(await loadPlacingFacts(tx, settings.value, place.value, batch), {
      documentDate,
      postedOn: firstOpenDay(documentDate, settings.value.closedMonths),
      description: statementDescription(row.number, documentDate, documents.length),
    });
    const target = {
      cooperativeId,
      bankAccountId,
      statementId,
      statementNumber: row.number,
      occurrences: fresh.occurrences,
    };
    documents.push({ id: placed.document.id, number: await appendPlacedEntries(tx, placed, target) });
    counts = addCounts(counts, placed.counts);
    newEntries += batch.length;
  }
  await insertBankStatement(tx, cooperativeId, statementId, row, documents[0]?.id ?? null);
  const state = newEntries > 0 ? "posted" : "known";
  return accept({ state, newEntries, documents: documents.map(({ number }) => number), counts });
}

/** Entries that are not in the books yet. Only where some might be is the statement held in memory, to compare it as a whole. */
async function freshEntries(
  tx: BulkTransaction,
  read: {
    readonly statement: StatementScan;
    readonly bankAccountId: number;
    readonly format: string;
    readonly batches: AsyncIterable<readonly PlacedBankEntry[]>;
  },
) {
  const { firstDay, lastDay, head } = read.statement;
  const isEmpty = firstDay === null || lastDay === null;
  const known = isEmpty ? [] : await loadKnownEntries(tx, read.bankAccountId, firstDay, lastDay);
  const occurrences = new OccurrenceCounter(known);
  if (isEmpty || known.length === 0) return { batches: read.batches, occurrences };
  const kept: (readonly PlacedBankEntry[])[] = [];
  for await (const batch of read.batches) kept.push(batch);
  const family = read.format === "mt940" ? "mt940" : "camt";
  const identities = kept.flat().map((entry) => identityOf(entry, family));
  const spans = await loadStatementSpans(tx, read.bankAccountId, firstDay, lastDay);
  const isKnown = recogniseEntries(identities, spanOf(head), known, spans);
  let place = 0;
  const batches = kept.map((batch) => batch.filter(() => isKnown[place++] !== true));
  return { batches, occurrences };
}
