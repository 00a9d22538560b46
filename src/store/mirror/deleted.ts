import type { ScopedTransaction } from "../../world/database/scope.ts";
import { NO_DAY } from "./merge.ts";

/** Where the key of a deleted bucket is looked up: SQL over the keys `g(code, day)`; the kinds that go with it. */
const LOOKUPS: Readonly<Record<string, { readonly kinds: readonly string[]; readonly select: string }>> = {
  document: { kinds: ["document", "posting"], select: byCode("app.mirror_document", "id") },
  open_item: { kinds: ["open_item"], select: byCode("app.account", "id") },
  allocation: { kinds: ["allocation"], select: byCode("app.account", "id") },
  account_year: { kinds: ["account_year"], select: byCode("app.account", "id") },
  crediting: { kinds: ["crediting"], select: byCode("app.mirror_crediting", "bank_entry_id") },
  settlement: {
    kinds: ["settlement", "settlement_cost", "settlement_share", "settlement_result"],
    select: byCode("app.mirror_settlement", "id"),
  },
  charge: { kinds: ["charge"], select: byCode("app.unit_right", "id", "g.day") },
  reading: { kinds: ["reading"], select: byCode("app.meter", "id", "g.day") },
  consumption_information: {
    kinds: ["consumption_information"],
    select: byCode("app.unit", "id", "g.day"),
  },
  building_consumption: { kinds: ["building_consumption"], select: byCode("app.building", "id", "g.day") },
};

function byCode(table: string, id: string, day: string = NO_DAY): string {
  return `select distinct o.${id} as first, ${day} as second
    from unnest($2::text[], $3::date[]) g(code, day) join ${table} o on o.cooperative_id = $1 and o.code = g.code`;
}

/**
 * Notes the buckets that a difference says are gone. One that is not shown is gone already.
 * @param deleted keys as in `deleted.csv`: a code, or a code, a bar and a month or day.
 */
export async function noteDeleted(
  tx: ScopedTransaction,
  cooperativeId: number,
  deleted: readonly { readonly kind: string; readonly key: string }[],
): Promise<void> {
  for (const [kind, { kinds, select }] of Object.entries(LOOKUPS)) {
    const keys = deleted.filter((each) => each.kind === kind).map(({ key }) => split(kind, key));
    if (keys.length === 0) continue;
    await tx.client.query(
      `insert into app.mirror_stage_bucket (cooperative_id, kind, first, second)
       select $1, k.kind, found.first, found.second from (${select}) found cross join unnest($4::text[]) k(kind)`,
      [cooperativeId, keys.map(([code]) => code), keys.map(([, day]) => day), kinds],
    );
  }
}

const WITH_DAY = ["charge", "reading", "consumption_information", "building_consumption"];

/** `R1|2026-03` is the right and the first day of the month; codes may hold bars. */
function split(kind: string, key: string): readonly [code: string, day: string | null] {
  if (!WITH_DAY.includes(kind)) return [key, null];
  const bar = key.lastIndexOf("|");
  const day = key.slice(bar + 1);
  return [key.slice(0, bar), day.length === 7 ? `${day}-01` : day];
}
