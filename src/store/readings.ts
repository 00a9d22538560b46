import { HISTORY_READINGS } from "../domain/metering/reading-plausibility.ts";
import type { KnownReading, MeterHistory, RegisteredMeter } from "../domain/metering/reading-terms.ts";
import type { DateRange, PlainDate } from "../domain/values/plain-date.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";

const MINE = "(select app.operator_cooperative())";

const withoutZeros = (name: string) => name.trim().toUpperCase().replace(/^0+/, "");

/**
 * Meters whose number, code or radio module may be one of these names, leading zeros and case overlooked: one query, however many
 * names. Which of them is meant on a day is decided by the domain.
 */
export async function loadMetersNamed(
  tx: ScopedTransaction,
  names: Iterable<string>,
): Promise<RegisteredMeter[]> {
  const wanted = [...new Set(Array.from(names, withoutZeros))];
  const loose = (column: string) => `ltrim(upper(btrim(${column})), '0')`;
  const { rows } = await tx.client.query<MeterRow>(
    `with wanted as (select unnest($1::text[]) as name),
       found as (
         select m.id from app.meter m join wanted on name = ${loose("m.serial")} where m.cooperative_id = ${MINE}
         union
         select m.id from app.meter m join wanted on name = ${loose("m.code")} where m.cooperative_id = ${MINE}
         union
         select r.meter_id from app.meter_radio r join wanted on name = ${loose("r.radio_id")}
         where r.cooperative_id = ${MINE})
     select ${METER_COLUMNS}
     from found join app.meter m on m.cooperative_id = ${MINE} and m.id = found.id
     join app.metering_point p on p.cooperative_id = m.cooperative_id and p.id = m.point_id
     order by m.id`,
    [wanted],
  );
  const radios = await loadRadios(
    tx,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => meterOf(row, radios.get(row.id) ?? []));
}

const METER_COLUMNS = `m.id, m.code, m.point_id as "pointId", m.serial, m.kind, m.measure, lower(m.during) as "from",
  upper(m.during) as "until", m.verified_until as "verifiedUntil", m.start_millionths as "start", m.end_millionths as "end",
  m.dial_digits as "dialDigits", m.factor_millionths as factor, p.medium, p.level`;

type MeterRow = Omit<RegisteredMeter, "during" | "radios"> & {
  readonly from: PlainDate;
  readonly until: PlainDate | null;
};

function meterOf({ from, until, ...row }: MeterRow, radios: RegisteredMeter["radios"]): RegisteredMeter {
  return { ...row, during: { from, until }, radios };
}

async function loadRadios(
  tx: ScopedTransaction,
  meterIds: readonly number[],
): Promise<Map<number, RegisteredMeter["radios"][number][]>> {
  const { rows } = await tx.client.query<DateRange & { meterId: number; radioId: string }>(
    `select meter_id as "meterId", radio_id as "radioId", lower(during) as "from", upper(during) as "until"
     from app.meter_radio where cooperative_id = ${MINE} and meter_id = any ($1::int[])`,
    [meterIds],
  );
  return Map.groupBy(rows, ({ meterId }) => meterId);
}

/** Days of a meter that are to be judged. */
export interface JudgedDays {
  readonly meter: RegisteredMeter;
  readonly first: PlainDate;
  readonly last: PlainDate;
}

type HistoryRow = [
  meterId: number,
  part: "before" | "among" | "after",
  readOn: PlainDate,
  value: number,
  source: KnownReading["source"],
  restarts: boolean,
  isCorrected: boolean,
];

const CORRECTED = `(select corrects_reading_id from app.reading
  where cooperative_id = ${MINE} and corrects_reading_id is not null)`;
const COUNTS = `source <> 'estimate' and id not in ${CORRECTED}`;

/**
 * What each meter showed on the days to be judged, some readings before them and the one after: one query for all meters, however
 * long their past is.
 */
export async function loadMeterHistories(
  tx: ScopedTransaction,
  judged: readonly JudgedDays[],
): Promise<Map<number, MeterHistory>> {
  const { rows } = await tx.client.query<HistoryRow>({
    text: `
      select w.meter_id, h.*
      from unnest($1::int[], $2::int[], $3::date[], $4::date[]) as w(point_id, meter_id, first_day, last_day)
      cross join lateral (
        (select 'before', read_on, value_millionths, source, restarts, false
         from app.reading r
         where r.cooperative_id = ${MINE} and r.point_id = w.point_id and r.meter_id = w.meter_id and r.read_on < w.first_day
           and ${COUNTS}
         order by read_on desc, value_millionths desc limit ${HISTORY_READINGS})
        union all
        (select 'among', read_on, value_millionths, source, restarts, id in ${CORRECTED}
         from app.reading r
         where r.cooperative_id = ${MINE} and r.point_id = w.point_id and r.meter_id = w.meter_id
           and r.read_on between w.first_day and w.last_day)
        union all
        (select 'after', read_on, value_millionths, source, restarts, false
         from app.reading r
         where r.cooperative_id = ${MINE} and r.point_id = w.point_id and r.meter_id = w.meter_id and r.read_on > w.last_day
           and ${COUNTS}
         order by read_on, value_millionths limit 1)
      ) h`,
    values: [
      judged.map(({ meter }) => meter.pointId),
      judged.map(({ meter }) => meter.id),
      judged.map(({ first }) => first),
      judged.map(({ last }) => last),
    ],
    rowMode: "array",
  });
  const byMeter = Map.groupBy(rows, ([meterId]) => meterId);
  const stood = await loadStoodSince(tx, judged, byMeter);
  return new Map(
    judged.map(({ meter: { id } }) => {
      const own = byMeter.get(id) ?? [];
      return [
        id,
        {
          readings: own.map(([, , readOn, value, source, restarts, isCorrected]) => ({
            readOn,
            value,
            source,
            restarts,
            isCorrected,
          })),
          isWhole: own.filter(([, part]) => part === "before").length < HISTORY_READINGS,
          stoodSince: stood.get(id) ?? null,
        },
      ];
    }),
  );
}

/** For flats' water meters that stood still in all the readings before: since when. */
async function loadStoodSince(
  tx: ScopedTransaction,
  judged: readonly JudgedDays[],
  histories: ReadonlyMap<number, readonly HistoryRow[]>,
): Promise<Map<number, PlainDate>> {
  const standing = judged.flatMap(({ meter, first }) => {
    if (meter.kind !== "water-meter" || meter.level !== "individual") return [];
    const before = (histories.get(meter.id) ?? []).filter(([, part]) => part === "before");
    const value = before[0]?.[3];
    const stands = before.length === HISTORY_READINGS && before.every((row) => row[3] === value);
    return stands ? [{ meter, first, value: value! }] : [];
  });
  if (standing.length === 0) return new Map();
  const { rows } = await tx.client.query<{ meterId: number; since: PlainDate }>(
    `select w.meter_id as "meterId", min(r.read_on) as since
     from unnest($1::int[], $2::int[], $3::date[], $4::bigint[]) as w(point_id, meter_id, first_day, value)
     join app.reading r on r.cooperative_id = ${MINE} and r.point_id = w.point_id and r.meter_id = w.meter_id
       and r.read_on < w.first_day and ${COUNTS}
       and r.read_on > coalesce((
         select max(o.read_on) from app.reading o
         where o.cooperative_id = ${MINE} and o.point_id = w.point_id and o.meter_id = w.meter_id and o.read_on < w.first_day
           and o.value_millionths <> w.value and o.source <> 'estimate' and o.id not in ${CORRECTED}), '-infinity')
     group by w.meter_id`,
    [
      standing.map(({ meter }) => meter.pointId),
      standing.map(({ meter }) => meter.id),
      standing.map(({ first }) => first),
      standing.map(({ value }) => value),
    ],
  );
  return new Map(rows.map(({ meterId, since }) => [meterId, since]));
}

/** Days on which somebody lived in the units of points, by point. */
export async function loadInhabitedDays(
  tx: ScopedTransaction,
  pointIds: readonly number[],
): Promise<Map<number, DateRange[]>> {
  if (pointIds.length === 0) return new Map();
  const { rows } = await tx.client.query<DateRange & { pointId: number }>(
    `select lived.point_id as "pointId", coalesce(lower(days), '0001-01-01') as "from", upper(days) as "until"
     from (select u.point_id, unnest(range_agg(u.during * s.during)) as days
           from app.metering_point_unit u
           join app.unit_state s on s.cooperative_id = u.cooperative_id and s.unit_id = u.unit_id and s.during && u.during
             and s.persons > 0
           where u.cooperative_id = ${MINE} and u.point_id = any ($1::int[])
           group by u.point_id) lived`,
    [pointIds],
  );
  return Map.groupBy(rows, ({ pointId }) => pointId);
}
