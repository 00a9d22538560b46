import type { MirrorArea } from "../../domain/mirror/areas.ts";
import type { CooperativeFacts } from "../../domain/register/facts.ts";
import type { ScopedTransaction } from "../../world/database/scope.ts";

/** The run that notices what is gone, and the last day of the source's records. */
export interface VanishingRun {
  readonly cooperativeId: number;
  readonly runId: number;
  readonly noticedOn: string;
  readonly asOf: string;
}

/** Dated facts of an owner; facts of an owner of whom nothing is told any more end. */
interface UntoldFacts {
  readonly kind: string;
  readonly table: string;
  readonly owner: string;
  readonly ownerTable: string;
}

const MEMBERSHIP: UntoldFacts = {
  kind: "membership",
  table: "app.membership",
  owner: "person_id",
  ownerTable: "app.person",
};
const RESIDENCY: UntoldFacts = {
  kind: "residency",
  table: "app.residency",
  owner: "unit_id",
  ownerTable: "app.unit",
};
const DISPUTED_RATE: UntoldFacts = {
  kind: "disputed-rate",
  table: "app.disputed_rate",
  owner: "unit_id",
  ownerTable: "app.unit",
};
const POINT_UNIT: UntoldFacts = {
  kind: "metering-point-unit",
  table: "app.metering_point_unit",
  owner: "point_id",
  ownerTable: "app.metering_point",
};

/**
 * Ends what a register no longer names: nothing is deleted, but who holds no right, is no member and lives there no more must see no
 * more than that. A number that is gone is shown as withdrawn, a rate leaves its code. Before the register is merged, so that a new
 * right may take the place of one that is gone.
 * @returns how many rows ended.
 */
export async function endVanished(
  tx: ScopedTransaction,
  run: VanishingRun,
  facts: CooperativeFacts,
  areas: readonly MirrorArea[],
): Promise<number> {
  const { rights, members, people, residents, units, disputedRates, rates } = facts;
  const { virtualAccounts, meteringPointUnits, meteringPoints } = facts;
  const told = (codes: readonly string[], of: readonly number[]) => [
    ...new Set(of.map((row) => codes[row]!)),
  ];
  let ended = 0;
  if (areas.includes("register")) {
    ended += await endRights(tx, run, `not code = any($5::text[])`, rights.code);
    ended += await endUntold(tx, run, MEMBERSHIP, told(people.code, members.person));
    ended += await endUntold(tx, run, RESIDENCY, told(units.code, residents.unit));
  }
  if (areas.includes("fees")) {
    ended += await withdrawRates(tx, run, rates.code);
    ended += await endUntold(tx, run, DISPUTED_RATE, told(units.code, disputedRates.unit));
  }
  if (areas.includes("metering") && meteringPoints.count > 0)
    ended += await endUntold(tx, run, POINT_UNIT, told(meteringPoints.code, meteringPointUnits.point));
  if (areas.includes("virtual-accounts"))
    ended += await withdrawNumbers(tx, run, "not number = any($5::text[])", virtualAccounts.number);
  return ended;
}

/** The same for what a difference names as gone. */
export async function endDeleted(
  tx: ScopedTransaction,
  run: VanishingRun,
  deleted: readonly { readonly kind: string; readonly key: string }[],
): Promise<number> {
  const keys = (kind: string) => deleted.filter((each) => each.kind === kind).map(({ key }) => key);
  return (
    (await endRights(tx, run, "code = any($5::text[])", keys("rights"))) +
    (await withdrawNumbers(tx, run, "number = any($5::text[])", keys("virtual-accounts")))
  );
}

const TOLD = `insert into app.mirror_change (cooperative_id, run_id, noticed_on, kind, action, code, right_id, happened_on, before, after)`;

async function endRights(
  tx: ScopedTransaction,
  { cooperativeId, runId, noticedOn, asOf }: VanishingRun,
  which: string,
  codes: readonly string[],
): Promise<number> {
  const { rows } = await tx.client.query<{ id: number; last: string }>(
    `with gone as (
       update app.unit_right set during = daterange(lower(during), greatest($4::date, lower(during) + 1))
       where cooperative_id = $1 and (upper(during) is null or upper(during) > $4::date) and ${which}
         and during <> daterange(lower(during), greatest($4::date, lower(during) + 1))
       returning id, code, old.during as was, new.during as became
     ), told as (
       ${TOLD}
       select $1, $2, $3::date, 'right', 'withdrawn', code, id, upper(became), jsonb_build_object('during', was),
              jsonb_build_object('during', became) from gone
     )
     select id, upper(became)::text as last from gone`,
    [cooperativeId, runId, noticedOn, asOf, codes],
  );
  if (rows.length === 0) return 0;
  // Who would have become a holder later never will; all others held to the right's end.
  const parameters = [cooperativeId, rows.map(({ id }) => id), rows.map(({ last }) => last)];
  const gone = "unnest($2::int[], $3::date[]) g(id, last)";
  await tx.client.query(
    `delete from app.right_holder h using ${gone} where h.cooperative_id = $1 and h.right_id = g.id and lower(h.during) >= g.last`,
    parameters,
  );
  await tx.client.query(
    `update app.right_holder h set during = h.during * daterange(null, g.last) from ${gone}
     where h.cooperative_id = $1 and h.right_id = g.id and (upper(h.during) is null or upper(h.during) > g.last)`,
    parameters,
  );
  return rows.length;
}

async function endUntold(
  tx: ScopedTransaction,
  { cooperativeId, runId, noticedOn, asOf }: VanishingRun,
  { kind, table, owner, ownerTable }: UntoldFacts,
  told: readonly string[],
): Promise<number> {
  const parameters = [cooperativeId, runId, noticedOn, asOf, told];
  const change = `insert into app.mirror_change (cooperative_id, run_id, noticed_on, kind, action, code, happened_on, before, after)
    select $1, $2, $3::date, '${kind}', 'withdrawn', o.code, $4::date, gone.was, gone.became
    from gone join ${ownerTable} o on o.cooperative_id = $1 and o.id = gone.owner`;
  const untold = `t.cooperative_id = $1 and (upper(t.during) is null or upper(t.during) > $4::date)
    and not t.${owner} in (select id from ${ownerTable} where cooperative_id = $1 and code = any($5::text[]))`;
  const ended = await tx.client.query(
    `with gone as (
       update ${table} t set during = daterange(lower(t.during), $4::date) where ${untold} and lower(t.during) < $4::date
       returning t.${owner} as owner, to_jsonb(old) - 'cooperative_id' as was, to_jsonb(new) - 'cooperative_id' as became
     ) ${change}`,
    parameters,
  );
  const never = await tx.client.query(
    `with gone as (
       delete from ${table} t where ${untold} and lower(t.during) >= $4::date
       returning t.${owner} as owner, to_jsonb(old) - 'cooperative_id' as was, null::jsonb as became
     ) ${change}`,
    parameters,
  );
  return (ended.rowCount ?? 0) + (never.rowCount ?? 0);
}

async function withdrawRates(
  tx: ScopedTransaction,
  { cooperativeId, runId, noticedOn }: VanishingRun,
  codes: readonly string[],
): Promise<number> {
  const { rowCount } = await tx.client.query(
    `with gone as (
       update app.fee_rate set withdrawn_at = now()
       where cooperative_id = $1 and withdrawn_at is null and not code = any($4::text[])
       returning code, to_jsonb(old) - 'cooperative_id' as was
     )
     insert into app.mirror_change (cooperative_id, run_id, noticed_on, kind, action, code, before)
     select $1, $2, $3::date, 'rate', 'withdrawn', code, was from gone`,
    [cooperativeId, runId, noticedOn, codes],
  );
  return rowCount ?? 0;
}

async function withdrawNumbers(
  tx: ScopedTransaction,
  { cooperativeId, runId, noticedOn, asOf }: VanishingRun,
  which: string,
  numbers: readonly string[],
): Promise<number> {
  const { rowCount } = await tx.client.query(
    `with gone as (
       update app.virtual_account set withdrawn_on = $4::date
       where cooperative_id = $1 and withdrawn_on is null and ${which}
       returning number, right_id
     )
     ${TOLD}
     select $1, $2, $3::date, 'virtual-account', 'withdrawn', number, right_id, $4::date, jsonb_build_object('number', number), null
     from gone`,
    [cooperativeId, runId, noticedOn, asOf, numbers],
  );
  return rowCount ?? 0;
}

/** A number that the source names again may be paid to again. @returns how many. */
export async function restoreNumbers(
  tx: ScopedTransaction,
  { cooperativeId, runId, noticedOn }: VanishingRun,
  numbers: readonly string[],
): Promise<number> {
  const { rowCount } = await tx.client.query(
    `with back as (
       update app.virtual_account set withdrawn_on = null
       where cooperative_id = $1 and withdrawn_on is not null and number = any($4::text[])
       returning number, right_id, old.withdrawn_on as was
     )
     insert into app.mirror_change (cooperative_id, run_id, noticed_on, kind, action, code, right_id, before, after)
     select $1, $2, $3::date, 'virtual-account', 'changed', number, right_id, jsonb_build_object('withdrawn_on', was),
            jsonb_build_object('withdrawn_on', null) from back`,
    [cooperativeId, runId, noticedOn, numbers],
  );
  return rowCount ?? 0;
}
