import { NATURE_OF_PURPOSE } from "../domain/ledger/accounts.ts";
import type { NumberedBankEntry, PlacedBankEntry } from "../domain/receivables/bank-entry.ts";
import { type Destination, destinationOf, paidNumber } from "../domain/receivables/matching.ts";
import { OpenItems } from "../domain/receivables/open-items.ts";
import { chooseReturns, type PlacedEntries, type PlacingFacts } from "../domain/receivables/place-entries.ts";
import { mayReturnCredit } from "../domain/receivables/returned-payment.ts";
import type { StatementPlace } from "../domain/receivables/statement-place.ts";
import type { BulkTransaction } from "../world/database/bulk.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";
import { appendDocuments, reserveDocumentIds } from "./ledger.ts";
import {
  loadCreditedRights,
  loadNumberTargets,
  loadOpenItems,
  loadUnitRights,
  type PaymentSettings,
} from "./payments.ts";
import { loadEarlierCredits, loadPlacedPayments } from "./payments-returned.ts";
import {
  appendBankEntries,
  appendCreditings,
  type OccurrenceCounter,
  reserveEntryIds,
} from "./payments-statements.ts";

/** Loads everything that decides where entries go, a few set-based reads for all of them. */
export async function loadPlacingFacts(
  tx: ScopedTransaction,
  settings: PaymentSettings,
  { bankAccount, ownNumber }: StatementPlace,
  read: readonly PlacedBankEntry[],
): Promise<PlacingFacts> {
  const [documentId = 0] = await reserveDocumentIds(tx, 1);
  const ids = await reserveEntryIds(tx, read.length);
  const entries = read.map((entry, index) => ({ ...entry, id: ids[index] ?? 0 }));
  const destinations = await loadDestinations(tx, settings, ownNumber, entries);
  const rightIds = new Set<number>();
  for (const destination of destinations.values()) {
    if ("rightId" in destination) rightIds.add(destination.rightId);
  }
  const rights = await loadCreditedRights(tx, [...rightIds]);
  const receivable = [...rights.values()].flatMap((right) =>
    right.accounts.filter(({ purpose }) => NATURE_OF_PURPOSE[purpose] === "receivable"),
  );
  const items = new OpenItems(
    await loadOpenItems(
      tx,
      receivable.map(({ accountId }) => accountId),
      { withCredits: false },
    ),
  );
  const earlier = await loadEarlierCredits(tx, bankAccount.id, entries.filter(mayReturnCredit));
  const returns = chooseReturns(entries, earlier);
  const returned = [...returns.values()].flatMap((found) => ("entryId" in found ? [found.entryId] : []));
  const placedEarlier = await loadPlacedPayments(tx, returned);
  const accountIds = [...placedEarlier.values()].flatMap(({ lines }) =>
    lines.map(({ account }) => account.accountId),
  );
  for (const payment of placedEarlier.values()) for (const item of payment.items) items.add(item);
  for (const item of await loadOpenItems(tx, accountIds, { withCredits: true })) items.add(item);
  return {
    documentId,
    accounts: { ...settings.ledger, bankId: bankAccount.ledgerAccountId },
    purposeOrder: settings.purposeOrder,
    entries,
    destinations,
    rights,
    items,
    returns,
    placedEarlier,
  };
}

async function loadDestinations(
  tx: ScopedTransaction,
  settings: PaymentSettings,
  ownNumber: string | null,
  entries: readonly NumberedBankEntry[],
): Promise<Map<number, Destination>> {
  const destinations = new Map<number, Destination>();
  const numbers = new Map<number, string>();
  for (const entry of entries) {
    if (entry.side === "D") continue;
    if (entry.isReversal) {
      destinations.set(entry.id, { reason: "reversal-of-debit" });
      continue;
    }
    const paid = paidNumber(entry, settings.schemes, ownNumber);
    if ("number" in paid) numbers.set(entry.id, paid.number);
    else destinations.set(entry.id, paid);
  }
  const targets = await loadNumberTargets(tx, [...new Set(numbers.values())]);
  const unitIds = new Set<number>();
  for (const { unitId } of targets.values()) if (unitId !== null) unitIds.add(unitId);
  const unitRights = await loadUnitRights(tx, [...unitIds]);
  for (const entry of entries) {
    const number = numbers.get(entry.id);
    if (number === undefined) continue;
    const target = targets.get(number);
    const rights = target?.unitId == null ? [] : (unitRights.get(target.unitId) ?? []);
    destinations.set(entry.id, destinationOf(target, rights, entry.bookedOn, settings.handOverDays));
  }
  return destinations;
}

/** Appends the document, the bank entries and where each went. @returns the document's number. */
export async function appendPlacedEntries(
  tx: BulkTransaction,
  placed: PlacedEntries,
  place: {
    readonly cooperativeId: number;
    readonly bankAccountId: number;
    readonly statementId: number;
    readonly statementNumber: string;
    readonly occurrences: OccurrenceCounter;
  },
): Promise<string> {
  await appendBankEntries(tx, place, placed.entries);
  const [posted] = await appendDocuments(tx, place.cooperativeId, [placed.document]);
  const { statementNumber } = place;
  await appendCreditings(
    tx,
    place.cooperativeId,
    placed.document.id,
    placed.creditings.map((crediting) => ({ ...crediting, statementNumber, showsTransfer: true })),
  );
  return posted?.number ?? "";
}
