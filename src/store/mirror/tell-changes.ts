import type { MirrorKind } from "../../domain/mirror/areas.ts";
import type { ScopedTransaction } from "../../world/database/scope.ts";
import { differingOf } from "./merge.ts";
import { hashOf } from "./row-digest.ts";
import type { MirrorCount } from "./runs.ts";
import type { MirrorSpec } from "./spec.ts";

/** The run that notices changes. */
export interface NoticingRun {
  readonly cooperativeId: number;
  readonly runId: number;
  readonly noticedOn: string;
  /** First day of the month that the shown picture reached; what comes new before it is late. Null: nothing was shown yet. */
  readonly lateBefore: string | null;
}

/** Where the source's own name of a row is found: SQL over the row `v`, and what it needs to be joined with. */
const BY_DOCUMENT = {
  code: "coalesce(d.code, e.code)",
  join: `left join app.mirror_document d on d.cooperative_id = $1 and d.id = v.document_id
    left join app.mirror_stage_document e on e.cooperative_id = $1 and e.id = v.document_id`,
};
const BY_SETTLEMENT = {
  code: "coalesce(d.code, e.code)",
  join: `left join app.mirror_settlement d on d.cooperative_id = $1 and d.id = v.settlement_id
    left join app.mirror_stage_settlement e on e.cooperative_id = $1 and e.id = v.settlement_id`,
};
const BY_ITSELF = { code: "v.code", join: "" };
const by = (table: string, column: string) => ({
  code: "d.code",
  join: `left join ${table} d on d.cooperative_id = $1 and d.id = v.${column}`,
});
const NAME_OF: Readonly<Record<MirrorKind, { readonly code: string; readonly join: string }>> = {
  document: BY_ITSELF,
  posting: BY_DOCUMENT,
  open_item: BY_DOCUMENT,
  allocation: BY_DOCUMENT,
  charge: BY_DOCUMENT,
  crediting: BY_ITSELF,
  account_year: by("app.account", "account_id"),
  reading: by("app.meter", "meter_id"),
  consumption_information: by("app.unit", "unit_id"),
  building_consumption: by("app.building", "building_id"),
  settlement: BY_ITSELF,
  settlement_cost: BY_SETTLEMENT,
  settlement_share: BY_SETTLEMENT,
  settlement_result: BY_SETTLEMENT,
};

/**
 * Pairs the rows of the differing buckets, as they are shown with as they wait, and keeps what is another past: rows with other values,
 * rows that are gone, rows that come new where the month had been shown. What moves as business goes on (`MirrorSpec.moving`) is no past.
 * Nothing is replaced yet.
 */
export async function tellChanges(
  tx: ScopedTransaction,
  { cooperativeId, runId, noticedOn, lateBefore }: NoticingRun,
  spec: MirrorSpec,
): Promise<Omit<MirrorCount, "given">> {
  const { code, join } = NAME_OF[spec.kind];
  const column = (name: string, type: string) =>
    spec.columns.some(([each]) => each === name) ? `v.${name}` : `null::${type}`;
  const day = spec.cell.day === null ? "null::date" : spec.cell.day.replaceAll("t.", "v.");
  // A settled item that is no longer listed is no other past: where its posting is gone, that is told.
  const isGoneTold = spec.kind !== "open_item";
  const { rows } = await tx.client.query<Omit<MirrorCount, "given">>(
    `with was as (${sideOf(spec, spec.table)}), now as (${sideOf(spec, spec.stage)}),
     pair as materialized (
       select case when was.whole is null then 'late' when now.whole is null then 'withdrawn' else 'changed' end as action,
              was.whole as was_whole, now.whole as now_whole, was.past is distinct from now.past as is_other_past,
              was.content as before, now.content as after
       from was full join now using (first, second, name, nth)
       where was.whole is distinct from now.whole
     ), told as (
       insert into app.mirror_change (cooperative_id, run_id, noticed_on, kind, action, code, right_id, account_id, point_id,
         document_id, line, month, happened_on, before, after)
       select $1, $2, $3::date, '${spec.kind}', p.action, coalesce(${code}, ''), ${column("right_id", "int")},
              ${spec.kind === "settlement_result" ? "null::int" : column("account_id", "int")}, ${column("point_id", "int")},
              ${spec.kind === "document" ? "v.id" : column("document_id", "int")}, ${column("line", "int")},
              date_trunc('month', ${day})::date, ${day}, p.before, p.after
       from pair p
       cross join lateral jsonb_populate_record(null::${spec.table}, coalesce(p.before, p.after)) v
       ${join}
       where p.is_other_past and case p.action
         when 'changed' then true
         when 'withdrawn' then ${isGoneTold}
         else ${spec.isLateTold} and ${day} < $4::date end
     )
     select count(*) filter (where was_whole is null) as inserted,
            count(*) filter (where was_whole is not null and now_whole is not null) as changed,
            count(*) filter (where now_whole is null) as withdrawn
     from pair`,
    [cooperativeId, runId, noticedOn, lateBefore],
  );
  return rows[0]!;
}

/** Rows of the differing buckets with what names them; rows of one name are told apart by their order. */
function sideOf(spec: MirrorSpec, table: string): string {
  const [id, day] = spec.bucket;
  const name = `concat_ws('|', ${spec.names.map((each) => `coalesce(t.${each}::text, '')`).join(", ")})`;
  const whole = hashOf(spec);
  const past = spec.moving.length === 0 ? whole : hashOf({ ...spec, ours: [...spec.ours, ...spec.moving] });
  const bucket = `t.${id}${day === null ? "" : `, t.${day}`}`;
  return `select b.first, b.second, ${name} as name,
      row_number() over (partition by ${bucket}, ${name} order by ${past}) as nth,
      ${whole} as whole, ${past} as past, to_jsonb(t) - 'cooperative_id' as content
    from ${table} t ${differingOf(spec)}
    where t.cooperative_id = $1 and ${table === spec.table ? spec.isTheirs : "true"}`;
}
