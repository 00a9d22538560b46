import { sql } from "kysely";
import type { ChargeLine } from "../domain/fees/charges.ts";
import type { RateBehind } from "../domain/fees/working.ts";
import { firstDay, type Month } from "../domain/values/month.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";

/** A charge of a unit with what a person calls it by. */
export type NamedCharge = ChargeLine & { readonly document: string };

/** What stands in the books for a unit's month, corrections and reversals included, in the order posted. */
export async function loadChargesOfUnit(
  tx: ScopedTransaction,
  unitCode: string,
  of: Month,
): Promise<NamedCharge[]> {
  const { rows } = await sql<NamedCharge>`
    select c.right_id as "rightId", c.account_id as "accountId", c.component_id as "componentId", c.rate_id as "rateId",
           c.base, c.rate, c.amount_grosze as "amountGrosze", c.kind::text as kind, c.is_disputed as "isDisputed",
           c.days_charged as "daysCharged", c.vat_rate as "vatRate", concat_ws('/', d.series, d.year, d.number) as document
    from app.unit u
    join app.unit_right r on r.cooperative_id = u.cooperative_id and r.unit_id = u.id
    join app.charge c on c.cooperative_id = r.cooperative_id and c.right_id = r.id and c.month = ${firstDay(of)}::date
    join app.document d on d.cooperative_id = c.cooperative_id and d.id = c.document_id
    left join app.fee_component f on f.cooperative_id = c.cooperative_id and f.id = c.component_id
    where u.cooperative_id = (select app.operator_cooperative()) and u.code = ${unitCode}
    order by d.chain_position, f.position nulls last, f.id, c.vat_rate`.execute(tx);
  return rows;
}

/** What the books say of some rates. */
export async function loadRatesBehind(
  tx: ScopedTransaction,
  rateIds: readonly number[],
): Promise<Map<number, RateBehind>> {
  const { rows } = await sql<RateBehind & { id: number }>`
    select t.id, t.base, lower(t.during) as "startsOn", t.equipment, t.norm_millionths as "normMillionths",
           p.name as "percentOfComponent", s.title || ' (' || s.number || ', ' || s.adopted_on || ')' as resolution
    from app.fee_rate t
    left join app.fee_component p on p.cooperative_id = t.cooperative_id and p.id = t.percent_of_component_id
    left join app.resolution s on s.cooperative_id = t.cooperative_id and s.id = t.resolution_id
    where t.cooperative_id = (select app.operator_cooperative()) and t.id = any (${rateIds}::int[])`.execute(
    tx,
  );
  return new Map(rows.map(({ id, ...rate }) => [id, rate]));
}

/** The court case behind each disputed component of a unit on the month's first day. */
export async function loadCourtCases(
  tx: ScopedTransaction,
  unitCode: string,
  of: Month,
): Promise<Map<number, string>> {
  const { rows } = await sql<{ component_id: number; court_case: string }>`
    select q.component_id, q.court_case
    from app.unit u join app.disputed_rate q on q.cooperative_id = u.cooperative_id and q.unit_id = u.id
    where u.cooperative_id = (select app.operator_cooperative()) and u.code = ${unitCode} and q.during @> ${firstDay(of)}::date`.execute(
    tx,
  );
  return new Map(rows.map(({ component_id, court_case }) => [component_id, court_case]));
}

export async function isUnitKnown(tx: ScopedTransaction, unitCode: string): Promise<boolean> {
  const { rows } = await sql`
    select from app.unit where cooperative_id = (select app.operator_cooperative()) and code = ${unitCode}`.execute(
    tx,
  );
  return rows.length > 0;
}
