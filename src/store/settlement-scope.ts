import type { SettlementDefinition } from "../domain/settlement/definition.ts";
import { previousFrom } from "../domain/settlement/months.ts";
import type { SettlementOrder } from "../domain/settlement/settlement-order.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";

/** Whom an order is about. */
export interface SettlementScope {
  readonly unitIds: readonly number[];
  /** Of these units, of the mains and collectives before them, and of the other mains behind the same collective. */
  readonly pointIds: readonly number[];
}

type OrderedPlace = Pick<SettlementOrder, "period" | "point" | "buildings">;

/** Where each point stood last within the period: $1 its first day, $2 its last. */
const PLACES = `places as (
  select distinct on (s.point_id) s.point_id, s.behind_point_id, s.building_id, p.medium, p.level
  from app.metering_point_state s
  join app.metering_point p on p.cooperative_id = s.cooperative_id and p.id = s.point_id
  where s.cooperative_id = (select app.operator_cooperative()) and s.during && daterange($1::date, $2::date, '[]')
  order by s.point_id, lower(s.during) desc)`;

/**
 * The units of the ordered buildings, or of all buildings that something behind the ordered point serves, and every point their media
 * flow through: everybody who may take part. Who does, `unitsTakingPart` decides; names that nothing answers to, computing refuses.
 */
export async function loadSettlementScope(
  tx: ScopedTransaction,
  definition: SettlementDefinition,
  order: OrderedPlace,
): Promise<SettlementScope> {
  const media = mediaOf(definition);
  const unitIds = await loadUnitIds(tx, definition, order);
  const servedFrom = firstDayServed(definition, order);
  return { unitIds, pointIds: await loadPointIds(tx, media, order, unitIds, servedFrom) };
}

/** The day from which points of units are needed: that of the period before, where its units stand in for a device that is missing. */
export function firstDayServed(
  { substitute }: SettlementDefinition,
  { period }: Pick<SettlementOrder, "period">,
): PlainDate {
  return substitute === "previous" ? previousFrom(period) : period.from;
}

/** The settled medium, and those whose consumption is a key of a cost. */
export function mediaOf({ medium, costs }: SettlementDefinition): string[] {
  const keys = costs.flatMap(({ parts }) => parts.map(({ key }) => key));
  const consumed = keys.flatMap((key) =>
    key.startsWith("consumption:") ? [key.slice(key.indexOf(":") + 1)] : [],
  );
  return [...new Set([medium, ...consumed])];
}

async function loadUnitIds(
  tx: ScopedTransaction,
  definition: SettlementDefinition,
  { period, point, buildings }: OrderedPlace,
): Promise<number[]> {
  const { rows } = await tx.client.query<[number]>({
    text: `
      with recursive ${PLACES},
      behind as (
        select p.id from app.metering_point p
        where p.cooperative_id = (select app.operator_cooperative()) and p.code = $3::text
        union
        select s.point_id from places s join behind b on s.behind_point_id = b.id),
      taking_part as (
        select b.id from app.building b
        where b.cooperative_id = (select app.operator_cooperative()) and b.code = any ($4::text[])
        union
        select s.building_id from places s join behind b on b.id = s.point_id
        where cardinality($4::text[]) = 0 and s.building_id is not null
        union
        select u.building_id
        from behind b
        join app.metering_point_unit m on m.cooperative_id = (select app.operator_cooperative()) and m.point_id = b.id
          and m.during && daterange($1::date, $2::date, '[]')
        join app.unit u on u.cooperative_id = m.cooperative_id and u.id = m.unit_id
        where cardinality($4::text[]) = 0)
      select u.id
      from app.unit u
      join taking_part t on t.id = u.building_id
      where u.cooperative_id = (select app.operator_cooperative()) and u.kind = any ($5::text[])
      order by u.id`,
    values: [period.from, period.to, point, buildings, definition.participants.unitKinds],
    rowMode: "array",
  });
  return rows.map(([id]) => id);
}

async function loadPointIds(
  tx: ScopedTransaction,
  media: readonly string[],
  { period, point }: OrderedPlace,
  unitIds: readonly number[],
  servedFrom: PlainDate,
): Promise<number[]> {
  const { rows } = await tx.client.query<[number]>({
    text: `
      with recursive ${PLACES},
      served as (
        select distinct m.point_id
        from app.metering_point_unit m
        join app.metering_point p on p.cooperative_id = m.cooperative_id and p.id = m.point_id and p.medium = any ($3::text[])
        where m.cooperative_id = (select app.operator_cooperative()) and m.unit_id = any ($4::int[])
          and m.during && daterange($6::date, $2::date, '[]')),
      upwards as (
        select point_id from served
        union
        select point_id from places
        where level <> 'individual' and medium = any ($3::text[])
          and building_id in (select building_id from app.unit
            where cooperative_id = (select app.operator_cooperative()) and id = any ($4::int[]))
        union
        select id from app.metering_point where cooperative_id = (select app.operator_cooperative()) and code = $5::text),
      before as (
        select point_id from upwards
        union
        select s.behind_point_id from places s join before b on b.point_id = s.point_id where s.behind_point_id is not null)
      select point_id from before
      union
      select s.point_id from places s
      join places c on c.point_id = s.behind_point_id and c.level = 'collective'
      where s.level = 'main' and s.behind_point_id in (select point_id from before)
      order by 1`,
    values: [period.from, period.to, media, unitIds, point, servedFrom],
    rowMode: "array",
  });
  return rows.map(([id]) => id);
}
