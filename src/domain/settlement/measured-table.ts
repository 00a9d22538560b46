import { addDays } from "../values/plain-date.ts";
import type { CostPool, SettledDays } from "./cost-pools.ts";
import type { Measured, MeasuredKey, Measuring } from "./measuring-terms.ts";
import type { ParticipantFacts } from "./participant-facts.ts";

/** What everybody counted under a key in some days, each asked once. */
export interface MeasuredTable {
  readonly of: (participant: ParticipantFacts, key: MeasuredKey, days: SettledDays) => Measured;
  /** The days over which a key's consumption adds up to the period's: those of its cost documents where they tile it. */
  readonly daysOf: (key: MeasuredKey) => readonly SettledDays[];
}

export function measuredTable(
  measuring: Measuring,
  pools: readonly CostPool[],
  period: SettledDays,
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
        measured = measuring.of(participant, key, days);
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
