import { type RawBuilder, sql } from "kysely";
import type { Medium } from "../domain/ledger/accounts.ts";
import type { SettlementFigures } from "../domain/settlement/settlement-record.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";
import { documentNumber } from "./ledger.ts";

/** A posted settlement without its participants. */
export interface SettlementHead {
  readonly id: number;
  readonly code: string;
  readonly definition: string;
  readonly definitionVersion: number;
  readonly name: string;
  readonly medium: Medium;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly state: "posted" | "reversed";
  /** Hexadecimal. */
  readonly digest: string;
  readonly postedOn: PlainDate;
  readonly dueOn: PlainDate;
  readonly interestFreeUntil: PlainDate | null;
  readonly corrects: string | null;
  readonly participants: number;
  readonly costGrosze: number;
  readonly advancesGrosze: number;
  readonly borneByCooperativeGrosze: number;
  readonly documents: readonly string[];
}

/** Settlements of the cooperative, reversed ones too, the newest first. */
export function listSettlements(tx: ScopedTransaction): Promise<SettlementHead[]> {
  return loadHeads(tx, sql`true`);
}

/** The settlement of that code: the posted one, else the one reversed last; null when there is none. */
export async function findSettlement(tx: ScopedTransaction, code: string): Promise<SettlementHead | null> {
  const heads = await loadHeads(tx, sql`s.code = ${code}`);
  return heads.find(({ state }) => state === "posted") ?? heads[0] ?? null;
}

async function loadHeads(tx: ScopedTransaction, condition: RawBuilder<unknown>): Promise<SettlementHead[]> {
  const { rows } = await sql<Omit<SettlementHead, "documents">>`
    select s.id, s.code, d.code as definition, d.version as "definitionVersion", d.name, s.medium,
           lower(s.during) as "from", upper(s.during) - 1 as "to", s.state, encode(s.digest, 'hex') as digest,
           s.posted_on as "postedOn", s.due_on as "dueOn", s.interest_free_until as "interestFreeUntil", c.code as corrects,
           coalesce(r.participants, 0) as participants, coalesce(r.cost, 0) as "costGrosze", coalesce(r.advances, 0) as "advancesGrosze",
           s.borne_by_cooperative_grosze as "borneByCooperativeGrosze"
    from app.settlement s
    join app.settlement_definition d on d.cooperative_id = s.cooperative_id and d.id = s.definition_id
    left join app.settlement c on c.cooperative_id = s.cooperative_id and c.id = s.corrects_settlement_id
    left join lateral (
      select count(*)::int as participants, sum(cost_grosze)::bigint as cost, sum(advances_grosze)::bigint as advances
      from app.settlement_result r
      where r.cooperative_id = s.cooperative_id and r.settlement_id = s.id) r on true
    where s.cooperative_id = (select app.operator_cooperative()) and ${condition}
    order by s.id desc`.execute(tx);
  const documents = await loadDocumentNumbers(
    tx,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({ ...row, documents: documents.get(row.id) ?? [] }));
}

async function loadDocumentNumbers(
  tx: ScopedTransaction,
  settlementIds: readonly number[],
): Promise<Map<number, string[]>> {
  const { rows } = await sql<{ settlement_id: number; series: string; year: number; number: number }>`
    select o.settlement_id, d.series, d.year, d.number
    from app.settlement_document o
    join app.document d on d.cooperative_id = o.cooperative_id and d.id = o.document_id
    where o.cooperative_id = (select app.operator_cooperative()) and o.settlement_id = any (${settlementIds}::int[])
    order by d.chain_position`.execute(tx);
  const numbers = new Map<number, string[]>();
  for (const { settlement_id, series, year, number } of rows) {
    numbers.set(settlement_id, [...(numbers.get(settlement_id) ?? []), documentNumber(series, year, number)]);
  }
  return numbers;
}

export async function loadFigures(tx: ScopedTransaction, settlementId: number): Promise<SettlementFigures> {
  const { figures } = await tx
    .selectFrom("app.settlement")
    .select("figures")
    .where("cooperative_id", "=", sql<number>`(select app.operator_cooperative())`)
    .where("id", "=", settlementId)
    .executeTakeFirstOrThrow();
  return figures as unknown as SettlementFigures;
}

/** How many settlements of this code were reversed. */
export async function countReversed(tx: ScopedTransaction, code: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from app.settlement
    where cooperative_id = (select app.operator_cooperative()) and code = ${code} and state = 'reversed'`.execute(
    tx,
  );
  return rows[0]?.count ?? 0;
}

/** Another settlement that some units already have for some of the same days. */
export interface SettledBefore {
  readonly settlement: string;
  readonly unit: string;
  readonly count: number;
  /** False: of another medium, and it took advances that are about to be subtracted again. */
  readonly isSameMedium: boolean;
}

/**
 * Posted settlements of the same medium for some of the same days and units, and those of other media that subtracted advances of the
 * same media and months. A month belongs to the period that its first day lies in.
 */
export async function findSettledBefore(
  tx: ScopedTransaction,
  asked: {
    readonly medium: Medium;
    readonly advanceMedia: readonly Medium[];
    readonly from: PlainDate;
    readonly to: PlainDate;
    readonly unitIds: readonly number[];
    /** Not counted: the one that is about to be corrected. */
    readonly exceptId: number | null;
  },
): Promise<SettledBefore[]> {
  const period = sql`daterange(${asked.from}::date, ${asked.to}::date, '[]')`;
  const { rows } = await sql<SettledBefore>`
    select s.code as settlement, min(u.code) as unit, count(distinct u.id)::int as count,
           s.medium = ${asked.medium} as "isSameMedium"
    from app.settlement s
    join app.settlement_definition d on d.cooperative_id = s.cooperative_id and d.id = s.definition_id
    join app.settlement_result r on r.cooperative_id = s.cooperative_id and r.settlement_id = s.id
    join app.unit u on u.cooperative_id = r.cooperative_id and u.id = r.unit_id
    where s.cooperative_id = (select app.operator_cooperative()) and s.state = 'posted'
      and s.during && ${period} and s.id is distinct from ${asked.exceptId}::int and r.unit_id = any (${asked.unitIds}::int[])
      and (s.medium = ${asked.medium} or d.body -> 'advanceMedia' ?| ${asked.advanceMedia}::text[] and exists (
        select from generate_series(date_trunc('month', ${asked.from}::timestamp), ${asked.to}::timestamp, interval '1 month') m (day)
        where m.day::date <@ (s.during * ${period})))
    group by s.code, s.medium
    order by s.code`.execute(tx);
  return rows;
}

/** The settlement that a document belongs to; null for any other document. */
export async function findSettlementOfDocument(
  tx: ScopedTransaction,
  documentId: number,
): Promise<number | null> {
  const row = await tx
    .selectFrom("app.settlement_document")
    .select("settlement_id")
    .where("cooperative_id", "=", sql<number>`(select app.operator_cooperative())`)
    .where("document_id", "=", documentId)
    .executeTakeFirst();
  return row?.settlement_id ?? null;
}

export async function markSettlementReversed(tx: ScopedTransaction, settlementId: number): Promise<void> {
  await tx
    .updateTable("app.settlement")
    .set({ state: "reversed" })
    .where("cooperative_id", "=", sql<number>`(select app.operator_cooperative())`)
    .where("id", "=", settlementId)
    .execute();
}
