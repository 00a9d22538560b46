import type { Medium } from "../domain/ledger/accounts.ts";
import { METERED_MEDIA, type MeteredMedium } from "../domain/metering/meters.ts";
import type { SettlementDefinition } from "../domain/settlement/definition.ts";
import type {
  LastYearResult,
  SettledRight,
  SettledUnitFacts,
  SettlementFacts,
  UnitStateDuring,
} from "../domain/settlement/settlement-facts.ts";
import type { SettlementOrder } from "../domain/settlement/settlement-order.ts";
import { firstDay, monthOf, monthsBetween } from "../domain/values/month.ts";
import { addMonths, type PlainDate } from "../domain/values/plain-date.ts";
import type { ScopedTransaction } from "../world/database/scope.ts";
import { monthsWithoutInformation } from "./consumption-information.ts";
import { rowsById } from "./rows-by-id.ts";
import { loadHistoriesOfPeriod, loadNetwork } from "./settlement-points.ts";
import { firstDayServed, loadSettlementScope, mediaOf } from "./settlement-scope.ts";

/** Facts, and the same advances by unit and medium, for the accounts they are taken from. */
export interface LoadedSettlementFacts {
  readonly facts: SettlementFacts;
  readonly advancesByUnit: ReadonlyMap<number, ReadonlyMap<Medium, number>>;
}

/**
 * What the books and the register say of everybody an order is about: a handful of queries, however many units there are.
 */
export async function loadSettlementFacts(
  tx: ScopedTransaction,
  definition: SettlementDefinition,
  order: SettlementOrder,
): Promise<LoadedSettlementFacts> {
  // Row security hides from the planner how many rows there are: joined by hash whole cooperatives are many times faster.
  await tx.client.query("set local enable_nestloop = off");
  const loaded = await loadAll(tx, definition, order);
  await tx.client.query("set local enable_nestloop = on");
  return loaded;
}

async function loadAll(
  tx: ScopedTransaction,
  definition: SettlementDefinition,
  order: SettlementOrder,
): Promise<LoadedSettlementFacts> {
  const { unitIds, pointIds } = await loadSettlementScope(tx, definition, order);
  const { period } = order;
  const rights = await loadRights(tx, period, unitIds);
  const advances = await loadAdvances(tx, definition, order, rights);
  const facts: SettlementFacts = {
    units: await loadUnits(tx, definition, order, unitIds, rightsByUnit(rights, advances)),
    points: await loadHistoriesOfPeriod(tx, pointIds, period),
    network: await loadNetwork(tx, pointIds, period),
    lastYear: await loadLastYear(tx, definition.code, period.from, unitIds),
    monthsWithoutInformation: await monthsWithoutInformation(tx, unitIds, period, meteredMedium(definition)),
  };
  return { facts, advancesByUnit: sumsByUnit(advances) };
}

function meteredMedium({ medium }: SettlementDefinition): MeteredMedium | null {
  return METERED_MEDIA.find((metered) => metered === medium) ?? null;
}

interface AdvancesOfRight {
  readonly unitId: number;
  readonly rightId: number;
  readonly medium: Medium;
  readonly grosze: number;
}

/**
 * What was really charged as advances, corrections and stornos included, net of tax. A month belongs to the period that its first day
 * lies in, so that no month is taken twice.
 */
async function loadAdvances(
  tx: ScopedTransaction,
  { advanceMedia }: SettlementDefinition,
  { period }: SettlementOrder,
  rights: readonly RightRow[],
): Promise<AdvancesOfRight[]> {
  const months = monthsBetween(monthOf(period.from), monthOf(period.to)).map(firstDay);
  const { rows } = await tx.client.query<[number, Medium, number]>({
    text: `
      select c.right_id, f.medium, sum(c.amount_grosze)::bigint
      from app.charge c
      join app.fee_component f on f.cooperative_id = c.cooperative_id and f.id = c.component_id
        and f.posted_to = 'advances' and f.medium = any ($3::text[])
      where c.cooperative_id = (select app.operator_cooperative()) and c.month = any ($1::date[]) and c.right_id = any ($2::int[])
      group by c.right_id, f.medium`,
    values: [months.filter((day) => day >= period.from), rights.map(([, rightId]) => rightId), advanceMedia],
    rowMode: "array",
  });
  const unitOf = new Map(rights.map(([unitId, rightId]) => [rightId, unitId]));
  return rows.map(([rightId, medium, grosze]) => ({
    unitId: unitOf.get(rightId)!,
    rightId,
    medium,
    grosze,
  }));
}

function sumsByUnit(advances: readonly AdvancesOfRight[]): Map<number, Map<Medium, number>> {
  const byUnit = new Map<number, Map<Medium, number>>();
  for (const { unitId, medium, grosze } of advances) {
    const known = byUnit.get(unitId) ?? new Map<Medium, number>();
    known.set(medium, (known.get(medium) ?? 0) + grosze);
    byUnit.set(unitId, known);
  }
  return byUnit;
}

type UnitRow = [
  unitId: number,
  code: string,
  kind: string,
  propertyId: number,
  buildingId: number,
  buildingCode: string,
  buildingName: string,
];

async function loadUnits(
  tx: ScopedTransaction,
  definition: SettlementDefinition,
  { period }: SettlementOrder,
  unitIds: readonly number[],
  rights: ReadonlyMap<number, readonly SettledRight[]>,
): Promise<SettledUnitFacts[]> {
  const states = await loadStates(tx, period, unitIds);
  const served = { from: firstDayServed(definition, { period }), to: period.to };
  const points = await loadPointsOfUnits(tx, mediaOf(definition), served, unitIds);
  const { rows } = await tx.client.query<UnitRow>({
    text: `
      select u.id, u.code, u.kind, u.property_id, b.id, b.code, coalesce(nullif(b.name, ''), b.street || ' ' || b.house_number)
      from app.unit u
      join app.building b on b.cooperative_id = u.cooperative_id and b.id = u.building_id
      where u.cooperative_id = (select app.operator_cooperative()) and u.id = any ($1::int[])
      order by u.code`,
    values: [unitIds],
    rowMode: "array",
  });
  const nothing: never[] = [];
  return rows.map(([unitId, code, kind, propertyId, buildingId, buildingCode, buildingName]) => ({
    unitId,
    code,
    kind,
    propertyId,
    buildingId,
    buildingCode,
    buildingName,
    states: states.get(unitId) ?? nothing,
    rights: rights.get(unitId) ?? nothing,
    points: points.get(unitId) ?? nothing,
  }));
}

type Period = SettlementOrder["period"];

async function loadStates(tx: ScopedTransaction, { from, to }: Period, unitIds: readonly number[]) {
  const { rows } = await tx.client.query<
    [number, PlainDate, PlainDate | null, number, number, number, number, number]
  >({
    text: `
      select unit_id, lower(during), upper(during), usable_area_cm2, heated_area_cm2, volume_dm3, persons, share_millionths
      from app.unit_state
      where cooperative_id = (select app.operator_cooperative()) and unit_id = any ($1::int[])
        and during && daterange($2::date, $3::date, '[]')
      order by unit_id, lower(during)`,
    values: [unitIds, from, to],
    rowMode: "array",
  });
  return rowsById(
    rows,
    ([, day, until, usableAreaCm2, heatedAreaCm2, volumeDm3, persons, shareMillionths]): UnitStateDuring => ({
      from: day,
      until,
      usableAreaCm2,
      heatedAreaCm2,
      volumeDm3,
      persons,
      shareMillionths,
    }),
  );
}

type RightRow = [
  unitId: number,
  rightId: number,
  from: PlainDate,
  until: PlainDate | null,
  isInvoiced: boolean,
];

async function loadRights(
  tx: ScopedTransaction,
  { from, to }: Period,
  unitIds: readonly number[],
): Promise<readonly RightRow[]> {
  const { rows } = await tx.client.query<RightRow>({
    text: `
      select r.unit_id, r.id, lower(r.during), upper(r.during), u.kind = 'commercial'
      from app.unit_right r
      join app.unit u on u.cooperative_id = r.cooperative_id and u.id = r.unit_id
      where r.cooperative_id = (select app.operator_cooperative()) and r.unit_id = any ($1::int[])
        and r.during && daterange($2::date, $3::date, '[]')
      order by r.unit_id, lower(r.during)`,
    values: [unitIds, from, to],
    rowMode: "array",
  });
  return rows;
}

function rightsByUnit(rights: readonly RightRow[], advances: readonly AdvancesOfRight[]) {
  const ofRight = new Map<number, number>();
  for (const { rightId, grosze } of advances) ofRight.set(rightId, (ofRight.get(rightId) ?? 0) + grosze);
  return rowsById(
    rights,
    ([, rightId, from, until, isInvoiced]): SettledRight => ({
      rightId,
      from,
      until,
      isInvoiced,
      advancesGrosze: ofRight.get(rightId) ?? 0,
    }),
  );
}

async function loadPointsOfUnits(
  tx: ScopedTransaction,
  media: readonly string[],
  { from, to }: Period,
  unitIds: readonly number[],
) {
  const { rows } = await tx.client.query<[number, number, PlainDate, PlainDate | null, number]>({
    text: `
      select m.unit_id, m.point_id, lower(m.during), upper(m.during), m.share_millionths
      from app.metering_point_unit m
      join app.metering_point p on p.cooperative_id = m.cooperative_id and p.id = m.point_id and p.medium = any ($4::text[])
      where m.cooperative_id = (select app.operator_cooperative()) and m.unit_id = any ($1::int[])
        and m.during && daterange($2::date, $3::date, '[]')
      order by m.unit_id, p.code, lower(m.during)`,
    values: [unitIds, from, to, media],
    rowMode: "array",
  });
  return rowsById(rows, ([, pointId, day, until, shareMillionths]) => ({
    pointId,
    from: day,
    until,
    shareMillionths,
  }));
}

/** What the same definition settled for the day a year before the period began. */
async function loadLastYear(
  tx: ScopedTransaction,
  definitionCode: string,
  from: PlainDate,
  unitIds: readonly number[],
): Promise<Map<number, LastYearResult>> {
  const { rows } = await tx.client.query<[number, number, number, string | null]>({
    text: `
      select r.unit_id, sum(r.cost_grosze)::bigint, sum(r.advances_grosze)::bigint, sum(q.quantity)::text
      from app.settlement s
      join app.settlement_definition d on d.cooperative_id = s.cooperative_id and d.id = s.definition_id and d.code = $1
      join app.settlement_result r on r.cooperative_id = s.cooperative_id and r.settlement_id = s.id
      left join lateral (
        select sum((f ->> 'quantity')::numeric) as quantity from jsonb_array_elements(r.details -> 'facts') f
        where f ->> 'fact' in ('allocator-units', 'consumption:' || s.medium)) q on true
      where s.cooperative_id = (select app.operator_cooperative()) and s.state = 'posted' and s.during @> $2::date
        and r.unit_id = any ($3::int[])
      group by r.unit_id`,
    values: [definitionCode, addMonths(from, -12), unitIds],
    rowMode: "array",
  });
  return new Map(
    rows.map(([unitId, costGrosze, advancesGrosze, quantity]) => [
      unitId,
      { costGrosze, advancesGrosze, quantity },
    ]),
  );
}
