import { sql } from "kysely";
import { firstDay, type Month } from "../domain/values/month.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";

/**
 * What each right was told to pay in a month, in grosze, by the right's code: its assessment, what is due then of settlements posted
 * together, or less by what they gave back the month before; of a corrected settlement the difference. Never below zero, and the same
 * however much has been posted since.
 */
export async function loadToldAmounts(
  tx: ScopedTransaction,
  cooperativeId: number,
  month: Month,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ code: string; amount_grosze: number }>`
    with told as (
      select right_id, amount_grosze as told, 0 as settled
      from app.charge
      where cooperative_id = ${cooperativeId} and month = ${firstDay(month)} and kind in ('A', 'V')),
    results as materialized (
      select e.right_id, s.posted_on, s.due_on,
        sum(case when e.settlement_id = s.id then e.result_grosze else -e.result_grosze end)::bigint as amount_grosze
      from app.settlement s
      join app.settlement_result e on e.cooperative_id = s.cooperative_id
        and e.settlement_id in (s.id, s.corrects_settlement_id) and e.document_id is not null
      where s.cooperative_id = ${cooperativeId}
      group by 1, 2, 3),
    settled as (
      select right_id, 0 as told, amount_grosze as settled from results
      where date_trunc('month', case when amount_grosze > 0 then due_on else (posted_on + interval '1 month')::date end)
        = ${firstDay(month)}::date),
    of_right as materialized (
      select right_id, greatest(0, sum(told) + sum(settled))::bigint as amount_grosze
      from (select * from told union all select * from settled) each
      group by right_id
      having bool_or(told <> 0))
    select r.code, o.amount_grosze
    from of_right o join app.unit_right r on r.cooperative_id = ${cooperativeId} and r.id = o.right_id`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.code, row.amount_grosze]));
}

/** Advances charged for the months, corrections included, by `building/medium`; in grosze without VAT. */
export async function loadChargedAdvances(
  tx: ScopedTransaction,
  cooperativeId: number,
  from: Month,
  to: Month,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ place: string; amount_grosze: number }>`
    with charged as materialized (
      select right_id, component_id, sum(amount_grosze)::bigint as amount_grosze
      from app.charge
      where cooperative_id = ${cooperativeId} and month between ${firstDay(from)} and ${firstDay(to)}
      group by 1, 2)
    select concat_ws('/', b.code, f.medium) as place, sum(c.amount_grosze)::bigint as amount_grosze
    from charged c
    join app.fee_component f on f.cooperative_id = ${cooperativeId} and f.id = c.component_id and f.posted_to = 'advances'
    join app.unit_right r on r.cooperative_id = ${cooperativeId} and r.id = c.right_id
    join app.unit u on u.cooperative_id = ${cooperativeId} and u.id = r.unit_id
    join app.building b on b.cooperative_id = ${cooperativeId} and b.id = u.building_id
    group by 1`.execute(tx);
  return new Map(rows.map((row) => [row.place, row.amount_grosze]));
}

/** The login of a demo person, as far as the printed list of sign-ins must know it. */
export interface DemoLogin {
  readonly code: string;
  readonly personId: number;
  /** Null: none yet. */
  readonly name: string | null;
  /** A password was chosen by whoever tried the demo; the published one has no such moment. */
  readonly hasChosenPassword: boolean;
  readonly hasPassword: boolean;
  readonly isDisabled: boolean;
  /** A starter password is out and good for another day. */
  readonly hasStarter: boolean;
}

/** Logins of people of a demo cooperative by their codes; nobody of a real one. */
export async function loadDemoLogins(
  tx: ScopedTransaction,
  cooperativeId: number,
  codes: readonly string[],
): Promise<ReadonlyMap<string, DemoLogin>> {
  const { rows } = await sql<DemoLogin>`
    select p.code, p.id as "personId", l.name, coalesce(l.is_disabled, false) as "isDisabled",
      l.password_hash is not null as "hasPassword", l.password_changed_at is not null as "hasChosenPassword",
      coalesce(l.starter_expires_at > now() + interval '1 day', false) as "hasStarter"
    from app.person p
    join app.cooperative k on k.id = p.cooperative_id and k.is_demo
    left join app.login l on l.cooperative_id = p.cooperative_id and l.person_id = p.id
    where p.cooperative_id = ${cooperativeId} and p.code = any (${codes}::text[])`.execute(tx);
  return new Map(rows.map((row) => [row.code, row]));
}

/** Gives people of a demo cooperative their published passwords back, under their published names. */
export async function storeDemoPasswords(
  tx: ScopedTransaction,
  cooperativeId: number,
  logins: readonly { readonly personId: number; readonly name: string; readonly passwordHash: string }[],
): Promise<void> {
  await sql`
    insert into app.login as l (cooperative_id, person_id, name, password_hash)
    select k.id, given.person_id, given.name, given.hash
    from app.cooperative k
    cross join unnest(${logins.map(({ personId }) => personId)}::int[], ${logins.map(({ name }) => name)}::text[],
      ${logins.map(({ passwordHash }) => passwordHash)}::text[]) as given (person_id, name, hash)
    where k.id = ${cooperativeId} and k.is_demo
    on conflict (cooperative_id, person_id) do update
      set name = excluded.name, password_hash = excluded.password_hash, password_changed_at = null,
        starter_hash = null, starter_selector = null, starter_issued_at = null, starter_expires_at = null,
        is_disabled = false`.execute(tx);
}
