import type { ReadingFlag, ReadingSource } from "../domain/metering/meters.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";

const MINE = "(select app.operator_cooperative())";

/** A reading with its meter, as it is shown. */
export interface ListedReading {
  readonly meter: string;
  readonly serial: string;
  readonly medium: string;
  readonly place: string;
  readonly measure: string;
  readonly readOn: PlainDate;
  readonly readAt: string | null;
  readonly valueMillionths: number;
  readonly source: ReadingSource;
  readonly flags: readonly ReadingFlag[];
  readonly deviceStatus: string;
  readonly restarts: boolean;
  readonly isCorrected: boolean;
  readonly isCorrection: boolean;
  readonly note: string;
}

/** Readings of these meters, or of the points of these units on the days when they served them; by meter and day. */
export async function listReadings(
  tx: ScopedTransaction,
  { meterIds, unitIds }: { readonly meterIds: readonly number[]; readonly unitIds: readonly number[] },
): Promise<ListedReading[]> {
  const { rows } = await tx.client.query<ListedReading>(
    `select m.code as meter, m.serial, p.medium, p.place, m.measure, r.read_on as "readOn",
            to_char(r.read_at, 'HH24:MI') as "readAt", r.value_millionths as "valueMillionths", r.source, r.flags,
            r.device_status as "deviceStatus", r.restarts, r.note, r.corrects_reading_id is not null as "isCorrection",
            exists (select from app.reading c where c.cooperative_id = r.cooperative_id and c.corrects_reading_id = r.id)
              as "isCorrected"
     from app.meter m
     join app.metering_point p on p.cooperative_id = m.cooperative_id and p.id = m.point_id
     join app.reading r on r.cooperative_id = m.cooperative_id and r.point_id = m.point_id and r.meter_id = m.id
     where m.cooperative_id = ${MINE}
       and (m.id = any ($1::int[])
         or exists (select from app.metering_point_unit u
                    where u.cooperative_id = m.cooperative_id and u.point_id = m.point_id and u.unit_id = any ($2::int[])
                      and r.read_on >= lower(u.during) and r.read_on <= coalesce(upper(u.during), 'infinity')))
     order by p.medium, p.code, m.during, r.read_on, r.restarts, r.id`,
    [meterIds, unitIds],
  );
  return rows;
}

/** Null where no unit bears this code. */
export async function findUnitId(tx: ScopedTransaction, code: string): Promise<number | null> {
  const { rows } = await tx.client.query<{ id: number }>(
    `select id from app.unit where cooperative_id = ${MINE} and code = $1`,
    [code],
  );
  return rows[0]?.id ?? null;
}

/** A reading that may be corrected. */
export interface CorrectableReading {
  readonly id: number;
  readonly valueMillionths: number;
  readonly source: ReadingSource;
  readonly restarts: boolean;
  readonly isCorrected: boolean;
}

export async function loadReadingsOfDay(
  tx: ScopedTransaction,
  meter: { readonly id: number; readonly pointId: number },
  day: PlainDate,
): Promise<CorrectableReading[]> {
  const { rows } = await tx.client.query<CorrectableReading>(
    `select r.id, r.value_millionths as "valueMillionths", r.source, r.restarts,
            exists (select from app.reading c where c.cooperative_id = r.cooperative_id and c.corrects_reading_id = r.id)
              as "isCorrected"
     from app.reading r
     where r.cooperative_id = ${MINE} and r.point_id = $1 and r.meter_id = $2 and r.read_on = $3
     order by r.id`,
    [meter.pointId, meter.id, day],
  );
  return rows;
}
