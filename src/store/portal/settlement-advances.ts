import { sql } from "kysely";
import type { Grosze } from "../../domain/values/money.ts";
import type { PlainDate } from "../../domain/values/plain-date.ts";
import { queries } from "../../world/database/scope.ts";
import { MY_RESULTS, SETTLEMENT_OF_RESULT } from "./settlements.ts";

export interface MySettledAdvance {
  readonly month: PlainDate;
  readonly amount_grosze: Grosze;
  /** Of the unit's cost, what the next advances are to bring in; null where the regulation proposes none. */
  readonly proposed_percent: string | null;
}

/** The advances that a settlement subtracted, month by month, as they are charged today; nothing when it is not the person's. */
export function mySettlementAdvances(settlementId: number, participant: number) {
  return sql<MySettledAdvance>`
    select c.month, sum(c.amount_grosze)::bigint as amount_grosze, s.proposed_advance_percent as proposed_percent
    from app.shown_settlement_result r
    ${SETTLEMENT_OF_RESULT}
    join app.shown_charge c on c.cooperative_id = r.cooperative_id and c.right_id = r.right_id and c.month <@ s.during
    join app.fee_component f on f.cooperative_id = c.cooperative_id and f.id = c.component_id
      and f.posted_to = 'advances' and f.medium = any(string_to_array(s.advance_media, ' '))
    where ${MY_RESULTS} and r.unit_id is not null and r.settlement_id = ${settlementId} and r.participant = ${participant}
    group by c.month, s.proposed_advance_percent
    order by c.month`.compile(queries);
}
