import { sql } from "kysely";
import type { ChargedComponent } from "../domain/settlement/divide-advance.ts";
import type { ParticipantRecord } from "../domain/settlement/settlement-record.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";
import { documentNumber } from "./ledger.ts";

/** A participant's result as it was posted. */
export interface KeptResult {
  readonly participant: number;
  /** Null: a common part or the operating cost. */
  readonly unit: string | null;
  readonly right: string | null;
  readonly account: string | null;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly costGrosze: number;
  readonly advancesGrosze: number;
  readonly resultGrosze: number;
  readonly vatGrosze: number;
  readonly proposedAdvanceGrosze: number | null;
  readonly document: string | null;
}

export interface KeptResultWithRecord extends KeptResult {
  readonly record: ParticipantRecord;
}

/** Every participant of a settlement in the order of the answer, without the records. */
export function loadResults(tx: ScopedTransaction, settlementId: number): Promise<KeptResult[]> {
  return selectResults(tx, settlementId, null);
}

/** The results of one unit, of each of its holders, with everything they were computed from. */
export async function loadResultsOfUnit(
  tx: ScopedTransaction,
  settlementId: number,
  unitCode: string,
): Promise<KeptResultWithRecord[]> {
  return (await selectResults(tx, settlementId, unitCode)) as KeptResultWithRecord[];
}

interface ResultRow extends Omit<KeptResultWithRecord, "document" | "record"> {
  readonly series: string | null;
  readonly year: number;
  readonly number: number;
  readonly record: ParticipantRecord | null;
}

async function selectResults(
  tx: ScopedTransaction,
  settlementId: number,
  unitCode: string | null,
): Promise<KeptResult[]> {
  const { rows } = await sql<ResultRow>`
    select r.participant, u.code as unit, t.code as right, a.code as account,
           lower(r.during) as "from", upper(r.during) - 1 as "to",
           r.cost_grosze as "costGrosze", r.advances_grosze as "advancesGrosze", r.result_grosze as "resultGrosze",
           r.vat_grosze as "vatGrosze", r.proposed_advance_grosze as "proposedAdvanceGrosze", d.series, d.year, d.number,
           case when ${unitCode}::text is not null then r.details end as record
    from app.settlement_result r
    left join app.unit u on u.cooperative_id = r.cooperative_id and u.id = r.unit_id
    left join app.unit_right t on t.cooperative_id = r.cooperative_id and t.id = r.right_id
    left join app.account a on a.cooperative_id = r.cooperative_id and a.id = r.account_id
    left join app.document d on d.cooperative_id = r.cooperative_id and d.id = r.document_id
    where r.cooperative_id = (select app.operator_cooperative()) and r.settlement_id = ${settlementId}
      and (${unitCode}::text is null or u.code = ${unitCode})
    order by r.participant`.execute(tx);
  return rows.map(({ series, year, number, record, ...result }) => ({
    ...result,
    document: series === null ? null : documentNumber(series, year, number),
    ...(record === null ? {} : { record }),
  }));
}

/** A monthly advance that a settlement proposes for a unit whose right goes on, and what each component charged the unit in the period. */
export interface ProposedAdvance {
  readonly unit: string;
  readonly amountGrosze: number;
  /** Every component of the media whose advances are subtracted, in the cooperative's order. */
  readonly charged: readonly ChargedComponent[];
}

/** What the last holders of the units were proposed, in order of units; of those who no longer hold theirs on the day nothing. */
export async function loadProposedAdvances(
  tx: ScopedTransaction,
  settlementId: number,
  on: PlainDate,
): Promise<ProposedAdvance[]> {
  const { rows } = await sql<ProposedAdvance>`
    with proposed as (
      select u.id, u.code, sum(r.proposed_advance_grosze)::bigint as amount
      from app.settlement_result r
      join app.unit u on u.cooperative_id = r.cooperative_id and u.id = r.unit_id
      join app.unit_right t on t.cooperative_id = r.cooperative_id and t.id = r.right_id and t.during @> ${on}::date
      where r.cooperative_id = (select app.operator_cooperative()) and r.settlement_id = ${settlementId}
        and r.proposed_advance_grosze is not null
      group by u.id, u.code),
    component as (
      select f.id, f.code, f.position, s.during
      from app.settlement s
      join app.settlement_definition d on d.cooperative_id = s.cooperative_id and d.id = s.definition_id
      join app.fee_component f on f.cooperative_id = s.cooperative_id and f.posted_to = 'advances' and d.body -> 'advanceMedia' ? f.medium
      where s.cooperative_id = (select app.operator_cooperative()) and s.id = ${settlementId}),
    charged as (
      select t.unit_id, c.component_id, sum(c.amount_grosze)::bigint as grosze
      from app.charge c
      join component f on f.id = c.component_id and f.during @> c.month
      join app.unit_right t on t.cooperative_id = c.cooperative_id and t.id = c.right_id
      where c.cooperative_id = (select app.operator_cooperative()) and t.unit_id in (select id from proposed)
      group by 1, 2)
    select p.code as unit, p.amount as "amountGrosze",
           coalesce(jsonb_agg(jsonb_build_object('component', f.code, 'grosze', coalesce(c.grosze, 0)) order by f.position, f.id)
             filter (where f.id is not null), '[]') as charged
    from proposed p
    left join component f on true
    left join charged c on c.unit_id = p.id and c.component_id = f.id
    group by p.code, p.amount
    order by p.code`.execute(tx);
  return rows;
}
