import type { BulkTransaction, CopyColumns } from "../world/database/bulk.ts";
import type { RowIds } from "./import-tally.ts";
import { type ColumnOfRows, chunks } from "./merge-rows.ts";
import { days, type Import, ids, mergeCoded, type RegisterIds, replaceKind, text } from "./register.ts";

/** Ids of meters and of their points by row of the package. */
export interface MeterIds {
  readonly meters: RowIds;
  readonly points: RowIds;
}

/** Brings points, their places and units, meters and radio modules to what the package says; rows it no longer names stay. */
export async function mergeMetering(work: Import, register: RegisterIds): Promise<MeterIds> {
  // Fees do not follow from meters.
  const untracked = { ...work, isTracked: false };
  const { meteringPoints, meters } = work.facts;
  // A meter that is taken out and the next one, or the next place of the same one, change in one go.
  await work.tx.client.query(
    "set constraints app.meter_one_at_a_time, app.meter_serial_at_one_point, app.meter_radio_at_one_meter deferred",
  );
  const points = await mergeCoded(untracked, "meteringPoints", "app.metering_point", [
    text("medium", meteringPoints.medium),
    text("level", meteringPoints.level),
    text("place", meteringPoints.place),
  ]);
  await replaceStates(untracked, register, points);
  await replaceUnits(untracked, register, points);
  const meterIds = await mergeMeters(untracked, points);
  await replaceRadios(untracked, meterIds);
  return { meters: meterIds, points: meters.point.map((point) => points[point]!) };
}

function replaceStates(work: Import, { buildings }: RegisterIds, points: RowIds): Promise<void> {
  const { meteringPoints, meteringPointStates: states } = work.facts;
  const ownerOf = (row: number) => points[states.point[row]!]!;
  return replaceKind(work, "meteringPointStates", points, meteringPoints.code, {
    table: "app.metering_point_state",
    owner: "point_id",
    ownerOf,
    count: states.count,
    columns: [
      { name: "point_id", type: "int", at: ownerOf },
      days(states),
      ids("building_id", states.building, buildings),
      ids("behind_point_id", states.behind, points),
      whole("location_factor_millionths", states.locationFactorMillionths),
      { name: "is_remote", type: "boolean", at: (row) => states.isRemote[row] },
    ],
  });
}

function replaceUnits(work: Import, { units }: RegisterIds, points: RowIds): Promise<void> {
  const { meteringPoints, meteringPointUnits: served } = work.facts;
  const ownerOf = (row: number) => points[served.point[row]!]!;
  return replaceKind(work, "meteringPointUnits", points, meteringPoints.code, {
    table: "app.metering_point_unit",
    owner: "point_id",
    ownerOf,
    count: served.count,
    columns: [
      { name: "point_id", type: "int", at: ownerOf },
      ids("unit_id", served.unit, units),
      days(served),
      whole("share_millionths", served.shareMillionths),
    ],
  });
}

function mergeMeters(work: Import, points: RowIds): Promise<RowIds> {
  const { meters } = work.facts;
  return mergeCoded(work, "meters", "app.meter", [
    ids("point_id", meters.point, points),
    text("serial", meters.serial),
    text("kind", meters.kind),
    text("model", meters.model),
    text("measure", meters.measure),
    days(meters),
    { name: "verified_until", type: "date", at: (row) => meters.verifiedUntil[row] },
    whole("start_millionths", meters.startMillionths),
    whole("end_millionths", meters.endMillionths),
    { name: "dial_digits", type: "smallint", at: (row) => meters.dialDigits[row] },
    whole("factor_millionths", meters.factorMillionths),
    text("end_reason", meters.endReason),
  ]);
}

function replaceRadios(work: Import, meterIds: RowIds): Promise<void> {
  const { meters, meterRadios } = work.facts;
  const ownerOf = (row: number) => meterIds[meterRadios.meter[row]!]!;
  return replaceKind(work, "meterRadios", meterIds, meters.code, {
    table: "app.meter_radio",
    owner: "meter_id",
    ownerOf,
    count: meterRadios.count,
    columns: [
      { name: "meter_id", type: "int", at: ownerOf },
      text("radio_id", meterRadios.radioId),
      days(meterRadios),
    ],
  });
}

function whole(name: string, values: readonly (number | null)[]): ColumnOfRows {
  return { name, type: "bigint", at: (row) => values[row] };
}

const FILE_NAME = "readings.csv";
/** Readings that are looked for in one statement. */
const CHUNK_READINGS = 50_000;

/** Appends the readings that the books do not have yet, as one import; none where they have them all. */
export async function appendPackageReadings(
  { cooperativeId, facts, tally }: Import,
  tx: BulkTransaction,
  of: MeterIds,
): Promise<void> {
  const { readings } = facts;
  const known = await loadKnownReadings(tx, cooperativeId, facts, of);
  const fresh = Array.from({ length: readings.count }, (_, row) => row).filter((row) => !known.has(row));
  tally.add(facts, "readings", { inserted: fresh.length });
  if (fresh.length === 0) return;
  const { rows } = await tx.client.query<{ id: number }>(
    `insert into app.reading_import (cooperative_id, file_name, format, source, line_count, accepted_count, duplicate_count,
       flagged, refused)
     values ($1, $2, 'package', 'import', $3, $4, $5, '{}', '{}') returning id`,
    [cooperativeId, FILE_NAME, readings.count, fresh.length, known.size],
  );
  await tx.copy("app.reading", READING_COLUMNS, readingRows(cooperativeId, rows[0]!.id, facts, of, fresh));
}

const READING_COLUMNS: CopyColumns = [
  ["cooperative_id", "int4"],
  ["point_id", "int4"],
  ["meter_id", "int4"],
  ["read_on", "date"],
  ["value_millionths", "int8"],
  ["source", "text"],
  ["restarts", "bool"],
  ["note", "text"],
  ["import_id", "int4"],
  ["import_line", "int4"],
];

function* readingRows(
  cooperativeId: number,
  importId: number,
  { readings }: Import["facts"],
  { meters, points }: MeterIds,
  fresh: readonly number[],
): Generator<readonly unknown[]> {
  for (const row of fresh) {
    const meter = readings.meter[row]!;
    yield [
      cooperativeId,
      points[meter],
      meters[meter],
      readings.readOn[row],
      readings.valueMillionths[row],
      readings.source[row],
      readings.restarts[row],
      readings.note[row],
      importId,
      // The heading is the first line.
      row + 2,
    ];
  }
}

/** Rows of the package that stand in the books already: the same meter, day, value and source. */
async function loadKnownReadings(
  tx: BulkTransaction,
  cooperativeId: number,
  { readings }: Import["facts"],
  { meters, points }: MeterIds,
): Promise<Set<number>> {
  const known = new Set<number>();
  for (const chunk of chunks(
    Array.from({ length: readings.count }, (_, row) => row),
    CHUNK_READINGS,
  )) {
    const { rows } = await tx.client.query<{ row: number }>(
      `select g.row from unnest($2::int[], $3::int[], $4::int[], $5::date[], $6::bigint[], $7::text[])
         as g(row, point_id, meter_id, read_on, value_millionths, source)
       join app.reading r on r.cooperative_id = $1 and r.point_id = g.point_id and r.meter_id = g.meter_id
         and r.read_on = g.read_on and r.value_millionths = g.value_millionths and r.source = g.source`,
      [
        cooperativeId,
        chunk,
        chunk.map((row) => points[readings.meter[row]!]),
        chunk.map((row) => meters[readings.meter[row]!]),
        chunk.map((row) => readings.readOn[row]),
        chunk.map((row) => readings.valueMillionths[row]),
        chunk.map((row) => readings.source[row]),
      ],
    );
    for (const { row } of rows) known.add(row);
  }
  return known;
}
