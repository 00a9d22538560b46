import { tellsOf } from "../domain/metering/consumption-dial.ts";
import type {
  Measure,
  Meter,
  MeteredMedium,
  MeterKind,
  PointHistory,
  PointLevel,
  Reading,
  ReadingFlag,
  ReadingSource,
} from "../domain/metering/meters.ts";
import type { NetworkPlace } from "../domain/settlement/settlement-facts.ts";
import {
  addDays,
  addMonths,
  type DateRange,
  daysBetween,
  type PlainDate,
} from "../domain/values/plain-date.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";
import { rowsById } from "./rows-by-id.ts";

/** Rows fetched at a time, so that what the driver holds beside the facts stays small. */
const READINGS_A_FETCH = 10_000;

/** Readings are seldom taken on the very day that a period begins or ends. */
const MARGIN_DAYS = 92;

interface Days {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/**
 * All that a settlement of a period may ask of some points, by point id: readings of the period, of two as long before it, of the year
 * before it and some days around; of each meter that nobody read as that begins also the last one before; and every broken seal.
 */
export async function loadHistoriesOfPeriod(
  tx: ScopedTransaction,
  pointIds: readonly number[],
  { from, to }: Days,
): Promise<Map<number, PointHistory>> {
  const length = daysBetween(from, to) + 1;
  const [twoPeriods, aYear] = [addDays(from, -2 * length), addMonths(from, -12)];
  const needed = twoPeriods < aYear ? twoPeriods : aYear;
  const days = { from: addDays(needed, -MARGIN_DAYS), to: addDays(to, MARGIN_DAYS) };
  const histories = await loadPointHistories(tx, pointIds, days);
  const earlier = await loadReadingsBefore(tx, [...histories.values()], days.from, needed);
  for (const [pointId, readings] of earlier) {
    const history = histories.get(pointId)!;
    histories.set(pointId, { ...history, readings: [...readings, ...history.readings] });
  }
  return histories;
}

/** All that is known of some points in some days, by point id. Readings that a later one corrects are left out. */
export async function loadPointHistories(
  tx: ScopedTransaction,
  pointIds: readonly number[],
  days: Days,
): Promise<Map<number, PointHistory>> {
  const points = await loadPoints(tx, pointIds);
  const meters = await loadMeters(tx, pointIds, days);
  const factors = await loadLocationFactors(tx, pointIds, days);
  const readings = await loadReadings(tx, pointIds, days);
  const nothing: never[] = [];
  return new Map(
    points.map((point) => [
      point.id,
      {
        point,
        meters: meters.get(point.id) ?? nothing,
        readings: readings.get(point.id) ?? nothing,
        locationFactors: factors.get(point.id) ?? nothing,
      },
    ]),
  );
}

/** Where each of the points stood last within the period. */
export async function loadNetwork(
  tx: ScopedTransaction,
  pointIds: readonly number[],
  period: Days,
): Promise<NetworkPlace[]> {
  const { rows } = await tx.client.query<[number, string, PointLevel, number | null, number | null]>({
    text: `
      select distinct on (p.id) p.id, p.code, p.level, s.behind_point_id, s.building_id
      from app.metering_point p
      left join app.metering_point_state s on s.cooperative_id = p.cooperative_id and s.point_id = p.id
        and s.during && daterange($2::date, $3::date, '[]')
      where p.cooperative_id = (select app.operator_cooperative()) and p.id = any ($1::int[])
      order by p.id, lower(s.during) desc`,
    values: [pointIds, period.from, period.to],
    rowMode: "array",
  });
  return rows.map(([pointId, code, level, behindPointId, buildingId]) => ({
    pointId,
    code,
    level,
    behindPointId,
    buildingId,
  }));
}

async function loadPoints(tx: ScopedTransaction, pointIds: readonly number[]) {
  const { rows } = await tx.client.query<[number, string, MeteredMedium, PointLevel, string]>({
    text: `
      select id, code, medium, level, place from app.metering_point
      where cooperative_id = (select app.operator_cooperative()) and id = any ($1::int[])
      order by id`,
    values: [pointIds],
    rowMode: "array",
  });
  return rows.map(([id, code, medium, level, place]) => ({ id, code, medium, level, place }));
}

type MeterRow = [
  pointId: number,
  id: number,
  serial: string,
  kind: MeterKind,
  measure: Measure,
  from: PlainDate,
  until: PlainDate | null,
  verifiedUntil: PlainDate | null,
  start: number,
  end: number | null,
  dialDigits: number | null,
  factor: number,
];

async function loadMeters(
  tx: ScopedTransaction,
  pointIds: readonly number[],
  { from, to }: Days,
): Promise<Map<number, Meter[]>> {
  const { rows } = await tx.client.query<MeterRow>({
    text: `
      select point_id, id, serial, kind, measure, lower(during), upper(during), verified_until, start_millionths, end_millionths,
             dial_digits, factor_millionths
      from app.meter
      where cooperative_id = (select app.operator_cooperative()) and point_id = any ($1::int[])
        and during && daterange($2::date, $3::date, '[]')
      order by point_id, lower(during)`,
    values: [pointIds, from, to],
    rowMode: "array",
  });
  const same = interned();
  return rowsById(rows, (row) => ({
    id: row[1],
    serial: row[2],
    kind: same(row[3]),
    measure: same(row[4]),
    during: { from: same(row[5]), until: row[6] },
    verifiedUntil: row[7] === null ? null : same(row[7]),
    start: row[8],
    end: row[9],
    dialDigits: row[10],
    factor: row[11],
  }));
}

async function loadLocationFactors(tx: ScopedTransaction, pointIds: readonly number[], { from, to }: Days) {
  const { rows } = await tx.client.query<[number, PlainDate, PlainDate | null, number]>({
    text: `
      select point_id, lower(during), upper(during), location_factor_millionths
      from app.metering_point_state
      where cooperative_id = (select app.operator_cooperative()) and point_id = any ($1::int[])
        and during && daterange($2::date, $3::date, '[]')
      order by point_id, lower(during)`,
    values: [pointIds, from, to],
    rowMode: "array",
  });
  const same = interned();
  return rowsById(rows, ([, day, until, factor]): DateRange & { factor: number } => ({
    from: same(day),
    until,
    factor,
  }));
}

type ReadingRow = [
  pointId: number,
  meterId: number,
  readOn: PlainDate,
  value: number,
  source: ReadingSource,
  flags: ReadingFlag[] | null,
  restarts: boolean,
];

const NO_FLAGS: readonly ReadingFlag[] = [];

/** From which a meter goes on counting, so that nothing is spread over the years since it was put in; and since when its seal is broken. */
async function loadReadingsBefore(
  tx: ScopedTransaction,
  histories: readonly PointHistory[],
  day: PlainDate,
  needed: PlainDate,
): Promise<Map<number, Reading[]>> {
  const standing = histories.flatMap(({ point, meters, readings }) => {
    const isTold = (reading: Reading) => tellsOf(reading) <= needed;
    const read = new Set(readings.filter(isTold).map(({ meterId }) => meterId));
    return meters
      .filter(({ during }) => during.from < day)
      .map(({ id }) => ({ pointId: point.id, meterId: id, isRead: read.has(id) }));
  });
  if (standing.length === 0) return new Map();
  const { rows } = await tx.client.query<ReadingRow>({
    text: `
      with standing as (
        select * from unnest($1::int[], $2::int[], $3::bool[]) as s (point_id, meter_id, is_read)),
      counting as (
        select r.* from app.reading r
        where r.cooperative_id = (select app.operator_cooperative()) and r.read_on < $4::date
          and not exists (select from app.reading c where c.cooperative_id = r.cooperative_id and c.corrects_reading_id = r.id)),
      earlier as (
        select l.* from standing s
        join lateral (
          select r.* from counting r
          where r.point_id = s.point_id and r.meter_id = s.meter_id
          order by r.read_on desc, r.restarts desc, r.source = 'hand-over' desc, r.value_millionths, r.id
          limit 1) l on not s.is_read
        union
        select r.* from standing s
        join counting r on r.point_id = s.point_id and r.meter_id = s.meter_id and 'seal-broken' = any (r.flags))
      select point_id, meter_id, read_on, value_millionths, source, nullif(flags, '{}'), restarts
      from earlier
      order by point_id, read_on, id`,
    values: [
      standing.map(({ pointId }) => pointId),
      standing.map(({ meterId }) => meterId),
      standing.map(({ isRead }) => isRead),
      day,
    ],
    rowMode: "array",
  });
  return rowsById(rows, readingOf);
}

function readingOf([, meterId, readOn, value, source, flags, restarts]: ReadingRow): Reading {
  return { meterId, readOn, value, source, flags: flags ?? NO_FLAGS, restarts };
}

/** By point, day and then as they were recorded; through a cursor, a batch at a time. */
async function loadReadings(
  tx: ScopedTransaction,
  pointIds: readonly number[],
  { from, to }: Days,
): Promise<Map<number, Reading[]>> {
  const byPoint = new Map<number, Reading[]>();
  const same = interned();
  await tx.client.query("set local cursor_tuple_fraction = 1");
  await tx.client.query({
    text: `declare readings_of_points no scroll cursor for
      select r.point_id, r.meter_id, r.read_on, r.value_millionths, r.source, nullif(r.flags, '{}'), r.restarts
      from app.reading r
      join unnest($1::int[]) as wanted (id) on wanted.id = r.point_id
      where r.cooperative_id = (select app.operator_cooperative()) and r.read_on between $2::date and $3::date
        and not exists (select from app.reading c where c.cooperative_id = r.cooperative_id and c.corrects_reading_id = r.id)
      order by r.point_id, r.read_on, r.id`,
    values: [pointIds, from, to],
  });
  const fetch = () =>
    tx.client.query<ReadingRow>({
      text: `fetch ${READINGS_A_FETCH} from readings_of_points`,
      rowMode: "array",
    });
  for (let { rows } = await fetch(); rows.length > 0; { rows } = await fetch()) {
    for (const [pointId, meterId, readOn, value, source, flags, restarts] of rows) {
      const reading: Reading = {
        meterId,
        readOn: same(readOn),
        value,
        source: same(source),
        flags: flags ?? NO_FLAGS,
        restarts,
      };
      const known = byPoint.get(pointId);
      if (known === undefined) byPoint.set(pointId, [reading]);
      else known.push(reading);
    }
  }
  await tx.client.query("close readings_of_points");
  return byPoint;
}

/** Half a million rows say the same few days and words: each is kept once. */
function interned(): <T extends string>(text: T) => T {
  const known = new Map<string, string>();
  return <T extends string>(text: T): T => {
    const same = known.get(text);
    if (same !== undefined) return same as T;
    known.set(text, text);
    return text;
  };
}
