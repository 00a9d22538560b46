import { addDays, dayNumber, type PlainDate } from "../values/plain-date.ts";
import type { SettledDays } from "./cost-pools.ts";
import type { SettlementDefinition } from "./definition.ts";
import { type ExactDecimal, requiredDecimal } from "./exact-decimal.ts";
import type { SettledRight, SettledUnitFacts, SettlementFacts } from "./settlement-facts.ts";
import type { SettlementOrder } from "./settlement-order.ts";

/** Days of the period with one right, or with none: then the cooperative bears them. */
export interface HeldDays extends SettledDays {
  readonly right: SettledRight | null;
}

/**
 * How the two sides of a hand-over are told apart. `declared`: by the holders' joint declaration; `reading`: each bears its own
 * consumption; `new-holder`: the later one takes it all; `by-days`; `vacancy`: one side is nobody, by days.
 */
export type HandoverRule = "declared" | "reading" | "new-holder" | "by-days" | "vacancy";

export interface Handover {
  /** First day of the later side. */
  readonly on: PlainDate;
  readonly rule: HandoverRule;
  /** Every point was read near the day, so consumption is divided by readings whatever else the rule says. */
  readonly isRead: boolean;
  readonly formerPercent: ExactDecimal | null;
}

/** Who held a unit in the period, day by day, and how its shares pass from one to the next. */
export interface Holding {
  readonly held: readonly HeldDays[];
  /** One less than `held`. */
  readonly handovers: readonly Handover[];
}

/** A reading this many days away still counts as taken at the hand-over. */
const NEAR_DAYS = 3;

/** A common part is held by nobody. */
export function holdingOf(
  unit: SettledUnitFacts | null,
  definition: SettlementDefinition,
  order: SettlementOrder,
  facts: SettlementFacts,
): Holding {
  if (unit === null) return { held: [{ ...order.period, right: null }], handovers: [] };
  const held = heldDays(unit, order.period);
  const handovers = held
    .slice(1)
    .map((later, index) => handoverOf(unit, held[index]!, later, definition, order, facts));
  return { held, handovers };
}

/** The days on which the unit was there, by right; days between two rights are nobody's. */
function heldDays(unit: SettledUnitFacts, period: SettledDays): HeldDays[] {
  const there = daysThere(unit, period);
  const held: HeldDays[] = [];
  let cursor = there.from;
  const add = (to: PlainDate, right: SettledRight | null) => {
    if (to < cursor) return;
    held.push({ from: cursor, to, right });
    cursor = addDays(to, 1);
  };
  for (const right of [...unit.rights].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (right.from > there.to || (right.until !== null && right.until <= cursor)) continue;
    if (right.from > cursor) add(addDays(right.from, -1), null);
    const last = right.until === null || right.until > there.to ? there.to : addDays(right.until, -1);
    add(last, right);
  }
  add(there.to, null);
  return held;
}

/** From the first to the last day of the period with facts or a right; the whole period where it has neither. */
function daysThere({ states, rights }: SettledUnitFacts, period: SettledDays): SettledDays {
  let from: PlainDate | null = null;
  let to: PlainDate | null = null;
  for (const range of [...states, ...rights]) {
    const last = range.until === null ? period.to : addDays(range.until, -1);
    if (range.from > period.to || last < period.from) continue;
    const first = range.from < period.from ? period.from : range.from;
    const end = last > period.to ? period.to : last;
    if (from === null || first < from) from = first;
    if (to === null || end > to) to = end;
  }
  return { from: from ?? period.from, to: to ?? period.to };
}

function handoverOf(
  unit: SettledUnitFacts,
  former: HeldDays,
  later: HeldDays,
  definition: SettlementDefinition,
  order: SettlementOrder,
  facts: SettlementFacts,
): Handover {
  const on = later.from;
  const declared = order.jointDeclarations.find((one) => one.unit === unit.code && one.on === on);
  const isRead = isReadNear(unit, on, definition, facts);
  const base = { on, isRead, formerPercent: null };
  if (former.right === null || later.right === null) return { ...base, rule: "vacancy" };
  if (declared !== undefined)
    return { ...base, rule: "declared", formerPercent: requiredDecimal(declared.formerPercent) };
  return { ...base, rule: isRead ? "reading" : definition.holderChange };
}

/** Whether each of the unit's points of the medium was read (or its meter exchanged) near the day. */
function isReadNear(
  { points }: SettledUnitFacts,
  on: PlainDate,
  { medium }: SettlementDefinition,
  facts: SettlementFacts,
): boolean {
  const histories = points
    .filter(({ from, until }) => from <= on && (until === null || until >= on))
    .map(({ pointId }) => facts.points.get(pointId))
    .filter((history) => history !== undefined && history.point.medium === medium);
  const isNear = (day: PlainDate | null) =>
    day !== null && Math.abs(dayNumber(day) - dayNumber(on)) <= NEAR_DAYS;
  return (
    histories.length > 0 &&
    histories.every(
      (history) =>
        history!.readings.some(({ readOn, source }) => source !== "estimate" && isNear(readOn)) ||
        history!.meters.some(({ during }) => isNear(during.from) || isNear(during.until)),
    )
  );
}
