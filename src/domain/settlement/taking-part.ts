import type { DateRange } from "../values/plain-date.ts";
import type { SettlementDefinition } from "./definition.ts";
import { compareIds } from "./settlement-case.ts";
import type { NetworkPlace, SettledUnitFacts, SettlementFacts } from "./settlement-facts.ts";
import type { SettlementOrder } from "./settlement-order.ts";

/**
 * The units of an order, by code: of the definition's kinds, in the order's buildings, behind its point. Vacant units and the
 * cooperative's own take part like any other.
 *
 * A unit stands behind a point when one of its own points does. One without a point in the network belongs where its building
 * does: one node may feed several buildings.
 */
export function unitsTakingPart(
  definition: SettlementDefinition,
  order: SettlementOrder,
  facts: SettlementFacts,
): SettledUnitFacts[] {
  const { unitKinds, having } = definition.participants;
  const { period } = order;
  const isServed = order.point === null ? () => true : servedBy(order.point, facts, period);
  return facts.units
    .filter(
      (unit) =>
        unitKinds.includes(unit.kind) &&
        (order.buildings.length === 0 || order.buildings.includes(unit.buildingCode)) &&
        isThere(unit, order) &&
        (having !== "heated-area" || unit.states.some(({ heatedAreaCm2 }) => heatedAreaCm2 > 0)) &&
        (having !== "point" || hasPoint(unit, definition, facts, period)) &&
        isServed(unit),
    )
    .sort((first, second) => compareIds(first.code, second.code));
}

/** A unit that has neither facts nor a right nor a point in the period was not there. */
function isThere({ states, rights, points }: SettledUnitFacts, { period }: SettlementOrder): boolean {
  return [...states, ...rights, ...points].some((range) => overlaps(range, period));
}

function hasPoint(
  { points }: SettledUnitFacts,
  { medium }: SettlementDefinition,
  facts: SettlementFacts,
  period: SettlementOrder["period"],
): boolean {
  return points.some(
    (point) => overlaps(point, period) && facts.points.get(point.pointId)?.point.medium === medium,
  );
}

function overlaps({ from, until }: DateRange, period: SettlementOrder["period"]): boolean {
  return from <= period.to && (until === null || until > period.from);
}

/** Whether a unit stands behind the point of that code. */
function servedBy(
  code: string,
  { network, units }: SettlementFacts,
  period: SettlementOrder["period"],
): (unit: SettledUnitFacts) => boolean {
  // Of the period before, a point only tells what was counted then.
  const pointsOf = ({ points }: SettledUnitFacts) => points.filter((point) => overlaps(point, period));
  const places = new Map(network.map((place) => [place.pointId, place]));
  const root = network.find((place) => place.code === code);
  if (root === undefined) return () => false;
  const behind = new Set(
    network.filter((place) => chainOf(place, places).includes(root.pointId)).map(({ pointId }) => pointId),
  );
  const isLinked = (pointId: number) => {
    const place = places.get(pointId);
    return place !== undefined && chainOf(place, places).length > 1;
  };
  const buildings = new Set<number>();
  for (const { pointId, buildingId } of network)
    if (behind.has(pointId) && buildingId !== null) buildings.add(buildingId);
  for (const unit of units)
    if (pointsOf(unit).some(({ pointId }) => behind.has(pointId))) buildings.add(unit.buildingId);
  return (unit) => {
    const own = pointsOf(unit).filter(({ pointId }) => behind.has(pointId) || isLinked(pointId));
    return own.length > 0 ? own.some(({ pointId }) => behind.has(pointId)) : buildings.has(unit.buildingId);
  };
}

/** The point and all that stand before it, up to the outermost. */
function chainOf(place: NetworkPlace, places: ReadonlyMap<number, NetworkPlace>): number[] {
  const chain = [place.pointId];
  let next = place.behindPointId;
  while (next !== null && !chain.includes(next)) {
    chain.push(next);
    next = places.get(next)?.behindPointId ?? null;
  }
  return chain;
}
