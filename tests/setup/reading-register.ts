import type { ReadingTally } from "../../src/domain/metering/reading-tally.ts";
import { plainDate } from "../../src/domain/values/plain-date.ts";
import type { Result } from "../../src/domain/values/result.ts";
import {
  type ImportedReadings,
  importReadings,
  type ReadingImportInput,
} from "../../src/operations/import-readings.ts";
import { type SmallBooks, smallBooks } from "./books.ts";
import type { TestDatabase } from "./database.ts";

/** A meter to stand at a point of its own in the first flat. */
export interface MeterToStand {
  readonly serial: string;
  readonly medium?: string;
  readonly kind?: string;
  readonly measure?: string;
  /** As PostgreSQL writes a range of days. */
  readonly during?: string;
  readonly radios?: readonly (readonly [radioId: string, during: string])[];
  /** Symbol of its point; the serial where none is told. */
  readonly point?: string;
  readonly dialDigits?: number | null;
  readonly verifiedUntil?: string | null;
  readonly start?: number;
}

/** Small books with meters, and ways to bring readings in and see what became of them. */
export interface ReadingRegister extends SmallBooks {
  readonly sql: (text: string, ...values: unknown[]) => Promise<Record<string, unknown>[]>;
  readonly stand: (...meters: readonly MeterToStand[]) => Promise<void>;
  readonly bring: (
    content: string | Uint8Array,
    input?: Partial<ReadingImportInput>,
  ) => Promise<Result<ImportedReadings>>;
  /** What became of the lines of a file that can be read. */
  readonly tally: (
    content: string | Uint8Array,
    input?: Partial<ReadingImportInput>,
  ) => Promise<ReadingTally>;
  /** "10001 2026-01-31 12.5 radio leak", by meter and day. */
  readonly readings: () => Promise<readonly string[]>;
}

export async function readingRegister(
  database: TestDatabase,
  slug: string,
  today = "2026-11-25",
): Promise<ReadingRegister> {
  const books = await smallBooks(database, slug, today);
  const { cooperativeId } = books.scope;
  const sql: ReadingRegister["sql"] = (text, ...values) =>
    database.asSuperuser(async (client) => (await client.query(text, values)).rows);
  await sql(
    `insert into app.unit_state (cooperative_id, unit_id, during, usable_area_cm2, heated_area_cm2, volume_dm3, persons, meters, share_millionths)
     select cooperative_id, id, '[2000-01-01,)', 500000, 500000, 0, 2, 1, 0 from app.unit where cooperative_id = $1`,
    cooperativeId,
  );
  const bring: ReadingRegister["bring"] = (content, input = {}) =>
    importReadings(
      books.context,
      books.scope,
      { name: "odczyty", bytes: typeof content === "string" ? Buffer.from(content) : content },
      { format: null, mapping: null, source: null, day: null, ...input },
    );
  return {
    ...books,
    sql,
    stand: async (...meters) => {
      for (const each of meters) await standMeter(sql, cooperativeId, each);
    },
    bring,
    tally: async (content, input) => {
      const imported = await bring(content, input);
      if (!imported.ok) throw new Error(imported.refusals[0]?.reason);
      return imported.value.tally;
    },
    readings: async () => {
      const rows = await sql(
        `select m.serial, r.read_on::text as day, trim_scale(r.value_millionths / 1000000.0)::text as value, r.source, r.flags, r.restarts
         from app.reading r join app.meter m on m.cooperative_id = r.cooperative_id and m.id = r.meter_id
         where r.cooperative_id = $1 order by m.id, r.read_on, r.restarts, r.value_millionths, r.id`,
        cooperativeId,
      );
      return rows.map((row) =>
        [
          row.serial,
          row.day,
          row.value,
          row.source,
          ...(row.flags as string[]),
          ...(row.restarts ? ["restarts"] : []),
        ].join(" "),
      );
    },
  };
}

async function standMeter(
  sql: ReadingRegister["sql"],
  cooperativeId: number,
  { serial, medium = "cold-water", during = "[2015-01-01,)", radios = [], ...rest }: MeterToStand,
): Promise<void> {
  const code = rest.point ?? serial;
  await sql(
    `insert into app.metering_point (cooperative_id, code, medium, level) values ($1, $2, $3, 'individual') on conflict do nothing`,
    cooperativeId,
    code,
    medium,
  );
  const [point] = await sql(
    `select id from app.metering_point where cooperative_id = $1 and code = $2`,
    cooperativeId,
    code,
  );
  await sql(
    `insert into app.metering_point_unit (cooperative_id, point_id, unit_id, during)
     select $1, $2, min(id), '[2000-01-01,)' from app.unit where cooperative_id = $1 on conflict do nothing`,
    cooperativeId,
    point?.id,
  );
  const [meter] = await sql(
    `insert into app.meter (cooperative_id, code, point_id, serial, kind, measure, during, verified_until, start_millionths, dial_digits)
     values ($1, 'M-' || $2, $3, $2, $4, $5, $6, $7, $8, $9) returning id`,
    cooperativeId,
    serial,
    point?.id,
    rest.kind ?? "water-meter",
    rest.measure ?? "m3",
    during,
    rest.verifiedUntil ?? null,
    rest.start ?? 0,
    rest.dialDigits ?? null,
  );
  for (const [radioId, days] of radios)
    await sql(`insert into app.meter_radio values ($1, $2, $3, $4)`, cooperativeId, meter?.id, radioId, days);
}

/** A telegram of a cold-water meter as wmbusmeters writes it. */
export function waterTelegram(id: string, on: string, cubicMetres: string, status = "OK"): string {
  plainDate(on);
  return `{"_":"telegram","media":"water","meter":"hydrus","name":"","id":"${id}","status":"${status}","total_m3":${cubicMetres},"timestamp":"${on}T10:00:00Z"}`;
}
