import type { HeatMain, RemotePoint } from "../domain/metering/monthly-information.ts";
import { addToMonth, lastDay, type Month } from "../domain/values/month.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";

type PointRow = [
  pointId: number,
  unitId: number,
  unitCode: string,
  buildingId: number,
  shareMillionths: number,
  from: PlainDate,
  until: PlainDate | null,
  rightId: number | null,
  lastYearRightId: number | null,
];

/**
 * Points of units that are read from a distance on the month's last day, with the days of this month or of the one a year before on
 * which they serve the unit; in order of units.
 */
export async function loadRemotePoints(tx: ScopedTransaction, month: Month): Promise<RemotePoint[]> {
  const { rows } = await tx.client.query<PointRow>({
    text: `
      select s.point_id, p.unit_id, u.code, u.building_id, p.share_millionths, lower(p.during), upper(p.during), r.id, b.id
      from app.metering_point_state s
      join app.metering_point o on o.cooperative_id = s.cooperative_id and o.id = s.point_id and o.level = 'individual'
      join app.metering_point_unit p on p.cooperative_id = s.cooperative_id and p.point_id = s.point_id
        and (p.during && daterange($1, $2, '[]') or p.during && daterange($3, $4, '[]'))
      join app.unit u on u.cooperative_id = p.cooperative_id and u.id = p.unit_id
      left join app.unit_right r on r.cooperative_id = u.cooperative_id and r.unit_id = u.id and r.during @> $2::date
      left join app.unit_right b on b.cooperative_id = u.cooperative_id and b.unit_id = u.id and b.during @> $4::date
      where s.cooperative_id = (select app.operator_cooperative()) and s.is_remote and s.during @> $2::date
      order by u.id, s.point_id, lower(p.during)`,
    values: [...daysOf(month), ...daysOf(addToMonth(month, -12))],
    rowMode: "array",
  });
  return rows.map((row) => ({
    pointId: row[0],
    unitId: row[1],
    unitCode: row[2],
    buildingId: row[3],
    shareMillionths: row[4],
    during: { from: row[5], until: row[6] },
    rightId: row[7],
    lastYearRightId: row[8],
  }));
}

/**
 * Main meters of heat, for heating or for hot water, on the month's last day, each with the building it stands for; one that stands for
 * none, with every building that something behind it serves.
 */
export async function loadHeatMains(tx: ScopedTransaction, month: Month): Promise<HeatMain[]> {
  const { rows } = await tx.client.query<{ pointId: number; buildingId: number; address: string }>(
    `with recursive standing as (
       select s.point_id, s.behind_point_id, s.building_id
       from app.metering_point_state s
       where s.cooperative_id = (select app.operator_cooperative()) and s.during @> $1::date),
     mains as (
       select s.point_id, s.building_id
       from standing s
       join app.metering_point o on o.cooperative_id = (select app.operator_cooperative()) and o.id = s.point_id
       where o.level = 'main' and o.medium in ('heat', 'hot-water')),
     behind as (
       select point_id as main_id, point_id, building_id from mains where building_id is null
       union
       select b.main_id, s.point_id, s.building_id from behind b join standing s on s.behind_point_id = b.point_id),
     fed as (
       select point_id as main_id, building_id from mains where building_id is not null
       union
       select main_id, building_id from behind where building_id is not null
       union
       select b.main_id, u.building_id
       from behind b
       join app.metering_point_unit m on m.cooperative_id = (select app.operator_cooperative()) and m.point_id = b.point_id
         and m.during @> $1::date
       join app.unit u on u.cooperative_id = m.cooperative_id and u.id = m.unit_id)
     select f.main_id as "pointId", b.id as "buildingId", b.street || ' ' || b.house_number as address
     from fed f
     join app.building b on b.cooperative_id = (select app.operator_cooperative()) and b.id = f.building_id
     order by f.main_id, b.code`,
    [lastDay(month)],
  );
  return [...Map.groupBy(rows, ({ pointId }) => pointId)].map(([pointId, buildings]) => ({
    pointId,
    buildings,
  }));
}

function daysOf(month: Month): [PlainDate, PlainDate] {
  return [`${month}-01` as PlainDate, lastDay(month)];
}
