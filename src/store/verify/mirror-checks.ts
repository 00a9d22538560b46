import { sql } from "kysely";
import { SUMMED_OPENINGS, TURNOVER, totalsOf } from "../mirror/derive.ts";
import { MIRROR_SPECS } from "../mirror/kinds.ts";
import type { Check } from "./check.ts";

/** Statements of the mirror take the cooperative as their first parameter; a check has it as a number. */
function ofCooperative(text: string, cooperativeId: number) {
  return sql.raw(text.replaceAll(/\$1(?:::int)?/g, String(Math.trunc(cooperativeId))));
}

const MONTH = "to_char(month, 'YYYY-MM')";

/**
 * The mirrored books against what was proven when the picture was shown: count, sums and hash of the rows of each account and month, and
 * what is summed from them.
 */
export const mirrorChecks: readonly Check[] = [
  ...MIRROR_SPECS.map(
    (spec): Check => ({
      name: `mirror-${spec.kind.replaceAll("_", "-")}`,
      differences: (cooperativeId) => sql`
        select concat_ws(', ', ${spec.kind}::text, a.code, case when month > '0001-01-01' then ${sql.raw(MONTH)} end) as place,
               case when k.row_count is not null then
                 format('%s: Wn %s, Ma %s, #%s', k.row_count, k.debit_grosze, k.credit_grosze, k.digest) end as expected,
               case when f.row_count is not null then
                 format('%s: Wn %s, Ma %s, #%s', f.row_count, f.debit_grosze, f.credit_grosze, f.digest) end as found
        from (select account_id, month, row_count, debit_grosze, credit_grosze, digest from app.mirror_total
              where cooperative_id = ${cooperativeId} and kind = ${spec.kind}) k
        full join (${ofCooperative(totalsOf(spec), cooperativeId)}) f using (account_id, month)
        left join app.account a on a.cooperative_id = ${cooperativeId} and a.id = account_id
        where (${spec.table.startsWith("app.mirror_")}
            or exists (select from app.mirror_total where cooperative_id = ${cooperativeId} and kind = ${spec.kind}))
          and (k.row_count, k.debit_grosze, k.credit_grosze, k.digest)
            is distinct from (f.row_count, f.debit_grosze, f.credit_grosze, f.digest)
        order by place`,
    }),
  ),
  {
    name: "mirror-turnover",
    differences: (cooperativeId) => sql`
      select concat_ws(', ', a.code, ${sql.raw(MONTH)}, 'nieruchomość ' || property_id) as place,
             format('Wn %s, Ma %s', f.debit_grosze, f.credit_grosze) as expected,
             format('Wn %s, Ma %s', k.debit_grosze, k.credit_grosze) as found
      from (select account_id, month, property_id, debit_grosze, credit_grosze from app.mirror_turnover
            where cooperative_id = ${cooperativeId}) k
      full join (${ofCooperative(`${TURNOVER} group by 1, 2, 3, 4`, cooperativeId)}) f using (account_id, month, property_id)
      left join app.account a on a.cooperative_id = ${cooperativeId} and a.id = account_id
      where (k.debit_grosze, k.credit_grosze) is distinct from (f.debit_grosze, f.credit_grosze)
      order by place`,
  },
  {
    name: "mirror-openings",
    differences: (cooperativeId) => sql`
      select concat_ws(', ', a.code, year::text, 'nieruchomość ' || property_id) as place,
             f.opening_grosze::text as expected, k.opening_grosze::text as found
      from (select account_id, property_id, year, opening_grosze from app.mirror_account_year
            where cooperative_id = ${cooperativeId} and is_summed) k
      full join (${ofCooperative(SUMMED_OPENINGS, cooperativeId)}) f using (account_id, property_id, year)
      left join app.account a on a.cooperative_id = ${cooperativeId} and a.id = account_id
      where k.opening_grosze is distinct from f.opening_grosze
      order by place`,
  },
];
