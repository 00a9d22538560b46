import { sql } from "kysely";
import type {
  Measure,
  MeteredMedium,
  MeterKind,
  ReadingFlag,
  ReadingSource,
} from "../../domain/metering/meters.ts";
import type { PlainDate } from "../../domain/values/plain-date.ts";
import type { Quantity } from "../../domain/values/quantity.ts";
import { queries } from "../../world/database/scope.ts";

/**
 * Points that serve the person's units, and the days of them that are theirs to see. What a meter showed outside these days is another
 * holder's, so every query says which days it means and does not lean on the policies alone.
 */
function minePoints(unitId: number | null, medium: MeteredMedium | null) {
  return sql`
    select p.unit_id, p.point_id, p.first_day, p.last_day, o.cooperative_id, o.medium, o.code, o.place
    from app.my_points() p
    join app.metering_point o on o.cooperative_id = (select app.my_cooperative()) and o.id = p.point_id
    where ${unitId === null ? sql`true` : sql`p.unit_id = ${unitId}`}
      and ${medium === null ? sql`true` : sql`o.medium = ${medium}`}`;
}

/** A medium measured in a unit, with the years that have readings of it, latest first. */
export interface MeasuredMedium {
  readonly unit_id: number;
  readonly medium: MeteredMedium;
  readonly years: readonly number[];
}

/** What is measured in the person's units. */
export function myMeasuredMedia(unitId: number | null) {
  return sql<MeasuredMedium>`
    with mine as (${minePoints(unitId, null)})
    select m.unit_id, m.medium,
           coalesce(array_agg(distinct extract(year from r.read_on)::int order by extract(year from r.read_on)::int desc)
             filter (where r.id is not null), '{}') as years
    from mine m
    left join app.shown_reading r on r.cooperative_id = m.cooperative_id and r.point_id = m.point_id
      and r.read_on between m.first_day and m.last_day
    group by m.unit_id, m.medium`.compile(queries);
}

/** A meter that stood at one of the person's points while the unit was theirs. */
export interface MyMeter {
  readonly unit_id: number;
  readonly point_id: number;
  readonly point_code: string;
  readonly medium: MeteredMedium;
  readonly place: string;
  /** Part of the point's consumption that is the unit's, millionths. */
  readonly share_millionths: Quantity;
  readonly meter_id: number;
  readonly serial: string;
  readonly kind: MeterKind;
  readonly measure: Measure;
  readonly installed_on: PlainDate;
  /** First day on which both the meter and the person's own time are there. */
  readonly known_from: PlainDate;
  /** Null while it stands, and where it was taken out after the person's own time. */
  readonly removed_on: PlainDate | null;
  readonly verified_until: PlainDate | null;
  /** Null where it was put in before the person's own time. */
  readonly start_millionths: Quantity | null;
  readonly end_millionths: Quantity | null;
  readonly dial_digits: number | null;
  readonly factor_millionths: Quantity;
  readonly end_reason: string | null;
}

/** Meters of the person's units by place and day; a point without a meter has no row. */
export function myMeters(unitId: number | null, medium: MeteredMedium | null) {
  return sql<MyMeter>`
    with mine as (${minePoints(unitId, medium)})
    select m.unit_id, m.point_id, m.code as point_code, m.medium, m.place,
           coalesce((select u.share_millionths from app.metering_point_unit u
             where u.cooperative_id = m.cooperative_id and u.point_id = m.point_id and u.unit_id = m.unit_id
               and lower(u.during) <= max(m.last_day)
             order by lower(u.during) desc limit 1), 1000000) as share_millionths,
           t.id as meter_id, t.serial, t.kind, t.measure, lower(t.during) as installed_on,
           greatest(lower(t.during), min(m.first_day)) as known_from,
           case when bool_or(upper(t.during) between m.first_day and m.last_day) then upper(t.during) end as removed_on,
           t.verified_until,
           case when bool_or(lower(t.during) between m.first_day and m.last_day) then t.start_millionths end as start_millionths,
           case when bool_or(upper(t.during) between m.first_day and m.last_day) then t.end_millionths end as end_millionths,
           t.dial_digits, t.factor_millionths,
           case when bool_or(upper(t.during) between m.first_day and m.last_day) then nullif(t.end_reason, '') end as end_reason
    from mine m
    join app.meter t on t.cooperative_id = m.cooperative_id and t.point_id = m.point_id
      and lower(t.during) <= m.last_day and coalesce(upper(t.during), 'infinity') >= m.first_day
    group by m.unit_id, m.point_id, m.code, m.medium, m.place, m.cooperative_id, t.id, t.serial, t.kind, t.measure, t.during,
      t.verified_until, t.start_millionths, t.end_millionths, t.dial_digits, t.factor_millionths, t.end_reason
    order by m.place collate "pl-x-icu", m.code, lower(t.during)`.compile(queries);
}

export interface MyLocationFactor {
  readonly point_id: number;
  readonly from_day: PlainDate;
  readonly until_day: PlainDate | null;
  readonly location_factor_millionths: Quantity;
}

/** Location factors of the person's points by days. */
export function myLocationFactors(unitId: number | null, medium: MeteredMedium | null) {
  return sql<MyLocationFactor>`
    with mine as (${minePoints(unitId, medium)})
    select distinct s.point_id, lower(s.during) as from_day, upper(s.during) as until_day, s.location_factor_millionths
    from mine m
    join app.metering_point_state s on s.cooperative_id = m.cooperative_id and s.point_id = m.point_id
      and lower(s.during) <= m.last_day and coalesce(upper(s.during), 'infinity') > m.first_day
    order by s.point_id, from_day`.compile(queries);
}

export interface MyReading {
  readonly unit_id: number;
  readonly reading_id: number;
  readonly point_id: number;
  readonly meter_id: number;
  readonly read_on: PlainDate;
  readonly value_millionths: Quantity;
  readonly source: ReadingSource;
  readonly flags: readonly ReadingFlag[];
  readonly restarts: boolean;
  /** Null where another program keeps the readings. */
  readonly import_id: number | null;
  readonly import_line: number;
  readonly corrects_reading_id: number | null;
  readonly note: string;
}

/**
 * Readings of a year and of the year before, and of each meter the nearest one on either side, from which the first and the last
 * month are told. Without a year: of each medium's own latest. By meter, day and the order in which they were recorded.
 */
export function myReadings(unitId: number | null, medium: MeteredMedium | null, year: number | null) {
  return sql<MyReading>`
    with mine as (${minePoints(unitId, medium)}),
    read as (
      select m.unit_id, m.medium, r.*, max(r.read_on) over (partition by m.unit_id, m.medium) as latest_on,
             exists (select from app.shown_reading c
               where c.cooperative_id = r.cooperative_id and c.corrects_reading_id = r.id) as is_corrected
      from mine m
      join app.shown_reading r on r.cooperative_id = m.cooperative_id and r.point_id = m.point_id
        and r.read_on between m.first_day and m.last_day
    ), shown as (
      select *, coalesce(${year}::int, extract(year from latest_on)::int) as year from read
    ), bounded as (
      select *,
             max(read_on) filter (where not is_corrected and read_on < make_date(year - 1, 1, 1))
               over (partition by unit_id, meter_id) as before_on,
             min(read_on) filter (where not is_corrected and read_on > make_date(year, 12, 31))
               over (partition by unit_id, meter_id) as after_on
      from shown
    )
    select unit_id, id as reading_id, point_id, meter_id, read_on, value_millionths, source, flags, restarts, import_id, import_line,
           corrects_reading_id, note
    from bounded
    where read_on between coalesce(before_on, '-infinity') and coalesce(after_on, 'infinity')
    order by point_id, meter_id, read_on, id`.compile(queries);
}

/** What a unit was told of a month, with its building beside it. */
export interface MyInformation {
  readonly unit_id: number;
  readonly medium: MeteredMedium;
  readonly month: PlainDate;
  readonly measure: Measure;
  readonly quantity_millionths: Quantity | null;
  readonly last_year_millionths: Quantity | null;
  readonly is_estimated: boolean;
  readonly issued_on: PlainDate;
  readonly building_street: string;
  readonly building_house_number: string;
  readonly building_quantity_millionths: Quantity | null;
  readonly building_last_year_millionths: Quantity | null;
  /** Addresses of the buildings that one meter counts together; empty: the building's alone. */
  readonly building_counted_with: string | null;
}

/** @law Prawo energetyczne art. 45c: monthly information of the person's units, latest first. */
export function myInformation(unitId: number | null, medium: MeteredMedium | null) {
  return sql<MyInformation>`
    select i.unit_id, i.medium, i.month, i.measure, i.quantity_millionths, i.last_year_millionths, i.is_estimated, i.issued_on,
           b.street as building_street, b.house_number as building_house_number,
           c.quantity_millionths as building_quantity_millionths, c.last_year_millionths as building_last_year_millionths,
           c.counted_with as building_counted_with
    from app.consumption_information i
    join app.building b on b.cooperative_id = i.cooperative_id and b.id = i.building_id
    left join app.building_consumption c on c.cooperative_id = i.cooperative_id and c.building_id = i.building_id
      and c.medium = i.medium and c.measure = i.measure and c.month = i.month
    where i.cooperative_id = (select app.my_cooperative())
      and ${unitId === null ? sql`true` : sql`i.unit_id = ${unitId}`}
      and ${medium === null ? sql`true` : sql`i.medium = ${medium}`}
    order by i.month desc, i.measure`.compile(queries);
}

/** Heat of a building in a month, for heating or for hot water, as its meter counted it. */
export interface MyBuildingHeat {
  readonly unit_id: number;
  readonly medium: "heat" | "hot-water";
  readonly measure: Measure;
  readonly quantity_millionths: Quantity | null;
  readonly last_year_millionths: Quantity | null;
  readonly counted_with: string;
}

/** @law Dz.U. 2021 poz. 2273: heat of the building, split into heating and hot water, beside the unit's own information of a month. */
export function myBuildingHeat(unitId: number | null, month: PlainDate) {
  return sql<MyBuildingHeat>`
    select distinct i.unit_id, c.medium, c.measure, c.quantity_millionths, c.last_year_millionths, c.counted_with
    from app.consumption_information i
    join app.building_consumption c on c.cooperative_id = i.cooperative_id and c.building_id = i.building_id and c.month = i.month
      and c.medium in ('heat', 'hot-water') and c.measure in ('GJ', 'kWh', 'MWh')
    where i.cooperative_id = (select app.my_cooperative()) and i.month = ${month}::date and i.medium in ('heat', 'hot-water')
      and ${unitId === null ? sql`true` : sql`i.unit_id = ${unitId}`}
    order by c.medium, c.measure`.compile(queries);
}
