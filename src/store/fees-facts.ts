import { sql } from "kysely";
import type { RightFacts, RightKind, UnitFacts, UnitKind } from "../domain/fees/unit-facts.ts";
import { addToMonth, firstDay, type Month } from "../domain/values/month.ts";
import { daysBetween } from "../domain/values/plain-date.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";
import type { FeeTerms } from "./fees.ts";

/** Units fetched at a time: enough to keep round trips few, few enough to keep memory flat. */
const UNITS_A_FETCH = 3000;

/** What the facts are asked for. */
export interface FactsWanted {
  readonly month: Month;
  readonly midMonthHolder: FeeTerms["midMonthHolder"];
  readonly usesEquipment: boolean;
  /** One unit only; null for all of them. */
  readonly unitCode: string | null;
}

/** How many units there are to stream. */
export async function countUnits(tx: ScopedTransaction): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from app.unit where cooperative_id = (select app.operator_cooperative())`.execute(
    tx,
  );
  return rows[0]?.count ?? 0;
}

/**
 * Every unit with its state and its right, in order of rights (vacant units last), a batch at a time through a cursor: one statement,
 * so one moment of the register, and memory that does not grow with the cooperative.
 */
export async function* streamUnitFacts(
  tx: ScopedTransaction,
  wanted: FactsWanted,
): AsyncGenerator<UnitFacts[]> {
  const first = firstDay(wanted.month);
  const next = firstDay(addToMonth(wanted.month, 1));
  const cursor = `unit_facts_${cursorCount++}`;
  // The whole result is read, and row security hides from the planner how many rows there are: joined by hash it is ten times faster.
  const isWhole = wanted.unitCode === null;
  if (isWhole) await tx.client.query("set local cursor_tuple_fraction = 1; set local enable_nestloop = off");
  await tx.client.query({
    text: `declare ${cursor} no scroll cursor for ${factsSql(wanted.midMonthHolder)}`,
    values: [first, next, wanted.usesEquipment, wanted.unitCode],
  });
  if (isWhole) await tx.client.query("set local enable_nestloop = on");
  const monthDays = daysBetween(first, next);
  const fetch = () => {
    const fetched = tx.client.query<FactsRow>({
      text: `fetch ${UNITS_A_FETCH} from ${cursor}`,
      rowMode: "array",
    });
    // Whoever stops listening early undoes the transaction; the batch under way may then fail unheard.
    fetched.catch(() => {});
    return fetched;
  };
  let coming = fetch();
  for (;;) {
    const { rows } = await coming;
    if (rows.length === 0) break;
    // The next batch is under way while this one is worked on.
    coming = fetch();
    yield rows.map((row) => factsOf(row, monthDays));
  }
  await tx.client.query(`close ${cursor}`);
}

let cursorCount = 0;

/**
 * $1 first day, $2 first day of the next month, $3 whether equipment is counted, $4 a unit's code or null.
 * By days every right that touches the month counts, with the days of all holders of the unit beside it.
 */
function factsSql(midMonthHolder: FeeTerms["midMonthHolder"]): string {
  return `
    select u.id, u.code, u.kind, u.property_id, u.building_id, u.staircase_id, u.floor,
           s.usable_area_cm2, s.heated_area_cm2, s.volume_dm3, s.persons, s.meters, s.share_millionths,
           case when $3::boolean then s.equipment end,
           r.id, r.code, r.kind, m.right_id is not null, a.fees, a.repair_fund, a.invoice,
           r.day_counts, r.day_index
    from app.unit u
    left join (${midMonthHolder === "by-days" ? RIGHTS_BY_DAYS : RIGHTS_ON_FIRST_DAY}) r on r.unit_id = u.id
    left join app.unit_state s on s.cooperative_id = u.cooperative_id and s.unit_id = u.id and s.during @> $1::date
    left join (
      select distinct h.right_id
      from app.right_holder h
      join app.unit_right r on r.cooperative_id = h.cooperative_id and r.id = h.right_id
      join app.membership m on m.cooperative_id = h.cooperative_id and m.person_id = h.person_id
      where h.cooperative_id = (select app.operator_cooperative())
        and h.during @> greatest($1::date, lower(r.during)) and m.during @> greatest($1::date, lower(r.during))
    ) m on m.right_id = r.id
    left join (
      select right_id, max(id) filter (where purpose = 'fees') as fees,
             max(id) filter (where purpose = 'repair-fund') as repair_fund,
             max(id) filter (where purpose = 'invoice') as invoice
      from app.account
      where cooperative_id = (select app.operator_cooperative()) and purpose in ('fees', 'repair-fund', 'invoice')
        and not is_past
      group by right_id
    ) a on a.right_id = r.id
    where u.cooperative_id = (select app.operator_cooperative()) and ($4::text is null or u.code = $4) and $2::date > $1::date
    order by r.id nulls last, u.id`;
}

const RIGHTS_ON_FIRST_DAY = `
      select id, code, kind, unit_id, null::int[] as day_counts, null::int as day_index
      from app.unit_right
      where cooperative_id = (select app.operator_cooperative()) and during @> $1::date`;

const RIGHTS_BY_DAYS = `
      select id, code, kind, unit_id,
             array_agg(days) over of_unit as day_counts,
             row_number() over (partition by unit_id order by from_day)::int as day_index
      from (
        select id, code, kind, unit_id, greatest(lower(during), $1::date) as from_day,
               least(coalesce(upper(during), $2::date), $2::date) - greatest(lower(during), $1::date) as days
        from app.unit_right
        where cooperative_id = (select app.operator_cooperative()) and during && daterange($1::date, $2::date)) touching
      window of_unit as (partition by unit_id order by from_day rows between unbounded preceding and unbounded following)`;

type FactsRow = [
  unitId: number,
  unitCode: string,
  unitKind: UnitKind,
  propertyId: number,
  buildingId: number,
  staircaseId: number | null,
  floor: number | null,
  usableAreaCm2: number | null,
  heatedAreaCm2: number,
  volumeDm3: number,
  persons: number,
  meters: number,
  shareMillionths: number,
  equipment: Record<string, number> | null,
  rightId: number | null,
  rightCode: string,
  rightKind: RightKind,
  isMember: boolean,
  feesAccountId: number | null,
  repairFundAccountId: number | null,
  invoiceAccountId: number | null,
  dayCounts: number[] | null,
  dayIndex: number | null,
];

const NO_EQUIPMENT = {};

function factsOf(row: FactsRow, monthDays: number): UnitFacts {
  const rightId = row[14];
  const right: RightFacts | null =
    rightId === null
      ? null
      : {
          rightId,
          rightCode: row[15],
          rightKind: row[16],
          isMember: row[17],
          feesAccountId: row[18],
          repairFundAccountId: row[19],
          invoiceAccountId: row[20],
          days: holderDays(row[21], row[22], monthDays),
        };
  return {
    unitId: row[0],
    unitCode: row[1],
    unitKind: row[2],
    propertyId: row[3],
    buildingId: row[4],
    staircaseId: row[5],
    floor: row[6],
    state:
      row[7] === null
        ? null
        : {
            usableAreaCm2: row[7],
            heatedAreaCm2: row[8],
            volumeDm3: row[9],
            persons: row[10],
            meters: row[11],
            shareMillionths: row[12],
            equipment: row[13] ?? NO_EQUIPMENT,
          },
    right,
  };
}

/** Days without a holder are one more part, so that nobody is charged for them. Null: the right has the whole month. */
function holderDays(counts: readonly number[] | null, index: number | null, monthDays: number) {
  if (counts === null || index === null || counts[index - 1] === monthDays) return null;
  const held = counts.reduce((sum, days) => sum + days, 0);
  return { parts: held < monthDays ? [...counts, monthDays - held] : counts, index: index - 1 };
}
