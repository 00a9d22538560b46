import type { MeteredMedium } from "../domain/metering/meters.ts";
import type { BuildingInformation, UnitInformation } from "../domain/metering/monthly-information.ts";
import { firstDay, type Month } from "../domain/values/month.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import type { BulkTransaction, CopyColumns } from "../world/database/bulk.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";

/** Rows of one month that are new or different now, and rows that are gone or were different. */
export interface InformationChange {
  readonly written: number;
  readonly removed: number;
}

type Value = string | number | boolean | null;

/** One of the two tables: which it is, its key beside cooperative and month, and its columns. */
interface MonthTable {
  readonly name: string;
  /** Unit or building; medium and measure follow. */
  readonly owner: string;
  readonly columns: CopyColumns;
}

const KEY_COLUMNS: CopyColumns = [
  ["medium", "text"],
  ["measure", "text"],
  ["quantity_millionths", "int8"],
  ["last_year_millionths", "int8"],
];

const UNIT_TABLE: MonthTable = {
  name: "app.consumption_information",
  owner: "unit_id",
  columns: [
    ["unit_id", "int4"],
    ...KEY_COLUMNS,
    ["right_id", "int4"],
    ["is_estimated", "bool"],
    ["building_id", "int4"],
  ],
};

const BUILDING_TABLE: MonthTable = {
  name: "app.building_consumption",
  owner: "building_id",
  columns: [["building_id", "int4"], ...KEY_COLUMNS, ["counted_with", "text"]],
};

/** Brings a month up to date: rows that say the same as before keep the day on which they were issued. */
export async function replaceInformation(
  tx: BulkTransaction,
  cooperativeId: number,
  { month, issuedOn }: { readonly month: Month; readonly issuedOn: PlainDate },
  units: readonly UnitInformation[],
  buildings: readonly BuildingInformation[],
): Promise<InformationChange> {
  const unitRows = units.map((told) => [
    told.unitId,
    told.medium,
    told.measure,
    told.quantity,
    told.lastYear,
    told.rightId,
    told.isEstimated,
    told.buildingId,
  ]);
  const buildingRows = buildings.map((told) => [
    told.buildingId,
    told.medium,
    told.measure,
    told.quantity,
    told.lastYear,
    told.countedWith,
  ]);
  const head = [cooperativeId, firstDay(month), issuedOn] as const;
  const ofUnits = await replaceMonth(tx, UNIT_TABLE, head, unitRows);
  const ofBuildings = await replaceMonth(tx, BUILDING_TABLE, head, buildingRows);
  return { written: ofUnits.written + ofBuildings.written, removed: ofUnits.removed + ofBuildings.removed };
}

async function replaceMonth(
  tx: BulkTransaction,
  { name, owner, columns }: MonthTable,
  head: readonly [cooperativeId: number, month: PlainDate, issuedOn: PlainDate],
  rows: readonly (readonly Value[])[],
): Promise<InformationChange> {
  const kept = await tx.client.query<Value[]>({
    text: `select ${columns.map(([column]) => column).join(", ")} from ${name}
           where cooperative_id = (select app.operator_cooperative()) and month = $1`,
    values: [head[1]],
    rowMode: "array",
  });
  const now = new Set(rows.map((row) => row.join("|")));
  const gone = kept.rows.filter((row) => !now.has(row.join("|")));
  const before = new Set(kept.rows.map((row) => row.join("|")));
  const fresh = rows.filter((row) => !before.has(row.join("|")));
  if (gone.length > 0) await removeRows(tx, name, owner, head[1], gone);
  if (fresh.length > 0) await tx.copy(name, [...HEAD_COLUMNS, ...columns], withHead(head, fresh));
  return { written: fresh.length, removed: gone.length };
}

const HEAD_COLUMNS: CopyColumns = [
  ["cooperative_id", "int4"],
  ["month", "date"],
  ["issued_on", "date"],
];

function* withHead(head: readonly Value[], rows: readonly (readonly Value[])[]) {
  for (const row of rows) yield [...head, ...row];
}

async function removeRows(
  tx: ScopedTransaction,
  table: string,
  owner: string,
  month: PlainDate,
  rows: readonly (readonly Value[])[],
): Promise<void> {
  const column = (index: number) => rows.map((row) => row[index]);
  await tx.client.query(
    `delete from ${table} t
     using unnest($2::int[], $3::text[], $4::text[]) as gone (owner, medium, measure)
     where t.cooperative_id = (select app.operator_cooperative()) and t.month = $1 and t.${owner} = gone.owner
       and t.medium = gone.medium and t.measure = gone.measure`,
    [month, column(0), column(1), column(2)],
  );
}

/**
 * How many months of a period each of the units read from a distance was not told its consumption, by unit code; units told every
 * month are left out. A month without a figure was not told.
 * @law Prawo energetyczne art. 45c
 * @param period both days belong to it; a month counts where its last day does.
 * @param medium one medium only; null for all of them.
 */
export async function monthsWithoutInformation(
  tx: ScopedTransaction,
  unitIds: readonly number[],
  period: { readonly from: PlainDate; readonly to: PlainDate },
  medium: MeteredMedium | null = null,
): Promise<Map<string, number>> {
  const { rows } = await tx.client.query<{ code: string; count: number }>(
    `with remote as materialized (
       select u.cooperative_id, u.id as unit_id, u.code, o.medium, p.during * s.during as during
       from app.unit u
       join app.metering_point_unit p on p.cooperative_id = u.cooperative_id and p.unit_id = u.id
         and p.during && daterange($2::date, $3::date, '[]')
       join app.metering_point o on o.cooperative_id = p.cooperative_id and o.id = p.point_id and o.level = 'individual'
         and ($4::text is null or o.medium = $4)
       join app.metering_point_state s on s.cooperative_id = p.cooperative_id and s.point_id = p.point_id and s.is_remote
         and s.during && p.during
       where u.cooperative_id = (select app.operator_cooperative()) and u.id = any ($1::int[])
     ),
     counted as (
       select month::date as month, (month + interval '1 month - 1 day')::date as last_day
       from generate_series(date_trunc('month', $2::date), $3::date, interval '1 month') as month
     )
     select r.code, count(distinct m.month)::int as count
     from remote r
     join counted m on r.during @> m.last_day and m.last_day <= $3::date
     where not exists (
       select from app.consumption_information i
       where i.cooperative_id = r.cooperative_id and i.unit_id = r.unit_id and i.month = m.month and i.medium = r.medium
         and i.quantity_millionths is not null)
     group by r.code
     order by r.code`,
    [unitIds, period.from, period.to, medium],
  );
  return new Map(rows.map(({ code, count }) => [code, count]));
}
