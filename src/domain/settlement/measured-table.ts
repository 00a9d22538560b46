import { addDays } from "../values/plain-date.ts";
import type { CostPool, SettledDays } from "./cost-pools.ts";
import { commonOf } from "./holding-weights.ts";
import type { Measured, MeasuredKey, Measuring } from "./measuring-terms.ts";
import type { ParticipantFacts } from "./participant-facts.ts";

/** What everybody counted under a key in some days, each asked once. */
export interface MeasuredTable {
  readonly of: (participant: ParticipantFacts, key: MeasuredKey, days: SettledDays) => Measured;
  /** The days over which a key's consumption adds up to the period's: those of its cost documents where they tile it. */
  readonly daysOf: (key: MeasuredKey) => readonly SettledDays[];
}

/**
 * @param stretchesOf the days of a participant between hand-overs at which its devices were read: what it counted is then the sum of
 * what each holder is shown to have counted.
 */
export function measuredTable(
  measuring: Measuring,
  pools: readonly CostPool[],
  period: SettledDays,
  stretchesOf: (participant: ParticipantFacts) => readonly SettledDays[],
): MeasuredTable {
  const known = new Map<string, Map<string, Measured>>();
  const daysOf = new Map<MeasuredKey, readonly SettledDays[]>();
  return {
    of: (participant, key, days) => {
      const name = `${key} ${days.from} ${days.to}`;
      let column = known.get(name);
      if (column === undefined) {
        column = new Map();
        known.set(name, column);
      }
      let measured = column.get(participant.id);
      if (measured === undefined) {
        measured = measuredIn(stretchesOf(participant), participant, key, days, measuring);
        column.set(participant.id, measured);
      }
      return measured;
    },
    daysOf: (key) => {
      const found = daysOf.get(key) ?? tilesOf(key, pools, period);
      daysOf.set(key, found);
      return found;
    },
  };
}

/** By stretches where each of them can be told; the whole days at once otherwise. */
function measuredIn(
  stretches: readonly SettledDays[],
  participant: ParticipantFacts,
  key: MeasuredKey,
  days: SettledDays,
  measuring: Measuring,
): Measured {
  const inside = stretches.map((stretch) => commonOf(stretch, days)).filter((common) => common !== null);
  const parts = inside.length > 1 ? inside.map((part) => measuring.of(participant, key, part)) : [];
  const isTold =
    parts.length > 0 && parts.every(({ quantity, problems }) => quantity !== null && problems.length === 0);
  if (!isTold) return measuring.of(participant, key, days);
  return {
    quantity: parts.reduce((sum, { quantity }) => sum + (quantity ?? 0), 0),
    isEstimated: parts.some(({ isEstimated }) => isEstimated),
    devices: parts.flatMap(({ devices }) => devices),
    remarks: parts.flatMap(({ remarks }) => remarks),
    working: parts.flatMap(({ working }) => working),
    problems: [],
  };
}

function tilesOf(key: MeasuredKey, pools: readonly CostPool[], period: SettledDays): SettledDays[] {
  const windows = new Map<string, SettledDays>();
  for (const { parts, days } of pools)
    if (parts.some((part) => part.key === key)) windows.set(`${days.from} ${days.to}`, days);
  const ordered = [...windows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, days]) => days);
  return isTiling(ordered, period) ? ordered : [period];
}

function isTiling(ordered: readonly SettledDays[], { from, to }: SettledDays): boolean {
  return (
    ordered[0]?.from === from &&
    ordered.at(-1)?.to === to &&
    ordered.every(({ to: last }, index) => {
      const next = ordered[index + 1];
      return next === undefined || addDays(last, 1) === next.from;
    })
  );
}
