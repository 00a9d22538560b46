import type { RemotePoint } from "../domain/metering/monthly-information.ts";
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

/** Main meters of heat, for heating or for hot water, that serve one building alone on the month's last day. */
export async function loadHeatMains(
  tx: ScopedTransaction,
  month: Month,
): Promise<readonly { readonly pointId: number; readonly buildingId: number }[]> {
  const { rows } = await tx.client.query<{ pointId: number; buildingId: number }>(
    `select s.point_id as "pointId", s.building_id as "buildingId"
     from app.metering_point_state s
     join app.metering_point o on o.cooperative_id = s.cooperative_id and o.id = s.point_id
     where s.cooperative_id = (select app.operator_cooperative()) and s.during @> $1::date and s.building_id is not null
       and o.level = 'main' and o.medium in ('heat', 'hot-water')
     order by s.building_id, s.point_id`,
    [lastDay(month)],
  );
  return rows;
}

function daysOf(month: Month): [PlainDate, PlainDate] {
  return [`${month}-01` as PlainDate, lastDay(month)];
}
