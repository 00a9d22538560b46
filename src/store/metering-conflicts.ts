import type { CooperativeFacts, FactProblem } from "../domain/register/facts.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";

/**
 * What a package may not say of meters that are in the books already: `fixed-once-imported` (a point's medium, a meter's point and
 * measure: readings hang on them), `meter-without-its-readings` (days of a meter that leave readings out), and meters and radio
 * modules that the package no longer names and that stand where new ones would: `meters-overlap`, `serial-at-two-points`,
 * `radio-at-two-meters`.
 */
export async function listMeteringConflicts(
  tx: ScopedTransaction,
  cooperativeId: number,
  facts: CooperativeFacts,
): Promise<FactProblem[]> {
  return [
    ...(await changedPoints(tx, cooperativeId, facts)),
    ...(await changedMeters(tx, cooperativeId, facts)),
    ...(await metersWithoutReadings(tx, cooperativeId, facts)),
    ...(await metersInTheWay(tx, cooperativeId, facts)),
    ...(await radiosInTheWay(tx, cooperativeId, facts)),
  ];
}

async function changedPoints(
  tx: ScopedTransaction,
  cooperativeId: number,
  { meteringPoints }: CooperativeFacts,
): Promise<FactProblem[]> {
  const { rows } = await tx.client.query<{ row: number; was: string; is: string }>(
    `select g.row::int, p.medium as was, g.medium as "is"
     from unnest($2::text[], $3::text[]) with ordinality as g(code, medium, row)
     join app.metering_point p on p.cooperative_id = $1 and p.code = g.code
     where p.medium <> g.medium`,
    [cooperativeId, meteringPoints.code, meteringPoints.medium],
  );
  return rows.map(({ row, was, is }) => ({
    kind: "meteringPoints",
    row: row - 1,
    field: "medium",
    reason: "fixed-once-imported",
    data: { name: meteringPoints.code[row - 1]!, was, is },
  }));
}

async function changedMeters(
  tx: ScopedTransaction,
  cooperativeId: number,
  { meters, meteringPoints }: CooperativeFacts,
): Promise<FactProblem[]> {
  const { rows } = await tx.client.query<{ row: number; point: boolean; was: string; is: string }>(
    `select g.row::int, p.code <> g.point as point, concat_ws(' ', p.code, m.measure) as was, concat_ws(' ', g.point, g.measure) as "is"
     from unnest($2::text[], $3::text[], $4::text[]) with ordinality as g(code, point, measure, row)
     join app.meter m on m.cooperative_id = $1 and m.code = g.code
     join app.metering_point p on p.cooperative_id = $1 and p.id = m.point_id
     where p.code <> g.point or m.measure <> g.measure`,
    [cooperativeId, meters.code, meters.point.map((point) => meteringPoints.code[point]!), meters.measure],
  );
  return rows.map(({ row, point, was, is }) => ({
    kind: "meters",
    row: row - 1,
    field: point ? "point" : "measure",
    reason: "fixed-once-imported",
    data: { name: meters.code[row - 1]!, was, is },
  }));
}

async function metersWithoutReadings(
  tx: ScopedTransaction,
  cooperativeId: number,
  { meters }: CooperativeFacts,
): Promise<FactProblem[]> {
  const { rows } = await tx.client.query<{ row: number; day: string }>(
    `select g.row::int, min(r.read_on)::text as day
     from unnest($2::text[], $3::date[], $4::date[]) with ordinality as g(code, first_day, taken_out, row)
     join app.meter m on m.cooperative_id = $1 and m.code = g.code
       and m.during is distinct from daterange(g.first_day, g.taken_out)
     join app.reading r on r.cooperative_id = $1 and r.point_id = m.point_id and r.meter_id = m.id
       and (r.read_on < g.first_day or r.read_on > g.taken_out)
     group by g.row`,
    [cooperativeId, meters.code, meters.from, meters.until],
  );
  return rows.map(({ row, day }) => ({
    kind: "meters",
    row: row - 1,
    field: "from",
    reason: "meter-without-its-readings",
    data: { meter: meters.code[row - 1]!, day },
  }));
}

async function metersInTheWay(
  tx: ScopedTransaction,
  cooperativeId: number,
  { meters, meteringPoints }: CooperativeFacts,
): Promise<FactProblem[]> {
  const { rows } = await tx.client.query<{ row: number; other: string; point: string; same: boolean }>(
    `select g.row::int, m.code as other, p.code as point, p.code = g.point as same
     from unnest($2::text[], $3::text[], $4::text[], $5::daterange[]) with ordinality as g(code, point, serial, during, row)
     join app.meter m on m.cooperative_id = $1 and m.during && g.during and not m.code = any ($2::text[])
     join app.metering_point p on p.cooperative_id = $1 and p.id = m.point_id
     where p.code = g.point or m.serial = g.serial`,
    [
      cooperativeId,
      meters.code,
      meters.point.map((point) => meteringPoints.code[point]!),
      meters.serial,
      meters.code.map((_, row) => daysOf(meters, row)),
    ],
  );
  return rows.map(({ row: ordinal, other, point, same }): FactProblem => {
    const row = ordinal - 1;
    const place = { kind: "meters", row, field: "from" } as const;
    return same
      ? { ...place, reason: "meters-overlap", data: { point, meter: meters.code[row]!, other } }
      : {
          ...place,
          reason: "serial-at-two-points",
          data: {
            serial: meters.serial[row]!,
            point: meteringPoints.code[meters.point[row]!]!,
            other: point,
          },
        };
  });
}

async function radiosInTheWay(
  tx: ScopedTransaction,
  cooperativeId: number,
  { meters, meterRadios }: CooperativeFacts,
): Promise<FactProblem[]> {
  const { rows } = await tx.client.query<{ row: number; other: string }>(
    `select g.row::int, m.code as other
     from unnest($2::text[], $3::text[], $4::daterange[]) with ordinality as g(meter, radio_id, during, row)
     join app.meter_radio r on r.cooperative_id = $1 and r.radio_id = g.radio_id and r.during && g.during
     join app.meter m on m.cooperative_id = $1 and m.id = r.meter_id and not m.code = any ($2::text[])`,
    [
      cooperativeId,
      meterRadios.meter.map((meter) => meters.code[meter]!),
      meterRadios.radioId,
      meterRadios.radioId.map((_, row) => daysOf(meterRadios, row)),
    ],
  );
  return rows.map(({ row, other }) => ({
    kind: "meterRadios",
    row: row - 1,
    field: "radioId",
    reason: "radio-at-two-meters",
    data: { radio: meterRadios.radioId[row - 1]!, meter: meters.code[meterRadios.meter[row - 1]!]!, other },
  }));
}

function daysOf(
  rows: { readonly from: readonly string[]; readonly until: readonly (string | null)[] },
  row: number,
): string {
  return `[${rows.from[row]},${rows.until[row] ?? ""})`;
}
