import type { Quantity } from "../values/quantity.ts";
import type { Refusal } from "../values/result.ts";
import type { WorkingStep } from "../values/working.ts";
import { type BoostedQuantity, type ChainMeter, divideThroughChain } from "./booster.ts";
import type { SettledDays } from "./cost-pools.ts";
import type { SettlementDefinition } from "./definition.ts";
import { quantityText } from "./device-record.ts";
import type { Measuring } from "./measuring-terms.ts";
import type { NetworkPlace, SettledUnitFacts, SettlementFacts } from "./settlement-facts.ts";
import type { SettlementOrder } from "./settlement-order.ts";

/** What entered the buildings of an order in some days, by their main meters. */
export interface MainQuantity {
  readonly quantity: Quantity;
  readonly working: readonly WorkingStep[];
  readonly problems: readonly Refusal[];
}

/**
 * The order's point; without one, the outermost main meters of the buildings whose units take part. Main and collective
 * points of the definition's medium only.
 */
export function mainPlaces(
  { medium }: SettlementDefinition,
  order: SettlementOrder,
  facts: SettlementFacts,
  units: readonly SettledUnitFacts[],
): NetworkPlace[] {
  const mains = facts.network.filter(
    ({ level, pointId }) =>
      level !== "individual" && (facts.points.get(pointId)?.point.medium ?? medium) === medium,
  );
  if (order.point !== null) return mains.filter(({ code }) => code === order.point);
  const buildings = new Set(units.map(({ buildingId }) => buildingId));
  const own = mains.filter(
    ({ level, buildingId }) => level === "main" && buildings.has(buildingId ?? Number.NaN),
  );
  const ids = new Set(own.map(({ pointId }) => pointId));
  return own.filter(({ behindPointId }) => behindPointId === null || !ids.has(behindPointId));
}

/**
 * What the mains counted together. Behind a booster each of them takes its part of what its collective meter counted
 * (`divideThroughChain`): W = collective ÷ Σ mains behind it × this main.
 */
export function mainQuantity(
  places: readonly NetworkPlace[],
  { isBehindBooster }: SettlementDefinition,
  { network }: SettlementFacts,
  measuring: Measuring,
  days: SettledDays,
): MainQuantity {
  const problems: Refusal[] = [];
  const working: WorkingStep[] = [];
  const counted = (pointId: number) => {
    const found = measuring.ofPoint(pointId, days);
    problems.push(...found.problems);
    return found.quantity;
  };
  if (!isBehindBooster) {
    const quantity = places.reduce((sum, { pointId, code }) => {
      const main = counted(pointId);
      working.push({ step: "main-meter", inputs: { point: code, ...days }, outcome: quantityText(main) });
      return sum + main;
    }, 0);
    return { quantity, working, problems };
  }
  const wanted = new Set(places.map(({ pointId }) => String(pointId)));
  const codes = new Map(network.map(({ pointId, code }) => [String(pointId), code]));
  let quantity = 0;
  for (const root of new Set(places.map((place) => outermost(place, network)))) {
    const chain = chainBehind(root, network, counted);
    const divided = divideThroughChain(chain);
    if (!divided.ok) problems.push(...divided.refusals);
    const own = divided.ok ? divided.value.filter(({ id }) => wanted.has(id)) : [];
    // A place that has meters behind it takes what they take together; the collective meter itself takes all.
    if (own.length === 0 && divided.ok) own.push(...behindWanted(chain, divided.value, wanted));
    for (const { id, counted: main, billed } of own) {
      quantity += billed;
      working.push({
        step: "booster",
        inputs: {
          point: codes.get(id) ?? id,
          ...days,
          collective: quantityText(chain.counted),
          mains: quantityText(chain.behind.reduce((sum, next) => sum + next.counted, 0)),
          main: quantityText(main),
        },
        outcome: quantityText(billed),
      });
    }
  }
  return { quantity, working, problems };
}

function outermost(place: NetworkPlace, network: readonly NetworkPlace[]): NetworkPlace {
  const seen = new Set([place.pointId]);
  let found = place;
  for (;;) {
    const before = network.find(({ pointId }) => pointId === found.behindPointId);
    if (before === undefined || seen.has(before.pointId)) return found;
    seen.add(before.pointId);
    found = before;
  }
}

function chainBehind(
  { pointId }: NetworkPlace,
  network: readonly NetworkPlace[],
  counted: (pointId: number) => Quantity,
): ChainMeter {
  const behind = network
    .filter((place) => place.level !== "individual" && place.behindPointId === pointId)
    .sort((first, second) => first.pointId - second.pointId);
  return {
    id: String(pointId),
    counted: counted(pointId),
    behind: behind.map((place) => chainBehind(place, network, counted)),
  };
}

function behindWanted(
  meter: ChainMeter,
  divided: readonly BoostedQuantity[],
  wanted: ReadonlySet<string>,
): BoostedQuantity[] {
  if (!wanted.has(meter.id)) return meter.behind.flatMap((next) => behindWanted(next, divided, wanted));
  const ids = new Set(leavesOf(meter));
  const billed = divided.filter(({ id }) => ids.has(id)).reduce((sum, one) => sum + one.billed, 0);
  return [{ id: meter.id, counted: meter.counted, billed }];
}

function leavesOf({ id, behind }: ChainMeter): string[] {
  return behind.length === 0 ? [id] : behind.flatMap(leavesOf);
}
