import { sql } from "kysely";
import { type PostedResult, postComputedSettlement } from "../domain/settlement/posting.ts";
import type { RightAccounts } from "../domain/settlement/posting-counters.ts";
import type { SettlementTerms } from "../domain/settlement/posting-terms.ts";
import type { SettledParticipant } from "../domain/settlement/settlement-facts.ts";
import { addDays, type PlainDate } from "../domain/values/plain-date.ts";
import { accept, type Result } from "../domain/values/result.ts";
import type { BulkTransaction, CopyColumns } from "../world/database/bulk.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";
import { loadOpenItemsOfRights, purposeRank } from "./assessment-items.ts";
import { loadFeeTerms, loadLedgerAccounts } from "./fees.ts";
import { appendDocuments, type PostedDocument, reserveDocumentIds } from "./ledger.ts";
import type { SettlementBasis } from "./settlement-computing.ts";

/**
 * Whether the settlement could be posted as the books stand: `account-missing`, `ledger-account-missing`. Posts nothing.
 */
export async function tryPosting(
  tx: ScopedTransaction,
  basis: SettlementBasis,
  terms: SettlementTerms,
): Promise<Result<null>> {
  const nowhere = new Map(propertiesOf(basis).map((id) => [id, { settlement: 0, setOff: 0 }]));
  const tried = postComputedSettlement(basis.computed, {
    ...(await postingFacts(tx, basis, terms)),
    openItems: new Map(),
    documentIds: nowhere,
  });
  return tried.ok ? accept(null) : tried;
}

/** Posts a computed settlement and keeps what it was made of. The caller holds the lock of the books. Refuses what posting refuses. */
export async function appendSettlement(
  tx: BulkTransaction,
  cooperativeId: number,
  basis: SettlementBasis,
  terms: SettlementTerms,
  correctsId: number | null,
): Promise<Result<PostedDocument[]>> {
  const { participants } = basis.computed;
  const facts = await postingFacts(tx, basis, terms);
  const rightIds = rightsOf(basis);
  const purposeOrder = (await loadFeeTerms(tx))?.purposeOrder ?? [];
  const posting = postComputedSettlement(basis.computed, {
    ...facts,
    openItems: await loadOpenItemsOfRights(tx, rightIds, purposeOrder),
    documentIds: await reserveByProperty(tx, propertiesOf(basis)),
  });
  if (!posting.ok) return posting;
  const documents = await appendDocuments(tx, cooperativeId, posting.value.documents);
  const settlementId = await insertSettlement(tx, basis, terms, correctsId);
  await insertOrder(tx, settlementId, basis);
  await insertDocuments(tx, settlementId, documents);
  await tx.copy("app.settlement_share", SHARE_COLUMNS, shareRows(cooperativeId, settlementId, participants));
  const results = resultRows(cooperativeId, settlementId, participants, posting.value.results);
  await tx.copy("app.settlement_result", RESULT_COLUMNS, results);
  return accept(documents);
}

function propertiesOf({ computed }: SettlementBasis): number[] {
  const held = computed.participants.filter(({ rightId }) => rightId !== null);
  return [...new Set(held.map(({ propertyId }) => propertyId))].sort((a, b) => a - b);
}

function rightsOf({ computed }: SettlementBasis): number[] {
  return [...new Set(computed.participants.map(({ rightId }) => rightId).filter((id) => id !== null))];
}

async function postingFacts(tx: ScopedTransaction, basis: SettlementBasis, terms: SettlementTerms) {
  const feeTerms = await loadFeeTerms(tx);
  return {
    definition: basis.saved.definition,
    order: basis.order,
    terms,
    accounts: {
      ledger: await loadLedgerAccounts(tx),
      residents: await loadRightAccounts(tx, rightsOf(basis)),
    },
    advancesByUnit: basis.advancesByUnit,
    mediaRank: purposeRank("media", feeTerms?.purposeOrder ?? []),
  };
}

async function loadRightAccounts(
  tx: ScopedTransaction,
  rightIds: readonly number[],
): Promise<Map<number, RightAccounts>> {
  const { rows } = await sql<RightAccounts & { readonly rightId: number }>`
    select r.id as "rightId", r.code as "rightCode",
           max(a.id) filter (where a.purpose = 'media') as "mediaAccountId",
           max(a.id) filter (where a.purpose = 'invoice') as "invoiceAccountId"
    from app.unit_right r
    left join app.account a on a.cooperative_id = r.cooperative_id and a.right_id = r.id and a.purpose in ('media', 'invoice')
      and not a.is_past
    where r.cooperative_id = (select app.operator_cooperative()) and r.id = any (${rightIds}::int[])
    group by r.id, r.code`.execute(tx);
  return new Map(rows.map(({ rightId, ...accounts }) => [rightId, accounts]));
}

async function reserveByProperty(tx: ScopedTransaction, propertyIds: readonly number[]) {
  const ids = await reserveDocumentIds(tx, 2 * propertyIds.length);
  return new Map(
    propertyIds.map((propertyId, index) => [
      propertyId,
      { settlement: ids[2 * index]!, setOff: ids[2 * index + 1]! },
    ]),
  );
}

async function insertSettlement(
  tx: ScopedTransaction,
  { saved, order, computed, digest }: SettlementBasis,
  terms: SettlementTerms,
  correctsId: number | null,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into app.settlement (cooperative_id, code, definition_id, medium, during, state, digest, posted_on, due_on,
      interest_free_until, corrects_settlement_id, figures, borne_by_cooperative_grosze)
    values (app.operator_cooperative(), ${order.code}, ${saved.id}, ${saved.definition.medium},
      daterange(${order.period.from}::date, ${order.period.to}::date, '[]'), 'posted', decode(${digest}, 'hex'), ${terms.postedOn},
      ${terms.dueOn}, ${terms.interestFreeUntil}, ${correctsId}, ${JSON.stringify(computed.figures)}::jsonb,
      ${computed.borneByCooperativeGrosze})
    returning id`.execute(tx);
  return rows[0]!.id;
}

async function insertOrder(
  tx: ScopedTransaction,
  settlementId: number,
  { saved, order }: SettlementBasis,
): Promise<void> {
  await sql`
    insert into app.settlement_order (cooperative_id, settlement_id, body)
    values (app.operator_cooperative(), ${settlementId}, ${JSON.stringify(order)}::jsonb)`.execute(tx);
  const nameOf = new Map(saved.definition.costs.map(({ id, name }) => [id, name]));
  await sql`
    insert into app.settlement_cost (cooperative_id, settlement_id, position, cost, name, document, during, amount_grosze)
    select app.operator_cooperative(), ${settlementId}, position, cost, name, document, daterange(first_day, last_day, '[]'), amount
    from unnest(${order.costs.map(({ cost }) => cost)}::text[], ${order.costs.map(({ cost }) => nameOf.get(cost) ?? cost)}::text[],
                ${order.costs.map(({ document }) => document)}::text[], ${order.costs.map(({ from }) => from)}::date[],
                ${order.costs.map(({ to }) => to)}::date[], ${order.costs.map(({ amountGrosze }) => amountGrosze)}::bigint[])
      with ordinality as c (cost, name, document, first_day, last_day, amount, position)`.execute(tx);
}

async function insertDocuments(
  tx: ScopedTransaction,
  settlementId: number,
  documents: readonly PostedDocument[],
): Promise<void> {
  await sql`
    insert into app.settlement_document (cooperative_id, settlement_id, document_id)
    select app.operator_cooperative(), ${settlementId}, id from unnest(${documents.map(({ id }) => id)}::int[]) as posted (id)`.execute(
    tx,
  );
}

const SHARE_COLUMNS: CopyColumns = [
  ["cooperative_id", "int4"],
  ["settlement_id", "int4"],
  ["participant", "int4"],
  ["right_id", "int4"],
  ["cost", "text"],
  ["key", "text"],
  ["amount_grosze", "int8"],
  ["is_estimated", "bool"],
];

/** One row a cost and key; a cost whose price changed inside the period has several shares of them. */
function* shareRows(
  cooperativeId: number,
  settlementId: number,
  participants: readonly SettledParticipant[],
) {
  for (const [index, { rightId, record }] of participants.entries()) {
    const sums = new Map<string, { cost: string; key: string; grosze: number; isEstimated: boolean }>();
    for (const { cost, key, grosze, isEstimated } of record.shares) {
      const known = sums.get(`${cost}/${key}`);
      if (known === undefined) sums.set(`${cost}/${key}`, { cost, key, grosze, isEstimated });
      else {
        known.grosze += grosze;
        known.isEstimated ||= isEstimated;
      }
    }
    for (const { cost, key, grosze, isEstimated } of sums.values())
      yield [cooperativeId, settlementId, index + 1, rightId, cost, key, grosze, isEstimated];
  }
}

const RESULT_COLUMNS: CopyColumns = [
  ["cooperative_id", "int4"],
  ["settlement_id", "int4"],
  ["participant", "int4"],
  ["unit_id", "int4"],
  ["right_id", "int4"],
  ["account_id", "int4"],
  ["during", "daterange"],
  ["cost_grosze", "int8"],
  ["advances_grosze", "int8"],
  ["result_grosze", "int8"],
  ["vat_grosze", "int8"],
  ["proposed_advance_grosze", "int8"],
  ["document_id", "int4"],
  ["line", "int4"],
  ["details", "jsonb"],
];

function* resultRows(
  cooperativeId: number,
  settlementId: number,
  participants: readonly SettledParticipant[],
  posted: readonly PostedResult[],
) {
  for (const [index, participant] of participants.entries()) {
    const { accountId, documentId, line, vatGrosze } = posted[index]!;
    yield [
      cooperativeId,
      settlementId,
      index + 1,
      participant.unitId,
      participant.rightId,
      accountId,
      halfOpen(participant.from, participant.to),
      participant.costGrosze,
      participant.advancesGrosze,
      participant.resultGrosze,
      vatGrosze,
      participant.proposedAdvanceGrosze,
      documentId,
      line,
      participant.record,
    ];
  }
}

function halfOpen(from: PlainDate, to: PlainDate): string {
  return `[${from},${addDays(to, 1)})`;
}
